// Serves the built page: `node files.js 8080`. Any server of static files does as well.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PAGE = fileURLToPath(new URL("dist", import.meta.url));
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".jsonl": "application/json" };

/** Serves the page and, by its path, one file more. */
export function serve(port, extra = {}) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const name = pathname === "/" ? "index.html" : pathname.slice(1);
    const path = extra[name] ?? (/^[\w.]+$/.test(name) ? join(PAGE, name) : undefined);
    try {
      const body = await readFile(path);
      const type = `${TYPES[extname(name)] ?? "application/octet-stream"}; charset=utf-8`;
      response.writeHead(200, { "content-type": type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8080);
  await serve(port);
  console.log(`http://127.0.0.1:${port}/`);
}

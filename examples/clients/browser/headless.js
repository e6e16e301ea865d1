// Opens the page in a Chromium without a window, has it read a file of reports, prints the records.
//
//     node headless.js 8080 http://127.0.0.1:50051 reports.jsonl

import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serve } from "./files.js";

const [port, server, reports] = process.argv.slice(2);

const has = (name) => spawnSync("which", [name]).status === 0;
const chromium = ["chromium", "chromium-browser", "google-chrome"].find(has) ?? "chromium";

/** Starts a browser and returns what sends it a command of the DevTools protocol. */
function start(profile) {
  const child = spawn(chromium, [
    "--headless", "--disable-gpu", "--disable-dev-shm-usage", `--user-data-dir=${profile}`,
    // Chromium's own sandbox cannot be had by root, which is who runs in a container.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    // Commands and answers go over the descriptors 3 and 4, each ended by a zero byte.
    "--remote-debugging-pipe", "about:blank",
  ], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [, , , commands, answers] = child.stdio;
  const waiting = new Map();
  let rest = "";
  answers.setEncoding("utf8").on("data", (part) => {
    const messages = (rest + part).split("\0");
    rest = messages.pop();
    for (const { id, result, error } of messages.map((message) => JSON.parse(message))) {
      const [resolve, reject] = waiting.get(id) ?? [];
      waiting.delete(id);
      if (error) reject?.(new Error(error.message));
      else resolve?.(result);
    }
  });
  let last = 0;
  const send = (method, params = {}, sessionId = undefined) => {
    last += 1;
    commands.write(`${JSON.stringify({ id: last, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => waiting.set(last, [resolve, reject]));
  };
  return { send, ended: new Promise((resolve) => child.on("close", resolve)) };
}

// Runs in the page: waits until it has read the file, and takes what it shows.
const READ = `new Promise((resolve) => {
  const look = () => {
    const text = (id) => document.getElementById(id).textContent;
    if (document.body?.dataset.done) resolve({ records: text("records"), state: text("state") });
    else setTimeout(look, 50);
  };
  look();
})`;

const files = await serve(Number(port), { "reports.jsonl": reports });
const profile = mkdtempSync(join(tmpdir(), "rasd-browser-"));
const { send, ended } = start(profile);

const url = `http://127.0.0.1:${port}/?server=${encodeURIComponent(server)}&reports=reports.jsonl`;
const { targetId } = await send("Target.createTarget", { url: "about:blank" });
const { sessionId } = await send("Target.attachToTarget", { targetId, flatten: true });
await send("Page.navigate", { url }, sessionId);
const read = { expression: READ, awaitPromise: true, returnByValue: true };
const { result } = await send("Runtime.evaluate", read, sessionId);
const { records, state } = result.value;

await send("Browser.close");
await ended;
rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
files.close();
files.closeAllConnections();

if (records) {
  console.log(records);
} else {
  console.error(state);
  process.exitCode = 1;
}

// Builds the page's script and style into crates/rasd-report/assets. Same sources, same bytes.

import { readFile, writeFile } from "node:fs/promises";
import { build } from "esbuild";

const assets = new URL("../../crates/rasd-report/assets/", import.meta.url);
const common = { bundle: true, minify: true, legalComments: "none", charset: "utf8", target: ["chrome109", "firefox115", "safari16"] };

const script = await build({ ...common, entryPoints: ["src/main.ts"], format: "iife", write: false, metafile: true });
const style = await build({ ...common, entryPoints: ["src/report.css"], write: false });

// A closing tag in a string would end the element that the script stands in.
const js = script.outputFiles[0].text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
await writeFile(new URL("report.js", assets), js);
await writeFile(new URL("report.css", assets), style.outputFiles[0].text);

const used = new Set();
for (const input of Object.keys(script.metafile.inputs)) {
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
  if (found) used.add(found[1]);
}
let notices = "Made with Rasd, MIT OR Apache-2.0. The page carries these works:\n";
notices += "\nOutlines: Natural Earth (public domain), by way of @superset-ui/legacy-plugin-chart-country-map\n";
notices += "(Apache-2.0) and world-atlas (ISC, Copyright 2013-2019 Michael Bostock). Dashed lines are drawn from\n";
notices += "Rasd's gazetteer: OCHA COD and HDX (CC BY-IGO), Open-Syria and GeoNames (CC BY 4.0), Airwars.\n";
for (const name of [...used].sort()) {
  const folder = new URL(`../node_modules/${name}/`, import.meta.url);
  const { version, license } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
  const text = await readFile(new URL("LICENSE", folder), "utf8").catch(() => readFile(new URL("LICENSE.md", folder), "utf8"));
  notices += `\n${name} ${version} (${license})\n${text.trim()}\n`;
}
// Two hyphens would end the comment that the notices stand in.
await writeFile(new URL("NOTICES.txt", assets), notices.replace(/-{2,}/g, "-"));
console.log(`report.js ${js.length}, report.css ${style.outputFiles[0].text.length}, ${used.size} packages`);

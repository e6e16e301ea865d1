// Opens a page of `rasd report` from disk, in Chromium without a window.

import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../../", import.meta.url));
export const target = `${root}target/browser/`;
mkdirSync(target, { recursive: true });

const rasd = process.env.RASD ?? `${root}target/debug/rasd`;

/** Runs the command line; returns what it prints. */
export function run(...args) {
  return execFileSync(rasd, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 30, stdio: ["ignore", "pipe", "ignore"] });
}

/** A page of the reports in `texts` (a path); returns its path and its records. */
export function report(name, texts, ...more) {
  const records = run("extract", texts, "--format", "jsonl");
  const path = `${target}${name}.jsonl`;
  writeFileSync(path, records);
  const html = `${target}${name}.html`;
  run("report", path, "--reports", texts, "-o", html, ...more);
  return { html, records: records.trim().split("\n").map((line) => JSON.parse(line)) };
}

export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** Waits until all parts of the page show the same selection. */
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  await page.waitForSelector("main:not([aria-busy])");
}

/** Opens a page and notes every request and every complaint. */
export async function open(of, html, options = {}) {
  const context = await of.newContext({ viewport: { width: 1280, height: 900 }, colorScheme: "light", ...options });
  const page = await context.newPage();
  const requests = [];
  const complaints = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complaints.push(message.text()));
  await page.goto(String(pathToFileURL(html)));
  await settled(page);
  return { page, requests, complaints };
}

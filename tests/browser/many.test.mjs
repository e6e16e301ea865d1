// Five thousand invented incidents: the page must stay smooth.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { generate } from "./generate.mjs";
import { browser, open, report, target } from "./page.mjs";

/** What a filter may take until the page is drawn again, in milliseconds, on a slow machine. */
const SMOOTH = 400;

let chromium;
let made;

before(async () => {
  generate(`${target}many-texts.jsonl`, 2700);
  made = report("many", `${target}many-texts.jsonl`, "--redact", "none");
  chromium = await browser();
});
after(() => chromium?.close());

test("five thousand incidents open and filter without a wait", async () => {
  const incidents = made.records.flatMap((r) => r.incidents);
  assert.ok(incidents.length >= 5000, `${incidents.length}`);
  const started = Date.now();
  const { page, complaints } = await open(chromium, made.html);
  console.log(`# ${incidents.length} incidents: open in ${Date.now() - started} ms`);
  /** From the change to the frame after the page has been drawn again. */
  const time = (id, value) =>
    page.evaluate(
      async ([id, value]) => {
        const control = document.getElementById(id);
        const frame = () => new Promise((done) => requestAnimationFrame(done));
        const from = performance.now();
        control.value = value;
        control.dispatchEvent(new Event(control.tagName === "SELECT" ? "change" : "input", { bubbles: true }));
        await frame();
        await frame();
        return performance.now() - from;
      },
      [id, value],
    );
  const steps = [["f-text", "ق"], ["f-text", "قصف"], ["f-text", ""], ["f-kind", "shelling"], ["f-kind", ""], ["f-area", "Aleppo"], ["f-area", ""], ["f-from", "2020-01-01"], ["f-from", ""], ["f-outcome", "injured"], ["f-outcome", ""]];
  const times = [];
  for (const [id, value] of steps) {
    const ms = await time(id, value);
    times.push(ms);
    console.log(`# ${id}=${value || "(any)"}: ${ms.toFixed(0)} ms`);
  }
  const sorted = [...times].sort((a, b) => a - b);
  console.log(`# filter latency: median ${sorted[sorted.length >> 1].toFixed(0)} ms, worst ${sorted.at(-1).toFixed(0)} ms`);
  assert.ok(sorted.at(-1) < SMOOTH, `worst ${sorted.at(-1)} ms`);
  assert.ok((await page.locator(".incidents tbody tr").count()) <= 50, "the table is paged");
  assert.ok((await page.locator("svg .spot").count()) < 2500, "spots are brought together");
  await page.click('.map button[aria-label="كبّر"]');
  await page.screenshot({ path: `${target}many.png`, fullPage: false });
  assert.deepEqual(complaints, []);
});

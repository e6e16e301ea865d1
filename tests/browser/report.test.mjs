// The page of the invented reports in tests/reports.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser, open, report, root, settled, target } from "./page.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const texts = `${root}tests/reports/texts.jsonl`;

let chromium;
let made;
let at;

before(async () => {
  chromium = await browser();
  made = report("reports", texts, "--redact", "none");
  at = await open(chromium, made.html);
});
after(() => chromium?.close());

const incidents = () => made.records.flatMap((record) => record.incidents.map((incident) => ({ record, incident })));
const rows = (page) => page.locator(".incidents tbody tr");
/** Shows all rows of the table: one page holds fifty. */
async function countRows(page) {
  let n = await rows(page).count();
  const next = page.locator(".pager .next");
  while ((await next.isVisible()) && (await next.isEnabled())) {
    await next.click();
    n += await rows(page).count();
  }
  return n;
}
const reset = async (page) => {
  await page.click("#f-clear");
  await settled(page);
};
const shown = async (page) => (await page.textContent("#status")).match(/\d+/g).map(Number);

test("nothing but the file itself is asked for, and nothing is complained of", () => {
  assert.deepEqual(at.requests, [String(pathToFileURL(made.html))]);
  assert.deepEqual(at.complaints, []);
});

test("the policy keeps out what a text or a script might ask for", async () => {
  const { page, requests } = await open(chromium, made.html);
  const blocked = [];
  page.on("requestfailed", (request) => blocked.push([request.url(), request.failure().errorText]));
  const failed = await page.evaluate(async () => {
    const image = new Image();
    const gone = new Promise((done) => { image.onerror = () => done(true); image.onload = () => done(false); });
    image.src = "https://example.org/x.png";
    const fetched = await fetch("https://example.org/").then(() => false, () => true);
    return { image: await gone, fetched };
  });
  assert.deepEqual(failed, { image: true, fetched: true });
  // Chromium announces the image before its policy stops it; nothing else is even announced.
  assert.deepEqual(blocked, [["https://example.org/x.png", "csp"]]);
  assert.equal(requests.filter((url) => !url.startsWith("file:")).length, 1);
});

test("the page is Arabic from right to left, and English on demand", async () => {
  const { page } = at;
  const html = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, getComputedStyle(document.body).direction]);
  assert.deepEqual(await html(), ["ar", "rtl", "rtl"]);
  await page.click("#language");
  assert.deepEqual(await html(), ["en", "ltr", "ltr"]);
  assert.match(await page.textContent("#status"), /^Shown: \d+ of \d+ incidents/);
  await page.click("#language");
  assert.deepEqual(await html(), ["ar", "rtl", "rtl"]);
});

test("Arabic letters are joined: a word is narrower than its letters set apart", async () => {
  const widths = await at.page.evaluate(() => {
    const width = (text) => {
      const span = document.createElement("span");
      span.textContent = text;
      document.body.append(span);
      const { width } = span.getBoundingClientRect();
      span.remove();
      return width;
    };
    // A zero-width non-joiner between letters keeps each in its isolated form.
    return [width("قصف مدفعي"), width([..."قصف"].join("\u200c") + " " + [..."مدفعي"].join("\u200c"))];
  });
  assert.ok(widths[0] < widths[1] * 0.97, `${widths}`);
});

test("every slot of every incident is marked with exactly its words", async () => {
  const { page } = at;
  await reset(page);
  let spans = 0;
  for (const { record, incident } of incidents()) {
    const n = spans;
    const index = incidents().findIndex((one) => one.incident === incident);
    const wanted = [...incident.evidence, ...record.tallies.flatMap((t) => t.evidence), ...record.findings.flatMap((f) => f.evidence)];
    const pageOf = Math.floor(index / 50);
    if ((await page.locator(`button.open[data-row="${index}"]`).count()) === 0) await page.click(pageOf > 0 ? ".pager .next" : ".pager .previous");
    await page.click(`button.open[data-row="${index}"]`);
    const got = await page.evaluate(() => {
      const ids = new Map();
      for (const mark of document.querySelectorAll("dialog mark")) {
        for (const id of mark.dataset.spans.split(" ")) ids.set(id, (ids.get(id) ?? "") + mark.textContent);
      }
      const quoted = [...document.querySelectorAll("dialog .record button.evidence")].map((b) => [b.dataset.span, b.querySelector("bdi").textContent]);
      const shownText = document.querySelector("dialog .text")?.textContent;
      return { marked: [...ids], quoted, shownText };
    });
    const report = readTexts().get(record.report.id);
    assert.equal(got.shownText, report.text);
    const sorted = (list) => [...list].sort();
    assert.deepEqual(sorted(got.marked.map(([, text]) => text)), sorted(wanted.map((e) => e.text)), record.report.id);
    const fields = wanted.slice(0, incident.evidence.length).map((e) => e.field);
    assert.deepEqual(sorted(got.marked.map(([id]) => id.split("~")[0]).filter((f) => !/^[tf]\d+$/.test(f))), sorted(fields));
    for (const [id, text] of got.quoted) assert.equal(new Map(got.marked).get(id), text);
    assert.equal(got.quoted.length, wanted.length, `each piece of evidence stands beside its slot: ${record.report.id}`);
    spans += wanted.length;
    await page.keyboard.press("Escape");
    assert.ok(spans > n);
  }
  assert.ok(spans > 400, `${spans} spans`);
});

let texted;
function readTexts() {
  texted ??= new Map(readFileSync(texts, "utf8").trim().split("\n").map((line) => JSON.parse(line)).map((r) => [r.id, r]));
  return texted;
}

test("each filter leaves the rows that fit, and the count says so", async () => {
  const { page } = at;
  const all = incidents();
  const admin1 = (i) => i.incident.places.map((p) => p.admin1);
  const cases = [
    ["kind", "shelling", (i) => i.incident.kind === "shelling" || i.incident.also.includes("shelling")],
    ["area", "Idleb", (i) => admin1(i).includes("Idleb")],
    ["actor", "sy.gov", (i) => i.incident.actors.some((a) => a.id === "sy.gov")],
    ["outcome", "injured", (i) => i.incident.harm.some((h) => h.outcome === "injured")],
    ["role", "background", (i) => i.incident.role === "background"],
  ];
  for (const [name, value, fits] of cases) {
    await reset(page);
    await page.selectOption(`#f-${name}`, value);
    const wanted = all.filter(fits).length;
    assert.ok(wanted > 0 && wanted < all.length, name);
    await page.waitForFunction((n) => document.querySelector("#status").textContent.includes(` ${n} `), wanted);
    assert.equal((await shown(page))[0], wanted, name);
    assert.equal(await countRows(page), wanted, name);
  }
  await reset(page);
  await page.check("#f-findings");
  await settled(page);
  assert.equal(await countRows(page), all.filter((i) => i.record.findings.length > 0).length);
  await reset(page);
  await page.fill("#f-from", "2021-01-01");
  await page.fill("#f-to", "2021-12-31");
  await settled(page);
  const inside = all.filter(({ incident: { when } }) => when.start !== null && when.end >= "2021-01-01" && when.start <= "2021-12-31");
  assert.equal(await countRows(page), inside.length);
  await reset(page);
  // Without hamza and tashkeel, as people type.
  await page.fill("#f-text", "ادلب");
  await settled(page);
  const [found] = await shown(page);
  assert.ok(found > 0 && found < all.length);
  await page.fill("#f-text", "لاشيءكهذا");
  await settled(page);
  assert.equal(await rows(page).count(), 0);
  await reset(page);
  assert.equal(await countRows(page), all.length);
});

test("a bar of the timeline and a governorate beside the map filter too", async () => {
  const { page } = at;
  await reset(page);
  const bar = page.locator("svg .bin").first();
  const year = (await bar.getAttribute("data-from")).slice(0, 4);
  await bar.click();
  await settled(page);
  const inYear = incidents().filter(({ incident: { when } }) => when.start !== null && when.start <= `${year}-12-31` && when.end >= `${year}-01-01`);
  assert.equal((await shown(page))[0], inYear.length);
  assert.equal(await page.inputValue("#f-from"), `${year}-01-01`);
  await reset(page);
  await page.click('.areas button[data-area="Aleppo"]');
  await settled(page);
  const inAleppo = incidents().filter(({ incident }) => incident.places.some((p) => p.admin1 === "Aleppo"));
  assert.equal((await shown(page))[0], inAleppo.length);
  assert.equal(await page.getAttribute('.areas button[data-area="Aleppo"]', "aria-pressed"), "true");
  assert.equal(await page.inputValue("#f-area"), "Aleppo");
  await reset(page);
});

test("every incident with a point stands on the map, the others are counted", async () => {
  const { page } = at;
  await reset(page);
  const placed = (i) => i.incident.places.some((p) => p.lat !== null && !["country", "unresolved"].includes(p.precision));
  const without = incidents().filter((i) => !placed(i)).length;
  assert.ok((await page.textContent(".map .notes")).includes(`: ${without}.`));
  const spots = new Set(incidents().flatMap(({ incident }) => incident.places.filter((p) => p.lat !== null && !["country", "unresolved"].includes(p.precision)).map((p) => `${p.lat},${p.lon},${p.precision.startsWith("admin")}`)));
  assert.ok((await page.getAttribute(".map svg.sheet", "aria-label")).includes(` ${spots.size} `));
});

test("the table sorts by date and by the number killed, the unknown last", async () => {
  const { page } = at;
  await reset(page);
  const column = (n) => page.locator(`.incidents tbody tr td:nth-child(${n})`).allTextContents();
  await page.click('th[data-key="date"] button');
  assert.equal(await page.getAttribute('th[data-key="date"]', "aria-sort"), "ascending");
  const days = (await column(2)).map((text) => text.match(/\d{4}(-\d\d)*/)?.[0] ?? "9999");
  assert.deepEqual(days.map((d) => d.slice(0, 4)), days.map((d) => d.slice(0, 4)).toSorted());
  await page.click('th[data-key="killed"] button');
  await page.click('th[data-key="killed"] button');
  assert.equal(await page.getAttribute('th[data-key="killed"]', "aria-sort"), "descending");
  const killed = (await column(5)).map((text) => Number(text.match(/\d+/)?.[0] ?? -1));
  assert.deepEqual(killed, killed.toSorted((a, b) => b - a));
  await page.click('th[data-key="killed"] button');
});

test("totals are those of the records: ranges stay ranges, tallies stay out", async () => {
  const { page } = at;
  await reset(page);
  if ((await page.getAttribute("html", "lang")) === "ar") await page.click("#language");
  await settled(page);
  const words = (figures) => {
    if (figures.length === 0) return "—not stated";
    const low = figures.filter((c) => c.min !== null);
    const min = low.length > 0 ? low.reduce((n, c) => n + c.min, 0) : null;
    const max = figures.some((c) => c.max === null) ? null : figures.reduce((n, c) => n + c.max, 0);
    const n = (value) => value.toLocaleString("en-GB");
    let text = "number not given";
    if (min !== null && max !== null) text = min === max ? n(min) : `${n(min)} to ${n(max)}`;
    else if (min !== null) text = `at least ${n(min)}`;
    else if (max !== null) text = `up to ${n(max)}`;
    if (min !== null && min === max && figures.some((c) => c.vague === "about")) text = `about ${text}`;
    const unknown = figures.filter((c) => c.min === null && c.max === null).length;
    return unknown > 0 && unknown < figures.length ? `${text} (and ${unknown} without a number)` : text;
  };
  const whole = (list, outcome) => list.flatMap(({ incident }) => incident.harm.filter((h) => h.within === null && h.outcome === outcome).map((h) => h.count));
  const cell = (table, id, outcome) => page.locator(`#${table} tr[data-id="${id}"] td[data-outcome="${outcome}"] > span`).textContent();
  for (const outcome of ["killed", "injured"]) {
    assert.equal(await cell("by-kind", "all", outcome), words(whole(incidents(), outcome)));
    for (const kind of new Set(incidents().map((i) => i.incident.kind))) {
      assert.equal(await cell("by-kind", kind, outcome), words(whole(incidents().filter((i) => i.incident.kind === kind), outcome)), `${kind} ${outcome}`);
    }
    for (const side of ["sy.gov", "unknown", "il.mil"]) {
      const by = incidents().filter((i) => i.incident.actors.some((a) => a.id === side && /perpetrator/.test(a.role) && a.certainty !== "denied"));
      assert.equal(await cell("by-side", side, outcome), words(whole(by, outcome)), `${side} ${outcome}`);
    }
  }
  const children = incidents().flatMap(({ incident: { harm } }) => {
    const inChildren = (h) => h.within !== null && (harm[h.within].group === "children" && harm[h.within].outcome === h.outcome || inChildren(harm[h.within]));
    return harm.filter((h) => h.group === "children" && h.outcome === "killed" && !inChildren(h)).map((h) => h.count);
  });
  assert.ok(children.length > 2);
  assert.equal(await cell("by-group", "children", "killed"), words(children));
  const tallies = made.records.flatMap((r) => r.tallies).length;
  assert.ok(tallies > 10);
  // Those behind the first twenty-five are folded away.
  const rest = page.locator("#tallies details > summary");
  if ((await rest.count()) > 0) {
    await rest.click();
    await page.locator("#tallies details tbody tr").first().waitFor();
  }
  assert.equal(await page.locator("#tallies tbody tr").count(), tallies);
  assert.equal(await page.locator("td[data-outcome] > span", { hasText: /^0/ }).count(), 0, "unknown is never nought");
  await page.click("#language");
});

test("the keyboard alone reaches a report, its evidence and the way back", async () => {
  const { page } = await open(chromium, made.html);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "h-table");
  const focused = () => page.evaluate(() => document.activeElement.dataset.row ?? document.activeElement.textContent);
  for (let i = 0; i < 6 && (await focused()) !== "0"; i += 1) await page.keyboard.press("Tab");
  assert.equal(await focused(), "0");
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), "1");
  await page.keyboard.press("Enter");
  assert.ok(await page.isVisible("dialog[open]"));
  assert.equal(await page.evaluate(() => document.activeElement.id), "h-detail");
  for (let i = 0; i < 12 && !(await page.evaluate(() => document.activeElement.classList.contains("evidence"))); i += 1) await page.keyboard.press("Tab");
  assert.ok((await page.locator("mark.lit").count()) > 0, "the words light up where the focus is");
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible("dialog[open]"), false);
  assert.equal(await focused(), "1");
  await page.context().close();
});

for (const [scheme, lang, width] of [["light", "ar", 1280], ["dark", "en", 1280], ["light", "ar", 390]]) {
  test(`axe finds nothing serious (${scheme}, ${lang}, ${width} wide)`, async () => {
    const { page } = await open(chromium, made.html, { colorScheme: scheme, viewport: { width, height: 900 } });
    if (lang === "en") await page.click("#language");
    await settled(page);
    for (const state of ["list", "report"]) {
      if (state === "report") {
        await page.locator(".incidents tr:has(.flag) button.open").first().click();
      }
      // As an isolated script: the page's policy allows none but its own.
      const violations = await page.evaluate(async (source) => {
        (0, eval)(source);
        const result = await window.axe.run(document);
        if (result.passes.length < 20) throw new Error("axe has hardly looked");
        return result.violations.map((v) => ({ id: v.id, impact: v.impact, nodes: v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 4) }));
      }, axe).catch(async (error) => assert.fail(String(error)));
      const serious = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
      assert.deepEqual(serious, [], state);
    }
    await page.context().close();
  });
}

test("light and dark follow the device and the button", async () => {
  const { page } = await open(chromium, made.html, { colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.click("#theme");
  const light = await paper();
  assert.notEqual(light, dark);
  await page.emulateMedia({ colorScheme: "light" });
  assert.equal(await paper(), light);
  await page.click("#theme");
  assert.equal(await paper(), dark);
  await page.context().close();
});

test("paper has all rows, the filters in words and no form", async () => {
  const { page } = await open(chromium, made.html);
  assert.equal(await rows(page).count(), 50);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => window.dispatchEvent(new Event("beforeprint")));
  assert.equal(await rows(page).count(), incidents().length);
  assert.equal(await page.isVisible(".filters"), false);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.emulateMedia({ media: "screen" });
  assert.equal(await rows(page).count(), 50);
  await page.selectOption("#f-kind", "shelling");
  await settled(page);
  await page.emulateMedia({ media: "print" });
  assert.match(await page.textContent(".paper-only"), /قصف/);
  assert.ok(await page.isVisible(".paper-only"));
  await page.context().close();
});

test("reports without incidents can be opened", async () => {
  const { page } = await open(chromium, made.html);
  const empty = made.records.filter((record) => record.incidents.length === 0);
  assert.ok(empty.length > 0);
  await page.click("details.empty summary");
  assert.equal(await page.locator("details.empty li").count(), empty.length);
  await page.locator("details.empty button").first().click();
  assert.equal(await page.textContent("dialog .text"), readTexts().get(empty[0].report.id).text);
  await page.context().close();
});

test("pictures to look at: light, dark, English, narrow, a report, paper", async () => {
  const shots = [
    ["light", {}, null], ["dark", { colorScheme: "dark" }, null],
    ["narrow", { viewport: { width: 390, height: 844 } }, null],
  ];
  for (const [name, options] of shots) {
    const { page } = await open(chromium, made.html, options);
    await page.screenshot({ path: `${target}${name}.png`, fullPage: true });
    await page.locator("button.open").nth(2).click();
    await page.screenshot({ path: `${target}${name}-report.png` });
    if (name === "light") {
      await page.pdf({ path: `${target}paper-report.pdf`, format: "A4" });
      await page.keyboard.press("Escape");
      await page.pdf({ path: `${target}paper.pdf`, format: "A4" });
      await page.click("#language");
      await settled(page);
      await page.screenshot({ path: `${target}english.png`, fullPage: true });
    }
    await page.context().close();
  }
});

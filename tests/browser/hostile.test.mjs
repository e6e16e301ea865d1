// Texts that are markup stay texts.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { browser, open, report, run, target } from "./page.mjs";

const evil = '</script><script>window.pwned=1</script><img src="http://example.org/x" onerror="window.pwned=1"><!--<script>\u2028\u2029{{1}}';
const text = `قُتل مدنيان بقصف مدفعي على بلدة سرمين بريف إدلب أمس. ${evil}\n${"🔴 "}قصف <b>صاروخي</b> استهدف مدينة الأتارب بريف حلب، وإصابة 4 أشخاص.`;

let chromium;
let made;

before(async () => {
  const path = `${target}hostile-texts.jsonl`;
  const one = { id: `x${evil}`, title: `قتيلان ${evil}`, text, publisher: evil, url: `javascript:alert(1)//${evil}`, published_at: "2021-03-10" };
  const dark = { id: "later", text: "اعتقلت قوات النظام مدنياً في مدينة دوما يوم 3 آذار 2020.", published_at: "2020-03-04" };
  writeFileSync(path, `${JSON.stringify(one)}\n${JSON.stringify(dark)}\n`);
  made = report("hostile", path, "--redact", "none", "--title", `تقرير ${evil}`);
  chromium = await browser();
});
after(() => chromium?.close());

test("markup in id, title, text, publisher, address and heading is shown as it was written", async () => {
  const { page, requests, complaints } = await open(chromium, made.html);
  assert.equal(await page.textContent("h1"), `تقرير ${evil}`);
  await page.locator("button.open").first().click();
  assert.equal(await page.textContent("dialog .text"), text);
  assert.ok((await page.textContent("dialog .title")).endsWith(evil));
  assert.equal(await page.evaluate(() => window.pwned), undefined);
  assert.equal(await page.locator("img, iframe, object, embed, b, a[href^=javascript]").count(), 0);
  assert.equal(await page.locator("script").count(), 2);
  assert.equal(requests.length, 1);
  assert.deepEqual(complaints, []);
});

test("without the texts the evidence is quoted and nothing is marked", async () => {
  const html = `${target}no-texts.html`;
  run("report", `${target}hostile.jsonl`, "-o", html, "--redact", "none", "--lang", "en");
  assert.ok(!readFileSync(html, "utf8").includes("pwned=1</script>"));
  const { page, complaints } = await open(chromium, html);
  assert.equal(await page.getAttribute("html", "dir"), "ltr");
  await page.locator("button.open").first().click();
  assert.equal(await page.locator("dialog mark").count(), 0);
  const quotes = await page.locator("dialog .record .evidence bdi").allTextContents();
  assert.deepEqual(quotes.toSorted(), made.records[0].incidents[0].evidence.map((e) => e.text).toSorted());
  assert.deepEqual(complaints, []);
});

test("another text than the records were read from is told, not marked", async () => {
  const path = `${target}other-texts.jsonl`;
  writeFileSync(path, `${JSON.stringify({ id: "later", text: "نص آخر تماماً." })}\n`);
  const html = `${target}other.html`;
  run("report", `${target}hostile.jsonl`, "--reports", path, "-o", html, "--redact", "none");
  const { page } = await open(chromium, html);
  await page.locator("button.open").last().click();
  assert.equal(await page.textContent("dialog .text"), "نص آخر تماماً.");
  assert.equal(await page.locator("dialog mark").count(), 0);
  assert.ok((await page.locator("dialog .evidence em").count()) > 0);
});

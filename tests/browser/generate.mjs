// Invented reports by the thousand: the same number gives the same reports. Places are the
// gazetteer's, everything else is made up.

import { readFileSync, writeFileSync } from "node:fs";
import { root } from "./page.mjs";

function draw(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const COUNTS = ["ثلاثة مدنيين", "5 أشخاص", "طفلان", "رجل وامرأة", "سبعة مدنيين بينهم طفلان", "ما لا يقل عن أربعة أشخاص", "مدني", "عشرات المدنيين", "8 أو 9 أشخاص", "شابان"];
const HURT = ["وإصابة آخرين", "وإصابة 4 آخرين بجروح", "وإصابة ثمانية أشخاص", "وإصابة طفلة", "وجرح ثلاثة"];
const ACTS = ["بقصف مدفعي لقوات النظام على", "بغارات جوية روسية على", "بقصف صاروخي لقوات النظام استهدف", "بانفجار عبوة ناسفة في", "برصاص مسلحين مجهولين في", "بانفجار لغم أرضي قرب"];
const REST = ["ونُقل المصابون إلى مشفى قريب.", "ولم ترد معلومات أخرى حتى الآن.", "وأغلقت المحال أبوابها في السوق.", "وبهذا يرتفع عدد القتلى في المنطقة منذ مطلع العام إلى 41 مدنياً."];

/** Writes `n` reports of two incidents each. */
export function generate(path, n) {
  const rows = readFileSync(`${root}crates/rasd-core/data/gazetteer.tsv`, "utf8").split("\n").map((line) => line.split("\t"));
  const areas = new Map(rows.filter((row) => row[1] === "SY" && row[2] === "admin1").map((row) => [row[0], row[3]]));
  const places = rows.filter((row) => row[1] === "SY" && row[2] === "place" && row[3] && areas.has(row[6]));
  const next = draw(7);
  const pick = (list) => list[next(list.length)];
  const reports = [];
  for (let i = 0; i < n; i += 1) {
    const sentences = [];
    for (let k = 0; k < 2; k += 1) {
      const place = pick(places);
      sentences.push(`قتل ${pick(COUNTS)} ${pick(HURT)} ${k === 0 ? "أمس" : "اليوم"}، ${pick(ACTS)} بلدة ${place[3]} في محافظة ${areas.get(place[6])}.`, pick(REST));
    }
    const day = new Date(Date.UTC(2018, 0, 1 + next(1460))).toISOString().slice(0, 10);
    reports.push(JSON.stringify({ id: `gen-${i}`, text: sentences.join("\n"), publisher: `marsad-${next(9)}.example`, published_at: day, country: "SY" }));
  }
  writeFileSync(path, `${reports.join("\n")}\n`);
}

// The page's own words in both languages.

import type { Data, Label, Lang } from "./types";
import { words } from "./words";

let lang: Lang = "ar";
let data: Data | undefined;

export function use(given: Data): void {
  data = given;
}

export function language(): Lang {
  return lang;
}

export function setLanguage(next: Lang): void {
  lang = next;
  document.documentElement.lang = next;
  document.documentElement.dir = next === "ar" ? "rtl" : "ltr";
}

/** The page's words for `key`, with `{0}`, `{1}` … filled in. */
export function t(key: keyof typeof words, ...values: string[]): string {
  return words[key][lang].replace(/\{(\d)\}/g, (_, i) => values[Number(i)] ?? "");
}

/** What a word of the codebook is called. */
export function label(vocabulary: string, word: string): string {
  return data?.labels[vocabulary]?.[word]?.[lang] ?? word;
}

export function inLanguage(given: Label | undefined, otherwise: string): string {
  return given?.[lang] ?? otherwise;
}

export function actorName(id: string): string {
  return id === "" ? t("actorNone") : label("actor", id);
}

export function areaName(admin1: string): string {
  return inLanguage(data?.areas[admin1], admin1);
}

/** A place in the reader's script, where the gazetteer has it in both. */
export function placeName(place: { name: string; name_en?: string | null }): string {
  return lang === "en" ? place.name_en || place.name : place.name;
}

/** Digits are Latin in both languages, as most of the reports write them. */
export function number(value: number): string {
  return digits.format(value);
}
const digits = new Intl.NumberFormat("en-GB");

const months: Record<Lang, Intl.DateTimeFormat> = {
  ar: new Intl.DateTimeFormat("ar-SY-u-nu-latn-ca-gregory", { month: "long", year: "numeric", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" }),
};

/** «تموز 2021» */
export function month(iso: string): string {
  return months[lang].format(new Date(`${iso.slice(0, 7)}-01T00:00:00Z`));
}

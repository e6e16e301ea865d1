// Figures as the texts give them, and their sums. A bound that no text gives is unknown, not zero.

import type { Count, Harm, Incident } from "./types";
import { number, t } from "./i18n";

export class Sum {
  /** Figures that were added. */
  figures = 0;
  /** Those of them without any bound. */
  unknown = 0;
  private low = 0;
  private high = 0;
  private hasLow = false;
  private open = false;
  private about = false;

  add(count: Count): void {
    this.figures += 1;
    if (count.min === null && count.max === null) this.unknown += 1;
    if (count.min !== null) this.hasLow = true;
    if (count.max === null) this.open = true;
    if (count.vague === "about") this.about = true;
    this.low += count.min ?? 0;
    this.high += count.max ?? 0;
  }

  get min(): number | null {
    return this.hasLow ? this.low : null;
  }

  get max(): number | null {
    return this.figures === 0 || this.open ? null : this.high;
  }

  /** What all figures together come to, as a figure. */
  get count(): Count {
    return { min: this.min, max: this.max, vague: this.about ? "about" : null };
  }

  get isExact(): boolean {
    return this.figures > 0 && this.min !== null && this.min === this.max && !this.about;
  }
}

/** A figure in words: exact, a range, or one bound. */
export function bounds({ min, max, vague }: Count): string {
  if (min !== null && max !== null) {
    if (min === max) return vague === "about" ? t("about", number(min)) : number(min);
    return t("range", number(min), number(max));
  }
  if (min !== null) return t("atLeast", number(min));
  if (max !== null) return t("upTo", number(max));
  return t("noNumber");
}

/** A sum in words; what had no number stands beside it. */
export function sumText(sum: Sum): string {
  if (sum.figures === 0) return t("notStated");
  const text = bounds(sum.count);
  const others = sum.figures - sum.unknown;
  return sum.unknown > 0 && others > 0 ? `${text} ${t("plusUnknown", number(sum.unknown))}` : text;
}

/** The figures that may be added up: those that are no part of another. */
export function whole(incident: Incident): Harm[] {
  return incident.harm.filter((harm) => harm.within === null || harm.within === undefined);
}

/** The figures of each group that are no part of another figure of the same group and outcome. */
export function wholeOfGroup(incident: Incident): Harm[] {
  return incident.harm.filter((harm) => {
    const seen = new Set<number>();
    let at = harm.within;
    while (at !== null && at !== undefined && !seen.has(at)) {
      seen.add(at);
      const outer = incident.harm[at];
      if (!outer) break;
      if (outer.group === harm.group && outer.outcome === harm.outcome) return false;
      at = outer.within;
    }
    return true;
  });
}

/** The sum of one outcome over the whole figures of an incident. */
export function outcome(incident: Incident, name: string): Sum {
  const sum = new Sum();
  for (const harm of whole(incident)) if (harm.outcome === name) sum.add(harm.count);
  return sum;
}

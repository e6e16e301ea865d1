// A text with its evidence marked. Spans may overlap: the text is cut wherever one begins or ends,
// so that every span is a run of pieces whose texts together are the evidence's words.

import type { Evidence } from "./types";
import { h } from "./dom";

export interface Marked extends Evidence {
  /** Unique on the page. */
  id: string;
  /** Slot without index: `harm`, `places` … */
  slot: string;
  /** What the slot is called. */
  name: string;
}

/** The pieces of `text`; a piece names the spans it lies in, the narrowest first. */
export function pieces(text: string, spans: Marked[]): { text: string; in: Marked[] }[] {
  const placed = spans.filter((span) => span.end > span.start);
  const cuts = [...new Set([0, text.length, ...placed.flatMap((span) => [span.start, span.end])])];
  cuts.sort((a, b) => a - b);
  const width = (span: Marked): number => span.end - span.start;
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? text.length;
    const over = placed.filter((span) => span.start <= from && span.end >= to);
    return { text: text.slice(from, to), in: over.sort((a, b) => width(a) - width(b)) };
  });
}

/** The text as an element. Line breaks stay. */
export function marked(text: string, spans: Marked[], attributes: { class: string }): HTMLElement {
  const out = h("div", { ...attributes, dir: "auto" });
  for (const piece of pieces(text, spans)) {
    const [inner, outer] = piece.in;
    if (!inner) {
      out.append(piece.text);
      continue;
    }
    out.append(
      h(
        "mark",
        {
          class: `slot s-${inner.slot}${outer ? ` o-${outer.slot}` : ""}`,
          "data-spans": piece.in.map((span) => span.id).join(" "),
          title: [...new Set(piece.in.map((span) => span.name))].join(" · "),
        },
        piece.text,
      ),
    );
  }
  return out;
}

/** The pieces of one span. */
export function piecesOf(root: ParentNode, id: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`mark[data-spans~="${id}"]`)];
}

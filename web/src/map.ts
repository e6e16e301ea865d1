import type { Data } from "./types";
import type { Row } from "./rows";
import { h } from "./dom";
import { t } from "./i18n";

export class Map {
  readonly element = h("section", { class: "chart map", "aria-labelledby": "h-map" });
  constructor(_data: Data, _pick: (area: string) => void) {}
  show(_rows: Row[], _area: string): void {
    this.element.replaceChildren(h("h3", { id: "h-map" }, t("mapHeading")));
  }
}

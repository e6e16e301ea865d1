// Light, dark, or as the device says.

import { h } from "./dom";
import { t } from "./i18n";

type Theme = "auto" | "light" | "dark";
const order: Theme[] = ["auto", "light", "dark"];
let theme: Theme = "auto";

export function themeButton(): HTMLButtonElement {
  const text = (): string => `${t("theme")}: ${t(theme === "auto" ? "themeAuto" : theme === "light" ? "themeLight" : "themeDark")}`;
  const button = h("button", { type: "button", id: "theme" }, text());
  button.addEventListener("click", () => {
    theme = order[(order.indexOf(theme) + 1) % order.length] ?? "auto";
    if (theme === "auto") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
    button.textContent = text();
  });
  return button;
}

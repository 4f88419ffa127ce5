// Colours that are drawn rather than styled: maps and pictures read them from the style, so both themes have their own.

import type { Family } from "./data";

const NAMES = ["sea", "land", "coast", "border", "province", "zone", "zoneFill", "label", "halo", "ink", "soft", "line", "paper", "force", "ground", "easing", "words", "accent"] as const;
type Colours = Record<(typeof NAMES)[number], string>;

/** The colours of the theme that is shown. */
export function colours(): Colours {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

/** The colour of a sort of event. */
export const familyColour = (family: Family) => `var(--${family})`;

/** Light, dark, or as the system has it. */
export type Theme = "auto" | "light" | "dark";

export const theme = (): Theme => (localStorage.getItem("vigie-theme") as Theme | null) ?? "auto";

export function setTheme(next: Theme): void {
  if (next === "auto") localStorage.removeItem("vigie-theme");
  else localStorage.setItem("vigie-theme", next);
  applyTheme();
}

export function applyTheme(): void {
  const chosen = theme();
  if (chosen === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  window.dispatchEvent(new Event("colours"));
}

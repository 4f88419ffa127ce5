// A report's text with the words that claims were read from.

import { h } from "./dom";
import type { Told } from "./types";

export interface Highlighted {
  element: HTMLElement;
  /** Shows the fields of one claim, or of none. */
  show(key: string | null, scroll?: boolean): void;
}

/** Draws a text. Claims count in Unicode scalar values, so the text is cut into those, not into UTF-16 units. */
export function highlighted(text: string, claims: Told[], choose: (key: string, by: "focus" | "click") => void, name: (field: string) => string): Highlighted {
  const characters = Array.from(text);
  const cuts = new Set([0, characters.length]);
  for (const told of claims) {
    for (const mark of told.marks ?? []) {
      cuts.add(Math.min(mark.start, characters.length));
      cuts.add(Math.min(mark.end, characters.length));
    }
  }
  const edges = [...cuts].sort((a, b) => a - b);
  const pieces: { node: HTMLElement; marks: { key: string; field: string; starts: boolean }[] }[] = [];
  const element = h("div", { class: "received", tabindex: -1 });
  for (let n = 0; n + 1 < edges.length; n++) {
    const [start, end] = [edges[n], edges[n + 1]];
    const words = characters.slice(start, end).join("");
    const marks = claims.flatMap((told) => (told.marks ?? []).filter((m) => m.start <= start && end <= m.end).map((m) => ({ key: told.key, field: m.field, starts: m.start === start })));
    if (!marks.length) {
      element.append(words);
      continue;
    }
    const own = marks.find((m) => m.field === "trigger");
    const node = h("span", { class: own ? "piece trigger" : "piece" }, words);
    if (own?.starts) {
      node.tabIndex = 0;
      node.setAttribute("role", "button");
    }
    const key = (own ?? marks[0]).key;
    node.addEventListener("pointerenter", () => choose(pick(marks, key), "focus"));
    node.addEventListener("focus", () => choose(key, "focus"));
    node.addEventListener("click", () => choose(pick(marks, key), "click"));
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        choose(key, "click");
      }
    });
    pieces.push({ node, marks });
    element.append(node);
  }
  let shown: string | null = null;
  // Words that belong to several claims stay with the one that is shown.
  const pick = (marks: { key: string }[], otherwise: string) => (shown && marks.some((m) => m.key === shown) ? shown : otherwise);
  return {
    element,
    show(key, scroll = false) {
      shown = key;
      let first: HTMLElement | null = null;
      for (const { node, marks } of pieces) {
        const here = marks.filter((m) => m.key === key);
        const mark = here.find((m) => m.field === "trigger") ?? here[0];
        node.className = `piece${marks.some((m) => m.field === "trigger") ? " trigger" : ""}${mark ? ` on f-${mark.field}` : ""}`;
        if (mark?.starts) node.dataset.field = name(mark.field);
        else delete node.dataset.field;
        if (mark?.field === "trigger") first ??= node;
      }
      if (scroll && first) (first as HTMLElement).scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    },
  };
}

/** The characters selected in a drawn text, in Unicode scalar values. */
export function selected(element: HTMLElement): { start: number; end: number; text: string } | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const before = range.cloneRange();
  before.selectNodeContents(element);
  before.setEnd(range.startContainer, range.startOffset);
  const raw = range.toString();
  const words = raw.trim();
  if (!words) return null;
  const lead = Array.from(raw.slice(0, raw.indexOf(words))).length;
  const start = Array.from(before.toString()).length + lead;
  return { start, end: start + Array.from(words).length, text: words };
}

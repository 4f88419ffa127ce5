// A period told in whole sentences, as it would be published.

import { get, query } from "../api";
import { rows } from "../data";
import { h, put } from "../dom";
import { now, set } from "../state";
import type { Summary } from "../types";
import { capital, language, languageName, t } from "../words";
import { filters, agreementTitle } from "./filters";
import { labelled, select, trouble } from "./parts";
import { chosen } from "../data";
import type { View } from "./view";

const SERVER = ["from", "to", "kind", "status", "clause", "place", "actor", "lang", "outlet", "q"];

export function bulletin(summary: Summary): View {
  const top = h("div", {});
  const frame = h("iframe", { class: "bulletin-frame", title: t("bulletin.preview"), sandbox: "allow-popups" });
  const area = h("div", { class: "bulletin-area" });
  const element = h("div", { class: "bulletin-view" }, h("header", { class: "page-head" }, h("h1", {}, t("bulletin.title")), h("p", { class: "soft" }, t("bulletin.intro"))), top, area);
  async function update(): Promise<void> {
    const q = now().query;
    const told = q.get("in") ?? language();
    const agreement = q.get("agreement") ?? "";
    const side = q.get("side");
    const chosenBy = Object.fromEntries(SERVER.map((name) => [name, q.getAll(name).filter((v) => v !== "any")]));
    const address = (format: string) => `/bulletin${query({ ...chosenBy, actor: side ?? chosenBy.actor, in: told, agreement, format })}`;
    try {
      const all = await rows();
      put(top, filters(summary, all, chosen(all).length), h("div", { class: "controls bulletin-controls" },
        labelled(t("bulletin.language"), select("in", told, summary.interface.map((l): [string, string] => [l.code, capital(languageName(l.code))]), (v) => set({ in: v }))),
        labelled(t("bulletin.agreement"), select("agreement", agreement, [["", t("bulletin.all_agreements")], ...summary.agreements.filter((a) => a.cited).map((a): [string, string] => [a.id, agreementTitle(summary, a.id)])], (v) => set({ agreement: v || null }))),
        h("p", { class: "links" }, h("a", { href: `/api/v1${address("html")}`, target: "_blank" }, t("bulletin.open")), h("a", { href: `/api/v1${address("md")}`, download: "bulletin.md" }, "Markdown"), h("a", { href: `/api/v1${address("text")}`, download: "bulletin.txt" }, "text"))));
      // Asked once beforehand, so that what is wrong is told here and not inside the frame.
      await get(address("json"));
      put(area, frame);
      frame.src = `/api/v1${address("html")}`;
    } catch (error) {
      put(area, trouble(error, () => void update()));
    }
  }
  return { element, title: t("bulletin.title"), update };
}

// A period told in whole sentences, as it would be published.

import { get, query } from "../api";
import { chosen, OWN, rows, served } from "../data";
import { h, put } from "../dom";
import { now, set } from "../state";
import type { Summary } from "../types";
import { capital, language, languageName, t } from "../words";
import { filters, agreementTitle } from "./filters";
import { labelled, select, trouble } from "./parts";
import type { View } from "./view";

export function bulletin(summary: Summary): View {
  const top = h("div", {});
  const frame = h("iframe", { class: "bulletin-frame", title: t("bulletin.preview"), sandbox: "allow-popups" });
  const area = h("div", { class: "bulletin-area" });
  const element = h("div", { class: "bulletin-view" }, h("header", { class: "page-head" }, h("h1", {}, t("bulletin.title")), h("p", { class: "soft" }, t("bulletin.intro"))), top, area);
  async function update(): Promise<void> {
    const q = now().query;
    const told = q.get("in") ?? language();
    const agreement = q.get("agreement") ?? "";
    try {
      const all = await rows();
      const chosenBy = served(all);
      const address = (format: string) => `/bulletin${query({ ...chosenBy, in: told, agreement, format })}`;
      // The number shown is that of the incidents which the bulletin tells.
      const draw = (shown: number) => put(top, filters(summary, all, shown, OWN), h("div", { class: "controls bulletin-controls" },
        labelled(t("bulletin.language"), select("in", told, summary.interface.map((l): [string, string] => [l.code, capital(languageName(l.code))]), (v) => set({ in: v }))),
        labelled(t("bulletin.agreement"), select("agreement", agreement, [["", t("bulletin.all_agreements")], ...summary.agreements.filter((a) => a.cited).map((a): [string, string] => [a.id, agreementTitle(summary, a.id)])], (v) => set({ agreement: v || null }))),
        chosenBy && h("p", { class: "links" }, h("a", { href: `/api/v1${address("html")}`, target: "_blank" }, t("bulletin.open")), h("a", { href: `/api/v1${address("md")}`, download: "bulletin.md" }, "Markdown"), h("a", { href: `/api/v1${address("text")}`, download: "bulletin.txt" }, t("read.text")))));
      if (!chosenBy) {
        draw(0);
        put(area, h("p", { class: "empty" }, t("filter.nothing")));
        return;
      }
      draw(chosen(all, OWN).length);
      // Asked once beforehand, so that what is wrong is told here and not inside the frame.
      const numbers = await get<{ incidents: unknown[] | number }>(address("json"));
      const inIt = typeof numbers.incidents === "number" ? numbers.incidents : numbers.incidents.length;
      const wanted = chosen(all, OWN).length;
      draw(inIt);
      if (inIt !== wanted) top.append(h("p", { class: "soft remarks" }, t("bulletin.other_number", { told: inIt, chosen: wanted })));
      put(area, frame);
      frame.src = `/api/v1${address("html")}`;
    } catch (error) {
      put(area, trouble(error, () => void update()));
    }
  }
  return { element, title: t("bulletin.title"), update };
}

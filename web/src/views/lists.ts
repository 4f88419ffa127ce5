// Reports in a list, and what a search finds.

import { get, query, part } from "../api";
import { h, put } from "../dom";
import { now } from "../state";
import type { Incident, Page, ReportNote } from "../types";
import { count, days, languageName, t } from "../words";
import { brief, stepThrough, trouble } from "./parts";
import type { View } from "./view";

function reportItem(r: ReportNote): HTMLElement {
  return h("a", { class: "item", href: `/report/${part(r.id)}` }, h("span", { class: "item-main" }, h("span", { class: "item-title" }, r.title ?? r.id),
    h("span", { class: "item-sides" }, r.excerpt ?? ""),
    h("span", { class: "item-more" }, [r.published ? days(r.published, r.published) : t("report.undated_report"), r.outlet, r.lang ? languageName(r.lang) : null, count("count.claims", r.claims ?? 0)].filter(Boolean).join(" · "))));
}

/** Fills a list with pages of something, with a button for the next one. */
async function pages<T>(into: HTMLElement, path: string, values: Record<string, string>, draw: (item: T) => HTMLElement, empty: string): Promise<void> {
  const load = async (cursor: string): Promise<void> => {
    try {
      const page = await get<Page<T>>(`${path}${query({ ...values, cursor })}`);
      into.querySelector(".more")?.remove();
      into.append(...page.items.map(draw));
      if (!cursor && !page.items.length) put(into, h("p", { class: "empty" }, empty));
      if (page.next) into.append(h("button", { type: "button", class: "more", onclick: () => void load(page.next ?? "") }, `${t("page.more")} (${page.total.toLocaleString()})`));
    } catch (error) {
      put(into, trouble(error, () => void load(cursor)));
    }
  };
  put(into);
  await load("");
}

/** Every report. */
export function reports(): View {
  const list = h("div", { class: "list flat" });
  const element = h("div", { class: "reports-view narrow" }, h("header", { class: "page-head" }, h("h1", {}, t("report.list"))), list);
  return { element, title: t("report.list"), update: () => pages<ReportNote>(list, "/reports", { limit: "50" }, reportItem, t("report.none")), keys: stepThrough(list) };
}

/** What a search finds among incidents and reports. */
export function search(): View {
  const title = h("h1", {});
  const incidents = h("div", { class: "list flat" });
  const found = h("div", { class: "list flat" });
  const element = h("div", { class: "search-view narrow" }, h("header", { class: "page-head" }, title), h("section", {}, h("h2", {}, t("search.incidents")), incidents), h("section", {}, h("h2", {}, t("search.reports")), found));
  return {
    element, title: t("search.title"), keys: stepThrough(element),
    async update() {
      const q = now().query.get("q") ?? "";
      title.textContent = t("search.for", { q });
      await Promise.all([pages<Incident>(incidents, "/incidents", { q, limit: "20" }, brief, t("filter.nothing")), pages<ReportNote>(found, "/reports", { q, limit: "20" }, reportItem, t("report.none"))]);
    },
  };
}

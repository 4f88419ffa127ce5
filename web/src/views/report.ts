// A report as received, with its claims drawn over it; also what the page shows of a text that was just read.

import { get, part } from "../api";
import { h, put, type Child } from "../dom";
import { highlighted } from "../highlight";
import { now, set } from "../state";
import type { Report, Session, Summary, Told } from "../types";
import { capital, count, days, languageName, t } from "../words";
import { claimTitle, fieldList, finding, history, rule } from "./claim";
import { corrections, spot, takeBack } from "./correct";
import { incidentPath, trouble } from "./parts";
import type { View } from "./view";

export interface Reading { report: Report; claims: Told[]; notes?: string[]; lang?: string | null }

/** A report of the record. */
export function report(id: string, summary: Summary, session: Session): View {
  const element = h("div", { class: "report-view" }, h("p", { class: "soft" }, t("page.loading")));
  const view: View = { element, title: id, update };
  let shown: ReturnType<typeof sheet> | null = null;
  async function load(focus = ""): Promise<void> {
    try {
      const reading = await get<Reading>(`/reports/${part(id)}`);
      const next = sheet(reading, summary, session.editor ? (focus) => void load(focus) : null, (key) => set({ claim: key }, true));
      const at = now().query.get("claim");
      put(element, head(reading.report, reading.claims.length), next.element);
      const first = shown === null;
      shown = next;
      if (at) next.choose(at, first);
      // What was pressed was drawn anew: whoever uses the keyboard goes on from there.
      if (focus) element.querySelector<HTMLElement>(focus)?.focus({ preventScroll: true });
    } catch (error) {
      put(element, trouble(error, () => void load()));
    }
  }
  function update(): void {
    const at = now().query.get("claim");
    if (shown) shown.choose(at, false);
  }
  void load();
  return view;
}

function head(r: Report, claims: number): HTMLElement {
  const facts: Child[] = [
    r.published ? `${capital(t("report.published"))} ${days(r.published, r.published, "long")}` : capital(t("report.undated_report")),
    r.outlet ? `${t("report.outlet")} ${r.outlet}` : null,
    r.lang ? languageName(r.lang) : null,
    count("count.claims", claims),
  ].filter(Boolean).flatMap((fact, n) => (n ? [" · ", fact as Child] : [fact as Child]));
  return h("header", { class: "page-head" }, h("p", { class: "kicker" }, t("report.title")), h("h1", {}, r.title ?? r.id), h("p", { class: "soft" }, facts),
    r.url && /^https?:/.test(r.url) ? h("p", {}, h("a", { href: r.url, rel: "noreferrer noopener", target: "_blank" }, t("report.original"))) : null);
}

/** Text and claims side by side. */
export function sheet(reading: Reading, summary: Summary, changed: ((focus: string) => void) | null, chosen: (key: string | null) => void): { element: HTMLElement; choose: (key: string | null, scroll: boolean) => void } {
  const { claims } = reading;
  let fixed: string | null = null;
  const cards = new Map<string, HTMLElement>();
  const text = highlighted(reading.report.text, claims, (key, by) => (by === "click" ? choose(key, false, true) : show(key, true)), (field) => t(`field.${field}`));
  text.element.lang = reading.report.lang ?? reading.lang ?? "";
  text.element.addEventListener("pointerleave", () => show(fixed, false));

  function show(key: string | null, from: boolean): void {
    text.show(key);
    for (const [name, card] of cards) card.classList.toggle("on", name === key);
    if (from && key) cards.get(key)?.scrollIntoView({ block: "nearest" });
  }
  function choose(key: string | null, scroll: boolean, tell = false): void {
    fixed = key;
    for (const [name, card] of cards) {
      card.setAttribute("aria-current", name === key ? "true" : "false");
      card.classList.toggle("open", name === key);
    }
    show(key, true);
    if (scroll) text.show(key, true);
    if (tell) chosen(key);
  }

  const desk = changed ? { summary, text: () => text.element, done: changed } : null;
  const list = h("ol", { class: "claims" }, claims.map((told) => {
    const claim = told.corrected ?? told.claim;
    const title = h("button", { type: "button", class: "claim-title", onclick: () => choose(fixed === told.key ? null : told.key, true, true) },
      h("span", { class: "claim-id" }, told.claim.id), " ", claimTitle(claim));
    const card = h("li", { class: `claim${told.rejected ? " rejected" : ""}`, "data-key": told.key, onpointerenter: () => show(told.key, false), onpointerleave: () => show(fixed, false), onfocusin: () => show(told.key, false) },
      title, told.rejected ? h("span", { class: "standing denied" }, t("correct.rejected")) : told.corrected ? h("span", { class: "standing corroborated" }, t("correct.corrected")) : null,
      fieldList(claim),
      told.corrected ? h("details", { class: "machine" }, h("summary", {}, t("correct.machine")), h("p", {}, claimTitle(told.claim)), fieldList(told.claim)) : null,
      h("div", { class: "claim-more" },
        told.findings.length ? h("div", { class: "claim-findings" }, told.findings.map(finding)) : null,
        rule(told.claim),
        told.incident && desk ? h("p", {}, h("a", { href: incidentPath(told.incident) }, `${t("report.incident")} →`)) : null),
      history(told, desk ? (c) => void takeBack(c, () => desk.done(spot(told.key, "confirm"))) : null),
      desk ? corrections(told, desk) : null);
    cards.set(told.key, card);
    return card;
  }));
  const notes = [...(reading.report.notes ?? []), ...(reading.notes ?? [])];
  const element = h("div", { class: "sheet" },
    h("section", { class: "sheet-text", "aria-label": t("report.text") }, h("h2", {}, t("report.text")), text.element,
      notes.length ? h("details", { class: "notes", open: claims.length === 0 }, h("summary", {}, t("report.notes")), h("ul", {}, notes.map((n) => h("li", {}, n)))) : null),
    h("section", { class: "sheet-claims", "aria-label": t("report.claims") }, h("h2", {}, t("report.claims")), h("p", { class: "soft" }, claims.length ? t("report.follow") : t("report.no_claims")), list));
  return { element, choose: (key, scroll) => choose(key && cards.has(key) ? key : null, scroll) };
}

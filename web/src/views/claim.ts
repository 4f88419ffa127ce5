// A claim in words: its fields, what agreements and people say about it, and the rule that found it.

import { get, once, part, query } from "../api";
import { h, put, type Child } from "../dom";
import type { Agreement, Claim, Correction, Entity, Finding, Toll, Told } from "../types";
import { capital, count, days, effect, hour, inLanguage, kind, moment, place, quoted, side, t, untold } from "../words";

/** Who somebody is: the report's words, and what they stand for. */
export function entity(e: Entity): HTMLElement {
  return h("span", { class: "entity" }, e.text, h("span", { class: "gloss" }, e.country ? `${side(e.country)}, ${t(`role.${e.role}`)}` : t(`role.${e.role}`)));
}

/** A number of people, with the words that soften it. */
export function number(x: Toll): string {
  const only = x.low ?? x.high;
  if (only === null) return "?";
  const isOne = x.low === x.high || (x.hedge !== undefined && (x.low === null || x.high === null));
  const n = isOne ? String(only) : `${x.low ?? "?"}–${x.high ?? "?"}`;
  return x.hedge ? t(`hedge.${x.hedge}`, { n }) : n;
}

/** A number of people, as it is told. */
export function toll(claim: Claim): string[] {
  return claim.toll.map((x) => `${number(x)} ${effect(x.effect, x.high ?? 2)} (${t(`victims.${x.victims}`)})`);
}

/** The fields of a claim, those that are filled. */
export function fields(claim: Claim): [string, Child][] {
  const list: [string, Child][] = [];
  const many = (name: string, all: Entity[]) => all.length && list.push([name, all.map((e, n) => [n ? h("br") : null, entity(e)])]);
  many("actor", claim.actor);
  many("recipient", claim.recipient);
  if (claim.place) list.push(["place", [place(claim.place.name), claim.place.text && claim.place.text !== claim.place.name ? h("span", { class: "gloss" }, claim.place.text) : null]]);
  if (claim.time) list.push(["time", claim.time.from || claim.time.to ? days(claim.time.from, claim.time.to) : untold(claim.time.edtf, claim.time.text)]);
  if (claim.toll.length) list.push(["toll", toll(claim).join("; ")]);
  if (claim.count) list.push(["count", count("count.times", claim.count)]);
  if (claim.means.length) list.push(["means", claim.means.join(", ")]);
  many("source", claim.source);
  return list;
}

/** The fields as a list of terms. */
export function fieldList(claim: Claim): HTMLElement {
  return h("dl", { class: "fields" }, fields(claim).map(([name, value]) => [h("dt", { class: `f-${name}` }, t(`field.${name}`)), h("dd", {}, value)]));
}

/** What a clause says about a claim. */
export function finding(f: Finding): HTMLElement {
  const clause = h("p", { class: "clause" });
  const title = h("span", { class: "soft" });
  const why = h("p", { class: "soft why" });
  once<Agreement>(`/agreements/${part(f.agreement)}`).then((agreement) => {
    const text = agreement.clauses.find((c) => c.number === f.clause)?.text;
    put(clause, text ? quoted(inLanguage(text)) : null);
    put(title, inLanguage(agreement.title));
    put(why, capital(grounds(f, agreement)));
  }, () => put(why, f.why));
  return h("div", { class: `finding ${f.verdict}` }, h("p", {}, h("span", { class: `verdict ${f.verdict}` }, t(`verdict.${f.verdict}`)), f.clause ? h("strong", {}, ` §${f.clause} `) : " ", title), clause, why);
}

function grounds(f: Finding, agreement: Agreement): string {
  const names = (id: string | undefined) => {
    const found = agreement.parties.find((p) => p.id === id)?.name ?? agreement.zones.features.find((z) => z.properties.id === id)?.properties.name;
    return found ? inLanguage(found) : (id ?? "");
  };
  const told = (f.grounds ?? []).map((g) => {
    const values = Object.fromEntries(Object.entries(g).map(([k, v]) => [k, ["party", "by", "zone"].includes(k) ? names(v) : ["since", "until", "deadline"].includes(k) ? hour(String(v)) : String(v)]));
    return t(`ground.${g.ground}`, values);
  });
  return told.length ? `${told.join(" · ")}` : f.why;
}

/** The rule that found a claim, fetched when it is opened. */
export function rule(claim: Claim): HTMLElement | null {
  if (!claim.rule) return null;
  const at = claim.rule;
  const body = h("pre", { class: "rule-text" });
  const details = h("details", { class: "rule" }, h("summary", {}, t("report.rule"), " ", h("code", {}, at.replace(/^languages\//, ""))), body);
  const load = () => {
    if (body.textContent) return;
    body.textContent = "…";
    get<{ event: string; text: string }>(`/rules${query({ at })}`).then((r) => { body.textContent = `${r.event}\n${r.text}`; }, () => { body.textContent = at; });
  };
  details.addEventListener("toggle", load);
  details.addEventListener("pointerenter", load, { once: true });
  return details;
}

const DONE: Record<string, string> = { confirm: "confirmed", correct: "corrected", reject: "rejected", note: "noted", merge: "merged", split: "split" };

/** What people said about a claim, with what was taken back struck through. */
export function history(told: Told, undo: ((c: Correction) => void) | null): HTMLElement | null {
  if (!told.corrections.length) return null;
  return h("ul", { class: "history", "aria-label": t("correct.history") }, told.corrections.map((c) =>
    h("li", { class: c.undone ? "undone" : c.verb }, h("strong", {}, t(`correct.${DONE[c.verb]}`)), " ", h("span", { class: "soft" }, t("correct.by", { who: c.who, when: moment(c.when) })),
      c.fields ? h("span", { class: "soft" }, ` · ${Object.keys(c.fields).map((f) => t(`field.${f}`)).join(", ")}`) : null,
      c.note ? h("span", { class: "remark" }, quoted(c.note)) : null,
      c.undone ? h("span", { class: "soft" }, ` · ${t("correct.undone")}: ${t("correct.by", { who: c.undone.who, when: moment(c.undone.when) })}`) : undo ? h("button", { type: "button", class: "plain", onclick: () => undo(c) }, t("correct.undo")) : null)));
}

/** What a claim tells, in one line. */
export const claimTitle = (c: Claim) => kind(c.kind) + (c.polarity === "denied" ? ` — ${t("polarity.denied")}` : "");

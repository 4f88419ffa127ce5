// Correcting a claim: confirm, correct, reject, note, undo. What the machine read stays; what people say stands beside it.

import { post, Problem, remove } from "../api";
import { h, put, say } from "../dom";
import { selected } from "../highlight";
import type { Claim, Correction, Entity, Summary, Told } from "../types";
import { kind, t } from "../words";
import { labelled, select } from "./parts";

export interface Desk { summary: Summary; text: () => HTMLElement | null; done: () => void }

/** The buttons under a claim, and the form they open. */
export function corrections(told: Told, desk: Desk): HTMLElement {
  const area = h("div", { class: "correcting" });
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const send = async (verb: string, more: { fields?: object; note?: string } = {}) => {
    wrong.hidden = true;
    try {
      await post("/corrections", { claims: [told.key], verb, ...more });
      say(t("correct.kept"));
      desk.done();
    } catch (error) {
      wrong.hidden = false;
      wrong.textContent = error instanceof Problem ? `${error.message}. ${error.help}` : String(error);
    }
  };
  const button = (verb: string, work: () => void, more = "") => h("button", { type: "button", class: `small ${more}`, "data-verb": verb, onclick: work }, t(`correct.${verb}`));
  const buttons = h("div", { class: "buttons" },
    button("confirm", () => void send("confirm")),
    button("correct", () => put(area, form(told, desk, send, () => put(area)))),
    button("reject", () => void send("reject")),
    button("note", () => put(area, remark(send, () => put(area)))));
  return h("div", { class: "corrections" }, buttons, wrong, area);
}

/** Takes a correction back. */
export async function takeBack(correction: Correction, done: () => void): Promise<void> {
  await remove(`/corrections/${encodeURIComponent(correction.id)}`);
  say(t("correct.taken_back"));
  done();
}

function remark(send: (verb: string, more: { note: string }) => Promise<void>, close: () => void): HTMLElement {
  const note = h("textarea", { rows: 2, maxlength: 4000, required: true });
  return h("form", { class: "note-form", onsubmit: (e: Event) => { e.preventDefault(); void send("note", { note: note.value }); } }, labelled(t("correct.remark"), note), endings(close));
}

const endings = (close: () => void) => h("div", { class: "buttons" }, h("button", { class: "main" }, t("correct.save")), h("button", { type: "button", onclick: close }, t("correct.cancel")));

const ROLES = ["GOV", "MIL", "REB", "PKO", "COP", "SPY", "CVL", "MED", "IGO", "NGO", "LEG", "JUD", "OTH"];

function form(told: Told, desk: Desk, send: (verb: string, more: { fields: object; note?: string }) => Promise<void>, close: () => void): HTMLElement {
  const before: Claim = told.corrected ?? told.claim;
  const after: Claim = structuredClone(before);
  const note = h("input", { type: "text", maxlength: 4000 });
  const kinds = desk.summary.all_kinds.map((name): [string, string] => [name, kind(name)]).sort((a, b) => a[1].localeCompare(b[1]));
  const day = (which: "from" | "to") =>
    h("input", { type: "date", value: after.time?.[which] ?? "", onchange: (e: Event) => {
      const value = (e.target as HTMLInputElement).value || null;
      after.time = { from: null, to: null, text: "", ...after.time, [which]: value };
      if (which === "from" && value && (!after.time.to || after.time.to < value)) after.time.to = value;
    } });
  const entities = h("div", { class: "entities" });
  const lists = ["actor", "recipient", "source"] as const;
  const draw = () => put(entities,
    lists.map((name) => after[name].map((e: Entity, n: number) => h("div", { class: "entity-row" }, h("span", { class: `f-${name} tagged` }, t(`field.${name}`)), h("span", { class: "entity-words" }, e.text),
      h("input", { type: "text", size: 4, maxlength: 3, pattern: "[A-Za-z]{3}", value: e.country ?? "", "aria-label": `${t("correct.country")}: ${e.text}`, onchange: (event: Event) => { e.country = (event.target as HTMLInputElement).value.toUpperCase() || null; } }),
      withLabel(select("role", e.role, ROLES.map((r): [string, string] => [r, t(`role.${r}`)]), (role) => { e.role = role; }), `${t("correct.role")}: ${e.text}`),
      h("button", { type: "button", class: "plain", "aria-label": `${t("correct.remove")}: ${e.text}`, onclick: () => { after[name].splice(n, 1); draw(); } }, "×")))));
  draw();
  const add = (name: (typeof lists)[number] | "place") => {
    const text = desk.text();
    const words = text ? selected(text) : null;
    if (!words) {
      say(t("correct.select_first"));
      hint.textContent = t("correct.select_first");
      return;
    }
    hint.textContent = "";
    if (name === "place") after.place = { ...words, name: words.text, country: null, lat: null, lon: null };
    else after[name].push({ ...words, country: null, role: "OTH" });
    placeName.value = after.place?.name ?? "";
    draw();
  };
  const hint = h("p", { class: "soft", role: "status" });
  const placeName = h("input", { type: "text", value: after.place?.name ?? "", onchange: () => {
    after.place = placeName.value ? { ...(after.place ?? { start: 0, end: 0, text: "", country: null }), name: placeName.value, lat: null, lon: null } : null;
  } });
  return h("form", { class: "correct-form", "aria-label": t("correct.title"), onsubmit: (event: Event) => {
    event.preventDefault();
    const names = ["kind", "polarity", "actor", "recipient", "source", "place", "time", "count"] as const;
    const fields = Object.fromEntries(names.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name])).map((name) => [name, after[name]]));
    if (!Object.keys(fields).length) return close();
    void send("correct", { fields, ...(note.value ? { note: note.value } : {}) });
  } },
    h("div", { class: "controls" },
      labelled(t("filter.kind"), select("kind", after.kind, kinds, (v) => { after.kind = v; })),
      labelled(t("field.polarity"), select("polarity", after.polarity, [["asserted", t("polarity.asserted")], ["denied", t("polarity.denied")]], (v) => { after.polarity = v as Claim["polarity"]; })),
      labelled(t("filter.from"), day("from")), labelled(t("filter.to"), day("to")),
      labelled(t("field.place"), placeName),
      labelled(t("field.count"), h("input", { type: "number", min: 1, value: after.count ?? "", onchange: (e: Event) => { after.count = Number((e.target as HTMLInputElement).value) || null; } }))),
    entities,
    h("div", { class: "adding", role: "group", "aria-label": t("correct.add") }, h("span", { class: "soft" }, t("correct.add")), (["actor", "recipient", "source", "place"] as const).map((name) => h("button", { type: "button", class: "small", onmousedown: (e: Event) => e.preventDefault(), onclick: () => add(name) }, t(`field.${name}`)))),
    hint, labelled(t("correct.why"), note), endings(close));
}

function withLabel(control: HTMLSelectElement, label: string): HTMLSelectElement {
  control.setAttribute("aria-label", label);
  return control;
}

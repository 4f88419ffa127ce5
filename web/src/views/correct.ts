// Correcting a claim: confirm, correct, reject, note, undo. What the machine read stays; what people say stands beside it.

import { post, remove } from "../api";
import { everything, type Spot } from "../data";
import { h, put, say } from "../dom";
import { selected } from "../highlight";
import type { Claim, Correction, Entity, Summary, Told } from "../types";
import { countries, effect, kind, place, side, t } from "../words";
import { explained, fault, labelled, select } from "./parts";

export interface Desk { summary: Summary; text: () => HTMLElement | null; done: (focus: string) => void }

/** Where a button of a claim stands, for those who come back to it. */
export const spot = (key: string, verb: string) => `[data-key="${CSS.escape(key)}"] [data-verb="${verb}"]`;

/** The buttons under a claim, and the form they open. */
export function corrections(told: Told, desk: Desk): HTMLElement {
  const area = h("div", { class: "correcting" });
  const wrong = h("div", { class: "wrong", role: "alert", hidden: true });
  const send = async (verb: string, more: { fields?: object; note?: string } = {}) => {
    wrong.hidden = true;
    try {
      await post("/corrections", { claims: [told.key], verb, ...more });
      say(t("correct.kept"));
      desk.done(spot(told.key, verb));
    } catch (error) {
      wrong.hidden = false;
      put(wrong, fault(error));
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
  try {
    await remove(`/corrections/${encodeURIComponent(correction.id)}`);
    say(t("correct.taken_back"));
  } catch (error) {
    say(explained(error));
  }
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
  const known = countries();
  const lands = (now: string | null): [string, string][] => [["", t("correct.no_country")], ...(now && !known.some(([code]) => code === now) ? [[now, now] as [string, string]] : []), ...known];
  const entities = h("div", { class: "entities" });
  const lists = ["actor", "recipient", "source"] as const;
  const draw = () => put(entities,
    lists.map((name) => after[name].map((e: Entity, n: number) => h("div", { class: "entity-row" }, h("span", { class: `f-${name} tagged` }, t(`field.${name}`)), h("span", { class: "entity-words" }, e.text),
      withLabel(select("country", e.country ?? "", lands(e.country), (country) => { e.country = country || null; }), `${t("correct.country")}: ${e.text}`),
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
    if (name === "place") locate();
    draw();
  };
  const hint = h("p", { class: "soft", role: "status" });
  const wrong = h("p", { class: "wrong", role: "alert", hidden: true });
  const complain = (text: string) => {
    wrong.hidden = !text;
    wrong.textContent = text;
    return Boolean(text);
  };
  // Places of the record are offered, and bring their point with them; another is kept by its name alone, and the form says so.
  const spots = new Map<string, Spot>();
  const offered = h("datalist", { id: `places-${told.key}` });
  const unknown = h("p", { class: "soft", role: "status" });
  everything().then((all) => {
    for (const row of all.rows) if (row.spot && row.spot.lat !== null) spots.set(row.spot.name.toLocaleLowerCase(), row.spot).set(place(row.spot.name).toLocaleLowerCase(), row.spot);
    put(offered, [...new Set(spots.values())].map((s) => h("option", { value: place(s.name) }, s.country ? side(s.country) : "")));
  }, () => undefined);
  const locate = () => {
    const name = placeName.value.trim();
    unknown.textContent = "";
    if (!name) {
      after.place = null;
      return;
    }
    const as = after.place ?? { start: 0, end: 0, text: "" };
    const found = spots.get(name.toLocaleLowerCase());
    if (before.place && [before.place.name, place(before.place.name)].includes(name)) after.place = structuredClone(before.place);
    else if (found) after.place = { start: as.start, end: as.end, text: as.text, name: found.name, country: found.country, lat: found.lat, lon: found.lon };
    else {
      after.place = { start: as.start, end: as.end, text: as.text, name, country: null, lat: null, lon: null };
      unknown.textContent = t("correct.unknown_place", { place: name });
    }
  };
  const placeName = h("input", { type: "text", list: offered.id, autocomplete: "off", value: after.place ? place(after.place.name) : "", onchange: locate });
  return h("form", { class: "correct-form", "aria-label": t("correct.title"), onsubmit: (event: Event) => {
    event.preventDefault();
    if (complain(after.time?.from && after.time.to && after.time.to < after.time.from ? t("filter.backwards") : "")) return;
    if (complain(after.toll.some((x) => x.low !== null && x.high !== null && x.high < x.low) ? t("correct.toll_backwards") : "")) return;
    const names = ["kind", "polarity", "actor", "recipient", "source", "place", "time", "toll", "count"] as const;
    const fields = Object.fromEntries(names.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name])).map((name) => [name, after[name]]));
    if (!Object.keys(fields).length) return void complain(t("correct.nothing_changed"));
    void send("correct", { fields, ...(note.value ? { note: note.value } : {}) });
  } },
    h("div", { class: "controls" },
      labelled(t("filter.kind"), select("kind", after.kind, kinds, (v) => { after.kind = v; })),
      labelled(t("field.polarity"), select("polarity", after.polarity, [["asserted", t("polarity.asserted")], ["denied", t("polarity.denied")]], (v) => { after.polarity = v as Claim["polarity"]; })),
      labelled(t("filter.from"), day("from")), labelled(t("filter.to"), day("to")),
      labelled(t("field.place"), placeName),
      labelled(t("field.count"), h("input", { type: "number", min: 1, value: after.count ?? "", onchange: (e: Event) => { after.count = Number((e.target as HTMLInputElement).value) || null; } }))),
    offered, unknown, entities, tolls(after),
    h("div", { class: "adding", role: "group", "aria-label": t("correct.add") }, h("span", { class: "soft" }, t("correct.add")), (["actor", "recipient", "source", "place"] as const).map((name) => h("button", { type: "button", class: "small", onmousedown: (e: Event) => e.preventDefault(), onclick: () => add(name) }, t(`field.${name}`)))),
    hint, labelled(t("correct.why"), note), wrong, endings(close));
}

const EFFECTS = ["killed", "wounded", "captured", "missing", "displaced", "released"];

/** The figures of a claim: fewest and most, what happened to whom, and how firmly it is told. */
function tolls(after: Claim): HTMLElement {
  const area = h("div", { class: "entities" });
  const draw = () => put(area,
    after.toll.map((x, n) => {
      const figure = (which: "low" | "high", label: string) => h("input", { type: "number", min: 0, value: x[which] ?? "", "aria-label": label, placeholder: label, onchange: (e: Event) => { const told = (e.target as HTMLInputElement).value; x[which] = told === "" ? null : Number(told); } });
      return h("div", { class: "toll-row" }, h("span", { class: "f-toll tagged" }, t("field.toll")),
        withLabel(select("hedge", x.hedge ?? "", [["", t("hedge.none")], ...["at_least", "at_most", "about"].map((name): [string, string] => [name, t(`hedge.${name}`, { n: "…" })])], (v) => { if (v) x.hedge = v; else delete x.hedge; }), t("correct.hedge")),
        figure("low", t("correct.fewest")), figure("high", t("correct.most")),
        withLabel(select("effect", x.effect, EFFECTS.map((name): [string, string] => [name, effect(name, 2)]), (v) => { x.effect = v; }), t("field.toll")),
        withLabel(select("victims", x.victims, ["unknown", "civilian", "military"].map((name): [string, string] => [name, t(`victims.${name}`)]), (v) => { x.victims = v; }), t("correct.victims")),
        h("button", { type: "button", class: "plain", "aria-label": `${t("correct.remove")}: ${t("field.toll")}`, onclick: () => { after.toll.splice(n, 1); draw(); } }, "×"));
    }),
    h("div", {}, h("button", { type: "button", class: "small", onclick: () => { after.toll.push({ effect: "killed", victims: "unknown", low: null, high: null }); draw(); } }, t("correct.add_toll"))));
  draw();
  return area;
}

function withLabel(control: HTMLSelectElement, label: string): HTMLSelectElement {
  control.setAttribute("aria-label", label);
  return control;
}

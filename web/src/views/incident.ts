// One incident: what each source says, where they contradict one another, the tolls, the clauses, and what was said about it.

import { get, part, post } from "../api";
import { dayText, everything } from "../data";
import { h, put, say } from "../dom";
import { go } from "../state";
import type { IncidentWhole, Origin, Session, Told, TollRange } from "../types";
import { capital, count, days, effect, place, quoted, side, t } from "../words";
import { entity, finding, history, toll } from "./claim";
import { takeBack } from "./correct";
import { left } from "./left";
import { brief, fault, headline, incidentPath, labelled, type Party, partiesOf, speakers, standing, trouble } from "./parts";
import type { View } from "./view";

export function incident(id: string, session: Session): View {
  const element = h("div", { class: "incident-view" }, h("p", { class: "soft" }, t("page.loading")));
  let shown: IncidentWhole | null = null;
  async function load(isAgain = false): Promise<void> {
    try {
      shown = await get<IncidentWhole>(`/incidents/${part(id)}`);
      document.title = `${headline({ kind: shown.kind, place: shown.place?.name ?? null })} — vigie`;
      // Back on the list, this one is where it was left.
      if (left.id) left.id = shown.id;
      put(element, draw(shown, session, () => void load(true)));
      if (isAgain) element.querySelector<HTMLElement>("h1")?.focus();
    } catch (error) {
      put(element, trouble(error, () => void load()));
    }
  }
  void load();
  return {
    element, title: t("page.incidents"),
    keys(event) {
      const to = event.key === "j" ? shown?.earlier : event.key === "k" ? shown?.later : event.key === "Escape" ? "" : null;
      if (to === null || to === undefined) return false;
      go(to ? incidentPath(to) : "/" + location.search);
      return true;
    },
  };
}

function draw(i: IncidentWhole, session: Session, again: () => void): HTMLElement {
  const byKey = new Map(i.told.map((told) => [told.key, told]));
  const findings = i.told.flatMap((told) => told.findings);
  const distinct = [...new Map(findings.map((f) => [`${f.agreement}/${f.clause}/${f.verdict}`, f])).values()].sort((a, b) => a.verdict.localeCompare(b.verdict));
  const chosen = new Set<string>();
  const wrong = h("div", { class: "wrong", role: "alert" });
  const splitButton = h("button", { type: "button", class: "small", disabled: true, onclick: () => void change("split", [...chosen], again, wrong) }, t("incident.split"));
  const choose = session.editor && i.told.length > 1 ? (key: string, on: boolean) => {
    if (on) chosen.add(key);
    else chosen.delete(key);
    splitButton.disabled = chosen.size === 0 || chosen.size === i.told.length;
  } : null;
  return h("article", {},
    h("header", { class: "page-head" },
      h("nav", { class: "steps", "aria-label": t("page.incidents") }, h("a", { href: "/" + location.search }, `← ${t("page.incidents")}`),
        i.earlier ? h("a", { href: incidentPath(i.earlier), rel: "prev" }, t("incident.earlier")) : null, i.later ? h("a", { href: incidentPath(i.later), rel: "next" }, t("incident.later")) : null),
      h("h1", { tabindex: -1 }, headline({ kind: i.kind, place: i.place?.name ?? null })),
      h("p", { class: "lead" }, standing(i.status), " ", count("count.reports", i.reports.length), " · ", count("count.independent", i.independent_reports), " · ", count("count.origins", i.origins.length)),
      h("p", { class: "caution" }, t("page.caution"))),
    h("dl", { class: "facts" },
      fact(t("incident.when"), days(i.from, i.to, "long")),
      fact(t("incident.where"), i.place ? [place(i.place.name), h("span", { class: "gloss" }, i.extent.km === 0 && ["district", "province", "line"].includes(i.extent.precision) ? t("precision.untold") : t(`precision.${i.extent.precision}`, { km: i.extent.km }))] : t("precision.unknown")),
      fact(t("incident.who"), i.actors.length ? partyList(i.actors, partiesOf(i, "actor")) : t("incident.unknown_side")),
      fact(t("incident.whom"), i.targets.length ? partyList(i.targets, partiesOf(i, "recipient")) : t("incident.unknown_side")),
      fact(t("incident.credibility"), [`${i.credibility} / 6`, h("span", { class: "gloss" }, t("incident.credibility_note"))])),
    i.contradictions.length ? section(t("incident.contradictions"), "contradictions", h("ul", { class: "disputes" }, i.contradictions.map((c) =>
      h("li", {}, h("strong", {}, capital(t(`about.${c.about}`))), h("ul", { class: "versions" }, c.versions.map((v) => h("li", {}, h("span", { class: "version" }, c.about === "name" ? nameText(v.says) : versionText(v.says)), " ",
        h("span", { class: "soft" }, v.claims.map((key, n) => [n ? ", " : "", claimLink(key, byKey.get(key))])))))))) ) : null,
    section(t("incident.says"), "says", h("div", { class: "origins" }, i.origins.map((o) => originCard(o, byKey, choose, session, again)))),
    choose ? h("div", { class: "buttons" }, splitButton, mergeForm(i, again)) : session.editor ? h("div", { class: "buttons" }, mergeForm(i, again)) : null,
    wrong,
    i.tolls.length ? section(t("incident.tolls"), "tolls", h("div", { class: "tolls" }, i.tolls.map((x) => tollBar(x, Math.max(1, ...i.tolls.map((other) => other.high)), byKey)))) : null,
    section(t("incident.findings"), "findings", distinct.length ? h("div", { class: "findings" }, distinct.map(finding)) : h("p", { class: "soft" }, t("incident.no_findings"))),
    section(t("incident.answers"), "answers", i.answers.length ? h("div", { class: "list flat" }, i.answers.map(brief)) : h("p", { class: "soft" }, t("incident.no_answers"))),
    h("footer", { class: "soft small-print" }, t("page.label", { name: t("incident.permalink") }), " ", h("a", { href: `/incident/${part(i.id)}` }, i.id), i.formerly?.length ? ` (${t("incident.formerly")} ${i.formerly.join(", ")})` : null));
}

const fact = (name: string, value: Parameters<typeof h>[2]) => [h("dt", {}, name), h("dd", {}, value)];
const section = (title: string, name: string, ...children: Parameters<typeof h>[2][]) => h("section", { class: `part part-${name}` }, h("h2", {}, title), children);

function claimLink(key: string, told: Told | undefined): HTMLElement {
  const [report] = key.split(/#(?=[^#]*$)/);
  return h("a", { href: `/report/${part(report)}?claim=${part(key)}` }, told ? `${report} ${told.claim.id}` : key);
}

// Names stay as they are told; the sides whose form it is stand behind them in brackets, by their codes.
function nameText(says: string): string {
  return says.replace(/\(([A-Z]{3}(?:, [A-Z]{3})*)\)$/, (_, codes: string) => `(${codes.split(", ").map(side).join(", ")})`);
}

function versionText(says: string): string {
  const toll = /^(killed|wounded|captured|missing|displaced|released) (?:([A-Z]{3}) )?(\d+)$/.exec(says);
  if (toll) return `${toll[3]} ${effect(toll[1], Number(toll[3]))}${toll[2] ? ` (${side(toll[2])})` : ""}`;
  // The version names effects, countries and days by their codes.
  return says.split(" ").map((word) => (/^[A-Z]{3}$/.test(word) ? side(word) : ["killed", "wounded", "captured", "missing", "displaced", "released"].includes(word) ? effect(word, 2) : word === "asserted" || word.startsWith("den") ? t(`about.${word === "asserted" ? "asserted" : "denied"}`) : /^\d{4}-\d\d-\d\d/.test(word) ? days(word.slice(0, 10), word.length > 10 ? word.slice(-10) : word) : place(word))).join(" ");
}

function originCard(o: Origin, byKey: Map<string, Told>, choose: ((key: string, on: boolean) => void) | null, session: Session, again: () => void): HTMLElement {
  const told = [...o.asserts.map((key): [string, boolean] => [key, false]), ...o.denies.map((key): [string, boolean] => [key, true])];
  // A camp may have several speakers: it is named by its country, and every claim by whoever said it.
  const names = new Set(told.flatMap(([key]) => { const one = byKey.get(key); return one ? speakers(one.corrected ?? one.claim).map((e) => e.text) : []; }));
  const head = o.role && o.country ? side(o.country) : o.role && names.size > 1 ? capital(t(`role.${o.role}`)) : o.name;
  return h("section", { class: `origin${o.denies.length && !o.asserts.length ? " denying" : ""}` },
    h("h3", {}, h("span", {}, head), h("span", { class: "gloss" }, o.role ? t(`role.${o.role}`) : t("incident.own_voice"))),
    told.map(([key, denied]) => {
      const one = byKey.get(key);
      if (!one) return null;
      const claim = one.corrected ?? one.claim;
      const details = [claim.actor.length ? h("span", {}, t("page.label", { name: t("field.actor") }), " ", claim.actor.map((e, n) => [n ? ", " : "", entity(e)])) : null, claim.toll.length ? toll(claim).join("; ") : null, claim.count ? count("count.times", claim.count) : null].filter(Boolean);
      return h("div", { class: `saying${one.rejected ? " rejected" : ""}` },
        h("p", { class: "soft" }, o.role ? h("span", { class: "speaker" }, speakers(claim).map((e) => quoted(e.text)).join(", ") || (names.size ? "" : o.name), " ") : null, h("span", { class: denied ? "standing denied" : "says" }, t(denied ? "incident.denies" : "incident.asserts")), choose ? h("label", { class: "choose" }, h("input", { type: "checkbox", onchange: (e: Event) => choose(key, (e.target as HTMLInputElement).checked), "aria-label": `${t("incident.split")}: ${key}` })) : null),
        h("blockquote", {}, one.words ? marked(one.words.text, one.words.start, claim.trigger) : quoted(claim.trigger.text)),
        details.length ? h("p", { class: "soft details" }, details.map((d, n) => [n ? " · " : "", d])) : null,
        h("p", { class: "soft" }, `${t("incident.read_in")} `, h("a", { href: `/report/${part(claim.report)}?claim=${part(key)}`, title: t("incident.open_report") }, claim.report)),
        history(one, session.editor ? (c) => void takeBack(c, again) : null));
    }));
}

/** A sentence with the words that tell the event. */
function marked(text: string, start: number, trigger: { start: number; end: number }): (string | HTMLElement)[] {
  const letters = Array.from(text.replace(/\s/g, " "));
  const [a, b] = [trigger.start - start, trigger.end - start];
  if (a < 0 || b > letters.length) return [letters.join("")];
  return [letters.slice(0, a).join(""), h("mark", {}, letters.slice(a, b).join("")), letters.slice(b).join("")];
}

/** A toll as a range: fewest, most, and what most origins say. */
function tollBar(x: TollRange, most: number, byKey: Map<string, Told>): HTMLElement {
  // A figure is softened as those soften it who tell it, where all of them do so alike.
  const softened = (n: number): string | null => {
    const told = x.told.flatMap((v) => v.claims).flatMap((key) => { const one = byKey.get(key); return one && !one.rejected ? (one.corrected ?? one.claim).toll : []; })
      .filter((y) => y.effect === x.effect && (y.low === n || y.high === n));
    return told.length && told.every((y) => y.hedge === told[0].hedge) ? (told[0].hedge ?? null) : null;
  };
  const SIGNS: Record<string, string> = { at_least: "≥ ", at_most: "≤ ", about: "≈ " };
  const signed = (n: number) => `${SIGNS[softened(n) ?? ""] ?? ""}${n}`;
  const whole = (n: number) => { const hedge = softened(n); return hedge ? t(`hedge.${hedge}`, { n }) : String(n); };
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", { class: "least" }), h("span", { class: "range" }), h("span", { class: "best" }));
  bar.style.setProperty("--low", `${(x.low / most) * 100}%`);
  bar.style.setProperty("--high", `${(x.high / most) * 100}%`);
  bar.style.setProperty("--best", `${(x.best / most) * 100}%`);
  return h("div", { class: "toll" }, h("span", { class: "toll-name" }, capital(effect(x.effect, x.high)), " ", x.side ? t("incident.of_side", { side: side(x.side) }) : "", h("span", { class: "gloss" }, t(`victims.${x.victims}`))),
    bar, h("span", {}, x.low === x.high ? whole(x.high) : t("incident.toll_range", { low: signed(x.low), high: signed(x.high) })), h("span", { class: "soft" }, x.low === x.high ? "" : t("incident.toll_best", { n: signed(x.best) })));
}

/** Sides with whom the claims name on them. */
function partyList(codes: string[], told: Map<string, Party[]>): HTMLElement {
  return h("ul", { class: "parties" }, codes.map((code) => h("li", {}, side(code),
    (told.get(code) ?? []).map((p) => h("span", { class: "gloss" }, p.role === code ? "" : `${t(`role.${p.role}`)} `, p.names.slice(0, 4).map(quoted).join(", "), p.names.length > 4 ? " …" : "")))));
}

async function change(verb: "split" | "merge", claims: string[], again: () => void, wrong: HTMLElement): Promise<void> {
  put(wrong);
  try {
    await post("/corrections", { claims, verb });
    say(t("correct.kept"));
    again();
  } catch (error) {
    put(wrong, fault(error));
  }
}

/** Choosing another incident: from those of the record, those of near days first, or by its name or address. */
function mergeForm(i: IncidentWhole, again: () => void): HTMLElement {
  const choices = h("datalist", { id: "others" });
  const other = h("input", { type: "text", required: true, list: "others", autocomplete: "off" });
  const wrong = h("div", { class: "wrong", role: "alert" });
  const details = h("details", { class: "merge" }, h("summary", {}, t("incident.merge")), h("form", { onsubmit: async (event: Event) => {
    event.preventDefault();
    put(wrong);
    const id = decoded((other.value.split(" — ").pop() ?? "").trim().replace(/^.*\/incident\//, "").replace(/[?#].*$/, ""));
    if (id === i.id) return put(wrong, t("incident.merge_same"));
    try {
      const found = await get<IncidentWhole>(`/incidents/${part(id)}`);
      await change("merge", [i.claims[0], found.claims[0]], again, wrong);
    } catch (error) {
      put(wrong, fault(error));
    }
  } }, labelled(t("incident.merge_id"), other), choices, h("button", { class: "small" }, t("correct.save"))), wrong);
  details.addEventListener("toggle", () => {
    if (!details.open || choices.childElementCount) return;
    const day = i.from ? Date.parse(`${i.from}T00:00:00Z`) / 86_400_000 : null;
    everything().then((all) => {
      const far = (from: number | null) => (day === null || from === null ? 10_000 : Math.abs(from - day));
      const near = all.rows.filter((r) => r.id !== i.id).sort((a, b) => Number(b.kind === i.kind && b.spot?.name === i.place?.name) - Number(a.kind === i.kind && a.spot?.name === i.place?.name) || far(a.from) - far(b.from)).slice(0, 200);
      put(choices, near.map((r) => h("option", { value: `${headline({ kind: r.kind, place: r.spot?.name ?? null })}, ${r.from === null ? t("page.undated") : days(dayText(r.from), dayText(r.to ?? r.from))} — ${r.id}` })));
    }, () => undefined);
  });
  return details;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

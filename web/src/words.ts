// The page's words in the chosen language, with its plurals, days and names.

import { once } from "./api";

type Words = { [name: string]: string | string[] | Words };

let words: Words = {};
let plural = new Intl.PluralRules("en");
let code = "en";
let placeNames: Record<string, string> = {};

/** Loads a language's words. */
export async function speak(language: string): Promise<void> {
  const [loaded, named] = await Promise.all([
    once<Words>(`/interface/${language}`),
    once<{ names: Record<string, string> }>(`/places?lang=${language}`).catch(() => ({ names: {} })),
  ]);
  words = loaded;
  placeNames = named.names;
  code = language;
  plural = new Intl.PluralRules(language);
  document.documentElement.lang = language;
  document.documentElement.dir = String(words.direction ?? "ltr");
}

/** The language spoken now. */
export const language = () => code;

function find(name: string): string | string[] | Words | undefined {
  return name.split(".").reduce<string | string[] | Words | undefined>((at, key) => (at && typeof at === "object" && !Array.isArray(at) ? at[key] : undefined), words);
}

function filled(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** A phrase, with values filled in. A phrase that is missing shows its name, so that it is seen. */
export function t(name: string, values: Record<string, string | number> = {}): string {
  const found = find(name);
  return typeof found === "string" ? filled(found, values) : name;
}

/** A phrase that depends on a number. */
export function count(name: string, n: number, values: Record<string, string | number> = {}): string {
  const forms = find(name);
  if (!forms || typeof forms !== "object" || Array.isArray(forms)) return t(name, { n, ...values });
  const form = forms[plural.select(n)] ?? forms.other;
  return filled(String(form), { n: new Intl.NumberFormat(code).format(n), ...values });
}

/** Upper case at the beginning. */
export const capital = (text: string) => text.charAt(0).toLocaleUpperCase(code) + text.slice(1);

/** What a kind of event is called. */
export const kind = (name: string) => capital(t(`kinds.${name}`));
/** How claims stand to one another. */
export const status = (name: string) => t(`status.${name}`);
/** A country, or a role where no country is told. */
export function side(name: string): string {
  const country = find(`countries.${name}`);
  if (typeof country === "string") return capital(country);
  const role = find(`role.${name}`);
  return typeof role === "string" ? role : name;
}
/** Every country with its code, in the order of their names. */
export function countries(): [string, string][] {
  const all = find("countries");
  if (!all || typeof all !== "object" || Array.isArray(all)) return [];
  return Object.entries(all).map(([of, name]): [string, string] => [of, capital(String(name))]).sort((a, b) => a[1].localeCompare(b[1], code));
}
/** Several sides. */
export const sides = (names: string[]) => names.map(side).join(", ");
/** A place in the chosen language, where it has another name there. */
export const place = (name: string) => placeNames[name] ?? (typeof find(`territories.${name}`) === "string" ? String(find(`territories.${name}`)) : name);
/** What happened to people. */
export function effect(name: string, n: number): string {
  const forms = find(`effects.${name}`);
  return Array.isArray(forms) ? forms[n === 1 ? 0 : 1] ?? forms[0] : name;
}
/** A text given in several languages. */
export function inLanguage(texts: Record<string, string> | undefined): string {
  return texts?.[code] ?? texts?.en ?? Object.values(texts ?? {})[0] ?? "";
}
/** Words in the language's quotation marks. */
export function quoted(text: string): string {
  const marks = find("quotes");
  return Array.isArray(marks) ? `${marks[0]}${text}${marks[1]}` : `“${text}”`;
}

const utc = (day: string) => new Date(`${day}T00:00:00Z`);

/** A day, or several, as precisely as they are told. */
export function days(from: string | null, to: string | null, style: "short" | "long" = "short"): string {
  const first = from ?? to;
  const last = to ?? from;
  if (!first || !last) return t("page.undated");
  const format = new Intl.DateTimeFormat(code, { day: "numeric", month: style, year: "numeric", timeZone: "UTC" });
  return first === last ? format.format(utc(first)) : format.formatRange(utc(first), utc(last));
}
/** What is told of a day by an expression in EDTF: a day or a month of no year; else the words of the text. */
export function untold(edtf: string | undefined, text: string): string {
  const parts = (edtf ?? "").split("/").map((one) => /^XXXX-(\d\d)(?:-(\d\d))?$/.exec(one));
  if (!edtf || !parts.every(Boolean)) return text || (edtf ?? "");
  const told = parts.map((found) => new Intl.DateTimeFormat(code, { month: "long", ...(found?.[2] ? { day: "numeric" } : {}), timeZone: "UTC" }).format(utc(`2024-${found?.[1]}-${found?.[2] ?? "01"}`)));
  return t("page.no_year", { day: [...new Set(told)].join("–") });
}
/** A moment of an agreement, as it is told there: "2018-09-17 00:00 (UTC+03; 2018-09-16 21:00 UTC)". */
export function hour(told: string): string {
  const found = /^(\d{4}-\d\d-\d\d)(?: (\d\d:\d\d) \((UTC[^;)]*)[^)]*\))?$/.exec(told);
  if (!found) return told;
  return found[2] ? `${days(found[1], found[1], "long")}, ${found[2]} (${found[3]})` : days(found[1], found[1], "long");
}
/** A moment, in the reader's own time. */
export function moment(at: string): string {
  return new Intl.DateTimeFormat(code, { dateStyle: "medium", timeStyle: "short" }).format(new Date(at));
}
/** What a language is called in the chosen one. */
export function languageName(of: string): string {
  try {
    return new Intl.DisplayNames([code], { type: "language" }).of(of) ?? of;
  } catch {
    return of;
  }
}

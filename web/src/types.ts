// What the API answers, as far as the page uses it. The whole is described at /api/v1/docs.

export interface Entity { start: number; end: number; text: string; country: string | null; role: string }
export interface Place { start: number; end: number; text: string; name: string; country: string | null; lat: number | null; lon: number | null }
export interface When { from: string | null; to: string | null; text: string; start?: number; end?: number; edtf?: string }
export interface Toll { effect: string; victims: string; low: number | null; high: number | null; hedge?: string }
export interface Claim {
  report: string; id: string; kind: string; trigger: { start: number; end: number; text: string }; evidence?: { start: number; end: number };
  polarity: "asserted" | "denied"; actor: Entity[]; recipient: Entity[]; place: Place | null; time: When | null; toll: Toll[];
  count: number | null; means: string[]; source: Entity[]; rule?: string;
}
export interface Mark { start: number; end: number; field: string }
export interface Finding { claim: string; agreement: string; clause: string; verdict: string; why: string; grounds?: Record<string, string>[] }
export type Verb = "confirm" | "correct" | "reject" | "note" | "merge" | "split";
export interface Correction {
  id: string; claims: string[]; verb: Verb; fields?: Partial<Claim>; note?: string; who: string; when: string; undone?: { who: string; when: string };
}
export interface Told {
  key: string; claim: Claim; corrected?: Claim | null; rejected?: boolean; findings: Finding[]; corrections: Correction[];
  incident: string | null; words?: { text: string; start: number }; marks?: Mark[];
}
export interface Report { id: string; text: string; lang?: string; published?: string; outlet?: string; url?: string; title?: string; notes?: string[] }
export interface ReportNote { id: string; outlet: string | null; published: string | null; lang: string | null; url: string | null; title: string | null; claims?: number; excerpt?: string }
export interface Version { says: string; claims: string[] }
export interface Origin { country: string | null; role: string | null; name: string; reports: string[]; asserts: string[]; denies: string[] }
export interface TollRange { effect: string; victims: string; side: string | null; low: number; best: number; high: number; told: Version[] }
export interface Incident {
  id: string; kind: string; title: string; from: string | null; to: string | null; place: Place | null; claims: string[];
  independent_reports: number; contradictions: { about: string; versions: Version[] }[]; reports: string[]; origins: Origin[];
  tolls: TollRange[]; status: string; formerly?: string[]; credibility: number; actors: string[]; targets: string[];
  extent: { precision: string; km: number }; breaches: { agreement: string; clause: string }[];
}
export interface IncidentWhole extends Incident { told: Told[]; sources: ReportNote[]; answers: Incident[]; earlier: string | null; later: string | null }
export interface Summary {
  name: string; kept: boolean; generation: number; coder: string; reports: number; claims: number; incidents: number; findings: number;
  corrections: number; from: string | null; to: string | null; kinds: Record<string, number>; all_kinds: string[]; statuses: Record<string, number>;
  outlets: string[]; languages: string[]; agreements: { id: string; title: Record<string, string>; cited: boolean }[];
  interface: { code: string; name: string; direction: string }[];
}
export interface Session { needs_token: boolean; name: string | null; editor: boolean }
export interface Page<T> { items: T[]; next: string | null; total: number }
export interface Agreement {
  id: string; title: Record<string, string>; signed: string | null; clauses: { number: string; text: Record<string, string> }[];
  parties: { id: string; name: Record<string, string> }[]; zones: GeoZones;
}
export interface GeoZones { features: { geometry: { type: string; coordinates: unknown }; properties: { id: string; name: Record<string, string>; shape: string; quality: string; width_km: number | null } }[] }

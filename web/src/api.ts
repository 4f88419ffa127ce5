// Asking the server. Every failure becomes a Problem with a sentence to show.

/** What went wrong, in words. */
export class Problem extends Error {
  constructor(readonly status: number, message: string, readonly help: string) {
    super(message);
  }
}

let changedAt = 0;

/** True shortly after this page changed the record itself: it need not be told of that. */
export const changedHere = () => Date.now() - changedAt < 5000;

async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
  if (method !== "GET" && path !== "/read") changedAt = Date.now();
  let response: Response;
  try {
    response = await fetch(`/api/v1${path}`, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new Problem(0, "The server does not answer.", "");
  }
  if (response.status === 204) return undefined as T;
  const read = await response.json().catch(() => ({}));
  if (!response.ok) {
    if (response.status === 401) window.dispatchEvent(new CustomEvent("token-needed"));
    throw new Problem(response.status, read.detail ?? response.statusText, read.help ?? "");
  }
  return read as T;
}

export const get = <T>(path: string) => ask<T>("GET", path);
export const post = <T>(path: string, body: unknown) => ask<T>("POST", path, body);
export const remove = <T>(path: string) => ask<T>("DELETE", path);

const kept = new Map<string, Promise<unknown>>();

/** Like `get`, asked once for as long as the record stays as it is. */
export function once<T>(path: string): Promise<T> {
  const known = kept.get(path);
  if (known) return known as Promise<T>;
  const asked = get<T>(path);
  kept.set(path, asked);
  asked.catch(() => kept.delete(path));
  return asked;
}

/** Forgets what was asked once, because the record changed. */
export function forget(): void {
  kept.clear();
}

/** Parameters as a query string, empty ones left out. */
export function query(values: Record<string, string | string[] | undefined>): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one) parts.append(name, one);
  }
  const text = parts.toString();
  return text ? `?${text}` : "";
}

/** A name as a part of a path. */
export const part = encodeURIComponent;

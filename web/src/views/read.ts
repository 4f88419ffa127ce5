// Pasting or dropping a text to read it at once.

import { post } from "../api";
import { h, put, say } from "../dom";
import type { Session, Summary } from "../types";
import { count, t } from "../words";
import { fault, labelled } from "./parts";
import { sheet, type Reading } from "./report";
import type { View } from "./view";

export function read(summary: Summary, session: Session, dropped: File[] = []): View {
  const text = h("textarea", { rows: 12, name: "text", required: true, spellcheck: "false" });
  const published = h("input", { type: "date", name: "published" });
  const outlet = h("input", { type: "text", name: "outlet", maxlength: 200 });
  const files = h("input", { type: "file", multiple: true, accept: ".txt,.html,.htm,text/plain,text/html" });
  const go = h("button", { class: "main" }, t("read.go"));
  const results = h("div", { class: "results", "aria-live": "polite" });
  const told = () => ({ ...(published.value ? { published: published.value } : {}), ...(outlet.value ? { outlet: outlet.value } : {}) });

  async function one(body: Record<string, string>): Promise<void> {
    const place = h("section", { class: "result" }, h("p", { class: "soft" }, t("read.reading")));
    results.append(place);
    go.disabled = true;
    try {
      const reading = await post<Reading>("/read", { ...body, ...told() });
      const shown = sheet(reading, summary, null, () => undefined);
      const keep = session.editor
        ? h("button", { type: "button", class: "small", onclick: () => void keeping({ ...body, ...told() }, keep as HTMLButtonElement) }, t("read.keep"))
        : null;
      put(place, h("div", { class: "result-head" }, h("h2", {}, body.file ?? t("read.text")), h("span", { class: "soft" }, count("count.claims", reading.claims.length)), keep), shown.element);
      say(count("count.claims", reading.claims.length));
    } catch (error) {
      put(place, h("div", { class: "trouble", role: "alert" }, fault(error)));
    }
    go.disabled = false;
  }

  async function keeping(body: Record<string, string>, button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    try {
      const kept = await post<{ new: boolean }>("/reports", body);
      button.replaceWith(h("span", { class: "soft", role: "status" }, t(kept.new ? "read.kept" : "read.known")));
    } catch (error) {
      button.disabled = false;
      button.after(h("div", { class: "wrong", role: "alert" }, fault(error)));
    }
  }

  async function take(list: Iterable<File>): Promise<void> {
    put(results);
    for (const file of list) await one({ text: await file.text(), file: file.name });
  }

  files.addEventListener("change", () => void take(files.files ?? []));
  const drop = h("label", { class: "drop" }, h("span", {}, t("read.drop")), h("span", { class: "as-button" }, t("read.choose")), files);
  const form = h("form", { class: "read-form", onsubmit: (event: Event) => { event.preventDefault(); put(results); void one({ text: text.value }); } },
    labelled(t("read.text"), text), h("div", { class: "controls" }, labelled(t("read.published"), published, t("read.published_why")), labelled(t("read.outlet"), outlet), go), drop);
  const element = h("div", { class: "read-view" }, h("header", { class: "page-head" }, h("h1", {}, t("read.title")), h("p", { class: "soft" }, t("read.intro"))), form, results);
  if (dropped.length) void take(dropped);
  return { element, title: t("read.title") };
}

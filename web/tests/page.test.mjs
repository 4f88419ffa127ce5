// The page as a person uses it, in a real browser.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, missing, pictures, root, serve } from "./server.mjs";

if (missing) {
  console.log(`# SKIPPED: ${missing}; \`make test-page\` installs what it can`);
  test("the page", { skip: missing }, () => {});
} else {
  const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  let server;
  let chrome;
  let context;
  let page;
  const wrong = [];
  const foreign = [];
  const DISPATCH = readFileSync(join(root, "corpus/demo/parukh.fr.txt"), "utf8");

  before(async () => {
    const demo = ["fr", "en", "ru"].map((code) => `corpus/demo/parukh.${code}.txt`);
    server = await serve("--published", "2022-03-26", ...demo);
    chrome = await browser();
    context = await chrome.newContext({ viewport: { width: 1360, height: 900 }, locale: "en-GB", colorScheme: "light" });
    page = await context.newPage();
    watch(page);
  });
  after(async () => {
    await chrome?.close();
    server?.end();
  });

  function watch(of) {
    of.on("pageerror", (error) => wrong.push(String(error)));
    of.on("console", (message) => message.type() === "error" && !/status of 4\d\d/.test(message.text()) && wrong.push(message.text()));
    of.on("request", (request) => !request.url().startsWith(server.address) && !/^(data|blob):/.test(request.url()) && foreign.push(request.url()));
  }
  const shot = (name) => page.screenshot({ path: join(pictures, `${name}.png`) });
  const open = async (path) => {
    await page.goto(server.address + path);
    await page.waitForSelector("main > *");
  };
  async function accessible(name) {
    // The page's policy forbids scripts that are not its own: the check is put in by the browser's own hand.
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ["violations"] })).violations.filter((v) => ["serious", "critical"].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => `${n.target} ${n.failureSummary ?? ""}`).join(" | ")}`));
    assert.deepEqual(found, [], name);
  }

  test("the first load shows incidents on a list, a map and a timeline", async () => {
    await open("/");
    await page.waitForSelector(".list .item");
    await page.waitForSelector(".map .mark");
    assert.ok((await page.locator(".list .item").count()) >= 5);
    assert.ok((await page.locator(".timeline .bars rect").count()) >= 1);
    await page.waitForTimeout(900);
    await shot("desk-light");
    await accessible("the first view");
  });

  test("a filter narrows the list, stands in the address, and is taken away", async () => {
    await open("/");
    await page.waitForSelector(".list .item");
    const all = await page.locator(".list .item").count();
    await page.locator(".more-filters summary").click();
    await page.locator("select[name=kind]").selectOption("drone_strike");
    await page.waitForFunction((n) => document.querySelectorAll(".list .item").length < n, all);
    assert.match(page.url(), /kind=drone_strike/);
    const some = await page.locator(".list .item").count();
    await page.reload();
    await page.waitForSelector(".list .item");
    assert.equal(await page.locator(".list .item").count(), some, "the address alone brings it back");
    await page.locator(".active .tag").first().click();
    await page.waitForFunction((n) => document.querySelectorAll(".list .item").length === n, all);
    await page.locator(".chip").first().click();
    await page.waitForFunction((n) => document.querySelectorAll(".list .item").length < n, all);
  });

  test("the brush on the timeline chooses a period", async () => {
    await open("/");
    await page.waitForSelector(".timeline .bars rect");
    await page.locator(".timeline .track").scrollIntoViewIfNeeded();
    const box = await page.locator(".timeline .track").boundingBox();
    await page.mouse.move(box.x + box.width * 0.02, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.4, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => /[?&](to|from)=/.test(location.search));
    await page.locator(".timeline-head .whole").click();
    await page.waitForFunction(() => !/[?&](to|from)=/.test(location.search));
  });

  test("an incident opens, and a claim leads to its words in the report", async () => {
    await open("/?kind=drone_strike");
    await page.locator(".list .item").first().click();
    await page.waitForSelector(".origin blockquote");
    assert.match(page.url(), /\/incident\//);
    assert.ok((await page.locator(".finding").count()) >= 1, "clauses are named");
    await page.waitForTimeout(300);
    await shot("incident-light");
    await accessible("an incident");
    await page.locator(".saying a").first().click();
    await page.waitForSelector(".received .piece.on");
    assert.match(page.url(), /\/report\/.*claim=/);
    const word = await page.locator(".received .piece.on.f-trigger").first().textContent();
    assert.ok(word.length > 2, word);
    await shot("report-light");
    await accessible("a report");
    const text = await page.locator(".received").textContent();
    const kept = ["fr", "en", "ru"].map((code) => readFileSync(join(root, `corpus/demo/parukh.${code}.txt`), "utf8"));
    assert.ok(kept.includes(text), "the text is shown exactly as received");
  });

  test("pointing at a claim shows its fields in the text, and its rule can be read", async () => {
    await open("/report/parukh.fr");
    await page.waitForSelector(".claim");
    await page.locator(".claim").nth(2).hover();
    assert.ok((await page.locator(".received .piece.on").count()) >= 1);
    await page.locator(".claim-title").nth(2).click();
    await page.locator(".claim.open .rule summary").first().click();
    await page.waitForFunction(() => document.querySelector(".claim.open .rule-text")?.textContent.includes("match"));
  });

  test("a French dispatch is pasted and read at once", async () => {
    await open("/read");
    await page.locator("textarea[name=text]").fill(DISPATCH);
    await page.locator("input[name=published]").fill("2022-03-26");
    await page.locator("button.main").click();
    await page.waitForSelector(".result .claim", { timeout: 30_000 });
    assert.ok((await page.locator(".result .claim").count()) >= 5);
    assert.ok((await page.locator(".result .received .trigger").count()) >= 5);
    await page.locator(".result .claim-title").first().click();
    await shot("read-light");
    await accessible("reading");
    const before = await page.evaluate(async () => (await (await fetch("/api/v1/summary")).json()).reports);
    assert.equal(before, 3, "it is not kept");
  });

  test("a claim is corrected, the machine's reading stays, and it is taken back", async () => {
    await open("/report/parukh.en");
    await page.waitForSelector(".claim");
    const card = page.locator(".claim").first();
    const title = await card.locator(".claim-title").textContent();
    await card.locator("[data-verb=correct]").click();
    await card.locator("select[name=kind]").selectOption("talks");
    await card.locator(".correct-form button.main").click();
    await page.waitForSelector(".claim .history .correct");
    assert.notEqual(await page.locator(".claim").first().locator(".claim-title").textContent(), title);
    assert.equal(await page.locator(".claim .machine").count(), 1, "what the machine read can still be seen");
    await shot("corrected-light");
    await page.locator(".history button").first().click();
    await page.waitForSelector(".history .undone");
    assert.equal(await page.locator(".claim").first().locator(".claim-title").textContent(), title);
    await page.locator(".claim").first().locator("[data-verb=confirm]").click();
    await page.waitForSelector(".history .confirm");
    await accessible("corrections");
  });

  test("every language names everything", async () => {
    await open("/");
    for (const [code, word] of [["fr", "Rapports"], ["ru", "Сообщения"], ["en", "Reports"]]) {
      await page.locator("select[name=language]").selectOption(code);
      await page.waitForFunction((w) => [...document.querySelectorAll("nav.views a")].some((a) => a.textContent === w), word);
      assert.equal(await page.evaluate(() => document.documentElement.lang), code);
      for (const path of ["/", "/incident/x", "/report/parukh.fr", "/read", "/bulletin", "/pictures", "/reports", "/search?q=parukh"]) {
        await page.evaluate((p) => { history.pushState(null, "", p); dispatchEvent(new PopStateEvent("popstate")); }, path);
        await page.waitForTimeout(350);
        const text = await page.evaluate(() => document.getElementById("app").innerText);
        assert.doesNotMatch(text, /\b(page|filter|count|map|incident|report|correct|field|read|bulletin|pictures|timeline|kinds|role|verdict|ground|precision|polarity|victims|family|status|about)\.[a-z_]+\b/, `${code} ${path}`);
      }
      await open("/");
      await page.waitForSelector(".list .item");
      await page.waitForTimeout(500);
      await shot(`desk-${code}`);
    }
  });

  test("the keyboard alone is enough", async () => {
    await open("/");
    await page.waitForSelector(".list .item");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    assert.equal(await page.evaluate(() => [...document.querySelectorAll(".list .item")].indexOf(document.activeElement)), 1);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".origin");
    await page.keyboard.press("Escape");
    await page.waitForSelector(".list .item");
    await page.keyboard.press("/");
    await page.keyboard.type("Parukh");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".search-view .item");
    await open("/");
    await page.waitForSelector(".map .mark");
    await page.focus(".map .mark");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".picked:not([hidden])");
    await page.focus(".handle");
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction(() => location.search.includes("from="));
    await page.keyboard.press("Tab");
    await open("/");
    await page.keyboard.press("Tab");
    assert.match(await page.evaluate(() => document.activeElement.className), /skip/);
  });

  test("back from an incident, the list stands as it was left", async () => {
    await open("/");
    await page.waitForSelector(".list .item");
    const item = page.locator(".list .item").nth(5);
    const id = await item.getAttribute("data-id");
    await item.focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".origin");
    await page.keyboard.press("Escape");
    await page.waitForFunction((of) => document.activeElement?.dataset?.id === of, id);
    await page.keyboard.press("j");
    assert.equal(await page.evaluate(() => [...document.querySelectorAll(".list .item")].indexOf(document.activeElement)), 6);
  });

  test("what a button changed leaves the focus where it was, and what fails is said", async () => {
    await open("/report/parukh.ru");
    await page.waitForSelector(".claim");
    await page.locator(".claim").nth(1).locator("[data-verb=confirm]").focus();
    await page.keyboard.press("Enter");
    await page.waitForSelector(".history .confirm");
    assert.equal(await page.evaluate(() => document.activeElement?.dataset?.verb), "confirm");
    await page.locator(".history button").first().click();
    await page.waitForSelector(".history .undone");
    const card = page.locator(".claim").first();
    await card.locator("[data-verb=correct]").click();
    assert.equal(await card.locator(".entity-row input").count(), 0, "countries are chosen, not typed");
    await card.locator(".correct-form input[list]").fill("Xyzzyville");
    await card.locator(".correct-form input[list]").press("Tab");
    await page.waitForFunction(() => document.querySelector(".correct-form").innerText.includes("Xyzzyville"));
    await open("/");
    await page.locator(".list .item").first().click();
    await page.locator(".merge summary").click();
    await page.locator(".merge input").fill("no-such-incident");
    await page.locator(".merge button").click();
    await page.waitForFunction(() => document.querySelector(".merge .wrong").innerText.length > 5);
    assert.doesNotMatch(await page.locator(".merge .wrong").evaluate((e) => e.firstChild.textContent), /api/);
  });

  test("what the filters leave out is told, and files are narrowed like the list", async () => {
    const shown = async () => Number((await page.locator(".showing").innerText()).match(/\d+/)[0]);
    await open("/");
    await page.waitForSelector(".list .item");
    const all = await shown();
    await open("/?from=2024-13-45");
    await page.waitForSelector(".remarks .wrong");
    assert.equal(await shown(), all);
    await open("/?from=2022-03-27&to=2022-03-20");
    await page.waitForSelector(".remarks .wrong");
    assert.equal(await shown(), 0);
    await open("/?from=2022-03-01&to=2022-04-30");
    await page.waitForSelector(".remarks a");
    const dated = await shown();
    await page.locator(".remarks a").click();
    await page.waitForFunction(() => location.search.includes("day=none"));
    assert.equal((await shown()) + dated, all);
    await open("/?kind=shelling&kind=drone_strike");
    await page.waitForSelector(".list .item");
    assert.equal(await page.locator(".active .tag").count(), 2);
    await open("/?q=zzzz");
    await page.waitForSelector(".empty");
    assert.match(await page.locator(".showing").innerText(), new RegExp(`0\\D+${all}`));
    await open("/?family=force");
    await page.waitForSelector(".list .item");
    const force = await shown();
    const address = await page.locator(".bottom a", { hasText: "CSV" }).getAttribute("href");
    const lines = await page.evaluate(async (of) => (await (await fetch(of)).text()).trim().split("\n").length, address);
    assert.equal(lines - 1, force);
    await open("/bulletin?family=force");
    await page.waitForSelector(".bulletin-frame");
    assert.match(await page.locator(".bulletin-frame").getAttribute("src"), /kind=/);
    assert.equal(await shown(), force);
  });

  test("a mark of the map stands in the address", async () => {
    await open("/");
    await page.waitForSelector(".map .mark");
    await page.focus(".map .mark");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => location.search.includes("spot="));
    await page.reload();
    await page.waitForSelector(".picked:not([hidden])");
    assert.ok((await page.locator(".map .mark").count()) >= 1);
  });

  test("an incident names who speaks in every claim of a camp", async () => {
    await open("/");
    await page.waitForSelector(".list .item");
    for (const path of await page.locator(".list .item").evaluateAll((links) => links.slice(0, 6).map((a) => a.getAttribute("href")))) {
      await open(path);
      await page.waitForSelector(".origin");
      const wanting = await page.locator(".origin").evaluateAll((cards) => cards.filter((c) => c.querySelector(".speaker") && [...c.querySelectorAll(".saying")].some((s) => !s.querySelector(".speaker"))).length);
      assert.equal(wanting, 0, path);
    }
  });

  test("a narrow screen holds every view without scrolling sideways", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/", "/report/parukh.fr", "/read", "/bulletin", "/pictures", "/reports"]) {
      await open(path);
      await page.waitForTimeout(700);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 1, `${path} is ${over} pixels too wide`);
      await shot(`narrow${path.replaceAll("/", "-")}`);
    }
    await accessible("a narrow screen");
    await page.setViewportSize({ width: 1360, height: 900 });
  });

  test("dark colours are readable", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    for (const path of ["/", "/report/parukh.fr?claim=parukh.fr%23c3", "/pictures"]) {
      await open(path);
      await page.waitForTimeout(900);
      await shot(`dark${path.replace(/\?.*/, "").replaceAll("/", "-")}`);
      await accessible(`dark ${path}`);
    }
    await page.emulateMedia({ colorScheme: "light" });
  });

  test("bulletin and pictures are drawn, and leave as files", async () => {
    await open("/bulletin");
    const frame = page.frameLocator("iframe");
    await frame.locator("h1").first().waitFor();
    await shot("bulletin-light");
    await open("/pictures");
    await page.waitForSelector(".picture svg");
    await shot("pictures-light");
    await accessible("pictures");
    for (const sort of ["SVG", "CSV"]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.locator(".picture button", { hasText: sort }).first().click()]);
      const text = readFileSync(await download.path(), "utf8");
      assert.match(text, sort === "SVG" ? /^<\?xml[^]*<svg/ : /^week,side,incidents/);
      assert.doesNotMatch(text, /var\(--/);
    }
  });

  test("merging and keeping a text change the record, and the page hears of it", async () => {
    await open("/");
    await page.waitForSelector(".list .item");
    await page.evaluate(async (text) => {
      await fetch("/api/v1/reports", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ id: "kept", text, published: "2022-03-27" }) });
    }, "On 26 March 2022 Azerbaijani forces shelled the village of Khramort, wounding two residents.");
    await page.waitForSelector(".news");
    await page.locator(".news button").first().click();
    await page.waitForFunction(() => document.body.innerText.includes("Khramort"));
  });

  test("nothing is asked of any other machine, and nothing went wrong on the way", () => {
    assert.deepEqual(foreign, []);
    assert.deepEqual(wrong, []);
  });
}

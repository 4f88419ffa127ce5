#!/usr/bin/env python3
"""Hours of use in one command: `vigie serve` and `vigie watch` on one record, a feed that goes on writing, and people who ask.

    python3 tests/soak.py MINUTES [PROGRAM]        (make soak)

A feed of this machine gives two new reports at every question; `watch` takes them in; `serve` shows them; a second's pause lies between
two requests. Every half minute the memory of both programs is noted. It prints a table and ends with an error if an answer was a fault
of the server, if `serve` came to hold more than half as much again as after the first fifth of the time, or if a new report did not
reach the page. The record and the notes stay in target/soak.
"""

import datetime
import http.server
import json
import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
FOLDER = ROOT / "target/soak"
FEEDS = 4
PLACES = ["Goma", "Bunia", "Beni", "Butembo", "Uvira", "Bukavu", "Rutshuru", "Masisi"]
SIDES = ["the army", "rebels", "gunmen", "militia fighters", "government forces"]
ACTS = ["shelled", "attacked", "opened fire on", "entered", "withdrew from", "blocked the road to"]
QUESTIONS = [
    "incidents?limit=50",
    "incidents?kind=shelling&limit=10",
    "claims?limit=20&q=army",
    "reports?limit=20",
    "reports?q=fire&limit=5",
    "summary",
    "table",
    "findings?limit=20",
    "bulletin?from=2024-05-01&to=2024-05-07&format=text",
    "feeds/incidents.atom",
    "exports/incidents.csv",
    "session",
]


def story(number: int) -> tuple[str, datetime.date]:
    """One made-up report, the same for the same number."""
    dice = random.Random(number)
    day = datetime.date(2024, 1, 1) + datetime.timedelta(days=number % 300)
    told = [
        f"{dice.choice(SIDES).capitalize()} {dice.choice(ACTS)} {dice.choice(PLACES)} on {day:%d %B %Y}, "
        f"{dice.choice(['a witness', 'the governor', 'the ministry', 'a spokesman'])} said."
        f" {dice.randint(1, 9)} people were killed near {dice.choice(PLACES)}."
        for _ in range(dice.randint(3, 8))
    ]
    return f"Report {number}. " + " ".join(told), day


class Feed(http.server.BaseHTTPRequestHandler):
    """The last twenty reports of one feed; two more at every question."""

    given = [0] * FEEDS

    def do_GET(self) -> None:
        which = int(self.path.strip("/").split(".")[0].removeprefix("feed"))
        Feed.given[which] += 2
        last = Feed.given[which]
        items = []
        for n in range(max(0, last - 20), last):
            text, day = story(n * FEEDS + which)
            date = f"{day:%a, %d %b %Y} 10:00:00 GMT"
            items.append(f"<item><guid>{which}-{n}</guid><title>Report {n}</title><pubDate>{date}</pubDate><description>{text}</description></item>")
        body = f'<rss version="2.0"><channel><title>Feed {which}</title>{"".join(items)}</channel></rss>'.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def memory(process: subprocess.Popen) -> float:
    """Megabytes that a program holds; of an ended one nothing."""
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def ask(address: str, body: dict | None = None) -> tuple[int, bytes, float]:
    """Status, body and seconds of one answer."""
    data = json.dumps(body).encode() if body is not None else None
    request = urllib.request.Request(address, data=data, headers={"Content-Type": "application/json"} if data else {})
    began = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read(), time.monotonic() - began
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read(), time.monotonic() - began


def main() -> int:
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    program = sys.argv[2] if len(sys.argv) > 2 else str(ROOT / "target/quick/vigie")
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    feeds = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=feeds.serve_forever, daemon=True).start()
    port = feeds.server_address[1]
    listed = "".join(f'[[feed]]\nurl = "http://127.0.0.1:{port}/feed{n}.rss"\noutlet = "Feed {n}"\nlang = "en"\n' for n in range(FEEDS))
    (FOLDER / "feeds.toml").write_text("every_minutes = 5\n" + listed)
    record = str(FOLDER / "record.vigie")
    subprocess.run([program, "watch", str(FOLDER / "feeds.toml"), "--record", record, "--once"], check=True, stderr=subprocess.DEVNULL)
    log = open(FOLDER / "serve.log", "w+")
    serve = subprocess.Popen([program, "serve", "--record", record, "--listen", "127.0.0.1:0"], stderr=log)
    watch = subprocess.Popen([program, "watch", str(FOLDER / "feeds.toml"), "--record", record], stderr=open(FOLDER / "watch.log", "w"))
    try:
        return soak(minutes, serve, watch, address_of(serve), program)
    finally:
        for process in (serve, watch):
            process.terminate()
            process.wait(10)


def address_of(serve: subprocess.Popen) -> str:
    """Where the server says that it listens."""
    for _ in range(600):
        told = (FOLDER / "serve.log").read_text()
        if "http://" in told:
            return told[told.index("http://") :].split()[0]
        if serve.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("the server did not begin; see target/soak/serve.log")


def soak(minutes: float, serve: subprocess.Popen, watch: subprocess.Popen, root: str, program: str) -> int:
    dice = random.Random(1)
    notes: list[tuple[float, float, float, int, int]] = []
    faults: list[str] = []
    waits: list[float] = []
    began, asked, reports, last = time.monotonic(), 0, 0, -100.0
    while (now := time.monotonic() - began) < minutes * 60:
        if asked % 20 == 19:
            text, day = story(1_000_000 + asked)
            status, body, wait = ask(f"{root}api/v1/read", {"text": text, "published": str(day), "lang": "en"})
            question = "read"
        else:
            question = dice.choice(QUESTIONS)
            status, body, wait = ask(f"{root}api/v1/{question}")
            waits.append(wait)
        if status >= 500 or status == 0:
            faults.append(f"{question}: {status} {body[:200]!r}")
        asked += 1
        if now - last >= 30:
            last = now
            reports = json.loads(ask(f"{root}api/v1/reports?limit=1")[1]).get("total", 0)
            notes.append((now / 60, memory(serve), memory(watch), reports, asked))
            print("%.1f min  serve %.0f MB  watch %.0f MB  %d reports  %d questions" % notes[-1], flush=True)
        if serve.poll() is not None or watch.poll() is not None:
            faults.append("a program ended by itself")
            break
        time.sleep(1)
    commit = subprocess.run(["git", "-C", str(ROOT), "rev-parse", "--short", "HEAD"], capture_output=True, text=True).stdout.strip()
    print(f"\n{datetime.date.today()}, commit {commit}: {asked} questions, {len(faults)} faults, median wait {statistics.median(waits) * 1000:.0f} ms, longest {max(waits):.1f} s\n")
    print("| minute | `serve`, MB | `watch`, MB | reports in the record | questions so far |\n|--:|--:|--:|--:|--:|")
    step = max(1, len(notes) // 8)
    for row in notes[::step] + ([notes[-1]] if (len(notes) - 1) % step else []):
        print("| %.0f | %.0f | %.0f | %d | %d |" % row)
    for fault in faults[:20]:
        print("FAULT", fault)
    fifth = max(1, len(notes) // 5)
    grown = statistics.median(n[1] for n in notes[-fifth:]) > 1.5 * notes[fifth][1] if len(notes) > 5 else False
    lost = minutes >= 6 and reports <= 2 * FEEDS
    if grown:
        print("FAULT: serve holds half as much again as after the first fifth of the time")
    if lost:
        print("FAULT: what watch took in did not reach the page")
    return 1 if faults or grown or lost else 0


if __name__ == "__main__":
    sys.exit(main())

//! `cargo xtask bench-record N TIMES FOLDER`: how fast a large record is filled and asked, beside plain SQLite with the same
//! bytes; writes a part of `docs/benchmarks.md`.
//!
//! N reports go the whole way. Then each is kept TIMES - 1 times more, its text marked and the days of its claims moved, with
//! the claims it has already: that measures the record alone, at a size that need not wait for the coder.

use crate::generate;
use rusqlite::{Connection, params};
use std::fmt::Write;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::time::{Duration, Instant};
use vigie::Desk;
use vigie::record::{Step, check_record, gather_record, import, period_of_record};
use vigie::take_in::Told;
use vigie_export::{Format, Material, Schemes, View, What, table, write};
use vigie_store::{Bounds, Coder, Filter, Received, Store, StoreError};

/// The heading under which the figures stand.
const HEADING: &str = "## The record";

/// Asks a record something and tells how long it took.
type Query = Box<dyn Fn(&Store) -> Result<Duration, String>>;

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let [number, times, folder] = arguments else { return Err("usage: cargo xtask bench-record N TIMES FOLDER".to_owned()) };
    let count = |text: &String| text.parse::<usize>().map_err(|_| format!("'{text}' is no number"));
    let (number, times) = (count(number)?, count(times)?);
    let folder = Path::new(folder);
    std::fs::create_dir_all(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let (lines, record, plain) = (folder.join("reports.jsonl"), folder.join("record.vigie"), folder.join("plain.db"));
    for old in [&record, &plain] {
        for ending in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{ending}", old.display()));
        }
    }
    let bytes = generate::write(number, &lines)?;
    let page = measured(number, times, bytes, &lines, &record, &plain)?;
    print!("{page}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/benchmarks.md");
    let old = std::fs::read_to_string(&path).unwrap_or_default();
    // Other chores write other parts of the page.
    let (head, rest) = old.split_once(HEADING).unwrap_or((&old, ""));
    let rest = rest.find("\n## ").map_or("", |at| &rest[at..]);
    std::fs::write(&path, format!("{}\n\n{page}{rest}", head.trim_end())).map_err(|e| format!("{}: {e}", path.display()))
}

fn measured(number: usize, times: usize, bytes: u64, lines: &Path, record: &Path, plain: &Path) -> Result<String, String> {
    let wrong = |e: &dyn std::fmt::Display| e.to_string();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown").to_owned();
    let watch = Watch::start();
    plain_insert(lines, plain).map_err(|e| wrong(&e))?;
    let plain_time = watch.stop();
    let desk = Desk::bundled();
    let (began, watch) = (Instant::now(), Watch::start());
    let mut told = Instant::now();
    let summary = import(record, &desk, &[lines.display().to_string()], &Told::default(), &mut |step| {
        if let Step::Written(s) = step
            && told.elapsed() > Duration::from_secs(10)
        {
            eprintln!("{} of {number} reports after {:.0} s", s.seen(), began.elapsed().as_secs_f64());
            told = Instant::now();
        }
    })
    .map_err(|e| wrong(&e))?;
    let import_time = watch.stop();
    let watch = Watch::start();
    import(record, &desk, &[lines.display().to_string()], &Told::default(), &mut |_| ()).map_err(|e| wrong(&e))?;
    let again = watch.stop();
    let mut store = Store::open(record).map_err(|e| wrong(&e))?;
    let keeping = multiplied(&mut store, times, &vigie::record::coder(&desk)).map_err(|e| wrong(&e))?;
    let all = number * times;
    let watch = Watch::start();
    let (claims, incidents) =
        gather_record(&mut store, desk.world(), &vigie_incidents::Sources::default()).map_err(|e| wrong(&e))?;
    let gathering = watch.stop();
    let agreement = vigie::open_agreement("2020-11-09-trilateral")?;
    let watch = Watch::start();
    let (_, findings) = check_record(&mut store, &agreement, vigie_world::bundled()).map_err(|e| wrong(&e))?;
    let checking = watch.stop();
    let watch = Watch::start();
    let verified = store.verify().map_err(|e| wrong(&e))?;
    let verifying = watch.stop();
    let size = |p: &Path| std::fs::metadata(p).map_or(0, |m| m.len()) as f64 / 1e6;
    drop(store);
    let (record_size, plain_size) = (size(record), size(plain));
    let store = Store::open_read_only(record).map_err(|e| wrong(&e))?;
    let exports = exported(&store, &desk)?;
    let seconds = |time: Duration| time.as_secs_f64();
    let mut page = format!(
        "{HEADING}\n\nWritten by `cargo xtask bench-record {number} {times} FOLDER` on {}: {number} reports that `cargo xtask generate` makes of the\n\
         corpus ({:.1} MB as JSON Lines) go the whole way; then each is kept {} times more with the claims it has, text and days\n\
         changed. One run, beside other work; the machine had a load of {} on {} cores when it began.\n\n\
         | what | reports | time | reports/s | processor time | reports per second of it |\n|---|--:|--:|--:|--:|--:|\n",
        jiff::Zoned::now().date(),
        bytes as f64 / 1e6,
        times - 1,
        load,
        std::thread::available_parallelism().map_or(1, usize::from)
    );
    let mut line = |what: &str, count: usize, (time, busy): (Duration, Duration)| {
        let rate = |time: Duration| count as f64 / time.as_secs_f64().max(0.01);
        let (t, b) = (seconds(time), seconds(busy));
        let _ = writeln!(page, "| {what} | {count} | {t:.1} s | {:.0} | {b:.2} s | {:.0} |", rate(time), rate(busy));
    };
    line("plain SQLite: the lines into one table, transactions of the same size", number, plain_time);
    line("`vigie import`: take in, read, find claims, keep, index words, link copies", number, import_time);
    line("the same import again, everything known", number, again);
    line("keep reports and claims and index words, nothing else", all - number, keeping);
    line("gather incidents and keep them", all, gathering);
    line("check against one agreement and keep the findings", all, checking);
    line("`vigie verify`: every hash, quotation and reference", all, verifying);
    let _ = writeln!(
        page,
        "\nThe whole record of {all} reports: {} claims, {} incidents, {} findings; {} of the imported reports were linked to an earlier one;\n\
         {} troubles found by `verify`. It takes {record_size:.0} MB; the plain table of the {number} lines takes {plain_size:.1} MB.\n\n\
         | question, first page of 100 | median of five |\n|---|--:|",
        claims.len(),
        incidents.len(),
        findings.len(),
        summary.retold,
        verified.troubles.len()
    );
    for (what, asked) in questions() {
        let _ = writeln!(page, "| {what} | {:.1} ms |", seconds(asked(&store)?) * 1e3);
    }
    let _ = writeln!(page, "\n| export of the whole record | rows | size | time | processor time |\n|---|--:|--:|--:|--:|");
    for (what, rows, bytes, (time, busy)) in exports {
        let (t, b, size) = (seconds(time), seconds(busy), bytes as f64 / 1e6);
        let _ = writeln!(page, "| {what} | {rows} | {size:.0} MB | {t:.1} s | {b:.1} s |");
    }
    Ok(page)
}

/// Table and format, rows, bytes, and how long it took.
type Exported = (String, usize, u64, (Duration, Duration));

/// Reads the whole record and writes it in several formats, into nothing. The first line is the reading.
fn exported(store: &Store, desk: &Desk) -> Result<Vec<Exported>, String> {
    let watch = Watch::start();
    let held = period_of_record(store, &Filter::default(), desk.world()).map_err(|e| e.to_string())?;
    let mut all = vec![("claims and incidents read from the record".to_owned(), held.claims.len(), 0, watch.stop())];
    let schemes = Schemes::parse(&|name| vigie_world::text(&format!("schemes/{name}.tsv"))).map_err(|e| e.to_string())?;
    let material = Material {
        claims: &held.claims,
        incidents: &held.incidents,
        shapes: Some(vigie_world::shapes()),
        ..Material::new(desk.world(), &schemes)
    };
    for (view, what, format, name) in [
        (View::Own, What::Claims, Format::Jsonl, "claims, JSON Lines"),
        (View::Own, What::Claims, Format::Csv, "claims, CSV"),
        (View::Own, What::Claims, Format::Parquet, "claims, Parquet"),
        (View::Own, What::Incidents, Format::Geojson, "incidents, GeoJSON"),
        (View::Acled, What::Incidents, Format::Csv, "incidents in the columns of ACLED, CSV"),
    ] {
        let watch = Watch::start();
        let mut counted = Counted(0);
        let rows = table(view, what, &material).and_then(|t| write(t, format, &mut counted)).map_err(|e| e.to_string())?;
        all.push((name.to_owned(), rows, counted.0, watch.stop()));
    }
    Ok(all)
}

/// Takes everything and keeps the number of bytes.
struct Counted(u64);

impl std::io::Write for Counted {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

type Question = (&'static str, Query);

fn questions() -> Vec<Question> {
    let day = |text: &str| text.parse().ok();
    let month = Filter { from: day("2022-03-01"), to: day("2022-03-31"), ..Filter::default() };
    let bounds = Some(Bounds { south: 39.0, west: 45.0, north: 41.0, east: 48.0 });
    let claims = |filter: Filter| -> Query {
        Box::new(move |s| median(|| s.claims(&filter, None, 100).map(|p| p.items.len()).map_err(|e| e.to_string())))
    };
    let incidents = |filter: Filter| -> Query {
        Box::new(move |s| median(|| s.incidents(&filter, None, 100).map(|p| p.items.len()).map_err(|e| e.to_string())))
    };
    vec![
        ("claims of a month", claims(month.clone())),
        ("claims in a box on the map", claims(Filter { bounds, ..Filter::default() })),
        (
            "claims of one kind with an actor of one country",
            claims(Filter { kinds: vec![vigie_model::EventKind::Shelling], actor: "AZE".parse().ok(), ..Filter::default() }),
        ),
        (
            "claims of reports that hold two words",
            claims(Filter { text: Some("ceasefire village".to_owned()), ..Filter::default() }),
        ),
        (
            "claims to which a clause speaks",
            claims(Filter {
                agreement: Some("2020-11-09-trilateral".to_owned()),
                clause: Some("1".to_owned()),
                ..Filter::default()
            }),
        ),
        ("incidents of a month", incidents(month.clone())),
        (
            "incidents of a month in a box, in one language",
            incidents(Filter { bounds, language: Some("ru".to_owned()), ..month }),
        ),
        ("incidents of reports that hold a word", incidents(Filter { text: Some("перемирия".to_owned()), ..Filter::default() })),
        (
            "search of two words, best hundred",
            Box::new(|s| median(|| s.search("soldats tués", 100).map(|h| h.len()).map_err(|e| e.to_string()))),
        ),
        ("counts", Box::new(|s| median(|| s.counts().map(|c| c.claims as usize).map_err(|e| e.to_string())))),
    ]
}

fn median(mut ask: impl FnMut() -> Result<usize, String>) -> Result<Duration, String> {
    let mut times = Vec::new();
    for _ in 0..5 {
        let began = Instant::now();
        std::hint::black_box(ask()?);
        times.push(began.elapsed());
    }
    times.sort();
    Ok(times[2])
}

/// The bare minimum: each line into a table, under its number.
fn plain_insert(lines: &Path, plain: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut connection = Connection::open(plain)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.execute_batch("CREATE TABLE line (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")?;
    let all: Vec<Vec<u8>> = BufReader::new(std::fs::File::open(lines)?).split(b'\n').collect::<Result<_, _>>()?;
    for (n, batch) in all.chunks(256).enumerate() {
        let work = connection.transaction()?;
        for (k, line) in batch.iter().enumerate() {
            work.prepare_cached("INSERT INTO line VALUES (?1, ?2)")?.execute(params![(n * 256 + k) as i64, line])?;
        }
        work.commit()?;
    }
    Ok(())
}

/// Keeps every report of the record `times` - 1 times more under other names; the time that takes, reading aside.
fn multiplied(store: &mut Store, times: usize, coder: &Coder) -> Result<(Duration, Duration), StoreError> {
    let mut bases = Vec::new();
    let mut cursor = None;
    loop {
        let page = store.reports(&Filter::default(), cursor.as_deref(), 1000)?;
        for kept in page.items {
            let of_report = Filter { report: Some(kept.report.id.clone()), ..Filter::default() };
            let claims = store.claims(&of_report, None, usize::MAX)?.items;
            bases.push((kept.report, claims));
        }
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    let watch = Watch::start();
    for n in 1..times {
        let moved = |day: Option<jiff::civil::Date>| day.and_then(|d| d.checked_add(jiff::Span::new().days(n as i64 * 9)).ok());
        for some in bases.chunks(256) {
            store.batch(|batch| {
                for (base, claims) in some {
                    let mut report = base.clone();
                    report.id = format!("{}-{n}", base.id);
                    report.text.push_str(&format!("\n({n})"));
                    report.published = moved(base.published);
                    let mut claims = claims.clone();
                    for time in claims.iter_mut().filter_map(|c| c.time.as_mut()) {
                        (time.from, time.to) = (moved(time.from), moved(time.to));
                    }
                    batch.add(&Received::from_text(&report), &report, coder, &claims)?;
                }
                Ok(())
            })?;
        }
    }
    Ok(watch.stop())
}

/// Takes both times: the one on the wall, and that which the processor spent on this program.
struct Watch {
    began: Instant,
    busy: Duration,
}

impl Watch {
    fn start() -> Watch {
        Watch { began: Instant::now(), busy: processor_time() }
    }
    fn stop(self) -> (Duration, Duration) {
        (self.began.elapsed(), processor_time().saturating_sub(self.busy))
    }
}

/// Processor time this process has used, where the system tells it; nothing elsewhere.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // Fields 14 and 15, counted after the name, which stands in brackets; in hundredths of a second on every Linux.
    let fields: Vec<u64> =
        stat.rsplit(')').next().unwrap_or("").split_whitespace().skip(11).take(2).filter_map(|f| f.parse().ok()).collect();
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

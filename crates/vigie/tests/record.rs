//! A record from outside: import, verify, watch; what is killed goes on where it stopped.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};
use vigie_store::{Filter, LinkSort, Store, StoreError};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn vigie(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_vigie")).args(arguments).current_dir(root()).output().expect("the program starts")
}

fn told(output: &Output) -> (String, String, i32) {
    let text = |b: &[u8]| String::from_utf8_lossy(b).into_owned();
    (text(&output.stdout), text(&output.stderr), output.status.code().unwrap_or(-1))
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Place {
        Place { folder: tempfile::tempdir().expect("a folder for the test") }
    }
    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }
    /// The name of a record that is not there yet: a file, or a schema of the database whose address VIGIE_TEST_POSTGRES holds.
    fn record(&self) -> String {
        match std::env::var("VIGIE_TEST_POSTGRES").ok().filter(|_| cfg!(feature = "postgres")) {
            Some(address) => {
                let folder = self.folder.path().file_name().expect("it has a name").to_string_lossy().into_owned();
                let unique: String = folder.chars().filter(char::is_ascii_alphanumeric).collect();
                format!("{address}?options=-csearch_path%3D\"t{unique}\"")
            }
            None => self.path("r.vigie"),
        }
    }
    fn file(&self, name: &str, text: &str) -> String {
        let path = self.path(name);
        std::fs::write(&path, text).expect("written");
        path
    }
}

#[test]
fn a_record_takes_in_tells_and_verifies() {
    let place = Place::new();
    let record = place.record();
    let broken =
        place.file("broken.jsonl", "{\"id\":\"a\",\"text\":\"The army shelled the village on 3 May 2021.\"}\n{\"id\":\n");
    let (_, err, code) = told(&vigie(&["import", "--record", &record, "corpus/demo", &broken]));
    assert_eq!(code, 2, "a broken line is told by the exit code, and the rest is kept: {err}");
    assert!(err.contains("4 reports new") && err.contains("1 refused") && err.contains("not a JSON report"), "{err}");
    let (_, err, code) = told(&vigie(&["import", "--record", &record, "corpus/demo"]));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("0 reports new") && err.contains("3 known"), "{err}");
    let (out, _, code) = told(&vigie(&["verify", "--record", &record]));
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("whole: 4 hashes"), "{out}");
    let (kept, _, _) = told(&vigie(&["claims", "--record", &record, "--format", "short"]));
    let (fresh, _, _) = told(&vigie(&["claims", "corpus/demo", "--format", "short"]));
    assert!(kept.starts_with(&fresh), "the record gives the claims that reading the files gives:\n{kept}\n{fresh}");
    let (incidents, _, code) = told(&vigie(&["incidents", "--record", &record, "--format", "jsonl"]));
    assert_eq!((code, incidents.lines().count() > 0), (0, true));
    let (findings, _, code) =
        told(&vigie(&["check", "--record", &record, "--agreement", "2020-11-09-trilateral", "--format", "jsonl"]));
    assert_eq!((code, findings.lines().count() > 0), (0, true));
    let (page, err, code) =
        told(&vigie(&["bulletin", "--record", &record, "--in", "fr", "--from", "2022-03-20", "--to", "2022-03-30"]));
    assert_eq!(code, 0, "{err}");
    assert!(page.contains("Selon"), "{page}");
    let (_, err, code) = told(&vigie(&["incidents", "--record", &place.path("none.vigie")]));
    assert!(code == 2 && err.contains("there is no record"), "{err}");
}

#[test]
fn a_record_is_told_as_it_stood_then() {
    let place = Place::new();
    let record = place.record();
    let first = place.file("a.txt", "The army shelled the village of Parukh on 24 March 2022.");
    let second = place.file("b.txt", "Two soldiers were killed by shelling near Karmir Shuka on 26 March 2022.");
    assert_eq!(told(&vigie(&["import", "--record", &record, &first])).2, 0);
    std::thread::sleep(Duration::from_millis(20));
    let between = jiff::Timestamp::now().to_string();
    std::thread::sleep(Duration::from_millis(20));
    assert_eq!(told(&vigie(&["import", "--record", &record, &second])).2, 0);
    let reports = |as_of: Option<&str>, verb: &[&str]| {
        let mut arguments = [verb, &["--record", &record, "--format", "jsonl"]].concat();
        arguments.extend(as_of.iter().flat_map(|then| ["--as-of", then]));
        let (out, err, code) = told(&vigie(&arguments));
        assert!(code < 2, "{err}");
        (out.contains("\"a\""), out.contains("\"b\""))
    };
    for verb in
        [&["claims"][..], &["export", "--what", "reports"], &["export", "--what", "claims"], &["export", "--what", "incidents"]]
    {
        assert_eq!(reports(None, verb), (true, true), "{verb:?}");
        assert_eq!(reports(Some(&between), verb), (true, false), "{verb:?}");
        assert_eq!(reports(Some("2001-01-01"), verb), (false, false), "{verb:?}");
    }
    let (_, err, code) = told(&vigie(&["claims", "--record", &record, "--as-of", "yesterday"]));
    assert!(code == 2 && err.contains("give a moment"), "{err}");
}

#[test]
fn the_original_bytes_come_back_from_a_record() {
    let place = Place::new();
    let record = place.record();
    let bytes = encoding_rs::WINDOWS_1251
        .encode("Стороны нарушили режим прекращения огня у села Парух 24 марта 2022 года.")
        .0
        .into_owned();
    let path = place.path("x.txt");
    std::fs::write(&path, &bytes).expect("written");
    assert_eq!(told(&vigie(&["import", "--record", &record, &path])).2, 0);
    let store = Store::open_read_only(Path::new(&record)).expect("it opens");
    assert_eq!(store.bytes("x").expect("read"), Some(bytes));
    let kept = store.report("x").expect("read").expect("there");
    assert_eq!((kept.encoding.as_str(), kept.report.text.contains("Парух")), ("windows-1251", true));
    assert_eq!(store.search("паруХ режим", 9).expect("read").len(), 1);
}

#[test]
fn a_copy_and_a_corrected_page_are_linked_and_kept() {
    let place = Place::new();
    let record = place.record();
    let text = "The ministry said on Monday that its troops had come under fire near the northern ford. Two soldiers were wounded, it \
        added. The other side denied the account and said that its units had kept to the ceasefire since the spring.";
    let line = |id: &str, text: &str| format!("{{\"id\":\"{id}\",\"text\":\"{text}\"}}\n");
    let lines = [
        line("first", text),
        line("copy", &text.replace("Monday", "Tuesday")),
        line("first", &text.replace("Two soldiers were wounded", "Three soldiers were wounded, one of them badly")),
        line(
            "other",
            "Talks were held in the capital for a third day, and the mediators said that no date was set for another round.",
        ),
    ];
    let path = place.file("l.jsonl", &lines.concat());
    let (_, err, _) = told(&vigie(&["import", "--record", &record, &path, "--no-incidents"]));
    assert!(err.contains("4 reports new (2 tell an earlier one again)"), "{err}");
    let store = Store::open_read_only(Path::new(&record)).expect("it opens");
    let links = store.links("first").expect("read");
    assert_eq!(links.iter().map(|l| l.sort).collect::<Vec<_>>(), [LinkSort::Copy, LinkSort::Correction], "{links:?}");
    assert_eq!(store.reports(&Filter::default(), None, 9).expect("read").items.len(), 4);
}

#[test]
fn a_translation_is_linked_and_kept() {
    let place = Place::new();
    let record = place.record();
    let en = "The ministry of defence of Azerbaijan reports the following. On 24 March 2022 Armenian forces shelled the village of Parukh. \
        On 25 March 2022 two Azerbaijani soldiers were killed near Karmir Shuka. On 26 March 2022 Armenian forces opened fire on \
        Azerbaijani positions near Taghavard. On 27 March 2022 three Azerbaijani soldiers were wounded near Khramort.";
    let fr = "Le ministère de la Défense de l'Azerbaïdjan rapporte ce qui suit. Le 24 mars 2022, les forces arméniennes ont bombardé le \
        village de Parukh. Le 25 mars 2022, deux soldats azerbaïdjanais ont été tués près de Karmir Shuka. Le 26 mars 2022, les forces \
        arméniennes ont ouvert le feu sur des positions azerbaïdjanaises près de Taghavard. Le 27 mars 2022, trois soldats azerbaïdjanais \
        ont été blessés près de Khramort.";
    let other =
        "The ministry of defence of Azerbaijan reports that Armenian forces shelled the village of Parukh on 24 March 2022.";
    let files = [place.file("one.txt", en), place.file("two.txt", fr), place.file("three.txt", other)];
    let (_, err, code) = told(&vigie(&["import", "--record", &record, &files[0], &files[1], &files[2]]));
    assert_eq!(code, 0, "{err}");
    let store = Store::open_read_only(Path::new(&record)).expect("it opens");
    let links = store.links("one").expect("read");
    assert_eq!(
        links.iter().map(|l| (l.report.as_str(), l.sort)).collect::<Vec<_>>(),
        [("two", LinkSort::Translation)],
        "{links:?}"
    );
    assert_eq!(store.counts().expect("read").reports, 3);
}

/// Kills an import at random moments, over and over, until it ends by itself; VIGIE_KILLS says how often at most.
#[test]
fn an_import_killed_again_and_again_loses_nothing() {
    let kills: u32 = std::env::var("VIGIE_KILLS").ok().and_then(|n| n.parse().ok()).unwrap_or(4);
    let place = Place::new();
    let record = place.record();
    // Enough reports that even a fast machine is killed in the middle.
    let reports = 400 * kills as usize;
    let lines: String = (0..reports)
        .map(|n| format!("{{\"id\":\"r{n}\",\"text\":\"Report {n}. The army shelled the village of Parukh on 24 March 2022, the ministry said. Two soldiers were killed.\"}}\n"))
        .collect();
    let path = place.file("l.jsonl", &lines);
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let (mut kept, mut killed, mut grew) = (0usize, 0u32, 0u32);
    while killed < kills {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(["import", "--no-incidents", "--record", &record, &path])
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        // Every other time it is let go until it has kept something, so that it dies on the way and not at the start.
        let began = Instant::now();
        while killed % 2 == 1 && reports_in(&record) <= kept && began.elapsed() < Duration::from_secs(120) {
            std::thread::sleep(Duration::from_millis(20));
        }
        std::thread::sleep(Duration::from_millis(seed % 1500));
        if child.try_wait().expect("it can be asked").is_some() {
            break;
        }
        // On Unix this is SIGKILL: the program learns nothing of it.
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        killed += 1;
        if matches!(Store::open_read_only(Path::new(&record)), Err(StoreError::Absent(_))) {
            continue;
        }
        // Opening for writing is what the next import does: it finds the file as the crash left it.
        let store = match Store::open(Path::new(&record)) {
            Ok(store) => store,
            Err(e) => panic!("after kill {killed}: {e}"),
        };
        let verified = store.verify().expect("it is read");
        assert_eq!(verified.troubles, [], "after kill {killed}");
        let now = verified.reports as usize;
        assert!(now >= kept, "after kill {killed}: {now} reports, {kept} were there before");
        // Reports are kept in their order, without a gap: what is there is the beginning of the file.
        let page = store.reports(&Filter::default(), None, usize::MAX).expect("it is read");
        for (n, r) in page.items.iter().enumerate() {
            assert_eq!(r.report.id, format!("r{n}"), "after kill {killed}");
        }
        grew += u32::from(now > kept);
        kept = now;
    }
    let (_, err, code) = told(&vigie(&["import", "--no-incidents", "--record", &record, &path]));
    assert_eq!(code, 0, "{err}");
    let store = Store::open_read_only(Path::new(&record)).expect("it opens");
    assert_eq!(store.counts().expect("read").reports as usize, reports);
    assert_eq!(store.verify().expect("read").troubles, []);
    eprintln!(
        "{killed} kills, {grew} of them after something new was kept, {kept} of {reports} reports kept at the last; nothing lost"
    );
}

fn reports_in(record: &str) -> usize {
    let counted = Store::open_read_only(Path::new(record)).and_then(|s| s.counts());
    counted.map_or(0, |c| c.reports as usize)
}

/// Answers one question after the other as told, and returns what was asked. The answers may name the port.
fn serve(answers: impl FnOnce(u16) -> Vec<String>) -> (u16, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("it has one").port();
    let answers = answers(port);
    let server = std::thread::spawn(move || {
        answers
            .into_iter()
            .map(|answer| {
                let (mut stream, _) = listener.accept().expect("asked");
                let mut asked = String::new();
                for line in BufReader::new(stream.try_clone().expect("cloned")).lines() {
                    let line = line.expect("text");
                    if line.is_empty() {
                        break;
                    }
                    asked.push_str(&line.to_lowercase());
                    asked.push('\n');
                }
                stream.write_all(answer.as_bytes()).expect("answered");
                asked
            })
            .collect()
    });
    (port, server)
}

/// An answer with its head.
fn answer(status: &str, head: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\n{head}Connection: close\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn feeds_are_asked_politely_and_kept() {
    const FEED: &str = "<rss version=\"2.0\"><channel><title>The Example</title><link>https://e.org</link><description>d</description>\
        <item><title>Fire</title><link>https://e.org/a</link><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>\
        <description>The army shelled the village of Parukh on Sunday, the ministry said.</description></item></channel></rss>";
    let (port, server) = serve(|_| {
        vec![
            answer("200 OK", "ETag: \"v1\"\r\n", FEED),
            answer("304 Not Modified", "", ""),
            answer("503 Service Unavailable", "Retry-After: 7200\r\n", ""),
        ]
    });
    let place = Place::new();
    let record = place.record();
    let url = format!("http://127.0.0.1:{port}/news.xml");
    let list = place.file("feeds.toml", &format!("every_minutes = 30\n[[feed]]\nurl = \"{url}\"\n"));
    let watch = || told(&vigie(&["watch", &list, "--record", &record, "--once"]));
    let (_, err, code) = watch();
    assert_eq!(code, 0, "{err}");
    let due = |record: &str| {
        let mut store = Store::open(Path::new(record)).expect("it opens");
        let mut state = store.feed(&url).expect("read");
        let next = state.next_at.take().expect("it says when").duration_since(jiff::Timestamp::now());
        // The clock is put forward instead of waiting.
        store.set_feed(&url, &state).expect("kept");
        (next.as_mins(), state)
    };
    // Not due: nobody is asked, which the server would notice by one question too many.
    assert_eq!(watch().2, 1);
    let (minutes, state) = due(&record);
    assert!((28..=30).contains(&minutes), "{minutes}");
    assert_eq!((state.etag.as_deref(), state.failures), (Some("\"v1\""), 0));
    assert_eq!(watch().2, 0);
    due(&record);
    assert_eq!(watch().2, 2);
    let (minutes, state) = due(&record);
    assert!((118..=120).contains(&minutes), "the server's own moment is later than the back-off of an hour: {minutes}");
    assert_eq!(state.failures, 1);
    let asked = server.join().expect("it served");
    assert!(!asked[0].contains("if-none-match") && asked[0].contains("user-agent: vigie/"), "{}", asked[0]);
    assert!(asked[1].contains("if-none-match: \"v1\""), "{}", asked[1]);
    let store = Store::open_read_only(Path::new(&record)).expect("it opens");
    let report = store.reports(&Filter::default(), None, 9).expect("read").items.remove(0).report;
    assert_eq!((report.outlet.as_deref(), report.url.as_deref()), (Some("The Example"), Some("https://e.org/a")));
    assert!(store.counts().expect("read").claims > 0);
    let (_, err, code) =
        told(&vigie(&["watch", &place.file("bad.toml", "[[feed]]\nurl = \"ftp://x\""), "--record", &record, "--once"]));
    assert!(code == 2 && err.contains("no address of the web"), "{err}");
}

#[test]
fn pages_that_a_feed_only_summarises_are_fetched_where_their_server_allows_it() {
    let item = |link: &str| {
        format!(
            "<item><title>Fire</title><link>{link}</link><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>\
             <description>Shells fell on a village.</description></item>"
        )
    };
    let sentence = "The army shelled the village of Parukh on Sunday, the ministry said, and two soldiers were killed there. ";
    let page = format!(
        "<!doctype html><html><head><title>Fire at Parukh</title></head><body><article><h1>Fire at Parukh</h1><p>{}</p></article></body></html>",
        sentence.repeat(8)
    );
    let (port, server) = serve(|port| {
        let own = format!("http://127.0.0.1:{port}");
        let links = [format!("{own}/a"), format!("{own}/private/b"), "https://elsewhere.example/c".to_owned()];
        let items: String = links.iter().map(|l| item(l)).collect();
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>The Example</title><link>{own}</link><description>d</description>{items}</channel></rss>"
        );
        vec![
            answer("200 OK", "ETag: \"v1\"\r\n", &feed),
            answer("200 OK", "", "User-agent: *\nDisallow: /private/\n"),
            answer("302 Found", "Location: /a/\r\n", ""),
            answer("200 OK", "Content-Type: text/html\r\n", &page),
            answer("200 OK", "ETag: \"v2\"\r\n", &feed),
            answer("200 OK", "", "User-agent: *\nDisallow: /private/\n"),
        ]
    });
    let place = Place::new();
    let record = place.record();
    let url = format!("http://127.0.0.1:{port}/news.xml");
    let list = place.file("feeds.toml", &format!("[[feed]]\nurl = \"{url}\"\npages = true\n"));
    let watch = || told(&vigie(&["watch", &list, "--record", &record, "--once"]));
    let began = Instant::now();
    let (_, err, code) = watch();
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("1 pages fetched"), "{err}");
    assert!(began.elapsed() > Duration::from_secs(6), "two seconds lie between two questions to one host");
    let texts = |record: &str| {
        let store = Store::open_read_only(Path::new(record)).expect("it opens");
        let kept = store.reports(&Filter::default(), None, 9).expect("read").items;
        kept.into_iter().map(|k| (k.form, k.report)).collect::<Vec<_>>()
    };
    let kept = texts(&record);
    assert_eq!(kept.iter().map(|(form, _)| form.as_str()).collect::<Vec<_>>(), ["html", "feed", "feed"]);
    let (_, whole) = &kept[0];
    assert!(
        whole.text.contains("two soldiers were killed")
            && whole.url.as_deref() == Some(format!("http://127.0.0.1:{port}/a").as_str())
    );
    assert_eq!(
        (whole.outlet.as_deref(), whole.published.map(|d| d.to_string()).as_deref()),
        (Some("The Example"), Some("2021-05-03"))
    );
    assert!(kept[1].1.notes.iter().any(|n| n.contains("robots.txt")), "{:?}", kept[1].1.notes);
    assert!(kept[2].1.notes.is_empty(), "other hosts are not asked: {:?}", kept[2].1.notes);
    // The clock is put forward; what is there is not fetched again, nor its summary kept beside it.
    let mut store = Store::open(Path::new(&record)).expect("it opens");
    let state = vigie_store::FeedState { next_at: None, ..store.feed(&url).expect("read") };
    store.set_feed(&url, &state).expect("kept");
    drop(store);
    assert_eq!(watch().2, 0);
    assert_eq!(texts(&record).len(), 3);
    let asked: Vec<String> =
        server.join().expect("it served").iter().map(|a| a.lines().next().unwrap_or("").to_owned()).collect();
    let paths: Vec<&str> = asked.iter().filter_map(|a| a.split(' ').nth(1)).collect();
    assert_eq!(paths, ["/news.xml", "/robots.txt", "/a", "/a/", "/news.xml", "/robots.txt"]);
}

/// Memory does not grow with the input: ten times as much needs hardly more. Linux only, where a process tells its peak.
#[cfg(target_os = "linux")]
#[test]
fn claims_stream_in_constant_memory() {
    let peak = |lines: usize| -> u64 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(["claims", "-", "--format", "jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut input = child.stdin.take().expect("it was piped");
        // Mostly words that tell nothing, so that much text takes little time.
        let text = "The army shelled the village. ".to_owned() + &"Na. ".repeat(20);
        let line = format!("{{\"id\":\"r\",\"lang\":\"en\",\"text\":\"{text}\",\"url\":\"{}\"}}\n", "x".repeat(100_000));
        let status = format!("/proc/{}/status", child.id());
        let mut most = 0;
        for n in 0..lines {
            input.write_all(line.as_bytes()).expect("it reads its input");
            if n % 50 == 49 {
                most = most.max(memory(&status));
            }
        }
        most = most.max(memory(&status));
        drop(input);
        let began = Instant::now();
        while child.try_wait().expect("it can be asked").is_none() && began.elapsed() < Duration::from_secs(600) {
            most = most.max(memory(&status));
            std::thread::sleep(Duration::from_millis(20));
        }
        most
    };
    let memory_of_few = peak(100);
    let memory_of_many = peak(1000);
    // A thousand such lines are 100 MB.
    assert!(memory_of_many < memory_of_few + 30_000, "{memory_of_few} kB for 100 lines, {memory_of_many} kB for 1000");
}

#[cfg(target_os = "linux")]
fn memory(status: &str) -> u64 {
    let text = std::fs::read_to_string(status).unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix("VmHWM:"));
    line.and_then(|l| l.trim().split(' ').next()?.parse().ok()).unwrap_or(0)
}

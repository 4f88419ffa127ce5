//! The record from outside: what goes in comes out, and nothing that is in is ever altered.

use crate::*;
use jiff::civil::{Date, date};
use std::path::PathBuf;
use vigie_model::{Claim, Entity, EventKind, Finding, Incident, PlaceMention, Quote, Report, Role, Status, Verdict, When};

fn report(id: &str, text: &str) -> Report {
    Report { id: id.into(), text: text.into(), ..Report::default() }
}

fn claim(report: &str, id: &str, first: Date, last: Date) -> Claim {
    let mut claim = Claim::new(report, EventKind::Shelling, Quote::new(0, 3, "Été"));
    claim.id = id.into();
    claim.time = Some(When::days(first, last));
    claim.rule = "events.toml:1".into();
    claim
}

fn incident(id: &str, claims: &[&str], formerly: &[&str]) -> Incident {
    let list = |names: &[&str]| names.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    serde_json::from_value(serde_json::json!({
        "id": id, "kind": "shelling", "title": "shelling", "from": "2022-03-24", "to": "2022-03-25", "place": null,
        "claims": list(claims), "independent_reports": 1, "contradictions": [], "formerly": list(formerly),
    }))
    .expect("it is an incident")
}

fn finding(claim: &str) -> Finding {
    Finding {
        claim: claim.into(),
        agreement: "truce".into(),
        clause: "1".into(),
        verdict: Verdict::AllegedBreach,
        why: String::new(),
        obligation: String::new(),
        grounds: Vec::new(),
    }
}

/// Where the tests keep their records: in files, or in schemas of the database whose address stands in VIGIE_TEST_POSTGRES.
fn server() -> Option<String> {
    std::env::var("VIGIE_TEST_POSTGRES").ok().filter(|_| cfg!(feature = "postgres"))
}

/// The name of a record that is not there yet.
fn new_name(folder: &tempfile::TempDir) -> PathBuf {
    let unique = folder.path().file_name().expect("it has a name").to_string_lossy().replace(|c: char| !c.is_alphanumeric(), "");
    match server() {
        Some(address) => format!("{address}?options=-csearch_path%3D\"t{unique}\"").into(),
        None => folder.path().join("record.vigie"),
    }
}

/// A record for one test.
fn fresh() -> Store {
    match server() {
        Some(_) => Store::open(&new_name(&tempfile::tempdir().expect("a folder for the test"))).expect("it is made"),
        None => Store::in_memory().expect("memory"),
    }
}

fn all() -> Filter {
    Filter::default()
}

#[test]
fn what_is_kept_comes_back_after_the_file_was_closed() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = new_name(&folder);
    let kept = claim("r1", "c1", date(2022, 3, 24), date(2022, 3, 25));
    Store::open(&path).and_then(|mut s| s.add(&report("r1", "Été."), "coder", std::slice::from_ref(&kept))).expect("it is kept");
    let store = Store::open_read_only(&path).expect("it opens again");
    assert_eq!(store.claims(&all(), None, 10).expect("it is read").items, [kept]);
    let back = store.report("r1").expect("it is read").expect("it is there");
    assert_eq!((back.report.text.as_str(), back.encoding.as_str(), back.form.as_str()), ("Été.", "UTF-8", "text"));
    assert_eq!(store.verify().expect("it is read").troubles, []);
}

#[test]
fn the_same_report_again_changes_nothing_and_another_text_gets_a_name_of_its_own() {
    let mut store = fresh();
    let one = claim("r1", "c1", date(2022, 3, 24), date(2022, 3, 25));
    let add =
        |store: &mut Store, text: &str| store.add(&report("r1", text), "coder", std::slice::from_ref(&one)).expect("it is kept");
    assert!(add(&mut store, "Été.").new);
    let again = add(&mut store, "Été.");
    assert_eq!((again.new, again.read), (false, false));
    let other = add(&mut store, "Été, hiver.");
    assert!(other.new && other.id.starts_with("r1~") && other.id.len() == 11, "{other:?}");
    assert!(!add(&mut store, "Été, hiver.").new);
    let keys: Vec<String> = store.claims(&all(), None, 10).expect("read").items.iter().map(Claim::key).collect();
    assert_eq!(keys, ["r1#c1".to_owned(), format!("{}#c1", other.id)]);
    assert_eq!(store.verify().expect("read").troubles, []);
}

#[test]
fn bytes_are_kept_as_received_beside_the_text() {
    let mut store = fresh();
    let bytes = b"\xc9t\xe9.".to_vec();
    let received = Received {
        bytes: bytes.clone(),
        encoding: "windows-1252".into(),
        form: "text".into(),
        origin: "a/b.txt".into(),
        taken_at: None,
    };
    store.batch(|b| b.add(&received, &report("r1", "Été."), &"coder".into(), &[])).expect("it is kept");
    assert_eq!(store.bytes("r1").expect("read"), Some(bytes));
    assert_eq!(store.report("r1").expect("read").expect("there").report.text, "Été.");
}

#[test]
fn a_new_reading_stands_beside_the_old_one() {
    let mut store = fresh();
    let (a, b) = (claim("r1", "c1", date(2022, 1, 1), date(2022, 1, 1)), claim("r1", "c1", date(2022, 1, 2), date(2022, 1, 2)));
    store.add(&report("r1", "Été."), "coder 1", std::slice::from_ref(&a)).expect("kept");
    let before = store.events(1).expect("read")[0].at;
    std::thread::sleep(std::time::Duration::from_millis(5));
    store.add(&report("r1", "Été."), "coder 2", std::slice::from_ref(&b)).expect("kept");
    assert_eq!(store.claims(&all(), None, 9).expect("read").items, [b]);
    let then = Filter { as_of: Some(before), ..all() };
    assert_eq!(store.claims(&then, None, 9).expect("read").items, [a]);
    assert_eq!(store.coders("r1").expect("read").len(), 2);
    let long_ago = Filter { as_of: Some("2001-01-01T00:00:00Z".parse().expect("a moment")), ..all() };
    assert_eq!(store.claims(&long_ago, None, 9).expect("read").items, []);
    assert_eq!(store.reports(&long_ago, None, 9).expect("read").items, []);
}

#[test]
fn nothing_that_was_received_can_be_altered() {
    let mut store = fresh();
    let mut kept = claim("r1", "c1", date(2022, 1, 1), date(2022, 1, 1));
    kept.actor = vec![Entity { start: 0, end: 0, text: "army".into(), country: "AAA".parse().ok(), role: Role::Military }];
    store.add(&report("r1", "Été."), "coder", &[kept]).expect("kept");
    store.replace_incidents(&[incident("a", &["r1#c1"], &["b"])]).expect("kept");
    store.replace_findings("truce", &[finding("r1#c1")]).expect("kept");
    store.replace_findings("truce", &[]).expect("ended");
    store.add(&report("r2", "Été !"), "coder", &[]).expect("kept");
    let link = ReportLink { report: "r2".into(), earlier: "r1".into(), sort: LinkSort::Copy, why: String::new() };
    store.link(&[link]).expect("kept");
    for sql in [
        "UPDATE report SET name = 'x'",
        "DELETE FROM report",
        "UPDATE claim SET record = '{}'",
        "DELETE FROM claim",
        "UPDATE claim_who SET country = 'x'",
        "DELETE FROM claim_who",
        "UPDATE reading SET coder = 'x'",
        "DELETE FROM reading",
        "UPDATE event SET at = ''",
        "DELETE FROM event",
        "UPDATE incident SET record = '{}'",
        "UPDATE incident SET status = 'denied'",
        "DELETE FROM incident",
        "DELETE FROM incident_claim",
        "UPDATE redirect SET new = 'x'",
        "DELETE FROM redirect",
        "UPDATE finding SET verdict = 'x'",
        "UPDATE finding SET until = NULL",
        "DELETE FROM finding",
        "UPDATE link SET why = 'x'",
        "DELETE FROM link",
    ] {
        let told = store.database.script(sql).expect_err(sql).to_string();
        assert!(told.contains(" is never "), "{sql}: {told}");
    }
    if server().is_some() {
        assert!(store.database.script("TRUNCATE report CASCADE").is_err());
    }
    assert_eq!(store.verify().expect("read").troubles, []);
}

#[test]
fn each_part_of_a_filter_selects() {
    let mut store = fresh();
    let mut here = claim("a", "c1", date(2022, 3, 24), date(2022, 3, 25));
    let army = Entity { start: 0, end: 0, text: "army".into(), country: "AAA".parse().ok(), role: Role::Military };
    here.actor = vec![army];
    here.place = Some(PlaceMention { name: "Upper Fórd".into(), lat: Some(40.0), lon: Some(46.8), ..PlaceMention::default() });
    let mut there = claim("b", "c1", date(2022, 4, 1), date(2022, 4, 1));
    there.kind = EventKind::Talks;
    let a = Report {
        language: Some("fr".into()),
        outlet: Some("The Post".into()),
        ..report("a", "Été près du village. L’armée ...")
    };
    let b = Report {
        language: Some("ru".into()), published: Some(date(2022, 4, 2)), ..report("b", "Ещё раз: сёла обстреляны.")
    };
    store.add(&a, "coder", std::slice::from_ref(&here)).expect("kept");
    store.add(&b, "coder", std::slice::from_ref(&there)).expect("kept");
    store
        .replace_incidents(&[
            incident("i1", &["a#c1"], &[]),
            Incident { status: Status::Denied, ..incident("i2", &["b#c1"], &[]) },
        ])
        .expect("kept");
    let finding = finding("a#c1");
    store.replace_findings("truce", std::slice::from_ref(&finding)).expect("kept");
    let found = |filter: Filter| -> (Vec<String>, Vec<String>, Vec<String>) {
        (
            store.claims(&filter, None, 9).expect("read").items.iter().map(Claim::key).collect(),
            store.incidents(&filter, None, 9).expect("read").items.into_iter().map(|i| i.id).collect(),
            store.reports(&filter, None, 9).expect("read").items.into_iter().map(|r| r.report.id).collect(),
        )
    };
    let only_a = || (vec!["a#c1".to_owned()], vec!["i1".to_owned()], vec!["a".to_owned()]);
    let only_b = || (vec!["b#c1".to_owned()], vec!["i2".to_owned()], vec!["b".to_owned()]);
    let bounds = Bounds { south: 39.0, west: 46.0, north: 41.0, east: 47.0 };
    assert_eq!(found(Filter { actor: "AAA".parse().ok(), ..all() }), only_a());
    assert_eq!(found(Filter { clause: Some("1".into()), ..all() }), only_a());
    assert_eq!(found(Filter { agreement: Some("truce".into()), ..all() }), only_a());
    assert_eq!(found(Filter { language: Some("ru".into()), ..all() }), only_b());
    assert_eq!(found(Filter { outlet: Some("the post".into()), ..all() }), only_a());
    assert_eq!(found(Filter { text: Some("армия OR сёла*".into()), ..all() }).2, Vec::<String>::new());
    assert_eq!(found(Filter { text: Some("села ЕЩЕ".into()), ..all() }), only_b());
    assert_eq!(found(Filter { text: Some("armee ete".into()), ..all() }), only_a());
    assert_eq!(found(Filter { report: Some("b".into()), ..all() }), only_b());
    assert_eq!(found(Filter { kinds: vec![EventKind::Talks], ..all() }).0, ["b#c1"]);
    assert_eq!(found(Filter { bounds: Some(bounds), ..all() }).0, ["a#c1"]);
    assert_eq!(found(Filter { place: Some("ford".into()), ..all() }).0, ["a#c1"]);
    assert_eq!(found(Filter { place: Some("or".into()), ..all() }).0, Vec::<String>::new());
    assert_eq!(found(Filter { status: Some(Status::Denied), ..all() }).1, ["i2"]);
    assert_eq!(found(Filter { status: Some(Status::Denied), ..all() }).0, ["b#c1"]);
    assert_eq!(found(Filter { from: Some(date(2022, 3, 25)), to: Some(date(2022, 3, 26)), ..all() }).0, ["a#c1"]);
    assert_eq!(found(Filter { from: Some(date(2022, 3, 26)), to: Some(date(2022, 3, 31)), ..all() }).0, Vec::<String>::new());
    assert_eq!(store.findings(&Filter { actor: "AAA".parse().ok(), ..all() }, None, 9).expect("read").items, [finding]);
}

#[test]
fn pages_follow_one_another_without_gap_or_repeat() {
    let mut store = fresh();
    for n in 0..7 {
        let id = format!("r{n}");
        store.add(&report(&id, "Été."), "coder", &[claim(&id, "c1", date(2022, 1, 1), date(2022, 1, 1))]).expect("kept");
    }
    let (mut seen, mut cursor) = (Vec::new(), None);
    loop {
        let page = store.claims(&all(), cursor.as_deref(), 3).expect("read");
        seen.extend(page.items.iter().map(|c| c.report.clone()));
        cursor = page.next;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(seen, ["r0", "r1", "r2", "r3", "r4", "r5", "r6"]);
    assert!(store.claims(&all(), Some("x"), 3).expect_err("no cursor").to_string().contains("no cursor"));
}

#[test]
fn incidents_keep_their_versions_and_merged_ids_lead_on() {
    let mut store = fresh();
    let claims = [claim("r1", "c1", date(2022, 1, 1), date(2022, 1, 1)), claim("r1", "c2", date(2022, 1, 1), date(2022, 1, 1))];
    store.add(&report("r1", "Été."), "coder", &claims).expect("kept");
    let (a, b) = (incident("a", &["r1#c1"], &[]), incident("b", &["r1#c2"], &[]));
    assert_eq!(store.replace_incidents(&[a.clone(), b.clone()]).expect("kept"), 2);
    assert_eq!(store.replace_incidents(&[a.clone(), b.clone()]).expect("kept"), 0);
    let before = store.events(1).expect("read")[0].at;
    std::thread::sleep(std::time::Duration::from_millis(5));
    let merged = incident("a", &["r1#c1", "r1#c2"], &["b"]);
    assert_eq!(store.replace_incidents(std::slice::from_ref(&merged)).expect("kept"), 1);
    assert_eq!(store.incident("b").expect("read"), Some(merged.clone()));
    assert_eq!(store.incidents(&all(), None, 9).expect("read").items, [merged]);
    assert_eq!(store.incidents(&Filter { as_of: Some(before), ..all() }, None, 9).expect("read").items, [a, b]);
    assert_eq!(store.versions("a").expect("read").len(), 2);
    assert_eq!(store.incident("c").expect("read"), None);
    assert_eq!(store.verify().expect("read").troubles, []);
}

#[test]
fn corrections_stand_beside_the_claim_and_can_be_undone() {
    let mut store = fresh();
    let machine = claim("r1", "c1", date(2022, 1, 1), date(2022, 1, 1));
    store.add(&report("r1", "Été."), "coder", std::slice::from_ref(&machine)).expect("kept");
    let say = |store: &mut Store, what, value: serde_json::Value| {
        store.correct(&NewCorrection { target: "r1#c1".into(), who: "Ana".into(), why: "read again".into(), what, value })
    };
    say(&mut store, CorrectionKind::Correct, serde_json::json!({"count": 4, "kind": "gunfire"})).expect("kept");
    let rejected = say(&mut store, CorrectionKind::Reject, serde_json::Value::Null).expect("kept");
    let said = store.corrections("r1#c1").expect("read");
    assert_eq!((said.len(), said[0].coder.as_str(), said[0].said.who.as_str()), (2, "coder", "Ana"));
    assert_eq!(as_corrected(&machine, &said), None);
    say(&mut store, CorrectionKind::Undo, rejected.into()).expect("kept");
    let left = as_corrected(&machine, &store.corrections("r1#c1").expect("read")).expect("it stands again");
    assert_eq!((left.count, left.kind), (Some(4), EventKind::Gunfire));
    assert_eq!(store.claim("r1#c1").expect("read"), Some(machine), "the machine's reading is as it was");
    for (what, value) in [
        (CorrectionKind::Correct, serde_json::json!({"report": "r2"})),
        (CorrectionKind::Correct, serde_json::json!({"count": "four"})),
        (CorrectionKind::Undo, serde_json::json!(99)),
        (CorrectionKind::Split, serde_json::json!(["r1#c1"])),
    ] {
        assert!(say(&mut store, what, value.clone()).is_err(), "{what:?} {value}");
    }
    let nobody = NewCorrection {
        target: "r1#c1".into(),
        who: " ".into(),
        why: String::new(),
        what: CorrectionKind::Confirm,
        value: serde_json::Value::Null,
    };
    assert!(store.correct(&nobody).is_err());
    assert!(store.correct(&NewCorrection { target: "r9#c1".into(), who: "Ana".into(), ..nobody }).is_err());
}

#[test]
fn verify_tells_what_was_tampered_with() {
    let mut store = fresh();
    store.add(&report("r1", "Été."), "coder", &[claim("r1", "c1", date(2022, 1, 1), date(2022, 1, 1))]).expect("kept");
    store.replace_incidents(&[incident("a", &["r1#c1", "r9#c1"], &[])]).expect("kept");
    let tampered = match server() {
        Some(_) => "DROP TRIGGER report_stays ON report; UPDATE report SET bytes = CAST('Hiver' AS BYTEA)",
        None => "DROP TRIGGER report_stays; UPDATE report SET bytes = CAST('Hiver' AS BLOB)",
    };
    store.database.script(tampered).expect("tampered");
    let troubles = store.verify().expect("read").troubles;
    let told = |words: &str| troubles.iter().any(|t| t.what.contains(words));
    assert!(told("hash differs") && told("does not stand there") && told("r9#c1"), "{troubles:?}");
}

#[test]
fn a_database_of_something_else_and_a_newer_record_are_refused() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let other = folder.path().join("other.db");
    rusqlite::Connection::open(&other).and_then(|c| c.execute_batch("CREATE TABLE t (x)")).expect("made");
    assert!(matches!(Store::open(&other), Err(StoreError::NotOurs)));
    let newer = folder.path().join("newer.vigie");
    drop(Store::open(&newer).expect("made"));
    rusqlite::Connection::open(&newer).and_then(|c| c.pragma_update(None, "user_version", 99)).expect("changed");
    assert!(matches!(Store::open(&newer), Err(StoreError::Version { found: 99, .. })));
    assert!(matches!(Store::open_read_only(&folder.path().join("none.vigie")), Err(StoreError::Absent(_))));
}

#[test]
fn a_link_between_reports_is_kept_once() {
    let mut store = fresh();
    store.add(&report("a", "Été."), "coder", &[]).expect("kept");
    store.add(&report("b", "Été !"), "coder", &[]).expect("kept");
    let link = ReportLink { report: "b".into(), earlier: "a".into(), sort: LinkSort::Copy, why: "the same words".into() };
    assert_eq!(store.link(std::slice::from_ref(&link)).expect("kept"), 1);
    assert_eq!(store.link(std::slice::from_ref(&link)).expect("kept"), 0);
    assert_eq!(store.links("a").expect("read"), [link]);
}

#[test]
fn a_record_of_the_first_version_is_brought_up_and_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("old.vigie");
    let old = rusqlite::Connection::open(&path).expect("made");
    old.execute_batch(include_str!("schema/1.sql")).expect("made");
    old.execute_batch(
        "PRAGMA application_id = 0x76696769; PRAGMA user_version = 1;
         INSERT INTO event VALUES (1, '2022-01-01T00:00:00.000Z', 'reports', '');
         INSERT INTO report (seq, id, name, bytes, sha256, encoding, form, origin, taken_at, notes, since)
         VALUES (1, 'r1', 'r1', CAST('Old.' AS BLOB), x'00', 'UTF-8', 'text', 'x', '2022-01-01T00:00:00.000Z', '[]', 1)",
    )
    .expect("filled");
    drop(old);
    assert!(matches!(Store::open_read_only(&path), Err(StoreError::Version { found: 1, .. })));
    let mut store = Store::open(&path).expect("brought up");
    assert_eq!(store.report("r1").expect("read").expect("there").report.text, "Old.");
    store.set_feed("https://e.org", &FeedState { etag: Some("x".into()), failures: 2, ..FeedState::default() }).expect("kept");
    assert_eq!(store.feed("https://e.org").expect("read").failures, 2);
    assert!(Store::open_read_only(&path).is_ok());
}

#[test]
fn reports_of_one_name_address_or_print_are_found_again() {
    let mut store = fresh();
    let with_url = |id: &str, text: &str, url: &str| Report { url: Some(url.into()), ..report(id, text) };
    store
        .batch(|batch| {
            for (r, prints) in [
                (with_url("a", "One.", "https://e.org/1"), vec![1, 2]),
                (with_url("b", "Two.", "https://e.org/1"), vec![3]),
                (report("c", "Three."), vec![9, u64::MAX, 2]),
                (report("a", "One, corrected."), vec![7]),
                (report("d", "Four."), vec![8]),
            ] {
                let id = batch.add(&Received::from_text(&r), &r, &"coder".into(), &[])?.id;
                let found: Vec<String> = batch.alike(&id, &prints)?.into_iter().map(|k| k.report.id).collect();
                let expected: &[&str] = match id.as_str() {
                    "b" | "c" => &["a"],
                    "a" | "d" => &[],
                    _ => &["a"],
                };
                assert_eq!(found, expected, "{id}");
                batch.keep_prints(&id, &prints)?;
            }
            Ok(())
        })
        .expect("kept");
}

/// Tables and their columns as a schema makes them, but for the words, which each database keeps in its own way.
fn columns(schema: &str) -> std::collections::BTreeMap<String, Vec<String>> {
    let mut tables = std::collections::BTreeMap::new();
    let mut table = None;
    for line in schema.lines() {
        if let Some(rest) = line.strip_prefix("CREATE TABLE ") {
            table = rest.split(' ').next().map(str::to_owned).filter(|name| !["words", "vigie_record"].contains(&name.as_str()));
        } else if !line.starts_with("    ") {
            table = None;
        }
        let column = line.trim_start().split(' ').next().filter(|name| name.chars().next().is_some_and(char::is_lowercase));
        if let (Some(table), Some(column), true) = (&table, column, line.starts_with("    ")) {
            tables.entry(table.clone()).or_insert_with(Vec::new).push(column.to_owned());
        }
    }
    tables
}

#[test]
fn both_databases_have_the_same_tables_and_refuse_the_same_changes() {
    let file = [include_str!("schema/1.sql"), include_str!("schema/2.sql"), include_str!("schema/3.sql")].concat();
    let server = include_str!("schema/postgres/1.sql");
    assert_eq!(columns(&file), columns(server));
    assert!(columns(server)["claim"].contains(&"polarity".to_owned()));
    let triggers = |schema: &str| -> std::collections::BTreeSet<String> {
        schema.lines().filter_map(|l| l.strip_prefix("CREATE TRIGGER ")?.split(' ').next().map(str::to_owned)).collect()
    };
    assert_eq!(triggers(&file), triggers(server));
}

#[test]
fn a_text_may_hold_anything_and_words_are_found_beside_what_is_no_letter() {
    let mut store = fresh();
    let odd = "A \u{0} in a text; it's 'quoted' \\ and l’«été», 24-й день";
    let titled = Report { title: Some("O'Brien \\ x".into()), notes: vec!["a \u{0}".into()], ..report("odd", odd) };
    // The bytes are another thing than the text, so that the text is kept beside them.
    let received = Received { bytes: vec![0, 255], ..Received::from_text(&titled) };
    store.batch(|b| b.add(&received, &titled, &"coder".into(), &[])).expect("it is kept");
    let back = store.report("odd").expect("read").expect("there").report;
    assert_eq!((back.text.as_str(), back.title, back.notes), (odd, titled.title, titled.notes));
    for words in ["quoted", "ete", "24-й", "\"24 й день\"", "brien", "quot*"] {
        assert_eq!(store.search(words, 9).expect("read").len(), 1, "{words}");
    }
    for words in ["absent", "\"день й\"", "", "'"] {
        assert_eq!(store.search(words, 9).expect("read").len(), 0, "{words}");
    }
}

#[test]
fn a_word_of_the_title_counts_more_than_one_of_the_text() {
    let mut store = fresh();
    for (id, title, text) in [("a", "Weather", "A ceasefire and rain."), ("b", "Ceasefire", "Rain and wind again.")] {
        store.add(&Report { title: Some(title.into()), ..report(id, text) }, "coder", &[]).expect("kept");
    }
    let found: Vec<String> = store.search("ceasefire", 9).expect("read").into_iter().map(|h| h.report).collect();
    assert_eq!(found, ["b", "a"]);
}

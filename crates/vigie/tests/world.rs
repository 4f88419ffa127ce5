//! `vigie world` from outside: what it answers, and how it bears what it cannot answer.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn vigie(arguments: &[&str], further: Option<&Path>) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vigie"));
    command.args(arguments).env_remove("VIGIE_WORLD");
    if let Some(folder) = further {
        command.env("VIGIE_WORLD", folder);
    }
    command.output().expect("the program starts")
}

/// The answers of a question, as JSON.
fn answers(arguments: &[&str], further: Option<&Path>) -> Vec<Value> {
    let output = vigie(&[arguments, &["--format", "jsonl"]].concat(), further);
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(|l| serde_json::from_str(l).expect("each line is JSON")).collect()
}

fn first<'v>(answers: &'v [Value], field: &str) -> &'v str {
    answers.first().and_then(|a| a[field].as_str()).unwrap_or("nothing")
}

#[test]
fn tells_who_a_phrase_is_and_who_led_it() {
    let found = answers(&["world", "who", "Минобороны РФ", "--on", "2022-03-26"], None);
    assert_eq!((first(&found, "country"), first(&found, "role")), ("RUS", "GOV"));
    assert!(found.iter().any(|a| a["name"] == "Sergei Shoigu"), "{found:?}");
    for (phrase, country, role) in [
        ("l'armée soudanaise", "SDN", "MIL"),
        ("армия Судана", "SDN", "MIL"),
        ("Khartoum", "SDN", "GOV"),
        ("Forces de soutien rapide", "SDN", "REB"),
    ] {
        let found = answers(&["world", "who", phrase], None);
        assert_eq!((first(&found, "country"), first(&found, "role")), (country, role), "{phrase}");
    }
}

#[test]
fn tells_where_a_place_is_how_precisely_and_why() {
    let found = answers(&["world", "where", "Farukh", "--near", "Askeran"], None);
    assert_eq!((first(&found, "name"), first(&found, "country"), first(&found, "precision")), ("Parukh", "AZE", "locality"));
    assert!((found[0]["lat"].as_f64().expect("degrees") - 40.02).abs() < 0.02, "{found:?}");
    assert_eq!((found[0]["ucdp"].as_u64(), found[0]["acled"].as_u64()), (Some(1), Some(1)));
    assert!(found[0]["why"].as_array().is_some_and(|w| w.len() == 2), "{found:?}");
    for spelling in ["Farrukh", "Парух", "Փառուխ", "Fərrux", "Par\u{200B}ukh", "Парyх", "ПАРУХ"] {
        assert_eq!(first(&answers(&["world", "where", spelling], None), "name"), "Parukh", "{spelling}");
    }
}

#[test]
fn bears_hostile_questions() {
    let desk = vigie::Desk::bundled();
    let long = "Парух ".repeat(5_000);
    for phrase in [".*", "(a+)+$", "'; DROP TABLE places; --", "\u{200B}\u{200B}", "\u{301}", "\\", "%s%n", "🙂", "", &long] {
        let told: String = phrase.chars().take(20).collect();
        let found = vigie::ask::where_(&desk, phrase, None, Some(phrase), None).expect("all languages load");
        assert!(found.len() <= 10, "where «{told}»: {}", found.len());
        let found = vigie::ask::who(&desk, phrase, None, None).expect("all languages load");
        assert!(found.len() <= 10, "who «{told}»: {}", found.len());
    }
    let output = vigie(&["world", "where", "--", "'; DROP TABLE places; --"], None);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let output = vigie(&["world", "who", "x", "--lang", "zz"], None);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("help:"), "{output:?}");
}

/// A row of a dump: `number name lat lon country` with other names between bars.
fn row(id: u32, name: &str, others: &str, lat: f64, lon: f64, country: &str) -> String {
    format!("{id}\t{name}\t{name}\t{others}\t{lat}\t{lon}\tP\tPPL\t{country}\t\t\t\t\t\t120\t\t0\tAsia/Kolkata\t2024-01-01\n")
}

#[test]
fn a_dump_adds_places_that_claims_then_use() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let dump = folder.path().join("XX.txt");
    std::fs::write(&dump, row(990_000_001, "Umm Zzarqa", "Oum Zzarqa", 13.5, 24.5, "SD")).expect("it can be written");
    let report = folder.path().join("report.txt");
    std::fs::write(&report, "The army shelled the village of Umm Zzarqa on 3 May 2024.\n").expect("it can be written");
    let (dump, report) = (dump.to_string_lossy(), report.to_string_lossy());
    let kept = folder.path().join("further");
    let output = vigie(&["world", "import-geonames", &dump, "--into", &kept.to_string_lossy()], None);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("1 places kept"), "{output:?}");

    assert!(answers(&["world", "where", "Oum Zzarqa"], None).is_empty());
    let found = answers(&["world", "where", "Oum Zzarqa"], Some(&kept));
    assert_eq!((first(&found, "name"), first(&found, "source")), ("Umm Zzarqa", "GeoNames dump"));
    let without = answers(&["claims", &report], None);
    let with = answers(&["claims", &report], Some(&kept));
    assert!(without[0]["place"]["lat"].is_null(), "{without:?}");
    assert_eq!(with[0]["place"]["lat"].as_f64(), Some(13.5), "{with:?}");
}

#[test]
fn says_what_is_wrong_with_a_dump_or_a_folder() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let dump = folder.path().join("dump.csv");
    std::fs::write(&dump, "id,name\n1,Parukh\n").expect("it can be written");
    let dump = dump.to_string_lossy().into_owned();
    let into = folder.path().join("further").to_string_lossy().into_owned();
    for (arguments, said) in [
        (vec!["world", "import-geonames", dump.as_str()], "--into"),
        (vec!["world", "import-geonames", dump.as_str(), "--into", into.as_str()], "nineteen columns"),
        (vec!["world", "import-geonames", "/no/such/dump.txt", "--into", into.as_str()], "unpack"),
    ] {
        let output = vigie(&arguments, None);
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {told}");
        assert!(told.contains(said) && told.contains("help:"), "{arguments:?}: {told}");
    }
    let nowhere = folder.path().join("nowhere");
    let output = vigie(&["world", "where", "Parukh"], Some(&nowhere));
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("VIGIE_WORLD"), "{output:?}");
}

#[test]
fn ten_thousand_places_of_one_name_are_answered_with_the_nearest() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let dump = folder.path().join("CO.txt");
    let rows: String = (0..10_000)
        .map(|n| row(980_000_000 + n, "San Zzosé", "", f64::from(n) / 1000.0, -70.0 - f64::from(n % 90) / 10.0, "CO"))
        .collect();
    std::fs::write(&dump, rows).expect("it can be written");
    let kept = folder.path().to_string_lossy().into_owned();
    let output = vigie(&["world", "import-geonames", &dump.to_string_lossy(), "--into", &kept], None);
    assert!(String::from_utf8_lossy(&output.stdout).contains("10000 places kept"), "{output:?}");
    let began = std::time::Instant::now();
    let found = answers(&["world", "where", "San Zzosé", "--near", "Medellín"], Some(folder.path()));
    assert_eq!(found.len(), 10);
    let (lat, lon) = (found[0]["lat"].as_f64().expect("degrees"), found[0]["lon"].as_f64().expect("degrees"));
    assert!((lat - 6.25).abs() < 0.2 && (lon + 75.57).abs() < 0.2, "{lat} {lon}");
    assert!(began.elapsed().as_secs() < 30, "{:?}", began.elapsed());
}

#[test]
fn letters_of_two_scripts_and_letters_without_width_hide_no_name() {
    let desk = vigie::Desk::bundled();
    for written in ["Парух", "Парyх", "Па\u{200B}рух", "\u{FEFF}Парух", "Пар\u{AD}ух"] {
        let found = vigie::ask::where_(&desk, written, Some("ru"), None, None).expect("Russian loads");
        assert_eq!(found.first().map(|c| c.name.as_str()), Some("Parukh"), "{written:?}");
    }
}

#[test]
fn a_dump_of_hostile_names_harms_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let dump = folder.path().join("CO.txt");
    let hostile =
        [".*", "(a+)+$", "'; DROP TABLE places; --", "[[:alpha:]]{999}", "\u{202E}odnuM", "%s%s%n", "Zzqué\\", "\u{200B}"];
    let rows: String =
        hostile.iter().enumerate().map(|(n, name)| row(981_000_000 + n as u32, name, name, 4.0, -70.0, "CO")).collect();
    std::fs::write(&dump, rows).expect("it can be written");
    let kept = folder.path().to_string_lossy().into_owned();
    let output = vigie(&["world", "import-geonames", &dump.to_string_lossy(), "--into", &kept], None);
    assert!(output.status.success(), "{output:?}");
    let found = answers(&["world", "where", "Parukh"], Some(folder.path()));
    assert_eq!(first(&found, "name"), "Parukh");
    // A name of patterns is found as it is written, if at all, and stands for no other.
    for name in hostile {
        let output = vigie(&["world", "where", "--format", "jsonl", "--", name], Some(folder.path()));
        let lines = String::from_utf8_lossy(&output.stdout).lines().count();
        assert!(lines <= hostile.len() && output.status.code() != Some(2), "{name:?}: {output:?}");
    }
}

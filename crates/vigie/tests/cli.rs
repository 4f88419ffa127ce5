//! The program from outside: what it prints, what it says of bad input, how it ends.

mod program;

use program::{file, root, told, vigie, with_input};
use std::process::{Command, Stdio};

#[test]
fn a_bare_call_greets_and_shows_three_commands() {
    let (out, _, code) = told(&vigie(&[]));
    assert_eq!(code, 0);
    assert_eq!(
        out.lines().filter(|l| l.trim_start().starts_with("vigie ") && l.contains("FILE") || l.contains("*.txt")).count(),
        2,
        "{out}"
    );
    assert!(out.contains("vigie claims"), "{out}");
}

#[test]
fn claims_are_json_lines_whose_spans_are_characters() {
    let (out, _, code) = told(&vigie(&["claims", "corpus/demo/parukh.fr.txt", "--format", "jsonl"]));
    assert_eq!(code, 0);
    let text: Vec<char> =
        std::fs::read_to_string(root().join("corpus/demo/parukh.fr.txt")).expect("it is there").chars().collect();
    assert!(out.lines().count() >= 5, "{out}");
    for line in out.lines() {
        let claim: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        let trigger = &claim["trigger"];
        let at = |name: &str| trigger[name].as_u64().expect("an offset") as usize;
        let words: String = text[at("start")..at("end")].iter().collect();
        assert_eq!(Some(words.as_str()), trigger["text"].as_str());
        for field in [
            "report",
            "id",
            "kind",
            "evidence",
            "polarity",
            "actor",
            "recipient",
            "place",
            "time",
            "toll",
            "count",
            "means",
            "source",
            "rule",
        ] {
            assert!(claim.get(field).is_some(), "{field} is missing in {line}");
        }
    }
}

#[test]
fn sentences_of_several_reports_stay_apart_in_conllu() {
    let demo = ["corpus/demo/parukh.fr.txt", "corpus/demo/parukh.en.txt"];
    let (out, _, code) = told(&vigie(&["read", "--format", "conllu", demo[0], demo[1]]));
    assert_eq!(code, 0);
    let sentences = out.matches("# sent_id").count();
    assert!(sentences > 10, "{sentences} sentences");
    assert_eq!(out.matches("\n\n").count(), sentences, "a blank line ends each sentence:\n{out}");
}

#[test]
fn the_verbs_pipe() {
    let claims = vigie(&["claims", "corpus/demo/parukh.fr.txt", "corpus/demo/parukh.en.txt", "--format", "jsonl"]).stdout;
    let (incidents, _, code) = told(&with_input(&["incidents", "--format", "jsonl"], &claims));
    assert_eq!(code, 0, "{incidents}");
    for line in incidents.lines() {
        let incident: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        for field in ["id", "kind", "title", "from", "to", "place", "claims", "independent_reports", "contradictions"] {
            assert!(incident.get(field).is_some(), "{field} is missing in {line}");
        }
    }
    let (findings, _, code) = told(&with_input(&["check", "--agreement", "2020-11-09-trilateral", "--format", "jsonl"], &claims));
    assert_eq!(code, 0, "{findings}");
    let verdicts = ["alleged_breach", "denied", "compliant", "out_of_scope", "not_a_breach"];
    for line in findings.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        assert!(verdicts.contains(&finding["verdict"].as_str().unwrap_or("")), "{line}");
        assert!(finding["why"].as_str().is_some_and(|w| !w.is_empty()), "{line}");
    }
}

#[test]
fn a_bulletin_in_each_language_tells_who_says_so() {
    for (language, words) in [("fr", "Selon"), ("en", "According to"), ("ru", "По утверждению")] {
        for format in ["text", "md", "html"] {
            let agreement = "world/agreements/2020-11-09-trilateral/agreement.toml";
            let arguments = ["bulletin", "corpus/demo/parukh.fr.txt", "corpus/demo/parukh.ru.txt", "--agreement", agreement];
            let rest = ["--from", "2022-03-24", "--to", "2022-03-27", "--in", language, "--format", format];
            let (out, err, code) = told(&vigie(&[arguments.as_slice(), rest.as_slice()].concat()));
            assert_eq!(code, 0, "{err}");
            assert!(out.contains(words), "{language} {format}: {out}");
        }
    }
}

#[test]
fn an_export_takes_reports_or_claims_and_says_what_it_cannot_do() {
    let (of_reports, err, code) = told(&vigie(&["export", "corpus/demo/parukh.fr.txt", "--format", "csv"]));
    assert_eq!(code, 0, "{err}");
    assert!(of_reports.starts_with("\"key\",\"report\","), "{of_reports}");
    let claims = vigie(&["claims", "corpus/demo/parukh.fr.txt", "--format", "jsonl"]).stdout;
    let (of_claims, err, code) = told(&with_input(&["export", "-", "--format", "csv"], &claims));
    assert_eq!((code, &of_claims), (0, &of_reports), "{err}");
    for (arguments, help) in [
        (["--view", "acled", "--what", "claims"], "--what incidents"),
        (["--view", "vigie", "--what", "findings"], "--agreement"),
        (["--format", "parquet", "--what", "claims"], "--out"),
        (["--blur", "0", "--what", "claims"], "--blur 25"),
        (["--from", "2022-03-27", "--to", "2022-03-24"], "--from is the first day"),
    ] {
        let (_, err, code) = told(&vigie(&[["export", "corpus/demo/parukh.fr.txt"].as_slice(), arguments.as_slice()].concat()));
        assert!(code == 2 && err.contains("help:") && err.contains(help), "{arguments:?}: {err}");
    }
}

#[test]
fn the_same_gathering_whatever_the_order_of_files() {
    let first = told(&with_input(
        &["incidents", "--format", "jsonl"],
        &vigie(&["claims", "corpus/demo/parukh.fr.txt", "corpus/demo/parukh.en.txt", "--format", "jsonl"]).stdout,
    ));
    let second = told(&with_input(
        &["incidents", "--format", "jsonl"],
        &vigie(&["claims", "corpus/demo/parukh.en.txt", "corpus/demo/parukh.fr.txt", "--format", "jsonl"]).stdout,
    ));
    assert_eq!(first.0, second.0);
}

#[test]
fn binary_empty_and_missing_files_are_told_and_the_rest_goes_on() {
    let (_a, binary) = file("x.txt", b"\x7fELF\x00\x01\x02\x03");
    let (_b, empty) = file("y.txt", b"");
    let (out, err, code) =
        told(&vigie(&["claims", &binary, &empty, "no-such-file.txt", "corpus/demo/parukh.en.txt", "--format", "short"]));
    assert_eq!(code, 2);
    assert!(err.contains("is binary") && err.contains("is empty") && err.contains("no-such-file.txt: cannot be opened"), "{err}");
    assert_eq!(err.matches("help:").count(), 3, "{err}");
    assert!(out.contains("parukh.en#c1"), "the good file is read: {out}");
}

#[test]
fn other_encodings_are_converted_with_a_note() {
    let text = "Министерство обороны России сообщило, что азербайджанские военные обстреляли село Парух.";
    let bytes: Vec<u8> = text
        .chars()
        .map(|c| {
            if c == 'ё' {
                0xb8
            } else if c as u32 >= 0x410 {
                (c as u32 - 0x350) as u8
            } else {
                c as u8
            }
        })
        .collect();
    let (_a, path) = file("w.txt", &bytes);
    let (out, err, code) = told(&vigie(&["claims", &path, "--lang", "ru", "--format", "text"]));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("converted from windows-1251"), "{err}");
    assert!(out.contains("обстреляли"), "{out}");
}

#[test]
fn a_broken_line_and_one_too_long_do_not_stop_a_batch() {
    let mut lines =
        b"{\"id\":\"a\",\"lang\":\"en\",\"text\":\"The army shelled the village.\"}\n{\"id\": broken\n{\"id\":\"b\",\"text\":\""
            .to_vec();
    lines.extend(std::iter::repeat_n(b'x', 33 << 20));
    lines.extend(b"\"}\n{\"id\":\"c\",\"lang\":\"en\",\"text\":\"The rebels shelled the town.\"}\n");
    let (_a, path) = file("batch.jsonl", &lines);
    let (out, err, code) = told(&vigie(&["claims", &path, "--format", "short"]));
    assert_eq!(code, 2);
    assert!(err.contains(":2: not a JSON report") && err.contains(":3: the line is longer than 32 MiB"), "{err}");
    assert!(out.contains("a#c1") && out.contains("c#c1"), "{out}");
}

#[test]
fn an_unknown_language_names_the_known_ones() {
    let (_, err, code) = told(&vigie(&["claims", "corpus/demo/parukh.en.txt", "--lang", "xx"]));
    assert_eq!(code, 2);
    assert!(err.contains("unknown language «xx»") && err.contains("en, fr"), "{err}");
    let (_, err, code) = told(&vigie(&["bulletin", "corpus/demo/parukh.en.txt", "--in", "xx"]));
    assert_eq!(code, 2);
    assert!(err.contains("«xx»") && err.contains("--in"), "{err}");
}

#[test]
fn an_agreement_with_an_unknown_duty_is_told_with_its_line() {
    let text =
        std::fs::read_to_string(root().join("world/agreements/2020-11-09-trilateral/agreement.toml")).expect("it is there");
    let (_a, path) = file("agreement.toml", text.replacen("duty = \"prohibit\"", "duty = \"forbidd\"", 1).as_bytes());
    let (_, err, code) = told(&with_input(&["check", "--agreement", &path], b""));
    assert_eq!(code, 2);
    assert!(err.contains("forbidd") && err.contains("prohibit"), "{err}");
    let line = text.lines().position(|l| l.contains("duty = \"prohibit\"")).expect("it has one") + 1;
    assert!(err.contains(&format!(":{line}")), "line {line} is named: {err}");
}

#[test]
fn nothing_found_is_said_with_a_reason() {
    let (_a, path) = file("z.txt", b"The museum opened a new room on Monday.");
    let (out, err, code) = told(&vigie(&["claims", &path, "--lang", "en", "--format", "short"]));
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(err.contains("no claim found") && err.contains("vigie explain"), "{err}");
    let (out, _, _) = told(&vigie(&["explain", &path, "--lang", "en"]));
    assert!(out.contains("sentence 1"), "{out}");
}

#[test]
fn a_date_without_a_year_stays_without_one() {
    let (_a, path) = file("d.txt", b"The army shelled the village of Parukh on 26 March.");
    let (out, _, _) = told(&vigie(&["claims", &path, "--lang", "en", "--format", "jsonl"]));
    assert!(out.contains("XXXX-03-26"), "{out}");
    assert!(out.contains("\"from\":null"), "{out}");
    let (out, _, _) = told(&vigie(&["claims", &path, "--lang", "en", "--published", "2022-03-27", "--format", "jsonl"]));
    assert!(out.contains("\"from\":\"2022-03-26\""), "{out}");
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_vigie"))
        .args(["read", "corpus/demo/parukh.fr.txt"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(!String::from_utf8_lossy(&output.stderr).contains("panicked"));
}

#[test]
fn a_web_page_gives_its_article() {
    let page = "<!doctype html><html><head><title>Army shells village</title></head><body><nav>Home Sport Weather</nav><article><h1>Army shells village</h1>\
        <p>The army shelled the village of Dovolo on Monday, residents said. Two civilians were killed and four others wounded, according to the mayor of the village.</p>\
        <p>The defence ministry denied that its forces had fired at the village. The mission called on both sides to respect the truce that was signed in May.</p></article></body></html>";
    let (_a, path) = file("page.html", page.as_bytes());
    let (out, err, code) = told(&vigie(&["claims", &path, "--lang", "en", "--published", "2021-06-08", "--format", "short"]));
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("shelling"), "{out}");
}

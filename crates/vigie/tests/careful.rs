//! Nothing that is kept is lost, nothing is mixed up, nothing goes out that was to be held back.

mod program;

use program::{file, told, vigie, with_input};
use std::path::Path;

const SHELLING: &str = "The army shelled the village of Ardkell on Monday, killing two civilians, the ministry said.";
const FIRE: &str = "Rebel fighters opened fire on a patrol near Tolmont on Monday, wounding three soldiers, the mission said.";

fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("it has one")).expect("made");
    std::fs::write(&path, text).expect("written");
    path.to_string_lossy().into_owned()
}

#[test]
fn what_is_read_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let report = write(folder.path(), "report.txt", SHELLING);
    let record = folder.path().join("desk.vigie").to_string_lossy().into_owned();
    let (_, err, code) = told(&vigie(&["import", "--record", &record, &report, "--published", "2021-05-05"]));
    assert_eq!(code, 0, "{err}");
    let before = std::fs::read(&record).expect("the record is there");
    for arguments in [
        ["export", "--record", &record, "--out", &record].as_slice(),
        &["bulletin", "--record", &record, "--in", "en", "--out", &record],
        &["export", &report, "--what", "claims", "--out", &record],
        &["export", &report, "--what", "claims", "--out", &report],
        &["bulletin", &report, "--in", "en", "--out", &report],
    ] {
        let (_, err, code) = told(&vigie(arguments));
        assert!(code == 2 && err.contains("help:") && err.contains("--out"), "{arguments:?}: {err}");
    }
    assert_eq!(std::fs::read(&record).expect("the record is there"), before);
    assert_eq!(std::fs::read_to_string(&report).expect("the report is there"), SHELLING);
    let (out, err, code) = told(&vigie(&["verify", "--record", &record]));
    assert_eq!(code, 0, "{out}{err}");
}

#[test]
fn two_files_of_one_name_are_two_reports() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let (one, two) = (write(folder.path(), "d1/report.txt", SHELLING), write(folder.path(), "d2/report.txt", FIRE));
    let (out, err, code) = told(&vigie(&["claims", &one, &two, &one, "--published", "2021-05-05", "--format", "jsonl"]));
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("the same name") && err.contains("1 reports were given again"), "{err}");
    let mut keys: Vec<String> = Vec::new();
    for line in out.lines() {
        let claim: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        keys.push(format!("{}#{}", claim["report"].as_str().expect("a report"), claim["id"].as_str().expect("an id")));
        let is_first = claim["report"] == "report";
        assert!(!line.contains(if is_first { "Tolmont" } else { "Ardkell" }), "{line}");
    }
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all, "{keys:?}");
    assert!(keys.iter().any(|k| k.starts_with("report#")) && keys.iter().any(|k| k.starts_with("report~")), "{keys:?}");
    let (out, err, _) = told(&with_input(&["incidents", "--format", "text"], out.as_bytes()));
    assert!(out.contains("of 2 reports"), "{out}{err}");
}

#[test]
fn claims_of_two_runs_under_one_name_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let of = |name: &str, text: &str| {
        let report = write(folder.path(), &format!("{name}/report.txt"), text);
        let claims = told(&vigie(&["claims", &report, "--published", "2021-05-05", "--format", "jsonl"])).0;
        write(folder.path(), &format!("{name}.jsonl"), &claims)
    };
    let (one, two) = (of("d1", SHELLING), of("d2", FIRE));
    let (out, err, _) = told(&vigie(&["incidents", &one, &two, "--format", "text"]));
    assert!(err.contains("bear the same keys") && out.contains("of 2 reports"), "{out}{err}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_no_reader_that_went_away() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").expect("it is there");
    for arguments in [
        ["claims", "corpus/demo/parukh.fr.txt", "--format", "jsonl"].as_slice(),
        &["read", "corpus/demo/parukh.fr.txt"],
        &["bulletin", "corpus/demo/parukh.fr.txt", "--in", "fr"],
        &["languages"],
    ] {
        let run = std::process::Command::new(env!("CARGO_BIN_EXE_vigie"))
            .args(arguments)
            .current_dir(program::root())
            .stdout(full())
            .output()
            .expect("the program starts");
        let (_, err, code) = told(&run);
        assert!(code == 2 && err.contains("standard output: cannot be written"), "{arguments:?}: {code} {err}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_or_a_link_in_a_folder_stops_nothing() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    write(folder.path(), "b.txt", SHELLING);
    let pipe = folder.path().join("a.pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|s| s.success());
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).expect("linked");
    let path = folder.path().to_string_lossy().into_owned();
    let (out, err, _) = told(&vigie(&["claims", &path, "--published", "2021-05-05", "--format", "jsonl"]));
    assert!(out.contains("\"shelling\""), "{out}{err}");
    assert!(err.contains("is a link to a folder"), "{err}");
    assert!(!made || err.contains("is no file but a pipe"), "{err}");
}

#[test]
fn what_a_report_says_steers_no_terminal() {
    let (_folder, path) = file("esc.txt", format!("{SHELLING}\u{1b}]0;pwn\u{7} \u{1b}[2J").as_bytes());
    for verb in [["claims", "--format", "text"], ["read", "--format", "tree"]] {
        let (out, err, _) = told(&vigie(&[verb[0], &path, verb[1], verb[2], "--published", "2021-05-05"]));
        assert!(!out.contains('\u{1b}') && !out.contains('\u{7}'), "{out}");
        assert!(!err.contains('\u{1b}'), "{err}");
    }
    let claim = r#"{"report":"g","id":"c1\n\u001b[31mred","kind":"shelling","trigger":{"start":0,"end":1,"text":"a"}}"#;
    let (_, err, code) = told(&with_input(&["incidents"], claim.as_bytes()));
    assert!(code == 2 && err.contains("control characters") && err.contains("help:"), "{err}");
}

#[test]
fn names_and_addresses_are_held_back() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let text =
        "The army shelled the village of Ardkell on Monday, wounding pensioner Ivan Petrov, local resident Maria Kovalenko said.";
    let report = write(folder.path(), "Maria Kovalenko says.txt", text);
    for what in ["reports", "claims", "incidents"] {
        let (out, err, _) =
            told(&vigie(&["export", &report, "--what", what, "--no-names", "--published", "2021-05-05", "--lang", "en"]));
        for name in ["Ivan", "Petrov", "Maria", "Kovalenko"] {
            assert!(!out.contains(name), "{what}, {name}: {out}{err}");
        }
    }
    let (out, err, _) =
        told(&vigie(&["bulletin", &report, "--in", "en", "--no-names", "--published", "2021-05-05", "--lang", "en"]));
    assert!(!out.contains("Petrov") && !out.contains("Kovalenko"), "{out}{err}");
    for what in ["claims", "incidents"] {
        let (out, err, _) =
            told(&vigie(&["export", &report, "--what", what, "--blur", "20", "--published", "2021-05-05", "--lang", "en"]));
        assert!(!out.contains("Ardkell"), "{what}: {out}{err}");
    }
}

#[test]
fn languages_are_told_by_tags_and_days_in_several_ways() {
    let lines = [
        format!("{{\"id\":\"a\",\"lang\":\"en-US\",\"published\":\"5 May 2021\",\"text\":\"{SHELLING}\"}}"),
        format!("{{\"id\":\"b\",\"lang\":\"EN\",\"published\":\"02/03/2021\",\"text\":\"{FIRE}\"}}"),
    ];
    let (_folder, path) = file("r.jsonl", lines.join("\n").as_bytes());
    let (out, err, code) = told(&vigie(&["claims", &path, "--format", "jsonl"]));
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("\"report\":\"a\"") && out.contains("\"report\":\"b\""), "{out}{err}");
    assert!(out.contains("2021-05-03"), "Monday before the day of publication: {out}");
    assert!(err.contains("b: «02/03/2021» is no day"), "{err}");
}

#[test]
fn documents_of_office_programs_are_refused_with_what_to_do() {
    let (_folder, path) = file("full.docx", &zip_of(&["[Content_Types].xml", "word/document.xml"]));
    let (out, err, code) = told(&vigie(&["claims", &path, "--format", "jsonl"]));
    assert!(code == 2 && out.is_empty() && err.contains("office program") && err.contains("save it as plain text"), "{err}");
    let (_folder, path) = file("r.rtf", b"{\\rtf1\\ansi The army shelled the village.}");
    let (_, err, code) = told(&vigie(&["claims", &path]));
    assert!(code == 2 && err.contains("RTF"), "{err}");
}

/// An archive with empty files of these names, nothing packed.
fn zip_of(names: &[&str]) -> Vec<u8> {
    let (mut files, mut list) = (Vec::new(), Vec::new());
    for name in names {
        let at = u32::try_from(files.len()).expect("short");
        let length = u16::try_from(name.len()).expect("short");
        files.extend(b"PK\x03\x04\x14\0\0\0\0\0\0\0\x21\0");
        files.extend([0; 12]);
        files.extend(length.to_le_bytes());
        files.extend([0; 2]);
        files.extend(name.as_bytes());
        list.extend(b"PK\x01\x02\x14\0\x14\0\0\0\0\0\0\0\x21\0");
        list.extend([0; 12]);
        list.extend(length.to_le_bytes());
        list.extend([0; 12]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (at, size) = (u32::try_from(files.len()).expect("short"), u32::try_from(list.len()).expect("short"));
    let count = u16::try_from(names.len()).expect("few").to_le_bytes();
    files.extend(list);
    files.extend(b"PK\x05\x06\0\0\0\0");
    files.extend(count);
    files.extend(count);
    files.extend(size.to_le_bytes());
    files.extend(at.to_le_bytes());
    files.extend([0; 2]);
    files
}

//! Opening a language's folder: the template opens, and what is wrong in a file is told with its line.

use std::fs;
use std::path::{Path, PathBuf};
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{Language, read};

fn languages() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages")
}

#[test]
fn the_template_reads_words_and_sentences() {
    let language = Language::open(&languages().join("_template")).unwrap_or_else(|e| panic!("{e}"));
    let names = NameIndex::new(&World::default(), &language.code, language.name_endings());
    let report = Report { text: "Ab cd, ef. Gh 12 ij.".to_owned(), ..Report::default() };
    let reading = read(&report, &language, &names);
    assert_eq!(reading.sentences.len(), 2);
    assert_eq!(reading.words.len(), 9);
    assert_eq!(reading.numbers.len(), 1);
}

/// The message for a folder whose file holds this text beside a sound language.toml.
fn message(name: &str, file: &str, text: &str) -> String {
    let folder = std::env::temp_dir().join(format!("vigie-opening-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(folder.join("language.toml"), "name = \"x\"\nscript = \"Latin\"\n").expect("it can be written");
    fs::write(folder.join(file), text).expect("it can be written");
    let message = match Language::open(&folder) {
        Ok(_) => "no error".to_owned(),
        Err(e) => e.to_string().replace(&folder.display().to_string(), "xx"),
    };
    fs::remove_dir_all(&folder).expect("it can be removed");
    message
}

#[test]
fn errors_say_what_and_where() {
    let check = |name: &str, file: &str, text: &str, begins: &str, holds: &str| {
        let found = message(name, file, text);
        assert!(found.starts_with(begins) && found.contains(holds), "{name}: {found}");
    };
    check("key", "language.toml", "name = \"x\"\nscript = \"Latin\"\ntokns = 3\n", "xx/language.toml:3:", "tokns");
    check("missing", "language.toml", "name = \"x\"\n", "xx/language.toml:1:", "script");
    check("month", "dates.toml", "[months]\n13 = [\"x\"]\n", "xx/dates.toml:2:", "from 1 to 12");
    check("slot", "dates.toml", "[absolute]\n\ndays = [\"{dya}\"]\n", "xx/dates.toml:3:", "there is no slot {dya}");
    check("list", "dates.toml", "[absolute]\ndays = [\"<part> {day}\"]\n", "xx/dates.toml:2:", "[words] has no list `part`");
    check("close", "dates.toml", "[absolute]\ndays = [\"[{day}\"]\n", "xx/dates.toml:2:", "`]` is missing");
    check("empty", "dates.toml", "[absolute]\ndays = [\"[{day}]\"]\n", "xx/dates.toml:2:", "matches nothing at all");
    check("meaning", "dates.toml", "[relative]\n\"-1 dya\" = [\"x\"]\n", "xx/dates.toml:2:", "`-1 dya` is no meaning");
    check("order", "dates.toml", "order = \"dym\"\n", "xx/dates.toml:1:", "none of dmy, mdy, ymd");
    check("value", "numbers.toml", "[values]\none = [\"x\"]\n", "xx/numbers.toml:2:", "`one` is no whole number");
}

#[test]
fn a_folder_that_is_none_is_told() {
    let message = Language::open(Path::new("no/such/folder")).err().map(|e| e.to_string()).unwrap_or_default();
    assert!(message.contains("language.toml") && message.contains("Try"), "{message}");
    let message = Language::bundled("zz").err().map(|e| e.to_string()).unwrap_or_default();
    assert!(message.contains("zz") && message.contains("there are"), "{message}");
}

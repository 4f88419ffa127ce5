//! What holds in every language that has a folder.

use proptest::prelude::*;
use std::collections::HashMap;
use std::sync::OnceLock;
use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{DateSort, Language, Reading, read, to_conllu, tree, two_lines};

type Known = HashMap<&'static str, (Language, NameIndex)>;

fn known() -> &'static Known {
    static KNOWN: OnceLock<Known> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let one = |code: &'static str| {
            let language = Language::bundled(code).unwrap_or_else(|e| panic!("{e}"));
            let names = NameIndex::new(&World::default(), code, language.name_endings());
            (code, (language, names))
        };
        vigie_languages::bundled().iter().map(|p| one(p.code)).collect()
    })
}

fn codes() -> Vec<&'static str> {
    vigie_languages::bundled().iter().map(|p| p.code).collect()
}

fn with_reading<R>(code: &str, text: &str, published: Option<&str>, then: impl FnOnce(&Reading) -> R) -> R {
    let (language, names) = &known()[code];
    let published = published.map(|d| d.parse().expect("a date"));
    then(&read(&Report { text: text.to_owned(), published, ..Report::default() }, language, names))
}

/// A table of a pack's file, by its name.
fn table(code: &str, file: &str, name: &str) -> toml::Table {
    let text = vigie_languages::pack(code).and_then(|p| p.text(file)).unwrap_or_default();
    let all: toml::Table = text.parse().unwrap_or_else(|e| panic!("{code}/{file}: {e}"));
    all.get(name).and_then(|v| v.as_table()).cloned().unwrap_or_default()
}

fn forms(value: &toml::Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|v| v.as_str()).map(str::to_owned).collect()
}

/// Everything that must hold of a reading of any text.
fn holds(reading: &Reading) {
    let text = &reading.report.text;
    let mut end = 0;
    for word in &reading.words {
        assert!(text.get(word.span.range()).is_some(), "spans lie on characters");
        assert!(word.span.start >= end, "words stand in order and do not overlap");
        let gap = &text[end as usize..word.span.start as usize];
        assert!(!gap.contains(char::is_alphanumeric), "no letter is left in a gap: {gap:?}");
        assert!(!word.form.is_empty(), "every word has a form");
        end = word.span.end;
    }
    assert!(!text[end as usize..].contains(char::is_alphanumeric));
    let mut next = 0;
    for sentence in &reading.sentences {
        assert_eq!(sentence.first, next, "every word is in one sentence");
        assert!(sentence.first < sentence.end, "no sentence is empty");
        assert!(sentence.words().all(|w| reading.words[w as usize].head.is_none_or(|h| sentence.words().contains(&h))));
        next = sentence.end;
    }
    assert_eq!(next as usize, reading.words.len());
    let count = reading.words.len() as u32;
    let inside = |first: u32, end: u32| assert!(first < end && end <= count);
    reading.dates.iter().for_each(|d| inside(d.first, d.end));
    reading.dates.iter().for_each(|d| assert!(d.from <= d.to && d.from.is_some() == d.to.is_some()));
    reading.numbers.iter().for_each(|n| inside(n.first, n.end));
    reading.numbers.iter().for_each(|n| assert!(n.low <= n.high));
    reading.names.iter().for_each(|n| inside(n.first, n.end));
    reading.quotations.iter().for_each(|q| inside(q.first, q.end));
    assert!(reading.numbers.is_sorted_by_key(|n| n.first) && reading.dates.is_sorted_by_key(|d| d.first));
    assert!(reading.names.is_sorted_by_key(|n| n.first) && reading.quotations.is_sorted_by_key(|q| q.first));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn random_text_is_read(text in "\\PC{0,200}", line in "[\\PC\n\t\r]{0,80}") {
        for code in codes() {
            for text in [&text, &line] {
                with_reading(code, text, Some("2024-05-15"), holds);
                with_reading(code, text, None, |reading| {
                    holds(reading);
                    let _ = (to_conllu(reading), two_lines(reading));
                    for sentence in &reading.sentences {
                        prop_assert_eq!(tree(reading, sentence).lines().count() as u32, sentence.end - sentence.first);
                    }
                    Ok(())
                })?;
            }
        }
    }

    #[test]
    fn text_made_of_marks_is_read(text in "[ \n.,;:!?…«»“”„‘’\"'()\\-–—•*0-9a-zA-Zа-яА-Яéèàô’%№/°]{0,160}") {
        for code in codes() {
            with_reading(code, &text, Some("2024-02-29"), holds);
        }
    }

    #[test]
    fn words_of_the_language_in_any_order_are_read(picks in proptest::collection::vec(any::<proptest::sample::Index>(), 0..60)) {
        for code in codes() {
            let words = vocabulary(code);
            let text: Vec<&str> = picks.iter().map(|p| p.get(&words).as_str()).collect();
            with_reading(code, &text.join(" "), Some("2024-05-15"), holds);
            with_reading(code, &text.join(""), None, holds);
        }
    }
}

/// Words that the tables of a language know, with figures and marks: what reaches deepest into the code.
fn vocabulary(code: &str) -> Vec<String> {
    let mut words: Vec<String> = [
        "12",
        "2024",
        "31",
        "1,5",
        "3 000",
        "20:15",
        "2024-03-26",
        "26/03/2022",
        ",",
        ".",
        "–",
        "«",
        "»",
        "\"",
        "(",
        ")",
        "—",
        "\n",
        "-",
    ]
    .map(str::to_owned)
    .to_vec();
    for (file, tables) in [
        ("dates.toml", ["months", "weekdays", "units", "seasons"].as_slice()),
        ("numbers.toml", &["values", "multipliers", "ordinals", "approximate", "words"]),
        ("dates.toml", &["words", "year_phrases", "month_phrases", "relative", "anaphoric", "absolute", "other"]),
    ] {
        for name in tables {
            let values = table(code, file, name);
            let found = values
                .values()
                .flat_map(forms)
                .flat_map(|f| f.split(|c: char| "[](){}|<>* $".contains(c)).map(str::to_owned).collect::<Vec<_>>());
            words.extend(found.filter(|w| !w.is_empty()));
        }
    }
    words
}

#[test]
fn every_month_is_a_date() {
    for code in codes() {
        for (month, names) in table(code, "dates.toml", "months") {
            for name in forms(&names) {
                let expected = format!("2023-{:02}-07", month.parse::<u8>().expect("months are numbered"));
                // A language says the day before the month or after it.
                let found = [format!("7 {name} 2023"), format!("{name} 7, 2023")].iter().any(|text| {
                    with_reading(code, text, Some("2024-05-15"), |reading| {
                        reading.dates.iter().any(|d| d.from.is_some_and(|f| f.to_string() == expected) && d.from == d.to)
                    })
                });
                assert!(found, "{code}: {name} of 2023; help: [months] lists it, but no pattern of [absolute] days takes it");
            }
        }
    }
}

#[test]
fn every_day_of_the_week_is_a_date_with_a_preposition_or_without() {
    for code in codes() {
        for (day, names) in table(code, "dates.toml", "weekdays") {
            let found = forms(&names).iter().any(|name| {
                // Patterns tell the prepositions: every first word of a pattern is tried.
                let patterns = table(code, "dates.toml", "relative").get("weekdays").map(forms).unwrap_or_default();
                let firsts = patterns.iter().flat_map(|p| {
                    p.split(['{', ']', ')'])
                        .next()
                        .unwrap_or("")
                        .split(['(', '[', '|', ' '])
                        .map(str::to_owned)
                        .collect::<Vec<_>>()
                });
                firsts.chain([String::new()]).any(|first| {
                    with_reading(code, &format!("x {first} {name}."), Some("2024-05-15"), |reading| {
                        let number = |d: jiff::civil::Date| d.weekday().to_monday_one_offset().to_string();
                        reading
                            .dates
                            .iter()
                            .any(|d| d.sort == DateSort::Relative && d.to.map(number).as_deref() == Some(day.as_str()))
                    })
                })
            });
            assert!(found, "{code}: no form of day {day} is read; help: see [relative] weekdays in dates.toml");
        }
    }
}

#[test]
fn numbers_from_the_tables_are_read() {
    for code in codes() {
        let values = table(code, "numbers.toml", "values");
        let multipliers = table(code, "numbers.toml", "multipliers");
        let articles: Vec<String> = {
            let text = vigie_languages::pack(code).and_then(|p| p.text("numbers.toml")).unwrap_or_default();
            let all: toml::Table = text.parse().expect("it is TOML");
            all.get("article").map(forms).unwrap_or_default()
        };
        let word = |n: u32| {
            let listed = values.get(&n.to_string()).or_else(|| multipliers.get(&n.to_string()))?;
            forms(listed).into_iter().find(|w| !articles.contains(w))
        };
        let read_as = |text: &str| {
            with_reading(code, &format!("x {text} x"), None, |reading| match reading.numbers.as_slice() {
                [n] if n.low == n.high => n.low,
                _ => None,
            })
        };
        let mut tried = 0;
        for n in 2..=1000u32 {
            let digits = read_as(&n.to_string());
            assert_eq!(digits, Some(n), "{code}: {n} in figures");
            // Hundreds, tens and units side by side, with the multipliers that the language has.
            let Some(words) = spell(n, &word) else { continue };
            tried += 1;
            assert_eq!(
                read_as(&words),
                Some(n),
                "{code}: {n} as \"{words}\"; help: see [values] and [multipliers] in numbers.toml"
            );
        }
        assert!(tried > 500, "{code}: only {tried} numbers could be spelled from the tables");
    }
}

/// A number in words by adding up, as far as the tables go: a word of its own, or a hundred, a ten and a unit.
fn spell(n: u32, word: &impl Fn(u32) -> Option<String>) -> Option<String> {
    if let Some(own) = word(n).filter(|_| n < 1000) {
        return Some(own);
    }
    match n {
        1..=99 => {
            let unit = n % 10;
            // Units that need a joining word in some languages are left out by their tables.
            (unit > 1).then(|| Some(format!("{} {}", word(n - unit)?, word(unit)?))).flatten()
        }
        100..=999 => {
            let hundreds = match word(n - n % 100) {
                Some(own) => own,
                None => format!("{} {}", word(n / 100)?, word(100)?),
            };
            if n.is_multiple_of(100) { Some(hundreds) } else { Some(format!("{hundreds} {}", spell(n % 100, word)?)) }
        }
        1000 => word(1000),
        _ => None,
    }
}

#[test]
fn quotations_of_every_sort_are_found() {
    for code in codes() {
        for (open, close) in [("«", "»"), ("« ", " »"), ("«\u{a0}", "\u{a0}»"), ("“", "”"), ("\"", "\""), ("„", "“"), ("‹", "›")]
        {
            let text = format!("Ab {open}cd ef gh ij kl mn{close}, op.");
            let found = with_reading(code, &text, None, |r| {
                r.quotations.iter().map(|q| (q.span.of(&r.report.text).to_owned(), q.is_speech)).collect::<Vec<_>>()
            });
            assert_eq!(found, [("cd ef gh ij kl mn".to_owned(), true)], "{code}: {text}");
        }
    }
}

#[test]
fn a_dateline_gives_the_day_of_publication() {
    for code in codes() {
        let month = table(code, "dates.toml", "months").get("10").map(forms).unwrap_or_default();
        let found = month.iter().any(|month| {
            let text = format!("GENEVA, 3 {month} 2021 (Agency) — Ab cd ef. Gh ij kl.");
            with_reading(code, &text, None, |r| r.published.is_some_and(|d| d.to_string() == "2021-10-03"))
        });
        assert!(found, "{code}: help: see [months] and [absolute] days in dates.toml");
    }
}

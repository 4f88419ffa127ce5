//! Whatever text comes in, claims come out without a panic, with spans inside the text, and the same every time.

use proptest::prelude::*;
use std::sync::OnceLock;
use vigie::Desk;
use vigie_model::Report;

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(Desk::bundled)
}

fn check(text: &str, language: Option<String>) {
    let report = Report { id: "r".into(), text: text.to_owned(), language, ..Report::default() };
    let read = desk().claims_on_any_topic(&report);
    assert!(!read.failed, "{text}");
    let length = text.chars().count() as u32;
    let chars: Vec<char> = text.chars().collect();
    for claim in &read.claims {
        let spans = [(claim.trigger.start, claim.trigger.end, Some(&claim.trigger.text))];
        let entities = claim.actor.iter().chain(&claim.recipient).chain(&claim.source).map(|e| (e.start, e.end, Some(&e.text)));
        for (start, end, words) in spans.into_iter().chain(entities) {
            assert!(start < end && end <= length, "{start}..{end} of {length}");
            let there: String = chars[start as usize..end as usize].iter().collect();
            assert_eq!(Some(&there), words);
        }
        assert!(!claim.rule.is_empty(), "every claim names its rule");
    }
    assert_eq!(read.claims, desk().claims_on_any_topic(&report).claims, "the same text gives the same claims");
}

/// Words of the rules and of nothing, in any order: the texts most likely to confuse.
fn pieces() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "army",
        "shelled",
        "village",
        "three",
        "soldiers",
        "killed",
        "said",
        "denied",
        "that",
        "the",
        "of",
        "by",
        ",",
        ".",
        ";",
        ":",
        "«",
        "»",
        "\"",
        "—",
        "l’armée",
        "a",
        "bombardé",
        "selon",
        "le",
        "ministère",
        "de",
        "retrait",
        "26mars",
        "tués",
        "qu’il",
        "армия",
        "обстреляла",
        "село",
        "сообщили",
        "в",
        "Минобороны",
        "трое",
        "убиты",
        "не",
        "\n\n",
        "•",
        "2022",
        "1.500",
        "TB2",
        "(",
        ")",
    ]);
    prop::collection::vec(words, 0..60).prop_map(|w| w.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in "\\PC{0,300}", which in 0usize..4) {
        check(&text, vigie_languages::bundled().get(which).map(|p| p.code.to_owned()));
    }

    #[test]
    fn any_order_of_words_that_tell_events(text in pieces(), which in 0usize..3) {
        check(&text, vigie_languages::bundled().get(which).map(|p| p.code.to_owned()));
    }
}

#[test]
fn long_texts_without_a_break_end_in_time() {
    let one_word = "a".repeat(200_000);
    let one_sentence = "the army shelled the village and ".repeat(3_000);
    let nested = "«".repeat(5_000) + "the army shelled the village" + &"»".repeat(5_000);
    let names = "Moscow, Baku, Yerevan, ".repeat(2_000);
    for text in [one_word, one_sentence, nested, names] {
        let report = Report {
            id: "r".into(),
            text,
            language: vigie_languages::bundled().first().map(|p| p.code.to_owned()),
            ..Report::default()
        };
        let begun = std::time::Instant::now();
        let read = desk().claims_on_any_topic(&report);
        assert!(!read.failed, "{}", report.text);
        eprintln!("{} characters, {} claims, {:?}", report.text.len(), read.claims.len(), begun.elapsed());
    }
}

/// A reading may come from any parser: heads that lead in a circle must not hold the claims up.
#[test]
fn heads_in_a_circle_end_in_time() {
    let texts = [
        (
            "en",
            "The ministry said in Goma that strikes and shelling by the army, according to officials, had killed 3 soldiers on 2 May.",
        ),
        (
            "fr",
            "Selon le ministère, des frappes et des tirs de l’armée ont tué trois soldats près de Goma le 2 mai, a dit un témoin.",
        ),
        ("ru", "По данным ведомства, обстрелы и удары армии убили трёх солдат в Гоме 2 мая, сообщил представитель."),
    ];
    for (code, text) in texts {
        let report = Report { id: "r".into(), text: text.into(), ..Report::default() };
        let pack = desk().pack(code).expect("it is built in");
        let straight = pack.read(&report);
        assert!(!vigie_claims::find(&straight, &pack.rules, desk().world()).is_empty(), "{code}: no claim to lose");
        let n = straight.words.len() as u32;
        for step in 1..n {
            for relation in ["conj", "nmod", "obl", "nsubj", "ccomp", "case"] {
                let mut reading = pack.read(&report);
                for (at, word) in reading.words.iter_mut().enumerate() {
                    word.head = Some((at as u32 + step) % n);
                    word.relation = relation.to_owned();
                }
                let _ = vigie_claims::find(&reading, &pack.rules, desk().world());
            }
        }
    }
}

#[test]
fn a_verb_that_looks_at_the_word_before_it_may_open_the_report() {
    check("Filming took place throughout the town, with a few scenes being shot in the port.", Some("en".to_owned()));
}

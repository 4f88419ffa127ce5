//! Does twice the text take twice the time? Shapes of text that make a careless reader slow, at one length and at twice the length.

use std::fmt::Write;
use std::time::Instant;
use vigie::Desk;
use vigie_model::Report;

/// Each shape with its piece and how often it stands in the shorter text.
const SHAPES: [(&str, &str, usize); 11] = [
    ("letters without a space", "a", 250_000),
    ("one sentence of many clauses", "the army shelled the village and ", 1_500),
    ("sentences", "The army shelled the village of Sake on Monday, killing two. ", 750),
    ("names", "Moscow, Baku, Yerevan, Stepanakert, ", 1_500),
    ("quotes inside quotes", "« the army said ", 1_500),
    ("quotes that close", "The army said: “We shelled the village.” ", 750),
    ("days told by other events", "Hours after the signing of the accord on Monday, gunmen shelled a patrol near Goma. ", 400),
    ("numbers and dates", "3 May 2024, 12.500, 1,100 ", 1_250),
    ("tags read as nouns", "Rebels shelled the town of Sake on Friday, the ministry reports. ", 700),
    ("tags that part a subject from its verb", "Rebel fighters, the ministry said, shelled the town of Sake on Friday. ", 650),
    ("marks on marks", "e\u{301}\u{302}\u{200b}", 15_000),
];

/// The table, in Markdown.
pub fn table(desk: &Desk) -> String {
    let mut out = String::from(
        "\n## Length\n\nText to claims on texts that invite a reader to be slow, at one length and at twice it; 2.0 is linear.\n\n\
         | shape | characters | seconds | for twice as many | ratio |\n|---|--:|--:|--:|--:|\n",
    );
    let language = vigie_languages::bundled().first().map(|p| p.code.to_owned());
    for (name, piece, times) in SHAPES {
        let seconds = |times: usize| {
            let report = Report { id: "r".into(), text: piece.repeat(times), language: language.clone(), ..Report::default() };
            let measured = |_| {
                let begun = Instant::now();
                std::hint::black_box(desk.claims_on_any_topic(&report).claims.len());
                begun.elapsed().as_secs_f64()
            };
            (0..2).map(measured).fold(f64::MAX, f64::min)
        };
        let (once, twice) = (seconds(times), seconds(2 * times));
        let characters = piece.chars().count() * times;
        let _ = writeln!(out, "| {name} | {characters} | {once:.2} | {twice:.2} | {:.1} |", twice / once);
    }
    out
}

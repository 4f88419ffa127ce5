//! `vigie read`: a report as it is read.

use super::output::{Output, complain, repeated};
use super::{About, Outcome};
use crate::take_in::{Names, take_unique};
use clap::ValueEnum;
use vigie_read::{Reading, Sentence, analyse_conllu, to_conllu, tree, two_lines};

/// Options of `vigie read`.
#[derive(clap::Args)]
pub struct Options {
    /// Reports: .txt, .html, .jsonl, or - for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    #[command(flatten)]
    about: About,
    /// How to show the reading
    #[arg(long, value_enum, default_value_t = Shape::Tree)]
    format: Shape,
    /// The files are CoNLL-U: keep their words, and write them with the program's lemmas, tags, features and heads; needs --lang
    #[arg(long, requires = "lang")]
    conllu: bool,
}

/// How a reading is shown.
#[derive(Clone, Copy, ValueEnum, PartialEq, Eq)]
enum Shape {
    /// Each word below its head; then quotations, dates, numbers, names
    Tree,
    /// A line a word, in the order of the text; then the same
    Table,
    /// CoNLL-U, for other tools
    Conllu,
    /// Two aligned lines a sentence: words, tags
    Lines,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let desk = match super::desk() {
        Ok(desk) => desk,
        Err(problem) => return complain(&problem),
    };
    let mut output = Output::new();
    let mut outcome = Outcome::Found;
    let mut names = Names::default();
    if options.conllu {
        return given_words(&desk, options, output);
    }
    for path in &options.files {
        take_unique(path, &options.about.told(), &mut names, &mut |taken| {
            match taken {
                Err(problem) => outcome = complain(&problem),
                Ok(report) => match desk.pack_for(&report) {
                    Err(message) => outcome = complain(&message),
                    Ok(pack) => show(&pack.read(&report), options.format, &mut output),
                },
            }
            !output.closed
        });
    }
    repeated(&names);
    output.finish(outcome)
}

/// Words as another tool cut them, analysed by the program.
fn given_words(desk: &crate::Desk, options: &Options, mut output: Output) -> Outcome {
    let pack = match desk.pack(options.about.lang.as_deref().unwrap_or_default()) {
        Ok(pack) => pack,
        Err(message) => return complain(&message),
    };
    let mut outcome = Outcome::Found;
    for path in &options.files {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) => {
                outcome = complain(&format!("{path}: cannot be read: {e}\n  help: name a CoNLL-U file in UTF-8"));
                continue;
            }
        };
        match analyse_conllu(&text, &pack.language) {
            Ok(analysed) => output.data(analysed.trim_end_matches('\n')),
            Err(e) => outcome = complain(&format!("{path}: {e}")),
        }
        output.line("");
    }
    output.finish(outcome)
}

fn show(reading: &Reading, shape: Shape, output: &mut Output) {
    match shape {
        Shape::Conllu => return output.data(to_conllu(reading).strip_suffix('\n').unwrap_or_default()),
        Shape::Lines => return output.line(two_lines(reading).trim_end_matches('\n')),
        Shape::Tree | Shape::Table => {}
    }
    let text = &reading.report.text;
    let day = reading.published.map_or("unknown".to_owned(), |d| d.to_string());
    output.line(&format!("{}: language {}, published {day}", reading.report.id, reading.language));
    for (n, s) in reading.sentences.iter().enumerate() {
        output.line(&format!("\nsentence {} ({:?}) {}", n + 1, s.sort, s.span.of(text).replace('\n', " ")));
        match shape {
            Shape::Table => table(reading, s, output),
            _ => output.line(tree(reading, s).trim_end_matches('\n')),
        }
        mentions(reading, s, output);
    }
    for note in &reading.notes {
        let at = note.span.map_or(String::new(), |s| format!(" «{}»", s.of(text)));
        output.line(&format!("note:{at} {}", note.message));
    }
}

/// A line a word.
fn table(reading: &Reading, s: &Sentence, output: &mut Output) {
    for w in s.words() {
        let word = &reading.words[w as usize];
        let head = word.head.map_or("-".to_owned(), |h| (h - s.first + 1).to_string());
        output.line(&format!(
            "{:>4} {:<22} {:<20} {:<6} {:>4} {:<12} {}",
            w - s.first + 1,
            word.form,
            word.lemma,
            word.tag.name(),
            head,
            word.relation,
            word.features
        ));
    }
}

/// Quotations, dates, numbers and names of a sentence.
fn mentions(reading: &Reading, s: &Sentence, output: &mut Output) {
    let text = &reading.report.text;
    let inside = |first: u32| s.words().contains(&first);
    for q in reading.quotations.iter().filter(|q| inside(q.first)) {
        output.line(&format!("     quotation «{}»{}", q.span.of(text), if q.is_speech { "" } else { " (words only)" }));
    }
    for d in reading.dates.iter().filter(|d| inside(d.first)) {
        let days = match (d.from, d.to) {
            (Some(a), Some(b)) => format!("{a}..{b}"),
            _ => d.edtf.clone().unwrap_or_else(|| "?".to_owned()),
        };
        output.line(&format!("     date «{}» {days} {:?}", d.span.of(text), d.sort));
    }
    for m in reading.numbers.iter().filter(|m| inside(m.first)) {
        let bound = |n: Option<u32>| n.map_or("?".to_owned(), |n| n.to_string());
        let hedge = m.hedge.map_or(String::new(), |h| format!(" {h:?}"));
        let ordinal = if m.ordinal { " ordinal" } else { "" };
        output.line(&format!("     number {}..{}{hedge}{ordinal}", bound(m.low), bound(m.high)));
    }
    for m in reading.names.iter().filter(|m| inside(m.first)) {
        let sort = m.sort.map_or(String::new(), |sort| format!(" {}", sort.name()));
        output.line(&format!("     name «{}»{sort} {:?}", m.span.of(text), m.entries));
    }
}

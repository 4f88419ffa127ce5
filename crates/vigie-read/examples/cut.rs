//! Shows how texts are read: `cargo run -p vigie-read --example cut -- CODE [PUBLISHED] FILE...`

use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{Language, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1).peekable();
    let language = Language::bundled(&arguments.next().ok_or("which language?")?)?;
    let names = NameIndex::new(&World::default(), &language.code, language.name_endings());
    let published = arguments.peek().and_then(|a| a.parse().ok());
    if published.is_some() {
        arguments.next();
    }
    for file in arguments {
        let report = Report { text: std::fs::read_to_string(&file)?, published, ..Report::default() };
        let reading = read(&report, &language, &names);
        println!("== {file}");
        for sentence in &reading.sentences {
            let words: Vec<&str> = sentence.words().map(|w| reading.words[w as usize].form.as_str()).collect();
            println!("{} {:?}: {}", sentence.paragraph, sentence.sort, words.join("|"));
            let inside = |first: u32| sentence.words().contains(&first);
            for d in reading.dates.iter().filter(|d| inside(d.first)) {
                let day = |d: Option<_>| d.map_or("?".to_owned(), |d: jiff::civil::Date| d.to_string());
                println!(
                    "    date {:?} {:?} {}..{} {}",
                    d.span.of(&report.text),
                    d.sort,
                    day(d.from),
                    day(d.to),
                    d.edtf.as_deref().unwrap_or("")
                );
            }
            for n in reading.numbers.iter().filter(|n| inside(n.first)) {
                let words: Vec<&str> = (n.first..n.end).map(|w| reading.words[w as usize].form.as_str()).collect();
                println!(
                    "    number {:?} {:?}..{:?} {:?}{}",
                    words.join(" "),
                    n.low,
                    n.high,
                    n.hedge,
                    if n.ordinal { " ordinal" } else { "" }
                );
            }
            for q in reading.quotations.iter().filter(|q| inside(q.first)) {
                println!("    quotation {:?} {}", q.span.of(&report.text), q.is_speech);
            }
            let names: Vec<&str> = reading.names.iter().filter(|n| inside(n.first)).map(|n| n.span.of(&report.text)).collect();
            if !names.is_empty() {
                println!("    names {}", names.join(" | "));
            }
        }
        for note in &reading.notes {
            println!("note {}", note.message);
        }
    }
    Ok(())
}

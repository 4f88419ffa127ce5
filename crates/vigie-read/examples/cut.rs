//! Shows how a text is cut: `cargo run -p vigie-read --example cut -- CODE FILE...`

use vigie_model::names::NameIndex;
use vigie_model::{Report, World};
use vigie_read::{Language, read};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let language = Language::bundled(&arguments.next().ok_or("which language?")?)?;
    let names = NameIndex::new(&World::default(), &language.code, language.name_endings());
    for file in arguments {
        let report = Report { text: std::fs::read_to_string(&file)?, ..Report::default() };
        let reading = read(&report, &language, &names);
        println!("== {file}");
        for sentence in &reading.sentences {
            let words: Vec<&str> = sentence.words().map(|w| reading.words[w as usize].form.as_str()).collect();
            println!("{} {:?}: {}", sentence.paragraph, sentence.sort, words.join("|"));
        }
        for note in &reading.notes {
            println!("note {}", note.message);
        }
    }
    Ok(())
}

//! `cargo xtask generate N FILE.jsonl`: a large batch of reports, made of those in `corpus/` the same way every time.
//!
//! A report is some sentences of one of the corpus's reports, in their order, with other numbers in them and another day of
//! publication. It tells nothing true: it is there to measure with.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use vigie_model::Report;

/// Runs the chore.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let [number, path] = arguments else { return Err("usage: cargo xtask generate N FILE.jsonl".to_owned()) };
    let number = number.parse().map_err(|_| format!("'{number}' is no number of reports"))?;
    let written = write(number, Path::new(path))?;
    println!("{number} reports, {written} bytes");
    Ok(())
}

/// Writes `number` reports, one a line, and returns the bytes written.
pub fn write(number: usize, path: &Path) -> Result<u64, String> {
    let wrong = |e: std::io::Error| format!("{}: {e}", path.display());
    let bases = bases(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../corpus"))?;
    let mut chance = Chance(0x853c_49e6_748f_ea9b);
    let mut file = BufWriter::new(File::create(path).map_err(wrong)?);
    let mut written = 0;
    for n in 0..number {
        let line = serde_json::to_string(&varied(&bases[n % bases.len()], n, &mut chance)).map_err(|e| e.to_string())?;
        file.write_all(line.as_bytes()).and_then(|()| file.write_all(b"\n")).map_err(wrong)?;
        written += line.len() as u64 + 1;
    }
    file.flush().map_err(wrong)?;
    Ok(written)
}

/// A xorshift generator: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % limit.max(1)
    }
}

/// The reports of the corpus, whatever else their files hold.
fn bases(corpus: &Path) -> Result<Vec<Report>, String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in ["gold", "fresh"] {
        let folder = corpus.join(folder);
        let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        files.extend(entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "json")));
    }
    files.sort();
    let read = |f: &PathBuf| {
        let text = std::fs::read_to_string(f).map_err(|e| format!("{}: {e}", f.display()))?;
        serde_json::from_str::<Report>(&text).map_err(|e| format!("{}: {e}", f.display()))
    };
    files.iter().map(read).collect()
}

fn varied(base: &Report, number: usize, chance: &mut Chance) -> Report {
    let sentences: Vec<&str> = base.text.split_inclusive(['.', '\n']).filter(|s| s.trim().len() > 20).collect();
    let length = 3 + chance.below(8);
    let from = chance.below(sentences.len().saturating_sub(length) + 1);
    let text: String = sentences.iter().skip(from).take(length).map(|s| other_numbers(s, chance)).collect();
    let day = base.published.and_then(|d| d.checked_add(jiff::Span::new().days(chance.below(1400) as i64 - 700)).ok());
    Report {
        id: format!("g{number:06}"),
        text: text.trim().to_owned(),
        published: day,
        title: None,
        url: None,
        notes: Vec::new(),
        ..base.clone()
    }
}

/// The sentence with other numbers of one to three digits; years and times stay as they are.
fn other_numbers(sentence: &str, chance: &mut Chance) -> String {
    let mut out = String::with_capacity(sentence.len());
    let mut digits = String::new();
    let mut flush = |digits: &mut String, out: &mut String| {
        match digits.len() {
            1 => out.push(char::from(b'2' + chance.below(8) as u8)),
            2 => out.push_str(&(10 + chance.below(18)).to_string()),
            3 => out.push_str(&(100 + chance.below(900)).to_string()),
            _ => out.push_str(digits),
        }
        digits.clear();
    };
    for c in sentence.chars() {
        if c.is_ascii_digit() {
            digits.push(c);
            continue;
        }
        flush(&mut digits, &mut out);
        out.push(c);
    }
    flush(&mut digits, &mut out);
    out
}

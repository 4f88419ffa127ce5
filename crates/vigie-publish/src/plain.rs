//! Blocks as plain text and as Markdown. Map and timeline are for pages that can show them; the tables tell the same.

use crate::page::{Block, pages};
use crate::phrases::Phrases;
use crate::tables::Sheet;
use vigie_model::{Bulletin, World};

/// Plain text, wrapped at 100 characters.
pub fn text(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> String {
    let mut out = String::new();
    for block in pages(bulletin, phrases, world) {
        match block {
            Block::Title(t) => out.push_str(&format!("{}\n{}\n", t.to_uppercase(), "=".repeat(t.chars().count()))),
            Block::Section(t) => out.push_str(&format!("\n{t}\n{}\n", "-".repeat(t.chars().count()))),
            Block::Incident { number, title, status, .. } => {
                out.push_str(&format!("\n{}\n", wrapped(&format!("{number}. {title} — {status}"), "", "   ")));
            }
            Block::Paragraph(t) => out.push_str(&format!("{}\n", wrapped(&t, "", ""))),
            Block::Item(t) => out.push_str(&format!("{}\n", wrapped(&t, "  - ", "    "))),
            Block::Note(t) => out.push_str(&format!("{}\n", wrapped(&t, "    ", "    "))),
            Block::Table(sheet) => out.push_str(&text_table(&sheet)),
            Block::Figures => {}
        }
    }
    out
}

/// The widest a column may be; what is longer is wrapped within its cell.
const WIDEST: usize = 34;

fn text_table(sheet: &Sheet) -> String {
    let cells = |row: &[String]| -> Vec<Vec<String>> { row.iter().map(|c| lines_of(c, WIDEST)).collect() };
    let all: Vec<Vec<Vec<String>>> = std::iter::once(cells(&sheet.head)).chain(sheet.rows.iter().map(|r| cells(r))).collect();
    let long = |lines: &Vec<String>| lines.iter().map(|l| l.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> =
        (0..sheet.head.len()).map(|n| all.iter().filter_map(|row| row.get(n)).map(long).max().unwrap_or(0)).collect();
    let mut out = if sheet.title.is_empty() { String::new() } else { format!("\n{}\n", sheet.title) };
    for (n, row) in all.iter().enumerate() {
        for line in 0..row.iter().map(Vec::len).max().unwrap_or(0) {
            let told: Vec<String> = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(c, (cell, width))| {
                    let words = cell.get(line).map_or("", String::as_str);
                    let room = " ".repeat(width.saturating_sub(words.chars().count()));
                    if n > 0 && sheet.is_number(c) { format!("{room}{words}") } else { format!("{words}{room}") }
                })
                .collect();
            out.push_str(&format!("  {}\n", told.join("  ").trim_end()));
        }
        if n == 0 {
            out.push_str(&format!("  {}\n", widths.iter().map(|w| "-".repeat(*w)).collect::<Vec<_>>().join("  ")));
        }
    }
    out
}

/// A text in lines of so many characters at most, cut between words.
fn lines_of(text: &str, most: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let used = lines.last().map_or(0, |l| l.chars().count());
        if used > 0 && used + 1 + word.chars().count() > most {
            lines.push(word.to_owned());
        } else if let Some(line) = lines.last_mut() {
            if used > 0 {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

fn wrapped(text: &str, first: &str, next: &str) -> String {
    let mut lines = vec![first.to_owned()];
    let mut used = first.chars().count();
    let mut fresh = true;
    for word in text.split(' ') {
        let length = word.chars().count();
        if !fresh && used + 1 + length > 100 {
            lines.push(next.to_owned());
            used = next.chars().count();
            fresh = true;
        }
        if let Some(line) = lines.last_mut() {
            if !fresh {
                line.push(' ');
                used += 1;
            }
            line.push_str(word);
        }
        used += length;
        fresh = false;
    }
    lines.join("\n")
}

/// Markdown.
pub fn markdown(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for block in pages(bulletin, phrases, world) {
        let is_item = matches!(block, Block::Item(_));
        if in_list && !is_item {
            out.push('\n');
        }
        in_list = is_item;
        match block {
            Block::Title(t) => out.push_str(&format!("# {}\n\n", escaped(&t))),
            Block::Section(t) => out.push_str(&format!("## {}\n\n", escaped(&t))),
            Block::Incident { number, title, status, .. } => {
                out.push_str(&format!("### {number}. {} — {}\n\n", escaped(&title), escaped(&status)));
            }
            Block::Paragraph(t) => out.push_str(&format!("{}\n\n", escaped(&t))),
            Block::Item(t) => out.push_str(&format!("- {}\n", escaped(&t))),
            Block::Note(t) => out.push_str(&format!("*{}*\n\n", escaped(&t))),
            Block::Table(sheet) => out.push_str(&markdown_table(&sheet)),
            Block::Figures => {}
        }
    }
    out
}

fn markdown_table(sheet: &Sheet) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.iter().map(|c| escaped(c)).collect::<Vec<_>>().join(" | "));
    let rule: Vec<&str> = (0..sheet.head.len()).map(|n| if sheet.is_number(n) { "--:" } else { "---" }).collect();
    let rows: String = sheet.rows.iter().map(|r| line(r)).collect();
    let title = if sheet.title.is_empty() { String::new() } else { format!("**{}**\n\n", escaped(&sheet.title)) };
    format!("{title}{}| {} |\n{rows}\n", line(&sheet.head), rule.join(" | "))
}

/// Characters that would be read as Markdown, made plain.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        if matches!(c, '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|' | '\\') {
            out.push('\\');
        }
        out.push(c);
        out
    })
}

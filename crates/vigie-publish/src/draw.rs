//! Blocks as plain text, Markdown and a self-contained HTML page.

use crate::page::{Block, pages};
use crate::phrases::Phrases;
use vigie_model::{Bulletin, World};

/// Plain text, wrapped at 100 characters.
pub fn text(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> String {
    let mut out = String::new();
    for block in pages(bulletin, phrases, world) {
        match block {
            Block::Title(t) => out.push_str(&format!("{}\n{}\n", t.to_uppercase(), "=".repeat(t.chars().count()))),
            Block::Section(t) => out.push_str(&format!("\n{t}\n{}\n", "-".repeat(t.chars().count()))),
            Block::Heading(t) => out.push_str(&format!("\n{}\n", wrapped(&t, "", ""))),
            Block::Paragraph(t) => out.push_str(&format!("{}\n", wrapped(&t, "", ""))),
            Block::Item(t) => out.push_str(&format!("{}\n", wrapped(&t, "  - ", "    "))),
            Block::Note(t) => out.push_str(&format!("{}\n", wrapped(&t, "    ", "    "))),
        }
    }
    out
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
            Block::Heading(t) => out.push_str(&format!("### {}\n\n", escaped(&t))),
            Block::Paragraph(t) => out.push_str(&format!("{}\n\n", escaped(&t))),
            Block::Item(t) => out.push_str(&format!("- {}\n", escaped(&t))),
            Block::Note(t) => out.push_str(&format!("*{}*\n\n", escaped(&t))),
        }
    }
    out
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

/// One HTML page with its style inside, made to be read and printed.
pub fn html(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> String {
    let blocks = pages(bulletin, phrases, world);
    let title = blocks.iter().find_map(|b| if let Block::Title(t) = b { Some(t.as_str()) } else { None }).unwrap_or("");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        phrases.language,
        plain(title)
    );
    let (mut in_list, mut in_card) = (false, false);
    for block in &blocks {
        let is_item = matches!(block, Block::Item(_));
        if in_list && !is_item {
            out.push_str("</ul>\n");
        }
        if !in_list && is_item {
            out.push_str("<ul>\n");
        }
        in_list = is_item;
        if in_card && matches!(block, Block::Heading(_) | Block::Section(_) | Block::Title(_)) {
            out.push_str("</article>\n");
            in_card = false;
        }
        match block {
            Block::Title(t) => out.push_str(&format!("<h1>{}</h1>\n", plain(t))),
            Block::Section(t) => out.push_str(&format!("<h2>{}</h2>\n", plain(t))),
            Block::Heading(t) => {
                out.push_str(&format!("<article>\n<h3>{}</h3>\n", plain(t)));
                in_card = true;
            }
            Block::Paragraph(t) => out.push_str(&format!("<p>{}</p>\n", plain(t))),
            Block::Item(t) => out.push_str(&format!("<li>{}</li>\n", plain(t))),
            Block::Note(t) => out.push_str(&format!("<p class=\"note\">{}</p>\n", plain(t))),
        }
    }
    if in_list {
        out.push_str("</ul>\n");
    }
    if in_card {
        out.push_str("</article>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

const STYLE: &str = "
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 Georgia, 'Times New Roman', serif; margin: 0; background: Canvas; color: CanvasText; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.8rem; line-height: 1.2; border-bottom: 3px solid; padding-bottom: .4rem; }
h2 { font-size: 1.3rem; margin-top: 2.2rem; border-bottom: 1px solid; }
h3 { font-size: 1.05rem; margin: 0 0 .4rem; }
article { border-left: 4px solid #b45309; padding: .2rem 0 .2rem 1rem; margin: 1.3rem 0; break-inside: avoid; }
ul { padding-left: 1.2rem; margin: .3rem 0; }
.note { font-size: .88rem; opacity: .75; margin: .3rem 0; }
@media print { body { font-size: 10.5pt; } main { max-width: none; padding: 0; } }
";

fn plain(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
        out
    })
}

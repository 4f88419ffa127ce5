//! Blocks as one HTML page that holds all it needs, made to be read on any screen and printed.

use crate::map::map;
use crate::page::{Block, pages};
use crate::phrases::Phrases;
use crate::svg::plain;
use crate::tables::Sheet;
use crate::timeline::timeline;
use vigie_model::{Bulletin, Shapes, World};

/// One HTML page with its style, map and timeline inside; it loads nothing and runs nothing.
pub fn html(bulletin: &Bulletin, phrases: &Phrases, world: &World, shapes: &Shapes) -> String {
    let blocks = pages(bulletin, phrases, world);
    let title = blocks.iter().find_map(|b| if let Block::Title(t) = b { Some(t.as_str()) } else { None }).unwrap_or("");
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n",
        phrases.language,
        plain(title)
    );
    let mut open = Open::default();
    for block in &blocks {
        open.prepare(block, &mut out);
        match block {
            Block::Title(t) => out.push_str(&format!("<h1>{}</h1>\n", plain(t))),
            Block::Section(t) => out.push_str(&format!("<h2>{}</h2>\n", plain(t))),
            Block::Incident { number, title, status, class } => out.push_str(&format!(
                "<article id=\"incident-{number}\" class=\"{class}\">\n<h3><span class=\"number\">{number}</span> {} <span class=\"status\">{}</span></h3>\n",
                plain(title),
                plain(status)
            )),
            Block::Paragraph(t) => out.push_str(&format!("<p>{}</p>\n", plain(t))),
            Block::Item(t) => out.push_str(&format!("<li>{}</li>\n", linked(t))),
            Block::Note(t) => out.push_str(&format!("<p class=\"note\">{}</p>\n", plain(t))),
            Block::Table(sheet) => out.push_str(&table(sheet)),
            Block::Figures => out.push_str(&figures(bulletin, phrases, world, shapes)),
        }
    }
    open.close(&mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The map alone, as a file of its own; `None` where no incident on the ground has a place that can be drawn.
pub fn svg_map(bulletin: &Bulletin, phrases: &Phrases, world: &World, shapes: &Shapes) -> Option<String> {
    map(bulletin, phrases, world, shapes).map(|m| m.svg)
}

/// The timeline alone, as a file of its own; `None` where no day is told.
pub fn svg_timeline(bulletin: &Bulletin, phrases: &Phrases) -> Option<String> {
    timeline(bulletin, phrases).map(|t| t.svg)
}

/// Elements begun and not ended.
#[derive(Default)]
struct Open {
    list: bool,
    card: bool,
}

impl Open {
    /// Ends what the next block cannot stand in, begins what it needs.
    fn prepare(&mut self, next: &Block, out: &mut String) {
        let item = matches!(next, Block::Item(_));
        if self.list && !item {
            out.push_str("</ul>\n");
        }
        let breaks = matches!(next, Block::Incident { .. } | Block::Section(_) | Block::Title(_));
        if self.card && breaks {
            out.push_str("</article>\n");
            self.card = false;
        }
        if item && !self.list {
            out.push_str("<ul>\n");
        }
        self.list = item;
        self.card |= matches!(next, Block::Incident { .. });
    }

    fn close(&self, out: &mut String) {
        if self.list {
            out.push_str("</ul>\n");
        }
        if self.card {
            out.push_str("</article>\n");
        }
    }
}

fn figures(bulletin: &Bulletin, phrases: &Phrases, world: &World, shapes: &Shapes) -> String {
    let words = |name| Phrases::of(&phrases.file.figure, name);
    let elsewhere = |name, numbers: &[usize]| {
        let list: Vec<String> = numbers.iter().map(usize::to_string).collect();
        if list.is_empty() { String::new() } else { format!(" {}", words(name).replace("{list}", &list.join(", "))) }
    };
    let mut out = String::new();
    if let Some(m) = map(bulletin, phrases, world, shapes) {
        let note = format!("{}{}", words("map_note"), elsewhere("map_elsewhere", &m.elsewhere));
        out.push_str(&format!(
            "<figure>\n<div class=\"wide\">{}</div><figcaption>{}</figcaption>\n</figure>\n",
            m.svg,
            plain(&note)
        ));
    }
    if let Some(t) = timeline(bulletin, phrases) {
        let note = elsewhere("timeline_elsewhere", &t.elsewhere);
        let caption = format!("{}.{note}", words("timeline_title"));
        out.push_str(&format!(
            "<figure>\n<div class=\"wide\">{}</div><figcaption>{}</figcaption>\n</figure>\n",
            t.svg,
            plain(&caption)
        ));
    }
    if out.is_empty() {
        return out;
    }
    format!("<h2>{}</h2>\n{out}", plain(Phrases::of(&phrases.file.page, "figures")))
}

fn table(sheet: &Sheet) -> String {
    let row = |cells: &[String], tag: &str| -> String {
        let cell = |(n, c): (usize, &String)| {
            let class = if sheet.is_number(n) { " class=\"n\"" } else { "" };
            format!("<{tag}{class}>{}</{tag}>", plain(c))
        };
        format!("<tr>{}</tr>\n", cells.iter().enumerate().map(cell).collect::<String>())
    };
    let rows: String = sheet.rows.iter().map(|r| row(r, "td")).collect();
    let caption = if sheet.title.is_empty() { String::new() } else { format!("<caption>{}</caption>\n", plain(&sheet.title)) };
    format!(
        "<div class=\"table\"><table>\n{caption}<thead>{}</thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n",
        row(&sheet.head, "th")
    )
}

/// Text with its web addresses as links.
fn linked(text: &str) -> String {
    let link = |word: &str| {
        let address = word.trim_end_matches([',', '.', ';', ')']);
        let is_address = address.starts_with("https://") || address.starts_with("http://");
        let rest = &word[address.len()..];
        if is_address { format!("<a href=\"{0}\">{0}</a>{1}", plain(address), plain(rest)) } else { plain(word) }
    };
    text.split(' ').map(link).collect::<Vec<_>>().join(" ")
}

const STYLE: &str = "
:root { color-scheme: light; --ink: #1c1c1c; --soft: #5d5d5d; --line: #d8d4cb; }
* { box-sizing: border-box; }
body { font: 1.02rem/1.5 Georgia, 'Times New Roman', 'DejaVu Serif', serif; margin: 0; background: #fff; color: var(--ink); }
main { max-width: 58rem; margin: 0 auto; padding: 1.6rem 1.2rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; border-bottom: 3px solid var(--ink); padding-bottom: .4rem; margin: .4rem 0 1rem; }
h2 { font-size: 1.3rem; margin: 2.4rem 0 .8rem; border-bottom: 1px solid var(--ink); padding-bottom: .15rem; }
h3 { font-size: 1.06rem; line-height: 1.35; margin: 0 0 .5rem; }
p { margin: .5rem 0; }
a { color: inherit; overflow-wrap: anywhere; }
figure { margin: 1rem 0 1.6rem; break-inside: avoid; }
figure svg { width: 100%; height: auto; display: block; }
figcaption { font-size: .86rem; line-height: 1.4; color: var(--soft); margin-top: .4rem; }
article { border: 1px solid var(--line); border-left: 6px solid #4a5568; border-radius: 4px; padding: .7rem 1rem; margin: 1rem 0; break-inside: avoid; }
article.force { border-left-color: #a4161a; } article.force .number { background: #a4161a; }
article.presence { border-left-color: #b45f06; } article.presence .number { background: #b45f06; }
article.calm { border-left-color: #2a7f62; } article.calm .number { background: #2a7f62; }
.number { display: inline-block; min-width: 1.5em; padding: 0 .35em; border-radius: .75em; background: #4a5568; color: #fff; text-align: center; font: bold .85em/1.5em Helvetica, Arial, 'DejaVu Sans', sans-serif; }
.status { font: .78em/1.4 Helvetica, Arial, 'DejaVu Sans', sans-serif; border: 1px solid currentColor; border-radius: 3px; padding: .05em .45em; margin-left: .3em; color: var(--soft); white-space: nowrap; }
ul { padding-left: 1.2rem; margin: .4rem 0; }
li { margin: .25rem 0; }
.note { font-size: .87rem; line-height: 1.45; color: var(--soft); margin: .4rem 0; }
.table { overflow-x: auto; margin: 1.2rem 0; }
table { border-collapse: collapse; width: 100%; font: .86rem/1.4 Helvetica, Arial, 'DejaVu Sans', sans-serif; }
caption { text-align: left; font-weight: bold; padding-bottom: .35rem; }
th, td { text-align: left; vertical-align: top; padding: .32rem .6rem .32rem 0; border-bottom: 1px solid var(--line); }
th { border-bottom: 2px solid var(--ink); font-weight: 600; vertical-align: bottom; }
th.n, td.n { text-align: right; padding-right: 1rem; font-variant-numeric: tabular-nums; }
.wide { overflow-x: auto; }
@media screen and (max-width: 40rem) { .wide svg { min-width: 40rem; } table { font-size: .8rem; } th, td { padding-right: .45rem; } }
@media (max-width: 34rem) { main { padding: 1rem .8rem 3rem; } h1 { font-size: 1.45rem; } article { padding: .6rem .7rem; } .status { margin-left: 0; } }
@page { size: A4; margin: 16mm 15mm 18mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  h2, h3, caption { break-after: avoid; }
  tr, li { break-inside: avoid; }
  .table { overflow: visible; }
  a { text-decoration: none; }
  .number, article { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
";

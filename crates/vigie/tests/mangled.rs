//! Everything that reports come in, mangled: the seeds of the fuzz targets with bytes changed, cut out, doubled and spliced. Reports come out, or
//! problems that say what is wrong; never a panic, never a report without a text, never an endless wait.
//!
//! A thousand inputs at every run, the same each time; `VIGIE_MANGLED=100000 VIGIE_SEED=7 cargo test --test mangled` for more and others.

mod mangle;

use mangle::{asked, dice, mangle, seeds};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;
use vigie::take_in::{Told, take_answer};

#[test]
fn mangled_files_give_reports_or_problems() {
    let seeds: Vec<(String, Vec<u8>)> = seeds("take_in")
        .into_iter()
        .filter_map(|bytes| {
            let line = bytes.iter().position(|b| *b == b'\n')?;
            Some((String::from_utf8(bytes[..line].to_vec()).ok()?, bytes[line + 1..].to_vec()))
        })
        .collect();
    let mut dice = dice();
    let others: Vec<Vec<u8>> = seeds.iter().map(|(_, bytes)| bytes.clone()).collect();
    let mut told: BTreeMap<&str, (usize, usize, f64)> = BTreeMap::new();
    for n in 0..asked() {
        let (name, seed) = &seeds[dice.below(seeds.len())];
        let bytes = mangle(seed, &others, &mut dice);
        // Kept where it can be looked at, should the process not come back.
        let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mangled-input");
        std::fs::write(&kept, &bytes).expect("it can be written");
        let (mut reports, mut problems, began) = (0, 0, Instant::now());
        take_answer(bytes, "mangled", name, &Told::default(), &mut |taken| {
            match taken {
                Ok(taken) => {
                    assert!(!taken.report.text.trim().is_empty(), "input {n}: a report without a text; see {}", kept.display());
                    reports += 1;
                }
                Err(problem) => {
                    assert!(!problem.what.is_empty() && !problem.help.is_empty());
                    problems += 1;
                }
            }
            true
        });
        let seconds = began.elapsed().as_secs_f64();
        assert!(seconds < 20.0, "input {n} took {seconds:.0} s; see {}", kept.display());
        let so_far = told.entry(name).or_default();
        *so_far = (so_far.0 + reports, so_far.1 + problems, so_far.2.max(seconds));
    }
    for (name, (reports, problems, seconds)) in told {
        println!("{name}: {reports} reports, {problems} problems, {seconds:.2} s at most");
    }
}

/// What became of one file: its problems.
fn problems(name: &str, bytes: &[u8]) -> Vec<String> {
    let mut told = Vec::new();
    take_answer(bytes.to_vec(), "hostile", name, &Told::default(), &mut |taken| {
        told.extend(taken.err().map(|p| p.to_string()));
        true
    });
    told
}

/// A PDF of these objects, the first of which is its catalogue.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (n, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n{object}\nendobj\n", n + 1).as_bytes());
    }
    let start = bytes.len();
    bytes.extend_from_slice(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).as_bytes());
    for offset in offsets {
        bytes.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(
        format!("trailer << /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", objects.len() + 1).as_bytes(),
    );
    bytes
}

/// One page that says one sentence; `tree` goes into its parent, `page` into it, `draws` into what it draws, `form` is a further object.
fn one_page(tree: &str, page: &str, draws: &str, form: &str) -> Vec<u8> {
    let content = format!("{draws} BT /F1 12 Tf 72 700 Td (The army shelled the ford.) Tj ET");
    pdf(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [3 0 R] /Count 1 {tree} >>"),
        format!("<< /Type /Page /Parent 2 0 R /Contents 4 0 R {page} >>"),
        format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
        form.to_owned(),
    ])
}

const BOX: &str = "/MediaBox [0 0 612 792]";
const FONT: &str = "/Resources << /Font << /F1 5 0 R >> >>";

#[test]
fn a_sound_pdf_is_still_read() {
    assert_eq!(problems("a.pdf", &one_page("", &format!("{BOX} {FONT}"), "", "null")), Vec::<String>::new());
}

#[test]
fn a_pdf_whose_page_has_endless_parents_is_refused() {
    let told = problems("a.pdf", &one_page("/Parent 2 0 R", FONT, "", "null"));
    assert!(told[0].contains("refers to itself"), "{told:?}");
}

#[test]
fn a_pdf_whose_form_draws_itself_is_refused() {
    let form = "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X1 6 0 R >> >> /Length 6 >>\nstream\n/X1 Do\nendstream";
    let resources = format!("{BOX} /Resources << /XObject << /X1 6 0 R >> /Font << /F1 5 0 R >> >>");
    let told = problems("a.pdf", &one_page("", &resources, "/X1 Do", form));
    assert!(told[0].contains("refers to itself"), "{told:?}");
}

#[test]
fn a_pdf_nested_beyond_reason_is_refused() {
    let deep = format!("{}{}", "[".repeat(60_000), "]".repeat(60_000));
    for (page, draws) in
        [(format!("{BOX} {FONT} /X {deep}"), String::new()), (format!("{BOX} {FONT}"), format!("BT {deep} TJ ET"))]
    {
        let told = problems("a.pdf", &one_page("", &page, &draws, "null"));
        assert!(told[0].contains("nests"), "{told:?}");
    }
    // What is let through is read to its end on a stack that is deep enough.
    let just = format!("{}{}", "[".repeat(3_900), "]".repeat(3_900));
    let _ = problems("a.pdf", &one_page("", &format!("{BOX} {FONT} /X {just}"), &format!("BT {just} TJ ET"), "null"));
}

#[test]
fn a_page_nested_beyond_reason_is_refused_at_once() {
    let words = "The army shelled the village on Monday, the ministry said. ".repeat(10);
    let attributes: String = (0..60_000).map(|n| format!(" a{n}=1")).collect();
    for start in ["<div>".repeat(100_000), "<table><tr><td>".repeat(20_000), format!("<p{attributes}>")] {
        let began = Instant::now();
        let told = problems("a.html", format!("<html><body>{start}{words}</body></html>").as_bytes());
        assert!(told[0].contains("made to stop the program"), "{told:?}");
        assert!(began.elapsed().as_secs() < 10);
    }
}

#[test]
fn a_page_with_a_charset_without_a_value_does_not_end_the_program() {
    let words = "The army shelled the village on Monday, the ministry said. ".repeat(10);
    let page = format!(
        r#"<html><head><meta http-equiv="Content-Type" content="text/html; charset"></head><body><p>{words}</p></body></html>"#
    );
    let told = problems("a.html", page.as_bytes());
    assert!(told.iter().all(|p| p.contains("no article text found")), "{told:?}");
}

#[test]
fn a_feed_with_such_entries_does_not_end_the_program_either() {
    let deep = "&lt;div&gt;".repeat(100_000);
    let charset = r#"&lt;meta http-equiv="Content-Type" content="text/html; charset"&gt;Shots were fired."#;
    for content in [deep.as_str(), charset] {
        let feed = format!(
            "<rss version=\"2.0\"><channel><title>t</title><item><title>Fire</title><description>{content}</description></item></channel></rss>"
        );
        let began = Instant::now();
        let _ = problems("a.rss", feed.as_bytes());
        assert!(began.elapsed().as_secs() < 10);
    }
}

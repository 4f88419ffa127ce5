//! Everything that reports come in, and everything that must be refused.

use super::*;

/// Takes in the bytes as a file of that name.
fn taken(name: &str, bytes: &[u8]) -> Vec<Result<Taken, Problem>> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().expect("it has one")).expect("made");
    std::fs::write(&path, bytes).expect("written");
    let mut all = Vec::new();
    take_received(&folder.path().to_string_lossy(), &Told::default(), &mut |t| {
        all.push(t);
        true
    });
    all
}

fn only(mut all: Vec<Result<Taken, Problem>>) -> Taken {
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0).unwrap_or_else(|p| panic!("{p}"))
}

#[test]
fn a_folder_gives_its_files_by_name_with_the_way_to_them() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path();
    std::fs::create_dir(root.join("b")).expect("made");
    for (name, text) in [("b/2.txt", "Two."), ("b/1.txt", "One."), ("a.txt", "Zero."), (".hidden", "No.")] {
        std::fs::write(root.join(name), text).expect("written");
    }
    let mut ids = Vec::new();
    take(&root.to_string_lossy(), &Told::default(), &mut |r| {
        ids.push(r.map(|r| r.id).unwrap_or_else(|p| p.to_string()));
        true
    });
    assert_eq!(ids, ["a", "b/1", "b/2"]);
}

#[test]
fn the_bytes_come_with_the_report() {
    let t = only(taken("x.txt", b"L'\xe9t\xe9 \xe0 No\xebl, l'arm\xe9e a tir\xe9."));
    assert_eq!(t.report.text, "L'été à Noël, l'armée a tiré.");
    assert_eq!((t.received.encoding.as_str(), t.received.bytes.len()), ("windows-1252", 29));
}

#[test]
fn a_saved_page_tells_day_outlet_title_and_address() {
    let html = format!(
        r#"<!DOCTYPE html><!-- saved from url=(0033)https://news.example.org/a-1.html --><html><head><title>Fire near the ford</title>
        <meta property="og:site_name" content="The Example"><meta property="article:published_time" content="2021-05-03T10:00:00Z">
        </head><body><nav>Home | World</nav><article><h1>Fire near the ford</h1><p>{}</p></article></body></html>"#,
        "The army shelled the village on Monday, the ministry said. ".repeat(12)
    );
    let r = only(taken("page.html", html.as_bytes())).report;
    assert_eq!(r.title.as_deref(), Some("Fire near the ford"));
    assert_eq!(r.published.map(|d| d.to_string()).as_deref(), Some("2021-05-03"));
    assert_eq!(r.outlet.as_deref(), Some("The Example"));
    assert_eq!(r.url.as_deref(), Some("https://news.example.org/a-1.html"));
    assert!(r.text.contains("shelled the village") && !r.text.contains("Home | World"), "{}", r.text);
}

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

fn reports(all: Vec<Result<Taken, Problem>>) -> (Vec<Report>, Vec<String>) {
    let (mut reports, mut problems) = (Vec::new(), Vec::new());
    for one in all {
        match one {
            Ok(t) => reports.push(t.report),
            Err(p) => problems.push(p.to_string()),
        }
    }
    (reports, problems)
}

#[test]
fn a_table_gives_a_report_a_row_and_keeps_the_row() {
    let table = "Headline;Date;Source;Body\r\n\"Fire, again\";2021-05-03;The Example;\"Two lines:\r\nthe ford was \"\"quiet\"\".\"\r\nB;3 May;X;Text.\r\nC;2021-05-04;;Third.\r\n";
    let all = taken("t.csv", table.as_bytes());
    let first = all[0].as_ref().expect("it is whole");
    assert_eq!(first.received.bytes, b"\"Fire, again\";2021-05-03;The Example;\"Two lines:\r\nthe ford was \"\"quiet\"\".\"");
    let (good, bad) = reports(all);
    assert_eq!(good.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["row-1", "row-2", "row-3"]);
    assert_eq!(good[0].text, "Two lines:\r\nthe ford was \"quiet\".");
    assert_eq!((good[0].title.as_deref(), good[0].outlet.as_deref()), (Some("Fire, again"), Some("The Example")));
    // A day that cannot be read costs no report.
    assert!(bad.is_empty() && good[1].published.is_none(), "{bad:?}");
    assert!(good[1].notes[0].contains("«3 May» is no day"), "{:?}", good[1].notes);
    assert!(reports(taken("t.csv", b"a,b\n1,2\n")).1[0].contains("no column with the text"));
}

#[test]
fn a_feed_gives_a_report_an_entry() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
        <title>The Example</title><link>https://e.org/</link><description>d</description>
        <item><title>Fire &amp; smoke</title><link>https://e.org/a</link><pubDate>Mon, 03 May 2021 10:00:00 GMT</pubDate>
        <description>Short.</description><content:encoded><![CDATA[<p>The army <b>shelled</b> the village.</p><p>Two died.</p>]]></content:encoded></item>
        <item><title>Talks</title><link>https://e.org/b</link><description>They met.</description></item></channel></rss>"#;
    let all = taken("f.xml", rss.as_bytes());
    let bytes = &all[0].as_ref().expect("it is whole").received.bytes;
    assert!(bytes.starts_with(b"<item><title>Fire") && bytes.ends_with(b"</item>"), "{}", String::from_utf8_lossy(bytes));
    let (good, bad) = reports(all);
    assert_eq!((good.len(), bad.len()), (2, 0));
    assert_eq!((good[0].id.as_str(), good[0].url.as_deref()), ("e.org/a", Some("https://e.org/a")));
    assert_eq!((good[0].title.as_deref(), good[0].outlet.as_deref()), (Some("Fire & smoke"), Some("The Example")));
    assert_eq!(good[0].published.map(|d| d.to_string()).as_deref(), Some("2021-05-03"));
    assert!(good[0].text.contains("The army shelled the village.") && good[0].text.contains("Two died."), "{}", good[0].text);
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>A</title><id>x</id><updated>2021-05-03T00:00:00Z</updated>
        <entry><title>One</title><id>urn:1</id><updated>2021-05-03T00:00:00Z</updated><summary>It was calm.</summary></entry></feed>"#;
    let r = only(taken("f.atom", atom.as_bytes())).report;
    assert_eq!((r.id.as_str(), r.text.as_str()), ("urn:1", "One\n\nIt was calm."));
    assert!(reports(taken("f.rss", b"<rss><channel>")).1[0].contains("no feed that can be read"));
}

#[test]
fn an_entry_that_names_nothing_of_itself_is_named_by_what_it_says() {
    let feed = r#"<rss version="2.0"><channel><title>Mirror</title><item><title>Ardkell</title><description>The army shelled the village.</description></item>
        <item><title>Tolmont</title><description>It was calm.</description></item></channel></rss>"#;
    let ids = |name: &str| reports(taken(name, feed.as_bytes())).0.into_iter().map(|r| r.id).collect::<Vec<_>>();
    let first = ids("a.rss");
    assert_eq!(first, ids("b.xml"), "the same at each reading, whatever the file is called");
    assert!(first.len() == 2 && first[0] != first[1] && first.iter().all(|id| id.starts_with("entry-")), "{first:?}");
}

#[test]
fn a_letter_gives_its_text_subject_sender_and_day() {
    let letter = "From: Press Office <press@e.org>\r\nSubject: =?UTF-8?B?0KHQstC+0LTQutCw?=\r\nDate: Mon, 03 May 2021 10:00:00 +0000\r\n\
        Content-Type: text/plain; charset=windows-1251\r\nContent-Transfer-Encoding: 8bit\r\n\r\n";
    let (body, _, _) = encoding_rs::WINDOWS_1251.encode("Нарушений не зафиксировано.");
    let r = only(taken("m.eml", &[letter.as_bytes(), &body].concat())).report;
    assert_eq!((r.text.as_str(), r.title.as_deref()), ("Нарушений не зафиксировано.", Some("Сводка")));
    assert_eq!((r.outlet.as_deref(), r.published.map(|d| d.to_string()).as_deref()), (Some("Press Office"), Some("2021-05-03")));
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("ended").into_inner()
}

#[test]
fn an_archive_gives_what_is_in_it_and_refuses_what_does_harm() {
    let inner = zipped(&[("x.txt", b"X.")]);
    let flat = vec![b' '; 40 << 20];
    let bytes = zipped(&[
        ("a.txt", "Été.".as_bytes()),
        ("b/c.jsonl", b"{\"id\":\"j\",\"text\":\"One.\"}\n{\n"),
        ("../../evil.txt", b"Out."),
        ("inner.zip", &inner),
        ("bomb.txt", &flat),
    ]);
    let (good, bad) = reports(taken("z.zip", &bytes));
    assert_eq!(good.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["z/a", "j"]);
    assert_eq!(bad.len(), 4, "{bad:?}");
    for (n, words) in
        [(0, "not a JSON report"), (1, "leads out of the archive"), (2, "archive within an archive"), (3, "two hundred times")]
    {
        assert!(bad[n].contains(words), "{n}: {bad:?}");
    }
    assert!(reports(taken("z.zip", &bytes[..bytes.len() / 2])).1[0].contains("cannot be read"));
}

#[test]
fn a_page_of_a_gigabyte_is_refused_without_being_read() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("large.html");
    let file = File::create(&path).expect("made");
    std::io::Write::write_all(&mut &file, b"<!DOCTYPE html><p>").expect("written");
    file.set_len(1 << 30).expect("a file of holes");
    let mut told = Vec::new();
    let began = std::time::Instant::now();
    take(&path.to_string_lossy(), &Told::default(), &mut |r| {
        told.push(r.expect_err("it is too long").to_string());
        true
    });
    assert!(told[0].contains("longer than 32 MiB"), "{told:?}");
    assert!(began.elapsed().as_secs() < 60);
}

#[test]
fn a_web_archive_gives_its_pages() {
    use std::io::Write;
    let page = format!(
        "<html><head><title>T</title></head><body><article><p>{}</p></article></body></html>",
        "The ford was shelled again. ".repeat(30)
    );
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(page.as_bytes()).expect("packed");
    let packed = packed.finish().expect("packed");
    let chunked = [format!("{:x}\r\n", packed.len()).as_bytes(), &packed, b"\r\n0\r\n\r\n"].concat();
    let record = |sort: &str, target: &str, content_type: &str, block: &[u8]| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Target-URI: {target}\r\nWARC-Date: 2021-05-03T10:00:00Z\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n",
            block.len()
        );
        [head.as_bytes(), block, b"\r\n\r\n"].concat()
    };
    let http = |fields: &str, body: &[u8]| [format!("HTTP/1.1 200 OK\r\n{fields}\r\n\r\n").as_bytes(), body].concat();
    let answer = "application/http; msgtype=response";
    let warc = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record(
            "response",
            "https://e.org/a.html",
            answer,
            &http("Content-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked", &chunked),
        ),
        record("response", "https://e.org/b.png", answer, &http("Content-Type: image/png", b"\x89PNG")),
        record("response", "https://e.org/c", answer, b"HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n"),
        record("resource", "https://e.org/d.txt", "text/plain", b"It was calm."),
    ]
    .concat();
    let (good, bad) = reports(taken("w.warc", &warc));
    assert_eq!(bad, Vec::<String>::new());
    assert_eq!(good.iter().map(|r| r.id.as_str()).collect::<Vec<_>>(), ["e.org/a.html", "e.org/d.txt"]);
    assert!(good[0].text.contains("shelled again") && good[0].url.as_deref() == Some("https://e.org/a.html"));
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&warc).expect("packed");
    assert_eq!(reports(taken("w.warc.gz", &gz.finish().expect("packed"))).0.len(), 2);
    let (some, told) = reports(taken("w.warc", &warc[..warc.len() - 10]));
    assert_eq!(some.len(), 1);
    assert!(told[0].contains("cut off"), "{told:?}");
}

/// A PDF of one page with these lines, its text stream packed or not.
fn pdf(lines: &[&str], stream_of: impl Fn(&[u8]) -> (Vec<u8>, &'static str)) -> Vec<u8> {
    let shown: Vec<String> = lines.iter().map(|l| format!("({l}) Tj T*")).collect();
    let (stream, filter) = stream_of(format!("BT /F1 12 Tf 14 TL 72 720 Td {} ET", shown.join(" ")).as_bytes());
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    let head = format!("<< /Length {} {filter} >>\nstream\n", stream.len());
    let objects: [Vec<u8>; 5] = [
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_vec(),
        [head.as_bytes(), &stream, b"\nendstream"].concat(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_vec(),
    ];
    for (n, object) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend_from_slice(format!("{} 0 obj\n", n + 1).as_bytes());
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend_from_slice(b"xref\n0 6\n0000000000 65535 f \n");
    for offset in offsets {
        bytes.extend_from_slice(format!("{offset:010} 00000 n \n").as_bytes());
    }
    bytes.extend_from_slice(format!("trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    bytes
}

#[test]
fn a_pdf_gives_its_text_and_a_poisoned_one_is_refused() {
    use std::io::Write;
    let plain = |bytes: &[u8]| (bytes.to_vec(), "");
    let r = only(taken("p.pdf", &pdf(&["The army shelled the village.", "Two people were wounded."], plain))).report;
    let words: Vec<&str> = r.text.split_whitespace().collect();
    assert_eq!(words.join(" "), "The army shelled the village. Two people were wounded.");
    let bomb = |_: &[u8]| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
        let block = vec![b' '; 1 << 20];
        for _ in 0..300 {
            packed.write_all(&block).expect("packed");
        }
        (packed.finish().expect("packed"), "/Filter /FlateDecode")
    };
    assert!(reports(taken("p.pdf", &pdf(&[], bomb))).1[0].contains("made to fill the memory"));
    assert_eq!(reports(taken("p.pdf", b"%PDF-1.4 and nothing else")).1.len(), 1);
}

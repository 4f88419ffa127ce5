//! What `vigie incidents` and `vigie check` do with what the user tells them, and the page of a story.

mod program;

use program::{file, root, told, vigie, with_input};
use serde_json::Value;
use vigie::score::Gold;

const AGREEMENT: &str = "2020-11-09-trilateral";
const FRENCH: &str = "corpus/demo/parukh.fr.txt";
const ENGLISH: &str = "corpus/demo/parukh.en.txt";

fn claims(reports: &[&str]) -> Vec<u8> {
    vigie(&[&["claims"], reports, &["--format", "jsonl"]].concat()).stdout
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|l| serde_json::from_str(l).unwrap_or_else(|e| panic!("{e}: {l}"))).collect()
}

#[test]
fn grades_of_sources_come_from_the_users_file() {
    let claims = claims(&[FRENCH, ENGLISH]);
    let (_a, sources) = file("sources.toml", b"[[source]]\nreliability = \"B\"\ncountry = \"RUS\"\n");
    let (out, err, code) = told(&with_input(&["incidents", "--sources", &sources, "--format", "jsonl"], &claims));
    assert_eq!(code, 0, "{err}");
    let incidents = lines(&out);
    let origins = || incidents.iter().flat_map(|i| i["origins"].as_array().into_iter().flatten());
    assert!(origins().any(|o| o["country"] == "RUS"), "{out}");
    for o in origins() {
        assert_eq!(o["reliability"], if o["country"] == "RUS" { "B" } else { "F" }, "{o}");
    }
    let (_b, wrong) = file("sources.toml", b"[[source]]\nreliability = \"Q\"\ncountry = \"RUS\"\n");
    for wrong in [wrong.as_str(), "no-such-file.toml"] {
        let (_, err, code) = told(&with_input(&["incidents", "--sources", wrong], &claims));
        assert!(code == 2 && err.contains(wrong) && err.contains("help:"), "{err}");
    }
}

#[test]
fn ids_of_an_earlier_run_stay() {
    let (first, _, _) = told(&with_input(&["incidents", "--format", "jsonl"], &claims(&[FRENCH])));
    let (_a, earlier) = file("incidents.jsonl", first.as_bytes());
    let both = claims(&[ENGLISH, FRENCH]);
    let (out, err, code) = told(&with_input(&["incidents", "--earlier", &earlier, "--format", "jsonl"], &both));
    assert_eq!(code, 0, "{err}");
    let later = lines(&out);
    for old in lines(&first) {
        let leads = |i: &&Value| i["id"] == old["id"] || i["formerly"].as_array().is_some_and(|f| f.contains(&old["id"]));
        let heirs: Vec<&Value> = later.iter().filter(leads).collect();
        assert_eq!(heirs.len(), 1, "{} leads to one incident", old["id"]);
        let kept = heirs[0]["claims"].as_array().expect("claims");
        assert!(old["claims"].as_array().expect("claims").iter().any(|c| kept.contains(c)), "{old}");
    }
    let (_b, broken) = file("incidents.jsonl", b"{\"id\": 1}\n");
    let (_, err, code) = told(&with_input(&["incidents", "--earlier", &broken], &both));
    assert!(code == 2 && err.contains(":1: not an incident") && err.contains("help:"), "{err}");
}

#[test]
fn findings_are_told_by_claim_by_incident_or_both() {
    let claims = claims(&[FRENCH]);
    let of = |by: &[&str]| {
        let arguments = [&["check", "--agreement", AGREEMENT, "--format", "jsonl"], by].concat();
        let (out, err, code) = told(&with_input(&arguments, &claims));
        assert_eq!(code, 0, "{err}");
        lines(&out)
    };
    let (by_claim, by_incident, both) = (of(&["--by", "claim"]), of(&["--by", "incident"]), of(&[]));
    assert!(!by_claim.is_empty() && by_claim.iter().all(|f| f.get("claim").is_some() && f.get("incident").is_none()));
    assert!(!by_incident.is_empty() && by_incident.iter().all(|f| f.get("incident").is_some() && f.get("claim").is_none()));
    assert_eq!(both, [by_claim.clone(), by_incident].concat());
    assert_eq!(of(&["--by", "both"]), both);
    // A second agreement adds its own.
    let two = of(&["--by", "claim", "--agreement", "2015-02-12-minsk"]);
    assert!(two.len() > by_claim.len() && two.iter().any(|f| f["agreement"] == "2015-02-12-minsk"));
    let (_, err, code) = told(&with_input(&["check", "--agreement", AGREEMENT, "--by", "week"], &claims));
    assert!(code == 2 && err.contains("incident"), "{err}");
}

#[test]
fn a_line_an_incident() {
    let claims = claims(&[FRENCH]);
    let (short, _, _) = told(&with_input(&["incidents", "--format", "short"], &claims));
    let (json, _, _) = told(&with_input(&["incidents", "--format", "jsonl"], &claims));
    let ids: Vec<String> = lines(&json).iter().map(|i| i["id"].as_str().expect("an id").to_owned()).collect();
    assert_eq!(short.lines().map(|l| l.split(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>(), ids);
    let (_, err, code) = told(&with_input(&["incidents", "--brief", "--format", "short"], &claims));
    assert!(code == 2 && err.contains("--brief"), "{err}");
    let (out, _, code) = told(&with_input(&["incidents", "--brief"], b""));
    assert_eq!((out.as_str(), code), ("No incident is told.\n", 1));
}

#[test]
fn an_agreement_of_ones_own_is_found_in_texts() {
    let agreement = "id = \"two-valleys\"\nsigned = 2024-03-01\n[title]\nen = \"Truce of the two valleys\"\n\
        [aliases]\nen = [\"two valleys truce\"]\n[force]\nfrom = 2024-03-01T00:00:00+02:00\n\
        [[party]]\nid = \"COD\"\nroles = [\"party\"]\n[[party]]\nid = \"RWA\"\nroles = [\"party\"]\n\
        [[zone]]\nid = \"valleys\"\nshape = \"places\"\nplaces = [\"Sake\"]\ntheatre = true\n\
        [[clause]]\nnumber = \"4\"\ntext = { en = \"Nobody shoots.\" }\n\
        [[clause.obligation]]\nid = \"4a\"\nduty = \"prohibit\"\nacts = [\"any_hostility\"]\non = [\"COD\", \"RWA\"]\n";
    let report = "On 4 March 2024 the Congolese army said that Rwanda had violated article 4 of the two valleys truce.\n";
    let ((_a, agreement), (_b, report)) = (file("truce.toml", agreement.as_bytes()), file("report.txt", report.as_bytes()));
    let claims = |more: &[&str]| vigie(&[&["claims", &report, "--lang", "en", "--format", "jsonl"], more].concat());
    let cited = |output: &[u8]| -> Vec<(String, String)> {
        let cites =
            lines(&String::from_utf8_lossy(output)).into_iter().flat_map(|c| c["cites"].as_array().cloned().unwrap_or_default());
        let text = |v: &Value| v.as_str().unwrap_or_default().to_owned();
        cites.map(|c| (text(&c["agreement"]), text(&c["clause"]))).collect()
    };
    assert!(cited(&claims(&[]).stdout).iter().all(|(a, _)| a != "two-valleys"), "nobody told of it");
    let known = claims(&["--agreement", &agreement]).stdout;
    assert!(cited(&known).contains(&("two-valleys".to_owned(), "4".to_owned())), "{}", String::from_utf8_lossy(&known));
    let (out, err, code) =
        told(&with_input(&["check", "--agreement", &agreement, "--by", "incident", "--format", "jsonl"], &known));
    assert_eq!(code, 0, "{err}");
    assert!(lines(&out).iter().any(|f| f["clause"] == "4" && f["named_by"].as_array().is_some_and(|n| !n.is_empty())), "{out}");
    let (_, err, code) = told(&claims(&["--agreement", "no-such-agreement"]));
    assert!(code == 2 && err.contains("no-such-agreement") && err.contains("help:"), "{err}");
}

/// Eight reports on one story, with the claims that a person found in them.
fn the_story() -> Vec<u8> {
    let mut claims = String::new();
    for report in ["en-01", "en-02", "fr-01", "fr-02", "fr-03", "fr-04", "ru-01", "ru-02"] {
        let text = std::fs::read_to_string(root().join(format!("corpus/gold/{report}.json"))).expect("it is there");
        for mut claim in Gold::parse(&text).and_then(|g| g.claims()).expect("it reads") {
            claim.published = serde_json::from_str::<Value>(&text).ok().and_then(|v| v["published"].as_str()?.parse().ok());
            claims += &serde_json::to_string(&claim).expect("it is written");
            claims.push('\n');
        }
    }
    claims.into_bytes()
}

#[test]
fn the_story_of_eight_reports_is_one_page() {
    let (page, err, code) = told(&with_input(&["incidents", "--brief", "--agreement", AGREEMENT], &the_story()));
    assert_eq!(code, 0, "{err}");
    assert!(page.lines().count() <= 80, "{} lines", page.lines().count());
    assert!(page.lines().all(|l| l.chars().count() <= 112), "{page}");
    for told in ["denies", "differ", "toll", "answered", "clauses", "name of the place", "Also told"] {
        assert!(page.contains(told), "«{told}» is missing:\n{page}");
    }
    let path = root().join("crates/vigie/tests/pages/story.txt");
    if std::env::var("SNAPSHOTS").is_ok_and(|v| v == "overwrite") {
        std::fs::write(&path, &page).expect("it can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(page, kept, "help: read it, then SNAPSHOTS=overwrite cargo test -p vigie --test gathering");
}

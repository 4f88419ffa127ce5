//! What agreements say: who alleges a breach of which clause, who denies it, who says that it is kept.

use crate::page::{Block, counted, in_language, report_name};
use crate::phrases::Phrases;
use crate::sentence::{Values, fill, list};
use crate::who::{Body, bodies, levels};
use std::collections::HashMap;
use vigie_model::{Agreement, Bulletin, Claim, Finding, Incident, Verdict, World, number_order};

/// Per clause: how many claims allege a breach, deny one or tell it as kept, whose word they are, and the clause in our words.
pub(crate) fn agreements(bulletin: &Bulletin, phrases: &Phrases, world: &World, blocks: &mut Vec<Block>) {
    if bulletin.agreements.is_empty() {
        return;
    }
    let page = |name| Phrases::of(&phrases.file.page, name);
    let words = |name| Phrases::of(&phrases.file.incident, name);
    let claims = vigie_model::by_key(&bulletin.claims);
    blocks.push(Block::Section(page("findings").to_owned()));
    for agreement in &bulletin.agreements {
        let title = in_language(&agreement.title, &phrases.language).unwrap_or_else(|| agreement.id.clone());
        blocks.push(Block::Paragraph(page("agreement").replace("{title}", &title)));
        let mut any = false;
        for clause in clauses(bulletin, agreement) {
            let parts: Vec<String> =
                [("breaches", Verdict::AllegedBreach), ("denied", Verdict::Denied), ("compliant", Verdict::Compliant)]
                    .into_iter()
                    .filter_map(|(key, verdict)| {
                        let found: Vec<&Finding> = bulletin
                            .findings
                            .iter()
                            .filter(|f| f.agreement == agreement.id && f.clause == clause && f.verdict == verdict)
                            .collect();
                        let told = counted(phrases, words(key), &[("n", found.len())]);
                        let said = who_says(bulletin, &found, &claims, phrases, world);
                        (!found.is_empty()).then(|| format!("{told} ({said})"))
                    })
                    .collect();
            if parts.is_empty() {
                continue;
            }
            any = true;
            let template = if clause.is_empty() { words("finding_whole") } else { words("finding") };
            blocks.push(Block::Item(template.replace("{clause}", &clause).replace("{parts}", &parts.join(", "))));
            if let Some(text) = agreement.clause(&clause).and_then(|c| in_language(&c.text, &phrases.language)) {
                blocks.push(Block::Note(words("gloss").replace("{clause}", &clause).replace("{text}", &text)));
            }
        }
        if !any {
            blocks.push(Block::Paragraph(page("no_findings").to_owned()));
        }
    }
}

/// "Alleged breach of clause 2: X, Y." for each clause that a claim of the incident is said to breach.
pub(crate) fn breaches(
    bulletin: &Bulletin,
    incident: &Incident,
    claims: &HashMap<String, &Claim>,
    phrases: &Phrases,
    world: &World,
) -> Vec<String> {
    let words = |name| Phrases::of(&phrases.file.incident, name);
    let mut lines = Vec::new();
    for agreement in &bulletin.agreements {
        let title = in_language(&agreement.title, &phrases.language).unwrap_or_else(|| agreement.id.clone());
        for clause in clauses(bulletin, agreement) {
            let found: Vec<&Finding> = bulletin
                .findings
                .iter()
                .filter(|f| f.agreement == agreement.id && f.clause == clause && f.verdict == Verdict::AllegedBreach)
                .filter(|f| incident.claims.contains(&f.claim))
                .collect();
            if found.is_empty() {
                continue;
            }
            // With several agreements a number alone would not tell whose clause it is.
            let number = if bulletin.agreements.len() > 1 { format!("{clause} ({title})") } else { clause.clone() };
            let who = who_says(bulletin, &found, claims, phrases, world);
            let template = if clause.is_empty() { words("breach_whole") } else { words("breach") };
            lines.push(template.replace("{clause}", &number).replace("{title}", &title).replace("{who}", &who));
        }
    }
    lines
}

/// "according to A and B": whose word the claims of these findings are, each body once, however reports call it; the report where it speaks for itself.
fn who_says(
    bulletin: &Bulletin,
    findings: &[&Finding],
    claims: &HashMap<String, &Claim>,
    phrases: &Phrases,
    world: &World,
) -> String {
    let mut said: Vec<Body> = Vec::new();
    let mut own: Vec<String> = Vec::new();
    for claim in findings.iter().filter_map(|f| claims.get(&f.claim)) {
        match levels(&claim.source).first() {
            Some(first) => {
                for body in bodies(first, phrases, world) {
                    if !said.contains(&body) {
                        said.push(body);
                    }
                }
            }
            None => {
                let name = report_name(bulletin, &claim.report, phrases);
                if !own.contains(&name) {
                    own.push(name);
                }
            }
        }
    }
    let of = |name| Phrases::of(&phrases.file.source, name);
    let mut parts: Vec<String> = Vec::new();
    if !said.is_empty() {
        parts.push(fill(phrases, of("says"), &Values { bodies: [("S", said.as_slice())].into(), ..Values::default() }));
    }
    if !own.is_empty() {
        let words = [("report", list(phrases, &own))].into();
        parts.push(fill(phrases, of("says_own"), &Values { words, ..Values::default() }));
    }
    parts.join(Phrases::of(&phrases.file.incident, "versions_or"))
}

/// The clauses that findings speak of, in the order of the text; what is told of the agreement as a whole comes last.
fn clauses(bulletin: &Bulletin, agreement: &Agreement) -> Vec<String> {
    let weighty = |f: &&Finding| f.agreement == agreement.id && f.verdict <= Verdict::Compliant;
    let mut found: Vec<String> = bulletin.findings.iter().filter(weighty).map(|f| f.clause.clone()).collect();
    found.sort_by_cached_key(|c| (c.is_empty(), number_order(c)));
    found.dedup();
    found
}

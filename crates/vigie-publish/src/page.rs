//! The bulletin as a sequence of blocks, in whole sentences of a language; how they are drawn is not decided here.

use crate::classed::{Class, is_spoken, numbered};
use crate::held::{agreements, breaches};
use crate::mines::{kind_words, words_of_incident};
use crate::phrases::Phrases;
use crate::sentence::{Values, capital, fill, list};
use crate::tables::{Sheet, by_source, sheets};
use crate::who::{Body, bare_country, bodies, country, is_spot, levels, opens_with_a_noun, place_name, speakers};
use jiff::civil::Date;
use std::collections::HashMap;
use vigie_model::{Bulletin, Claim, Dispute, EventKind, Incident, Polarity, Role, Status, When, World};

/// One block of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The page's title.
    Title(String),
    /// A section.
    Section(String),
    /// The heading of an incident.
    Incident {
        /// Its number in this bulletin.
        number: usize,
        /// Kind, place, days.
        title: String,
        /// How the claims stand to one another, in words.
        status: String,
        /// What sort of incident it is, as a name for styles.
        class: &'static str,
    },
    /// A table.
    Table(Sheet),
    /// Where map and timeline stand, on pages that can show them.
    Figures,
    /// A sentence or several.
    Paragraph(String),
    /// An item of a list.
    Item(String),
    /// Small print.
    Note(String),
}

/// Words a bulletin.
pub fn pages(bulletin: &Bulletin, phrases: &Phrases, world: &World) -> Vec<Block> {
    let page = |name| Phrases::of(&phrases.file.page, name);
    let mut blocks = vec![Block::Title(capital(&page("title").replace("{period}", &period(phrases, &bulletin.period))))];
    if bulletin.incidents.is_empty() {
        blocks.push(Block::Paragraph(page("none").to_owned()));
        blocks.extend(method(phrases));
        return blocks;
    }
    let numbers =
        [("claims", bulletin.claims.len()), ("reports", reports_of(bulletin).len()), ("incidents", bulletin.incidents.len())];
    blocks.push(Block::Paragraph(counted(phrases, page("intro"), &numbers)));
    let told = numbered(bulletin);
    // What nobody reports is said as such: silence in a bulletin reads as an oversight.
    let mut absent: Vec<&str> = Vec::new();
    for (class, key) in Class::ALL.into_iter().zip(["none_force", "none_presence", "none_calm", "none_words"]) {
        if !told.iter().any(|(_, i)| Class::of(i.kind) == class) {
            absent.push(page(key));
        }
    }
    if told.iter().all(|(_, i)| i.tolls.is_empty()) {
        absent.push(page("none_toll"));
    }
    if !absent.is_empty() {
        blocks.push(Block::Paragraph(absent.join(" ")));
    }
    blocks.push(Block::Figures);
    let sheets = sheets(bulletin, phrases, world);
    if !sheets.is_empty() {
        blocks.push(Block::Section(page("tables").to_owned()));
        blocks.extend(sheets.into_iter().map(Block::Table));
    }
    let claims = vigie_model::by_key(&bulletin.claims);
    for (title, spoken) in [("events", false), ("words", true)] {
        let mut titled = false;
        for (number, incident) in told.iter().filter(|(_, i)| is_spoken(i.kind) == spoken) {
            if !titled {
                blocks.push(Block::Section(page(title).to_owned()));
                titled = true;
            }
            tell(bulletin, &claims, (*number, incident), phrases, world, &mut blocks);
        }
    }
    agreements(bulletin, phrases, world, &mut blocks);
    if let Some(sheet) = by_source(bulletin, phrases, world) {
        blocks.push(Block::Section(page("origins").to_owned()));
        blocks.push(Block::Table(sheet));
    }
    blocks.push(Block::Section(page("sources").to_owned()));
    for id in reports_of(bulletin) {
        blocks.push(Block::Item(report_line(bulletin, &id, phrases)));
    }
    blocks.extend(method(phrases));
    blocks
}

/// How the bulletin is made and how far it can be trusted.
fn method(phrases: &Phrases) -> [Block; 3] {
    let page = |name| Phrases::of(&phrases.file.page, name).to_owned();
    [Block::Section(page("method_title")), Block::Note(page("method")), Block::Note(page("method_grades"))]
}

fn reports_of(bulletin: &Bulletin) -> Vec<String> {
    let mut ids: Vec<String> = bulletin.claims.iter().map(|c| c.report.clone()).collect();
    ids.sort();
    ids.dedup();
    ids
}

fn tell(
    bulletin: &Bulletin,
    claims: &HashMap<String, &Claim>,
    (number, incident): (usize, &Incident),
    phrases: &Phrases,
    world: &World,
    blocks: &mut Vec<Block>,
) {
    let words = |name| Phrases::of(&phrases.file.incident, name);
    let mut heading = capital(&words_of_incident(incident, claims, phrases, world).title);
    if let Some(p) = &incident.place {
        heading.push(' ');
        heading.push_str(&place(phrases, world, p.name.as_str(), p.lat.is_some()));
    }
    let when = When { from: incident.from.or(incident.to), to: incident.to.or(incident.from), ..When::default() };
    let status = match incident.status {
        Status::SingleSource => "single_source",
        Status::Corroborated => "corroborated",
        Status::Contested => "contested",
        Status::Denied => "denied",
    };
    heading.push_str(&format!(", {}", days(phrases, &when)));
    blocks.push(Block::Incident {
        number,
        title: heading,
        status: Phrases::of(&phrases.file.status, status).to_owned(),
        class: Class::of(incident.kind).key(),
    });
    let mut said: Vec<String> = Vec::new();
    for origin in &incident.origins {
        for (keys, denied) in [(&origin.asserts, false), (&origin.denies, true)] {
            // The claims of one origin repeat one another: those with the same sentence are told once.
            for claim in keys.iter().filter_map(|k| claims.get(k)) {
                let sentence = version(bulletin, claim, denied, phrases, world);
                if !said.contains(&sentence) {
                    said.push(sentence);
                }
            }
        }
    }
    for sentence in said {
        blocks.push(Block::Item(sentence));
    }
    for c in &incident.contradictions {
        let about = match c.about {
            Dispute::Polarity => "polarity",
            Dispute::Figures => "figures",
            Dispute::Blame => "blame",
            Dispute::Time => "time",
            Dispute::Place => "place",
            Dispute::Name => "name",
            Dispute::Control => "control",
        };
        let versions: Vec<String> = c.versions.iter().map(|v| says(&v.says, c.about, phrases, world)).collect();
        let line = words("contradiction")
            .replace("{about}", Phrases::of(&phrases.file.about, about))
            .replace("{versions}", &versions.join(words("versions_or")));
        blocks.push(Block::Paragraph(line));
    }
    let tolls: Vec<String> = incident
        .tolls
        .iter()
        .map(|t| {
            let effect = phrases.effect(effect_name(t.effect), 2);
            let side = t.side.map(|c| format!(" ({})", bare_country(c, phrases, world)));
            let template = if t.low == t.high { words("toll_same") } else { words("toll_range") };
            template
                .replace("{effect}", &format!("{effect}{}", side.unwrap_or_default()))
                .replace("{low}", &t.low.to_string())
                .replace("{high}", &t.high.to_string())
                .replace("{best}", &t.best.to_string())
        })
        .collect();
    if !tolls.is_empty() {
        blocks.push(Block::Paragraph(words("tolls").replace("{list}", &tolls.join(words("versions_or")))));
    }
    for line in breaches(bulletin, incident, claims, phrases, world) {
        blocks.push(Block::Paragraph(line));
    }
    if let Some(line) = responses(bulletin, incident, phrases) {
        blocks.push(Block::Paragraph(line));
    }
    let numbers = [("reports", incident.reports.len()), ("origins", incident.independent_reports)];
    let mut notes = vec![counted(phrases, words("origins"), &numbers)];
    if !incident.copies.is_empty() {
        notes.push(counted(phrases, words("copies"), &[("n", incident.copies.len())]));
    }
    if !incident.silent.is_empty() {
        let names: Vec<String> = incident.silent.iter().map(|c| country(Some(*c), phrases, world).0).collect();
        notes.push(words("silent").replace("{list}", &names.join(", ")));
    }
    let grade = format!("{:?}{}", incident.reliability(), incident.credibility());
    notes.push(words("grade").replace("{grade}", &grade));
    blocks.push(Block::Note(notes.join(" ")));
}

/// What answers an incident, by the numbers of this bulletin, and whether it is told as over.
fn responses(bulletin: &Bulletin, incident: &Incident, phrases: &Phrases) -> Option<String> {
    let words = |name| Phrases::of(&phrases.file.incident, name);
    let told = numbered(bulletin);
    let list: Vec<String> = incident
        .responses
        .iter()
        .map(|r| {
            let title = phrases.kinds[&r.kind].title.clone();
            match told.iter().find(|(_, i)| i.id == r.incident) {
                Some((n, _)) => words("response").replace("{number}", &n.to_string()).replace("{title}", &title),
                None => words("response_far").replace("{title}", &title),
            }
        })
        .collect();
    if list.is_empty() {
        return None;
    }
    let outcome = phrases.file.outcome.get(incident.outcome.name()).cloned().unwrap_or_default();
    Some(format!("{} {outcome}", words("responses").replace("{list}", &list.join(", "))).trim_end().to_owned())
}

/// A template that only holds numbers.
pub(crate) fn counted(phrases: &Phrases, template: &str, numbers: &[(&'static str, usize)]) -> String {
    let words = numbers.iter().map(|(name, n)| (*name, n.to_string())).collect();
    fill(phrases, template, &Values { words, ..Values::default() })
}

/// A version in a contradiction, in the bulletin's words where it is more than a number or a day.
fn says(version: &str, about: Dispute, phrases: &Phrases, world: &World) -> String {
    match about {
        Dispute::Place => place_name(version, phrases, world),
        Dispute::Time => {
            let (first, last) = version.split_once('/').unwrap_or((version, version));
            let (from, to) = (first.parse().ok(), last.parse().ok());
            let when = When { from: from.or(to), to: to.or(from), ..When::default() };
            if when.from.is_some() { period(phrases, &when) } else { version.to_owned() }
        }
        Dispute::Polarity => {
            let key = if version.starts_with("den") { "denied" } else { "asserted" };
            phrases.file.about.get(key).cloned().unwrap_or_else(|| version.to_owned())
        }
        Dispute::Figures => figure(version, phrases, world),
        Dispute::Name => name_used(version, phrases, world),
        // "not X": X says that it was another hand.
        Dispute::Blame if version.starts_with("not ") => {
            let (side, denied) = (version.trim_start_matches("not "), phrases.file.status.get("denied"));
            let side = says(side, about, phrases, world);
            denied.map_or_else(|| version.to_owned(), |denied| format!("{side}: {denied}"))
        }
        _ => version
            .split(' ')
            .map(|w| match w.parse::<vigie_model::Country>() {
                Ok(c) => bare_country(c, phrases, world),
                Err(_) => w.to_owned(),
            })
            .collect::<Vec<_>>()
            .join(" "),
    }
}

/// "Old Ford (Country)": the names stay as they are told, the sides whose form it is are named in the bulletin's language.
fn name_used(version: &str, phrases: &Phrases, world: &World) -> String {
    let Some((names, sides)) = version.strip_suffix(')').and_then(|v| v.rsplit_once(" (")) else { return version.to_owned() };
    let side = |code: &str| code.parse().map_or_else(|_| code.to_owned(), |c| bare_country(c, phrases, world));
    format!("{names} ({})", sides.split(", ").map(side).collect::<Vec<_>>().join(", "))
}

/// "killed (Country): 3", from the figure as contradictions keep it: effect, side where told, number.
fn figure(version: &str, phrases: &Phrases, world: &World) -> String {
    let (mut effect, mut sides, mut numbers) = (String::new(), Vec::new(), Vec::new());
    for word in version.split(' ') {
        match word.parse::<vigie_model::Country>() {
            Ok(c) => sides.push(bare_country(c, phrases, world)),
            Err(_) if phrases.file.effects.contains_key(word) => effect = phrases.effect(word, 2),
            Err(_) => numbers.push(word),
        }
    }
    if !sides.is_empty() {
        effect = format!("{effect} ({})", sides.join(", "));
    }
    let template = Phrases::of(&phrases.file.incident, "toll_same");
    template.replace("{effect}", &effect).replace("{best}", &numbers.join(" "))
}

pub(crate) fn effect_name(effect: vigie_model::Effect) -> &'static str {
    use vigie_model::Effect::*;
    match effect {
        Killed => "killed",
        Wounded => "wounded",
        Captured => "captured",
        Missing => "missing",
        Displaced => "displaced",
        Released => "released",
    }
}

/// "According to the ministry, the army carried out four strikes near the village on 24 March (...)."
fn version(bulletin: &Bulletin, claim: &Claim, denied: bool, phrases: &Phrases, world: &World) -> String {
    let heard: Vec<Vec<Body>> = levels(&claim.source).iter().map(|level| speakers(level, phrases, world)).collect();
    let source = heard.first().map_or(&[][..], Vec::as_slice);
    let actors = bodies(&claim.actor, phrases, world);
    // Whom a toll counts without saying who they are is told by the toll.
    let counted = claim.kind == EventKind::Casualties && !claim.toll.is_empty();
    let told = claim.recipient.iter().filter(|r| !(counted && r.role == Role::Other && r.country.is_none()));
    let recipients = bodies(&told.cloned().collect::<Vec<_>>(), phrases, world);
    let kind = kind_words(claim, phrases, world);
    let of = |name| Phrases::of(&phrases.file.source, name);
    let report = report_name(bulletin, &claim.report, phrases);
    if denied || claim.polarity == Polarity::Denied {
        let values = Values {
            words: [("title", kind.title.clone()), ("details", details(claim, phrases, world, true)), ("report", report)].into(),
            bodies: [("S", source)].into(),
            agree: "S",
        };
        let template = if source.is_empty() { of("own_denies") } else { of("denies") };
        return capital(&fill(phrases, template, &values));
    }
    let attribution = match heard.as_slice() {
        [] => fill(phrases, of("own"), &Values { words: [("report", report)].into(), ..Values::default() }),
        [all] => fill(phrases, of("one"), &Values { bodies: [("S", all.as_slice())].into(), ..Values::default() }),
        [inner, outer, ..] => {
            let bodies = [("S", inner.as_slice()), ("S2", outer.as_slice())];
            fill(phrases, of("chain"), &Values { bodies: bodies.into(), ..Values::default() })
        }
    };
    let values = Values { words: Default::default(), bodies: named(&actors, &recipients), agree: "A" };
    let template = if actors.is_empty() { &kind.bare } else { &kind.act };
    let told = fill(phrases, template, &values);
    capital(&format!("{attribution}, {told}{}.", details(claim, phrases, world, false)))
}

fn named<'b>(actors: &'b [Body], recipients: &'b [Body]) -> std::collections::HashMap<&'static str, &'b [Body]> {
    [("A", actors), ("R", recipients)].into_iter().filter(|(_, b)| !b.is_empty()).collect()
}

/// Place, day, count, toll, means; for a denial also who is said to have done it.
fn details(claim: &Claim, phrases: &Phrases, world: &World, with_actor: bool) -> String {
    let words = |name| Phrases::of(&phrases.file.incident, name);
    let mut out = String::new();
    if with_actor && !claim.actor.is_empty() {
        let names: Vec<String> = bodies(&claim.actor, phrases, world).into_iter().map(|b| b.nominative).collect();
        out.push_str(&format!(" ({})", list(phrases, &names)));
    }
    if let Some(p) = &claim.place {
        out.push(' ');
        out.push_str(&place(phrases, world, &p.name, p.lat.is_some()));
    }
    if let Some(t) = claim.time.as_ref().filter(|t| t.from.is_some()) {
        out.push(' ');
        out.push_str(&days(phrases, t));
    }
    let mut extras: Vec<String> = Vec::new();
    if let Some(n) = claim.count.filter(|n| *n > 1) {
        extras.push(words("count").replace("{N}", &n.to_string()));
    }
    if !claim.toll.is_empty() {
        let tolls: Vec<String> = claim
            .toll
            .iter()
            .map(|t| {
                let number = match (t.low, t.high) {
                    (Some(a), Some(b)) if a == b => a.to_string(),
                    (Some(a), Some(b)) => format!("{a}–{b}"),
                    _ => phrases.unknown_number().to_owned(),
                };
                format!("{number} {}", phrases.effect(effect_name(t.effect), t.high.unwrap_or(2)))
            })
            .collect();
        extras.push(words("toll").replace("{T}", &tolls.join(", ")));
    }
    if !claim.means.is_empty() {
        let quoted: Vec<String> =
            claim.means.iter().map(|m| format!("{}{m}{}", phrases.file.quotes[0], phrases.file.quotes[1])).collect();
        extras.push(words("means").replace("{M}", &quoted.join(", ")));
    }
    if !extras.is_empty() {
        out.push_str(&format!(" ({})", extras.join(words("versions_or"))));
    }
    // Brackets that follow one another are one.
    out.replace(") (", words("versions_or"))
}

fn place(phrases: &Phrases, world: &World, name: &str, is_point: bool) -> String {
    let told = place_name(name, phrases, world);
    let key = if is_point && is_spot(name, world) && !opens_with_a_noun(&told) { "place_point" } else { "place_wide" };
    let words = [("P", told)].into();
    fill(phrases, Phrases::of(&phrases.file.incident, key), &Values { words, ..Values::default() })
}

/// The days a bulletin is about, without the word that makes an adverbial of them.
fn period(phrases: &Phrases, when: &When) -> String {
    let told = days(phrases, when);
    match &phrases.file.title_drops {
        Some(word) => told.strip_prefix(word.as_str()).map_or(told.clone(), str::to_owned),
        None => told,
    }
}

/// A day or a run of days.
fn days(phrases: &Phrases, when: &When) -> String {
    let put = |template: &str, d: Date| {
        let number = if d.day() == 1 { phrases.file.first_day.clone() } else { d.day().to_string() };
        template
            .replace("{d}", &number)
            .replace("{m}", &phrases.file.months[d.month() as usize - 1])
            .replace("{y}", &d.year().to_string())
    };
    match (when.from, when.to) {
        (Some(a), Some(b)) if a == b => put(&phrases.file.day, a),
        (Some(a), Some(b)) if a.month() == b.month() && a.year() == b.year() => {
            put(&phrases.file.days.replace("{d2}", &b.day().to_string()), a)
        }
        (Some(a), Some(b)) => {
            phrases.file.span.replace("{from}", &put(&phrases.file.bare_day, a)).replace("{to}", &put(&phrases.file.bare_day, b))
        }
        _ => phrases.file.undated.clone(),
    }
}

pub(crate) fn report_name(bulletin: &Bulletin, id: &str, phrases: &Phrases) -> String {
    let outlet = bulletin.report(id).and_then(|r| r.outlet.clone());
    match outlet {
        Some(o) => Phrases::of(&phrases.file.source, "outlet").replace("{outlet}", &o),
        None => Phrases::of(&phrases.file.source, "report").replace("{id}", id),
    }
}

/// "Headline", outlet, day, language, address; the report's name where nothing else is known of it.
fn report_line(bulletin: &Bulletin, id: &str, phrases: &Phrases) -> String {
    let Some(r) = bulletin.report(id) else { return id.to_owned() };
    let [open, close] = &phrases.file.quotes;
    let title = r.title.as_ref().map(|t| format!("{open}{}{close}", t.split_whitespace().collect::<Vec<_>>().join(" ")));
    let day = r.published.map(|d| period(phrases, &When::days(d, d)));
    let parts = [title, r.outlet.clone(), day, r.language.clone(), r.url.clone(), Some(format!("[{id}]"))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(crate) fn in_language(texts: &vigie_model::Texts, language: &str) -> Option<String> {
    texts.get(language).or_else(|| texts.values().next()).cloned()
}

//! The reasons of a finding as one sentence of English.

use vigie_model::{Claim, GeometryQuality, Ground, Moment, Verdict};

/// A moment as people of both clocks can read it: "2020-11-10 00:00 (UTC+03; 2020-11-09 21:00 UTC)".
pub(crate) fn moment(m: Moment) -> String {
    let short = |d: jiff::civil::DateTime| format!("{} {:02}:{:02}", d.date(), d.hour(), d.minute());
    if m.offset.is_zero() {
        format!("{} UTC", short(m.local()))
    } else {
        format!("{} (UTC{}; {} UTC)", short(m.local()), m.offset, short(m.utc()))
    }
}

/// One sentence: what the clause says, then who, when and where.
pub(crate) fn sentence(verdict: Verdict, clause: &str, claim: &Claim, grounds: &[Ground]) -> String {
    let day = claim.time.as_ref().and_then(|t| t.from.or(t.to)).map_or("the day".to_owned(), |d| d.to_string());
    let place = claim.place.as_ref().map_or("the place", |p| &p.name);
    let parts: Vec<String> = grounds.iter().map(|g| part(g, clause, claim, &day, place)).collect();
    let opening = match verdict {
        Verdict::AllegedBreach => "alleged breach",
        Verdict::Denied => "breach denied",
        Verdict::Compliant => "told as kept",
        Verdict::OutOfScope => "out of scope",
        Verdict::NotABreach => "not a breach",
    };
    format!("{opening}: {}.", parts.join("; "))
}

fn part(ground: &Ground, clause: &str, claim: &Claim, day: &str, place: &str) -> String {
    let kind = with_article(claim.kind.name());
    match ground {
        Ground::Act { act } => {
            format!("clause {clause} speaks of «{}», the claim tells {kind}", act.replace('_', " "))
        }
        Ground::Undoes { act } => {
            format!("under clause {clause}, «{}» would undo a breach, the claim tells {kind}", act.replace('_', " "),)
        }
        Ground::Denied => "the source denies it".to_owned(),
        Ground::NamesAnother { agreement } => format!("the report names another agreement, {agreement}"),
        Ground::Named { text } => format!("the report names it: «{text}»"),
        Ground::Bound { party } => format!("{party} is bound"),
        Ground::BoundThrough { party, by } => format!("{party} did not sign and is read as bound through {by}"),
        Ground::NotBound { who } => format!("the clause does not bind «{who}»"),
        Ground::Whole => format!("{} is told of the agreement as a whole", with_article(claim.kind.name())),
        Ground::NotTowards { who } => format!("the clause does not bind for the sake of «{who}»"),
        Ground::NoHandNamed => "nobody is named for it".to_owned(),
        Ground::NoTie => "nothing in the claim ties it to the agreement".to_owned(),
        Ground::InForce { since } => format!("{day} falls in its time, in force since {since}"),
        Ground::Before { since } => format!("{day} is before entry into force, {since}"),
        Ground::After { until } => format!("{day} is after its end, {until}"),
        Ground::Straddles { since } => format!("the days told begin on {day}, before entry into force, {since}"),
        Ground::Undated => "no day is told, it is taken as in force".to_owned(),
        Ground::NotYetDue { deadline } => format!("the last day for it, {deadline}, has not passed"),
        Ground::Overdue { deadline } => format!("the last day for it, {deadline}, had passed"),
        Ground::Late { deadline } => format!("told as done on {day}, after its last day, {deadline}"),
        Ground::HourUntold { since } => format!("entry into force came at an hour, {since}; the hour of the act is not known"),
        Ground::Inside { zone, quality } => format!("{place} lies in zone {zone}{}", known(*quality)),
        Ground::Outside { zone } => format!("{place} lies outside zone {zone}"),
        Ground::PlaceUntold { zone } => format!("no place is told for zone {zone}"),
        Ground::ReportElsewhere => "the places that the report names lie outside the theatre".to_owned(),
        Ground::WeaponUntold { zone } => format!("the class of weapon is not told, zone {zone} is taken at its widest"),
        Ground::PlaceUnlocated { zone } => format!("{place} cannot be held against zone {zone}"),
        Ground::NoClause { kind } => format!("no clause speaks of {}", with_article(kind)),
        Ground::Exempt { exemption, arguable: true } => format!("the exemption {exemption} may be argued"),
        Ground::Exempt { exemption, .. } => format!("the exemption {exemption} covers it"),
    }
}

fn known(quality: GeometryQuality) -> &'static str {
    match quality {
        GeometryQuality::InText => "",
        GeometryQuality::AnnexedMap => " (annexed map)",
        GeometryQuality::PublishedMap => " (map published by one side)",
        GeometryQuality::Approximate => " (drawn roughly)",
        GeometryQuality::UndefinedInText => " (not defined in the text)",
    }
}

/// "a drone strike", "an incursion", "shelling".
fn with_article(kind: &str) -> String {
    const UNCOUNTED: &[&str] = &[
        "casualties",
        "gunfire",
        "talks",
        "shelling",
        "destruction",
        "displacement",
        "monitoring",
        "compliance",
        "aid",
        "deescalation",
    ];
    let noun = kind.replace('_', " ");
    match kind {
        k if UNCOUNTED.contains(&k) => noun,
        k if k.starts_with(['a', 'e', 'i', 'o', 'u']) => format!("an {noun}"),
        _ => format!("a {noun}"),
    }
}

//! A claim held against the clauses of an agreement.

use crate::why;
use crate::zone::{Lies, lies, lies_with};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use vigie_model::{
    Act, Agreement, Citation, Claim, Clause, Duty, Entity, EventKind, Exemption, Finding, Ground, Moment, Obligation, Party,
    PartyRole, Polarity, Role, Verdict, WeaponIndex, World,
};

/// Holds one claim against one agreement: a finding for each clause that speaks to such an act, or a single finding
/// without a clause where none does.
pub fn check(claim: &Claim, agreement: &Agreement) -> Vec<Finding> {
    hold(claim, agreement, &Around::default())
}

/// Holds every claim against every agreement: for each claim, in the order given, its findings under each agreement.
///
/// Other than [`check`], it looks at the other claims of the same report: where all the places that they name lie
/// outside the agreement's theatre, a claim without a place is not read as being there; where some lie inside, a claim
/// that names nobody and no place still belongs; and a claim without a day is held against the last day told. `world` knows
/// weapons: a belt whose width hangs on the weapon is as wide as it is for the one told; an empty one will do where no belt does.
pub fn check_all(claims: &[Claim], agreements: &[Agreement], world: &World) -> Vec<Finding> {
    if agreements.is_empty() {
        return Vec::new();
    }
    let weapons = WeaponIndex::new(world);
    let mut of_report: HashMap<&str, Vec<&Claim>> = HashMap::new();
    for claim in claims {
        of_report.entry(&claim.report).or_default().push(claim);
    }
    let mut around: HashMap<(&str, usize), Around> = HashMap::new();
    let mut findings = Vec::new();
    for claim in claims {
        for (n, agreement) in agreements.iter().enumerate() {
            let around =
                around.entry((&claim.report, n)).or_insert_with(|| Around::of(&of_report[claim.report.as_str()], agreement));
            let weapon = weapons.class_of(&claim.means, |_| true).map(str::to_owned);
            findings.extend(hold(claim, agreement, &Around { weapon, ..*around }));
        }
    }
    findings
}

/// What the other claims of a report tell of where and when it is.
#[derive(Default)]
struct Around {
    /// True where some of its places lie in the theatre, false where all that can be held against it lie outside.
    here: Option<bool>,
    /// The last day it tells of.
    last_day: Option<Date>,
    /// Class of the weapon that the claim itself tells.
    weapon: Option<String>,
}

impl Around {
    fn of(claims: &[&Claim], agreement: &Agreement) -> Around {
        let theatre = agreement.zones.iter().find(|z| z.theatre);
        let mut here = None;
        for place in claims.iter().filter_map(|c| c.place.as_ref()) {
            match theatre.map(|z| lies(place, z, agreement)) {
                Some(Lies::Inside) => here = Some(true),
                Some(Lies::Outside) => here = here.or(Some(false)),
                _ => {}
            }
        }
        let last_day = claims.iter().filter_map(|c| c.time.as_ref().and_then(|t| t.to.or(t.from))).max();
        Around { here, last_day, weapon: None }
    }
}

fn hold(claim: &Claim, agreement: &Agreement, around: &Around) -> Vec<Finding> {
    let named = Named::of(claim, agreement);
    if let Some(other) = named.another {
        let grounds = vec![Ground::NamesAnother { agreement: other.to_owned() }];
        return vec![finding(claim, agreement, "", "", Verdict::OutOfScope, grounds)];
    }
    let mut findings = Vec::new();
    for clause in agreement.clauses.iter().filter(|c| named.clauses.is_empty() || named.clauses.contains(c.number.as_str())) {
        let strongest = clause
            .obligations
            .iter()
            .filter_map(|obligation| Some((obligation.id.as_str(), weigh(claim, obligation, agreement, around)?)))
            .min_by_key(|(_, (verdict, _))| *verdict);
        // A clause that the speaker names speaks to the claim, whatever acts the file gives it.
        let by_name = || named.clauses.contains(clause.number.as_str()).then(|| ("", by_name(claim, clause, agreement, around)));
        if let Some((obligation, (verdict, mut grounds))) = strongest.or_else(by_name) {
            if let Some(words) = named.words_for(&clause.number) {
                grounds.push(Ground::Named { text: words.to_owned() });
            }
            findings.push(finding(claim, agreement, &clause.number, obligation, verdict, grounds));
        }
    }
    if findings.is_empty() {
        let grounds = vec![Ground::NoClause { kind: claim.kind.name().to_owned() }];
        findings.push(finding(claim, agreement, "", "", Verdict::NotABreach, grounds));
    }
    findings
}

fn finding(
    claim: &Claim,
    agreement: &Agreement,
    clause: &str,
    obligation: &str,
    verdict: Verdict,
    grounds: Vec<Ground>,
) -> Finding {
    Finding {
        claim: claim.key(),
        agreement: agreement.id.clone(),
        clause: clause.to_owned(),
        verdict,
        why: why::sentence(verdict, clause, claim, &grounds),
        obligation: obligation.to_owned(),
        grounds,
    }
}

/// What the claim's sentence names of an agreement.
struct Named<'c> {
    /// Clauses that a breach, or the keeping of the text, is told of; empty where none is named.
    clauses: BTreeSet<&'c str>,
    /// The agreement that is named instead of this one.
    another: Option<&'c str>,
    cites: Vec<&'c Citation>,
    /// A breach told as such, or the keeping of the text.
    as_such: bool,
}

impl<'c> Named<'c> {
    fn of(claim: &'c Claim, agreement: &Agreement) -> Named<'c> {
        let as_such = matches!(claim.kind, EventKind::Violation | EventKind::Compliance);
        // A clause without its agreement may be this one's.
        let ours =
            |c: &&Citation| c.agreement == agreement.id || (c.agreement.is_empty() && agreement.clause(&c.clause).is_some());
        let cites: Vec<&Citation> = claim.cites.iter().filter(ours).collect();
        let clauses = cites.iter().map(|c| c.clause.as_str()).filter(|n| as_such && agreement.clause(n).is_some()).collect();
        let another = claim.cites.iter().find(|c| as_such && cites.is_empty() && !c.agreement.is_empty());
        Named { clauses, another: another.map(|c| c.agreement.as_str()), cites, as_such }
    }

    /// The words that name a clause, or, where a breach is told as such, the agreement.
    fn words_for(&self, clause: &str) -> Option<&'c str> {
        let of = |number: &str| self.cites.iter().find(|c| c.clause == number).map(|c| c.text.as_str());
        of(clause).or_else(|| of("").filter(|_| self.as_such))
    }
}

/// The verdict on a claim whose speaker names the clause: whether it is broken or kept is the speaker's word; who is bound
/// and whether it was in force is still looked at.
fn by_name(claim: &Claim, clause: &Clause, agreement: &Agreement, around: &Around) -> (Verdict, Vec<Ground>) {
    let on = clause.obligations.iter().flat_map(|o| o.on.iter().cloned()).collect();
    let through = clause.obligations.iter().flat_map(|o| o.through.iter().cloned()).collect();
    let whole = Obligation { on, through, ..Obligation::default() };
    let harm = (claim.polarity == Polarity::Asserted) != (claim.kind == EventKind::Compliance);
    let told = match (harm, claim.kind) {
        (true, _) => Told::Broken(Act::Other),
        (false, EventKind::Compliance) => Told::Kept(Act::Other),
        (false, _) => Told::Denied(Act::Other),
    };
    let mut grounds = Vec::new();
    let outside = !ties(claim, agreement, around, &mut grounds)
        | !binds(claim, &whole, agreement, told, &mut grounds)
        | !in_force(claim, &whole, agreement, told, around, &mut grounds);
    let verdict = match told {
        _ if outside => Verdict::OutOfScope,
        Told::Broken(_) | Told::NotUndone(_) => Verdict::AllegedBreach,
        Told::Denied(_) => Verdict::Denied,
        Told::Kept(_) | Told::Undone(_) => Verdict::Compliant,
    };
    (verdict, grounds)
}

/// What a claim tells about an obligation, before party, day and place are looked at.
#[derive(Clone, Copy, PartialEq)]
enum Told {
    /// What is forbidden was done, or what is asked for was not.
    Broken(Act),
    /// Somebody denies that what is forbidden was done.
    Denied(Act),
    /// What is asked for was done, or what is forbidden is told as left alone.
    Kept(Act),
    /// A breach was undone.
    Undone(Act),
    /// A breach was not undone.
    NotUndone(Act),
}

/// The verdict of one obligation on a claim, and its grounds; nothing where it does not speak to such an act.
fn weigh(claim: &Claim, obligation: &Obligation, agreement: &Agreement, around: &Around) -> Option<(Verdict, Vec<Ground>)> {
    let told = told(claim, obligation)?;
    let mut grounds = Vec::new();
    let mut outside = !ties(claim, agreement, around, &mut grounds);
    outside |= !binds(claim, obligation, agreement, told, &mut grounds);
    outside |= !in_force(claim, obligation, agreement, told, around, &mut grounds);
    outside |= !in_zone(claim, obligation, agreement, told, around, &mut grounds);
    let (act, mut verdict) = match told {
        Told::Broken(act) => (Ground::Act { act: act.name().to_owned() }, Verdict::AllegedBreach),
        Told::Denied(act) => (Ground::Act { act: act.name().to_owned() }, Verdict::Denied),
        Told::Kept(act) => (Ground::Act { act: act.name().to_owned() }, Verdict::Compliant),
        Told::Undone(act) => (Ground::Undoes { act: act.name().to_owned() }, Verdict::Compliant),
        Told::NotUndone(act) => (Ground::Undoes { act: act.name().to_owned() }, Verdict::AllegedBreach),
    };
    grounds.insert(0, act);
    if claim.polarity == Polarity::Denied {
        grounds.insert(1, Ground::Denied);
    }
    if outside {
        verdict = Verdict::OutOfScope;
    } else if verdict == Verdict::AllegedBreach
        && let Some(exemption) = agreement.exemptions.iter().find(|e| excepts(e, claim, obligation))
    {
        grounds.push(Ground::Exempt { exemption: exemption.id.clone(), arguable: exemption.arguable });
        if !exemption.arguable {
            verdict = Verdict::OutOfScope;
        }
    }
    Some((verdict, grounds))
}

fn told(claim: &Claim, obligation: &Obligation) -> Option<Told> {
    let asserted = claim.polarity == Polarity::Asserted;
    let act = obligation.acts.iter().copied().find(|a| a.told_by(claim));
    match obligation.duty {
        Duty::Prohibit | Duty::Limit | Duty::Guarantee => {
            if let Some(act) = act {
                // "The ceasefire holds" is the one kind among hostile acts that tells of their absence.
                let harm = asserted != (claim.kind == EventKind::Compliance);
                return Some(match (harm, claim.kind) {
                    (true, _) => Told::Broken(act),
                    (false, EventKind::Compliance) => Told::Kept(act),
                    (false, _) => Told::Denied(act),
                });
            }
            let undone = obligation.undone_by.iter().copied().find(|a| a.told_by(claim))?;
            Some(if asserted { Told::Undone(undone) } else { Told::NotUndone(undone) })
        }
        Duty::Require => act.map(|a| if asserted { Told::Kept(a) } else { Told::Broken(a) }),
        Duty::Permit | Duty::Control | Duty::Mechanism | Duty::Duration => None,
    }
}

/// True when something in the claim belongs to this agreement: a party among those who act or suffer, a side of it as the
/// speaker, or a place that one of its zones holds. A breach "of the truce" told elsewhere in the world has no such tie.
fn ties(claim: &Claim, agreement: &Agreement, around: &Around, grounds: &mut Vec<Ground>) -> bool {
    let side = |p: &&Party| p.roles.iter().any(|r| matches!(r, PartyRole::Party | PartyRole::AffectedNonParty));
    // Civilians of a side, and those who keep the peace there, belong to it too; a mediator's country has other business.
    let concerned = |e: &Entity| {
        agreement.parties.iter().any(|p| {
            (side(&p) && p.who.iter().any(|w| w.covers(e)))
                || (e.role == Role::Peacekeeper && p.roles.contains(&PartyRole::Peacekeeper) && p.who.iter().any(|w| w.covers(e)))
        })
    };
    let tied = claim.actor.iter().chain(&claim.recipient).any(concerned)
        || claim.source.iter().any(|e| agreement.parties.iter().filter(side).any(|p| p.covers(e)))
        || claim.place.as_ref().is_some_and(|place| agreement.zones.iter().any(|z| lies(place, z, agreement) == Lies::Inside))
        || (around.here == Some(true) && claim.place.is_none() && claim.actor.is_empty() && claim.recipient.is_empty());
    if !tied {
        grounds.push(Ground::NoTie);
    }
    tied
}

/// True when the obligation binds those who are told to have acted, or nobody is named.
fn binds(claim: &Claim, obligation: &Obligation, agreement: &Agreement, told: Told, grounds: &mut Vec<Ground>) -> bool {
    // "The sides" name nobody.
    let actors: Vec<&Entity> = claim.actor.iter().filter(|e| !(e.country.is_none() && matches!(e.role, Role::Other))).collect();
    if actors.is_empty() {
        if told == Told::Kept(Act::AnyHostility) || claim.kind == EventKind::Compliance {
            return true;
        }
        grounds.push(Ground::NoHandNamed);
        // What binds one side alone is not broken by nobody; who guarantees a way answers whoever closes it.
        let sides = agreement.parties.iter().filter(|p| p.roles.contains(&PartyRole::Party));
        let binds_all = obligation.on.is_empty() || sides.into_iter().all(|p| obligation.on.contains(&p.id));
        return binds_all || obligation.duty == Duty::Guarantee;
    }
    let covers = |party: &Party, e: &Entity| match obligation.duty {
        // A guarantor answers for all under it, its civilians too.
        Duty::Guarantee => party.covers(e) || party.who.iter().any(|w| w.country.is_some() && w.country == e.country),
        _ => party.covers(e),
    };
    let bound = |p: &&Party| if obligation.on.is_empty() { p.is_bound() } else { obligation.on.contains(&p.id) };
    if let Some(party) = agreement.parties.iter().filter(bound).find(|p| actors.iter().any(|e| covers(p, e))) {
        grounds.push(Ground::Bound { party: party.id.clone() });
        return true;
    }
    // Those who did not sign are read as bound not to act, never as owing or having done what a signatory owes.
    let forbidden = matches!(told, Told::Broken(_) | Told::Denied(_)) && obligation.duty != Duty::Require;
    let through = obligation
        .through
        .iter()
        .find(|t| forbidden && agreement.party(&t.who).is_some_and(|party| actors.iter().any(|e| covers(party, e))));
    match through {
        Some(t) => grounds.push(Ground::BoundThrough { party: t.who.clone(), by: t.by.clone() }),
        None => {
            let who = actors.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join(", ");
            grounds.push(Ground::NotBound { who });
        }
    }
    through.is_some()
}

/// True when the agreement, and the obligation, were in force on the days told.
fn in_force(
    claim: &Claim,
    obligation: &Obligation,
    agreement: &Agreement,
    told: Told,
    around: &Around,
    grounds: &mut Vec<Ground>,
) -> bool {
    let days = claim.time.as_ref().and_then(|t| Some((t.from.or(t.to)?, t.to.or(t.from)?)));
    if days.is_none() {
        grounds.push(Ground::Undated);
    }
    let Some((first, last)) = days.or(around.last_day.map(|d| (d, d))) else { return true };
    let start = obligation.from.or(agreement.from.map(Moment::day));
    let since = || {
        agreement
            .from
            .filter(|_| obligation.from.is_none())
            .map_or_else(|| start.map_or(String::new(), |d| d.to_string()), why::moment)
    };
    if let Some(start) = start {
        if last < start {
            grounds.push(Ground::Before { since: since() });
            return false;
        }
        if first < start {
            grounds.push(Ground::Straddles { since: since() });
            return false;
        }
    }
    // A moment of end at midnight is the first day no longer in force.
    let ended = |end: Moment| if end.is_midnight() { first >= end.day() } else { first > end.day() };
    if let Some(end) = agreement.to.filter(|end| ended(*end)) {
        grounds.push(Ground::After { until: why::moment(end) });
        return false;
    }
    let deadline = obligation.deadline.as_ref().and_then(|d| d.last_day(agreement));
    if let Some(day) = deadline
        && matches!(told, Told::Broken(_))
        && obligation.duty == Duty::Require
        && last <= day
    {
        grounds.push(Ground::NotYetDue { deadline: day.to_string() });
        return false;
    }
    if days.is_some() {
        grounds.push(Ground::InForce { since: since() });
    }
    true
}

/// True when the claim's place lies in one of the obligation's zones, or none is asked for.
fn in_zone(
    claim: &Claim,
    obligation: &Obligation,
    agreement: &Agreement,
    told: Told,
    around: &Around,
    grounds: &mut Vec<Ground>,
) -> bool {
    if obligation.zones.is_empty() {
        return true;
    }
    let day = claim.time.as_ref().and_then(|t| t.from.or(t.to));
    let stands = |z: &&vigie_model::Zone| day.is_none_or(|d| z.from.is_none_or(|f| d >= f) && z.to.is_none_or(|t| d <= t));
    let zones: Vec<_> = obligation.zones.iter().filter_map(|id| agreement.zone(id)).filter(stands).collect();
    let Some(place) = &claim.place else {
        // Ground given back must be named: pulling back from somewhere untold undoes nothing that the clause knows of.
        let theatre = zones.iter().find(|z| z.theatre && !matches!(told, Told::Undone(_)));
        let zone = theatre.or(zones.first()).map_or(String::new(), |z| z.id.clone());
        grounds.push(Ground::PlaceUntold { zone });
        if around.here == Some(false) {
            grounds.push(Ground::ReportElsewhere);
        }
        return theatre.is_some() && around.here != Some(false);
    };
    let mut unlocated = None;
    for zone in &zones {
        match lies_with(place, zone, agreement, around.weapon.as_deref()) {
            Lies::Inside => {
                if !zone.widths.is_empty() && around.weapon.is_none() {
                    grounds.push(Ground::WeaponUntold { zone: zone.id.clone() });
                }
                grounds.push(Ground::Inside { zone: zone.id.clone(), quality: zone.quality });
                return true;
            }
            Lies::Unknown => unlocated = unlocated.or(Some(zone)),
            Lies::Outside => {}
        }
    }
    // A place without coordinates in the country of a party is read as being in the theatre; elsewhere it is not.
    let ours = |zone: &&&vigie_model::Zone| {
        zone.theatre && place.country.is_none_or(|c| agreement.parties.iter().flat_map(|p| &p.who).any(|w| w.country == Some(c)))
    };
    match unlocated {
        Some(zone) => {
            grounds.push(Ground::PlaceUnlocated { zone: zone.id.clone() });
            ours(&zone)
        }
        None => {
            grounds.push(Ground::Outside { zone: obligation.zones[0].clone() });
            false
        }
    }
}

fn excepts(exemption: &Exemption, claim: &Claim, obligation: &Obligation) -> bool {
    let concerns = exemption.from.is_empty() || exemption.from.contains(&obligation.id);
    let open = exemption.against.is_empty() && exemption.by.is_empty();
    let hits = |who: &[vigie_model::Who], entities: &[Entity]| who.iter().any(|w| entities.iter().any(|e| w.covers(e)));
    concerns && (open || hits(&exemption.against, &claim.recipient) || hits(&exemption.by, &claim.actor))
}

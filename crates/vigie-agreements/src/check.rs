//! A claim held against the clauses of an agreement.

use crate::groups::Groups;
use crate::why;
use crate::zone::{Lies, lies, lies_with};
use jiff::civil::Date;
use std::collections::{BTreeSet, HashMap};
use vigie_model::{
    Act, Agreement, Citation, Claim, Clause, Country, Duty, Entity, EventKind, Exemption, Finding, Ground, Moment, Obligation,
    Party, PartyRole, Polarity, Role, Verdict, WeaponIndex, World,
};

/// Holds one claim against one agreement: a finding for each clause that speaks to such an act, or a single finding
/// without a clause where none does.
pub fn check(claim: &Claim, agreement: &Agreement) -> Vec<Finding> {
    hold(claim, agreement, &Around::default(), &Groups::default())
}

/// Holds every claim against every agreement: for each claim, in the order given, its findings under each agreement.
///
/// Other than [`check`], it looks at the other claims of the same report: where all the places that they name lie
/// outside the agreement's theatre, a claim without a place is not read as being there; where some lie inside, a claim
/// that names nobody and no place still belongs; and a claim without a day is held against the last day told. `world` knows
/// weapons, so that a belt whose width hangs on the weapon is as wide as it is for the one told, and armed groups, so that one
/// that did not sign is not taken for the one that did; an empty one will do where no clause asks for either.
pub fn check_all(claims: &[Claim], agreements: &[Agreement], world: &World) -> Vec<Finding> {
    if agreements.is_empty() {
        return Vec::new();
    }
    let weapons = WeaponIndex::new(world);
    let named = agreements.iter().any(|a| a.parties.iter().any(|p| !p.groups.is_empty()));
    let groups = if named { Groups::new(world) } else { Groups::default() };
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
            let mines = claim.kind == EventKind::Fortification && weapons.are_explosives(&claim.means);
            findings.extend(hold(claim, agreement, &Around { weapon, mines, ..*around }, &groups));
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
    /// Its works are mines.
    mines: bool,
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
        Around { here, last_day, weapon: None, mines: false }
    }
}

fn hold(claim: &Claim, agreement: &Agreement, around: &Around, groups: &Groups<'_>) -> Vec<Finding> {
    let named = Named::of(claim, agreement);
    if let Some(other) = named.another {
        let grounds = vec![Ground::NamesAnother { agreement: other.to_owned() }];
        return vec![finding(claim, agreement, "", "", Verdict::OutOfScope, grounds)];
    }
    let case = Case { claim, agreement, around, groups };
    let mut findings = Vec::new();
    for clause in agreement.clauses.iter().filter(|c| named.clauses.is_empty() || named.clauses.contains(c.number.as_str())) {
        // Of two that come to the same, the reasons of the one that comes nearer are told: whom it binds weighs most.
        let strongest = clause
            .obligations
            .iter()
            .filter_map(|obligation| Some((obligation.id.as_str(), case.weigh(obligation)?)))
            .min_by_key(|(_, weighed)| (weighed.verdict, weighed.misses));
        // A clause that the speaker names speaks to the claim, whatever acts the file gives it.
        let by_name = || named.clauses.contains(clause.number.as_str()).then(|| ("", case.by_name(clause)));
        if let Some((obligation, Weighed { verdict, mut grounds, .. })) = strongest.or_else(by_name) {
            if let Some(words) = named.words_for(&clause.number) {
                grounds.push(Ground::Named { text: words.to_owned() });
            }
            findings.push(finding(claim, agreement, &clause.number, obligation, verdict, grounds));
        }
    }
    if findings.is_empty() && named.as_such {
        // No clause lists such acts, but the speaker says that the text is broken or kept: that is held against it as a whole.
        let Weighed { verdict, mut grounds, .. } = case.as_a_whole();
        if let Some(words) = named.words_for("") {
            grounds.push(Ground::Named { text: words.to_owned() });
        }
        findings.push(finding(claim, agreement, "", "", verdict, grounds));
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
    /// Where this one is named, with the clause of it that is meant; none where it is named as a whole.
    cites: Vec<(&'c Citation, &'c str)>,
    /// A breach told as such, or the keeping of the text.
    as_such: bool,
}

impl<'c> Named<'c> {
    fn of(claim: &'c Claim, agreement: &'c Agreement) -> Named<'c> {
        let as_such = matches!(claim.kind, EventKind::Violation | EventKind::Compliance);
        // A clause without its agreement may be this one's.
        let ours = |c: &'c Citation| {
            let clause = agreement.clause_cited(&c.clause).map_or("", |clause| clause.number.as_str());
            (c.agreement == agreement.id || (c.agreement.is_empty() && !clause.is_empty())).then_some((c, clause))
        };
        let cites: Vec<(&Citation, &str)> = claim.cites.iter().filter_map(ours).collect();
        let clauses = cites.iter().map(|(_, clause)| *clause).filter(|n| as_such && !n.is_empty()).collect();
        let another = claim.cites.iter().find(|c| as_such && cites.is_empty() && !c.agreement.is_empty());
        Named { clauses, another: another.map(|c| c.agreement.as_str()), cites, as_such }
    }

    /// The words that name a clause, or, where a breach is told as such, the agreement.
    fn words_for(&self, clause: &str) -> Option<&'c str> {
        let of = |number: &str| self.cites.iter().find(|(_, n)| *n == number).map(|(c, _)| c.text.as_str());
        of(clause).or_else(|| of("").filter(|_| self.as_such))
    }
}

/// A claim and what it is held against.
struct Case<'c> {
    claim: &'c Claim,
    agreement: &'c Agreement,
    around: &'c Around,
    groups: &'c Groups<'c>,
}

/// What an obligation comes to.
struct Weighed {
    verdict: Verdict,
    grounds: Vec<Ground>,
    /// How far the claim is from it: whom it binds weighs more than towards whom, that more than the place, that more than the day.
    misses: u32,
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

impl Case<'_> {
    /// The verdict of one obligation on the claim, and its grounds; nothing where it does not speak to such an act.
    fn weigh(&self, obligation: &Obligation) -> Option<Weighed> {
        let told = self.told(obligation)?;
        let mut grounds = Vec::new();
        let misses = self.misses(obligation, told, &mut grounds);
        let (act, mut verdict) = match told {
            Told::Broken(act) => (Ground::Act { act: act.name().to_owned() }, Verdict::AllegedBreach),
            Told::Denied(act) => (Ground::Act { act: act.name().to_owned() }, Verdict::Denied),
            Told::Kept(act) => (Ground::Act { act: act.name().to_owned() }, Verdict::Compliant),
            Told::Undone(act) => (Ground::Undoes { act: act.name().to_owned() }, Verdict::Compliant),
            Told::NotUndone(act) => (Ground::Undoes { act: act.name().to_owned() }, Verdict::AllegedBreach),
        };
        grounds.insert(0, act);
        if self.claim.polarity == Polarity::Denied {
            grounds.insert(1, Ground::Denied);
        }
        if misses > 0 {
            verdict = Verdict::OutOfScope;
        } else if verdict == Verdict::AllegedBreach
            && let Some(exemption) = self.agreement.exemptions.iter().find(|e| excepts(e, self.claim, obligation))
        {
            grounds.push(Ground::Exempt { exemption: exemption.id.clone(), arguable: exemption.arguable });
            if !exemption.arguable {
                verdict = Verdict::OutOfScope;
            }
        }
        Some(Weighed { verdict, grounds, misses })
    }

    /// How far the claim is from what the obligation asks of party, other side, place and day; nothing where it meets them all.
    fn misses(&self, obligation: &Obligation, told: Told, grounds: &mut Vec<Ground>) -> u32 {
        let tied = self.ties(grounds);
        let bound = self.binds(obligation, told, grounds);
        let towards = self.towards(obligation, grounds);
        let in_force = self.in_force(obligation, told, grounds);
        let in_zone = self.in_zone(obligation, told, grounds);
        [bound, tied, towards, in_zone, in_force].into_iter().fold(0, |sum, met| sum * 2 + u32::from(!met))
    }

    /// The verdict where the speaker names the clause: whether it is broken or kept is the speaker's word; who is bound and
    /// whether it was in force is still looked at.
    fn by_name(&self, clause: &Clause) -> Weighed {
        let on = clause.obligations.iter().flat_map(|o| o.on.iter().cloned()).collect();
        let through = clause.obligations.iter().flat_map(|o| o.through.iter().cloned()).collect();
        self.by_word(&Obligation { on, through, ..Obligation::default() })
    }

    /// The verdict where a breach, or the keeping, is told of the agreement and no clause lists such acts.
    fn as_a_whole(&self) -> Weighed {
        let through =
            self.agreement.clauses.iter().flat_map(|c| &c.obligations).flat_map(|o| o.through.iter().cloned()).collect();
        let zones = self.agreement.zones.iter().filter(|z| z.theatre).map(|z| z.id.clone()).collect();
        let mut weighed = self.by_word(&Obligation { through, zones, ..Obligation::default() });
        weighed.grounds.insert(0, Ground::Whole);
        weighed
    }

    /// The verdict where the speaker's word stands for the act.
    fn by_word(&self, whole: &Obligation) -> Weighed {
        let told = self.harm_or_its_absence(Act::Other);
        let mut grounds = Vec::new();
        let misses = self.misses(whole, told, &mut grounds);
        let verdict = match told {
            _ if misses > 0 => Verdict::OutOfScope,
            Told::Broken(_) | Told::NotUndone(_) => Verdict::AllegedBreach,
            Told::Denied(_) => Verdict::Denied,
            Told::Kept(_) | Told::Undone(_) => Verdict::Compliant,
        };
        Weighed { verdict, grounds, misses }
    }

    /// "The ceasefire holds" is the one kind among hostile acts that tells of their absence.
    fn harm_or_its_absence(&self, act: Act) -> Told {
        let keeping = self.claim.kind == EventKind::Compliance;
        match (self.claim.polarity == Polarity::Asserted) != keeping {
            true => Told::Broken(act),
            false if keeping => Told::Kept(act),
            false => Told::Denied(act),
        }
    }

    fn told(&self, obligation: &Obligation) -> Option<Told> {
        let asserted = self.claim.polarity == Polarity::Asserted;
        let act = obligation.acts.iter().copied().find(|a| self.tells(*a));
        match obligation.duty {
            Duty::Prohibit | Duty::Limit | Duty::Guarantee => {
                if let Some(act) = act {
                    return Some(self.harm_or_its_absence(act));
                }
                let undone = obligation.undone_by.iter().copied().find(|a| self.tells(*a))?;
                Some(if asserted { Told::Undone(undone) } else { Told::NotUndone(undone) })
            }
            Duty::Require => act.map(|a| if asserted { Told::Kept(a) } else { Told::Broken(a) }),
            Duty::Permit | Duty::Control | Duty::Mechanism | Duty::Duration => None,
        }
    }

    /// True where the claim tells such an act. Where the means are explosives, works are mines: no post and no move.
    fn tells(&self, act: Act) -> bool {
        act.told_by(self.claim) && !(self.around.mines && matches!(act, Act::Fortify | Act::ChangePositions))
    }

    /// True where the entity is one of the party's: not every armed group of a land is the one that the file names.
    fn belongs(&self, party: &Party, e: &Entity) -> bool {
        party.covers(e) && self.groups.may_be(party, e)
    }

    /// True when something in the claim belongs to this agreement: a party among those who act or suffer, a side of it as the
    /// speaker, or a place that one of its zones holds. A breach "of the truce" told elsewhere in the world has no such tie.
    fn ties(&self, grounds: &mut Vec<Ground>) -> bool {
        let (claim, agreement) = (self.claim, self.agreement);
        let side = |p: &&Party| p.roles.iter().any(|r| matches!(r, PartyRole::Party | PartyRole::AffectedNonParty));
        // Civilians of a side, and those who keep the peace there, belong to it too; a mediator's country has other business.
        let concerned = |e: &Entity| {
            agreement.parties.iter().any(|p| {
                (side(&p) && p.who.iter().any(|w| w.covers(e)) && self.groups.may_be(p, e))
                    || (e.role == Role::Peacekeeper
                        && p.roles.contains(&PartyRole::Peacekeeper)
                        && p.who.iter().any(|w| w.covers(e)))
            })
        };
        let nobody = claim.actor.iter().chain(&claim.recipient).all(names_nobody);
        let tied = claim.actor.iter().chain(&claim.recipient).any(concerned)
            || claim.source.iter().any(|e| agreement.parties.iter().filter(side).any(|p| self.belongs(p, e)))
            || claim
                .place
                .as_ref()
                .is_some_and(|place| agreement.zones.iter().any(|z| lies(place, z, agreement) == Lies::Inside))
            || (self.around.here == Some(true) && claim.place.is_none() && nobody);
        if !tied {
            grounds.push(Ground::NoTie);
        }
        tied
    }

    /// True when the obligation binds those who are told to have acted, or nobody is named.
    fn binds(&self, obligation: &Obligation, told: Told, grounds: &mut Vec<Ground>) -> bool {
        let (claim, agreement) = (self.claim, self.agreement);
        let actors: Vec<&Entity> = claim.actor.iter().filter(|e| !names_nobody(e)).collect();
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
            Duty::Guarantee => self.belongs(party, e) || of_its_land(party, e.country),
            _ => self.belongs(party, e),
        };
        let bound = |p: &&Party| if obligation.on.is_empty() { p.is_bound() } else { obligation.on.contains(&p.id) };
        if let Some(party) = agreement.parties.iter().filter(bound).find(|p| actors.iter().any(|e| covers(p, e))) {
            grounds.push(Ground::Bound { party: party.id.clone() });
            return true;
        }
        // Those who did not sign are read as bound not to act, never as owing or having done what a signatory owes; that they
        // leave alone what they are bound not to do counts as the doing of it would.
        let left_alone = claim.kind == EventKind::Compliance;
        let forbidden = (left_alone || matches!(told, Told::Broken(_) | Told::Denied(_))) && obligation.duty != Duty::Require;
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

    /// True when the act is told of those for whose sake the obligation binds, or of nobody in particular. What a side does to
    /// its own, or to those who stand behind it, is not done to the other.
    fn towards(&self, obligation: &Obligation, grounds: &mut Vec<Ground>) -> bool {
        let claim = self.claim;
        // A breach told as such is aimed at nobody.
        if obligation.to.is_empty() || matches!(claim.kind, EventKind::Violation | EventKind::Compliance) {
            return true;
        }
        let acting: Vec<&Party> =
            self.agreement.parties.iter().filter(|p| claim.actor.iter().any(|e| self.belongs(p, e))).collect();
        let behind = |p: &Party| {
            acting.iter().any(|a| {
                a.id == p.id
                    || a.bound_through.as_ref() == Some(&p.id)
                    || obligation.through.iter().any(|t| t.who == a.id && t.by == p.id)
            })
        };
        let others: Vec<&Party> = obligation.to.iter().filter_map(|id| self.agreement.party(id)).filter(|p| !behind(p)).collect();
        let hit: Vec<&Entity> = claim.recipient.iter().filter(|e| e.country.is_some()).collect();
        let who = if !hit.is_empty() {
            if hit.iter().any(|e| others.iter().any(|p| p.covers(e) || of_its_land(p, e.country))) {
                return true;
            }
            hit.iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join(", ")
        } else {
            // Nobody is named: the ground may be that of a land that has no part in the agreement.
            let ours = |c: Country| self.agreement.parties.iter().any(|p| of_its_land(p, Some(c)));
            let within = |z: &vigie_model::Zone| claim.place.as_ref().is_some_and(|p| lies(p, z, self.agreement) == Lies::Inside);
            match &claim.place {
                Some(place) if place.country.is_some_and(|c| !ours(c)) && !self.agreement.zones.iter().any(within) => {
                    place.name.clone()
                }
                _ => return true,
            }
        };
        grounds.push(Ground::NotTowards { who });
        false
    }

    /// True when the agreement, and the obligation, were in force on the days told.
    fn in_force(&self, obligation: &Obligation, told: Told, grounds: &mut Vec<Ground>) -> bool {
        let (claim, agreement, around) = (self.claim, self.agreement, self.around);
        let days = claim.time.as_ref().and_then(|t| Some((t.from.or(t.to)?, t.to.or(t.from)?)));
        if days.is_none() {
            grounds.push(Ground::Undated);
        }
        let start = obligation.from.or(agreement.from.map(Moment::day));
        let since = || {
            agreement
                .from
                .filter(|_| obligation.from.is_none())
                .map_or_else(|| start.map_or(String::new(), |d| d.to_string()), why::moment)
        };
        let of_report = around.last_day.map(|d| (d, d));
        // What is told without a day happened before it was published.
        let at_latest = of_report.into_iter().chain(claim.published.map(|d| (d, d))).min();
        if let (Some(start), Some((first, last))) = (start, days.or(at_latest)) {
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
        let ended = |end: Moment, first: Date| if end.is_midnight() { first >= end.day() } else { first > end.day() };
        if let (Some(end), Some((first, _))) = (agreement.to, days.or(of_report))
            && ended(end, first)
        {
            grounds.push(Ground::After { until: why::moment(end) });
            return false;
        }
        if !self.was_due(obligation, told, days, grounds) {
            return false;
        }
        if let Some((first, _)) = days {
            grounds.push(Ground::InForce { since: since() });
            let at_an_hour = agreement.from.filter(|m| obligation.from.is_none() && !m.is_midnight() && m.day() == first);
            grounds.extend(at_an_hour.map(|m| Ground::HourUntold { since: why::moment(m) }));
        }
        true
    }

    /// False for a duty told as not done while its last day had not passed. "Not yet" is said of the day on which it is
    /// published where no other is told.
    fn was_due(&self, obligation: &Obligation, told: Told, days: Option<(Date, Date)>, grounds: &mut Vec<Ground>) -> bool {
        let deadline = obligation.deadline.as_ref().and_then(|d| d.last_day(self.agreement));
        let Some(day) = deadline.filter(|_| obligation.duty == Duty::Require) else { return true };
        match told {
            Told::Broken(_) => {
                let Some(as_of) = days.map(|d| d.1).or(self.claim.published).or(self.around.last_day) else { return true };
                if as_of <= day {
                    grounds.push(Ground::NotYetDue { deadline: day.to_string() });
                    return false;
                }
                grounds.push(Ground::Overdue { deadline: day.to_string() });
            }
            Told::Kept(_) if days.is_some_and(|(first, _)| first > day) => {
                grounds.push(Ground::Late { deadline: day.to_string() });
            }
            _ => {}
        }
        true
    }

    /// True when the claim's place lies in one of the obligation's zones, or none is asked for.
    fn in_zone(&self, obligation: &Obligation, told: Told, grounds: &mut Vec<Ground>) -> bool {
        let (claim, agreement, around) = (self.claim, self.agreement, self.around);
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
            zone.theatre
                && place.country.is_none_or(|c| agreement.parties.iter().flat_map(|p| &p.who).any(|w| w.country == Some(c)))
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
}

/// "The sides" name nobody.
fn names_nobody(e: &Entity) -> bool {
    e.country.is_none() && matches!(e.role, Role::Other)
}

/// True for what belongs to a land of the party, its civilians too.
fn of_its_land(party: &Party, country: Option<Country>) -> bool {
    party.who.iter().any(|w| w.country.is_some() && w.country == country)
}

fn excepts(exemption: &Exemption, claim: &Claim, obligation: &Obligation) -> bool {
    let concerns = exemption.from.is_empty() || exemption.from.contains(&obligation.id);
    let open = exemption.against.is_empty() && exemption.by.is_empty();
    let hits = |who: &[vigie_model::Who], entities: &[Entity]| who.iter().any(|w| entities.iter().any(|e| w.covers(e)));
    concerns && (open || hits(&exemption.against, &claim.recipient) || hits(&exemption.by, &claim.actor))
}

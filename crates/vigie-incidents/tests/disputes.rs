//! Made-up stories: whose word an incident rests on, what its figures add up to, and who disputes what.

mod story;

use story::tell;
use vigie_incidents::gather;
use vigie_model::world::{Actor, Name, Place};
use vigie_model::{Dispute, Effect, Incident, Role, Status, Victims, World};

fn incidents(story: &str) -> Vec<Incident> {
    gather(&tell(story), &World::default())
}

/// The only incident of the ground that a story tells.
fn event(story: &str) -> Incident {
    let mut told: Vec<Incident> = incidents(story).into_iter().filter(|i| !i.kind.is_speech_act()).collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    told.remove(0)
}

fn about(incident: &Incident) -> Vec<Dispute> {
    incident.contradictions.iter().map(|c| c.about).collect()
}

/// Effect, side, status, low, best, high.
fn rows(incident: &Incident) -> Vec<(Effect, String, Victims, u32, u32, u32)> {
    let side = |c: Option<vigie_model::Country>| c.map_or("-".to_owned(), |c| c.to_string());
    incident.tolls.iter().map(|t| (t.effect, side(t.side), t.victims, t.low, t.best, t.high)).collect()
}

#[test]
fn a_headline_is_the_word_of_whoever_the_text_names() {
    let report = |n: u32| {
        format!(
            "r{n} | shelling   | | | Upper Ford | 06-02 | killed 3 |
             r{n} | casualties | | BBB.CVL | Upper Ford | 06-02 | killed 3 civilian | AAA.MIL
             r{n} | shelling   | | | Upper Ford | 06-02 | | AAA.MIL\n"
        )
    };
    let one = event(&(report(1) + &report(2) + &report(3)));
    assert_eq!((one.origins.len(), one.independent_reports, one.status), (1, 1, Status::SingleSource), "{one:#?}");
    assert_eq!(one.tolls.len(), 1, "{:#?}", one.tolls);
    let more = report(1).replace("killed 3 |", "killed 4 |");
    let own = event(&(more + &report(2)));
    assert_eq!((own.origins.len(), own.independent_reports), (2, 2), "a figure of its own is a word of its own: {own:#?}");
    let named = report(1).replacen("| shelling   | |", "| shelling   | CCC.MIL |", 1);
    assert_eq!(event(&(named + &report(2))).independent_reports, 2, "so is a hand that nobody else names");
}

#[test]
fn one_report_corroborates_nothing() {
    let story = "
        r1 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | BBB.GOV
        r1 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | .PKO";
    let one = event(story);
    assert_eq!((one.origins.len(), one.independent_reports, one.status), (2, 1, Status::SingleSource));
}

#[test]
fn whoever_only_denies_adds_no_independent_report() {
    let story = "
        r1 | shelling  | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | BBB.GOV
        r2 | shelling! | CCC.MIL | BBB.CVL | Upper Ford | 06-02 | | .PKO
        r3 | shelling! | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | .PKO";
    let told = incidents(story);
    assert!(told.iter().all(|i| i.independent_reports == 1), "{told:#?}");
}

#[test]
fn figures_of_one_claim_are_parts_and_no_dispute() {
    let line =
        |report: &str, toll: &str| format!("{report} | casualties | | BBB.MIL+BBB.REB | Upper Ford | 06-02 | {toll} | BBB.GOV\n");
    let one = event(&line("r1", "killed 4 military, killed 9 military"));
    assert_eq!(about(&one), []);
    assert_eq!(rows(&one), [(Effect::Killed, "BBB".to_owned(), Victims::Military, 13, 13, 13)]);
    let sum = event(&(line("r1", "killed 4 military, killed 9 military") + &line("r2", "killed 13 military")));
    assert_eq!((about(&sum), sum.tolls[0].low, sum.tolls[0].high), (vec![], 13, 13));
    let dispute = event(&(line("r1", "killed 4 military, killed 9 military") + &line("r2", "killed 20 military")));
    assert_eq!((about(&dispute), dispute.tolls[0].low, dispute.tolls[0].high), (vec![Dispute::Figures], 13, 20));
    // Two figures of one people: the one may count a part of the other, so that anything up to their sum is told.
    let part = event(&line("r1", "killed 5 military, killed 2 military").replace("+BBB.REB", ""));
    assert_eq!((about(&part), part.tolls[0].low, part.tolls[0].high), (vec![], 5, 7));
    let whole = event(&line("r1", "killed 5, killed 3 civilian").replace("BBB.MIL+BBB.REB", "BBB.CVL"));
    assert_eq!((about(&whole), whole.tolls.len()), (vec![], 2), "a whole and a part: {:#?}", whole.tolls);
}

#[test]
fn the_same_dead_stand_in_one_row() {
    let vague = "
        r1 | explosion  | | | Upper Ford | 06-02 | killed 6 |
        r2 | explosion  | | | Upper Ford | 06-02 | |
        r2 | casualties | | BBB.CVL | Upper Ford | 06-02 | killed 8 civilian |";
    let one = event(vague);
    assert_eq!((one.tolls.len(), one.tolls[0].low, one.tolls[0].high), (1, 6, 8), "{:#?}", one.tolls);
    assert_eq!(about(&one), [Dispute::Figures]);
    let sides = "
        r1 | explosion  | | AAA.MIL | Upper Ford | 06-02 | killed 7 |
        r2 | explosion  | | | Upper Ford | 06-02 | |
        r2 | casualties | | BBB.CVL | Upper Ford | 06-02 | killed 7 civilian |";
    assert_eq!(rows(&event(sides)), [(Effect::Killed, "-".to_owned(), Victims::Civilian, 7, 7, 7)]);
    let both = sides.replace("r2 |", "r1 |");
    assert_eq!(event(&both).tolls.len(), 2, "one report tells seven of each");
    let fight = "
        r1 | clash      | AAA.MIL+BBB.MIL | | Upper Ford | 06-02 | killed 7 |
        r2 | casualties | | BBB.MIL | Upper Ford | 06-02 | killed 7 |";
    assert_eq!(event(fight).tolls.len(), 1, "the same number in a fight");
    assert_eq!(
        event(&fight.replace("killed 7 |\n        r2", "killed 9 |\n        r2")).tolls.len(),
        2,
        "its dead may be of either side"
    );
}

/// What each version of the dispute about something says.
fn says(incident: &Incident, about: Dispute) -> Vec<&str> {
    let dispute = incident.contradictions.iter().find(|c| c.about == about);
    dispute.into_iter().flat_map(|c| &c.versions).map(|v| v.says.as_str()).collect()
}

#[test]
fn not_us_is_no_denial_that_it_happened() {
    let denied = |actor: &str| {
        event(&format!(
            "r1 | air_strike  | {actor} | BBB.MIL | Upper Ford | 06-02 | killed 9 | BBB.GOV
             r1 | air_strike! | CCC.MIL | BBB.MIL | Upper Ford | 06-02 | | CCC.GOV"
        ))
    };
    let accused = denied("CCC.MIL");
    assert_eq!((says(&accused, Dispute::Blame), accused.status), (vec!["CCC", "not CCC"], Status::Contested));
    let nobody = denied("");
    assert_eq!((about(&nobody), nobody.status, nobody.credibility()), (vec![], Status::SingleSource, 3));
    let other = event(
        "r1 | shelling  | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | BBB.GOV
         r1 | shelling! | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | .PKO",
    );
    assert_eq!(about(&other), [Dispute::Polarity], "somebody else says that it is not so");
}

#[test]
fn a_plain_denial_counts_as_one_that_repeats_the_act() {
    let story = "
        r1 | shelling | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | killed 9 | BBB.GOV
        r1 | denial   | AAA.GOV | BBB.GOV | | 06-02 | |";
    let one = event(story);
    assert_eq!((says(&one, Dispute::Blame), one.status), (vec!["AAA", "not AAA"], Status::Contested), "{one:#?}");
    assert_eq!((one.credibility, one.credibility(), one.silent.len()), (5, 5, 0));
    let repeated =
        event(&story.replace(
            "denial   | AAA.GOV | BBB.GOV | | 06-02 | |",
            "shelling! | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | | AAA.GOV",
        ));
    assert_eq!((repeated.status, repeated.credibility()), (one.status, one.credibility()));
    let elsewhere = event(&story.replace("r1 | denial", "r2 | denial"));
    assert_eq!((about(&elsewhere), elsewhere.silent.len()), (vec![], 0), "it may be another shelling that is denied there");
    let before = event(&story.replace("| | 06-02 | |", "| | 05-20 | |"));
    assert_eq!((before.status, before.silent.len()), (Status::SingleSource, 1), "what was denied before is something else");
}

#[test]
fn whoever_is_not_blamed_denies_that_it_is_so() {
    let story = "
        r1 | seizure | BBB.REB | | Upper Ford | 06-02 | |
        r1 | denial  | BBB.GOV | | | | |";
    let one = event(story);
    assert_eq!((says(&one, Dispute::Polarity), one.status), (vec!["asserted", "denied"], Status::Contested));
    assert_eq!(one.silent.len(), 0);
    let stranger = event(&story.replace("denial  | BBB.GOV", "denial  | CCC.GOV"));
    assert_eq!(about(&stranger), [], "who has no part in it denies something else");
    let addressed = event(&story.replace("denial  | BBB.GOV |", "denial  | BBB.GOV | CCC.GOV"));
    assert_eq!(about(&addressed), [], "and so does who answers somebody else");
}

#[test]
fn accusations_beside_an_event_lay_it_to_somebody() {
    let story = "
        r1 | shelling   | | BBB.CVL | Upper Ford | 06-02 | killed 4 |
        r1 | accusation | BBB.MIL | BBB.REB | | 06-02 | |
        r1 | denial     | BBB.REB | BBB.MIL | | 06-02 | |
        r1 | accusation | BBB.REB | BBB.MIL | | 06-02 | |";
    let one = event(story);
    assert_eq!((says(&one, Dispute::Blame), one.status), (vec!["BBB", "BBB REB", "not BBB REB"], Status::Contested), "{one:#?}");
    let only = story.lines().take(3).collect::<Vec<_>>().join("\n");
    assert_eq!(about(&event(&only)), [], "one accusation disputes nothing");
    let far = story.replace(
        "r1 | accusation | BBB.MIL",
        "r1 | shelling | AAA.MIL | BBB.MIL | Far Hill | 06-02 | |\n r1 | accusation | BBB.MIL",
    );
    let told = incidents(&far);
    assert!(
        told.iter().all(|i| i.place.as_ref().is_none_or(|p| p.name != "Upper Ford") || i.contradictions.is_empty()),
        "{told:#?}"
    );
}

/// A land with two named bands, one of which has a wing, and a quarter and a province with points.
fn world() -> World {
    let band = |id: &str, name: &'static str, parent: Option<&str>| Actor {
        id: id.to_owned(),
        country: "BBB".parse().ok(),
        role: Role::Rebel,
        parent: parent.map(str::to_owned),
        names: vec![Name { language: "*".into(), text: name.into() }],
        from: None,
        to: None,
        serves: None,
    };
    let area = |name: &'static str, sort: &'static str| Place {
        name: name.into(),
        sort: sort.into(),
        country: "BBB".parse().ok(),
        lat: Some(10.5),
        lon: Some(20.0),
        ..Place::default()
    };
    World {
        actors: vec![band("red", "Red Band", None), band("wing", "Red Wing", Some("red")), band("blue", "Blue Band", None)],
        places: vec![area("Old Quarter", "district"), area("Wide Province", "region")],
        ..World::default()
    }
}

#[test]
fn two_armed_groups_of_one_land_are_two_voices_and_two_sides() {
    let of = |a: &str, b: &str, c: &str| {
        let story = format!(
            "r1 | attack  | BBB.REB:{a} | BBB.CVL | Upper Ford | 06-02 | killed 4 | BBB.REB:{b}
             r2 | attack  | BBB.REB:{b} | BBB.CVL | Upper Ford | 06-02 | killed 4 | BBB.REB:{c}"
        );
        gather(&tell(&story), &world())
    };
    let apart = of("Red Band fighters", "Blue Band", "Red Band");
    assert_eq!((apart.len(), apart[0].origins.len()), (1, 2), "{apart:#?}");
    assert_eq!(says(&apart[0], Dispute::Blame), ["BBB REB (Blue Band)", "BBB REB (Red Band)"], "each lays it to the other");
    let wing = of("Red Band", "Red Wing", "Red Band");
    assert_eq!((wing.len(), wing[0].origins.len(), about(&wing[0])), (1, 1, vec![]), "a wing is its band: {wing:#?}");
    let unnamed = of("Red Band", "rebels", "Red Band");
    assert_eq!((unnamed.len(), unnamed[0].origins.len()), (1, 1), "rebels without a name are the only band that is named");
    let twice = "
        r1 | attack  | BBB.REB | BBB.CVL | Upper Ford | 06-02 | killed 4 | BBB.MIL
        r2 | attack! | BBB.REB:Red Band | BBB.CVL | Upper Ford | 06-02 | | BBB.REB:Red Band";
    let told = gather(&tell(twice), &world());
    assert_eq!(says(&told[0], Dispute::Blame), ["BBB REB (Red Band)", "not BBB REB (Red Band)"], "{told:#?}");
    let blamed = "
        r1 | attack | | BBB.CVL | Upper Ford | 06-02 | killed 4 |
        r2 | attack | BBB.REB:Red Band | | Upper Ford | 06-02 | killed 4 | BBB.REB:Blue Band
        r2 | denial | BBB.REB:Red Band | | | 06-02 | |";
    let told = gather(&tell(blamed), &world());
    let one = told.iter().find(|i| !i.kind.is_speech_act()).expect("the attack");
    assert_eq!(says(one, Dispute::Blame), ["BBB REB (Red Band)", "not BBB REB (Red Band)"], "{one:#?}");
}

#[test]
fn an_area_reaches_no_farther_than_it_is_wide() {
    let joined = |area: &str, hit: &str| {
        let story = format!(
            "r1 | air_strike | AAA.MIL | BBB.CVL | {area} | 06-02 | |
             r1 | air_strike | AAA.MIL | BBB.CVL | {hit}  | 06-02 | killed 3 |"
        );
        let mut claims = tell(&story);
        if let Some(place) = &mut claims[0].place {
            (place.lat, place.lon) = (Some(10.5), Some(20.0));
        }
        gather(&claims, &world()).len() == 1
    };
    assert!(!joined("Old Quarter", "Upper Ford"), "a quarter of a town fifty kilometres away");
    assert!(joined("Wide Province", "Upper Ford"), "the province may be the one it lies in");
}

#[test]
fn a_village_that_nobody_lists_is_one_in_any_spelling_and_script() {
    let places = |names: &[&str]| {
        let line = |(n, name): (usize, &&str)| format!("r{n} | shelling | .REB | | {name} | 06-02 | |\n");
        let mut claims = tell(&names.iter().enumerate().map(line).collect::<String>());
        claims.iter_mut().filter_map(|c| c.place.as_mut()).for_each(|p| p.country = None);
        gather(&claims, &World::default()).len()
    };
    assert_eq!(places(&["Kujong", "Koudjong", "Куджонг"]), 1);
    assert_eq!(places(&["Kujong", "Markol", "Куджонг"]), 2);
}

#[test]
fn one_voice_that_tells_two_blows_tells_a_blow_and_its_answer() {
    let story = |second: &str| {
        format!(
            "r1 | shelling | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | | BBB.GOV
             r2 | shelling | BBB.MIL | AAA.MIL | Upper Ford | 06-02 | | {second}"
        )
    };
    assert_eq!(incidents(&story("AAA.GOV")).len(), 1, "each blames the other");
    assert_eq!(incidents(&story("BBB.GOV")).len(), 2, "nobody disputes what he owns to");
    assert_eq!(incidents(&story("BBB.GOV").replace("r2", "r1")).len(), 2);
}

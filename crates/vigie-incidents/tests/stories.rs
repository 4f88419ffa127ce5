//! Made-up stories: which claims are one event, which are not, and what an incident says of them.

mod story;

use story::tell;
use vigie_incidents::{Sources, compare, gather, gather_with, keep_ids};
use vigie_model::{BestRule, Claim, Copying, Dispute, EventKind, Incident, Outcome, Reliability, Status, Victims, World};

fn incidents(story: &str) -> Vec<Incident> {
    gather(&tell(story), &World::default())
}

/// The claims of each incident, by number, smallest first.
fn groups(story: &str) -> Vec<Vec<u32>> {
    let number = |key: &String| key.rsplit_once("#c").and_then(|(_, n)| n.parse().ok()).unwrap_or(0);
    let mut groups: Vec<Vec<u32>> = incidents(story)
        .iter()
        .map(|i| {
            let mut g: Vec<u32> = i.claims.iter().map(number).collect();
            g.sort();
            g
        })
        .collect();
    groups.sort();
    groups
}

#[test]
fn a_strike_and_its_deaths_are_one() {
    let story = "
        r1 | drone_strike | AAA.MIL | BBB.MIL | Upper Ford | 06-02 |           | BBB.GOV
        r1 | casualties   |         | BBB.MIL | Upper Ford | 06-02 | killed 3  | BBB.GOV
        r2 | drone_strike | AAA.MIL |         | Upper Ford | 06-02 |           |
        r2 | accusation   | BBB.GOV | AAA.GOV |            | 06-02 |           |";
    assert_eq!(groups(story), [vec![1, 2, 3], vec![4]]);
}

#[test]
fn the_same_village_on_another_day_stays_apart() {
    let story = "
        r1 | shelling | AAA.MIL | | Upper Ford | 06-02 | killed 3 |
        r2 | shelling | AAA.MIL | | Upper Ford | 06-04 | killed 3 |
        r3 | shelling | AAA.MIL | | Upper Ford | 07-02 | killed 3 |";
    assert_eq!(groups(story), [vec![1], vec![2], vec![3]]);
}

#[test]
fn the_next_village_on_the_same_day_stays_apart() {
    let story = "
        r1 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | |
        r2 | shelling | AAA.MIL | BBB.CVL | Lower Ford | 06-02 | |
        r3 | shelling | AAA.MIL | BBB.CVL | Far Hill   | 06-02 | |";
    assert_eq!(groups(story), [vec![1], vec![2], vec![3]]);
}

#[test]
fn different_weapons_are_different_blows_unless_one_report_binds_them() {
    let apart = "
        r1 | drone_strike | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | |
        r2 | shelling     | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | |";
    assert_eq!(groups(apart), [vec![1], vec![2]]);
    let bound = "
        r1 | attack       | AAA.MIL | .PKO | Upper Ford | 06-02 | | .PKO
        r1 | drone_strike | AAA.MIL | .PKO | Upper Ford | 06-02 | | .PKO
        r1 | shelling     | AAA.MIL | .PKO | Upper Ford | 06-02 | | .PKO";
    assert_eq!(groups(bound), [vec![1, 2, 3]]);
}

#[test]
fn nothing_but_the_day_and_the_striker_is_not_enough() {
    let story = "
        r1 | air_strike | AAA.MIL |         | Upper Ford | 06-02 |          |
        r2 | attack     | AAA.MIL |         |            | 06-02 |          |
        r3 | casualties |         | BBB.MIL |            | 06-02 | killed 1 |";
    assert_eq!(groups(story).len(), 3);
}

#[test]
fn a_breach_is_a_name_for_the_act_told_beside_it() {
    let story = "
        r1 | violation  | AAA.GOV | | | | | BBB.GOV
        r1 | incursion  | AAA.MIL | | Upper Ford | 06-02 | | BBB.GOV
        r2 | violation! | AAA.GOV | | | | | AAA.GOV
        r2 | incursion  | AAA.MIL | | Upper Ford | 06-02 | | BBB.GOV";
    assert_eq!(groups(story), [vec![1, 2, 3, 4]]);
}

#[test]
fn breaches_that_look_alike_do_not_make_one_act_of_a_strike_and_an_entry() {
    let story = "
        r1 | incursion    | AAA.MIL | | Upper Ford | 06-02 | | BBB.GOV
        r1 | violation    | AAA.GOV | | Upper Ford | 06-02 | | BBB.GOV
        r2 | drone_strike | AAA.MIL | | Upper Ford | 06-02 | | BBB.GOV
        r2 | violation    | AAA.GOV | | Upper Ford | 06-02 | | BBB.GOV";
    let groups = groups(story);
    assert!(groups.iter().all(|g| !(g.contains(&1) && g.contains(&3))), "{groups:?}");
}

#[test]
fn a_tally_of_breaches_is_not_one_of_them() {
    let story = "
        r1 | shelling  | AAA.REB | | Upper Ford   | 06-02        |          | BBB.MIL
        r1 | violation | AAA.REB | |              | 06-01..06-02 | times 20 | BBB.MIL
        r2 | violation |         | | North county | 06-01..06-02 | times 90 | .PKO
        r2 | violation |         | | North county | 05-31..06-01 | times 75 | .PKO
        r2 | violation |         | | South county | 06-01..06-02 | times 90 | .PKO";
    assert_eq!(groups(story), [vec![1], vec![2], vec![3], vec![4], vec![5]]);
}

#[test]
fn words_are_split_by_speaker_day_and_addressee() {
    let story = "
        r1 | demand | AAA.GOV | BBB.GOV |  | 06-02 | |
        r2 | demand | AAA.MIL | BBB.GOV |  | 06-02 | |
        r3 | demand | AAA.GOV | BBB.GOV |  | 06-03 | |
        r4 | demand | AAA.GOV | CCC.PKO |  | 06-02 | |
        r5 | demand | CCC.GOV | BBB.GOV |  | 06-02 | |
        r6 | appeal | AAA.GOV | BBB.GOV |  | 06-02 | |";
    assert_eq!(groups(story), [vec![1, 2], vec![3], vec![4], vec![5], vec![6]]);
}

#[test]
fn denials_of_different_things_are_different_denials() {
    let story = "
        r1 | denial      | AAA.GOV |  |            | 06-02 | |
        r1 | withdrawal! | AAA.MIL |  | Upper Ford | 06-02 | | AAA.GOV
        r1 | denial      | AAA.GOV |  |            | 06-02 | |
        r1 | shelling!   | AAA.MIL |  | Upper Ford | 06-02 | | AAA.GOV";
    let groups = groups(story);
    assert!(groups.contains(&vec![1]) && groups.contains(&vec![3]), "{groups:?}");
}

#[test]
fn contradictions_are_typed() {
    let story = "
        r1 | gunfire    | AAA.MIL | BBB.MIL | Upper Ford | 06-02        | killed 3 | BBB.GOV
        r2 | gunfire    | BBB.MIL | AAA.MIL | Upper Ford | 06-02        | killed 1 | AAA.GOV
        r3 | gunfire!   | BBB.MIL |         | Upper Ford | 06-02        |          | BBB.GOV
        r4 | clash      | AAA.MIL+BBB.MIL | | Upper Ford | 06-02..06-03 | killed 5 |
        r5 | casualties |         | BBB.MIL | Upper Ford | 06-02        | killed 4 | .NGO";
    let incidents = incidents(story);
    assert_eq!(incidents.len(), 1, "{incidents:#?}");
    let about: Vec<Dispute> = incidents[0].contradictions.iter().map(|c| c.about).collect();
    // Whoever denies his own shots says that it was not he, and not that nobody shot.
    assert_eq!(about, [Dispute::Figures, Dispute::Blame]);
    assert_eq!(incidents[0].status, Status::Contested);
    let killed: Vec<_> = incidents[0].tolls.iter().map(|t| (t.side.map(|c| c.to_string()), t.low, t.best, t.high)).collect();
    assert_eq!(killed, [(None, 5, 5, 5), (Some("AAA".to_owned()), 1, 1, 1), (Some("BBB".to_owned()), 3, 3, 4)]);
}

#[test]
fn five_outlets_that_quote_one_ministry_are_one_origin() {
    let quoted = (1..=5)
        .map(|n| format!("r{n} | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | killed 2 | BBB.GOV\n"))
        .collect::<String>();
    let one = incidents(&quoted);
    assert_eq!((one.len(), one[0].reports.len(), one[0].independent_reports, one[0].status), (1, 5, 1, Status::SingleSource));
    let seen = format!("{quoted} r6 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | .PKO");
    let two = incidents(&seen);
    assert_eq!((two.len(), two[0].independent_reports, two[0].status), (1, 2, Status::Corroborated));
    assert_eq!((one[0].credibility(), two[0].credibility()), (3, 2));
    let denied = incidents(&format!("{quoted} r7 | shelling! | AAA.MIL | | Upper Ford | 06-02 | | AAA.GOV"));
    assert_eq!((denied.len(), denied[0].status, denied[0].credibility()), (1, Status::Contested, 5));
}

#[test]
fn reports_that_copy_one_text_are_not_independent() {
    let text = |report: &str| {
        [
            "shelling | AAA.MIL | | Upper Ford | 06-02 | killed 2 |",
            "displacement | | BBB.CVL | Upper Ford | 06-02 | |",
            "appeal | CCC.GOV | BBB.GOV | | 06-02 | |",
            "order | BBB.GOV | | | 06-02 | |",
        ]
        .map(|line| format!("{report} | {line}\n"))
        .concat()
    };
    let incidents = incidents(&(text("r1") + &text("r2")));
    assert_eq!(incidents.len(), 4);
    assert!(incidents.iter().all(|i| i.reports.len() == 2 && i.independent_reports == 1), "{incidents:#?}");
}

#[test]
fn claims_typed_by_a_person_may_lack_everything() {
    let bare: Claim =
        serde_json::from_str(r#"{"report": "note", "kind": "shelling", "trigger": {"start": 0, "end": 0, "text": ""}}"#)
            .expect("a bare claim");
    let other: Claim = serde_json::from_str(r#"{"report": "", "kind": "talks", "trigger": {"start": 0, "end": 0, "text": ""}}"#)
        .expect("a bare claim");
    let incidents = gather(&[bare.clone(), other, bare], &World::default());
    assert_eq!(incidents.len(), 2);
    assert!(incidents.iter().all(|i| i.from.is_none() && i.id.starts_with("undated-") && i.claims.len() == 1));
}

#[test]
fn links_and_refusals_say_why() {
    let claims = tell(
        "
        r1 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | |
        r2 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | |
        r3 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-09 | |",
    );
    let world = World::default();
    let (same, other) = (compare(&claims[0], &claims[1], &world), compare(&claims[0], &claims[2], &world));
    assert!(same.joined && same.why.contains("place +1.0") && same.why.contains("days +1.0"), "{}", same.why);
    assert!(!other.joined && other.why == "the days told differ", "{}", other.why);
}

/// Low, best, high and the rule, of each row of a toll.
fn ranges(incident: &Incident) -> Vec<(Victims, u32, u32, u32, BestRule)> {
    incident.tolls.iter().map(|t| (t.victims, t.low, t.best, t.high, t.rule)).collect()
}

#[test]
fn soldiers_and_civilians_killed_are_two_numbers_and_no_contradiction() {
    let one = incidents(
        "
        r1 | shelling | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | killed 4 military |
        r1 | casualties | | BBB.CVL | Upper Ford | 06-02 | killed 2 civilian |",
    );
    assert_eq!(one.len(), 1, "{one:#?}");
    let rows = [(Victims::Military, 4, 4, 4, BestRule::OnlyFigure), (Victims::Civilian, 2, 2, 2, BestRule::OnlyFigure)];
    assert_eq!(ranges(&one[0]), rows);
    assert!(one[0].contradictions.is_empty(), "{:?}", one[0].contradictions);
}

#[test]
fn best_is_what_most_origins_tell_and_each_origin_is_heard_once_with_its_latest_figure() {
    let told = |lines: &str| ranges(&incidents(lines)[0])[0];
    let line = |report: &str, n: u32, source: &str, published: &str| {
        format!("{report} | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | killed {n} | {source} | {published}\n")
    };
    let most = line("r1", 3, "BBB.GOV", "") + &line("r2", 3, ".NGO", "") + &line("r3", 7, "CCC.GOV", "");
    assert_eq!(told(&most), (Victims::Unknown, 3, 3, 7, BestRule::MostOrigins));
    // The ministry raised its figure: its first one has no voice any more, though the range keeps it.
    let raised = line("r1", 0, "BBB.GOV", "06-02") + &line("r2", 2, "BBB.GOV", "06-03") + &line("r3", 3, "BBB.GOV", "06-04");
    assert_eq!(told(&raised), (Victims::Unknown, 0, 3, 3, BestRule::MostOrigins));
    let history: Vec<(String, u32, u32)> =
        incidents(&raised)[0].tolls[0].history.iter().map(|h| (h.day.to_string(), h.low, h.high)).collect();
    assert_eq!(history, [("2001-06-02".into(), 0, 0), ("2001-06-03".into(), 0, 2), ("2001-06-04".into(), 0, 3)]);
    let later = line("r1", 5, "BBB.GOV", "06-02") + &line("r2", 4, "CCC.GOV", "06-03");
    assert_eq!(told(&later), (Victims::Unknown, 4, 4, 5, BestRule::Latest));
    let tie = line("r1", 5, "BBB.GOV", "") + &line("r2", 4, "CCC.GOV", "");
    assert_eq!(told(&tie), (Victims::Unknown, 4, 4, 5, BestRule::Lowest));
    let sources = Sources::parse("s", "[[source]]\nreliability = \"B\"\ncountry = \"BBB\"\n").expect("a file of sources");
    let graded = &gather_with(&tell(&tie), &World::default(), &sources)[0];
    assert_eq!(ranges(graded)[0], (Victims::Unknown, 4, 5, 5, BestRule::MostReliable));
    assert_eq!((graded.reliability(), graded.credibility), (Reliability::B, 2));
}

#[test]
fn two_bodies_of_one_state_do_not_corroborate_each_other() {
    let one = incidents(
        "
        r1 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | BBB.GOV
        r2 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | BBB.MIL",
    );
    assert_eq!((one.len(), one[0].origins.len(), one[0].independent_reports, one[0].status), (1, 2, 1, Status::SingleSource));
    assert_eq!(one[0].silent.iter().map(|c| c.to_string()).collect::<Vec<_>>(), ["AAA"]);
}

#[test]
fn a_report_cut_from_another_and_one_that_passes_on_an_agency_are_told_as_such() {
    let text = |report: &str, lines: usize| {
        let all = [
            "shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | killed 2 |",
            "displacement | | BBB.CVL | Upper Ford | 06-02 | |",
            "appeal | CCC.GOV | BBB.GOV | | 06-02 | |",
            "order | BBB.GOV | | | 06-02 | |",
            "talks | BBB.GOV+CCC.GOV | | | 06-02 | |",
            "blockade | AAA.MIL | | Lower Ford | 06-02 | |",
        ];
        all.iter().take(lines).map(|line| format!("{report} | {line}\n")).collect::<String>()
    };
    let mut claims = tell(&(text("long", 6) + &text("short", 4)));
    // The same words in both.
    let words: Vec<_> = claims[..4].iter().map(|c| c.trigger.text.clone()).collect();
    claims[6..].iter_mut().zip(words).for_each(|(c, w)| c.trigger.text = w);
    let gathered = gather(&claims, &World::default());
    let shelling = gathered.iter().find(|i| i.kind == EventKind::Shelling).expect("it is gathered");
    assert_eq!((shelling.independent_reports, shelling.copies.len()), (1, 1));
    assert_eq!((shelling.copies[0].report.as_str(), shelling.copies[0].how), ("short", Copying::Rewrite));

    let mut claims = tell(
        "
        wire  | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | |
        paper | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | | .MED",
    );
    claims[0].outlet = Some("Valley Wire".into());
    claims[1].source[0].text = "Valley Wire".into();
    let gathered = gather(&claims, &World::default());
    assert_eq!((gathered.len(), gathered[0].origins.len(), gathered[0].independent_reports), (1, 1, 1));
    assert_eq!((gathered[0].copies[0].of.as_str(), gathered[0].copies[0].how), ("wire", Copying::Agency));
}

/// What answers the only event of a kind, by kind, and its outcome.
fn answers(story: &str, kind: EventKind) -> (Vec<EventKind>, Outcome) {
    let all = incidents(story);
    let event = all.iter().find(|i| i.kind == kind).expect("the event is told");
    assert!(event.responses.iter().all(|r| all.iter().any(|i| i.id == r.incident) && !r.why.is_empty()), "{:?}", event.responses);
    (event.responses.iter().map(|r| r.kind).collect(), event.outcome)
}

#[test]
fn what_follows_an_event_answers_it_and_may_close_it() {
    use EventKind::*;
    let entered = "
        r1 | incursion | AAA.MIL | | Upper Ford | 06-02 | | BBB.GOV
        r1 | demand | BBB.GOV | AAA.GOV | | 06-02 | |
        r1 | denial | AAA.GOV | BBB.GOV | | 06-03 | |";
    assert_eq!(answers(entered, Incursion), (vec![Demand, Denial], Outcome::Open));
    let left = format!("{entered}\n r2 | withdrawal | AAA.MIL | | Upper Ford | 06-04 | | BBB.GOV");
    assert_eq!(answers(&left, Incursion), (vec![Demand, Denial, Withdrawal], Outcome::Closed));
    let disputed = format!("{left}\n r3 | withdrawal! | AAA.MIL | | Upper Ford | 06-04 | | AAA.GOV");
    assert_eq!(answers(&disputed, Incursion).1, Outcome::Disputed);
    let alone = "r1 | incursion | AAA.MIL | | Upper Ford | 06-02 | | BBB.GOV";
    assert_eq!(answers(alone, Incursion), (vec![], Outcome::Unanswered));
}

#[test]
fn what_came_before_or_concerns_others_answers_nothing() {
    use EventKind::*;
    let story = "
        r1 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-10 | |
        r1 | condemnation | BBB.GOV | AAA.GOV | | 06-05 | |
        r1 | demand | BBB.GOV | CCC.GOV | | 06-11 | |
        r2 | withdrawal | CCC.MIL | | Upper Ford | 06-11 | |
        r2 | withdrawal | AAA.MIL | | Far Hill | 06-11 | |
        r3 | release | AAA.MIL | BBB.MIL | | 06-11 | |
        r4 | condemnation | BBB.GOV | AAA.GOV | | 08-11 | |";
    assert_eq!(answers(story, Shelling), (vec![], Outcome::Unanswered));
    let captives = "
        r1 | capture | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | captured 2 |
        r2 | release | AAA.MIL | BBB.MIL | | 06-20 | released 2 |";
    assert_eq!(answers(captives, Capture), (vec![Release], Outcome::Closed));
}

#[test]
fn hard_negatives_stay_apart() {
    for (why, story) in [
        (
            "the same village on the next day",
            "
            r1 | gunfire | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | |
            r2 | gunfire | AAA.MIL | BBB.MIL | Upper Ford | 06-03 | |",
        ),
        (
            "the same toll in another month",
            "
            r1 | casualties | | BBB.CVL | | 06-02 | killed 14 |
            r2 | casualties | | BBB.CVL | | 07-02 | killed 14 |",
        ),
        (
            "two incidents in a town on a day: a mine and a bombardment",
            "
            r1 | explosion | | BBB.CVL | Upper Ford | 06-02 | wounded 1 |
            r2 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | killed 3 |",
        ),
        (
            "two arrests by two sides in a town on a day",
            "
            r1 | capture | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | captured 2 |
            r2 | capture | BBB.MIL | AAA.CVL | Upper Ford | 06-02 | captured 2 |",
        ),
        (
            "the war that is told as background and the strike of the day",
            "
            r1 | casualties | | BBB.MIL | | 01-01..12-31 | killed 6500 |
            r2 | drone_strike | AAA.MIL | BBB.MIL | Upper Ford | 06-02 | killed 3 |",
        ),
        (
            "what a mission counts of two periods",
            "
            r1 | violation | | | North county | 06-01..06-02 | times 90 | .PKO
            r2 | violation | | | North county | 06-02..06-03 | times 90 | .PKO",
        ),
        (
            "the entry and the demand to leave",
            "
            r1 | incursion | AAA.MIL | | Upper Ford | 06-02 | |
            r1 | demand | BBB.GOV | AAA.GOV | Upper Ford | 06-02 | |",
        ),
        (
            "appeals of one speaker on two days",
            "
            r1 | appeal | CCC.GOV | BBB.GOV | | 06-02 | |
            r2 | appeal | CCC.GOV | BBB.GOV | | 06-05 | |",
        ),
    ] {
        assert_eq!(groups(story).len(), 2, "{why}");
    }
}

#[test]
fn a_report_that_ties_two_incidents_leaves_a_redirect() {
    // One knows where, the other how many; the third knows both.
    let apart = tell(
        "
        r1 | shelling | AAA.MIL | | Upper Ford | 06-02 | |
        r2 | casualties | | BBB.CVL | | 06-02 | killed 32 |",
    );
    let world = World::default();
    let earlier = gather(&apart, &world);
    assert_eq!(earlier.len(), 2, "{earlier:#?}");
    let mut all = apart.clone();
    all.extend(tell("r3 | shelling | AAA.MIL | BBB.CVL | Upper Ford | 06-02 | killed 32 | .PKO"));
    let mut later = gather(&all, &world);
    keep_ids(&earlier, &mut later);
    for old in &earlier {
        let led: Vec<&Incident> = later.iter().filter(|i| i.id == old.id || i.formerly.contains(&old.id)).collect();
        assert_eq!(led.len(), 1, "{} leads to one incident", old.id);
    }
    assert_eq!((later.len(), later[0].formerly.len()), (1, 1), "{later:#?}");
    // Redirects of redirects are kept.
    let mut latest = gather(&all, &world);
    keep_ids(&later, &mut latest);
    assert_eq!((&latest[0].id, &latest[0].formerly), (&later[0].id, &later[0].formerly));
}

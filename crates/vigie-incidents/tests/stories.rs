//! Made-up stories: which claims are one event, which are not, and what an incident says of them.

use vigie_incidents::{compare, gather};
use vigie_model::{Claim, Dispute, Incident, Status, World};

/// Claims in short, one a line: `report | kind[!] | actor | recipient | place | days | toll or count | source`, entities
/// as `AAA.MIL`, several joined by `+`; places from a small atlas; days as `06-02` or `06-02..06-03`; `!` for denied.
fn tell(story: &str) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (n, line) in story.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let mut fields = line.split('|').map(str::trim);
        let mut next = || fields.next().unwrap_or_default();
        let (report, kind, actor, recipient, place, days, figures, source) =
            (next(), next(), next(), next(), next(), next(), next(), next());
        let entities = |short: &str| -> Vec<serde_json::Value> {
            short
                .split('+')
                .filter_map(|e| e.trim().split_once('.'))
                .map(|(c, r)| serde_json::json!({"start": 0, "end": 1, "text": format!("{c} {r}"), "country": (!c.is_empty()).then_some(c), "role": r}))
                .collect()
        };
        let point = match place {
            "Upper Ford" => Some((10.0, 20.0)),
            "Lower Ford" => Some((10.05, 20.0)),
            "Far Hill" => Some((11.0, 21.0)),
            _ => None,
        };
        let mut json = serde_json::json!({
            "report": report, "id": format!("c{}", n + 1), "kind": kind.trim_end_matches('!'),
            "polarity": if kind.ends_with('!') { "denied" } else { "asserted" },
            "trigger": {"start": n * 40, "end": n * 40 + 3, "text": format!("word {n}")},
            "actor": entities(actor), "recipient": entities(recipient), "source": entities(source),
        });
        if !place.is_empty() {
            json["place"] =
                serde_json::json!({"name": place, "country": "BBB", "lat": point.map(|p| p.0), "lon": point.map(|p| p.1)});
        }
        if !days.is_empty() {
            let (from, to) = days.split_once("..").unwrap_or((days, days));
            json["time"] = serde_json::json!({"from": format!("2001-{from}"), "to": format!("2001-{to}")});
        }
        if let Some((effect, n)) = figures.split_once(' ') {
            let n: u32 = n.parse().expect("a number");
            match effect {
                "times" => json["count"] = n.into(),
                _ => json["toll"] = serde_json::json!([{"effect": effect, "victims": "unknown", "low": n, "high": n}]),
            }
        }
        claims.push(serde_json::from_value(json).expect("the story is well told"));
    }
    claims
}

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
    assert_eq!(about, [Dispute::Polarity, Dispute::Figures, Dispute::Blame]);
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

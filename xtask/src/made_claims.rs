//! Claims made up the same way each time, to measure and compare gatherings by. Also compiled into an example of `vigie-incidents`.

use vigie_model::{Claim, EventKind};

/// Numbers that look thrown and are the same each time (Knuth's MMIX constants).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % n
    }
}

/// `number` claims of reports of a dozen claims each: two years of events in four theatres, each told by one to six reports, who
/// differ in day, toll and in what they leave out, with demands and denials about them.
pub fn claims(number: usize) -> Vec<Claim> {
    use EventKind::*;
    const KINDS: [EventKind; 12] = [
        Shelling,
        Gunfire,
        DroneStrike,
        AirStrike,
        Attack,
        Clash,
        Casualties,
        Incursion,
        Blockade,
        Displacement,
        Violation,
        Deployment,
    ];
    const WORDS: [EventKind; 5] = [Demand, Denial, Condemnation, Appeal, Accusation];
    let mut dice = Dice(2001);
    let first = jiff::civil::date(2021, 1, 1);
    let mut claims = Vec::with_capacity(number);
    while claims.len() < number {
        let theatre = dice.below(4);
        let (us, them) =
            ([["AAA", "BBB"], ["CCC", "DDD"], ["EEE", "FFF"], ["GGG", "HHH"]][theatre][dice.below(2)], dice.below(2));
        let them = [["AAA", "BBB"], ["CCC", "DDD"], ["EEE", "FFF"], ["GGG", "HHH"]][theatre][them];
        let village = dice.below(120);
        let point = (10.0 + 5.0 * theatre as f64 + 0.07 * (village / 12) as f64, 20.0 + 0.07 * (village % 12) as f64);
        let day = dice.below(730) as i64;
        let (kind, killed) = (KINDS[dice.below(KINDS.len())], dice.below(9));
        for _ in 0..=dice.below(6) {
            let date = first.saturating_add(jiff::Span::new().days(day + i64::from(dice.below(12) == 0)));
            // A report gathers what is told of a theatre on a day.
            let report = format!("{theatre}-{day}-{}", dice.below(12));
            let entity = |country: &str, role: &str| serde_json::json!({"start": 0, "end": 4, "text": format!("{country} {role}"), "country": country, "role": role});
            let (told, spoken) = (if dice.below(4) == 0 { WORDS[dice.below(WORDS.len())] } else { kind }, dice.below(3));
            let speech = told.is_speech_act();
            let mut json = serde_json::json!({
                "report": report, "id": format!("c{}", claims.len()), "kind": told.name(),
                "trigger": {"start": claims.len() % 5000, "end": claims.len() % 5000 + 6, "text": format!("word{}", dice.below(900))},
                "time": {"from": date, "to": date}, "published": date,
            });
            if speech || dice.below(5) > 0 {
                json["actor"] = vec![entity(us, if speech { "GOV" } else { "MIL" })].into();
            }
            if dice.below(4) > 0 {
                json["recipient"] = vec![entity(them, ["MIL", "CVL", "GOV"][dice.below(3)])].into();
            }
            if !speech && dice.below(5) > 0 {
                json["place"] = serde_json::json!({"name": format!("Village {theatre} {village}"), "country": us, "lat": point.0, "lon": point.1});
            }
            if kind.is_violent() && dice.below(3) == 0 {
                let killed = killed + dice.below(2);
                json["toll"] = serde_json::json!([{"effect": "killed", "victims": "unknown", "low": killed, "high": killed}]);
            }
            if spoken > 0 {
                json["source"] = vec![entity([us, them][spoken - 1], "GOV")].into();
            }
            if dice.below(15) == 0 {
                json["polarity"] = "denied".into();
            }
            claims.extend(serde_json::from_value::<Claim>(json));
        }
    }
    claims.truncate(number);
    claims
}

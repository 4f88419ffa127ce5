//! Stories told in short.

use vigie_model::Claim;

/// Claims in short, one a line: `report | kind[!] | actor | recipient | place | days | toll or count | source | published`;
/// a toll is `killed 3` or `killed 3 civilian`, several joined by `,`; entities as `AAA.MIL` or `AAA.REB:Red Band`, several joined by `+`; places from a small atlas; days as `06-02` or `06-02..06-03`; `!` for denied.
pub fn tell(story: &str) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (n, line) in story.lines().map(str::trim).filter(|l| !l.is_empty()).enumerate() {
        let mut fields = line.split('|').map(str::trim);
        let mut next = || fields.next().unwrap_or_default();
        let (report, kind, actor, recipient, place, days, figures, source, published) =
            (next(), next(), next(), next(), next(), next(), next(), next(), next());
        let entities = |short: &str| -> Vec<serde_json::Value> {
            short
                .split('+')
                .filter_map(|e| e.trim().split_once('.'))
                .map(|(c, r)| {
                    let (r, name) = r.split_once(':').map_or((r, format!("{c} {r}")), |(r, name)| (r, name.to_owned()));
                    serde_json::json!({"start": 0, "end": 1, "text": name, "country": (!c.is_empty()).then_some(c), "role": r})
                })
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
        let mut tolls = Vec::new();
        for (effect, n) in figures.split(',').filter_map(|f| f.trim().split_once(' ')) {
            let (n, victims) = n.split_once(' ').unwrap_or((n, "unknown"));
            let n: u32 = n.parse().expect("a number");
            match effect {
                "times" => json["count"] = n.into(),
                _ => tolls.push(serde_json::json!({"effect": effect, "victims": victims, "low": n, "high": n})),
            }
        }
        json["toll"] = tolls.into();
        if !published.is_empty() {
            json["published"] = format!("2001-{published}").into();
        }
        claims.push(serde_json::from_value(json).expect("the story is well told"));
    }
    claims
}

//! Sentences of bulletins on made-up claims: who speaks with whom, words that agree, clauses in their order.

use vigie_agreements::{check_all, parse};
use vigie_model::{Agreement, Bulletin, Claim, Incident, When};
use vigie_publish::{Phrases, bulletin, text};

/// One claim in an incident of its own.
fn claim(id: &str, kind: &str, other: serde_json::Value) -> Claim {
    let mut json = serde_json::json!({
        "report": "r", "id": id, "kind": kind, "trigger": {"start": 0, "end": 1, "text": "x"},
        "time": {"from": "2021-06-01", "to": "2021-06-01"},
    });
    for (key, value) in other.as_object().into_iter().flatten() {
        json[key.as_str()] = value.clone();
    }
    serde_json::from_value(json).expect("a claim")
}

fn body(at: u32, words: &str, country: &str, role: &str) -> serde_json::Value {
    let country = (!country.is_empty()).then_some(country);
    serde_json::json!({"start": at, "end": at as usize + words.chars().count(), "text": words, "country": country, "role": role})
}

fn told(claims: &[Claim], agreements: Vec<Agreement>) -> Bulletin {
    let incidents: Vec<Incident> = claims
        .iter()
        .map(|c| {
            let own = c.source.is_empty();
            serde_json::from_value(serde_json::json!({
                "id": format!("i-{}", c.id), "kind": c.kind.name(), "title": "", "from": "2021-06-01", "to": "2021-06-01",
                "place": c.place, "claims": [c.key()], "independent_reports": 1, "contradictions": [], "reports": ["r"],
                "origins": [{"name": if own { "r" } else { c.source[0].text.as_str() }, "reports": ["r"], "asserts": [c.key()], "denies": []}],
            }))
            .expect("an incident")
        })
        .collect();
    let findings = check_all(claims, &agreements, vigie_world::bundled());
    let day = "2021-06-01".parse().expect("a day");
    bulletin(When::days(day, day), incidents, claims, &findings, agreements, Vec::new())
}

/// The bulletin as one line of words.
fn page(told: &Bulletin, language: &str) -> String {
    let phrases = Phrases::bundled(language).expect("it has phrases").expect("they read");
    text(told, &phrases, vigie_world::bundled()).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn those_who_speak_together_are_no_chain() {
    // "The United States and Saudi Arabia said"; "Egypt told the agency"; "the agency, citing Egypt".
    let both = serde_json::json!([body(4, "United States", "USA", "GOV"), body(22, "Saudi Arabia", "SAU", "GOV")]);
    let to_a_medium = serde_json::json!([body(0, "Egypt", "EGY", "GOV"), body(11, "MENA", "EGY", "MED")]);
    let citing = serde_json::json!([body(30, "Egypt", "EGY", "GOV"), body(4, "Saudi Arabia", "SAU", "GOV")]);
    for (language, source, expected) in [
        ("en", &both, "According to the United States and Saudi Arabia,"),
        ("fr", &both, "Selon les États-Unis et l’Arabie saoudite,"),
        ("ru", &both, "По утверждению США и Саудовской Аравии,"),
        ("en", &to_a_medium, "According to Egypt, as cited by media"),
        ("en", &citing, "According to Egypt, as cited by Saudi Arabia,"),
    ] {
        let c = claim("c1", "shelling", serde_json::json!({"source": source, "actor": [body(50, "army", "SDN", "MIL")]}));
        let page = page(&told(&[c], Vec::new()), language);
        assert!(page.contains(expected), "{expected}: {page}");
    }
}

#[test]
fn small_words_run_together_and_stand_before_each_member() {
    let of = |kind: &str, recipients: serde_json::Value| {
        let c = claim("c1", kind, serde_json::json!({"actor": [body(0, "army", "SDN", "MIL")], "recipient": recipients}));
        page(&told(&[c], Vec::new()), "fr")
    };
    let cambodia = serde_json::json!([body(9, "Cambodge", "KHM", "GOV")]);
    assert!(of("denial", cambodia).contains("un refus au Cambodge"), "a masculine country");
    let forces = serde_json::json!([body(9, "armée", "KHM", "MIL"), body(30, "Israël", "ISR", "GOV")]);
    let told = of("denial", forces);
    assert!(told.contains("un refus aux forces armées") && told.contains("et à Israël"), "{told}");
    let civilians = of("destruction", serde_json::json!([body(9, "habitants", "", "CVL")]));
    assert!(civilians.contains("au détriment de civils"), "{civilians}");
}

#[test]
fn numbers_places_guards_and_mines_are_worded_as_they_are() {
    let toll = |n: u32| serde_json::json!({"toll": [{"effect": "killed", "victims": "unknown", "low": n, "high": n}]});
    for (n, expected) in [(1, "1 погибший"), (21, "21 погибший"), (2, "2 погибших"), (11, "11 погибших")]
    {
        let page = page(&told(&[claim("c1", "casualties", toll(n))], Vec::new()), "ru");
        assert!(page.contains(expected), "{expected}: {page}");
    }
    let guards = serde_json::json!({"actor": [body(0, "border guards", "KGZ", "COP")]});
    assert!(
        page(&told(&[claim("c1", "gunfire", guards)], Vec::new()), "en").contains("the police or border guards of Kyrgyzstan")
    );
    let civilians =
        serde_json::json!({"actor": [body(0, "drone", "ISR", "MIL")], "recipient": [body(9, "people", "LBN", "CVL")]});
    let strike = page(&told(&[claim("c1", "drone_strike", civilians)], Vec::new()), "ru");
    assert!(strike.contains("цель: мирные жители Ливана") && !strike.contains("силам или объектам"), "{strike}");
    let mines = |means: &str| serde_json::json!({"actor": [body(0, "army", "KHM", "MIL")], "means": [means]});
    for (language, means, expected) in [
        ("en", "nouvelles mines", "laid mines"),
        ("fr", "nouvelles mines", "posé des mines"),
        ("ru", "новые мины", "установили мины"),
        ("en", "concrete", "set up a post or works"),
    ] {
        let page = page(&told(&[claim("c1", "fortification", mines(means))], Vec::new()), language);
        assert!(page.contains(expected), "{expected}: {page}");
    }
    // A name that opens with a common noun would need an article and a case: it stands in brackets.
    let world = vigie_world::bundled();
    let opens = |p: &&vigie_model::world::Place| {
        p.lat.is_some() && p.names.iter().find(|n| &*n.language == "fr").is_some_and(|n| n.text.starts_with("province de"))
    };
    let place = world.places.iter().find(opens).expect("such a place is known");
    let named = place.names.iter().find(|n| &*n.language == "fr").expect("it has a French name").text.to_string();
    let at = serde_json::json!({"place": {"name": &*place.name, "country": place.country, "lat": place.lat, "lon": place.lon}});
    let page = page(&told(&[claim("c1", "gunfire", at)], Vec::new()), "fr");
    assert!(page.contains(&format!("({named})")) && !page.contains(&format!("secteur de {named}")), "{page}");
}

#[test]
fn clauses_stand_in_the_order_of_the_text_with_those_who_allege() {
    let clauses: String = ["1", "2", "11", "12"]
        .iter()
        .map(|n| {
            format!("[[clause]]\nnumber = \"{n}\"\n[[clause.obligation]]\nid = \"{n}a\"\nduty = \"prohibit\"\nacts = [\"open_fire\"]\n")
        })
        .collect();
    let file = format!(
        "id = \"truce\"\ntitle.en = \"Truce\"\nforce = {{}}\n[[party]]\nid = \"KHM\"\nroles = [\"party\"]\n[[party]]\nid = \"THA\"\nroles = [\"party\"]\n{clauses}"
    );
    let agreement = || parse("truce.toml", &file).unwrap_or_else(|e| panic!("{e}"));
    let shot = serde_json::json!({"actor": [body(0, "army", "KHM", "MIL")], "source": [body(20, "Bangkok", "THA", "GOV")]});
    let english = page(&told(&[claim("c1", "gunfire", shot)], vec![agreement()]), "en");
    let at: Vec<usize> = ["1", "2", "11", "12"]
        .iter()
        .map(|n| {
            let line = format!("Clause {n}: 1 claim of a breach (according to Thailand).");
            english.find(&line).unwrap_or_else(|| panic!("«{line}»: {english}"))
        })
        .collect();
    assert!(at.is_sorted(), "{english}");
    assert!(english.contains("Alleged breach of clause 11: according to Thailand."), "{english}");
    // Nothing but a breach told as such: it is of the agreement as a whole.
    let of_force = file.replace("open_fire", "seize_position");
    let whole = || parse("truce.toml", &of_force).unwrap_or_else(|e| panic!("{e}"));
    let breach = claim("c1", "violation", serde_json::json!({"actor": [body(0, "army", "KHM", "MIL")]}));
    for (language, line, beside) in [
        (
            "en",
            "The agreement as a whole: 1 claim of a breach (according to report r).",
            "Alleged breach of the agreement as a whole (Truce)",
        ),
        (
            "fr",
            "L’accord dans son ensemble : 1 affirmation d’un manquement (selon le rapport r).",
            "Manquement allégué à l’accord dans son ensemble",
        ),
        (
            "ru",
            "Соглашение в целом: утверждений о нарушении — 1 (по сообщению «r»).",
            "Предполагаемое нарушение соглашения в целом",
        ),
    ] {
        let page = page(&told(std::slice::from_ref(&breach), vec![whole()]), language);
        assert!(page.contains(line) && page.contains(beside), "{line}: {page}");
    }
}

//! The world that is built into the program: what stands in its tables, and how its names are found in running text.

use jiff::civil::Date;
use std::collections::{HashMap, HashSet};
use vigie_model::names::NameIndex;
use vigie_model::world::{Actor, Entry, Name, Place};
use vigie_model::{Country, World};

fn world() -> &'static World {
    vigie_world::bundled()
}

/// The index of a language, with the endings its own pack gives.
fn index(language: &str) -> NameIndex {
    let pack = vigie_languages::pack(language).expect("a bundled language");
    let table: toml::Table = pack.text("language.toml").expect("every pack has one").parse().expect("it is TOML");
    let endings = table["name_endings"].as_array().expect("a list").iter();
    let endings: Vec<String> = endings.map(|e| e.as_str().expect("a word").to_owned()).collect();
    NameIndex::new(world(), language, &endings)
}

/// An entry in words: `territory AZE`, `actor un`, `place Parukh`.
fn tell(entry: Entry) -> String {
    let w = world();
    match entry {
        Entry::Territory(n) => format!("territory {}", w.territories[n as usize].code),
        Entry::Demonym(n) => format!("demonym {}", w.territories[n as usize].code),
        Entry::Capital(n) => format!("capital {}", w.territories[n as usize].code),
        Entry::Actor(n) => format!("actor {}", w.actors[n as usize].id),
        Entry::Place(n) => format!("place {}", w.places[n as usize].name),
        Entry::Weapon(n) => format!("weapon {}", w.weapons[n as usize].id),
    }
}

/// Cases as `words => count, first entry`, one a line; `words` are separated by spaces as a reading would cut them.
fn check(language: &str, cases: &str) {
    let index = index(language);
    let mut wrong = Vec::new();
    let mut seen = 0;
    for line in cases.lines().map(str::trim).filter(|l| !l.is_empty()) {
        let (words, expected) = line.split_once("=>").expect("words => what they stand for");
        let forms: Vec<&str> = words.split_whitespace().collect();
        let found = match index.longest_match(&forms) {
            None => "nothing".to_owned(),
            Some((n, entries)) => format!("{n}, {}", tell(entries[0])),
        };
        seen += 1;
        if found != expected.trim() {
            wrong.push(format!("{} => {found}, not {}", words.trim(), expected.trim()));
        }
    }
    assert!(seen > 0);
    assert!(wrong.is_empty(), "{} of {seen} in {language}:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn holds_what_it_promises() {
    let w = world();
    assert!(w.territories.len() >= 200, "{} territories", w.territories.len());
    assert!(w.actors.len() >= 900, "{} actors", w.actors.len());
    let groups = w.actors.iter().filter(|a| a.role == vigie_model::Role::Rebel).count();
    assert!(groups >= 150, "{groups} armed groups");
    for (theatre, fewest) in
        [("karabakh", 200), ("donbas", 150), ("lebanon", 100), ("syria", 80), ("yemen", 30), ("kivu", 60), ("kashmir", 40)]
    {
        let places = w.places.iter().filter(|p| p.theatre == theatre).count();
        assert!(places >= fewest, "{places} places in {theatre}");
    }
}

/// The table of `world/SOURCES.md` tells how many rows each table has, and the folder keeps its promise of size.
#[test]
fn sources_and_size_are_as_told() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../world");
    let page = std::fs::read_to_string(root.join("SOURCES.md")).expect("it stands in world/");
    let w = world();
    let of = |theatre: &str| w.places.iter().filter(|p| p.theatre == theatre).count();
    let (towns, provinces) = (of("cities"), of("provinces"));
    for (table, rows) in [
        ("`territories.tsv`", w.territories.len()),
        ("`actors/*.tsv`", w.actors.len()),
        ("`weapons.tsv`", w.weapons.len()),
        ("`places/*.tsv`", w.places.len() - towns - provinces),
        ("`places/cities.tsv`", towns),
        ("`places/provinces.tsv`", provinces),
    ] {
        let line = page.lines().find(|l| l.starts_with(&format!("| {table}"))).unwrap_or("");
        assert!(line.ends_with(&format!("| {rows} |")), "{table} has {rows} rows; world/SOURCES.md says: {line}");
    }
    let bytes: usize = vigie_world::files().iter().map(|(_, b)| b.len()).sum();
    assert!(bytes < 25 << 20, "{bytes} bytes");
    let by_hand = w.places.iter().filter(|p| p.theatre != "cities" && p.theatre != "provinces");
    let untold: Vec<&str> = by_hand.filter(|p| p.source.is_empty()).map(|p| &*p.id).collect();
    assert!(untold.is_empty(), "no source: {untold:?}");
}

#[test]
fn codes_parents_and_names_are_sound() {
    let w = world();
    let codes: HashSet<Country> = w.territories.iter().map(|t| t.code).collect();
    let actors: HashSet<&str> = w.actors.iter().map(|a| a.id.as_str()).collect();
    for t in &w.territories {
        assert!(t.lies_in.is_none_or(|c| codes.contains(&c)), "{} lies in no country of the table", t.code);
        assert!(!t.names.is_empty(), "{} has no name", t.code);
    }
    for a in &w.actors {
        assert!(a.country.is_none_or(|c| codes.contains(&c)), "{}: unknown country", a.id);
        assert!(a.parent.as_deref().is_none_or(|p| actors.contains(p)), "{}: unknown parent {:?}", a.id, a.parent);
        assert!(a.from.is_none() || a.to.is_none() || a.from <= a.to, "{} ends before it begins", a.id);
        sound(&a.id, &a.names);
    }
    for p in &w.places {
        assert!(p.country.is_none_or(|c| codes.contains(&c)), "{}: unknown country", p.id);
        assert!(p.held_by.is_none_or(|c| codes.contains(&c)), "{}: unknown holder", p.id);
        assert_eq!(p.lat.is_some(), p.lon.is_some(), "{} has half a point", p.id);
        assert!(p.from.is_none() || p.to.is_none() || p.from <= p.to, "{} ends before it begins", p.id);
        assert!(p.forms.iter().all(|(side, form)| codes.contains(side) && !form.is_empty()), "{}: {:?}", p.id, p.forms);
        sound(&p.id, &p.names);
    }
}

/// A name that two rows bear in the same days, for the same land and role, is one body written twice, or a row that lumps others together.
#[test]
fn nobody_is_written_twice() {
    let w = world();
    let mut bearers: HashMap<(&str, &str), Vec<usize>> = HashMap::new();
    for (n, actor) in w.actors.iter().enumerate().filter(|(_, a)| a.country.is_some()) {
        for name in &actor.names {
            bearers.entry((&*name.language, &*name.text)).or_default().push(n);
        }
    }
    let at_once = |a: &Actor, b: &Actor| {
        let before = |end: Option<Date>, begin: Option<Date>| end.zip(begin).is_some_and(|(end, begin)| end < begin);
        !before(a.to, b.from) && !before(b.to, a.from)
    };
    let mut twice = Vec::new();
    for ((_, name), among) in &bearers {
        for (n, first) in among.iter().enumerate() {
            for second in &among[n + 1..] {
                let (a, b) = (&w.actors[*first], &w.actors[*second]);
                if a.country == b.country && a.role == b.role && at_once(a, b) {
                    twice.push(format!("«{name}»: {} and {}", a.id, b.id));
                }
            }
        }
    }
    assert!(twice.is_empty(), "{twice:#?}");
}

/// No name is empty, doubled within its language, or holds characters that no text could match.
fn sound(id: &str, names: &[Name]) {
    let mut seen = HashSet::new();
    for name in names {
        assert!(name.text.chars().count() >= 2, "{id}: «{}» is too short", name.text);
        assert!(!name.text.contains(['(', ')', '«', '»', '\t', '|']), "{id}: «{}» could never be found", name.text);
        assert!(seen.insert((&name.language, &name.text)), "{id}: «{}» stands twice", name.text);
    }
}

/// Points of a theatre lie near its other points: a swapped or mistyped coordinate stands out.
#[test]
fn points_lie_in_their_countries() {
    let boxes = [
        ("AZE", 38.3, 42.0, 44.7, 51.0),
        ("ARM", 38.8, 41.4, 43.4, 46.7),
        ("UKR", 44.0, 52.5, 22.0, 40.3),
        ("LBN", 33.0, 34.8, 35.0, 36.7),
        ("SYR", 32.2, 37.4, 35.6, 42.5),
        ("YEM", 12.0, 19.1, 41.8, 54.6),
        ("COD", -13.6, 5.5, 12.0, 31.4),
        ("SDN", 8.6, 23.2, 21.8, 38.7),
        ("LBY", 19.5, 33.3, 9.3, 25.3),
        ("ETH", 3.3, 15.0, 32.9, 48.1),
        ("PSE", 31.2, 32.6, 34.2, 35.6),
        ("KHM", 9.9, 14.75, 102.3, 107.7),
        ("MMR", 9.6, 28.6, 92.1, 101.2),
        ("COL", -4.3, 13.5, -82.0, -66.8),
        ("MLI", 10.1, 25.1, -12.3, 4.3),
        ("GEO", 41.0, 43.6, 40.0, 46.8),
        ("XKX", 41.8, 43.3, 20.0, 21.8),
        ("THA", 5.6, 20.5, 97.3, 105.7),
        ("PHL", 4.5, 21.2, 116.9, 126.7),
        ("ESH", 20.7, 27.7, -17.2, -8.6),
        ("KOR", 33.0, 38.7, 124.5, 132.0),
        ("PRK", 37.6, 43.1, 124.1, 130.8),
        ("MDA", 45.4, 48.6, 26.6, 30.2),
        ("BFA", 9.3, 15.2, -5.6, 2.5),
        ("NER", 11.6, 23.6, 0.1, 16.0),
    ];
    for (code, south, north, west, east) in boxes {
        let country: Country = code.parse().expect("a code");
        let inside = |p: &&Place| {
            p.lat.is_none_or(|lat| (south..=north).contains(&lat)) && p.lon.is_none_or(|lon| (west..=east).contains(&lon))
        };
        let places: Vec<&Place> = world().places.iter().filter(|p| p.country == Some(country)).collect();
        assert!(!places.is_empty(), "no place in {code}");
        let outside: Vec<&str> = places.iter().filter(|p| !inside(p)).map(|p| &*p.id).collect();
        assert!(outside.is_empty(), "outside {code}: {outside:?}");
    }
}

#[test]
fn finds_french_names() {
    check("fr", include_str!("names.fr.txt"));
}

#[test]
fn finds_english_names() {
    check("en", include_str!("names.en.txt"));
}

#[test]
fn finds_russian_names() {
    check("ru", include_str!("names.ru.txt"));
}

#[test]
fn tells_who_held_an_office_on_a_day() {
    let index = index("ru");
    let names = |phrase: &str, day: &str| -> Vec<String> {
        let on = Some(day.parse().expect("a day"));
        vigie_world::who(world(), &[&index], phrase, on).into_iter().map(|c| c.name).collect()
    };
    let then = names("Минобороны РФ", "2022-03-26");
    assert_eq!(then[0], "Russian Ministry of Defence");
    assert!(then.contains(&"Sergei Shoigu".to_owned()) && !then.contains(&"Andrei Belousov".to_owned()), "{then:?}");
    let later = names("Министерства обороны России", "2025-01-15");
    assert!(later.contains(&"Andrei Belousov".to_owned()) && !later.contains(&"Sergei Shoigu".to_owned()), "{later:?}");
}

#[test]
fn tells_where_the_nearest_of_one_name_lies() {
    let index = index("en");
    let nearest = |phrase: &str, near: &str| vigie_world::where_(world(), &[&index], phrase, Some(near), None)[0].country;
    assert_eq!(nearest("Tripoli", "Beirut"), "LBN".parse().ok());
    assert_eq!(nearest("Tripoli", "Benghazi"), "LBY".parse().ok());
}

#[test]
fn tells_what_lies_in_a_country_or_region_that_has_no_point() {
    let index = index("en");
    let first = |phrase: &str, near: &str| vigie_world::where_(world(), &[&index], phrase, Some(near), None).remove(0);
    for (phrase, near, country, why) in [
        ("Tripoli", "Libya", "LBY", "in Libya"),
        ("Tripoli", "Lebanon", "LBN", "in Lebanon"),
        ("San José", "Colombia", "COL", "in Colombia"),
        ("El Tambo", "Cauca", "COL", "in Cauca"),
        ("La Macarena", "Meta", "COL", "in Meta"),
        ("Tiger Hill", "Kashmir", "IND", "told of in the same table as Kashmir, whose outline is not known"),
    ] {
        let found = first(phrase, near);
        assert_eq!(found.country, country.parse().ok(), "{phrase} near {near}: {found:?}");
        assert!(found.why.iter().any(|w| w == why), "{phrase} near {near}: {:?}", found.why);
    }
    let unknown = first("Tripoli", "Xqzwvkjh");
    assert!(unknown.why.iter().any(|w| w.contains("no place «Xqzwvkjh»")), "{:?}", unknown.why);
}

#[test]
fn a_part_lies_in_the_larger_place_of_its_own_country() {
    let found = vigie_world::where_(world(), &[&index("en")], "Yarmouk military camp", Some("Libya"), None);
    assert_eq!(found[0].country, "LBY".parse().ok());
    let (lat, lon) = found[0].point.expect("that of Tripoli");
    assert!((lat - 32.89).abs() < 0.1 && (lon - 13.19).abs() < 0.1, "{lat} {lon}");
}

#[test]
fn offers_names_spelt_nearly_alike() {
    let found = vigie_world::where_(world(), &[&index("en")], "Palanwalla", None, None);
    assert_eq!(found[0].name, "Pallanwala");
    assert!(found[0].why[0].contains("nearly alike"), "{:?}", found[0].why);
    assert!(vigie_world::where_(world(), &[&index("en")], "Xqzwvkjh", None, None).is_empty());
}

#[test]
fn bears_hostile_phrases() {
    let index = index("ru");
    let long = "Парух ".repeat(20_000);
    for phrase in ["", " ", ".*", "(", "'; DROP TABLE places; --", "\u{200B}\u{200B}", "Парyх", "🙂🙂🙂🙂", long.as_str()]
    {
        let near = vigie_world::where_(world(), &[&index], phrase, Some(phrase), None);
        assert!(near.len() <= 10, "«{}» gave {}", phrase.chars().take(20).collect::<String>(), near.len());
        vigie_world::who(world(), &[&index], phrase, None);
    }
}

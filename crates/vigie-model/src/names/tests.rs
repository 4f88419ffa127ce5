use super::*;
use crate::Role;
use crate::world::{Actor, GAZETTEER, Place, Territory};

fn names(list: &str) -> Vec<Name> {
    let name = |s: &str| {
        let (language, text) = s.trim().split_once(':').expect("language:name");
        Name { language: language.to_owned().into(), text: text.to_owned().into() }
    };
    if list.is_empty() { Vec::new() } else { list.split(';').map(name).collect() }
}

fn territory(code: &str, called: &str, demonyms: &str, capitals: &str) -> Territory {
    Territory {
        code: code.parse().expect("a code"),
        name: code.into(),
        lies_in: None,
        role: Role::Government,
        names: names(called),
        demonyms: names(demonyms),
        capitals: names(capitals),
        lat: 0.0,
        lon: 0.0,
        from: None,
        to: None,
        before: None,
        kin: Vec::new(),
    }
}

fn place(id: &str, name: &str, others: &str, theatre: &str) -> Place {
    Place {
        id: id.to_owned().into(),
        name: name.to_owned().into(),
        sort: "village".into(),
        theatre: theatre.to_owned().into(),
        names: names(others),
        ..Place::default()
    }
}

fn world() -> World {
    let actor = |id: &str, called: &str| Actor {
        id: id.into(),
        country: None,
        role: Role::Military,
        parent: None,
        names: names(called),
        from: None,
        to: None,
        serves: None,
    };
    World {
        territories: vec![
            territory(
                "AZE",
                "fr:Azerbaïdjan; ru:Азербайджан; en:Azerbaijan",
                "fr:azerbaïdjanais; ru:азербайджанский; en:Azerbaijani",
                "fr:Bakou; ru:Баку; en:Baku",
            ),
            territory("ARM", "fr:Arménie; ru:Армения; en:Armenia", "fr:arménien; ru:армянский; en:Armenian", "ru:Ереван"),
            territory("NKR", "fr:Haut-Karabakh; fr:Haut-Karabagh; ru:Нагорный Карабах; en:Nagorno-Karabakh", "", ""),
            territory("CHN", "fr:Chine; ru:Китай; en:China", "fr:chinois; ru:китайский; en:Chinese", ""),
            territory("USA", "en:US; en:United States", "", "ru:Вашингтон"),
            territory("CIV", "fr:Côte d'Ivoire", "fr:ivoirien", ""),
            territory("NER", "ru:Нигер", "ru:нигерцы", ""),
            territory("NGA", "ru:Нигерия", "ru:нигерийский", ""),
        ],
        actors: vec![
            actor("mod-rus", "ru:Министерство обороны России; ru:МИД РФ"),
            actor("vsu", "ru:Вооружённые силы Украины; ru:ВСУ; ru:ЦАХАЛ"),
            actor("fsr", "fr:forces de soutien rapide"),
            actor("wagner", "ru:ЧВК Вагнер"),
        ],
        places: vec![
            place("parukh", "Parukh", "ru:Парух; ru:Фаррух; fr:Paroukh", "karabakh"),
            place("baku", "Baku", "ru:Баку; fr:Bakou", GAZETTEER),
            place("kharkiv", "Kharkiv", "ru:Харьков", GAZETTEER),
            place("bayyad", "al-Bayyad", "", "lebanon"),
            place("sanaa", "Sana'a", "ru:Сана", "yemen"),
            place("fashir", "El Fasher", "fr:El-Fasher", "sudan"),
            place("yar", "Chasiv Yar", "ru:Часов Яр", "donbas"),
        ],
        ..World::default()
    }
}

fn endings(language: &str) -> Vec<String> {
    let list = match language {
        "ru" => {
            "а= у ом ем е= ы= и= ~я= ~ю ~ей ~ой= ~ий= ~ия ~ии ~ию ~ией ~ый= ~ого ~ому ым ~ые= ~ых ~ыми ~ая= ~ую ов ев ам ами ах ~о= ~им ~ими ~их ~й="
        }
        "fr" => "e s es ne nes",
        _ => "s",
    };
    list.split(' ').map(str::to_owned).collect()
}

/// Looks the words up and tells what was found as `length entry entry`.
fn look(language: &str, words: &str) -> String {
    let index = NameIndex::new(&world(), language, &endings(language));
    let forms: Vec<&str> = words.split(' ').collect();
    match index.longest_match(&forms) {
        None => "none".into(),
        Some((n, entries)) => entries.iter().fold(n.to_string(), |all, e| format!("{all} {e:?}")),
    }
}

#[test]
fn finds_names_as_texts_write_them() {
    let cases = [
        ("ru", "Парухе", "1 Place(0)"),
        ("ru", "ПАРУХ", "1 Place(0)"),
        ("ru", "Нагорного Карабаха", "2 Territory(2)"),
        ("ru", "Министерством обороны России", "3 Actor(0)"),
        ("ru", "Вооруженных сил Украины .", "3 Actor(1)"),
        ("ru", "азербайджанскими военными", "1 Demonym(0)"),
        ("ru", "Армении", "1 Territory(1)"),
        ("ru", "ЦАХАЛа", "1 Actor(1)"),
        ("ru", "МИДом РФ", "2 Actor(0)"),
        ("ru", "ЧВК « Вагнер » бежит", "4 Actor(3)"),
        ("ru", "« Вагнер »", "none"),
        ("ru", "Харькова", "1 Place(2)"),
        ("ru", "Часовом Яре", "2 Place(6)"),
        ("ru", "Баку", "1 Capital(0) Place(1)"),
        ("ru", "Нигерии", "1 Territory(7)"),
        ("ru", "Нигера", "1 Territory(6)"),
        ("ru", "Нигер", "1 Territory(6)"),
        ("fr", "azerbaïdjanaises", "1 Demonym(0)"),
        ("fr", "arménienne", "1 Demonym(1)"),
        ("fr", "Haut Karabagh", "2 Territory(2)"),
        ("fr", "Haut - Karabakh", "3 Territory(2)"),
        ("fr", "Azerbaidjan", "1 Territory(0)"),
        ("fr", "Côte d' Ivoire", "3 Territory(5)"),
        ("fr", "Côte d’Ivoire", "2 Territory(5)"),
        ("fr", "forces de soutien rapide", "4 Actor(2)"),
        ("fr", "Forces de soutien rapide", "4 Actor(2)"),
        ("en", "al - Bayyad", "3 Place(3)"),
        ("en", "al-Bayyad", "1 Place(3)"),
        ("en", "Sanaa", "1 Place(4)"),
        ("en", "Sana ' a", "3 Place(4)"),
        ("en", "Azerbaijanis", "1 Demonym(0)"),
        ("en", "Armenia’s", "1 Territory(1)"),
        ("en", "US", "1 Territory(4)"),
        ("en", "El-Fasher", "1 Place(5)"),
        ("en", "Par\u{200B}ukh", "1 Place(0)"),
    ];
    for (language, words, expected) in cases {
        assert_eq!(look(language, words), expected, "«{words}» in {language}");
    }
}

#[test]
fn leaves_common_words_alone() {
    let cases = [
        ("en", "us"),
        ("en", "china"),
        ("en", "Us"),
        ("fr", "Chins"),
        ("fr", "Haut niveau"),
        ("en", "Parukhs"),
        ("ru", "Армен"),
        ("ru", "Харьковского"),
        ("ru", "Харьковий"),
        ("ru", "Харьк"),
        ("ru", "Армена"),
        ("ru", "сан"),
        ("ru", "парух"),
        ("en", "al Bayyadiyah"),
        ("en", "-"),
        ("en", ""),
    ];
    for (language, words) in cases {
        assert_eq!(look(language, words), "none", "«{words}» in {language}");
    }
}

#[test]
fn bears_hostile_words() {
    let index = NameIndex::new(&world(), "ru", &endings("ru"));
    let long = "Парух".repeat(100_000);
    for word in [".*", "(a+)+$", "\\", "'; DROP TABLE places; --", "\u{200B}", "\u{0301}", "Ꙁ҉", long.as_str()] {
        assert_eq!(index.longest_match(&[word]), None, "{}", &word[..word.len().min(20)]);
    }
    assert_eq!(index.longest_match(&[]), None);
}

#[test]
fn ten_thousand_places_of_one_name_stay_cheap() {
    let mut world = world();
    world.places = (0..10_000).map(|n| place(&format!("p{n}"), "San José", "", GAZETTEER)).collect();
    let index = NameIndex::new(&world, "en", &[]);
    let (n, entries) = index.longest_match(&["San", "Jose"]).expect("it is known");
    assert_eq!((n, entries.len()), (2, MOST_ENTRIES));
    assert_eq!(entries[0], Entry::Place(0));
}

#[test]
fn cyrillic_capitals_fold_to_their_small_letters() {
    for capital in 'А'..='Я' {
        assert_eq!(fold(&capital.to_string()), capital.to_lowercase().collect::<String>());
    }
}

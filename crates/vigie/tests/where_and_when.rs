//! Where, when and how many: sentences about other conflicts than the corpus, in three languages.

mod told;

use told::{claims, days};
use vigie_model::{Claim, EventKind, Precision};

fn first(lang: &str, text: &str, kind: EventKind) -> Claim {
    let all = claims(lang, text);
    all.iter().find(|c| c.kind == kind).cloned().unwrap_or_else(|| panic!("no {kind:?} in {text}: {all:?}"))
}

fn place(claim: &Claim) -> String {
    claim.place.as_ref().map(|p| p.name.clone()).unwrap_or_default()
}

#[test]
fn a_distance_and_a_direction_give_a_point_of_their_own() {
    for (lang, text) in [
        ("en", "Two soldiers were killed 15 km north-east of Mariupol on Friday."),
        ("fr", "Deux soldats ont été tués vendredi à 15 km au nord-est de Marioupol."),
        ("ru", "Двое солдат погибли в пятницу в 15 км к северо-востоку от Мариуполя."),
    ] {
        let claim = first(lang, text, EventKind::Casualties);
        let spot = claim.place.unwrap_or_else(|| panic!("no place: {text}"));
        let (lat, lon) = (spot.lat.unwrap_or(0.0), spot.lon.unwrap_or(0.0));
        assert!((lat - 47.19).abs() < 0.05 && (lon - 37.69).abs() < 0.06, "{text}: {lat} {lon} {}", spot.why);
        assert!(spot.why.contains("reckoned"), "{}", spot.why);
    }
}

#[test]
fn the_seat_of_a_ministry_is_no_scene() {
    let claim = first("en", "The Health Ministry in Khartoum said nine people were killed.", EventKind::Casualties);
    assert_eq!(place(&claim), "");
}

#[test]
fn a_village_comes_before_the_district_that_it_lies_in() {
    let claim = first("en", "Rebels attacked Karuba, in North Kivu, on Monday.", EventKind::Attack);
    assert_eq!(place(&claim), "Karuba");
    assert_eq!(claim.place.map(|p| p.precision), Some(Precision::Locality));
}

#[test]
fn an_open_perfect_takes_no_day_from_the_story() {
    let all = claims("en", "The army shelled Kutum on Friday. Rebels have violated the truce.");
    let violation = all.iter().find(|c| c.kind == EventKind::Violation).expect("a violation");
    assert!(violation.time.is_none(), "{violation:?}");
}

#[test]
fn revised_tolls_are_ranges_and_numbers_after_set_phrases_count() {
    let claim = first("fr", "Les combats ont coûté la vie à plus de 300 civils.", EventKind::Clash);
    assert_eq!(claim.toll.first().and_then(|t| t.low), Some(300), "{claim:?}");
    let claim = first("ru", "Из сёл вывезено свыше 120 тысяч жителей.", EventKind::Displacement);
    assert_eq!(claim.toll.first().and_then(|t| t.low), Some(120_000), "{claim:?}");
    let claim = first("ru", "Число погибших выросло до девяти.", EventKind::Casualties);
    assert_eq!(claim.toll.first().and_then(|t| t.high), Some(9), "{claim:?}");
}

#[test]
fn what_stands_behind_a_village_says_where_it_lies() {
    for (lang, text, village) in [
        ("en", "On 3 May a jet dropped bombs on Karuno, in Mongkhet Township.", "Karuno"),
        ("fr", "Des hommes armés ont attaqué un convoi à Kpanga, dans la préfecture du Mbomou.", "Kpanga"),
        ("ru", "Боевики обстреляли село Карасу в Тертерском районе.", "Карасу"),
    ] {
        let all = claims(lang, text);
        let spot = all.iter().find_map(|c| c.place.clone()).unwrap_or_else(|| panic!("no place: {text} {all:?}"));
        assert_eq!(spot.text, village, "{text}: {}", spot.why);
    }
}

#[test]
fn the_line_that_all_know_and_the_soil_of_a_state_are_places() {
    let text = |lang, text, kind| first(lang, text, kind).place.map(|p| p.text).unwrap_or_default();
    assert_eq!(text("en", "Three rangers were attacked on Ugandan soil.", EventKind::Attack), "Ugandan soil");
    assert_eq!(text("ru", "Соседи стягивают войска к границе.", EventKind::Deployment), "границе");
    let road = "Des camions sont bloqués le long de la route nationale n° 4.";
    assert!(text("fr", road, EventKind::Blockade).starts_with("route nationale"), "{road}");
}

/// "Here" is where the report was written, unless somebody else says it.
#[test]
fn here_is_where_the_report_was_written() {
    let place = |lang, text, kind| first(lang, text, kind).place.map(|p| p.name).unwrap_or_default();
    let english = "BUNIA, June 10 (Agency) - Militia leaders signed a permanent ceasefire here yesterday.";
    assert_eq!(place("en", english, EventKind::Agreement), "Bunia");
    let french = "BUNIA, 10 juin (Agence) - Des hommes armés ont attaqué ici hier un hôpital.";
    assert_eq!(place("fr", french, EventKind::Attack), "Bunia");
    let russian = "БУНИЯ, 10 июня. Соглашение о прекращении огня подписали здесь вчера командиры ополчения.";
    assert_eq!(place("ru", russian, EventKind::Agreement), "Bunia");
    let quoted = "BUNIA, June 10 (Agency) - \"They attacked us here,\" a farmer in Beni said. A truce was signed on Monday.";
    assert_eq!(first("en", quoted, EventKind::Attack).place.filter(|p| p.name == "Bunia"), None);
}

#[test]
fn a_village_that_undergoes_fire_is_where_it_fell() {
    let claim = first("ru", "Посёлок Зайцево подвергся обстрелу из миномётов.", EventKind::Shelling);
    assert_eq!(claim.place.map(|p| p.text).as_deref(), Some("Зайцево"));
}

#[test]
fn whoever_flees_flees_from_home() {
    let claim = first("en", "Residents of Umm Rawaba fled their homes.", EventKind::Displacement);
    assert_eq!(claim.place.map(|p| p.text).as_deref(), Some("Umm Rawaba"));
    let claim = first("ru", "Из Ходейды эвакуировали 300 семей.", EventKind::Displacement);
    assert_eq!(claim.place.map(|p| p.text).as_deref(), Some("Ходейды"));
}

#[test]
fn a_capital_that_is_reproached_is_no_scene() {
    let claim = first("fr", "Les rebelles reprochent à Kampala une violation délibérée de la trêve.", EventKind::Violation);
    assert!(claim.place.is_none(), "{claim:?}");
}

#[test]
fn places_run_on_within_a_paragraph_only() {
    let all = claims("en", "Rebels shelled Kutum on Monday. Two soldiers were killed.\n\nOn Tuesday gunmen ambushed a convoy.");
    let place_of = |kind| all.iter().find(|c| c.kind == kind).and_then(|c| c.place.as_ref()).map(|p| p.text.as_str());
    assert_eq!(place_of(EventKind::Casualties), Some("Kutum"), "{all:?}");
    assert_eq!(place_of(EventKind::Attack), None, "{all:?}");
}

#[test]
fn a_village_that_no_list_holds_is_where_it_was_attacked() {
    let claim = first("en", "Insurgents attacked Vorkumba on Monday, a spokesman said.", EventKind::Attack);
    assert_eq!(place(&claim), "Vorkumba");
    // A person is no place, however unknown.
    let claim = first("en", "Rebels shelled Colonel Pieter Van Dalen's men on Monday.", EventKind::Shelling);
    assert_eq!(place(&claim), "");
}

#[test]
fn a_cell_of_a_row_tells_where() {
    let text = "Weekly table\n\nDate | Place | Event\n3 May 2024 | Karuno | Ambush on two trucks: a driver killed\n4 May 2024 | Lodi (road 27) | Seven houses burnt down";
    assert_eq!(place(&first("en", text, EventKind::Attack)), "Karuno");
    assert_eq!(place(&first("en", text, EventKind::Destruction)), "Lodi");
}

#[test]
fn a_place_a_dash_and_a_number_stand_apart() {
    let text = "В Алеппо за сутки режим перемирия нарушался 40 раз, в Дамаске было зафиксировано 15 нарушений, в Латакии – пять.";
    let all = claims("ru", text);
    let fifteen = all.iter().find(|c| c.count == Some(15)).expect("fifteen breaches");
    assert_eq!(place(fifteen), "Damascus");
}

#[test]
fn the_site_is_where_the_last_thing_happened() {
    let text = "Mortar rounds fell near Datu Piang on Monday. The team visited the site and found two craters.";
    assert_eq!(place(&first("en", text, EventKind::Monitoring)), "Datu Piang");
}

#[test]
fn a_breach_is_where_the_act_was() {
    let claim = first("fr", "L'armée a rompu la trêve en pilonnant mardi la ville de Bouar.", EventKind::Violation);
    assert_eq!(place(&claim), "Bouar");
}

#[test]
fn where_people_are_bound_for_and_live_is_told_apart() {
    let claim = first("en", "Rebels rammed a boat carrying troops to Jaffna.", EventKind::Attack);
    assert_eq!(place(&claim), "");
    let claim = first("en", "Residents of Hapsu-ri were taken to shelters.", EventKind::Displacement);
    assert_eq!(place(&claim), "Hapsu-ri");
    let claim = first("en", "Mortar shells fell on a camp for the displaced at Kibati.", EventKind::Shelling);
    assert_eq!(place(&claim), "Kibati");
}

#[test]
fn this_same_area_is_the_last_place_told() {
    let text = "Deux soldats ont été tués à Batangafo. Un accrochage a eu lieu lundi dans ce même secteur.";
    assert_eq!(place(&first("fr", text, EventKind::Clash)), "Batangafo");
}

#[test]
fn labels_and_headings_say_where_what_stands_below_them_was() {
    for (lang, text) in [
        (
            "en",
            "Daily report\n\nKhost\n• No violations were recorded on Sunday after three days of clashes.\n\nOther areas\n\
                • Jalalabad: A patrol came under fire on the edge of the town. There were no injuries.\n• Kunduz: Shots were heard at night.\n",
        ),
        (
            "fr",
            "Rapport quotidien\n\nAutres secteurs\n• Jalalabad : une patrouille a essuyé des tirs à la sortie du bourg.\n\
                • Kunduz : des coups de feu ont été entendus dans le village.\n",
        ),
        (
            "ru",
            "Сводка за день\n\nДругие районы\n• Джелалабад: патруль попал под обстрел на окраине города. Пострадавших нет.\n\
                • Кундуз: ночью в городе слышали выстрелы.\n",
        ),
    ] {
        let all = claims(lang, text);
        let names: Vec<String> = all.iter().map(place).collect();
        assert!(names.contains(&"Jalalabad".to_owned()) && names.contains(&"Kunduz".to_owned()), "{text}: {names:?}");
        assert!(lang != "en" || names.contains(&"Khōst".to_owned()), "{text}: {names:?}");
    }
}

#[test]
fn where_a_truce_was_signed_is_not_where_it_broke() {
    for (lang, text) in [
        ("en", "The accord signed in Lusaka last year collapsed this week."),
        ("fr", "L'accord signé à Lusaka l'an dernier a volé en éclats."),
        ("ru", "Соглашение, подписанное в Сочи, рухнуло через семь недель."),
    ] {
        assert_eq!(place(&first(lang, text, EventKind::Violation)), "", "{text}");
    }
}

#[test]
fn verbs_with_one_subject_share_their_scene_and_help_comes_there() {
    for (lang, text) in [
        ("en", "Rebels attacked army positions near Kutum on Monday and were thrown back. Reinforcements were sent to the area."),
        (
            "fr",
            "Les rebelles ont attaqué lundi une position près de Kutum et ont été repoussés. Des renforts ont été envoyés dans la zone.",
        ),
        (
            "ru",
            "В понедельник боевики попытались атаковать позиции армии у Хомса и были отброшены. В район направлены подкрепления.",
        ),
    ] {
        let all = claims(lang, text);
        let here = |k: EventKind| all.iter().any(|c| c.kind == k && c.place.is_some());
        assert!(here(EventKind::Withdrawal) && here(EventKind::Deployment), "{text}: {all:?}");
    }
}

#[test]
fn what_is_recorded_somewhere_happened_there() {
    for (lang, text) in [
        ("en", "In Jalalabad the mission recorded 114 violations, including 23 explosions."),
        ("fr", "À Bouaké, la mission a relevé 114 violations, dont 23 explosions."),
        ("ru", "В Джелалабаде миссия насчитала 114 нарушений, в том числе 23 взрыва."),
    ] {
        assert!(claims(lang, text).iter().all(|c| c.place.is_some()), "{text}");
    }
    let claim = first("en", "No other incident has been recorded in Jalalabad since Monday.", EventKind::Compliance);
    assert_eq!(place(&claim), "Jalalabad");
}

#[test]
fn a_blast_outside_an_office_is_there_and_northern_districts_are_somewhere() {
    for (lang, text, kind, told) in [
        ("en", "A blast outside the governor's office in Jalalabad killed nine.", EventKind::Explosion, "Jalalabad"),
        ("fr", "Une explosion devant le bureau du gouverneur à Jalalabad a fait neuf morts.", EventKind::Explosion, "Jalalabad"),
        ("en", "Shells fell on the northern districts.", EventKind::Shelling, "northern districts"),
        ("ru", "Из северных кварталов бежали две тысячи человек.", EventKind::Displacement, "северных кварталов"),
        ("en", "A shepherd was found dead near Kutum.", EventKind::Casualties, "Kutum"),
    ] {
        assert_eq!(first(lang, text, kind).place.map(|p| p.text).as_deref(), Some(told), "{text}");
    }
}

#[test]
fn where_the_hurt_are_taken_is_not_where_they_were_hurt() {
    for (lang, text) in [
        ("fr", "Les rebelles ont attaqué Sake. Les blessés ont été évacués vers l'hôpital de Goma."),
        ("ru", "При обстреле села Сотк ранен крестьянин. Пострадавшего доставили в больницу Вардениса."),
    ] {
        let all = claims(lang, text);
        let names: Vec<String> = all.iter().map(place).collect();
        assert!(!names.iter().any(|n| n == "Goma" || n == "Vardenis"), "{text}: {names:?}");
    }
}

#[test]
fn what_stands_behind_a_denied_act_is_of_the_act_and_there_may_be_a_place_of_no_list() {
    let text = "Le Ministère dément toute arrestation de sympathisants dans les quartiers nord.";
    assert_eq!(first("fr", text, EventKind::Capture).place.map(|p| p.text).as_deref(), Some("quartiers nord"));
    let text = "Harsher still was the lot of Kutumba. Seven people died there on Saturday.";
    assert_eq!(place(&first("en", text, EventKind::Casualties)), "Kutumba");
}

#[test]
fn a_town_of_that_name_on_another_continent_is_not_meant() {
    let text =
        "Rebels attacked police in Iloilo City, in the Philippines, on Monday. Soldiers were ambushed near Leon on Tuesday.";
    let all = claims("en", text);
    assert!(all.iter().filter_map(|c| c.place.as_ref()).all(|p| p.country.is_none_or(|c| c.to_string() == "PHL")), "{all:?}");
}

#[test]
fn people_flee_from_where_the_fighting_was_and_not_to_where_they_are_bound() {
    for (lang, text) in [
        ("en", "Rebels attacked Kutum on Friday. Some 900 people fled towards the hills."),
        ("fr", "Les rebelles ont attaqué Kutum vendredi. Environ 900 habitants ont fui."),
        ("ru", "Повстанцы в пятницу напали на Кутум. Около 900 жителей бежали."),
    ] {
        assert_eq!(place(&first(lang, text, EventKind::Displacement)), "Kutum", "{text}");
    }
}

#[test]
fn a_numbered_sector_is_no_town_of_another_land() {
    let text = "OBSERVER FORCE\nKadugli, 9 May 2024\n\nSECTOR 2\n• Gunmen stopped a convoy in Sudan. Two guards are missing.";
    assert!(claims("en", text).iter().all(|c| !place(c).contains("ector")), "{:?}", claims("en", text));
}

#[test]
fn a_part_denied_is_the_act_denied() {
    for (lang, text) in [
        ("en", "Gunmen attacked the hospital on Monday. The rebels deny any involvement."),
        ("fr", "Des hommes armés ont attaqué l'hôpital lundi. Les rebelles démentent toute implication."),
        ("ru", "В понедельник боевики напали на больницу. Повстанцы отрицают свою причастность."),
    ] {
        let all = claims(lang, text);
        let denied = all.iter().find(|c| c.kind == EventKind::Attack && c.polarity == vigie_model::Polarity::Denied);
        assert!(denied.is_some_and(|c| !c.actor.is_empty() && c.source == c.actor), "{text}: {all:?}");
    }
}

#[test]
fn what_is_promised_is_not_told_as_done_and_nobody_reported_hurt_was_hurt() {
    assert!(claims("en", "The rebels promised to withdraw and release the hostages.").is_empty());
    let hurt = first("en", "No civilians were reported injured.", EventKind::Casualties);
    assert_eq!(hurt.polarity, vigie_model::Polarity::Denied);
}

#[test]
fn the_day_on_which_a_truce_began_is_not_that_of_a_breach() {
    let text = "On 10 May the army accused the rebels of violating a truce that began on 5 May.";
    let breach = first("en", text, EventKind::Violation);
    assert!(breach.time.is_none_or(|t| t.text != "5 May"), "{text}");
}

#[test]
fn a_participle_or_a_noun_may_give_a_place_its_name() {
    for (lang, text, kind, name) in [
        ("en", "Shells fell on a village named Besari.", EventKind::Shelling, "Besari"),
        ("en", "A bomb exploded in a hamlet known as Karati.", EventKind::Explosion, "Karati"),
        ("fr", "Des obus sont tombés sur un village nommé Besari.", EventKind::Shelling, "Besari"),
        ("ru", "Снаряды упали на хутор, называемый Бесари.", EventKind::Shelling, "Бесари"),
        ("ru", "Снаряды упали на село под названием Бесари.", EventKind::Shelling, "Бесари"),
    ] {
        let all = claims(lang, text);
        let place = all.iter().find(|c| c.kind == kind).and_then(|c| c.place.as_ref()).map(|p| p.name.clone());
        assert_eq!(place.as_deref(), Some(name), "{text}");
    }
}

#[test]
fn a_scene_stays_set_for_some_sentences() {
    let text = "A patrol was driving near Kutum. A tank fired a round in their direction. Soldiers fired at them.";
    let place = |kind| claims("en", text).into_iter().find(|c| c.kind == kind).and_then(|c| c.place).map(|p| p.name);
    assert_eq!(place(EventKind::Shelling).as_deref(), Some("Kutum"));
    assert_eq!(place(EventKind::Gunfire).as_deref(), Some("Kutum"));
}

#[test]
fn the_day_of_a_truce_told_in_passing_is_not_that_of_the_next_sentence() {
    for (lang, text) in [
        ("en", "The army shelled Kutum on Tuesday, the first breach of a truce brokered on 3 May. Two villagers died."),
        ("ru", "Армия обстреляла во вторник Кутум, нарушив перемирие, заключённое 3 мая. Погибли двое жителей."),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties), ["2024-05-14"], "{text}");
    }
    let raid = "The army shelled Kutum on Tuesday, days after a raid on Friday in which a soldier was killed. Two villagers were wounded.";
    assert_eq!(days("en", raid, EventKind::Casualties), ["2024-05-14"]);
}

//! Where, when and how many: sentences about other conflicts than the corpus, in three languages.

mod told;

use told::claims;
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
        ("en", "On 3 May a jet dropped bombs on Nam Kye, in Mongkhet Township.", "Nam Kye"),
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
    let text = "Weekly table\n\nDate | Place | Event\n3 May 2024 | Karuno | Ambush on two trucks: a driver killed\n4 May 2024 | Lodi (road 27) | Seven houses burnt";
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

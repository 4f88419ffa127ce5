//! The scene of a whole report, towns told again, and days that other words tell than those of the event.

mod told;

use told::{claims, days};
use vigie_model::{Effect, EventKind};

/// The names of the places of all claims of a kind, in the order of the text.
fn places(lang: &str, text: &str, kind: EventKind) -> Vec<String> {
    let all = claims(lang, text);
    let name = |c: &vigie_model::Claim| c.place.as_ref().map_or_else(String::new, |p| p.name.clone());
    let found: Vec<String> = all.iter().filter(|c| c.kind == kind).map(name).collect();
    assert!(!found.is_empty(), "no {kind:?} in {text}: {all:?}");
    found
}

#[test]
fn acts_of_force_happened_at_the_one_scene_that_the_title_names() {
    let en = "Shells rain on Kalemie despite truce\n\nMilitiamen and soldiers traded fire in Kalemie on Friday, officials said.\n\n\
              The health minister said that 14 people had been killed.";
    assert_eq!(places("en", en, EventKind::Casualties), ["Kalemie"]);
    let fr = "Pluie d'obus sur Kalemie malgré la trêve\n\nMiliciens et soldats se sont affrontés vendredi à Kalemie, selon des responsables.\n\n\
              Le ministre de la Santé fait état de 14 tués.";
    assert_eq!(places("fr", fr, EventKind::Casualties), ["Kalemie"]);
}

#[test]
fn where_all_happened_at_one_place_the_rest_did_as_well() {
    let en = "Gunmen shelled Kalemie on Friday, killing a boy, an officer said.\n\nThe mission called for restraint.\n\nThree nurses were wounded, a doctor said.";
    assert_eq!(places("en", en, EventKind::Casualties), ["Kalemie", "Kalemie"]);
    // What is of other days may have been anywhere.
    let since = "Gunmen shelled Kalemie on Friday, killing a boy, an officer said.\n\nThe mission called for restraint.\n\nSixty people have been killed since April.";
    assert_eq!(places("en", since, EventKind::Casualties), ["Kalemie", ""]);
}

#[test]
fn the_town_is_not_the_one_from_which_somebody_speaks() {
    let en = "Fighting goes on in Kalemie\n\nSoldiers clashed with rebels in Kalemie on Friday.\n\n\
              A military source in Goma said that the rebels had overrun the town.";
    assert_eq!(places("en", en, EventKind::Seizure), ["Kalemie"]);
    let fr = "Combats à Kalemie\n\nL'armée a attaqué vendredi Kalemie, à 600 km au sud de Goma. Les rebelles ont repris la ville samedi.";
    assert_eq!(places("fr", fr, EventKind::Seizure), ["Kalemie"]);
}

#[test]
fn what_stands_before_an_inserted_verb_of_saying_is_of_what_is_said() {
    let ru = "В Кутуме, сообщил губернатор, боевики обстреляли больницу.";
    assert_eq!(places("ru", ru, EventKind::Shelling), ["Kutum"]);
}

#[test]
fn a_day_in_a_row_begins_with_the_first() {
    assert_eq!(days("en", "Fighting for Kutum enters fourth day", EventKind::Clash), ["2024-05-17..2024-05-20"]);
    assert_eq!(days("ru", "Армия третий день подряд обстреливает Кутум.", EventKind::Shelling), ["2024-05-18..2024-05-20"]);
}

#[test]
fn the_month_told_as_the_last_is_the_one_gone_by() {
    assert_eq!(days("en", "The truce was signed last February.", EventKind::Agreement), ["2024-02-01..2024-02-29"]);
    let text = "They returned to the lines of March 2018, when the truce was signed.";
    assert_eq!(days("en", text, EventKind::Agreement), ["2018-03-01..2018-03-31"]);
}

#[test]
fn sums_of_one_paragraph_begin_on_the_same_day() {
    let en = "Forty soldiers have been killed since Friday, the army said. The rebels admit the loss of twelve men.";
    assert_eq!(days("en", en, EventKind::Casualties), ["2024-05-17..2024-05-20"; 2]);
}

#[test]
fn a_chronicle_told_newest_first_passes_midnight_above_the_first_day_that_it_tells() {
    let text = "Kutum: live\n\n14:10 Shells fell on the market.\n\n09:30 Two soldiers were killed.\n\n01:40 Rebels attacked a post.\n\n\
                19 May, 23:20 The army shelled the hills.\n\n21:00 Gunmen opened fire on a patrol.";
    assert_eq!(days("en", text, EventKind::Attack), ["2024-05-20"]);
    assert_eq!(days("en", text, EventKind::Gunfire), ["2024-05-19"]);
}

/// Harm of the claims of a kind: (effect, least number).
fn harm(lang: &str, text: &str, kind: EventKind) -> Vec<(Effect, u32)> {
    let all = claims(lang, text);
    all.iter().filter(|c| c.kind == kind).flat_map(|c| c.toll.iter().map(|t| (t.effect, t.low.unwrap_or(0)))).collect()
}

#[test]
fn an_act_told_before_two_verbs_did_the_harm_of_both_unless_the_second_was_elsewhere() {
    let both = [(Effect::Killed, 1), (Effect::Wounded, 8)];
    assert_eq!(harm("ru", "В результате обстрела погиб один человек и ранены восемь.", EventKind::Shelling), both);
    assert_eq!(harm("en", "In the shelling one man died and eight were wounded.", EventKind::Shelling), both);
    for (lang, text) in [
        ("ru", "При обстреле рынка погиб один, а в соседнем селе ранены трое."),
        ("en", "In the shelling one man died, and in the next village three were wounded."),
    ] {
        assert_eq!(harm(lang, text, EventKind::Shelling), [(Effect::Killed, 1)], "{text}");
        assert_eq!(harm(lang, text, EventKind::Casualties), [(Effect::Wounded, 3)], "{text}");
    }
}

#[test]
fn a_place_runs_on_no_further_than_the_story_stays_there() {
    let away = "Clashes broke out on Friday in Bunagana. On Saturday shells fell on Rutshuru.\n\n\
                The government accused the rebels of having attacked army positions.";
    assert_eq!(places("en", away, EventKind::Attack), [""]);
    let answer = "Les rebelles ont pris Karuba lundi. L'armée affirme n'avoir fait que riposter.";
    assert_eq!(places("fr", answer, EventKind::Attack), [""]);
    let goes_on = "В понедельник вооружённые люди напали на пост в Кутуме. Погибли четверо полицейских.";
    assert_eq!(places("ru", goes_on, EventKind::Casualties), ["Kutum"]);
    let apart = "The ceasefire has collapsed, and fighting resumed in Saada and Marib on Monday.";
    assert_eq!(places("en", apart, EventKind::Violation), [""]);
}

#[test]
fn towns_that_only_say_which_road_is_meant_are_no_scene() {
    let en = "On the Goma-Rutshuru road near Kibumba, gunmen opened fire on a bus on Tuesday.";
    assert_eq!(places("en", en, EventKind::Gunfire), ["Kibumba"]);
    let fr = "Quatre commerçants ont été abattus dimanche à Ménaka, sur la route d'Ansongo.";
    assert_eq!(places("fr", fr, EventKind::Casualties), ["Menaka"]);
    let ru = "На дороге Гома — Рутшуру близ Кибумбы неизвестные во вторник открыли огонь по автобусу.";
    assert_eq!(places("ru", ru, EventKind::Gunfire), ["Kibumba"]);
}

#[test]
fn what_is_shelled_or_left_is_where_that_happens() {
    assert_eq!(places("fr", "L'armée a pilonné Zamoura lundi.", EventKind::Shelling), ["Zamoura"]);
    assert_eq!(places("fr", "Les troupes s'étaient retirées d'Agdam vendredi.", EventKind::Withdrawal), ["Aghdam"]);
    let met = "The envoy left Khartoum for Port Sudan, where he met the general on Monday.";
    assert_eq!(places("en", met, EventKind::Talks), ["Port Sudan"]);
}

#[test]
fn a_place_without_a_name_is_told_by_the_words_of_the_event() {
    assert_eq!(places("en", "The guerrillas had used the lull to creep into the suburbs.", EventKind::Incursion), ["suburbs"]);
    assert_eq!(places("en", "Some 80 demonstrators entered the buffer zone.", EventKind::Incursion), ["buffer zone"]);
    assert_eq!(places("ru", "Отряды беспрепятственно входят в сёла.", EventKind::Incursion), ["сёла"]);
    // Whither people go is not where.
    assert_eq!(places("fr", "Les combats ont jeté sur les routes 4 000 personnes.", EventKind::Displacement), [""]);
}

#[test]
fn people_are_taken_where_the_fighting_told_just_before_is() {
    let en = "Rebels ambushed a patrol near Kutum on Friday. Three of the attackers were arrested.";
    assert_eq!(places("en", en, EventKind::Capture), ["Kutum"]);
}

#[test]
fn a_heading_of_one_noun_tells_nothing_and_the_wounded_who_are_helped_are_no_second_claim() {
    let en = "Bulletin of the mission\n\n1. Ceasefire\n- Both sides fired on Kutum on Friday.\n\n2. Displacement\n- Some 400 families fled on Friday.";
    let flights = claims("en", en).into_iter().filter(|c| c.kind == EventKind::Displacement).count();
    assert_eq!(flights, 1);
    let fr = claims("fr", "Une trentaine de blessés ont été évacués vers Kalemie.");
    assert_eq!(fr.iter().map(|c| c.kind).collect::<Vec<_>>(), [EventKind::Aid]);
    let ru = claims("ru", "За два дня боёв были убиты не менее 36 человек.");
    assert_eq!(ru.iter().map(|c| c.kind).collect::<Vec<_>>(), [EventKind::Clash]);
}

#[test]
fn one_figure_counts_one_loss() {
    for (lang, text) in [
        ("en", "The rebels lost nine men killed, the army said."),
        ("ru", "Комендант сказал, что повстанцы потеряли убитыми девять человек."),
    ] {
        assert_eq!(harm(lang, text, EventKind::Casualties), [(Effect::Killed, 9)], "{text}");
    }
    let left = "Troops exchanged fire overnight, leaving one soldier dead and four others wounded.";
    assert_eq!(harm("en", left, EventKind::Casualties), [(Effect::Killed, 1), (Effect::Wounded, 4)]);
}

#[test]
fn a_raid_told_behind_one_from_the_air_came_from_the_air() {
    for (lang, text) in [
        ("en", "Planes bombed the town of Kidal on Friday. The mission condemned the raid."),
        ("fr", "L'aviation a bombardé Kidal vendredi. La mission a condamné le raid."),
        ("ru", "Самолёты разбомбили Кидаль в пятницу. Миссия осудила налёт."),
    ] {
        let all = claims(lang, text);
        assert_eq!(all.iter().filter(|c| c.kind == EventKind::AirStrike).count(), 2, "{text}: {all:?}");
    }
    let land = claims("en", "Rebels attacked the town of Kidal on Friday. The mission condemned the raid.");
    assert!(land.iter().all(|c| c.kind != EventKind::AirStrike), "{land:?}");
}

#[test]
fn between_two_events_of_one_place_the_story_has_not_left_it() {
    for (lang, text, place) in [
        (
            "en",
            "The army attacked the rebels in Kalemie on Friday. “They are shooting at our houses,” said a teacher. Four soldiers were killed in the attack.",
            "Kalemie",
        ),
        (
            "fr",
            "L'armée a attaqué vendredi les rebelles à Kalemie. « Ils tirent sur nos maisons », dit une institutrice. Quatre soldats ont été tués dans l'attaque.",
            "Kalemie",
        ),
        (
            "ru",
            "В пятницу армия атаковала повстанцев в Кутуме. «Они стреляют по нашим домам», — говорит учительница. В ходе атаки погибли четверо солдат.",
            "Kutum",
        ),
    ] {
        assert_eq!(places(lang, text, EventKind::Gunfire), [place]);
    }
    // What was on other days, and what is charged anew, may have been anywhere.
    let since = "The army attacked the rebels in Kalemie on Friday. Since March the rebels have shelled schools. Four soldiers were killed in the attack.";
    assert_eq!(places("en", since, EventKind::Shelling), [""]);
    let charged = "Rebels attacked a post in Kalemie on Friday. The army accuses the rebels of having opened fire at a bus. Two soldiers were killed.";
    assert_eq!(places("en", charged, EventKind::Gunfire), [""]);
}

#[test]
fn prisoners_told_of_further_down_were_taken_anywhere() {
    let far = "The army took Kalemie on Friday after heavy fighting near the old harbour. The militia had arrested forty teachers, the union said.";
    assert_eq!(places("en", far, EventKind::Capture), [""]);
    let there = "The militia attacked a post in Kalemie on Friday. Two soldiers were taken prisoner.";
    assert_eq!(places("en", there, EventKind::Capture), ["Kalemie"]);
}

#[test]
fn where_a_war_began_and_where_captives_were_taken_is_not_where_it_went_on() {
    let war = "The war, which began with a raid on Kalemie, has killed two thousand people.";
    assert_eq!(places("en", war, EventKind::Casualties), [""]);
    let freed = "The militia released four soldiers captured at Kalemie.";
    assert_eq!(places("en", freed, EventKind::Release), [""]);
    assert_eq!(places("en", freed, EventKind::Capture), ["Kalemie"]);
    assert_eq!(places("en", "The militia released four soldiers at Kalemie.", EventKind::Release), ["Kalemie"]);
}

#[test]
fn the_line_that_is_crossed_and_the_village_far_from_a_town_are_where_it_was() {
    for (lang, text, line) in [
        ("en", "On Friday the army shelled Kalemie. On Saturday rebels crossed the border, officials said.", "border"),
        (
            "fr",
            "L'armée a bombardé Kalemie vendredi. Samedi des rebelles ont franchi la frontière, selon des responsables.",
            "frontière",
        ),
        ("ru", "В пятницу армия обстреляла Кутум. В субботу повстанцы перешли границу.", "границу"),
    ] {
        assert_eq!(places(lang, text, EventKind::Incursion), [line]);
    }
    for (lang, text, village) in [
        ("en", "Shots were fired on Friday at Mbulula, 12 km west of Kalemie.", "Mbulula"),
        ("fr", "Des coups de feu ont été tirés vendredi à Mbulula, à 12 km à l'ouest de Kalemie.", "Mbulula"),
        ("ru", "В пятницу стреляли в Мбулуле, в 12 км к западу от Калемие.", "Мбулуле"),
    ] {
        assert_eq!(places(lang, text, EventKind::Gunfire), [village]);
    }
}

#[test]
fn a_clause_with_a_subject_of_its_own_tells_where_that_is() {
    let apart = "Militiamen blocked the bridges on Friday, and in Kalemie people queued for bread.";
    assert_eq!(places("en", apart, EventKind::Blockade), [""]);
    let one = "Militiamen blocked the bridges on Friday and burned a mill in Kalemie.";
    assert_eq!(places("en", one, EventKind::Destruction), ["Kalemie"]);
}

#[test]
fn where_fighting_broke_out_is_not_where_all_have_died_since() {
    let since = "Three hundred people have been killed since fighting broke out in Kalemie in March.";
    assert_eq!(places("en", since, EventKind::Casualties), [""]);
    assert_eq!(places("en", since, EventKind::Clash), ["Kalemie"]);
    assert_eq!(places("en", "Three hundred people were killed in Kalemie in March.", EventKind::Casualties), ["Kalemie"]);
}

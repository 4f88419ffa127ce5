//! The day that a report carries on: entries of a chronicle, rows of a table, periods, hours without a day, events told again.

mod told;

use told::{claims, days};
use vigie_model::EventKind;

#[test]
fn entries_opened_by_an_hour_are_of_the_day_of_the_chronicle() {
    for (lang, text) in [
        (
            "en",
            "Fighting in Darfur: hour by hour\n\n19 May 2024\n\n08:10. The army shelled Kutum.\n\n11:45. Rebels urged the army to show restraint.\n\n14:30. The army shelled Mellit.",
        ),
        (
            "fr",
            "Darfour : le fil des combats\n\n19 mai 2024\n\n8h10 - L'armée a bombardé Kutum.\n\n11h45 - Les rebelles appellent l'armée à la retenue.\n\n14h30 - L'armée a bombardé Mellit.",
        ),
        (
            "ru",
            "Бои в Дарфуре: хроника\n\n19 мая 2024 года\n\n08.10. Армия обстреляла Кутум.\n\n11.45. Повстанцы призвали армию к сдержанности.\n\n14.30. Армия обстреляла Меллит.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-19", "2024-05-19"], "{text}");
        assert_eq!(days(lang, text, EventKind::Appeal), ["2024-05-19"], "{text}");
    }
}

#[test]
fn rows_opened_by_a_day_date_all_they_tell() {
    let text = "Incidents at the border\n\nDate | Event\n3 May | Soldiers fired at a patrol, then crossed the border.\n9 May | Soldiers fired at a patrol. Another attack occurred on the 10th.";
    assert_eq!(days("en", text, EventKind::Gunfire), ["2024-05-03", "2024-05-09"]);
    assert_eq!(days("en", text, EventKind::Incursion), ["2024-05-03"]);
    assert_eq!(days("en", text, EventKind::Attack), ["2024-05-10"]);
}

#[test]
fn what_a_report_on_a_period_tells_without_a_day_is_of_the_period() {
    for (lang, text) in [
        ("en", "Reporting period: 6 - 12 May 2024\n\nDrones flew over the buffer zone on most days."),
        ("fr", "Période considérée : du 6 au 12 mai 2024\n\nDes drones ont survolé la zone tampon presque chaque jour."),
        ("ru", "Отчётный период: 6–12 мая 2024 года\n\nБеспилотники почти ежедневно пролетали над буферной зоной."),
    ] {
        assert_eq!(days(lang, text, EventKind::Overflight), ["2024-05-06..2024-05-12"], "{text}");
    }
}

#[test]
fn an_hour_without_a_day_is_of_the_day_of_the_story() {
    for (lang, text) in
        [("en", "At 3:40 a.m. government troops attacked Kutum."), ("ru", "В 3:40 правительственные войска атаковали Кутум.")]
    {
        assert_eq!(days(lang, text, EventKind::Attack), ["2024-05-20"], "{text}");
    }
    let night = "Dans la nuit du 17 au 18 mai, la ville de Goma a essuyé des tirs. Des obus sont tombés à partir de 21 heures.";
    assert_eq!(days("fr", night, EventKind::Shelling).last().map(String::as_str), Some("2024-05-17"));
}

#[test]
fn an_event_told_again_keeps_its_day() {
    let text = "Two soldiers died in a clash on 2 April near Kutum.\n\nOn Friday the sides met in Juba.\n\nThe clash was the worst in years.";
    assert_eq!(days("en", text, EventKind::Clash), ["2024-04-02", "2024-04-02"]);
}

#[test]
fn a_time_told_before_is_pointed_back_to() {
    let text = "Боевики напали на Кутум в марте. Тогда же был обстрелян Меллит. Бойцы, занявшие тогда Меллит, ушли.";
    assert_eq!(days("ru", text, EventKind::Seizure), ["2024-03-01..2024-03-31"]);
    let since = "The rebels have controlled Kutum since July 2022, when they entered the town.";
    assert_eq!(days("en", since, EventKind::Incursion), ["2022-07-01..2022-07-31"]);
}

#[test]
fn the_year_of_an_accord_dates_no_breach() {
    let text = "The mission recorded breaches of the 1974 accord.";
    assert_ne!(days("en", text, EventKind::Violation), ["1974-01-01..1974-12-31"]);
}

#[test]
fn what_a_whole_war_cost_is_of_no_day_or_place_of_the_story() {
    for (lang, text) in [
        ("en", "Rockets hit the market in Kutum on Sunday. The war has cost the lives of some 12,000 civilians."),
        ("fr", "Une roquette a touché Kutum dimanche. La guerre a fait plus de 3 000 morts."),
        ("ru", "Ракета попала в рынок в Кутуме в воскресенье. Война унесла жизни 12 тысяч человек."),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties), ["-"], "{text}");
        assert!(claims(lang, text).iter().filter(|c| c.kind == EventKind::Casualties).all(|c| c.place.is_none()), "{text}");
    }
    let attack = "Rockets hit the market in Kutum on Sunday. Eight traders were killed.";
    assert_eq!(days("en", attack, EventKind::Casualties), ["2024-05-19"]);
}

#[test]
fn whose_drone_it_was_is_not_told_by_whose_town_it_hit() {
    let told = claims("en", "A drone hit the market in Kharkiv on Sunday.");
    assert_eq!(told[0].actor[0].country, None, "{told:?}");
    let soldiers = claims("en", "Soldiers burned the market in Kutum on Sunday.");
    assert_eq!(soldiers[0].actor[0].country.map(|c| c.as_str().to_owned()).as_deref(), Some("SDN"), "{soldiers:?}");
}

#[test]
fn the_day_of_an_accusation_is_not_that_of_the_act() {
    for (lang, text, kind) in [
        ("en", "On Monday the ministry accused the rebels of having shelled Kutum.", EventKind::Shelling),
        ("fr", "Lundi, le ministère a accusé les rebelles d'avoir bombardé Kutum.", EventKind::Shelling),
        ("ru", "В понедельник министерство обвинило повстанцев в обстреле Кутума.", EventKind::Shelling),
    ] {
        assert_eq!(days(lang, text, kind), ["-"], "{text}");
    }
}

#[test]
fn a_day_behind_the_act_that_is_blamed_is_the_acts() {
    let text = "The officer blamed the army for the shelling of Kutum on 3 May 2024.";
    assert_eq!(days("en", text, EventKind::Shelling), ["2024-05-03"]);
    assert_eq!(days("en", text, EventKind::Accusation), ["-"]);
}

#[test]
fn a_day_between_an_auxiliary_and_its_participle_is_the_verbs() {
    let text = "The troops, having on 3 April crossed into the buffer zone, opened fire on 5 April.";
    assert_eq!(days("en", text, EventKind::Incursion), ["2024-04-03"]);
    assert_eq!(days("en", text, EventKind::Gunfire), ["2024-04-05"]);
}

#[test]
fn mutual_blame_in_a_headline_is_of_no_day() {
    for (lang, text) in [
        (
            "en",
            "Both sides accuse each other of breaking the truce\n\nGENEVA, May 20 (Agency) - The army shelled Kutum on Saturday, the rebels said.",
        ),
        (
            "fr",
            "Les deux camps s'accusent de violer la trêve\n\nGENÈVE, 20 mai (AGENCE) - L'armée a pilonné Kutum samedi, selon les rebelles.",
        ),
        (
            "ru",
            "Стороны обвинили друг друга в срыве перемирия\n\nЖЕНЕВА, 20 мая. Армия в субботу обстреляла Кутум, заявили повстанцы.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), ["-"], "{text}");
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-18"], "{text}");
    }
}

#[test]
fn spans_between_parts_of_days_and_days_in_brackets() {
    for (lang, text, told) in [
        ("en", "From the evening of 13 to the evening of 15 May the mission recorded 48 violations.", "2024-05-13..2024-05-15"),
        ("fr", "Du soir du 13 au soir du 15 mai, la mission a relevé 48 violations.", "2024-05-13..2024-05-15"),
        (
            "ru",
            "Миссия с вечера 13 по вечер 15 мая зафиксировала 48 нарушений режима прекращения огня.",
            "2024-05-13..2024-05-15",
        ),
        (
            "ru",
            "За пять дней перемирия (с 15 по 19 мая) миссия зафиксировала 225 нарушений режима тишины.",
            "2024-05-15..2024-05-19",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), [told], "{text}");
    }
    assert_eq!(days("ru", "Пятничным вечером ракеты упали на кварталы Кутума.", EventKind::Shelling), ["2024-05-17"]);
}

#[test]
fn items_are_of_the_day_of_the_sentence_they_stand_under() {
    for (lang, text) in [
        (
            "en",
            "Daily note\n\nOn Saturday the rebels broke the truce 40 times. Among the breaches were:\n- 14 mortar attacks;\n- three drone strikes.\n\nSunday was quiet.",
        ),
        (
            "fr",
            "Bulletin\n\nSamedi, les rebelles ont violé la trêve 40 fois. Ont notamment été relevés :\n– 14 tirs de mortier ;\n– trois frappes de drones.\n\nDimanche a été calme.",
        ),
        (
            "ru",
            "Сводка\n\nВ субботу боевики 40 раз нарушили перемирие. В том числе зафиксированы:\n— 14 обстрелов из миномётов;\n— три удара дронов.\n\nВ воскресенье было тихо.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-18"], "{text}");
        assert_eq!(days(lang, text, EventKind::DroneStrike), ["2024-05-18"], "{text}");
    }
}

#[test]
fn hours_after_something_is_on_its_day() {
    for (lang, text, kind) in [
        (
            "en",
            "Hours after the two sides had agreed on Saturday to stop all firing, a string of blasts shook Kutum.",
            EventKind::Shelling,
        ),
        (
            "fr",
            "Quelques heures après que les deux camps avaient signé samedi une trêve, des explosions ont secoué Kutum.",
            EventKind::Explosion,
        ),
    ] {
        assert_eq!(days(lang, text, kind), ["2024-05-18"], "{text}");
    }
    assert_eq!(
        days("ru", "В 9.35 и 11.20 боевики обстреляли пост. Вчера миссия вела переговоры.", EventKind::Shelling),
        ["2024-05-20"]
    );
}

#[test]
fn an_act_that_is_called_a_violation_dates_it() {
    for (lang, text) in [
        ("en", "On Saturday rebels attacked Kutum. The attack is a flagrant violation of the ceasefire."),
        ("fr", "Samedi, les rebelles ont attaqué Kutum. L'attaque constitue une violation flagrante de l'accord."),
        ("ru", "В субботу боевики атаковали Кутум. Нападение является грубым нарушением перемирия."),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), ["2024-05-18"], "{text}");
    }
}

#[test]
fn since_when_ends_on_the_day_on_which_it_is_said() {
    for (lang, text) in [
        ("en", "Nine people have been killed since Tuesday, a spokesman said on Friday."),
        ("fr", "Neuf civils ont été tués depuis mardi, a indiqué vendredi l'armée."),
        ("ru", "Со вторника погибли девять солдат, сообщили в пятницу в министерстве обороны."),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties), ["2024-05-14..2024-05-17"], "{text}");
    }
}

#[test]
fn what_was_done_when_it_began_is_of_that_day() {
    for (lang, text) in [
        ("en", "The war has raged since April 7, when militants attacked the town, killing 120 people."),
        ("fr", "La guerre dure depuis le 7 avril, lorsque des miliciens ont attaqué la ville, tuant 120 personnes."),
        ("ru", "Война идёт с 7 апреля, когда боевики напали на город, убив 120 человек."),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties), ["2024-04-07"], "{text}");
    }
}

#[test]
fn of_two_days_of_one_verb_that_behind_a_noun_is_of_the_noun() {
    let text = "Police today ended their inquiry into the stoning of the office by militiamen on 29 April.";
    assert_eq!(days("en", text, EventKind::Attack), ["2024-04-29"]);
}

#[test]
fn what_is_asked_is_not_yet_done() {
    let asked = "The minister urged both sides to stop fighting on Friday.";
    assert_eq!(days("en", asked, EventKind::Appeal), ["2024-05-17"]);
    let met = "Reçu vendredi par le président, le ministre a plaidé pour un cessez-le-feu immédiat.";
    assert_eq!(days("fr", met, EventKind::Appeal), ["2024-05-17"]);
    let besides = "On Wednesday gunmen threatened two patients and blocked a convoy.";
    assert_eq!(days("en", besides, EventKind::Blockade), ["2024-05-15"]);
}

#[test]
fn the_verb_behind_a_noun_of_doing_tells_when() {
    let text = "More than 300 people have died since fighting between the army and the rebels broke out in March.";
    assert_eq!(days("en", text, EventKind::Casualties), ["2024-03-01..2024-05-20"]);
    let text = "Rebels attacked the town on Friday, two days after fighting with the army shattered a truce.";
    assert_eq!(days("en", text, EventKind::Violation), ["2024-05-15"]);
}

#[test]
fn a_day_told_in_a_charge_is_of_nothing_outside_it() {
    let text = "Le mouvement a mis fin à la trêve, accusant l'armée d'avoir bombardé mercredi une de ses bases.";
    assert_eq!(days("fr", text, EventKind::Violation), ["-"]);
    assert_eq!(days("fr", text, EventKind::Shelling), ["2024-05-15"]);
}

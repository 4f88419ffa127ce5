//! Days that are set right when the story is told: those that no step before has found, those of another event, those counted back.

mod told;

use told::days;
use vigie_model::EventKind;

#[test]
fn who_speaks_in_an_entry_speaks_on_its_day() {
    let page = "Fighting in the valley\n\n8:10 a.m. The army shelled Kutum.\n\n11:40 a.m. Rebels left Kabala. The premier \
                blames Chad for the fighting.\n\n3:30 p.m. Shells hit the mill. Chad had denied the charge. The bishop \
                calls for restraint.";
    assert_eq!(days("en", page, EventKind::Accusation), ["2024-05-20"]);
    assert_eq!(days("en", page, EventKind::Denial), ["-"]);
    let days_of = "Bilan de la semaine\n\n13 mai : l'armée a pilonné Kutum. Le Tchad accuse les rebelles.\n\n14 mai : des obus \
                   sont tombés sur Kabala. Le Tchad condamne les tirs.";
    assert_eq!(days("fr", days_of, EventKind::Accusation), ["2024-05-13"]);
    assert_eq!(days("fr", days_of, EventKind::Condemnation), ["2024-05-14"]);
    let one = "Bilan de la semaine\n\n13 mai : l'armée a pilonné Kutum. Le Tchad accuse les rebelles.\n\nLa ville est calme.";
    assert_eq!(days("fr", one, EventKind::Accusation), ["-"]);
}

#[test]
fn the_lead_looks_ahead() {
    let text = |day: &str| {
        format!(
            "Truce in danger\n\nThe truce is all but dead after fierce fighting near Kutum.\n\nMinisters met on Thursday. A rebel unit \
             ambushed a patrol at the ford on {day}."
        )
    };
    assert_eq!(days("en", &text("Saturday"), EventKind::Clash), ["2024-05-18"]);
    assert_eq!(days("en", &text("8 May"), EventKind::Clash), ["-"]);
}

#[test]
fn shots_are_of_the_incident_beside_them() {
    for (lang, text) in [
        (
            "en",
            "Two guards died in a clash at the ford on Saturday. The ministry says that it was Chad's army that opened fire first.",
        ),
        (
            "fr",
            "Deux gardes sont morts samedi dans un accrochage au gué. Selon le ministère, l'armée tchadienne a ouvert le feu la première.",
        ),
        (
            "ru",
            "В субботу в столкновении у брода погибли двое пограничников. По словам министерства, первой открыла огонь армия Чада.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Gunfire), ["2024-05-18"], "{text}");
    }
}

#[test]
fn an_accord_told_in_passing_is_of_its_day() {
    let text =
        "Rebels signed a truce in Lomé on 10 May.\n\nMinisters met on Sunday. Nobody has fired since the truce took effect.";
    assert_eq!(days("en", text, EventKind::Agreement), ["2024-05-10", "2024-05-10"]);
    let main = "Rebels signed a truce in Lomé on 10 May.\n\nMinisters met on Sunday.\n\nThe two sides have prolonged the truce.";
    assert_eq!(days("en", main, EventKind::Agreement), ["2024-05-10", "-"]);
}

#[test]
fn what_is_told_besides_a_denial_is_of_no_day_told_before() {
    for (lang, besides, turned) in [
        (
            "en",
            "The army shelled Kutum on Saturday. The army denied the charge and said that rebels shelled a mill.",
            "The army shelled Kutum on Saturday. The army denied the charge, saying it was the rebels who shelled the mill.",
        ),
        (
            "fr",
            "L'armée a pilonné Kutum samedi. L'armée dément et affirme que les rebelles ont pilonné un moulin.",
            "L'armée a pilonné Kutum samedi. L'armée dément : ce sont les rebelles qui ont pilonné le moulin.",
        ),
    ] {
        assert_eq!(days(lang, besides, EventKind::Shelling), ["2024-05-18", "-"], "{besides}");
        assert_eq!(days(lang, turned, EventKind::Shelling), ["2024-05-18", "2024-05-18"], "{turned}");
    }
    let ru = "В субботу армия обстреляла Кутум. Армия отрицает это и утверждает, что повстанцы обстреляли мельницу.";
    assert_eq!(days("ru", ru, EventKind::Shelling), ["2024-05-18", "-"]);
}

#[test]
fn what_never_was_is_of_no_day() {
    let stays = "Rebels seized the port on Saturday, and they have not left the market.";
    assert_eq!(days("en", stays, EventKind::Withdrawal), ["-"]);
    let left = "Rebels seized the port on Saturday, and they left the market.";
    assert_eq!(days("en", left, EventKind::Withdrawal), ["2024-05-18"]);
    let never = "Rebels shelled the port on Saturday. They never shelled the market, they say.";
    assert_eq!(days("en", never, EventKind::Shelling), ["2024-05-18", "-"]);
}

#[test]
fn a_wish_that_prompted_an_act_is_not_of_its_day() {
    for (lang, text) in [
        ("en", "Chad's planes bombed Kutum on Saturday at the request of the Libyan premier."),
        ("ru", "В субботу самолёты Чада разбомбили Кутум по просьбе премьера Ливии."),
    ] {
        assert_eq!(days(lang, text, EventKind::AirStrike), ["2024-05-18"], "{text}");
        assert_eq!(days(lang, text, EventKind::Demand), ["-"], "{text}");
    }
}

#[test]
fn a_charge_in_the_present_is_not_of_a_past_day() {
    let text = |verb: &str| format!("On Saturday shots wounded a trader in Kutum, says the mayor, who {verb} Chad's army.");
    assert_eq!(days("en", &text("blames"), EventKind::Accusation), ["-"]);
}

#[test]
fn the_eve_is_that_of_a_clause() {
    for (lang, text) in [
        ("ru", "Переговоры прервались в субботу: накануне самолёты разбомбили порт."),
        ("ru", "Нарушен режим прекращения огня от 3 мая. Переговоры прервались в субботу: накануне самолёты разбомбили порт."),
    ] {
        assert_eq!(days(lang, text, EventKind::AirStrike), ["2024-05-17"], "{text}");
    }
    let dated = "Самолёты разбомбили порт 15 мая, накануне повстанцы напали на рынок.";
    assert_eq!(days("ru", dated, EventKind::Attack), ["2024-05-14"]);
}

#[test]
fn a_length_ends_on_the_day_on_which_it_was_told() {
    let text = "Le porte-parole a signalé dimanche huit accrochages en quarante-huit heures.";
    assert_eq!(days("fr", text, EventKind::Clash), ["2024-05-17..2024-05-19"]);
    let since = "The truce observed since 10 May collapsed on Saturday.";
    assert_eq!(days("en", since, EventKind::Compliance), ["2024-05-10..2024-05-18"]);
}

#[test]
fn what_had_happened_by_then_is_of_no_day_told_for_it() {
    let text = "On Saturday a convoy reached Kutum, from which many families had fled.";
    assert_eq!(days("en", text, EventKind::Displacement), ["-"]);
}

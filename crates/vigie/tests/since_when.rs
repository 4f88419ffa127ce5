//! Times told by what they count from: an accord, the beginning of the fighting, what was told last.

mod told;

use told::days;
use vigie_model::EventKind;

/// From 3 May to the day of the report.
const ALL_OF_IT: &str = "2024-05-03..2024-05-20";

#[test]
fn deaths_count_from_what_was_told_before_them() {
    for (lang, text) in [
        ("en", "A truce was signed on 3 May. Twenty people have been killed since it was signed, doctors said."),
        ("en", "A truce was signed on 3 May. Twenty people have since been killed, doctors said."),
        ("en", "The fighting began on 3 May. Twenty people have been killed since it began, doctors said."),
        ("en", "The fighting began on 3 May. Twenty people have been killed since the fighting began, doctors said."),
        ("en", "Rebels seized the town on 3 May. Twenty people have been killed since the town fell, doctors said."),
        ("fr", "La trêve a été signée le 3 mai. Depuis sa signature, vingt personnes ont été tuées, selon un médecin."),
        ("fr", "La trêve a été signée le 3 mai. Vingt personnes ont depuis été tuées, selon un médecin."),
        ("fr", "Les combats ont éclaté le 3 mai. Vingt personnes ont été tuées depuis le début des combats, selon un médecin."),
        ("ru", "Соглашение подписано 3 мая. С момента его подписания погибли 20 человек, сообщили врачи."),
        ("ru", "Бои начались 3 мая. С начала боёв погибли 20 человек, сообщили врачи."),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties), [ALL_OF_IT], "{text}");
    }
}

#[test]
fn a_reason_is_no_beginning() {
    let text = "A truce was signed on 3 May. Ten villagers were killed on Friday, since neither side had pulled out.";
    assert_eq!(days("en", text, EventKind::Casualties), ["2024-05-17"]);
    let text = "A truce was signed on 3 May. The army, which has since been shelling the hills, attacked the town on Friday.";
    assert_eq!(days("en", text, EventKind::Attack), ["2024-05-17"]);
}

#[test]
fn at_least_so_many_is_no_superlative() {
    let text = "At least 60 people have been killed there since Friday, doctors said.";
    assert_eq!(days("en", text, EventKind::Casualties), ["2024-05-17..2024-05-20"]);
    let text = "It was the deadliest attack since Friday, doctors said.";
    assert_ne!(days("en", text, EventKind::Attack), ["2024-05-17..2024-05-20"]);
}

#[test]
fn an_accord_in_spite_of_which_something_is_done_was_there_before_it() {
    for (lang, text) in [
        ("en", "The rebels on Friday attacked the town despite a ceasefire brokered by Angola."),
        ("fr", "Les rebelles ont attaqué vendredi le village, malgré une trêve conclue sous l'égide de l'Angola."),
        ("ru", "Повстанцы в пятницу атаковали город, несмотря на перемирие, заключённое при посредничестве Анголы."),
    ] {
        assert_eq!(days(lang, text, EventKind::Agreement), ["-"], "{text}");
        assert_eq!(days(lang, text, EventKind::Attack), ["2024-05-17"], "{text}");
    }
    let own = "The rebels attacked the town despite a ceasefire brokered on Friday by Angola.";
    assert_eq!(days("en", own, EventKind::Agreement), ["2024-05-17"]);
}

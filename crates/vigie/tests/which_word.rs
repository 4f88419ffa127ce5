//! Which word tells an event, and what is told along with it: the noun apart from its verb, the allegation beside its denial, some out of many.

mod told;

use told::claims;
use vigie_model::{Claim, EventKind};

fn of(all: &[Claim], kind: EventKind) -> Vec<&Claim> {
    all.iter().filter(|c| c.kind == kind).collect()
}

fn place(c: &Claim) -> &str {
    c.place.as_ref().map_or("-", |p| p.text.as_str())
}

#[test]
fn a_noun_apart_from_the_verb_that_bears_it_is_the_trigger() {
    for (lang, text, word) in [
        ("ru", "Пехота открыла на южном направлении огонь.", "огонь"),
        ("ru", "Часовые отвечали на огонь, который повстанцы вели с холма.", "огонь"),
        ("ru", "Патруль попал у брода под пулемётный огонь.", "огонь"),
        ("ru", "Повстанцы открыли огонь по патрулю.", "открыли огонь"),
        ("en", "Not a single shot, the mayor insists, has been fired since Easter.", "shot"),
        ("en", "Soldiers fired three shots at the farmers.", "fired three shots"),
    ] {
        let all = claims(lang, text);
        assert_eq!(of(&all, EventKind::Gunfire).iter().map(|c| c.trigger.text.as_str()).collect::<Vec<_>>(), [word], "{all:?}");
    }
}

#[test]
fn whose_allegation_is_denied_accuses() {
    let all = claims("en", "The ministry dismisses Harare's charge that its scouts had crossed the river.");
    let accusation = of(&all, EventKind::Accusation);
    assert!(accusation.iter().any(|c| c.trigger.text == "charge" && c.actor.iter().any(|a| a.text == "Harare")), "{all:?}");
    assert_eq!(of(&all, EventKind::Denial).len(), 1, "{all:?}");
    assert!(of(&claims("en", "Two generals dismiss every allegation as gossip."), EventKind::Accusation).is_empty());
}

#[test]
fn some_of_those_counted_are_told_with_their_own_place() {
    for (lang, text, word, named) in [
        ("en", "Observers recorded 23 violations, 17 of them near Rumbek.", "17", "Rumbek"),
        ("fr", "La mission a relevé quatorze violations, dont neuf à Kidal.", "neuf", "Kidal"),
        ("ru", "Миссия насчитала двенадцать обстрелов, из них четыре — в Шуше.", "четыре", "Шуше"),
    ] {
        let all = claims(lang, text);
        assert!(all.iter().any(|c| c.trigger.text == word && place(c) == named && c.count.is_some()), "{text}: {all:?}");
    }
    // Of people they are, and no events of their own.
    let all = claims("en", "The raid wounded 12 people, three of them seriously.");
    assert!(all.iter().all(|c| c.trigger.text != "three"), "{all:?}");
}

#[test]
fn who_asks_for_captives_says_that_they_were_taken() {
    let source = |text: &str| -> Vec<String> {
        let all = claims("en", text);
        of(&all, EventKind::Capture).iter().flat_map(|c| c.source.iter().map(|s| s.text.clone())).collect()
    };
    assert_eq!(source("The minister demands that the clan free the two drivers abducted on Friday."), ["minister"]);
    assert!(source("The clan freed the two drivers abducted on Friday.").is_empty());
}

#[test]
fn a_place_held_since_a_day_was_taken_then() {
    let all = claims("en", "Shepherds asked for the return of the grain mill of Tarsa, occupied since April by mutineers.");
    assert_eq!(of(&all, EventKind::Seizure).len(), 1, "{all:?}");
    let all = claims("en", "The clan was told to leave the clinic that its men occupy.");
    assert!(of(&all, EventKind::Seizure).is_empty(), "{all:?}");
}

//! Who is meant where the words of an event name nobody, and who only seems to be: doers from afar, speakers, those who are met.

use crate::told::claims;
use vigie_model::{Claim, Entity, EventKind};

/// The mentions that `which` takes from the last claim of a kind, joined by `|`.
fn last(lang: &str, kind: EventKind, text: &str, which: fn(&Claim) -> &Vec<Entity>) -> String {
    let all = claims(lang, text);
    let Some(claim) = all.iter().rfind(|c| c.kind == kind) else { panic!("no {kind:?} in {text}: {all:?}") };
    which(claim).iter().map(|e| e.text.as_str()).collect::<Vec<_>>().join("|")
}

/// Sees that the doers of the last claim of a kind are those told.
fn doers(cases: &[(&str, EventKind, &str, &str)]) {
    for (lang, kind, doers, text) in cases {
        assert_eq!(last(lang, *kind, text, |c| &c.actor), *doers, "{text}");
    }
}

/// Sees that those whom the last claim of a kind meets are those told.
fn met(cases: &[(&str, EventKind, &str, &str)]) {
    for (lang, kind, met, text) in cases {
        assert_eq!(last(lang, *kind, text, |c| &c.recipient), *met, "{text}");
    }
}

#[test]
fn a_fight_is_not_of_those_told_long_before() {
    let before =
        "The Cedar Brigade clashed with the Valley Militia on Monday.\n\nFarmers left the village. The market stayed shut.";
    doers(&[
        ("en", EventKind::Clash, "", &format!("{before} The mayor confirmed that the clash had taken place.")),
        ("en", EventKind::Clash, "Cedar Brigade|Valley Militia", &format!("{before} This clash was the third in a week.")),
    ]);
}

#[test]
fn words_are_of_who_spoke_last() {
    let said = "The Malian army said on Monday that its patrol had been fired on first.";
    doers(&[
        ("en", EventKind::Denial, "Malian army", &format!("{said} The rebel claim is rejected as baseless.")),
        ("en", EventKind::Denial, "minister", &format!("{said} The minister rejected the claim as baseless.")),
    ]);
}

#[test]
fn we_are_who_heads_the_text_or_stands_beside_the_word() {
    let head = "FRONT OF THE FIRST OF MAY (FPM)\n\nTo the people of the valley.\n\nGeneral Vargas attacked our camp on Monday.";
    doers(&[
        ("en", EventKind::Violation, "FRONT OF THE FIRST OF MAY (FPM)", &format!("{head} We have not broken the truce.")),
        ("ru", EventKind::Condemnation, "вожди долины", "Мы, вожди долины, осуждаем нападение на наших людей."),
        ("fr", EventKind::Condemnation, "armée malienne", "« Nous condamnons l'attaque », a déclaré l'armée malienne."),
    ]);
}

#[test]
fn a_town_was_taken_by_who_fought_for_it() {
    let before = "The rebels shelled the town on Monday. Families fled to the hills.";
    doers(&[
        ("en", EventKind::Seizure, "rebels", &format!("{before} The town was taken on Friday.")),
        ("en", EventKind::Seizure, "army", &format!("{before} The town was taken by the army on Friday.")),
        ("en", EventKind::Incursion, "", &format!("{before} A similar incursion was reported in May.")),
    ]);
}

#[test]
fn a_title_and_a_name_behind_its_comma_are_one_mention() {
    doers(&[
        (
            "en",
            EventKind::Appeal,
            "Ugandan mediator, John Okello",
            "The Ugandan mediator, John Okello, urged both sides to stop fighting.",
        ),
        ("ru", EventKind::Appeal, "Посредник, Иван Громов", "Посредник, Иван Громов, призвал стороны прекратить огонь."),
        (
            "en",
            EventKind::Appeal,
            "Ugandan mediator",
            "The Ugandan mediator, who came on Monday, urged both sides to stop fighting.",
        ),
    ]);
}

#[test]
fn a_truce_holds_and_comes_into_force_by_itself() {
    doers(&[
        ("ru", EventKind::Agreement, "", "Генерал подтвердил приверженность соглашению, вступившему в силу 3 мая."),
        ("ru", EventKind::Compliance, "", "Представитель миссии сообщил, что перемирие соблюдается."),
        ("en", EventKind::Compliance, "rebels", "The rebels observed the cease-fire."),
    ]);
}

#[test]
fn they_are_the_other_side_and_the_accused() {
    doers(&[
        ("fr", EventKind::Destruction, "milice", "La mairesse accuse la milice. « Ils ont brûlé le moulin », dit-elle."),
        ("ru", EventKind::Blockade, "повстанцев", "Губернатор обвинил повстанцев в том, что они перекрыли дорогу."),
        ("en", EventKind::Destruction, "soldiers", "The soldiers came at dawn. They burnt the mill."),
    ]);
}

#[test]
fn what_is_named_a_breach_was_done_by_who_did_it() {
    let before = "The army shelled the camp on Monday, the UN said.";
    doers(&[
        ("en", EventKind::Violation, "army", &format!("{before} The foreign ministry called the shelling a violation.")),
        ("en", EventKind::Attack, "army", &format!("{before} This attack was the third in a week.")),
        (
            "en",
            EventKind::Violation,
            "rebels",
            &format!("{before} The foreign ministry called the raid by the rebels a violation."),
        ),
    ]);
}

#[test]
fn figures_and_what_blows_up_have_no_doer() {
    doers(&[
        ("en", EventKind::Casualties, "", "An army truck struck a mine near the mill: three dead."),
        ("en", EventKind::Explosion, "", "A lorry packed with explosives blew up near the mill on Monday."),
        ("en", EventKind::Explosion, "suicide bomber", "A suicide bomber blew himself up near the mill on Monday."),
    ]);
}

#[test]
fn houses_and_mere_people_are_nobody_that_is_aimed_at() {
    met(&[
        ("en", EventKind::Destruction, "", "Rebels burned sixteen houses of the militia in the village on Monday."),
        ("en", EventKind::Destruction, "army post in the village", "Rebels destroyed an army post in the village on Monday."),
        ("en", EventKind::Explosion, "", "A bomb exploded near the mill on Monday, injuring twenty people."),
        ("en", EventKind::Explosion, "officers", "A bomb exploded near the mill on Monday, injuring two officers."),
        ("fr", EventKind::Clash, "", "Les combats ont fait quarante morts dans la vallée."),
    ]);
}

#[test]
fn help_goes_to_people_and_those_are_asked_who_are_to_act() {
    met(&[
        ("en", EventKind::Aid, "Villagers", "Villagers fled the shelling. Trucks of the Red Cross brought them flour."),
        ("en", EventKind::Aid, "", "Villagers fled the shelling. Trucks of the Red Cross brought flour on Monday."),
        ("ru", EventKind::Appeal, "конфликтующих", "Миссия призвала конфликтующих к сдержанности."),
        ("en", EventKind::Appeal, "", "The mission urged full respect for the truce."),
    ]);
}

#[test]
fn a_denial_answers_whose_words_it_rejects() {
    let refusal = "The army accused the rebels of looting. The road was shut. The rebel commander refused";
    met(&[
        ("en", EventKind::Denial, "", &format!("{refusal} to sign the truce.")),
        ("en", EventKind::Denial, "army", "The army has asked the rebels to leave. They refused to withdraw."),
        ("ru", EventKind::Denial, "Газета", "Газета сообщила, что танки вошли в село. Губернатор с этим не согласен."),
        ("en", EventKind::Denial, "farmer", "The army denied that jets had flown over the valley, as a farmer told the agency."),
        ("en", EventKind::Denial, "", "The army denied that jets had flown over the valley."),
    ]);
}

#[test]
fn force_is_nobody_and_nobody_meets_himself() {
    met(&[
        ("ru", EventKind::Threat, "южане", "Правительство потребовало, чтобы южане ушли с баз, пригрозив применить силу."),
        (
            "en",
            EventKind::Talks,
            "Basque separatists",
            "The prime minister suspended all contacts with the Basque separatists on Monday.",
        ),
    ]);
}

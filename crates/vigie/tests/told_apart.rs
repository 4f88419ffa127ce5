//! What stands side by side and is told apart: what an act was aimed at, who is counted with whom, what nobody says.

#[path = "told/meant.rs"]
mod meant;
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
fn what_an_act_was_aimed_at_is_where_that_act_was() {
    for act in ["rocket fire on Kiryat Shmona", "the shelling of Kiryat Shmona"] {
        let text = format!("The army struck targets in southern Lebanon in response to {act}.");
        let all = claims("en", &text);
        assert_eq!(of(&all, EventKind::AirStrike).iter().map(|c| place(c)).collect::<Vec<_>>(), ["southern Lebanon"], "{all:?}");
        assert_eq!(of(&all, EventKind::Shelling).iter().map(|c| place(c)).collect::<Vec<_>>(), ["Kiryat Shmona"], "{all:?}");
    }
}

#[test]
fn people_told_one_by_one_are_counted_together() {
    for (lang, text) in [
        ("en", "A woman and her son were killed in the village."),
        ("en", "Sniper fire killed a woman and a boy in the village."),
        ("fr", "Une femme et son fils ont été tués dans le village."),
        ("ru", "Женщина и её сын убиты в селе."),
    ] {
        let tolls: Vec<(Option<u32>, Option<u32>)> =
            claims(lang, text).iter().flat_map(|c| &c.toll).map(|t| (t.low, t.high)).collect();
        assert_eq!(tolls, [(Some(2), Some(2))], "{text}");
    }
    let apart = claims("en", "A woman and two soldiers were killed in the village.");
    let tolls: Vec<Option<u32>> = apart.iter().flat_map(|c| &c.toll).map(|t| t.low).collect();
    assert_eq!(tolls, [Some(1), Some(2)], "{apart:?}");
}

#[test]
fn what_nobody_says_is_nobodys_word() {
    for (lang, text) in [
        ("en", "No group claimed responsibility for the attack."),
        ("ru", "Ни одна группировка не взяла на себя ответственность за нападение."),
    ] {
        let all = claims(lang, text);
        assert!(all.iter().all(|c| c.actor.is_empty() && c.source.is_empty()), "{text}: {all:?}");
    }
    let said = claims("en", "The group claimed responsibility for the attack.");
    assert!(said.iter().any(|c| !c.actor.is_empty() && !c.source.is_empty()), "{said:?}");
}

#[test]
fn a_bomb_that_killed_is_one_explosion_beside_its_deaths() {
    for text in
        ["A bomb exploded near the mill, killing two soldiers.", "A car bomb went off near the mill, wounding six people."]
    {
        let all = claims("en", text);
        assert_eq!(of(&all, EventKind::Explosion).len(), 1, "{all:?}");
        assert_eq!(of(&all, EventKind::Casualties).len(), 1, "{all:?}");
    }
    let alone = claims("en", "A roadside bomb killed two soldiers near the mill.");
    assert_eq!(of(&alone, EventKind::Explosion).len(), 1, "{alone:?}");
}

#[test]
fn lorries_of_nobody_give_nothing() {
    let bare = claims("en", "Trucks carrying food entered the town.");
    assert!(of(&bare, EventKind::Aid).iter().all(|c| c.actor.is_empty()), "{bare:?}");
    let owned = claims("en", "Army helicopters flew 12 patients out of the town.");
    assert!(of(&owned, EventKind::Aid).iter().any(|c| !c.actor.is_empty()), "{owned:?}");
}

#[test]
fn a_time_before_what_it_counts_from_is_no_object() {
    let all = claims("en", "Both sides accused each other of breaking the truce minutes after it took effect.");
    assert_eq!(of(&all, EventKind::Violation).len(), 1, "{all:?}");
}

#[test]
fn whoever_takes_part_in_an_act_before_them_is_of_that_act() {
    let all = claims("en", "Pakistan closed the crossing after an exchange of fire with Afghan guards.");
    let clash = of(&all, EventKind::Clash);
    assert!(clash.iter().any(|c| c.actor.iter().any(|a| a.text.contains("guards"))), "{all:?}");
    assert!(of(&all, EventKind::Blockade).iter().all(|c| c.actor.len() == 1), "{all:?}");
}

#[test]
fn a_verb_of_one_has_no_counted_subject() {
    let all = claims("ru", "Армия заявила, что в субботу уничтожила 30 боевиков.");
    let deaths = of(&all, EventKind::Casualties);
    assert_eq!(deaths.len(), 1, "{all:?}");
    assert_eq!(deaths[0].actor.iter().map(|a| a.text.as_str()).collect::<Vec<_>>(), ["Армия"]);
    assert_eq!(deaths[0].recipient.iter().map(|r| r.text.as_str()).collect::<Vec<_>>(), ["боевиков"]);
    let short = claims("ru", "СБП осаждают Эль-Фашер и обстреляли лагерь.");
    assert!(of(&short, EventKind::Shelling).iter().all(|c| c.actor.iter().any(|a| a.text == "СБП")), "{short:?}");
}

#[test]
fn what_is_shot_at_is_no_means_of_the_shooting() {
    for (lang, text) in [
        ("en", "Soldiers opened fire on a drone over the town."),
        ("fr", "Les soldats ont ouvert le feu sur un drone au-dessus de la ville."),
        ("ru", "Солдаты открыли огонь по беспилотнику над городом."),
    ] {
        let all = claims(lang, text);
        assert_eq!(of(&all, EventKind::Gunfire).len(), 1, "{text}: {all:?}");
        assert!(of(&all, EventKind::DroneStrike).is_empty() && all.iter().all(|c| c.means.is_empty()), "{text}: {all:?}");
    }
    let with = claims("en", "Soldiers attacked the town with a drone.");
    assert_eq!(of(&with, EventKind::DroneStrike).len(), 1, "{with:?}");
}

#[test]
fn nobody_is_charged_with_what_was_agreed() {
    for (lang, text) in [
        ("en", "Kigali accused the rebels of firing on its posts after the truce took effect."),
        ("fr", "Kigali a accusé les rebelles d'avoir tiré sur ses postes après l'entrée en vigueur de la trêve."),
    ] {
        let all = claims(lang, text);
        assert!(of(&all, EventKind::Agreement).iter().all(|c| c.actor.is_empty()), "{text}: {all:?}");
        assert!(of(&all, EventKind::Gunfire).iter().all(|c| !c.actor.is_empty()), "{text}: {all:?}");
    }
}

#[test]
fn a_breach_was_where_the_act_was() {
    for (lang, text) in [
        ("en", "The mission accused the rebels of firing on its posts near Goma, in violation of the ceasefire."),
        ("en", "The rebels attacked Goma at dawn, shattering the ceasefire."),
        ("fr", "Les rebelles ont attaqué Goma à l'aube, rompant le cessez-le-feu."),
    ] {
        let all = claims(lang, text);
        let breaches: Vec<&str> = of(&all, EventKind::Violation).iter().map(|c| place(c)).collect();
        assert_eq!(breaches, ["Goma"], "{text}: {all:?}");
    }
}

#[test]
fn a_capital_is_meant_before_a_hamlet_of_its_name() {
    for (lang, text) in [
        ("fr", "Un obus est tombé lundi près de l'ambassade américaine à Monrovia."),
        ("en", "A shell landed near the American embassy in Monrovia on Monday."),
    ] {
        let all = claims(lang, text);
        let countries: Vec<Option<&str>> =
            all.iter().filter_map(|c| c.place.as_ref()).map(|p| p.country.as_ref().map(|c| c.as_str())).collect();
        assert_eq!(countries, [Some("LBR")], "{text}: {all:?}");
    }
}

#[test]
fn the_agent_behind_the_last_of_several_acts_did_them_all() {
    let all = claims("en", "The governor counted nine ambushes and two bombardments by rebel units on Monday.");
    assert!(all.len() > 1 && all.iter().all(|c| !c.actor.is_empty()), "{all:?}");
}

#[test]
fn things_that_act_stand_behind_what_they_deal() {
    let all = claims("ru", "С рассвета наносят удары по селу федеральные вертолёты.");
    assert!(of(&all, EventKind::AirStrike).iter().any(|c| c.actor.iter().any(|a| a.text.contains("вертолёты"))), "{all:?}");
    let said = claims("ru", "Зенитчики сбили самолёт, объявил в Киеве объединённый штаб.");
    assert!(said.iter().any(|c| c.source.iter().any(|s| s.text.contains("штаб"))), "{said:?}");
}

#[test]
fn a_claim_that_somebody_rejects_is_denied() {
    let all = claims("en", "The army said rebels had shelled the town, a claim the movement rejected.");
    let denials = of(&all, EventKind::Denial);
    assert_eq!(denials.len(), 1, "{all:?}");
    assert!(denials[0].actor.iter().any(|a| a.text.contains("movement")), "{all:?}");
}

#[test]
fn what_stands_behind_an_insertion_is_of_the_verb_before_it() {
    let all = claims("ru", "Перемирие вступило в силу, как и планировалось, 6 мая.");
    let days: Vec<Option<String>> =
        of(&all, EventKind::Agreement).iter().map(|c| c.time.as_ref().and_then(|t| t.from).map(|d| d.to_string())).collect();
    assert!(days.iter().any(|d| d.as_deref().is_some_and(|d| d.ends_with("-05-06"))), "{all:?}");
}

#[test]
fn participles_that_share_an_auxiliary_share_their_day() {
    for (lang, text) in [
        ("en", "Three men were killed and five others abducted on 6 May by the rebels."),
        ("fr", "Trois hommes ont été tués et cinq autres enlevés le 6 mai par les rebelles."),
    ] {
        let all = claims(lang, text);
        let days: Vec<Option<String>> = all.iter().map(|c| c.time.as_ref().and_then(|t| t.from).map(|d| d.to_string())).collect();
        assert!(days.len() == 2 && days.iter().all(|d| d.as_deref().is_some_and(|d| d.ends_with("-05-06"))), "{text}: {all:?}");
    }
}

#[test]
fn tolls_of_one_clause_are_one_claim_where_the_second_has_no_verb() {
    for text in [
        "The ministry now counts 62 people killed in Rafah since the morning, and 350 wounded.",
        "Troops exchanged fire overnight, leaving 62 villagers dead and 350 others wounded.",
    ] {
        let all = claims("en", text);
        let tolls: Vec<Vec<Option<u32>>> =
            all.iter().filter(|c| !c.toll.is_empty()).map(|c| c.toll.iter().map(|t| t.low).collect()).collect();
        assert_eq!(tolls, [[Some(62), Some(350)]], "{all:?}");
    }
}

#[test]
fn whoever_was_the_first_to_do_it_did_it() {
    for (lang, text, who) in [
        ("en", "Police reservists were the first to shoot on Sunday.", "reservists"),
        ("fr", "Les rebelles ont été les premiers à tirer dimanche.", "rebelles"),
    ] {
        let all = claims(lang, text);
        let shots = of(&all, EventKind::Gunfire);
        assert!(shots.len() == 1 && shots[0].actor.iter().any(|a| a.text.contains(who)), "{text}: {all:?}");
    }
}

#[test]
fn whence_those_came_who_attacked_is_no_withdrawal() {
    let all = claims("fr", "Une colonne gouvernementale sortie de Tadjourah a attaqué lundi le poste de Sagallou.");
    assert!(of(&all, EventKind::Withdrawal).is_empty() && of(&all, EventKind::Attack).len() == 1, "{all:?}");
    let left = claims("fr", "Les soldats sortis de la ville ont regagné leur caserne.");
    assert!(left.iter().any(|c| c.kind == EventKind::Withdrawal), "{left:?}");
}

#[test]
fn whoever_is_charged_behind_the_object_did_it() {
    for text in [
        "Pékin avait, une semaine plus tôt, mis en cause Manille, accusée d'avoir attaqué un navire de la garde.",
        "Bangkok a mis en cause Phnom Penh, accusé d'avoir attaqué le poste de Chong Bok.",
    ] {
        let all = claims("fr", text);
        let attack = of(&all, EventKind::Attack);
        let who = attack.first().map(|c| c.actor.iter().map(|a| a.text.as_str()).collect::<Vec<_>>());
        assert!(who.as_deref().is_some_and(|w| w == ["Manille"] || w == ["Phnom Penh"]), "{text}: {all:?}");
    }
}

#[test]
fn what_they_are_said_to_have_done_besides_is_no_deed_of_who_says_it() {
    for deed in ["carried out four attacks", "launched four attacks"] {
        let all = claims("en", &format!("The ministry said that rebels had entered the village and {deed} near Furukh."));
        let attack = of(&all, EventKind::Attack);
        assert!(attack.len() == 1 && attack[0].actor.iter().map(|a| a.text.as_str()).eq(["rebels"]), "{all:?}");
    }
}

#[test]
fn deeds_in_a_row_behind_a_verb_of_speech_are_of_one_subject() {
    let text = "Le ministère russe de la défense a déclaré que les forces azerbaïdjanaises ont violé les termes de la déclaration des dirigeants \
                de l’Arménie et de la Russie, ont pénétré dans la zone de responsabilité du contingent russe et ont installé un poste d’observation.";
    let all = claims("fr", text);
    for kind in [EventKind::Violation, EventKind::Incursion, EventKind::Fortification] {
        let told = of(&all, kind);
        assert!(!told.is_empty() && told.iter().all(|c| c.actor.iter().all(|a| a.text.contains("forces"))), "{kind:?}: {all:?}");
    }
}

#[test]
fn an_army_that_tells_of_its_jets_abroad_is_the_jets_own() {
    for (lang, text, land) in [
        ("en", "Turkish jets bombed Qandil, the army said.", "TUR"),
        ("en", "Pakistani jets hit Kabul, the air force said.", "PAK"),
        ("fr", "Des avions turcs ont bombardé Qandil, a annoncé l'armée.", "TUR"),
    ] {
        let all = claims(lang, text);
        let sources: Vec<_> = all.iter().flat_map(|c| &c.source).map(|s| s.country.map(|c| c.to_string())).collect();
        assert_eq!(sources, [Some(land.to_owned())], "{text}: {all:?}");
    }
    let own = claims("en", "Rebels bombed Qandil, the Iraqi army said.");
    let lands: Vec<_> = own.iter().flat_map(|c| &c.source).map(|s| s.country.map(|c| c.to_string())).collect();
    assert_eq!(lands, [Some("IRQ".to_owned())], "{own:?}");
}

#[test]
fn a_land_is_meant_where_the_basic_form_is_its_name() {
    for (text, name) in [("Боевики напали на солдат в Индии.", "India"), ("Боевики напали на солдат в Грузии.", "Georgia")]
    {
        let all = claims("ru", text);
        let places: Vec<&str> = all.iter().filter_map(|c| c.place.as_ref()).map(|p| p.name.as_str()).collect();
        assert_eq!(places, [name], "{text}: {all:?}");
    }
}

#[test]
fn the_dead_of_a_strike_are_not_its_number() {
    for (lang, text) in [
        ("en", "The death toll from Friday's bombing in Bunia rose to 27 on Monday."),
        ("fr", "Le nombre de morts de la frappe de jeudi est passé à 27."),
        ("ru", "Число жертв взрыва в четверг достигло 33."),
    ] {
        let all = claims(lang, text);
        assert!(!all.is_empty() && all.iter().all(|c| c.count.is_none()), "{text}: {all:?}");
    }
    let number = claims("en", "The number of breaches rose to 27 on Monday.");
    assert!(number.iter().any(|c| c.count == Some(27)), "{number:?}");
}

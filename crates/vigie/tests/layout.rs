//! What the layout of a report tells: stamps of entries, labels, lists under a source, interviews, quotations over several paragraphs.

mod told;

use told::{claims, days};
use vigie_model::{Claim, EventKind};

fn sources(lang: &str, text: &str, kind: EventKind) -> Vec<String> {
    let all = claims(lang, text);
    let joined = |c: &Claim| c.source.iter().map(|s| s.text.clone()).collect::<Vec<_>>().join(", ");
    let found: Vec<String> = all.iter().filter(|c| c.kind == kind).map(joined).collect();
    assert!(!found.is_empty(), "no {kind:?} in {text}: {all:?}");
    found
}

fn places(lang: &str, text: &str, kind: EventKind) -> Vec<String> {
    let all = claims(lang, text);
    let name = |c: &Claim| c.place.as_ref().map(|p| p.name.clone()).unwrap_or_default();
    all.iter().filter(|c| c.kind == kind).map(name).collect()
}

#[test]
fn a_day_beside_an_hour_stamps_an_entry() {
    for (lang, text) in [
        (
            "en",
            "Live\n\nMon 09:20 - The army shelled Kutum.\n\nYesterday, 23:40 - The army shelled Mellit.\n\n18/05, 7.30 - The army shelled Tina.",
        ),
        (
            "fr",
            "Direct\n\nLundi 9 h 20. L'armée a bombardé Kutum.\n\nHier, 23h40 : l'armée a bombardé Mellit.\n\n18/05, 7h30 - L'armée a bombardé Tina.",
        ),
        (
            "ru",
            "Хроника\n\n20.05, 09:20. Армия обстреляла Кутум.\n\nВчера, 23:40. Армия обстреляла Меллит.\n\nСуббота, 07:30 – Армия обстреляла Тину.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-20", "2024-05-19", "2024-05-18"], "{text}");
    }
}

#[test]
fn a_chronicle_whose_newest_entry_stands_first_passes_midnight() {
    let text = "Live updates\n\n1:10 A.M. The army shelled Kutum.\n\n12:20 A.M. The army shelled Mellit.\n\n11:30 P.M. The army shelled Tina.\n\n9:05 P.M. Rebels shelled Kutum.";
    assert_eq!(days("en", text, EventKind::Shelling), ["2024-05-20", "2024-05-20", "2024-05-19", "2024-05-19"]);
}

#[test]
fn today_is_the_day_of_the_entry() {
    for (lang, text) in [
        ("en", "Live\n\nSat 19:05 - The army shelled Kutum this morning.\n\nSat 11:00 - Talks began."),
        (
            "fr",
            "Direct\n\nSamedi 19 h 05 - L'armée a bombardé Kutum ce matin.\n\nSamedi 11 h 00 - Des pourparlers se sont ouverts.",
        ),
        ("ru", "Хроника\n\n18.05, 19:05. Сегодня утром армия обстреляла Кутум.\n\n18.05, 11:00. Начались переговоры."),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-18"], "{text}");
    }
}

#[test]
fn a_brief_is_of_the_day_in_its_title_where_it_came_out_later() {
    for (lang, text) in [
        ("en", "Daily brief, 18 May 2024\n\nNorth\n• Rebels shelled Kutum.\n• Gunmen abducted two drivers."),
        ("fr", "Bulletin du 18 mai 2024\n\nNord\n• Les rebelles ont bombardé Kutum.\n• Des hommes armés ont enlevé deux civils."),
        ("ru", "Сводка за 18 мая 2024 года\n\nСевер\n• Боевики обстреляли Кутум.\n• Похищены двое водителей."),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-18"], "{text}");
        assert_eq!(days(lang, text, EventKind::Capture), ["2024-05-18"], "{text}");
    }
}

#[test]
fn labels_are_no_part_of_their_sentence_and_tell_where_it_happened() {
    for (lang, text) in [
        ("en", "Weekly note\n\nKutum: Gunmen opened fire on a convoy.\n\nMellit – A mine killed two herders in the town."),
        (
            "fr",
            "Note de la semaine\n\nKutum : des hommes armés ont ouvert le feu sur un convoi.\n\nMellit – Une mine a tué deux bergers dans la ville.",
        ),
    ] {
        assert_eq!(places(lang, text, EventKind::Gunfire), ["Kutum"], "{text}");
        assert_eq!(places(lang, text, EventKind::Explosion), ["Mellit"], "{text}");
    }
}

#[test]
fn a_list_under_a_source_is_told_by_it() {
    for (lang, text, who) in [
        ("en", "Note\n\nAccording to the rebels:\n1) the army shelled Kutum;\n2) two villagers were killed in Mellit.", "rebels"),
        (
            "fr",
            "Note\n\nSelon les rebelles :\n1) l'armée a bombardé Kutum ;\n2) deux villageois ont été tués à Mellit.",
            "rebelles",
        ),
        ("ru", "Сводка\n\nПо данным повстанцев:\n1) армия обстреляла Кутум;\n2) в Меллите погибли двое жителей.", "повстанцев"),
    ] {
        assert_eq!(sources(lang, text, EventKind::Shelling), [who], "{text}");
        assert_eq!(sources(lang, text, EventKind::Casualties), [who], "{text}");
    }
}

#[test]
fn whoever_answers_tells_it_on_the_day_that_he_is_asked_about() {
    for (lang, text, who) in [
        (
            "en",
            "Interview with Colonel James Doe, commander of the Front, on Saturday in Kutum.\n\nWhat happened yesterday?\nThe army shelled Mellit.\n\nAnd this morning?\nTwo of my men were killed.\n\n(Editors' note: the army denies this.)",
            "Colonel James Doe",
        ),
        (
            "fr",
            "Entretien avec le colonel Youssouf Adam, chef du Front, samedi à Kutum.\n\nQue s'est-il passé hier ?\nL'armée a bombardé Mellit.\n\nEt ce matin ?\nDeux de mes hommes ont été tués.\n\n(NDLR : l'armée dément.)",
            "colonel Youssouf Adam",
        ),
        (
            "ru",
            "Командир отряда Иван Петренко рассказал нашему изданию в субботу о боях.\n\n— Что было вчера?\n— Армия обстреляла Меллит.\n\n— А сегодня утром?\n— Погибли двое наших.\n\n(От редакции: армия это отрицает.)",
            "Командир отряда Иван Петренко",
        ),
    ] {
        let who_tells = |kind| sources(lang, text, kind).iter().all(|s| !s.is_empty() && who.contains(s.as_str()));
        assert!(who_tells(EventKind::Shelling) && who_tells(EventKind::Casualties), "{text}");
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-17"], "{text}");
        assert_eq!(days(lang, text, EventKind::Casualties), ["2024-05-18"], "{text}");
        assert!(!sources(lang, text, EventKind::Denial)[0].contains(who), "{text}");
    }
}

#[test]
fn a_quotation_that_opens_each_paragraph_has_one_speaker() {
    for (lang, text, who) in [
        ("en", "Kutum\n\n“They shelled us all night.\n\n“In the morning they burned our houses,” a farmer said.", "farmer"),
        (
            "fr",
            "Kutum\n\n« Ils nous ont bombardés toute la nuit.\n\n« Au matin, ils ont brûlé nos maisons », raconte un paysan.",
            "paysan",
        ),
    ] {
        assert_eq!(sources(lang, text, EventKind::Shelling), [who], "{text}");
    }
}

#[test]
fn a_sentence_that_is_a_paragraph_goes_on_with_the_one_before() {
    for (lang, text) in [
        ("en", "News\n\nOn Saturday rebels attacked Kutum.\n\nThree policemen were killed."),
        ("fr", "Nouvelles\n\nSamedi, les rebelles ont attaqué Kutum.\n\nTrois policiers ont été tués."),
        ("ru", "Новости\n\nВ субботу повстанцы атаковали Кутум.\n\nПогибли трое полицейских."),
    ] {
        assert_eq!(places(lang, text, EventKind::Casualties), ["Kutum"], "{text}");
        assert_eq!(days(lang, text, EventKind::Casualties), ["2024-05-18"], "{text}");
    }
}

#[test]
fn the_third_letter_of_a_list_is_no_sign_of_copyright() {
    let text = "Summary of incidents\n\n(a) Kutum, 17 May. Rebels shelled a post.\n(b) Rebels withdrew from Mellit.\n(c) On 18 May rebels attacked Tina.";
    assert_eq!(days("en", text, EventKind::Attack), ["2024-05-18"]);
}

/// What stands before the sentence of an entry tells nothing of who did what to whom.
#[test]
fn marks_and_hours_before_an_entry_change_nothing() {
    for (lang, sentence) in [
        ("en", "Shots were fired at a convoy of the mission near Kutum, the militia said."),
        ("en", "Gaza's health ministry says 62 people have been killed by shelling since the morning."),
        ("fr", "Des hommes armés ont enlevé deux civils, a indiqué le gouverneur."),
        ("fr", "Deux obus sont tombés sur un marché de Kutum, selon la police."),
        ("ru", "Неизвестные обстреляли колонну миротворцев, сообщили в штабе."),
        ("ru", "По данным полиции, двое жителей погибли при взрыве мины."),
    ] {
        let told = |text: &str| {
            let texts = |of: &[vigie_model::Entity]| of.iter().map(|e| e.text.clone()).collect::<Vec<_>>();
            let one = |c: &Claim| {
                (c.kind, c.trigger.text.clone(), texts(&c.actor), texts(&c.recipient), texts(&c.source), c.toll.clone())
            };
            claims(lang, text).iter().map(one).collect::<Vec<_>>()
        };
        let plain = told(sentence);
        assert!(!plain.is_empty(), "{sentence}");
        for before in [
            "• ",
            "* ",
            "- ",
            "– ",
            "— ",
            "1. ",
            "2) ",
            "(3) ",
            "a) ",
            "(b) ",
            "22:10 ",
            "8.05 ",
            "14h35 ",
            "14 h 35 ",
            "22:10 – ",
        ] {
            assert_eq!(told(&format!("{before}{sentence}")), plain, "behind «{before}»");
        }
    }
}

#[test]
fn an_hour_falls_on_one_day_of_the_round_that_a_report_tells_of() {
    for (lang, text) in [
        (
            "en",
            "Daily summary, 0800 hours 19 May to 0800 hours 20 May\n\n1. At 0915 hours rebels shelled Kutum.\n\n2. At 0310 hours rebels shelled Mellit.",
        ),
        (
            "fr",
            "Relevé des incidents, du 19 mai à 8 heures au 20 mai à 8 heures\n\n1. À 9 h 15, les rebelles ont bombardé Kutum.\n\n2. À 3 h 10, les rebelles ont bombardé Mellit.",
        ),
        (
            "ru",
            "Сводка с 08:00 19 мая до 08:00 20 мая\n\n1. В 09:15 повстанцы обстреляли Кутум.\n\n2. В 03:10 повстанцы обстреляли Меллит.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-19", "2024-05-20"], "{text}");
    }
}

#[test]
fn hours_of_a_list_are_of_the_day_told_right_before_it() {
    for (lang, text) in [
        (
            "en",
            "The staff reports these breaches of the truce for 18 May.\n\n10.20 – Rebels shelled Kutum.\n\n16.05 – Rebels shelled Mellit.",
        ),
        (
            "ru",
            "Штаб сообщает о нарушениях перемирия за 18 мая.\n\n10.20 – Повстанцы обстреляли Кутум.\n\n16.05 – Повстанцы обстреляли Меллит.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-18", "2024-05-18"], "{text}");
    }
}

//! Days that an event takes from what stands beside it: figures of before, lengths of time, a truce from which it counts, another mention.

mod told;

use told::{claims, days};
use vigie_model::EventKind;

#[test]
fn a_figure_set_beside_another_is_of_the_time_before() {
    for (lang, text) in [
        ("en", "Observers counted 57 ceasefire violations on Sunday, up from 31 the day before."),
        ("fr", "La mission a relevé dimanche 57 violations du cessez-le-feu, contre 31 la veille."),
        ("ru", "Наблюдатели зафиксировали в воскресенье 57 нарушений режима прекращения огня против 31 днём ранее."),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), ["2024-05-19", "2024-05-18"], "{text}");
    }
    let evenings =
        "The mission logged 84 violations between the evenings of 17 and 18 May (previous reporting period: 95 violations).";
    assert_eq!(days("en", evenings, EventKind::Violation), ["2024-05-17..2024-05-18", "2024-05-16..2024-05-17"]);
    let weeks = "The team recorded 19 breaches last week, against 33 the week before.";
    assert_eq!(days("en", weeks, EventKind::Violation), ["2024-05-13..2024-05-19", "2024-05-06..2024-05-12"]);
}

#[test]
fn how_a_truce_came_about_dates_nothing_else() {
    for (lang, text) in [
        ("en", "Announced last Thursday, the truce collapsed on Sunday."),
        ("fr", "Annoncée jeudi par le médiateur, la trêve a volé en éclats dimanche."),
        ("ru", "Объявленное в четверг перемирие сорвалось в воскресенье."),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), ["2024-05-19"], "{text}");
    }
}

#[test]
fn a_length_of_time_dates_the_event_that_it_measures() {
    for (lang, text) in [
        ("en", "After three days of clashes, the two sides signed a truce on Sunday."),
        ("fr", "Après trois jours de combats, les deux camps ont signé dimanche une trêve."),
        ("ru", "После трёх дней боёв стороны в воскресенье подписали перемирие."),
    ] {
        assert_eq!(days(lang, text, EventKind::Clash), ["2024-05-17..2024-05-19"], "{text}");
    }
    let ago = "Two days after the raid on Kutum, the army said on Sunday it was in control.";
    assert_eq!(days("en", ago, EventKind::Attack), ["2024-05-17"]);
    let into = "Three days into the offensive, the town is empty.";
    assert_eq!(days("en", into, EventKind::Attack), ["2024-05-17..2024-05-20"]);
}

#[test]
fn what_counts_from_a_truce_begins_on_its_day() {
    for (lang, text) in [
        ("en", "The two sides signed a truce on 10 May. Residents counted 14 violations since the start of the truce."),
        ("fr", "Les deux camps ont signé une trêve le 10 mai. La mission a relevé 14 violations depuis le début de la trêve."),
        ("ru", "Стороны подписали перемирие 10 мая. С начала перемирия зафиксировано 14 нарушений."),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), ["2024-05-10..2024-05-20"], "{text}");
    }
    let hour = "No violation has been recorded since 8 p.m. on Saturday.";
    assert_eq!(days("en", hour, EventKind::Compliance), ["2024-05-18..2024-05-20"]);
}

#[test]
fn an_event_denied_and_told_has_one_day() {
    for (lang, text) in [
        (
            "en",
            "Rebels deny army withdrawal from Kutum\n\nThe rebels denied on Monday that the army had pulled out of Kutum. The ministry had announced on Sunday the withdrawal of its troops.",
        ),
        (
            "fr",
            "Les rebelles nient le retrait de l'armée\n\nLes rebelles ont démenti lundi le retrait de l'armée de Kutum. Le ministère avait fait état dimanche du repli de ses soldats.",
        ),
        (
            "ru",
            "Повстанцы отрицают отвод войск\n\nПовстанцы в понедельник опровергли отвод армейских частей из Кутума. Накануне министерство сообщило, что армия вывела войска из города.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Withdrawal), ["2024-05-19"; 3], "{text}");
    }
}

#[test]
fn talks_and_breaches_are_of_the_day_of_what_they_belong_to() {
    let talks = "Following talks in Doha, the two sides exchanged 40 prisoners on Sunday.";
    assert_eq!(days("en", talks, EventKind::Talks), ["2024-05-19"]);
    let breach = "The army shelled Kutum on Sunday. The mission described the shelling as a grave breach of the truce.";
    assert_eq!(days("en", breach, EventKind::Violation), ["2024-05-19"]);
}

#[test]
fn what_is_over_ended_when_it_is_told_to() {
    let freed = "The group freed on Sunday two nurses held since January.";
    assert_eq!(days("en", freed, EventKind::Capture), ["2024-01-01..2024-05-19"]);
}

#[test]
fn what_somebody_is_quoted_to_say_is_of_no_day_or_place_of_the_story() {
    for (lang, text) in [
        (
            "en",
            "Shells fell on Kutum on Sunday, the governor said. \"They shoot at us whenever they please,\" said a shopkeeper.",
        ),
        (
            "fr",
            "Des obus sont tombés dimanche sur Kutum, selon le préfet. « Ils nous tirent dessus sans arrêt », raconte un commerçant.",
        ),
    ] {
        let told = claims(lang, text);
        let shots: Vec<_> = told.iter().filter(|c| c.kind == EventKind::Gunfire).collect();
        assert!(!shots.is_empty() && shots.iter().all(|c| c.time.is_none() && c.place.is_none()), "{text}");
    }
}

#[test]
fn what_somebody_tells_is_not_of_a_day_that_the_report_has_come_to_since() {
    for (lang, text) in [
        (
            "en",
            "Gunmen attacked a post near Kutum on Saturday. On Sunday the commission sat in Mellit. The rebels claim that soldiers wounded a shepherd.",
        ),
        (
            "fr",
            "Des hommes armés ont attaqué samedi un poste près de Kutum. La commission a siégé dimanche à Mellit. Selon les rebelles, des soldats ont blessé un berger.",
        ),
        (
            "ru",
            "Боевики атаковали в субботу пост у Кутума. В воскресенье в Меллите заседала комиссия. Повстанцы утверждают, что солдаты ранили пастуха.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties), ["-"], "{text}");
    }
}

#[test]
fn what_is_only_charged_in_another_paragraph_is_of_no_day_of_the_story() {
    for (lang, text) in [
        (
            "en",
            "Rebels shelled Kutum on Sunday.\n\nThe council meets next week.\n\nThe army accused Chad of shelling its frontier posts.",
        ),
        (
            "fr",
            "Les rebelles ont bombardé Kutum dimanche.\n\nLe conseil se réunit la semaine prochaine.\n\nL'armée a accusé le Tchad d'avoir bombardé ses postes.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-19", "-"], "{text}");
    }
}

#[test]
fn the_present_of_a_headline_tells_what_was_said_on_a_day() {
    for (lang, text) in [
        (
            "en",
            "Sudan accuses Chad of breaking truce\n\nKHARTOUM, May 20, 2024 (Agency) - Sudan's foreign ministry accused Chad on Sunday of breaking the truce.",
        ),
        (
            "fr",
            "Le Soudan accuse le Tchad d'avoir rompu la trêve\n\nKHARTOUM, 20 mai 2024 (Agence) - Le ministère soudanais des Affaires étrangères a accusé dimanche le Tchad d'avoir rompu la trêve.",
        ),
        (
            "ru",
            "Судан обвиняет Чад в нарушении перемирия\n\nХАРТУМ, 20 мая 2024 (Агентство). МИД Судана в воскресенье обвинил Чад в нарушении перемирия.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Accusation), ["2024-05-19", "2024-05-19"], "{text}");
    }
}

#[test]
fn nothing_that_has_happened_is_of_a_day_to_come() {
    for (lang, text) in [
        ("en", "The generals have extended the truce until 30 June."),
        ("fr", "Les généraux ont prolongé la trêve jusqu'au 30 juin."),
        ("ru", "Генералы продлили перемирие до 30 июня."),
    ] {
        assert_eq!(days(lang, text, EventKind::Agreement), ["-"], "{text}");
    }
}

#[test]
fn a_day_told_twice_is_the_more_exact_one_and_hangs_where_it_is_told_first() {
    for (lang, text) in [
        (
            "en",
            "On Sunday the army and the rebels fought a fierce battle, which ended the ceasefire signed a month earlier, on 10 April.",
        ),
        (
            "ru",
            "В воскресенье армия и повстанцы вели ожесточённый бой, сорвавший перемирие, подписанное месяцем ранее, 10 апреля.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Agreement), ["2024-04-10"], "{text}");
        assert_eq!(days(lang, text, EventKind::Violation), ["2024-05-19"], "{text}");
    }
}

#[test]
fn a_day_right_behind_a_participle_about_somebody_is_its_own() {
    for (lang, text) in [
        ("fr", "Les rebelles libèrent sept soldats capturés en janvier"),
        ("en", "Rebels have freed seven soldiers captured in January."),
        ("ru", "Повстанцы освободили семерых солдат, захваченных в январе"),
    ] {
        assert_eq!(days(lang, text, EventKind::Capture), ["2024-01-01..2024-01-31"], "{text}");
        assert_ne!(days(lang, text, EventKind::Release), ["2024-01-01..2024-01-31"], "{text}");
    }
}

#[test]
fn the_mayor_who_goes_on_with_the_story_in_the_past_tells_of_its_day() {
    for (lang, text) in [
        ("en", "A drone hit the market in Kutum on Sunday. \"They shelled the clinic as well,\" the mayor said."),
        ("fr", "Un drone a frappé le marché de Kutum dimanche. « Ils ont ensuite bombardé la clinique », a dit le maire."),
        ("ru", "В воскресенье беспилотник попал в рынок в Кутуме. «Затем они обстреляли больницу», — сказал мэр."),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-19"], "{text}");
    }
}

#[test]
fn a_day_told_behind_an_event_in_a_clause_joined_to_it_is_of_that_clause() {
    for (lang, text) in [
        ("en", "Government guns went on shelling rebel lines, and on 14 May jets bombed a base near Kutum."),
        ("fr", "L'artillerie pilonne chaque jour le camp de Kutum, et deux enfants ont été tués mardi."),
        ("ru", "Артиллерия ежедневно бьёт по лагерю Кутум, двое детей убиты во вторник."),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["-"], "{text}");
    }
    for (lang, text) in [
        ("en", "Four soldiers were killed and six civilians wounded on Sunday near Kutum."),
        ("fr", "Quatre soldats ont été tués et six civils blessés dimanche près de Kutum."),
    ] {
        assert_eq!(days(lang, text, EventKind::Casualties)[0], "2024-05-19", "{text}");
    }
}

#[test]
fn a_stretch_of_time_beside_a_day_dates_the_clause_behind_it() {
    for accord in ["truce", "ceasefire"] {
        let text =
            format!("The rebels said on Friday, a day after a {accord} was signed, that they had been attacked by the army.");
        assert_eq!(days("en", &text, EventKind::Agreement), ["2024-05-16"], "{text}");
        assert_eq!(days("en", &text, EventKind::Attack), ["2024-05-17"], "{text}");
    }
}

#[test]
fn a_day_is_counted_from_another_event() {
    for (lang, text) in [
        ("en", "The day before the truce took effect on 8 May, rockets hit the harbour."),
        ("fr", "À la veille de la trêve, conclue le 8 mai, des roquettes ont touché le port."),
        ("ru", "Накануне перемирия, заключённого 8 мая, ракеты попали в порт."),
    ] {
        assert_eq!(days(lang, text, EventKind::Shelling), ["2024-05-07"], "{text}");
    }
}

#[test]
fn what_a_sentence_only_names_sets_the_day_of_what_tells_it() {
    for (lang, text) in [
        ("en", "The cause was the events of Saturday in Kabala. Armed men opened fire on the villagers who came after them."),
        (
            "fr",
            "À l'origine de la crise, les événements de samedi à Kabala. Des hommes armés ont ouvert le feu sur des villageois.",
        ),
        ("ru", "Поводом стали события субботы в деревне Кабала. Бойцы открыли огонь по жителям."),
    ] {
        assert_eq!(days(lang, text, EventKind::Gunfire), ["2024-05-18"], "{text}");
    }
}

#[test]
fn a_breach_that_the_headline_tells_is_of_the_day_of_the_lead() {
    for (lang, text) in [
        (
            "en",
            "Two soldiers die in ambush; truce broken again\n\nKABALA, May 20 - Rebels ambushed a convoy on Friday in the latest breach of the truce.",
        ),
        (
            "fr",
            "Dans les collines, la trêve vole en éclats\n\nKABALA, 20 mai - Les rebelles ont rompu vendredi la trêve en attaquant un poste de l'armée.",
        ),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation).first().map(String::as_str), Some("2024-05-17"), "{text}");
    }
}

#[test]
fn a_day_of_which_a_sentence_speaks_is_that_of_what_follows() {
    for (lang, text) in [
        ("en", "Saturday was the bloodiest day in weeks. Near Kabala, gunmen opened fire on a convoy."),
        ("en", "What happened on Saturday? Militiamen opened fire on farmers near Kabala."),
        ("fr", "La journée de samedi avait bien commencé. Des hommes armés ont ouvert le feu sur un marché de Kabala."),
        ("ru", "Субботний день оказался для города самым тяжёлым. Боевики открыли огонь по рынку."),
    ] {
        assert_eq!(days(lang, text, EventKind::Gunfire), ["2024-05-18"], "{text}");
    }
}

#[test]
fn words_are_of_the_day_on_which_their_speaker_was_somewhere() {
    for (lang, text) in [
        ("en", "General Okello, who toured the front on Saturday, accused the rebels of breaking the truce."),
        ("en", "President Okello received the mediators on Saturday. He accused the opposition of arming the gangs."),
        ("fr", "Le général Diop, qui recevait samedi les chefs de village, a accusé les rebelles d'avoir miné la route."),
        ("fr", "Le président a reçu samedi les médiateurs. Il a accusé les rebelles d'avoir violé la trêve."),
        ("ru", "В субботу президент принял посредников. Он обвинил повстанцев в срыве перемирия."),
    ] {
        assert_eq!(days(lang, text, EventKind::Accusation), ["2024-05-18"], "{text}");
    }
}

#[test]
fn what_is_only_charged_may_have_been_on_any_day() {
    for (lang, text) in [
        ("en", "Rebels shelled the port on Saturday. The opposition accuses the army of having burnt two villages."),
        ("fr", "Les rebelles ont bombardé le port samedi. L'opposition accuse l'armée d'avoir brûlé deux villages."),
        ("ru", "Повстанцы в субботу обстреляли порт. Оппозиция обвиняет армию в грабежах."),
    ] {
        assert_eq!(days(lang, text, EventKind::Destruction), ["-"], "{text}");
    }
}

#[test]
fn a_clause_of_what_was_going_on_tells_the_day() {
    for (lang, text) in [
        ("en", "When the envoy arrived on Saturday, gunmen opened fire on his convoy."),
        ("fr", "Lorsque l'émissaire est arrivé samedi, des hommes armés ont ouvert le feu sur son convoi."),
        ("ru", "Когда посланник прибыл в субботу, боевики открыли огонь по его колонне."),
    ] {
        assert_eq!(days(lang, text, EventKind::Gunfire), ["2024-05-18"], "{text}");
    }
}

#[test]
fn what_is_said_on_a_day_is_of_none_told_outside_those_words() {
    for (lang, text) in [
        ("en", "Rebels took Uvira on Thursday, and on Saturday the army said it had destroyed three of their boats."),
        ("fr", "Les rebelles ont pris Uvira jeudi; samedi, l'armée a affirmé avoir détruit trois de leurs barques."),
        ("ru", "В четверг повстанцы взяли Увиру, а в субботу армия сообщила, что уничтожила три их лодки."),
    ] {
        assert_eq!(days(lang, text, EventKind::Destruction), ["2024-05-18"], "{text}");
    }
}

#[test]
fn what_is_the_worst_since_a_day_is_of_another() {
    for (lang, text) in [
        ("en", "The worst fighting since the signing of the accord on 5 April broke out on Sunday near the bridge."),
        (
            "fr",
            "Les combats les plus violents depuis la signature, le 5 avril, de l'accord ont opposé dimanche l'armée aux rebelles.",
        ),
        ("ru", "Самые тяжёлые бои со времени подписания 5 апреля соглашения вспыхнули в воскресенье у моста."),
    ] {
        assert_eq!(days(lang, text, EventKind::Clash), ["2024-05-19"], "{text}");
    }
}

#[test]
fn a_year_and_a_month_count_from_those_told_before() {
    for (lang, text) in [
        ("en", "The rebels seized the port in March 2022. The following year they lost it to the army."),
        ("fr", "Les rebelles ont pris le port en mars 2022. L'année suivante, l'armée l'a repris."),
        ("ru", "В марте 2022 года повстанцы захватили порт. Год спустя армия его отбила."),
    ] {
        assert_eq!(days(lang, text, EventKind::Seizure), ["2022-03-01..2022-03-31", "2023-01-01..2023-12-31"], "{text}");
    }
    let month = "On May 12, 2023 they signed a truce; the army broke it the following month.";
    assert_eq!(days("en", month, EventKind::Violation), ["2023-06-01..2023-06-30"]);
    let nights = "Chad charged on Sunday that Sudanese troops had attacked its positions two nights earlier.";
    assert_eq!(days("en", nights, EventKind::Attack), ["2024-05-17"]);
}

#[test]
fn a_breach_that_points_at_what_was_told_is_of_its_day() {
    for (lang, text) in [
        ("en", "On Tuesday rebels crossed the line near Uvira and burnt two posts. By this act they broke the accord."),
        ("en", "Gunmen shelled a clinic on Tuesday. The ministry protests this breach of the truce."),
        ("fr", "Les rebelles ont attaqué mardi un poste près d'Uvira. Ces actes constituent une violation de la trêve."),
        ("ru", "Во вторник боевики обстреляли больницу. Тем самым перемирие было нарушено."),
    ] {
        assert_eq!(days(lang, text, EventKind::Violation), ["2024-05-14"], "{text}");
    }
}

#[test]
fn how_people_came_to_be_where_they_are_found_was_before() {
    for (lang, text) in [
        ("en", "Nine of the miners seized by the militia were freed on Sunday near Uvira."),
        ("fr", "Quatre bergers, enlevés par la milice, ont été libérés dimanche près d'Uvira."),
    ] {
        assert_eq!(days(lang, text, EventKind::Capture), ["-"], "{text}");
        assert_eq!(days(lang, text, EventKind::Release), ["2024-05-19"], "{text}");
    }
    let mine = "В воскресенье на дороге взорвалась мина, заложенная боевиками.";
    assert_eq!(days("ru", mine, EventKind::Fortification), ["-"]);
}

#[test]
fn what_is_said_of_a_doer_before_his_verb_is_not_of_its_day() {
    let denied = "The army, which denies having shelled the hospital, retook the ridge on Sunday.";
    assert_eq!(days("en", denied, EventKind::Shelling), ["-"]);
    let charged = "L'armée, qui accuse la milice d'avoir miné la route, a repris dimanche la colline.";
    assert_eq!(days("fr", charged, EventKind::Fortification), ["-"]);
    assert_eq!(days("fr", charged, EventKind::Seizure), ["2024-05-19"]);
}

#[test]
fn fighting_that_a_truce_ended_lasted_until_then() {
    let begun = "Six days of fighting, begun on 8 May, left forty dead.";
    assert_eq!(days("en", begun, EventKind::Clash), ["2024-05-08..2024-05-13"]);
    let ended = "The two sides signed a truce on 18 May. It put an end to four days of clashes in Uvira.";
    assert_eq!(days("en", ended, EventKind::Clash), ["2024-05-15..2024-05-18"]);
}

#[test]
fn a_day_behind_a_participle_is_not_of_the_verb_around_it() {
    let broken = "The army says the rebels have broken the accord signed in Uvira on Wednesday 29 times.";
    assert_eq!(days("en", broken, EventKind::Violation), ["-"]);
    let held = "The guards have gone back to the lines they held earlier this month.";
    assert_eq!(days("en", held, EventKind::Withdrawal), ["-"]);
    let many = "Rebels raided the camp on Saturday, killing two. The mission condemned the raids.";
    assert_eq!(days("en", many, EventKind::Attack), ["2024-05-18", "-"]);
}

#[test]
fn an_hour_is_of_one_day() {
    for (lang, text) in [
        ("en", "Forty families have fled the town since Thursday. At noon lorries brought them flour."),
        ("fr", "Quarante familles ont fui la ville depuis jeudi. À midi, des camions leur ont apporté de la farine."),
    ] {
        assert_eq!(days(lang, text, EventKind::Aid), ["2024-05-20"], "{text}");
    }
}

#[test]
fn what_others_say_behind_a_mark_is_of_no_day_told_before() {
    let text = "The premier had on Sunday accused the militia of firing on a ferry; the militia denied the charge.";
    assert_eq!(days("en", text, EventKind::Accusation), ["2024-05-19"]);
    assert_eq!(days("en", text, EventKind::Denial), ["-"]);
    let text = "Le premier ministre avait accusé dimanche la milice d'avoir tiré sur un bac ; la milice a démenti.";
    assert_eq!(days("fr", text, EventKind::Denial), ["-"]);
}

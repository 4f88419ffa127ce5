//! A report on another topic than an armed conflict is not read for claims; leaving it out loses none of the others.

use std::path::Path;
use vigie::Desk;
use vigie::score::Gold;
use vigie_model::Report;

/// News of other matters, sixty words and more, told with the words of war.
const ELSEWHERE: [(&str, &str); 3] = [
    (
        "en",
        "The visitors attacked from the start and seized the lead after nine minutes. Their captain struck twice before the break, and the hosts lost two \
         defenders to injury. The manager accused the referee of breaking an agreement made before kick-off, a charge that he denied. Some forty supporters \
         were injured when a stand collapsed, the club said on Monday, and eleven were arrested. The league condemned the scenes and demanded an inquiry.",
    ),
    (
        "fr",
        "La tempête a frappé la côte dans la nuit de dimanche à lundi et tué trois pêcheurs. Le maire accuse la compagnie d'électricité d'avoir rompu l'accord \
         signé au printemps ; celle-ci dément. Près de deux cents familles ont fui leurs maisons détruites et les secours en ont évacué quatorze autres. Le port \
         est bloqué par des troncs. La ministre, attendue mardi, a condamné les pillages et demandé aux commerçants de rester chez eux.",
    ),
    (
        "ru",
        "Хозяева атаковали с первых минут и захватили преимущество. Нападающий нанёс удар из-за штрафной площади, вратарь пострадал и покинул поле. Тренер гостей \
         обвинил судью в нарушении договорённости, тот обвинения отверг. После матча болельщики напали на автобус команды, ранены четверо, задержаны девять \
         человек, сообщил в понедельник клуб. Лига осудила беспорядки и потребовала провести проверку, а руководство города призвало всех к спокойствию. Следующую игру хозяева проведут через неделю на чужом поле и без зрителей.",
    ),
];

#[test]
fn other_news_is_not_read_for_claims_and_says_so() {
    let desk = Desk::bundled();
    for (language, text) in ELSEWHERE {
        let report = Report { text: text.to_owned(), language: Some(language.to_owned()), ..Report::default() };
        let read = desk.claims_of(&report);
        assert!(read.claims.is_empty(), "{language}: {:?}", read.claims);
        assert!(read.notes.iter().any(|n| n.message.contains("not about an armed conflict")), "{language}: {:?}", read.notes);
        let pack = desk.pack(language).expect("a language of the program");
        let (all_the_same, _) = pack.explain(&pack.read(&report), desk.world());
        assert!(!all_the_same.is_empty(), "{language}: its words tell events of other kinds, or this test shows nothing");
    }
}

#[test]
fn no_report_of_a_conflict_is_left_out() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let desk = Desk::bundled();
    let mut reports = 0;
    for folder in ["gold", "fresh"] {
        for entry in std::fs::read_dir(corpus.join(folder)).expect("the folder is there").flatten() {
            let text = std::fs::read_to_string(entry.path()).expect("reports are UTF-8");
            let report = Gold::parse(&text).expect("reports are JSON").report;
            let pack = desk.pack_for(&report).expect("a language of the program");
            assert!(pack.off_topic(&report).is_none(), "{}: none of its claims would be found", report.id);
            reports += 1;
        }
    }
    assert!(reports > 150, "{reports} reports");
}

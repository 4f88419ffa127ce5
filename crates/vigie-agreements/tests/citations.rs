//! Where made-up texts name agreements and clauses, on made-up and bundled agreements.

use vigie_agreements::{Citer, ReferenceWords, parse};
use vigie_model::names::NameIndex;
use vigie_model::{Agreement, Report};
use vigie_read::{Language, read};

fn bundled() -> Vec<Agreement> {
    let texts = vigie_world::files().iter().filter(|(path, _)| path.ends_with("/agreement.toml"));
    texts.map(|(path, bytes)| parse(path, std::str::from_utf8(bytes).expect("UTF-8")).unwrap_or_else(|e| panic!("{e}"))).collect()
}

/// What a text names of the agreements built in, as `words = agreement clause`.
fn cited(code: &str, published: &str, text: &str) -> Vec<String> {
    cited_among(bundled(), code, published, text)
}

fn cited_among(agreements: Vec<Agreement>, code: &str, published: &str, text: &str) -> Vec<String> {
    let world = vigie_world::bundled();
    let language = Language::bundled(code).unwrap_or_else(|e| panic!("{e}"));
    let pack = vigie_languages::pack(code).expect("the language is built in");
    let words =
        ReferenceWords::parse(code, pack.text("references.toml").expect("it has the file")).unwrap_or_else(|e| panic!("{e}"));
    let citer = Citer::new(&agreements, code, language.name_endings(), &words);
    let names = NameIndex::new(world, code, language.name_endings());
    let report = Report { text: text.to_owned(), published: published.parse().ok(), ..Report::default() };
    let citations = citer.citations(&read(&report, &language, &names), world);
    let chars: Vec<char> = text.chars().collect();
    citations
        .iter()
        .map(|c| {
            assert_eq!(chars[c.start as usize..c.end as usize].iter().collect::<String>(), c.text);
            format!("{} = {} {}", c.text, c.agreement, c.clause).trim_end().to_owned()
        })
        .collect()
}

#[test]
fn clauses_by_figure_word_and_list_belong_to_the_agreement_beside_them() {
    assert_eq!(
        cited("en", "2023-05-04", "Tigray forces broke article 6 of the Pretoria agreement in Ethiopia, Addis Ababa said."),
        ["article 6 = 2022-11-02-ethiopia 6", "Pretoria agreement = 2022-11-02-ethiopia"]
    );
    assert_eq!(
        cited(
            "en",
            "2021-06-04",
            "Kyiv cited the Minsk agreements. Points 1 and 2 had been breached near Donetsk, Ukraine said."
        ),
        ["Minsk agreements = 2015-02-12-minsk", "Points 1 = 2015-02-12-minsk 1", "Points 1 and 2 = 2015-02-12-minsk 2"]
    );
    assert_eq!(
        cited(
            "fr",
            "2024-09-02",
            "Kigali nie toute entorse au cessez-le-feu de Luanda au Rwanda. Le premier point de l'accord reste en vigueur."
        ),
        ["cessez-le-feu de Luanda = 2024-07-30-luanda", "premier point = 2024-07-30-luanda 1"]
    );
    assert_eq!(
        cited("ru", "2021-03-02", "В Ереване напомнили о пункте 8 трёхстороннего заявления. Баку сослался на четвёртый пункт."),
        [
            "пункте 8 = 2020-11-09-trilateral 8",
            "трёхстороннего заявления = 2020-11-09-trilateral",
            "четвёртый пункт = 2020-11-09-trilateral 4"
        ]
    );
}

#[test]
fn a_day_names_the_agreement_signed_or_in_force_on_it() {
    for (code, text) in [
        ("en", "Hezbollah accused Israel of breaking the November 27 ceasefire."),
        ("en", "Israel must keep to the ceasefire of 27 November 2024, Beirut said in Lebanon."),
        ("fr", "Le Liban invoque la trêve du 27 novembre 2024 face à Israël."),
        ("ru", "Ливан обвинил Израиль в нарушении перемирия от 27 ноября 2024 года."),
    ] {
        let cited = cited(code, "2025-01-20", text);
        assert!(cited.len() == 1 && cited[0].ends_with("= 2024-11-27-lebanon"), "{text}: {cited:?}");
    }
}

#[test]
fn articles_of_other_texts_and_agreements_of_others_are_not_taken() {
    for (code, text) in [
        ("en", "Armenia invoked article 51 of the United Nations Charter after the trilateral statement on Karabakh."),
        ("fr", "L'Arménie invoque l'article 51 de la Charte des Nations unies après la déclaration trilatérale."),
        ("ru", "Армения сослалась на статью 51 Устава ООН, а не на трёхстороннее заявление."),
    ] {
        let cited = cited(code, "2021-03-02", text);
        assert!(cited.len() == 1 && cited[0].ends_with("= 2020-11-09-trilateral"), "{text}: {cited:?}");
    }
    // No country of the agreement is spoken of, or it was not yet signed.
    assert_eq!(cited("en", "2021-03-02", "Peru and Ecuador renewed their trilateral statement."), [""; 0]);
    assert_eq!(cited("en", "2019-03-02", "Armenia rejects any trilateral statement with Azerbaijan."), [""; 0]);
    assert_eq!(cited("en", "2021-03-02", "The point was made 4 times in Armenia on 9 May."), [""; 0]);
}

#[test]
fn a_clause_is_cited_as_finely_as_its_agreement_numbers() {
    let fine = r#"
        id = "river"
        title.en = "River truce"
        signed = 2023-05-20
        aliases = { en = ["River truce"], fr = ["trêve du fleuve"], ru = ["Речное перемирие"] }
        force = {}
        [[party]]
        id = "SDN"
        roles = ["party"]
        [[clause]]
        number = "2"
        [[clause]]
        number = "2.1"
        [[clause]]
        number = "3a"
    "#;
    let agreement = || parse("river.toml", fine).unwrap_or_else(|e| panic!("{e}"));
    for (code, text, expected) in [
        ("en", "Sudan said the army had violated clause 2.1 of the River truce.", "clause 2.1 = river 2.1"),
        ("en", "Sudan said the army had violated clause 2.3 of the River truce.", "clause 2.3 = river 2"),
        ("en", "Sudan said the army had violated article 3a of the River truce.", "article 3a = river 3a"),
        ("fr", "Le Soudan dénonce une violation de l'article 2.1 de la trêve du fleuve.", "l'article 2.1 = river 2.1"),
        ("ru", "Судан заявил о нарушении пункта 2.1 соглашения «Речное перемирие».", "пункта 2.1 = river 2.1"),
    ] {
        let cited = cited_among(vec![agreement()], code, "2023-06-02", text);
        assert!(cited.contains(&expected.to_owned()), "{text}: {cited:?}");
    }
}

//! Names: those that the world knows, and capitalised runs that it does not.

use crate::chars::{all_upper, begins_upper, is_hyphen};
use crate::language::Language;
use crate::reading::{NameMention, Tag, Word};
use crate::units::Unit;
use vigie_model::Span;
use vigie_model::names::NameIndex;
use vigie_model::world::Entry;

/// No name takes more units than this.
const LONGEST: usize = 12;

/// The names of one sentence that the world knows, from left to right, longest first.
pub(crate) fn known_names(units: &[Unit], names: &NameIndex, language: &Language) -> Vec<NameMention> {
    let forms: Vec<&str> = units.iter().map(|u| u.text).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        // A small word in small letters begins no name, though many names ("La Paz") begin with it.
        if language.spelling.frequent.contains(units[at].text) {
            at += 1;
            continue;
        }
        let last = (at + LONGEST).min(units.len());
        let longest = names.longest_match(&forms[at..last]).filter(|(count, _)| *count > 0);
        match longest.filter(|(count, entries)| *count > 1 || !is_a_common_word(units, at, entries, language)) {
            Some((count, entries)) => {
                let end = (at + count).min(last);
                found.push(mention(units, at, end, entries));
                at = end;
            }
            None => {
                found.extend(joined_nations(&units[at..last], names, language));
                found.extend(named_after_a_place(&units[at..last], names, language));
                at += 1;
            }
        }
    }
    found
}

/// « Arméno-azerbaïdjanais », «армяно-азербайджанский», "Indo-": nations of which the first has the form that a hyphen asks for. A word cut at
/// its hyphen gives a name for each nation; one that holds both, two names on one word.
fn joined_nations(units: &[Unit], names: &NameIndex, language: &Language) -> Vec<NameMention> {
    let nation = |form: &str| {
        let (_, entries) = names.longest_match(&[form]).filter(|(count, _)| *count == 1)?;
        let of_nation: Vec<Entry> =
            entries.into_iter().filter(|e| matches!(e, Entry::Demonym(_) | Entry::Territory(_))).collect();
        (!of_nation.is_empty()).then_some(of_nation)
    };
    let first_of_two = |form: &str| {
        let form = language.spelling.fold(form);
        nation(&form).or_else(|| {
            language.spelling.joined.iter().find_map(|(end, full)| nation(&format!("{}{full}", form.strip_suffix(end.as_str())?)))
        })
    };
    let unit = &units[0];
    let whole = unit.text.len();
    let on = |from: usize, to: usize, entries: Vec<Entry>| {
        // A word that was repaired stands on other characters than its own.
        let as_written = (unit.span.end - unit.span.start) as usize == whole;
        let part = Span { start: unit.span.start + from as u32, end: unit.span.start + to as u32 };
        let span = if as_written { part } else { unit.span };
        NameMention { first: unit.first, end: unit.first + 1, span, entries, sort: None }
    };
    if let Some((first, second)) = unit.text.split_once(is_hyphen) {
        let (Some(a), Some(b)) = (first_of_two(first), nation(second)) else { return Vec::new() };
        return vec![on(0, first.len(), a), on(whole - second.len(), whole, b)];
    }
    let hyphen = units.get(1).is_some_and(|h| h.text.chars().all(is_hyphen) && h.span.start == unit.span.end);
    let second = units.get(2).filter(|_| hyphen && joins_next(units, 1)).and_then(|u| nation(u.text));
    second.and_then(|_| first_of_two(unit.text)).map(|a| on(0, whole, a)).into_iter().collect()
}

/// «Очамчирский район», «в Идлибской провинции»: an adjective made from the name of a place, before the noun of a part of a land that no list
/// holds by its own name. It is named after the place, and lies about it.
fn named_after_a_place(units: &[Unit], names: &NameIndex, language: &Language) -> Option<NameMention> {
    let made = &language.spelling.place_adjectives;
    let adjective = units.first().filter(|u| begins_upper(u.text))?;
    units.get(1).filter(|noun| made.before.contains(&noun.folded))?;
    let stem = made.endings.iter().find_map(|e| adjective.text.strip_suffix(e.as_str()))?;
    let places = |(ending, name): &(String, String)| {
        let name = format!("{}{name}", stem.strip_suffix(ending.as_str())?);
        let (_, entries) = names.longest_match(&[&name]).filter(|(count, _)| *count == 1)?;
        let places: Vec<Entry> = entries.into_iter().filter(|e| matches!(e, Entry::Place(_))).collect();
        (!places.is_empty()).then_some(places)
    };
    made.stems.iter().find_map(places).map(|entries| mention(units, 0, 2, entries))
}

/// "Partisans held the bridge": a common word that opens a sentence, whatever town bears its letters.
fn is_a_common_word(units: &[Unit], at: usize, entries: &[vigie_model::world::Entry], language: &Language) -> bool {
    let opens = units[..at].iter().all(|u| !u.text.chars().any(char::is_alphanumeric));
    let towns = entries.iter().all(|e| matches!(e, vigie_model::world::Entry::Place(_)));
    // "Xville : …": before a colon stands no form of a verb.
    let is = |tag| language.lexicon.is(units[at].text, tag);
    let label = units.get(at + 1).is_some_and(|u| u.text == ":") && !is(Tag::Noun) && !is(Tag::Adj);
    opens && towns && !label && !all_upper(units[at].text) && language.lexicon.holds(units[at].text)
}

/// The known names of one sentence, and between them the capitalised runs that the world does not know; `words` are
/// those of the whole reading, tagged.
pub(crate) fn all_names(units: &[Unit], words: &[Word], language: &Language, known: Vec<NameMention>) -> Vec<NameMention> {
    let shouted = is_shouted(units);
    let mut found = Vec::with_capacity(known.len());
    let mut known = known.into_iter().peekable();
    let mut at = 0;
    while at < units.len() {
        if let Some(name) = known.next_if(|n| n.first <= units[at].first) {
            at += units[at..].iter().take_while(|u| u.first < name.end).count();
            found.push(name);
            continue;
        }
        let limit = known.peek().map_or(units.len(), |n| at + units[at..].iter().take_while(|u| u.first < n.first).count());
        let end = unknown_name(&units[..limit], at, words, language, shouted);
        if end > at {
            let end = trim(units, at, end, language);
            found.push(mention(units, at, end, Vec::new()));
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn mention(units: &[Unit], at: usize, end: usize, entries: Vec<Entry>) -> NameMention {
    let span = units[at].span.cover(units[end - 1].span);
    NameMention { first: units[at].first, end: units[end - 1].end, span, entries, sort: None }
}

/// True for a sentence written in capitals, where a capital tells nothing.
fn is_shouted(units: &[Unit]) -> bool {
    let letters = |u: &&Unit| u.text.chars().count() > 3 && u.text.chars().all(char::is_alphabetic);
    let upper = units.iter().filter(|u| all_upper(u.text)).filter(letters).count();
    if upper == 0 {
        return false;
    }
    let long = units.iter().filter(letters).count();
    long >= 3 && upper * 5 >= long * 4
}

/// End of the run of capitalised words that begins at `at`; `at` itself where none does.
fn unknown_name(units: &[Unit], at: usize, words: &[Word], language: &Language, shouted: bool) -> usize {
    if !may_begin(units, at, words, language, shouted) {
        return at;
    }
    let mut end = at + 1;
    while end < units.len() {
        let text = units[end].text;
        let joined = units[end].span.start == units[end - 1].span.end;
        if text.chars().all(is_hyphen) && joined && joins_next(units, end) {
            // What a hyphen joins is one name, whatever its case: "Wongcha-um".
            end += 2;
        } else if is_name_word(&units[end], words, shouted) || begins_with_article(&units[end..], language) {
            end += 1;
        } else if language.spelling.name_connectors.contains(&units[end].folded) && connects(units, end, words, language, shouted)
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

fn joins_next(units: &[Unit], at: usize) -> bool {
    units
        .get(at + 1)
        .is_some_and(|u| u.span.start == units[at].span.end && u.text.chars().next().is_some_and(char::is_alphanumeric))
}

/// A small word belongs to the name when a capitalised word follows it, and the two are not a list of names.
fn connects(units: &[Unit], at: usize, words: &[Word], language: &Language, shouted: bool) -> bool {
    let word = &words[units[at].first as usize];
    word.tag != Tag::Cconj
        && !language.dates.is_month(&units[at].folded)
        && units.get(at + 1).is_some_and(|u| is_name_word(u, words, shouted))
}

/// The first word of a sentence has its capital from its place: it begins a name only where its tag says so.
fn may_begin(units: &[Unit], at: usize, words: &[Word], language: &Language, shouted: bool) -> bool {
    if begins_with_article(&units[at..], language) {
        return true;
    }
    if !is_name_word(&units[at], words, shouted) {
        return false;
    }
    // Days and months are no names, though some languages write them so.
    if language.dates.is_month(&units[at].folded) || language.dates.is_weekday(&units[at].folded) {
        return false;
    }
    let opens = (0..at).all(|n| !units[n].text.chars().any(char::is_alphanumeric));
    let tag = words[units[at].first as usize].tag;
    // "FIVE times": a number written large, in words that are not.
    if tag == Tag::Num && all_upper(units[at].text) {
        return false;
    }
    if opens || shouted {
        return tag == Tag::Propn && !language.spelling.frequent.contains(&units[at].folded);
    }
    true
}

/// A small word joined by a hyphen to a capitalised one: "al-Riyash".
fn begins_with_article(units: &[Unit], language: &Language) -> bool {
    let connectors = &language.spelling.name_connectors;
    let unit = &units[0];
    if let Some((article, name)) = unit.text.split_once(is_hyphen) {
        return begins_upper(name) && connectors.contains(&language.spelling.fold(&format!("{article}-")));
    }
    let [_, hyphen, name, ..] = units else { return false };
    hyphen.text.chars().all(is_hyphen)
        && hyphen.span.start == unit.span.end
        && name.span.start == hyphen.span.end
        && begins_upper(name.text)
        && connectors.contains(&unit.folded)
}

fn is_name_word(unit: &Unit, words: &[Word], shouted: bool) -> bool {
    let tag = words[unit.first as usize].tag;
    if shouted {
        return tag == Tag::Propn;
    }
    begins_upper(unit.text) && !matches!(tag, Tag::Det | Tag::Pron | Tag::Adp | Tag::Aux | Tag::Cconj | Tag::Sconj | Tag::Punct)
}

/// Without connectors and hyphens at its end.
fn trim(units: &[Unit], at: usize, end: usize, language: &Language) -> usize {
    let mut end = end;
    while end > at + 1 {
        let last = &units[end - 1];
        let loose = last.text.chars().all(is_hyphen)
            || (language.spelling.name_connectors.contains(&last.folded) && !begins_upper(last.text))
            || language.dates.is_month(&last.folded)
            || language.dates.is_weekday(&last.folded);
        if !loose {
            break;
        }
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use crate::{Language, read};
    use vigie_model::names::NameIndex;
    use vigie_model::world::{Name, Place, Territory};
    use vigie_model::{Country, Report, Role, World};

    #[test]
    fn two_nations_in_one_word() {
        let nation = |code: &str, name: &'static str| Territory {
            code: code.parse::<Country>().unwrap(),
            demonyms: vec![Name { language: "fr".into(), text: name.into() }],
            name: code.to_owned(),
            lies_in: None,
            role: Role::Government,
            names: Vec::new(),
            capitals: Vec::new(),
            lat: 0.0,
            lon: 0.0,
            from: None,
            to: None,
            before: None,
            kin: Vec::new(),
        };
        let world = World { territories: vec![nation("ERI", "érythréen"), nation("SDN", "soudanais")], ..World::default() };
        let language = Language::bundled_tables("fr").unwrap();
        let names = NameIndex::new(&world, "fr", language.name_endings());
        let text = "Les combats soudano-érythréens et franco-russes durent.";
        let report = Report { text: text.to_owned(), ..Report::default() };
        let reading = read(&report, &language, &names);
        assert_eq!(reading.names.iter().map(|n| n.span.of(text)).collect::<Vec<_>>(), ["soudano", "érythréens"]);
    }

    #[test]
    fn a_district_is_named_after_its_town() {
        let place = |name: &'static str, russian: &'static str| Place {
            id: name.into(),
            name: name.to_owned().into(),
            sort: "town".into(),
            theatre: "x".into(),
            names: vec![Name { language: "ru".into(), text: russian.into() }],
            ..Place::default()
        };
        let world =
            World { places: vec![place("Ochamchira", "Очамчира"), place("Idlib", "Идлиб")], ..World::default() };
        let language = Language::bundled_tables("ru").unwrap();
        let names = NameIndex::new(&world, "ru", language.name_endings());
        let text = "Бои идут в Очамчирском районе и в Идлибской провинции, но не в Советском районе и не на идлибском рынке.";
        let report = Report { text: text.to_owned(), ..Report::default() };
        let reading = read(&report, &language, &names);
        let known = reading.names.iter().filter(|n| !n.entries.is_empty()).map(|n| n.span.of(text));
        assert_eq!(known.collect::<Vec<_>>(), ["Очамчирском районе", "Идлибской провинции"]);
    }

    /// Names of a text in a world that holds one place; `!` before those that the world knows.
    fn check(code: &str, text: &str, expected: &[&str]) {
        let place = Place {
            id: "x".into(),
            name: "Kafr Zita".into(),
            sort: "town".into(),
            theatre: "x".into(),
            names: vec![Name { language: code.to_owned().into(), text: "Залтан".into() }],
            ..Place::default()
        };
        let world = World { places: vec![place], ..World::default() };
        let language = Language::bundled_tables(code).unwrap_or_else(|e| panic!("{e}"));
        let names = NameIndex::new(&world, code, language.name_endings());
        let report = Report { text: text.to_owned(), ..Report::default() };
        let reading = read(&report, &language, &names);
        let show = |n: &crate::NameMention| format!("{}{}", if n.entries.is_empty() { "" } else { "!" }, n.span.of(text));
        assert_eq!(reading.names.iter().map(show).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn known_and_unknown() {
        check("en", "They left Kafr Zita for al-Riyash and Bab el-Mandeb.", &["!Kafr Zita", "al-Riyash", "Bab el-Mandeb"]);
        check("en", "Soldiers met Gen. Panu Wongcha-um in Port Sudan on Monday.", &["Gen. Panu Wongcha-um", "Port Sudan"]);
        check("fr", "Des tirs à Kafr Zita, à Saint-Louis et à El-Obeid lundi.", &["!Kafr Zita", "Saint-Louis", "El-Obeid"]);
        check("ru", "Бои идут в Залтане и под аль-Бабом.", &["!Залтане", "аль-Бабом"]);
    }

    #[test]
    fn a_capital_at_the_beginning_or_everywhere_tells_nothing() {
        check("en", "Soldiers fired. Villagers fled.", &[]);
        check("en", "SOLDIERS FIRED ON VILLAGERS", &[]);
    }
}

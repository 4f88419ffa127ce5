//! Numbers in figures and words, with what softens them.

mod parse;
mod tables;

pub(crate) use parse::{Number, numbers_at};
pub(crate) use tables::{NumberTables, Phrases};

use crate::chars::is_dash;
use crate::language::Language;
use crate::reading::{NumberMention, Tag, Word};
use crate::units::Unit;
use vigie_model::Hedge;

/// A hedge is looked for no farther before a number than this many units.
const REACH: usize = 6;

/// The numbers of one sentence; `words` are those of the whole reading. `taken` tells units that belong to a date, which are no quantities.
pub(crate) fn numbers_of(
    units: &[Unit],
    words: &[Word],
    language: &Language,
    parsed: &[Option<Number>],
    taken: impl Fn(usize) -> bool,
) -> Vec<NumberMention> {
    let tables = &language.numbers;
    let mut found = Vec::new();
    let mut at = 0;
    while at < units.len() {
        if taken(at) || parsed[at].is_none() && !tables.openers.contains(&units[at].folded) {
            at += 1;
            continue;
        }
        if let Some(end) = tables.never.longest_at(units, at) {
            at = end.max(at + 1);
            continue;
        }
        // "as many as 100": the hedge holds a word that tells no number by itself.
        if let Some(end) = tables.hedge_phrase(units, at) {
            at = end;
            continue;
        }
        let whole = tables.told.iter().filter_map(|(value, p)| Some((p.longest_at(units, at)?, *value))).max();
        if let Some((end, value)) = whole {
            let hedge = tables.hedge_before(units, at).map(|(hedge, _)| hedge);
            let (first, last) = (units[at].first, units[end - 1].end);
            found.push(NumberMention { first, end: last, low: Some(value), high: Some(value), hedge, ordinal: false });
            at = end;
            continue;
        }
        if let Some(end) = tables.untold.longest_at(units, at) {
            at = untold(units, at, end, parsed, tables, &mut found);
            continue;
        }
        let Some(number) = parsed[at].filter(|n| is_number(n, &units[at..n.end], words, tables)) else {
            at += 1;
            continue;
        };
        at = number_with_company(units, at, number, parsed, language, &taken, &mut found);
    }
    found
}

/// "several", "dozens": how many is not told. Number words that follow belong to it ("several hundred").
fn untold(
    units: &[Unit],
    at: usize,
    end: usize,
    parsed: &[Option<Number>],
    tables: &NumberTables,
    found: &mut Vec<NumberMention>,
) -> usize {
    let mut end = end;
    while end < units.len() {
        if let Some(next) = tables.untold.longest_at(units, end) {
            end = next;
        } else if let Some(next) = parsed[end].filter(|n| n.in_words && !n.ordinal && n.value >= 10.0) {
            end = next.end;
        } else {
            break;
        }
    }
    let (first, last) = (units[at].first, units[end - 1].end);
    let before = tables.hedge_before(units, at);
    found.push(NumberMention { first, end: last, low: None, high: None, hedge: before.map(|(hedge, _)| hedge), ordinal: false });
    end
}

/// Whether the parsed number is one: articles, pronouns and look-alikes are not.
fn is_number(number: &Number, units: &[Unit], words: &[Word], tables: &NumberTables) -> bool {
    if !number.in_words || units.len() > 1 {
        return true;
    }
    let word = &words[units[0].first as usize];
    let folded = &units[0].folded;
    if tables.articles.contains(folded) {
        return word.tag == Tag::Num;
    }
    // Only words that are often something else need their tag: a rare numeral may well be tagged wrongly.
    let doubtful = tables.ambiguous.contains(folded) || number.value == 1.0;
    number.ordinal && (!doubtful || word.tag == Tag::Adj || number.value == 1.0)
        || number.about
        || !doubtful
        || !matches!(word.tag, Tag::Noun | Tag::Adj | Tag::Verb | Tag::Det | Tag::Pron | Tag::Propn | Tag::Adp)
}

fn number_with_company(
    units: &[Unit],
    at: usize,
    number: Number,
    parsed: &[Option<Number>],
    language: &Language,
    taken: &impl Fn(usize) -> bool,
    found: &mut Vec<NumberMention>,
) -> usize {
    let tables = &language.numbers;
    let spelling = &language.spelling;
    let (mut low, mut high) = (number.value, number.value);
    let mut end = number.end;
    let before = at.checked_sub(1).map(|n| units[n].folded.as_str());
    if let Some(second) = number.second {
        high = second;
    } else if !number.ordinal
        && let Some((value, far)) = far_end(units, end, number, before, parsed, tables, taken)
    {
        // "from 1 to 2 thousand": the multiplier serves both.
        let shared = parsed[far.0].map_or(1.0, |n| n.multiplier);
        if low * shared <= value
            && low < 1000.0
            && number.multiplier == 1.0
            && low * shared > low
            && low < value / shared * 1.000_001
        {
            low *= shared;
        }
        high = value;
        end = far.1;
    }
    let after = units.get(end);
    let joined = |n: usize| n > 0 && n < units.len() && units[n].span.start == units[n - 1].span.end;
    let measure = after.is_some_and(|u| spelling.measures.contains(&u.folded));
    let numbered = before.is_some_and(|b| tables.numbered.contains(b)) && !parsed[at].is_some_and(|n| n.in_words);
    let money =
        before.is_some_and(|b| tables.currencies.contains(b)) || after.is_some_and(|u| tables.currencies.contains(&u.folded));
    // "60-day deadline": a number joined to a word by a hyphen tells what sort, not how many.
    let hyphened = after.is_some_and(|u| is_dash(u.text)) && joined(end) && joined(end + 1)
        || before.is_some_and(is_dash) && joined(at) && joined(at - 1) && at > 1 && parsed[at - 2].is_none();
    let is = |n: Option<&Unit>, marks: &[&str]| n.is_some_and(|u| marks.contains(&u.text));
    let label = at == 0 && !number.in_words && units.len() > end + 1 && is(after, &[".", ")"]);
    // "Ahmed, 34, said": an age between commas, unless other numbers stand there.
    let lone =
        !number.in_words && low < 111.0 && at > 1 && parsed[at - 2].is_none() && parsed.get(end + 1).is_none_or(|n| n.is_none());
    let age = lone && is(units.get(at - 1), &[","]) && is(after, &[","]);
    let ordinal = number.ordinal || measure || numbered || money || hyphened || label || age;
    // The word that opens a range is no hedge ("from 50 to 70").
    let opened = low < high && before.is_some_and(|b| tables.range_before.contains(b));
    let hedge = tables
        .hedge_before(units, if opened { at - 1 } else { at })
        .map(|(hedge, _)| hedge)
        .or_else(|| tables.hedge_behind(units, end))
        .or(number.about.then_some(Hedge::About));
    let whole = |v: f64| (v.is_finite() && (0.0..=u32::MAX as f64).contains(&v)).then_some(v.round() as u32);
    // A fraction counts nothing unless a multiplier made it whole.
    let fraction = low.fract().abs() > 1e-6 || high.fract().abs() > 1e-6;
    found.push(NumberMention {
        first: units[at].first,
        end: units[end - 1].end,
        low: whole(low).filter(|_| !fraction),
        high: whole(high).filter(|_| !fraction),
        hedge,
        ordinal: ordinal || fraction,
    });
    end
}

/// The far end of a range that begins with `number`: its value, and its first and last unit.
fn far_end(
    units: &[Unit],
    end: usize,
    number: Number,
    before: Option<&str>,
    parsed: &[Option<Number>],
    tables: &NumberTables,
    taken: &impl Fn(usize) -> bool,
) -> Option<(f64, (usize, usize))> {
    let joint = units.get(end)?;
    if !tables.range_between.contains(&joint.folded) {
        return None;
    }
    let opened = before.is_some_and(|b| tables.range_before.contains(b));
    // A word that also joins clauses makes a range only after its opening word.
    if !opened && tables.range_joins_clauses.contains(&joint.folded) {
        return None;
    }
    let other = parsed.get(end + 1).copied().flatten().filter(|n| !n.ordinal && n.second.is_none())?;
    let least = number.value * if number.multiplier == 1.0 { other.multiplier } else { 1.0 };
    if taken(end + 1) || other.value <= number.value || (other.value > least * 1000.0 && number.value > 0.0) {
        return None;
    }
    Some((other.value, (end + 1, other.end)))
}

impl NumberTables {
    /// The hedge that ends right before `at`, and where it begins.
    fn hedge_before(&self, units: &[Unit], at: usize) -> Option<(Hedge, usize)> {
        let mut best: Option<(Hedge, usize)> = None;
        let ends: [usize; 2] = [at, at.saturating_sub(1)];
        // A word such as "some" or an article may stand between: "at least a hundred", "plus de quelque 200".
        for (n, end) in ends.into_iter().enumerate() {
            if n == 1
                && (at == 0 || !(self.articles.contains(&units[end].folded) || self.range_before.contains(&units[end].folded)))
            {
                continue;
            }
            for begin in end.saturating_sub(REACH)..end {
                for (hedge, phrases) in
                    [(Hedge::AtLeast, &self.at_least), (Hedge::AtMost, &self.at_most), (Hedge::About, &self.about)]
                {
                    if phrases.is_exactly(units, begin, end) && best.is_none_or(|(_, b)| begin < b) {
                        best = Some((hedge, begin));
                    }
                }
            }
            if best.is_some() {
                break;
            }
        }
        best
    }

    /// End of a hedge of several units that begins at `at`.
    fn hedge_phrase(&self, units: &[Unit], at: usize) -> Option<usize> {
        let kinds = [&self.at_least, &self.at_most, &self.about];
        kinds.into_iter().filter_map(|phrases| phrases.longest_at(units, at)).max().filter(|end| *end > at + 1)
    }

    fn hedge_behind(&self, units: &[Unit], end: usize) -> Option<Hedge> {
        let kinds: [(Hedge, &Phrases); 3] =
            [(Hedge::AtLeast, &self.at_least_behind), (Hedge::AtMost, &self.at_most_behind), (Hedge::About, &self.about_behind)];
        kinds.into_iter().find(|(_, phrases)| phrases.longest_at(units, end).is_some()).map(|(hedge, _)| hedge)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::with_reading;
    use vigie_model::Hedge;

    /// `low..high hedge` of each number, `#` before those that count nothing.
    fn check(code: &str, text: &str, expected: &[&str]) {
        let found: Vec<String> = with_reading(code, text, None, |reading| {
            let end = |v: Option<u32>| v.map_or("?".to_owned(), |v| v.to_string());
            let show = |n: &crate::NumberMention| {
                let hedge = match n.hedge {
                    Some(Hedge::AtLeast) => " at least",
                    Some(Hedge::AtMost) => " at most",
                    Some(Hedge::About) => " about",
                    None => "",
                };
                let value = if n.low == n.high { end(n.low) } else { format!("{}..{}", end(n.low), end(n.high)) };
                format!("{}{value}{hedge}", if n.ordinal { "#" } else { "" })
            };
            reading.numbers.iter().map(show).collect()
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn english() {
        check("en", "At least 12 people were killed and thirty-one wounded.", &["12 at least", "31"]);
        check("en", "More than 1,100 explosions, 6,500 dead, 1.4 million displaced.", &["1100 at least", "6500", "1400000"]);
        check("en", "Between 50 and 70 fighters, two to three tanks and 10-15 trucks.", &["50..70", "2..3", "10..15"]);
        check("en", "Dozens of villagers and several hundred soldiers fled.", &["?", "?"]);
        check("en", "A dozen shells and two dozen mines; a hundred and five men.", &["12", "24", "105"]);
        check("en", "Twice he fired 120mm mortars 15 km from the 14th post.", &["2", "#120", "#15", "#14"]);
        check("en", "Under Resolution 1701 and Article 4, a soldier died.", &["#1701", "#4"]);
        check(
            "en",
            "Up to 20 men, some 300 women, nearly two hundred children or so.",
            &["20 at most", "300 about", "200 about"],
        );
        check("en", "Twenty-five thousand three hundred and twelve.", &["25312"]);
        check("en", "The first attack, a 60-day truce, a 9-man post and a second raid.", &["#1", "#9", "#2"]);
        check("en", "No one was hurt; one of them left. Two and three make five.", &["1", "2", "3", "5"]);
        check("en", "2 to 3 thousand people; from 5 to 7 soldiers.", &["2000..3000", "5..7"]);
        check("en", "2. A soldier, 34, died with 3, 4, 5 others.", &["#2", "#34", "3", "4", "5"]);
        check("en", "It cost $5 million and 40% of 3.5 hectares.", &["#5000000", "#40", "#?"]);
    }

    #[test]
    fn french() {
        check("fr", "Au moins 12 personnes tuées, une quinzaine d'autres blessées.", &["12 at least", "15 about"]);
        check(
            "fr",
            "Plus de 6.500 morts, 1,5 million de déplacés, quelque 5 000 civils.",
            &["6500 at least", "1500000", "5000 about"],
        );
        check("fr", "Quarante-quatre postes, quatre-vingt-dix-sept chars, soixante et onze drones.", &["44", "97", "71"]);
        check("fr", "Deux à trois obus, de 50 à 70 hommes, entre vingt et trente blessés.", &["2..3", "50..70", "20..30"]);
        check("fr", "Des dizaines de civils et plusieurs centaines de soldats.", &["?", "?"]);
        check("fr", "Mille deux cent trente soldats, deux mille, trois cents.", &["1230", "2000", "300"]);
        check("fr", "Des obus de 120mm, à 3 km, au 2e poste, article 4.", &["#120", "#3", "#2", "#4"]);
        check("fr", "Un soldat a tué une femme.", &[]);
        check("fr", "Un million de réfugiés, un millier de morts.", &["1000000", "1000 about"]);
        check("fr", "La première frappe, vingt et un blessés.", &["#1", "21"]);
        check("fr", "Cinq cent mille personnes, soixante-quinze mille, cent.", &["500000", "75000", "100"]);
    }

    #[test]
    fn russian() {
        check("ru", "Не менее 12 человек погибли, двое ранены.", &["12 at least", "2"]);
        check("ru", "Около 120 тысяч человек, более 13 тыс. погибших.", &["120000 about", "13000 at least"]);
        check("ru", "Двадцать пять солдат, сто двадцать три, тысяча двести.", &["25", "123", "1200"]);
        check("ru", "От 50 до 70 боевиков, 2–3 танка, десять-двенадцать мин.", &["50..70", "2..3", "10..12"]);
        check("ru", "Десятки жителей и несколько сотен бойцов.", &["?", "?"]);
        check("ru", "Дважды и четырежды; 42-й пост, 5-ти человек.", &["2", "4", "#42", "5"]);
        check("ru", "До 20 мин калибра 120 мм в 3 км.", &["20 at most", "#120", "#3"]);
        check("ru", "Полтора миллиона человек, полторы тысячи.", &["1500000", "1500"]);
        check("ru", "Первый удар, третьего ранили пятеро.", &["#1", "#3", "5"]);
        check("ru", "Пятьсот сорок две тысячи триста шестьдесят один.", &["542361"]);
    }
}

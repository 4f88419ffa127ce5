//! Tokens -> sentences: where one ends and the next begins, and where a dateline stands before the first.

use crate::chars::{all_upper, begins_upper, is_bullet, is_closer, is_dash, is_gap, is_opener, is_stop};
use crate::language::Language;
use crate::tokens::{Kind, Short, Token};
use vigie_model::{Note, Span};

/// A sentence with more words than this is cut at a semicolon.
const LONGEST: usize = 150;
/// No sentence anybody wrote has more words; a text without stops is cut at commas, or anywhere, so that time stays in proportion to
/// its length.
const UTMOST: usize = 400;
/// A dateline has no more tokens than this.
const LONGEST_DATELINE: usize = 18;

/// Ends of the sentences in one paragraph's tokens: for each, the number of tokens before its end.
pub(crate) fn sentence_ends(text: &str, tokens: &[Token], language: &Language, notes: &mut Vec<Note>) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let end = match tokens[at].kind {
            Kind::Stop => after_stop(text, tokens, at),
            Kind::Short(short) => after_short(text, tokens, at, short, language),
            _ => None,
        };
        at += 1;
        if let Some(end) = end {
            ends.push(end);
            at = at.max(end);
        }
    }
    if ends.last() != Some(&tokens.len()) && !tokens.is_empty() {
        ends.push(tokens.len());
    }
    cut_long(text, tokens, ends, notes)
}

fn word<'t>(text: &'t str, tokens: &[Token], at: usize) -> &'t str {
    tokens.get(at).map_or("", |t| t.span.of(text))
}

fn gap_before(tokens: &[Token], at: usize) -> bool {
    at == 0 || at >= tokens.len() || tokens[at].span.start > tokens[at - 1].span.end
}

/// Where the sentence ends if the stop `at` ends it.
fn after_stop(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let mut next = at + 1;
    // Closing marks belong to the sentence that they close; French sets a space before its own.
    while next < tokens.len() {
        let mark = word(text, tokens, next);
        // A star right behind a stop points to a footnote.
        let closes = mark.chars().all(|c| is_closer(c) || c == '*') && (!gap_before(tokens, next) || mark == "»" || mark == ")");
        let reopens = matches!(mark, "“" | "\"" | "'") && gap_before(tokens, next);
        if tokens[next].kind != Kind::Mark || !closes || reopens {
            break;
        }
        next += 1;
    }
    if next == tokens.len() {
        return Some(next);
    }
    let stop = word(text, tokens, at);
    let follows = word(text, tokens, next);
    let first = follows.chars().next()?;
    // A number of a paragraph or list ("1.") does not end before its text.
    if at == 1 && stop == "." && tokens[0].kind == Kind::Figure && tokens[0].span.len() <= 3 {
        return None;
    }
    if !gap_before(tokens, next) && next == at + 1 {
        // No space after the stop: only a capital after a small letter can be a sentence glued on.
        let before = text[..tokens[at].span.start as usize].chars().next_back();
        let glued = first.is_uppercase()
            && follows.chars().nth(1).is_some_and(char::is_lowercase)
            && before.is_some_and(|c| c.is_lowercase());
        return glued.then_some(next);
    }
    if first.is_uppercase() || (first.is_alphabetic() && !first.is_lowercase()) {
        return Some(next);
    }
    if first.is_ascii_digit() {
        return Some(next);
    }
    if is_opener(first) || matches!(first, '"' | '\'') || is_bullet(first) {
        // What stands behind the mark decides.
        let inner = text[tokens[next].span.end as usize..].chars().find(|c| !is_gap(*c) && !is_opener(*c));
        return inner.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || is_stop(c)).then_some(next);
    }
    if is_dash(follows) {
        return begins_upper(word(text, tokens, next + 1)).then_some(next);
    }
    matches!(tokens[next].kind, Kind::Link).then_some(next)
}

/// Where the sentence ends if the shortened word `at` ends it.
fn after_short(text: &str, tokens: &[Token], at: usize, short: Short, language: &Language) -> Option<usize> {
    let mut next = at + 1;
    while next < tokens.len() && word(text, tokens, next).chars().all(is_closer) && !gap_before(tokens, next) {
        next += 1;
    }
    if next == tokens.len() {
        return Some(next);
    }
    let mut follows = word(text, tokens, next);
    if follows.starts_with(|c| is_opener(c) || c == '"') {
        follows = word(text, tokens, next + 1);
    }
    let ends = match short {
        Short::BeforeName | Short::BeforeNumber => false,
        Short::BeforeCapital => begins_upper(follows),
        Short::Other => begins_upper(follows) && language.spelling.frequent.contains(&language.spelling.fold(follows)),
    };
    ends.then_some(next)
}

/// Cuts sentences that are too long for reading at the semicolon nearest to their middle.
fn cut_long(text: &str, tokens: &[Token], ends: Vec<usize>, notes: &mut Vec<Note>) -> Vec<usize> {
    if tokens.len() <= LONGEST {
        return ends;
    }
    let mut all = Vec::with_capacity(ends.len() + 2);
    let mut first = 0;
    for end in ends {
        // Parts still to be looked at, the first of the sentence on top.
        let whole = first..end;
        let mut parts = Vec::from([whole]);
        while let Some(part) = parts.pop() {
            let middle = part.start + part.len() / 2;
            let cut = (part.start + 10..part.end.saturating_sub(10))
                .filter(|n| part.len() > LONGEST && matches!(word(text, tokens, *n), ";" | "•"))
                .min_by_key(|n| n.abs_diff(middle));
            let forced = (cut.is_none() && part.len() > UTMOST).then(|| {
                let near = middle.saturating_sub(UTMOST / 4)..(middle + UTMOST / 4).min(part.end - 1);
                near.filter(|n| word(text, tokens, *n) == ",").min_by_key(|n| n.abs_diff(middle)).unwrap_or(middle)
            });
            let place = if forced.is_some() { "where no stop stood" } else { "at a semicolon" };
            match cut.or(forced) {
                Some(cut) => {
                    let span = tokens[part.start].span.cover(tokens[part.end - 1].span);
                    notes.push(Note { span: Some(span), message: format!("a sentence of {} words was cut {place}", part.len()) });
                    parts.push(cut + 1..part.end);
                    parts.push(part.start..cut + 1);
                }
                None => all.push(part.end),
            }
        }
        first = end;
    }
    all
}

/// Number of tokens of the dateline at the beginning of a paragraph; 0 where there is none.
///
/// A dateline is a run of capitalised words, figures, words of dates, brackets, commas and slashes that ends in a dash or a
/// stop, and that holds a date, an agency in brackets, or a place in capitals, or ends in a long dash.
pub(crate) fn dateline(text: &str, tokens: &[Token], language: &Language) -> usize {
    let mut end = 0;
    let (mut upper, mut date, mut agency) = (false, false, false);
    let mut names = 0;
    let (mut bracket, mut comma) = (false, false);
    for (n, token) in tokens.iter().enumerate().take(LONGEST_DATELINE) {
        let form = token.span.of(text);
        let separates = match token.kind {
            Kind::Word | Kind::Short(_) => {
                let folded = language.spelling.fold(form.trim_end_matches('.'));
                let dated = language.dates.is_dateline_word(&folded);
                // "Ras al-Ayn": a small article joined to a name.
                let joined = folded.split_once('-').is_some_and(|(article, _)| {
                    language.spelling.name_connectors.contains(article)
                        || language.spelling.name_connectors.contains(&format!("{article}-"))
                });
                let connects = (language.spelling.name_connectors.contains(&folded) || joined) && n > 0;
                if !(begins_upper(form) || dated || connects || (bracket && form.chars().all(char::is_alphabetic))) {
                    break;
                }
                upper |= n == 0 && all_upper(form) && form.chars().count() > 2;
                date |= dated;
                names += usize::from(begins_upper(form) && !dated);
                // A common word in a capital opens the sentence itself.
                if n > 0 && !all_upper(form) && !dated && language.spelling.frequent.contains(&folded) && !bracket {
                    break;
                }
                false
            }
            Kind::Figure => {
                date |= form.contains(['/', '.']);
                false
            }
            Kind::Stop => form == ".",
            Kind::Mark => match form {
                "(" | "[" => {
                    bracket = true;
                    false
                }
                ")" | "]" => {
                    bracket = false;
                    agency = true;
                    // "Colombo, 12 March (Agency) Rebels shelled …": nothing but the bracket parts the two.
                    date && comma && begins_upper(word(text, tokens, n + 1))
                }
                "/" => {
                    let next = word(text, tokens, n + 1);
                    agency |= n > 0 && matches!(next, "." | "–" | "—" | "-");
                    // "Sahel News/ The mission said": glued to a name, and set off from the sentence.
                    let opens = n > 0 && names <= 4 && !gap_before(tokens, n) && gap_before(tokens, n + 1) && begins_upper(next);
                    agency |= opens;
                    opens
                }
                "," | "'" | "’" | "|" | ":" => {
                    comma |= form == ",";
                    false
                }
                _ if is_dash(form) => {
                    // "Bangkok, Thailand — Three soldiers …": a long dash behind nothing but names.
                    let set_off = gap_before(tokens, n) && gap_before(tokens, n + 1);
                    agency |= set_off && (form == "—" || comma) && names <= 4;
                    set_off
                }
                _ => break,
            },
            Kind::Link => break,
        };
        if separates && !bracket && n + 1 < tokens.len() && n > 0 && (date || agency || upper) && names > 0 {
            end = n + 1;
        }
        if n + 1 == tokens.len() && (date || agency) && names > 0 {
            // A line that holds nothing else.
            return n + 1;
        }
    }
    // What follows must be a sentence: a capital or an opening mark.
    let next = word(text, tokens, end);
    if end > 0
        && (begins_upper(next) || next.starts_with(|c: char| is_opener(c) || c == '"' || c.is_ascii_digit() || is_dash(next)))
    {
        return if is_dash(next) { end + 1 } else { end };
    }
    0
}

/// The characters from the first to the last of these tokens.
pub(crate) fn span_of(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(a), Some(b)) => a.span.cover(b.span),
        _ => Span::default(),
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::with_reading;

    /// The sentences of a text of one paragraph, parted by `|`.
    fn check(code: &str, text: &str, expected: &str) {
        let found: Vec<String> = with_reading(code, text, None, |reading| {
            reading.sentences.iter().map(|s| s.span.of(&reading.report.text).to_owned()).collect()
        });
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn a_bracket_may_end_a_dateline() {
        check("en", "Colombo, 12 March (Agency) Rebels shelled the port.", "Colombo, 12 March (Agency)|Rebels shelled the port.");
        check("fr", "Bangui, 3 juin (AGENCE) Les rebelles ont fui.", "Bangui, 3 juin (AGENCE)|Les rebelles ont fui.");
        check("ru", "Баку, 5 мая (Агентство) Армия обстреляла порт.", "Баку, 5 мая (Агентство)|Армия обстреляла порт.");
    }

    #[test]
    fn stops() {
        check(
            "en",
            "Mr. J. R. Smith of St. Kitts left the U.S. Army. The U.S. The end.",
            "Mr. J. R. Smith of St. Kitts left the U.S. Army.|The U.S.|The end.",
        );
        check("en", "It fell at 5 p.m. Monday. No. 5 and Art. 3 hold.", "It fell at 5 p.m. Monday.|No. 5 and Art. 3 hold.");
        check("en", "“We left. They stayed.” He wept. \"Go!\" he said.", "“We left.|They stayed.”|He wept.|\"Go!\" he said.");
        check("en", "He said it... and left. Who? Nobody!", "He said it... and left.|Who?|Nobody!");
        check("en", "It was denied passage.* Its drones left.", "It was denied passage.*|Its drones left.");
        check(
            "fr",
            "« Ils tirent ! » a-t-il dit. « Non. » M. Dupont part; il pleut.",
            "« Ils tirent ! » a-t-il dit.|« Non. »|M. Dupont part; il pleut.",
        );
        check("fr", "Il est parti.Les tirs ont repris.", "Il est parti.|Les tirs ont repris.");
        check(
            "ru",
            "В 2022 г. Москва молчала. В г. Тир и с. Айта погибли 5 тыс. чел.",
            "В 2022 г.|Москва молчала.|В г. Тир и с. Айта погибли 5 тыс. чел.",
        );
        check("ru", "Это сёла, города и др. Участники ушли.", "Это сёла, города и др.|Участники ушли.");
        check("ru", "«Мы уйдём», — сказал А. Б. Иванов. Ушли!", "«Мы уйдём», — сказал А. Б. Иванов.|Ушли!");
    }

    #[test]
    fn a_sentence_too_long_is_cut_at_a_semicolon() {
        let half = "the army fired ".repeat(30);
        let text = format!("Then {half}; and {half}.");
        with_reading("en", &text, None, |reading| {
            assert_eq!(reading.sentences.len(), 2);
            assert!(reading.sentences[0].span.of(&text).ends_with(';'));
            assert!(reading.notes.iter().any(|n| n.message.contains("semicolon")));
        });
    }
}

//! Words that are written as one and read as several: elided, hyphenated, or glued together by mistake.

use crate::chars::{all_upper, begins_upper, is_apostrophe, is_hyphen};
use crate::language::Language;
use crate::spelling::Hyphens;
use crate::tokens::{Kind, Token};
use vigie_model::{Note, Span};

/// Cuts the word `text[at..end]` into tokens, repairing what was glued.
pub(crate) fn cut_word(text: &str, at: usize, end: usize, language: &Language, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) {
    let word = &text[at..end];
    let mut push = |from: usize, to: usize, kind: Kind| tokens.push(Token { span: Span::new(from, to), kind });
    let spelling = &language.spelling;
    if word.chars().all(|c| c.is_ascii_digit() || !crate::chars::is_word(c)) {
        return cut_figure(word, at, &mut push);
    }
    if word.chars().all(char::is_alphabetic) && spelling.contractions.get(&spelling.fold(word)).is_none_or(|c| c.cut.is_empty()) {
        return push(at, end, Kind::Word);
    }
    let folded = spelling.fold(word);
    if spelling.whole.contains(&folded) {
        return push(at, end, Kind::Word);
    }
    if let Some(contraction) = spelling.contractions.get(&folded).filter(|c| !c.cut.is_empty()) {
        let mut from = at;
        for part in &contraction.cut {
            let to = nth_char(text, from, part.chars().count()).min(end);
            push(from, to, Kind::Word);
            from = to;
        }
        return;
    }
    if word.contains(is_apostrophe) {
        // "n't" has its apostrophe inside, "'s" before: both are matched on the folded word from its end.
        if let Some(ending) = spelling.endings.iter().find(|e| folded.len() > e.len() && folded.ends_with(e.as_str())) {
            let cut = char_from_end(word, ending.chars().count());
            cut_word(text, at, at + cut, language, tokens, notes);
            tokens.push(Token { span: Span::new(at + cut, end), kind: Kind::Word });
            return;
        }
        if let Some((n, c)) = word.char_indices().find(|(_, c)| is_apostrophe(*c))
            && spelling.elisions.contains(&spelling.fold(&word[..n]))
            && n + c.len_utf8() < word.len()
        {
            push(at, at + n + c.len_utf8(), Kind::Word);
            return cut_word(text, at + n + c.len_utf8(), end, language, tokens, notes);
        }
    }
    if word.contains(is_hyphen) {
        return cut_hyphens(text, at, end, language, tokens, notes);
    }
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return cut_glued(text, at, end, language, tokens, notes);
    }
    push(at, end, Kind::Word);
}

fn nth_char(text: &str, from: usize, count: usize) -> usize {
    text[from..].char_indices().nth(count).map_or(text.len(), |(n, _)| from + n)
}

fn char_from_end(word: &str, count: usize) -> usize {
    word.char_indices().rev().nth(count - 1).map_or(0, |(n, _)| n)
}

/// A figure with hyphens inside is a range, unless it is a date or a number of more parts.
fn cut_figure(word: &str, at: usize, push: &mut impl FnMut(usize, usize, Kind)) {
    let mut hyphens = word.char_indices().filter(|(_, c)| is_hyphen(*c));
    match (hyphens.next(), hyphens.next()) {
        (Some((n, c)), None) => {
            push(at, at + n, Kind::Figure);
            push(at + n, at + n + c.len_utf8(), Kind::Mark);
            push(at + n + c.len_utf8(), at + word.len(), Kind::Figure);
        }
        _ => push(at, at + word.len(), Kind::Figure),
    }
}

fn cut_hyphens(text: &str, at: usize, end: usize, language: &Language, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) {
    let word = &text[at..end];
    let spelling = &language.spelling;
    let folded = spelling.fold(word);
    if let Some(clitic) = spelling.clitics.iter().find(|c| folded.len() > c.len() && folded.ends_with(c.as_str())) {
        let cut = char_from_end(word, clitic.chars().count());
        let left = &word[..cut];
        let last = left.rsplit(is_hyphen).next().unwrap_or(left);
        if !left.contains(is_hyphen)
            && !left.contains(is_apostrophe)
            && !spelling.clitics_not_after.contains(&spelling.fold(last))
        {
            tokens.push(Token { span: Span::new(at, at + cut), kind: Kind::Word });
            tokens.push(Token { span: Span::new(at + cut, end), kind: Kind::Word });
            return;
        }
    }
    let mut from = at;
    let mut parts = 0;
    for (n, c) in word.char_indices().filter(|(_, c)| is_hyphen(*c)) {
        let left = &text[from..at + n];
        let right = word[n + c.len_utf8()..].split(is_hyphen).next().unwrap_or("");
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
        let begins_digit = right.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let range = digits(left) && begins_digit && parts == 0;
        let cuts = match spelling.hyphens {
            // "24-25mars" is a range; "14-го", "S-300" and "cessez-le-feu" are words.
            Hyphens::Keep => range,
            // Designations ("S-300", "TB2-like" excepted) stay whole, and so do words with a prefix ("non-combatant").
            Hyphens::Cut => {
                range
                    || !(begins_digit
                        || (parts == 0 && spelling.hyphen_prefixes.contains(&spelling.fold(left)))
                        || left.is_empty()
                        || right.is_empty())
            }
        };
        if cuts && !left.is_empty() {
            cut_piece(text, from, at + n, language, tokens, notes);
            tokens.push(Token { span: Span::new(at + n, at + n + c.len_utf8()), kind: Kind::Mark });
            from = at + n + c.len_utf8();
            parts += 1;
        }
    }
    cut_piece(text, from, end, language, tokens, notes);
}

/// A part between hyphens: digits and letters in it may be glued.
fn cut_piece(text: &str, from: usize, end: usize, language: &Language, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) {
    let piece = &text[from..end];
    if piece.bytes().all(|b| b.is_ascii_digit()) {
        tokens.push(Token { span: Span::new(from, end), kind: Kind::Figure });
    } else if piece.bytes().any(|b| b.is_ascii_digit()) {
        cut_glued(text, from, end, language, tokens, notes);
    } else {
        tokens.push(Token { span: Span::new(from, end), kind: Kind::Word });
    }
}

/// Letters and digits written together: cut where the pieces are known words.
fn cut_glued(text: &str, at: usize, end: usize, language: &Language, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) {
    let word = &text[at..end];
    let spelling = &language.spelling;
    let runs = runs_of(word);
    let known = |s: &str| {
        let folded = spelling.fold(s);
        language.dates.is_month(&folded) || (spelling.glue.contains(&folded) && !all_upper(s))
    };
    let mut cuts: Vec<usize> = Vec::new();
    let mut mistake = false;
    for pair in runs.windows(2) {
        let (left, right) = (&word[pair[0].clone()], &word[pair[1].clone()]);
        let left_digit = left.as_bytes()[0].is_ascii_digit();
        if left_digit && pair[0].start == 0 {
            let folded = spelling.fold(right);
            let last = pair[1].end == word.len();
            if known(right) {
                mistake = true;
                cuts.push(pair[1].start);
            } else if spelling.measures.contains(&folded) && (last || (runs.len() == 3 && word.len() - pair[1].end == 2)) {
                // "120mm", "23h59".
                cuts.extend([pair[1].start, pair[1].end]);
            }
        } else if (left_digit && known(right) && !begins_upper(right) && right.chars().count() > 1)
            || (!left_digit && known(left))
        {
            mistake = true;
            cuts.push(pair[1].start);
        }
    }
    // "BayraktarTB2": a designation in capitals and digits after a word in lower case.
    if let Some(first) = runs.first().filter(|_| runs.len() > 1) {
        let letters = &word[first.clone()];
        let boundary =
            letters.char_indices().zip(letters.chars().skip(1)).find(|((_, a), b)| a.is_lowercase() && b.is_uppercase());
        if let Some(((n, a), _)) = boundary {
            let cut = n + a.len_utf8();
            if letters[..cut].chars().count() >= 3 && all_upper(&letters[cut..]) {
                mistake = true;
                cuts.push(cut);
                cuts.sort_unstable();
            }
        }
    }
    cuts.dedup();
    let mut from = 0;
    for cut in cuts.iter().copied().chain([word.len()]) {
        if cut > from {
            let piece = &word[from..cut];
            let kind = if piece.bytes().all(|b| b.is_ascii_digit()) { Kind::Figure } else { Kind::Word };
            tokens.push(Token { span: Span::new(at + from, at + cut), kind });
            from = cut;
        }
    }
    if mistake {
        let mut read = word.to_owned();
        for cut in cuts.iter().rev() {
            read.insert(*cut, ' ');
        }
        notes.push(Note { span: Some(Span::new(at, end)), message: format!("\"{word}\" read as \"{read}\"") });
    }
}

/// Runs of digits and of other characters.
fn runs_of(word: &str) -> Vec<std::ops::Range<usize>> {
    let mut runs: Vec<std::ops::Range<usize>> = Vec::new();
    let mut before = None;
    for (n, c) in word.char_indices() {
        let digit = c.is_ascii_digit() || (matches!(c, '.' | ',') && before == Some(true));
        match runs.last_mut() {
            Some(run) if before == Some(digit) => run.end = n + c.len_utf8(),
            _ => runs.push(n..n + c.len_utf8()),
        }
        before = Some(digit);
    }
    runs
}

#[cfg(test)]
mod tests {
    use crate::testing::with_reading;

    /// The words of a text, parted by `|`, and how many notes tell of repairs.
    fn check(code: &str, text: &str, expected: &str, repairs: usize) {
        with_reading(code, text, None, |reading| {
            let found: Vec<&str> = reading.words.iter().map(|w| w.form.as_str()).collect();
            assert_eq!(found.join("|"), expected, "{text}");
            assert_eq!(reading.notes.iter().filter(|n| n.message.contains(" read as ")).count(), repairs, "{text}");
        });
    }

    #[test]
    fn what_was_glued_is_parted() {
        check("fr", "le 26mars, le 9novembre 2020", "le|26|mars|,|le|9|novembre|2020", 2);
        check("fr", "des drones BayraktarTB2dans la zone", "des|drones|Bayraktar|TB2|dans|la|zone", 1);
        check("fr", "le26mars2022", "le|26|mars|2022", 1);
        check("ru", "12декабря и 8 и 10марта", "12|декабря|и|8|и|10|марта", 2);
        check("en", "on 26March near 3km", "on|26|March|near|3|km", 1);
    }

    #[test]
    fn names_of_weapons_and_groups_stay_whole() {
        let whole =
            ["TB2", "S-300", "M23", "T-72", "COVID-19", "F-16", "D-30", "AK-47", "Su-25", "2S19", "3e", "G7", "M4A1", "U2"];
        for code in ["en", "fr", "ru"] {
            for word in whole {
                check(code, &format!("x {word} x"), &format!("x|{word}|x"), 0);
            }
        }
        check("ru", "РПГ-7, 24-го, 5-ти, С-300, 9К720", "РПГ-7|,|24-го|,|5-ти|,|С-300|,|9К720", 0);
    }

    #[test]
    fn measures_are_no_mistakes() {
        check("fr", "120mm à 9h30", "120|mm|à|9|h|30", 0);
        check("ru", "82мм", "82|мм", 0);
    }
}

//! Characters -> tokens: where words, figures and marks begin and end.

use crate::chars::{begins_upper, is_apostrophe, is_gap, is_hyphen, is_mark, is_stop, is_word};
use crate::language::Language;
use crate::repair;
use vigie_model::{Note, Span};

/// A token: a run of characters that is written as one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Token {
    pub span: Span,
    pub kind: Kind,
}

/// What sort of token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Word,
    /// Digits, with whatever joins them.
    Figure,
    /// A word with the stop that shortens it.
    Short(Short),
    /// An address, a handle, a tag.
    Link,
    /// What ends a sentence.
    Stop,
    /// Any other mark.
    Mark,
}

/// What a shortened word says about the end of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Short {
    /// A title or an initial: a name follows.
    BeforeName,
    /// "No.", "art.": a figure follows.
    BeforeNumber,
    /// After a figure, or at the end of a list ("etc."): a capital that follows opens a sentence.
    BeforeCapital,
    /// May end a sentence.
    Other,
}

/// Cuts `text[from..to]`, which holds no end of a paragraph, into tokens.
pub(crate) fn tokenise(text: &str, from: usize, to: usize, language: &Language, tokens: &mut Vec<Token>, notes: &mut Vec<Note>) {
    let mut cutter = Cutter { text: &text[..to], language, tokens, notes, first: 0 };
    cutter.first = cutter.tokens.len();
    let mut at = from;
    let mut after_gap = true;
    while let Some(c) = cutter.text[at..].chars().next() {
        if is_gap(c) {
            at += c.len_utf8();
            after_gap = true;
            continue;
        }
        let next = match c {
            _ if after_gap && cutter.link_end(at).is_some() => {
                let end = cutter.link_end(at).unwrap_or(at + c.len_utf8());
                cutter.push(at, end, Kind::Link);
                end
            }
            _ if is_word(c) && !is_mark(c) => cutter.word(at),
            _ if is_stop(c) => {
                let end = cutter.run(at, is_stop);
                cutter.push(at, end, Kind::Stop);
                end
            }
            '-' | '*' | '=' | '~' | '#' | '–' | '—' => {
                let end = cutter.run(at, |d| d == c);
                cutter.push(at, end, Kind::Mark);
                end
            }
            _ => {
                let end = at + c.len_utf8() + cutter.marks_after(at + c.len_utf8());
                cutter.push(at, end, Kind::Mark);
                end
            }
        };
        debug_assert!(next > at);
        at = next;
        after_gap = false;
    }
}

struct Cutter<'a> {
    text: &'a str,
    language: &'a Language,
    tokens: &'a mut Vec<Token>,
    notes: &'a mut Vec<Note>,
    /// First token of this paragraph.
    first: usize,
}

impl Cutter<'_> {
    fn push(&mut self, from: usize, to: usize, kind: Kind) {
        self.tokens.push(Token { span: Span::new(from, to), kind });
    }

    /// End of the run of characters from `at` that satisfy `is`.
    fn run(&self, at: usize, is: impl Fn(char) -> bool) -> usize {
        self.text[at..].char_indices().find(|(_, c)| !is(*c)).map_or(self.text.len(), |(n, _)| at + n)
    }

    fn marks_after(&self, at: usize) -> usize {
        self.run(at, is_mark) - at
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|t| t.chars().next())
    }

    /// End of an address, handle or tag that begins at `at`.
    fn link_end(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let first = bytes[at];
        if !(first.is_ascii_alphanumeric() || first == b'@' || first == b'#') {
            return None;
        }
        // A word without any of these marks is the common case, and is left at once.
        let end = self.run(at, |c| !is_gap(c) && !matches!(c, '"' | '«' | '»' | '“' | '”' | '<' | '>' | ','));
        let chunk = &self.text[at..end];
        let lower = chunk.get(..4).is_some_and(|h| h.eq_ignore_ascii_case("http") || h.eq_ignore_ascii_case("www."));
        let is_link = match first {
            b'@' | b'#' => chunk[1..].chars().next().is_some_and(|c| c.is_alphabetic()),
            _ => (lower && (chunk.contains("://") || chunk.starts_with('w') || chunk.starts_with('W'))) || is_mail(chunk),
        };
        if !is_link {
            return None;
        }
        let kept = match first {
            b'@' | b'#' => 1 + chunk[1..].find(|c: char| !is_word(c)).unwrap_or(chunk.len() - 1),
            _ => chunk.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\'', '’']).len(),
        };
        (kept > 1).then_some(at + kept)
    }

    /// Reads the word at `at`; returns where it ends.
    fn word(&mut self, at: usize) -> usize {
        let mut end = at;
        let mut segment = 0; // letters since the last full stop
        let mut all_letters = true;
        let mut dotted = false;
        let mut previous = '\0';
        let mut chars = self.text[at..].char_indices().peekable();
        while let Some((n, c)) = chars.next() {
            if is_word(c) {
                segment += 1;
                all_letters &= c.is_alphabetic();
            } else {
                let Some(next) = chars.peek().map(|(_, next)| *next).filter(|next| !is_mark(*next)) else { break };
                // "J.-C.": initials joined by a hyphen.
                let after_next = || self.text[at + n + c.len_utf8() + next.len_utf8()..].chars().next();
                if c == '.'
                    && segment == 1
                    && previous.is_uppercase()
                    && is_hyphen(next)
                    && after_next().is_some_and(char::is_uppercase)
                {
                    (segment, all_letters, dotted, previous) = (0, false, true, c);
                    end = at + n + 1;
                    continue;
                }
                if !is_word(next) {
                    break;
                }
                let both_digits = previous.is_ascii_digit() && next.is_ascii_digit();
                let joins = match c {
                    '.' if both_digits => true,
                    '.' => {
                        let letters = previous.is_alphabetic() && next.is_alphabetic();
                        // "là.Ils" is two sentences; "Ph.D" is one word.
                        let glued = previous.is_lowercase() && next.is_uppercase() && after_next().is_some_and(is_word);
                        let joined = letters && !glued && (segment <= 2 || self.is_host(at, at + n + 1));
                        dotted |= joined;
                        joined
                    }
                    ',' | ':' | '/' => both_digits,
                    '&' => previous.is_uppercase() && next.is_uppercase(),
                    c => is_apostrophe(c) || is_hyphen(c),
                };
                if !joins {
                    break;
                }
                segment = 0;
                all_letters = false;
            }
            previous = c;
            end = at + n + c.len_utf8();
        }
        // The plain case first: it is most words.
        let next = self.char_at(end);
        let cut = |form: &String| form.len() == end - at && form.eq_ignore_ascii_case(&self.text[at..end]);
        if all_letters
            && !self.language.spelling.cut_forms.iter().any(cut)
            && !next.is_some_and(|c| matches!(c, '.' | '°' | 'º') || is_apostrophe(c))
        {
            self.push(at, end, Kind::Word);
            return end;
        }
        if dotted && let Some(end) = self.dotted(at, end) {
            return end;
        }
        if let Some(c @ ('°' | 'º')) = next {
            let mut sign = self.language.spelling.fold(&self.text[at..end]);
            sign.push('°');
            if self.language.spelling.whole.contains(&sign) {
                self.push(at, end + c.len_utf8(), Kind::Word);
                return end + c.len_utf8();
            }
        }
        if next == Some('.') {
            if let Some(short) = self.short(at, end) {
                self.push(at, end + 1, Kind::Short(short));
                return end + 1;
            }
        } else if let Some(c) = next.filter(|c| is_apostrophe(*c)) {
            // An article or preposition shortened before a quotation mark, as in d'«autres».
            if self.language.spelling.elisions.contains(&self.language.spelling.fold(&self.text[at..end])) {
                self.push(at, end + c.len_utf8(), Kind::Word);
                return end + c.len_utf8();
            }
        }
        let end = self.group(at, end);
        repair::cut_word(self.text, at, end, self.language, self.tokens, self.notes);
        end
    }

    /// True when the characters around the stop before `at` look like the name of a site: all plain letters in lower case
    /// after it, two to four of them, and no word of the language.
    fn is_host(&self, from: usize, at: usize) -> bool {
        let end = self.run(at, is_word);
        let tail = &self.text[at..end];
        (2..=4).contains(&tail.len())
            && tail.bytes().all(|b| b.is_ascii_lowercase())
            && self.text[from..at].is_ascii()
            && !self.language.spelling.frequent.contains(tail)
    }

    /// A word with stops inside: an acronym ("U.S."), initials before a name, a site.
    fn dotted(&mut self, at: usize, end: usize) -> Option<usize> {
        let word = &self.text[at..end];
        if let Some((n, c)) = word.char_indices().find(|(_, c)| is_apostrophe(*c))
            && self.language.spelling.elisions.contains(&self.language.spelling.fold(&word[..n]))
        {
            let begin = at + n + c.len_utf8();
            self.push(at, begin, Kind::Word);
            return Some(self.word(begin));
        }
        let last = word.rsplit('.').next().unwrap_or(word);
        if last.chars().count() > 2 {
            if last.bytes().all(|b| b.is_ascii_lowercase()) {
                self.push(at, end, Kind::Link);
                return Some(end);
            }
            // Initials glued to their name: each is a token, and the name is read on its own.
            let mut from = at;
            for part in word[..word.len() - last.len()].split_inclusive('.') {
                self.push(from, from + part.len(), Kind::Short(Short::BeforeName));
                from += part.len();
            }
            return Some(self.word(from));
        }
        let closed = self.char_at(end) == Some('.') && self.char_at(end + 1) != Some('.');
        let to = if closed { end + 1 } else { end };
        let folded = self.language.spelling.fold(word);
        let initials = word.split(['.', '-']).filter(|p| !p.is_empty()).all(|p| p.chars().count() == 1 && begins_upper(p));
        let short = if self.language.spelling.closing.contains(&folded) {
            Short::BeforeCapital
        } else if self.language.spelling.before_name.contains(&folded) {
            Short::BeforeName
        } else if self.language.spelling.other_abbreviations.contains(&folded) || !initials {
            Short::Other
        } else if self.tokens.len() > self.first && closed && self.next_is_name(to) && matches!(word.chars().count(), 3 | 4) {
            // Two initials before a capitalised word are more often a person than an institution.
            Short::BeforeName
        } else {
            Short::Other
        };
        self.push(at, to, if closed { Kind::Short(short) } else { Kind::Word });
        Some(to)
    }

    fn next_is_name(&self, at: usize) -> bool {
        let next = self.run(at, is_gap);
        self.char_at(next).is_some_and(char::is_uppercase)
    }

    /// Whether the word `at..end`, which a stop follows, is shortened by it.
    fn short(&self, at: usize, end: usize) -> Option<Short> {
        if self.char_at(end + 1) == Some('.') {
            return None;
        }
        let word = &self.text[at..end];
        let follows = self.run(end + 1, is_gap);
        let next = self.char_at(follows);
        let spelling = &self.language.spelling;
        let mut letters = word.chars();
        if let (Some(c), None) = (letters.next(), letters.next())
            && c.is_uppercase()
            && next.is_some_and(|n| n.is_uppercase() || n == '-')
        {
            return Some(Short::BeforeName);
        }
        let folded = spelling.fold(word);
        let next_digit = next.is_some_and(|n| n.is_ascii_digit());
        let after_figure = self.tokens.len() > self.first && self.tokens.last().is_some_and(|t| t.kind == Kind::Figure);
        if after_figure && spelling.after_number.contains(&folded) {
            Some(Short::BeforeCapital)
        } else if next_digit && spelling.before_number.contains(&folded) {
            Some(Short::BeforeNumber)
        } else if self.language.dates.is_short(&folded) && (next_digit || after_figure) {
            Some(if after_figure { Short::BeforeCapital } else { Short::BeforeNumber })
        } else if spelling.closing.contains(&folded) {
            Some(Short::BeforeCapital)
        } else if spelling.before_name.contains(&folded) && (word.chars().count() > 1 || next.is_some_and(char::is_alphabetic)) {
            Some(Short::BeforeName)
        } else if spelling.other_abbreviations.contains(&folded)
            || (spelling.after_number.contains(&folded) && next.is_some_and(|n| n.is_lowercase()))
        {
            Some(Short::Other)
        } else {
            None
        }
    }

    /// Figures grouped with spaces ("5 000"): where the last group ends.
    fn group(&self, at: usize, end: usize) -> usize {
        if !self.language.spelling.group_with_space || end - at > 3 || !self.text[at..end].bytes().all(|b| b.is_ascii_digit()) {
            return end;
        }
        let mut end = end;
        loop {
            let Some(space) = self.char_at(end).filter(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')) else {
                return end;
            };
            let from = end + space.len_utf8();
            let Some(group) = self.text.get(from..from + 3) else { return end };
            let closed = self.char_at(from + 3).is_none_or(|c| !is_word(c));
            if !closed || !group.bytes().all(|b| b.is_ascii_digit()) {
                return end;
            }
            end = from + 3;
        }
    }
}

fn is_mail(chunk: &str) -> bool {
    match chunk.split_once('@') {
        Some((name, host)) => !name.is_empty() && host.contains('.') && host.is_ascii(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::with_reading;

    /// The words of a text, parted by `|`.
    fn check(code: &str, text: &str, expected: &str) {
        let found: Vec<String> = with_reading(code, text, None, |reading| reading.words.iter().map(|w| w.form.clone()).collect());
        assert_eq!(found.join("|"), expected, "{text}");
    }

    #[test]
    fn figures() {
        check("fr", "6.500 et 1,5 et 5 000 et 3 %", "6.500|et|1,5|et|5 000|et|3|%");
        check(
            "en",
            "1,100 at 17:45 on 26/03/2022, 24-25 and 2024-03-26",
            "1,100|at|17:45|on|26/03/2022|,|24|-|25|and|2024-03-26",
        );
        check("en", "5 000 men", "5|000|men");
        check("ru", "10.00, 24–25, 3,5 км", "10.00|,|24|–|25|,|3,5|км");
    }

    #[test]
    fn stops_and_apostrophes() {
        check(
            "en",
            "The U.S. won't say it's the people's: o'clock, Cannot go.",
            "The|U.S.|wo|n't|say|it|'s|the|people|'s|:|o'clock|,|Can|not|go|.",
        );
        check("en", "O'Neill of Sana'a", "O'Neill|of|Sana'a");
        check(
            "fr",
            "L’armée d’«élite» jusqu'à aujourd'hui à N’Djamena",
            "L’|armée|d’|«|élite|»|jusqu'|à|aujourd'hui|à|N’Djamena",
        );
        check("fr", "J.-P. Dupont, n° 3, l’O.N.U.", "J.-P.|Dupont|,|n°|3|,|l’|O.N.U.");
        check("en", "A U.N.-backed Ph.D. left.The end", "A|U.N.|-|backed|Ph.D.|left|.|The|end");
        check("fr", "Il est là.Ils tirent.", "Il|est|là|.|Ils|tirent|.");
        check("ru", "А.Б.Иванов, т.е. ген. Петров", "А.|Б.|Иванов|,|т.е.|ген.|Петров");
    }

    #[test]
    fn hyphens() {
        check("en", "cease-fire near al-Bab by non-state S-300 men", "cease|-|fire|near|al|-|Bab|by|non-state|S-300|men");
        check(
            "fr",
            "cessez-le-feu, a-t-il dit, dit-elle, Haut-Karabakh, celui-ci",
            "cessez-le-feu|,|a|-t-il|dit|,|dit|-elle|,|Haut-Karabakh|,|celui-ci",
        );
        check("ru", "из-за РПГ-7 и Золотое-5, 14-го", "из-за|РПГ-7|и|Золотое-5|,|14-го");
    }

    #[test]
    fn links() {
        check("en", "See https://example.org/a-b?c=d, news.am or @UN.", "See|https://example.org/a-b?c=d|,|news.am|or|@UN|.");
    }

    #[test]
    fn contractions() {
        check("fr", "Du village aux armes", "De|le|village|à|les|armes");
        check("fr", "• Des hommes en fuite", "•|Des|hommes|en|fuite");
        check("fr", "22.10 Des tirs", "22.10|Des|tirs");
        check(
            "fr",
            "Il a vu des soldats, des chars et le chef des forces et des milices",
            "Il|a|vu|des|soldats|,|des|chars|et|le|chef|de|les|forces|et|de|les|milices",
        );
    }
}

//! Tokens -> words: contractions become the words they stand for.

use crate::chars::{all_upper, begins_upper};
use crate::language::Language;
use crate::lexicon::Lexicon;
use crate::reading::{Tag, Word};
use crate::spelling::Contraction;
use crate::tokens::Token;
use unicode_normalization::{UnicodeNormalization, is_nfc_quick};
use vigie_model::Span;

/// The words of one sentence.
pub(crate) fn words_of(text: &str, tokens: &[Token], language: &Language, words: &mut Vec<Word>) {
    // Whether the last word that may be a contraction, or is like one, was one.
    let mut like_before = false;
    for (n, token) in tokens.iter().enumerate() {
        let written = token.span.of(text);
        if written.len() <= 12
            && written.starts_with(char::is_alphabetic)
            && let Some(contraction) = language.spelling.contractions.get(&language.spelling.fold(written))
            && !contraction.words.is_empty()
        {
            let several = stands_for_several(text, tokens, n, contraction, like_before, language);
            // "In the morning, some rebels": only what may be one of the same sort tells of the next.
            let same_sort = !contraction.as_before_after.is_empty() || language.spelling.contracted_like.contains(written);
            if same_sort {
                like_before = several;
            }
            if several {
                for (k, part) in contraction.words.iter().enumerate() {
                    let span = if k == 0 { token.span } else { Span { start: token.span.end, end: token.span.end } };
                    words.push(Word::bare(span, cased(part, written, k)));
                }
                continue;
            }
        } else if language.spelling.contracted_like.contains(written) {
            like_before = true;
        }
        words.push(Word::bare(token.span, read_form(written)));
    }
}

/// The word as read: marks composed with their letters, soft hyphens left out, grouped figures joined.
fn read_form(written: &str) -> String {
    if written.is_ascii() && !written.contains(' ') {
        return written.to_owned();
    }
    let invisible = |c: char| matches!(c, '\u{ad}' | '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}');
    if written.contains(invisible) || is_nfc_quick(written.chars()) != unicode_normalization::IsNormalized::Yes {
        let composed: String = written.nfc().filter(|c| !invisible(*c)).collect();
        if !composed.is_empty() {
            return composed;
        }
    }
    written.to_owned()
}

fn cased(part: &str, written: &str, number: usize) -> String {
    let mut letters = written.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next().is_some_and(char::is_uppercase);
    match (first, second, number) {
        (true, true, _) => part.to_uppercase(),
        (true, false, 0) => {
            let mut rest = part.chars();
            rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect()
        }
        _ => part.to_owned(),
    }
}

/// "In the region of the lakes, | some raiders attacked": what stands behind a comma, or joined to a clause, with a finite verb of its own.
fn opens_a_clause(text: &str, tokens: &[Token], at: usize, contraction: &Contraction, language: &Language) -> bool {
    const LONGEST: usize = 12;
    let word = |n: usize| language.spelling.fold(tokens[n].span.of(text));
    let finite = |n: usize| {
        let form = tokens[n].span.of(text);
        contraction.verb_endings.iter().any(|e| word(n).ends_with(e.as_str()))
            && (language.lexicon.is(form, Tag::Verb) || language.lexicon.is(form, Tag::Aux))
            && ![Tag::Noun, Tag::Adj, Tag::Adv].iter().any(|t| language.lexicon.is(form, *t))
    };
    let stops = |n: &usize| {
        let form = tokens[*n].span.of(text);
        form.chars().all(|c| !c.is_alphanumeric()) || contraction.verbs_not_beyond.contains(&word(*n))
    };
    let verb_behind = (at + 1..tokens.len()).take(LONGEST).take_while(|n| !stops(n)).skip(1).any(finite);
    let comma = tokens[at - 1].span.of(text) == ",";
    verb_behind && (comma || (0..at).any(finite))
}

/// Whether a written word that may be a contraction is one here.
fn stands_for_several(
    text: &str,
    tokens: &[Token],
    at: usize,
    contraction: &Contraction,
    like_before: bool,
    language: &Language,
) -> bool {
    // Behind a bullet, a number or a stamp a capital opens the sentence: "• Des hommes", "22.10 Des tirs".
    let own = tokens[at].span.of(text);
    if at == 0 || begins_upper(own) && !all_upper(own) {
        return !contraction.not_first;
    }
    if contraction.not_after.is_empty() && contraction.not_after_ending.is_empty() {
        return true;
    }
    let before = |back: usize| at.checked_sub(back).map(|n| language.spelling.fold(tokens[n].span.of(text)));
    let previous = before(1).unwrap_or_default();
    // "The target of": behind an article a word that may be a verb is a noun.
    let form = tokens[at - 1].span.of(text);
    let second = before(2).unwrap_or_default();
    if contraction.not_after.contains(&previous) && !contraction.nouns_behind.contains(&second) {
        return false;
    }
    let ends = |list: &[String]| list.iter().any(|e| previous.ends_with(e.as_str()));
    if ends(&contraction.not_after_ending) && !ends(&contraction.not_after_ending_except) {
        return false;
    }
    if contraction.as_before_after.contains(&previous) {
        return like_before && !opens_a_clause(text, tokens, at, contraction, language);
    }
    let only_verb =
        |lexicon: &Lexicon| lexicon.is(form, Tag::Verb) && !lexicon.is(form, Tag::Noun) && !lexicon.is(form, Tag::Adj);
    if contraction.not_after_verbs
        && only_verb(&language.lexicon)
        && !contraction.not_after_verbs_behind.contains(&second)
        && language.lexicon.lemma(form, Tag::Verb).is_some_and(|l| !contraction.not_after_verbs_except.contains(l))
    {
        return false;
    }
    // "Kiev delivers arms": right behind a name a word that may be a verb is one; a noun would have an article.
    let name = at
        .checked_sub(2)
        .map(|n| tokens[n].span.of(text))
        .is_some_and(|n| n.starts_with(char::is_uppercase) && n.chars().count() > 2 && n.chars().all(char::is_alphanumeric));
    let named = name && !language.spelling.frequent.contains(&second) && !contraction.nouns_behind.contains(&second);
    if contraction.not_after_verbs
        && named
        && language.lexicon.is(form, Tag::Noun)
        && language.lexicon.lemma(form, Tag::Verb).is_some_and(|l| !contraction.not_after_verbs_except.contains(l))
    {
        return false;
    }
    !contraction.not_after_pairs.iter().any(|pair| pair.first.contains(&second) && ends(&pair.second_ending))
}

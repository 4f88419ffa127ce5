//! Marks of quotation around a few words of somebody ("carried out “massive strikes” against the town"): a sentence has the same tree without them.

use crate::reading::{Tag, Word, WordId};

/// The most words that two marks may hold without being a quotation of their own.
const FEW: usize = 4;

/// The places of marks that hold only a few words, in pairs.
fn around_few(words: &[Word]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let closing = match words[at].form.as_str() {
            "«" => "»",
            "“" | "„" => "”",
            "\"" => "\"",
            _ => {
                at += 1;
                continue;
            }
        };
        let inside = at + 1..words.len().min(at + FEW + 2);
        let close = inside.clone().find(|i| words[*i].form == closing || closing == "”" && words[*i].form == "“");
        let plain = |i: usize| words[i].form.chars().any(char::is_alphanumeric);
        match close.filter(|c| *c > at + 1 && (at + 1..*c).all(plain)) {
            // What opens a sentence or stands for all of it is quoted.
            Some(close) if at > 0 => {
                found.extend([at, close]);
                at = close + 1;
            }
            _ => at += 1,
        }
    }
    found
}

/// Analyses the words of one sentence without the marks around a few of them; `first` is the number of the first of them in the reading.
/// The marks hang on the words beside them.
pub(crate) fn without_marks(words: &mut [Word], first: WordId, analyse: impl Fn(&mut [Word], WordId)) {
    let marks = around_few(words);
    if marks.is_empty() {
        return analyse(words, first);
    }
    let places: Vec<usize> = (0..words.len()).filter(|i| !marks.contains(i)).collect();
    let mut kept: Vec<Word> = places.iter().map(|i| words[*i].clone()).collect();
    analyse(&mut kept, first);
    for (mut word, place) in kept.into_iter().zip(&places) {
        word.head = word.head.map(|h| first + places[(h - first) as usize] as WordId);
        words[*place] = word;
    }
    for (n, place) in marks.iter().enumerate() {
        let beside = if n % 2 == 0 { place + 1 } else { place - 1 };
        let mark = &mut words[*place];
        mark.tag = Tag::Punct;
        mark.lemma = "\"".to_owned();
        mark.features.clear();
        mark.relation = "punct".to_owned();
        mark.head = Some(first + beside as WordId);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::Span;

    #[test]
    fn marks_around_a_few_words_hang_on_them() {
        let word = |form: &str| Word {
            span: Span::new(0, form.len()),
            form: form.to_owned(),
            lemma: form.to_owned(),
            tag: Tag::X,
            features: String::new(),
            head: None,
            relation: String::new(),
        };
        let mut words: Vec<Word> = ["led", "«", "massive", "strikes", "»", "there"].map(word).to_vec();
        without_marks(&mut words, 10, |kept, first| {
            assert_eq!(kept.len(), 4);
            (1..kept.len()).for_each(|i| kept[i].head = Some(first + i as WordId - 1));
        });
        let heads: Vec<Option<WordId>> = words.iter().map(|w| w.head).collect();
        assert_eq!(heads, [None, Some(12), Some(10), Some(12), Some(13), Some(13)]);
        assert!(around_few(&["«", "no", "»", "said", "he"].map(word)).is_empty());
    }
}

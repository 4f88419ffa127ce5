//! What stands between quotation marks, over one sentence or several.

use crate::reading::{Quotation, Reading, Tag, WordId};

/// A quotation that has begun.
struct Open {
    mark: char,
    first: WordId,
    paragraph: u32,
}

/// Finds the quotations of a reading, outermost only, in order. A mark that is never closed ends with its paragraph, unless the next
/// paragraph begins with an opening mark again, as printers do in long quotations.
pub(crate) fn quotations(reading: &Reading) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut depth = 0usize;
    for sentence in &reading.sentences {
        if let Some(o) = open.take() {
            let begins = reading.words[sentence.first as usize].form.chars().next();
            let same = sentence.paragraph == o.paragraph;
            let goes_on = begins.is_some_and(|c| closing(c).is_some() && c != '"');
            if same || goes_on {
                open = Some(Open { paragraph: sentence.paragraph, ..o });
            } else {
                push(reading, o.first, sentence.first, &mut found);
                depth = 0;
            }
        }
        for w in sentence.words() {
            let mut letters = reading.words[w as usize].form.chars();
            let (Some(mark), None) = (letters.next(), letters.next()) else { continue };
            match &open {
                None => {
                    if closing(mark).is_some() {
                        open = Some(Open { mark, first: w + 1, paragraph: sentence.paragraph });
                        depth = 0;
                    }
                }
                Some(o) if closing(o.mark).is_some_and(|ends| ends.contains(mark)) => {
                    // The same marks nest in some languages: the inner pair closes first.
                    if depth > 0 && mark != '"' {
                        depth -= 1;
                    } else {
                        push(reading, o.first, w, &mut found);
                        open = None;
                    }
                }
                Some(o) if mark == o.mark && mark != '"' && w > o.first && w != sentence.first => depth += 1,
                Some(_) => {}
            }
        }
    }
    if let Some(o) = open {
        push(reading, o.first, reading.words.len() as WordId, &mut found);
    }
    found
}

/// The marks that close what `mark` opens.
fn closing(mark: char) -> Option<&'static str> {
    match mark {
        '«' => Some("»"),
        '“' => Some("”"),
        '„' => Some("“”"),
        '‹' => Some("›"),
        '"' => Some("\""),
        _ => None,
    }
}

fn push(reading: &Reading, first: WordId, end: WordId, found: &mut Vec<Quotation>) {
    if first >= end {
        return;
    }
    let words = &reading.words[first as usize..end as usize];
    let span = words.iter().map(|w| w.span).reduce(|a, b| a.cover(b)).unwrap_or_default();
    let spoken = words.iter().filter(|w| w.tag != Tag::Punct).count();
    let finite = words.iter().any(|w| matches!(w.tag, Tag::Verb | Tag::Aux) && w.features.contains("Mood="));
    found.push(Quotation { first, end, span, is_speech: finite || spoken >= 6 });
}

#[cfg(test)]
mod tests {
    use crate::{Language, read};
    use vigie_model::names::NameIndex;
    use vigie_model::{Report, World};

    fn check(text: &str, expected: &[(&str, bool)]) {
        let pack = vigie_languages::bundled().iter().find(|p| p.file("model.bin").is_some()).expect("a language with a model");
        let language = Language::bundled(pack.code).expect("it opens");
        let names = NameIndex::new(&World::default(), pack.code, language.name_endings());
        let report = Report { text: text.to_owned(), ..Report::default() };
        let reading = read(&report, &language, &names);
        let found: Vec<(&str, bool)> = reading.quotations.iter().map(|q| (q.span.of(text), q.is_speech)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marks_of_several_sorts() {
        check("He spoke of “provocations” and left.", &[("provocations", false)]);
        check("\"The village was shelled,\" she said.", &[("The village was shelled,", true)]);
        check("« One two three four five six » and „a“.", &[("One two three four five six", true), ("a", false)]);
    }

    #[test]
    fn a_mark_never_closed_ends_with_its_paragraph() {
        check("He said: «The war is over.\n\nNothing more.", &[("The war is over.", true)]);
    }

    #[test]
    fn a_quotation_over_two_sentences_is_one() {
        check("«We withdrew. They did not.» So he said.", &[("We withdrew. They did not.", true)]);
    }
}

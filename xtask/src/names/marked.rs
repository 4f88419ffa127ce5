//! A text with its names marked.

use vigie_read::NameSort;

/// A text with its names marked.
#[derive(Clone, Debug, Default)]
pub struct Marked {
    /// Name of the text in its corpus.
    pub id: String,
    /// The text.
    pub text: String,
    /// Names, from left to right, none inside another: bytes from, to, what it names.
    pub spans: Vec<(usize, usize, NameSort)>,
}

impl Marked {
    /// Keeps the outermost of spans that overlap, in order.
    pub fn settle(mut self) -> Marked {
        self.spans.retain(|s| s.0 < s.1 && self.text.get(s.0..s.1).is_some());
        self.spans.sort_by_key(|s| (s.0, usize::MAX - s.1));
        let mut end = 0;
        self.spans.retain(|s| {
            let outside = s.0 >= end;
            end = end.max(s.1);
            outside
        });
        self
    }

    /// Leaves articles out of the beginning of names, and the mark of a genitive out of their end.
    pub fn trim(&mut self, articles: &[String]) {
        for (from, to, _) in &mut self.spans {
            let name = &self.text[*from..*to];
            for article in articles {
                let (Some(begin), Some(rest)) = (name.get(..article.len()), name.get(article.len()..)) else { continue };
                if begin.to_lowercase() == *article && (article.ends_with(['\'', '’']) || rest.starts_with(' ')) {
                    *from += article.len() + rest.len() - rest.trim_start().len();
                    break;
                }
            }
            let name = &self.text[*from..*to];
            let genitive = ["'s", "’s", "'", "’"].into_iter().find(|end| name.len() > end.len() && name.ends_with(end));
            *to -= genitive.map_or(0, str::len);
        }
    }

    /// The text with names and what stands between them rewritten; the names stay marked.
    pub fn rewritten(&self, mut name: impl FnMut(&str, NameSort) -> String, between: impl Fn(&str) -> String) -> Marked {
        let mut new = Marked { id: self.id.clone(), ..Marked::default() };
        let mut at = 0;
        for (from, to, sort) in &self.spans {
            new.text.push_str(&between(&self.text[at..*from]));
            let start = new.text.len();
            new.text.push_str(&name(&self.text[*from..*to], *sort));
            new.spans.push((start, new.text.len(), *sort));
            at = *to;
        }
        new.text.push_str(&between(&self.text[at..]));
        new
    }
}

/// Turns numbers of characters into numbers of bytes.
pub struct Places(Vec<usize>);

impl Places {
    /// Of a text.
    pub fn of(text: &str) -> Places {
        Places(text.char_indices().map(|(i, _)| i).chain([text.len()]).collect())
    }
    /// Byte of a character; the end of the text for those beyond it.
    pub fn byte(&self, character: usize) -> usize {
        self.0[character.min(self.0.len() - 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_marked_when_they_are_rewritten() {
        let text = Marked {
            id: String::new(),
            text: "the Oru's men met Ada in Tebe".to_owned(),
            spans: vec![(0, 9, NameSort::Body), (18, 21, NameSort::Person), (18, 20, NameSort::Place)],
        };
        let mut text = text.settle();
        text.trim(&["the".to_owned()]);
        assert_eq!(text.spans, [(4, 7, NameSort::Body), (18, 21, NameSort::Person)]);
        let other = text.rewritten(|name, _| format!("New {name}"), str::to_uppercase);
        assert_eq!(other.text, "THE New Oru'S MEN MET New Ada IN TEBE");
        assert!(other.spans.iter().all(|(from, to, _)| other.text[*from..*to].starts_with("New ")));
    }

    #[test]
    fn characters_are_turned_into_bytes() {
        let places = Places::of("né à");
        assert_eq!([0, 2, 4, 9].map(|c| places.byte(c)), [0, 3, 6, 6]);
    }
}

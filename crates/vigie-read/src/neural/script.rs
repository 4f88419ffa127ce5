//! How to make a lemma from a form: an edit script, one class of the network's lemma head.

/// Change the case, cut letters from the end, append others.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Script {
    case: Case,
    cut: usize,
    append: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Case {
    Lower,
    Title,
    Keep,
}

impl Script {
    /// The script that turns `form` into `lemma` with the fewest letters cut.
    pub fn between(form: &str, lemma: &str) -> Script {
        let wanted: Vec<char> = lemma.chars().collect();
        let mut best: Option<(usize, Script)> = None;
        for case in [Case::Lower, Case::Title, Case::Keep] {
            let base: Vec<char> = recase(form, case).chars().collect();
            let shared = base.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            if best.as_ref().is_none_or(|(most, _)| shared > *most) {
                let append = wanted[shared..].iter().collect();
                best = Some((shared, Script { case, cut: base.len() - shared, append }));
            }
        }
        best.map(|(_, script)| script).unwrap_or(Script { case: Case::Keep, cut: 0, append: String::new() })
    }
    /// The lemma that the script makes of `form`; `None` where it would cut more letters than there are.
    pub fn apply(&self, form: &str) -> Option<String> {
        let mut lemma = recase(form, self.case);
        for _ in 0..self.cut {
            lemma.pop()?;
        }
        lemma.push_str(&self.append);
        (!lemma.is_empty()).then_some(lemma)
    }
    /// The script as text, `l2er`.
    pub fn to_text(&self) -> String {
        let case = match self.case {
            Case::Lower => 'l',
            Case::Title => 't',
            Case::Keep => 'k',
        };
        format!("{case}{}:{}", self.cut, self.append)
    }
    /// The script that this text stands for.
    pub fn from_text(text: &str) -> Option<Script> {
        let case = match text.chars().next()? {
            'l' => Case::Lower,
            't' => Case::Title,
            'k' => Case::Keep,
            _ => return None,
        };
        let (cut, append) = text.get(1..)?.split_once(':')?;
        Some(Script { case, cut: cut.parse().ok()?, append: append.to_string() })
    }
}

fn recase(form: &str, case: Case) -> String {
    match case {
        Case::Keep => form.to_string(),
        Case::Lower => form.to_lowercase(),
        Case::Title => {
            let mut chars = form.chars();
            let first = chars.next().map(|c| c.to_uppercase().collect::<String>()).unwrap_or_default();
            first + &chars.as_str().to_lowercase()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_make_the_lemma_and_survive_writing() {
        for (form, lemma) in
            [("retirées", "retirer"), ("Les", "le"), ("PARIS", "Paris"), ("ONU", "ONU"), ("went", "go"), ("1", "1")]
        {
            let script = Script::between(form, lemma);
            assert_eq!(script.apply(form).as_deref(), Some(lemma));
            assert_eq!(Script::from_text(&script.to_text()), Some(script));
        }
    }

    #[test]
    fn a_script_never_cuts_more_than_there_is() {
        assert_eq!(Script::between("retirées", "retirer").apply("é"), None);
    }
}

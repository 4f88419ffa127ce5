//! All that one language says about events: its rules by lemma, its classes of nouns, its settings.

use crate::allegiance::Allegiances;
use crate::class::{Class, ClassSet};
use crate::families::Families;
use crate::parse::{self, RuleError};
use crate::rule::{Pos, Rule, Test};
use crate::settings::{Settings, SettingsError, settings};
use crate::text::key;
use crate::topic::Topic;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use vigie_read::analyse::ModelError;

/// The rules of one language, ready to run.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// Two-letter code of the language.
    pub language: String,
    /// All rules, in the order of files and lines.
    pub all: Vec<Rule>,
    /// Prepositions, light verbs, negation.
    pub settings: Settings,
    /// What a text about an armed conflict speaks of.
    pub topic: Topic,
    /// Weights by which mentions are weighed once more, where the language has some.
    pub allegiances: Option<Arc<Allegiances>>,
    by_lemma: HashMap<String, Vec<Start>>,
    classes: HashMap<String, ClassSet>,
    class_phrases: HashMap<String, Vec<(Vec<String>, ClassSet)>>,
    asked_for: HashSet<String>,
}

/// An alternative of a rule, with what tells before the rule is looked at that it cannot hold: most words begin many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    rule: u32,
    /// Which of its alternatives.
    lemma: u32,
    /// Its part of speech.
    pub pos: Pos,
    /// How its second word begins, where it has several.
    pub second: Option<Beginning>,
}

/// The first bytes of a word, as many as tell most words apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Beginning([u8; 4]);

impl Beginning {
    /// That of a word.
    pub fn of(word: &str) -> Beginning {
        let mut begins = [0; 4];
        // What stands for an apostrophe at the end is none of the word.
        begins.iter_mut().zip(word.trim_end_matches('\'').bytes()).for_each(|(b, own)| *b = own);
        Beginning(begins)
    }
}

/// A language's claim files that cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// Broken lines of rule files.
    #[error("{}", .0.iter().map(|e| e.to_string()).collect::<Vec<_>>().join("\n"))]
    Rules(Vec<RuleError>),
    /// A broken `claims.toml`.
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// Broken weights.
    #[error("{0}: {1}")]
    Weights(String, ModelError),
    /// A file that is not UTF-8.
    #[error("{0}: not UTF-8; save it as UTF-8")]
    Encoding(String),
    /// No such language in the program.
    #[error("unknown language «{0}»: the program holds {1}")]
    Unknown(String, String),
}

impl Rules {
    /// The same without the weights that mentions are weighed by.
    pub fn without_allegiances(self) -> Rules {
        Rules { allegiances: None, ..self }
    }

    /// The rules of a language built into the program.
    pub fn bundled(code: &str) -> Result<Rules, RulesError> {
        let pack = vigie_languages::pack(code).ok_or_else(|| {
            let all: Vec<&str> = vigie_languages::bundled().iter().map(|p| p.code).collect();
            RulesError::Unknown(code.to_owned(), all.join(", "))
        })?;
        Rules::from_files(code, pack.files.iter().copied())
    }

    /// The rules in `files`, given as paths inside the language's folder with their bytes. Files of other stages are passed over.
    pub fn from_files<'f>(code: &str, files: impl Iterator<Item = (&'f str, &'f [u8])>) -> Result<Rules, RulesError> {
        let mut rules = Rules { language: code.to_owned(), ..Rules::default() };
        let mut errors = Vec::new();
        let mut families = Families::default();
        // Rules name families, so these are read before them.
        let is_ours = |path: &str| {
            path.ends_with(".rule")
                || matches!(path, "claims.toml" | "classes.tsv" | "topic.tsv" | "families.tsv" | "allegiance.bin")
        };
        let mut ours: Vec<(&str, &[u8])> = files.filter(|(path, _)| is_ours(path)).collect();
        ours.sort_by_key(|(path, _)| *path != "families.tsv");
        for (path, bytes) in ours {
            let shown = format!("languages/{code}/{path}");
            if path == "allegiance.bin" {
                let weights = Allegiances::load(bytes).map_err(|e| RulesError::Weights(shown, e))?;
                rules.allegiances = Some(Arc::new(weights));
                continue;
            }
            let text = std::str::from_utf8(bytes).map_err(|_| RulesError::Encoding(shown.clone()))?;
            if path == "families.tsv" {
                match Families::parse(&shown, text) {
                    Ok(found) => families = found,
                    Err(e) => errors.extend(e),
                }
            } else if path.ends_with(".rule") {
                match parse::rules(&shown, text, &families) {
                    Ok(found) => rules.all.extend(found),
                    Err(e) => errors.extend(e),
                }
            } else if path == "claims.toml" {
                rules.settings = settings(&shown, text)?;
            } else if path == "topic.tsv" {
                match Topic::parse(&shown, text) {
                    Ok(topic) => rules.topic = topic,
                    Err(e) => errors.extend(e),
                }
            } else if let Err(e) = rules.add_classes(&shown, text) {
                errors.extend(e);
            }
        }
        if !errors.is_empty() {
            return Err(RulesError::Rules(errors));
        }
        for (r, rule) in rules.all.iter().enumerate() {
            for (l, lemma) in rule.lemmas.iter().enumerate() {
                if let Some(first) = lemma.first() {
                    let second = lemma.get(1).map(|word| Beginning::of(word));
                    let start = Start { rule: r as u32, lemma: l as u32, pos: rule.pos, second };
                    rules.by_lemma.entry(first.clone()).or_default().push(start);
                }
            }
        }
        let conditions = rules.all.iter().flat_map(|rule| &rule.conditions);
        let lemmas = conditions.filter_map(|c| if let Test::Lemmas(list) = &c.test { Some(list) } else { None });
        rules.asked_for = lemmas.flatten().cloned().collect();
        Ok(rules)
    }

    fn add_classes(&mut self, file: &str, text: &str) -> Result<(), Vec<RuleError>> {
        let mut errors = Vec::new();
        for (n, line) in entries(text) {
            let mut cells = line.split('\t').map(str::trim).filter(|c| !c.is_empty());
            let (Some(lemma), Some(names)) = (cells.next(), cells.next()) else {
                errors.push(RuleError {
                    file: file.to_owned(),
                    line: n,
                    what: format!("«{line}» has no class"),
                    help: "write lemma, tabulator, class".to_owned(),
                });
                continue;
            };
            for name in names.split([',', ' ', '|']).filter(|x| !x.is_empty()) {
                match Class::from_name(name) {
                    Some(class) if lemma.contains(' ') => self.add_class_phrase(lemma, class),
                    Some(class) => self.classes.entry(key(lemma)).or_default().insert(class),
                    None => errors.push(RuleError {
                        file: file.to_owned(),
                        line: n,
                        what: format!("unknown class «{name}»"),
                        help: format!("the classes are {}", Class::ALL.iter().map(|c| c.name()).collect::<Vec<_>>().join(", ")),
                    }),
                }
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(errors) }
    }

    fn add_class_phrase(&mut self, phrase: &str, class: Class) {
        let words: Vec<String> = phrase.split_whitespace().map(key).collect();
        let Some(first) = words.first() else { return };
        let starting = self.class_phrases.entry(first.clone()).or_default();
        match starting.iter_mut().find(|(known, _)| *known == words) {
            Some((_, classes)) => classes.insert(class),
            None => starting.push((words, ClassSet::of(class))),
        }
    }

    /// Expressions of several words that have a class as a whole ("intelligence service") and begin with `word`.
    pub fn class_phrases_at(&self, word: &str) -> impl Iterator<Item = (&[String], ClassSet)> {
        self.class_phrases.get(word).into_iter().flatten().map(|(words, class)| (words.as_slice(), *class))
    }

    /// The classes of a noun, by lemma or by form.
    pub fn classes_of(&self, lemma: &str, form: &str) -> ClassSet {
        let known = |word: &str| self.classes.get(word).copied();
        // "Rebel-herders": of two nouns joined by a hyphen, the last inflects and names the sort, else the first does.
        let joined = || {
            let (first, rest) = lemma.split_once('-')?;
            let last = rest.rsplit('-').next().unwrap_or(rest);
            known(last).or_else(|| known(first)).filter(|_| first.chars().count() > 3 && last.chars().count() > 3)
        };
        known(lemma).or_else(|| known(form)).or_else(joined).unwrap_or_default()
    }

    /// Rules one of whose alternatives begins with `lemma`, each with the number of the alternative.
    pub fn beginning_with(&self, lemma: &str) -> impl Iterator<Item = (&Rule, &[String])> {
        self.starting_with(lemma).iter().map(|start| self.rule_of(start))
    }

    /// The same, to be looked at before the rules are.
    pub(crate) fn starting_with(&self, lemma: &str) -> &[Start] {
        self.by_lemma.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// The rule of a start, and the alternative.
    pub(crate) fn rule_of(&self, start: &Start) -> (&Rule, &[String]) {
        let rule = &self.all[start.rule as usize];
        (rule, &rule.lemmas[start.lemma as usize])
    }

    /// True when a rule tells an event by this noun, or the list of classes holds it.
    pub fn knows_noun(&self, noun: &str) -> bool {
        !self.classes_of(noun, noun).is_empty() || self.beginning_with(noun).any(|(rule, _)| rule.pos == Pos::Noun)
    }

    /// True for a word that a rule, one of its conditions or the list of classes holds.
    pub fn names(&self, word: &str) -> bool {
        self.asked_for.contains(word) || self.by_lemma.contains_key(word) || self.classes.contains_key(word)
    }

    /// True when a rule tells an event, or who speaks, by this verb.
    pub fn knows_verb(&self, verb: &str) -> bool {
        self.beginning_with(verb).any(|(rule, _)| rule.pos == Pos::Verb)
    }

    /// Number of rules that make claims, saying and reality rules left out.
    pub fn event_rules(&self) -> usize {
        self.all.iter().filter(|r| r.event.kind().is_some()).count()
    }

    /// True when some rule has this part of speech; used by loaders to tell an empty folder from a filled one.
    pub fn has(&self, pos: Pos) -> bool {
        self.all.iter().any(|r| r.pos == pos)
    }
}

/// The entries of a list, a line each, with the numbers of their lines; empty lines and remarks behind `#` are none.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let numbered = (1..).zip(text.lines().map(str::trim));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

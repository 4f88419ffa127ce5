//! How a language is written: the tables of `language.toml`, ready for look-up.

use crate::error::{LanguageError, parse_toml};
use crate::quick::{WordMap, WordSet};
use serde::Deserialize;
use std::collections::HashMap;

/// `language.toml`, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpellingFile {
    /// Name of the language, in the language.
    pub name: String,
    /// Script it is written in, by its Unicode name.
    pub script: String,
    /// Words that tell it from other languages of its script.
    #[serde(default)]
    pub frequent: Vec<String>,
    #[serde(default)]
    pub recognition: RecognitionFile,
    #[serde(default)]
    pub name_endings: Vec<String>,
    #[serde(default)]
    pub name_connectors: Vec<String>,
    /// How the first of two nations that a hyphen joins ends, and its adjective: `["o", "ien"]` for « arméno- ».
    #[serde(default)]
    pub joined: Vec<(String, String)>,
    #[serde(default)]
    pub place_adjectives: PlaceAdjectives,
    #[serde(default)]
    pub tokens: TokensFile,
    #[serde(default)]
    pub repair: RepairFile,
    #[serde(default)]
    pub abbreviations: AbbreviationsFile,
    #[serde(default)]
    pub lines: LinesFile,
}

/// Adjectives made from the names of places, which stand before a noun for a part of a land («Очамчирский район»).
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PlaceAdjectives {
    /// The nouns, in all their forms.
    pub before: WordSet,
    /// Endings of the adjective.
    pub endings: Vec<String>,
    /// How the adjective ends before them, and what ends the name in its place.
    pub stems: Vec<(String, String)>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct TokensFile {
    /// Letters read as others when words are looked up.
    fold: HashMap<char, char>,
    elisions: Vec<String>,
    whole: Vec<String>,
    endings: Vec<String>,
    clitics: Vec<String>,
    clitics_not_after: Vec<String>,
    hyphens: Hyphens,
    hyphen_prefixes: Vec<String>,
    group_with_space: bool,
    contraction: Vec<Contraction>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RecognitionFile {
    /// Words of the news that are this language's own.
    words: Vec<String>,
    /// Endings of words that are frequent in this language.
    endings: Vec<String>,
    /// Letters that it uses and others of its script seldom do.
    own_letters: String,
    /// Letters of its script that it never uses.
    foreign_letters: String,
}

/// What tells a language from others of its script.
pub(crate) struct Recognition {
    pub script: String,
    frequent: WordSet,
    endings: Vec<String>,
    own_letters: String,
    foreign_letters: String,
}

impl Recognition {
    /// Reads what is needed of `language.toml`.
    pub fn parse(text: &str) -> Result<Recognition, LanguageError> {
        let read: SpellingFile = parse_toml("language.toml", text)?;
        Ok(Recognition {
            script: read.script,
            frequent: read.frequent.iter().chain(&read.recognition.words).map(|w| fold_plain(w)).collect(),
            endings: read.recognition.endings,
            own_letters: read.recognition.own_letters,
            foreign_letters: read.recognition.foreign_letters,
        })
    }

    /// How much a word speaks for this language.
    pub fn score(&self, word: &str) -> f64 {
        let mut score = 0.0;
        if self.frequent.contains(word) {
            score += 1.0;
        } else if word.chars().count() >= 4 && self.endings.iter().any(|e| word.ends_with(e.as_str())) {
            score += 0.3;
        }
        if !word.is_ascii() {
            let has = |letters: &str| word.chars().any(|c| letters.contains(c));
            score += if has(&self.own_letters) { 0.3 } else { 0.0 };
            score -= if has(&self.foreign_letters) { 1.0 } else { 0.0 };
        }
        score
    }
}

/// Lower case and plain apostrophes, nothing else: for use before the language is known.
pub(crate) fn fold_plain(word: &str) -> String {
    fold_word(word, &[])
}

/// What happens at a hyphen inside a word.
#[derive(Deserialize, Default, Clone, Copy, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Hyphens {
    /// The word stays whole.
    #[default]
    Keep,
    /// The parts and the hyphen are words of their own.
    Cut,
}

/// A written word that stands for several syntactic words.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contraction {
    pub form: String,
    /// The words it stands for, written otherwise.
    #[serde(default)]
    pub words: Vec<String>,
    /// The words it is made of, each with its own letters.
    #[serde(default)]
    pub cut: Vec<String>,
    /// Read as one word at the beginning of a sentence.
    #[serde(default)]
    pub not_first: bool,
    /// Read as one word after these words.
    #[serde(default)]
    pub not_after: WordSet,
    /// Articles and the like, behind which a word of `not_after` is a noun ("la cible des tireurs").
    #[serde(default)]
    pub nouns_behind: WordSet,
    /// Read as one word after words that end so.
    #[serde(default)]
    pub not_after_ending: Vec<String>,
    /// Endings of words to which `not_after_ending` does not apply.
    #[serde(default)]
    pub not_after_ending_except: Vec<String>,
    /// True where the word is an article behind a form that the lexicon knows as nothing but a verb.
    #[serde(default)]
    pub not_after_verbs: bool,
    /// Lemmas of verbs to which `not_after_verbs` does not apply: they take the preposition.
    #[serde(default)]
    pub not_after_verbs_except: WordSet,
    /// Words before a verb, such as reflexive pronouns, with which `not_after_verbs` does not apply.
    #[serde(default)]
    pub not_after_verbs_behind: WordSet,
    /// Read as one word after such a word and another that ends so.
    #[serde(default)]
    pub not_after_pairs: Vec<Pair>,
    /// After these words, read as the last of `as_before` or of itself was read in the sentence.
    #[serde(default)]
    pub as_before_after: WordSet,
    /// Words that count as contracted for `as_before_after`.
    #[serde(default)]
    pub as_before: WordSet,
    /// Endings of finite verbs: a word of `as_before_after` with a noun and such a verb behind it opens a clause, and this one is its article.
    #[serde(default)]
    pub verb_endings: Vec<String>,
    /// Words beyond which such a verb is not looked for: it is that of another clause.
    #[serde(default)]
    pub verbs_not_beyond: WordSet,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pair {
    pub first: WordSet,
    pub second_ending: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct RepairFile {
    words: Vec<String>,
    measures: Vec<String>,
    /// True where the past of a verb is mostly written like its participle.
    past_like_participle: bool,
    /// Phrases stand beside their heads: an arc over a comma that crosses others is an error of the tree.
    #[serde(default)]
    no_crossing: bool,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct AbbreviationsFile {
    before_name: Vec<String>,
    before_number: Vec<String>,
    after_number: Vec<String>,
    closing: Vec<String>,
    other: Vec<String>,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct LinesFile {
    boilerplate_starts: Vec<String>,
    boilerplate_holds: Vec<String>,
    bylines: Vec<String>,
}

/// How a language is written, ready for look-up. All words are folded.
pub(crate) struct Spelling {
    pub name: String,
    pub frequent: WordSet,
    pub name_endings: Vec<String>,
    pub name_connectors: WordSet,
    pub joined: Vec<(String, String)>,
    pub place_adjectives: PlaceAdjectives,
    fold: Vec<(char, char)>,
    pub elisions: WordSet,
    pub whole: WordSet,
    pub endings: Vec<String>,
    pub clitics: Vec<String>,
    pub clitics_not_after: WordSet,
    pub hyphens: Hyphens,
    pub hyphen_prefixes: WordSet,
    pub group_with_space: bool,
    pub contractions: WordMap<Contraction>,
    /// Contractions that are cut into their letters.
    pub cut_forms: Vec<String>,
    /// Words after which a contraction joined by a conjunction is one as well.
    pub contracted_like: WordSet,
    pub no_crossing: bool,
    pub past_like_participle: bool,
    pub glue: WordSet,
    pub measures: WordSet,
    pub before_name: WordSet,
    pub before_number: WordSet,
    pub after_number: WordSet,
    pub closing: WordSet,
    pub other_abbreviations: WordSet,
    pub boilerplate_starts: Vec<String>,
    pub boilerplate_holds: Vec<String>,
    pub bylines: Vec<String>,
}

impl Spelling {
    /// Reads `language.toml`.
    pub fn parse(file: &str, text: &str) -> Result<Spelling, LanguageError> {
        let read: SpellingFile = parse_toml(file, text)?;
        let fold: Vec<(char, char)> = read.tokens.fold.iter().map(|(a, b)| (*a, *b)).collect();
        let set = |words: Vec<String>| words.iter().map(|w| fold_word(w, &fold)).collect::<WordSet>();
        let list = |words: Vec<String>| {
            let mut all: Vec<String> = words.iter().map(|w| fold_word(w, &fold)).collect();
            // Longest first, so that the first that fits is the right one.
            all.sort_by_key(|w| std::cmp::Reverse(w.len()));
            all
        };
        let contractions = read.tokens.contraction.into_iter().map(|c| (fold_word(&c.form, &fold), c)).collect::<WordMap<_>>();
        Ok(Spelling {
            name: read.name,
            frequent: set(read.frequent),
            name_endings: read.name_endings,
            name_connectors: set(read.name_connectors),
            joined: read.joined,
            place_adjectives: read.place_adjectives,
            elisions: set(read.tokens.elisions),
            whole: set(read.tokens.whole),
            endings: list(read.tokens.endings),
            clitics: list(read.tokens.clitics),
            clitics_not_after: set(read.tokens.clitics_not_after),
            hyphens: read.tokens.hyphens,
            hyphen_prefixes: set(read.tokens.hyphen_prefixes),
            group_with_space: read.tokens.group_with_space,
            cut_forms: contractions.iter().filter(|(_, c)| !c.cut.is_empty()).map(|(form, _)| form.clone()).collect(),
            contracted_like: contractions.values().flat_map(|c| c.as_before.iter().cloned()).collect(),
            contractions,
            glue: set(read.repair.words),
            measures: set(read.repair.measures),
            past_like_participle: read.repair.past_like_participle,
            no_crossing: read.repair.no_crossing,
            before_name: set(read.abbreviations.before_name),
            before_number: set(read.abbreviations.before_number),
            after_number: set(read.abbreviations.after_number),
            closing: set(read.abbreviations.closing),
            other_abbreviations: set(read.abbreviations.other),
            boilerplate_starts: list(read.lines.boilerplate_starts),
            boilerplate_holds: list(read.lines.boilerplate_holds),
            bylines: list(read.lines.bylines),
            fold,
        })
    }

    /// The folded units of a phrase, cut as texts are cut: at spaces and after elided articles.
    pub fn units_of_phrase(&self, phrase: &str) -> Vec<String> {
        let mut units = Vec::new();
        for word in self.fold(phrase).split_whitespace() {
            let word = if word.len() > 1 { word.trim_end_matches('.') } else { word };
            match word.find('\'').filter(|n| self.elisions.contains(&word[..*n]) && !self.whole.contains(word)) {
                Some(n) => units.extend([&word[..=n], &word[n + 1..]].into_iter().filter(|u| !u.is_empty()).map(str::to_owned)),
                None => units.push(word.to_owned()),
            }
        }
        units
    }

    /// A word as it is looked up: lower case, plain apostrophes, folded letters.
    pub fn fold(&self, word: &str) -> String {
        fold_word(word, &self.fold)
    }
}

fn fold_word(word: &str, fold: &[(char, char)]) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => out.push(c),
            '’' | 'ʼ' | '`' | '´' | '‘' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{ad}' => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    if !fold.is_empty() && !out.is_ascii() {
        for (from, to) in fold {
            if out.contains(*from) {
                out = out.replace(*from, to.encode_utf8(&mut [0; 4]));
            }
        }
    }
    out
}

//! Trees drawn alike: treebanks, and so the models that learn from them, draw some things in two ways. What reads the tree after this sees one.

mod apart;
mod inverted;
pub(crate) mod joined;
mod phrases;
mod relatives;
mod second;
mod verbs;

use crate::lexicon::Lexicon;
use crate::reading::{Tag, Word, WordId};

/// What is told of a sentence beside its words.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    /// Running text, whose sentences have finite verbs; in headlines and lists a participle may be all there is of one.
    pub(crate) running: bool,
    /// The language's past is written like its participle, so that the tree alone tells them apart.
    pub(crate) past_like_participle: bool,
    /// Arcs over commas cross no others.
    pub(crate) no_crossing: bool,
}

/// Draws the tree of one sentence in the way that the rest of the program reads it; `first` is the number of its first word.
pub(crate) fn draw(words: &mut [Word], first: WordId, manner: Manner, lexicon: &Lexicon) {
    if manner.no_crossing {
        inverted::crossing_arcs(words, first);
    }
    verbs::auxiliaries(words, first, lexicon);
    verbs::arguments_of_auxiliaries(words, first);
    verbs::finite_beside_participle(words, first);
    phrases::prepositions_of_nouns(words, first);
    if manner.past_like_participle {
        verbs::subjects_of_the_main_verb(words, first);
        verbs::tags_drawn_as_attributes(words, first);
        verbs::pasts(words, first, manner.running);
        verbs::participles(words, first);
    }
    verbs::subjects_behind_a_semicolon(words, first);
    phrases::days_of_months(words, first);
    phrases::what_is_counted(words, first);
    phrases::titles(words, first);
    phrases::attributes_of_nouns(words, first);
    verbs::clauses_drawn_as_nouns(words, first, manner);
    phrases::tags_between_commas(words, first);
    phrases::clauses_behind_expletives(words, first);
    verbs::passives(words, first);
    phrases::lone_objects(words, first);
    phrases::numerals_that_act(words, first);
    phrases::acts_of_the_accused(words, first);
    phrases::adverbs_before_a_phrase(words, first);
    relatives::clauses(words, first);
    second::of_a_verb(words, first);
    inverted::subjects_before_a_tag(words, first);
    inverted::clauses_of_infinitives(words, first);
    inverted::behind_the_last_of_two(words, first);
    inverted::articles_of_another(words, first);
    if manner.no_crossing || joined::has_gender_alone(words) {
        joined::clauses(words, first);
        apart::phrases(words, first);
    }
}

/// Puts the word `below` in the place of `above`, on which it hangs, as `relation`.
fn swap(words: &mut [Word], first: WordId, above: usize, below: usize, relation: &str) {
    for word in words.iter_mut().filter(|w| w.head == Some(first + above as WordId)) {
        word.head = Some(first + below as WordId);
    }
    let (head, place) = (words[above].head, std::mem::replace(&mut words[above].relation, relation.to_owned()));
    words[below].head = head;
    words[below].relation = place;
    words[above].head = Some(first + below as WordId);
}

/// Hangs the word at `at` on the one at `head`.
pub(crate) fn hang(words: &mut [Word], first: WordId, at: usize, head: usize, relation: &str) {
    (words[at].head, words[at].relation) = (Some(first + head as WordId), relation.to_owned());
}

/// Makes the word at `noun` the subject of the verb at `verb`.
pub(crate) fn hang_subject(words: &mut [Word], first: WordId, noun: usize, verb: usize) {
    let relation = if has(words, first, verb, &["aux:pass"]) { "nsubj:pass" } else { "nsubj" };
    hang(words, first, noun, verb, relation);
}

/// True when the word at `at` is the one at `top` or depends on it, by whatever way.
fn is_below(words: &[Word], first: WordId, at: usize, top: usize) -> bool {
    std::iter::successors(Some(at), |x| head_of(words, first, *x)).take(words.len()).any(|x| x == top)
}

/// Where the head of the word at `at` stands in its sentence.
pub(crate) fn head_of(words: &[Word], first: WordId, at: usize) -> Option<usize> {
    words[at].head.map(|h| (h - first) as usize)
}

/// The dependents of a word.
fn below(words: &[Word], first: WordId, at: usize) -> impl Iterator<Item = usize> {
    let around = at.saturating_sub(CLAUSE)..words.len().min(at + CLAUSE);
    around.filter(move |i| words[*i].head == Some(first + at as WordId))
}

/// True when a word with one of these relations, or a kind of it, hangs on the word at `at`.
pub(crate) fn has(words: &[Word], first: WordId, at: usize, relations: &[&str]) -> bool {
    below(words, first, at).any(|c| relations.iter().any(|r| words[c].is(r)))
}

fn is_noun(word: &Word) -> bool {
    matches!(word.tag, Tag::Noun | Tag::Propn)
}

pub(crate) fn is_finite(word: &Word) -> bool {
    word.tag == Tag::Verb && word.feature("VerbForm") == Some("Fin")
}

fn ends_with_stop(words: &[Word]) -> bool {
    words.iter().rev().find(|w| w.form != "\"" && w.form != "”").is_some_and(|w| w.form == ".")
}

/// How many words on either side of a verb its dependents are looked for: time stays in proportion to length.
const CLAUSE: usize = 60;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::words;

    const FIN: &str = "Mood=Ind|Tense=Past|VerbForm=Fin";
    const PART: &str = "Tense=Past|VerbForm=Part|Voice=Pass";

    fn drawn(told: &[(&str, Tag, &str, Option<WordId>, &str)], running: bool) -> Vec<Word> {
        let mut read = words(told);
        let lexicon =
            Lexicon::parse("words.tsv", "have\tAUX\thave having\nshoot\tVERB\tshoot shot\n".into()).expect("well formed");
        draw(&mut read, 0, Manner { running, past_like_participle: true, no_crossing: false }, &lexicon);
        read
    }

    fn at(read: &[Word], word: usize) -> (Option<WordId>, &str) {
        (read[word].head, read[word].relation.as_str())
    }

    #[test]
    fn months_and_titles_stand_above() {
        let read = drawn(
            &[
                ("General", Tag::Noun, "nmod:desc", Some(1), ""),
                ("Roe", Tag::Propn, "nsubj", Some(2), ""),
                ("left", Tag::Verb, "root", None, FIN),
                ("on", Tag::Adp, "case", Some(5), ""),
                ("May", Tag::Propn, "nmod:unmarked", Some(5), ""),
                ("7", Tag::Num, "obl", Some(2), ""),
            ],
            true,
        );
        assert_eq!((at(&read, 0), at(&read, 1)), ((Some(2), "nsubj"), (Some(0), "flat")));
        assert_eq!((at(&read, 4), at(&read, 5), at(&read, 3)), ((Some(2), "obl"), (Some(4), "nummod"), (Some(4), "case")));
    }

    #[test]
    fn what_is_counted_stands_above_its_number() {
        let read = drawn(
            &[
                ("Deux", Tag::Num, "nummod", Some(1), ""),
                ("cents", Tag::Num, "nsubj", Some(3), ""),
                ("villageois", Tag::Noun, "amod", Some(1), "Number=Plur"),
                ("fuient", Tag::Verb, "root", None, FIN),
                ("4", Tag::Num, "obl", Some(3), ""),
                ("avril", Tag::Noun, "nmod", Some(4), ""),
            ],
            true,
        );
        assert_eq!((at(&read, 0), at(&read, 1), at(&read, 2)), ((Some(2), "nummod"), (Some(2), "nummod"), (Some(3), "nsubj")));
        assert_eq!((at(&read, 4), at(&read, 5)), ((Some(5), "nummod"), (Some(3), "obl")));
    }

    #[test]
    fn a_sentence_of_running_text_has_a_finite_verb() {
        let told = [
            ("families", Tag::Noun, "nsubj:pass", Some(1), "Number=Plur"),
            ("crossed", Tag::Verb, "root", None, PART),
            (".", Tag::Punct, "punct", Some(1), ""),
        ];
        let read = drawn(&told, true);
        assert_eq!((read[0].relation.as_str(), read[1].feature("VerbForm")), ("nsubj", Some("Fin")));
        assert_eq!(drawn(&told, false)[0].relation, "nsubj:pass");
        let read = drawn(
            &[
                ("bishops", Tag::Noun, "compound", Some(1), "Number=Plur"),
                ("counselled", Tag::Verb, "amod", Some(2), PART),
                ("patience", Tag::Noun, "root", None, ""),
                (".", Tag::Punct, "punct", Some(2), ""),
            ],
            true,
        );
        assert_eq!((at(&read, 0), at(&read, 1), at(&read, 2)), ((Some(1), "nsubj"), (None, "root"), (Some(1), "obj")));
    }

    #[test]
    fn a_finite_verb_without_an_auxiliary_acts() {
        let told = [("refugees", Tag::Noun, "nsubj:pass", Some(1), ""), ("crossed", Tag::Verb, "root", None, "VerbForm=Fin")];
        assert_eq!(drawn(&told, false)[0].relation, "nsubj");
    }

    #[test]
    fn an_announced_clause_is_a_subject() {
        let told = [
            ("It", Tag::Pron, "expl", Some(2), ""),
            ("is", Tag::Aux, "cop", Some(2), ""),
            ("unclear", Tag::Adj, "root", None, ""),
            ("fired", Tag::Verb, "advcl:relcl", Some(2), "VerbForm=Fin"),
        ];
        assert_eq!(drawn(&told, true)[3].relation, "csubj");
    }

    #[test]
    fn a_lone_second_object_is_the_object() {
        let told = [
            ("gave", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("themselves", Tag::Pron, "iobj", Some(0), "Case=Acc|Reflex=Yes"),
            ("up", Tag::Adp, "compound:prt", Some(0), ""),
        ];
        assert_eq!(drawn(&told, true)[1].relation, "obj");
    }

    #[test]
    fn a_noun_has_a_preposition() {
        let told = [
            ("came", Tag::Verb, "root", None, "VerbForm=Fin"),
            ("to", Tag::Adp, "mark", Some(2), ""),
            ("harm", Tag::Noun, "obj", Some(0), ""),
        ];
        let read = drawn(&told, true);
        assert_eq!((read[1].relation.as_str(), read[2].relation.as_str()), ("case", "obl"));
    }

    #[test]
    fn whoever_undergoes_a_passive_is_drawn_so_and_a_nominative_acts() {
        let read = drawn(
            &[
                ("employés", Tag::Noun, "nsubj", Some(2), "Number=Plur"),
                ("été", Tag::Aux, "aux:pass", Some(2), ""),
                ("blessés", Tag::Verb, "root", None, PART),
            ],
            true,
        );
        assert_eq!(read[0].relation, "nsubj:pass");
        let read = drawn(
            &[
                ("ранения", Tag::Noun, "obj", Some(1), "Case=Acc"),
                ("получили", Tag::Verb, "root", None, FIN),
                ("четверо", Tag::Num, "obj", Some(1), "Case=Nom"),
            ],
            true,
        );
        assert_eq!((read[0].relation.as_str(), read[2].relation.as_str()), ("obj", "nsubj"));
    }

    #[test]
    fn a_participle_hangs_on_the_subject_of_the_main_verb() {
        let read = drawn(
            &[
                ("truce", Tag::Noun, "nsubj:pass", Some(1), ""),
                ("reached", Tag::Verb, "advcl", Some(2), PART),
                ("held", Tag::Verb, "root", None, FIN),
            ],
            true,
        );
        assert_eq!((at(&read, 0), at(&read, 1)), ((Some(2), "nsubj"), (Some(0), "acl")));
    }

    #[test]
    fn an_auxiliary_is_no_verb() {
        let read = drawn(
            &[
                ("soldiers", Tag::Noun, "nsubj", Some(1), ""),
                ("have", Tag::Verb, "root", None, "VerbForm=Fin"),
                ("since", Tag::Adv, "advmod", Some(3), ""),
                ("denied", Tag::Verb, "advcl", Some(1), PART),
                ("access", Tag::Noun, "obj", Some(3), ""),
            ],
            true,
        );
        assert_eq!((at(&read, 3), at(&read, 1), at(&read, 0)), ((None, "root"), (Some(3), "aux"), (Some(3), "nsubj")));
        let read = drawn(
            &[
                ("deny", Tag::Verb, "root", None, "VerbForm=Fin"),
                ("having", Tag::Verb, "xcomp", Some(0), "VerbForm=Ger"),
                ("shot", Tag::Noun, "obj", Some(1), ""),
            ],
            true,
        );
        assert_eq!((at(&read, 2), at(&read, 1), read[2].tag), ((Some(0), "xcomp"), (Some(2), "aux"), Tag::Verb));
    }

    #[test]
    fn what_is_alone_is_the_direct_object() {
        let read = drawn(
            &[
                ("gave", Tag::Verb, "root", None, FIN),
                ("themselves", Tag::Pron, "iobj", Some(0), "Case=Acc"),
                ("up", Tag::Adp, "compound:prt", Some(0), ""),
            ],
            true,
        );
        assert_eq!(read[1].relation, "obj");
        let read = drawn(
            &[
                ("brought", Tag::Verb, "root", None, FIN),
                ("them", Tag::Pron, "iobj", Some(0), "Case=Acc"),
                ("flour", Tag::Noun, "xcomp", Some(0), ""),
            ],
            true,
        );
        assert_eq!((read[1].relation.as_str(), read[2].relation.as_str()), ("iobj", "obj"));
    }

    #[test]
    fn an_act_of_the_accused_is_told_by_the_accusation() {
        let read = drawn(
            &[
                ("accused", Tag::Verb, "root", None, FIN),
                ("Xland", Tag::Propn, "obj", Some(0), ""),
                ("of", Tag::Sconj, "mark", Some(3), ""),
                ("shelling", Tag::Verb, "acl", Some(1), "VerbForm=Ger"),
            ],
            true,
        );
        assert_eq!(at(&read, 3), (Some(0), "advcl"));
    }

    #[test]
    fn an_adverb_behind_the_object_is_of_the_verb() {
        let read = drawn(
            &[
                ("sent", Tag::Verb, "root", None, FIN),
                ("convoy", Tag::Noun, "obj", Some(0), ""),
                ("back", Tag::Adv, "advmod", Some(4), ""),
                ("on", Tag::Adp, "case", Some(4), ""),
                ("Monday", Tag::Propn, "obl", Some(0), ""),
            ],
            true,
        );
        assert_eq!(at(&read, 2), (Some(0), "advmod"));
    }

    #[test]
    fn nothing_is_told_of_a_noun_beyond_a_semicolon() {
        let read = drawn(
            &[
                ("spoke", Tag::Verb, "root", None, FIN),
                ("secretary", Tag::Noun, "obl", Some(0), ""),
                (";", Tag::Punct, "punct", Some(4), ""),
                ("another", Tag::Det, "det", Some(4), ""),
                ("truce", Tag::Noun, "appos", Some(1), ""),
                ("had", Tag::Aux, "aux", Some(6), "VerbForm=Fin"),
                ("failed", Tag::Verb, "parataxis", Some(0), "Tense=Past|VerbForm=Part"),
            ],
            true,
        );
        assert_eq!(at(&read, 4), (Some(6), "nsubj"));
    }
}

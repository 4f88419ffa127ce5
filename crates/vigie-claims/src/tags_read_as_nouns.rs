//! Verbs of speech at the end of a tag that the model takes for plural nouns ("…, the ministry reports.").

use crate::class::ClassSet;
use crate::rehung::PRESENT;
use crate::rule::{Event, Pos};
use crate::rules::Rules;
use crate::text::{key, nominal};
use vigie_read::{Reading, Sentence, Tag, Word, WordId};

/// No tag has more words between its comma and its verb.
const LONGEST: WordId = 9;

/// A tag: its first word, whoever speaks, the verb and its dictionary form.
struct TagOfSpeech {
    first: WordId,
    speaker: WordId,
    verb: WordId,
    lemma: String,
}

/// The reading with such verbs read as verbs; `None` where there are none.
pub(crate) fn read_as_verbs<'r>(reading: &Reading<'r>, rules: &Rules) -> Option<Reading<'r>> {
    if rules.settings.plural_endings.is_empty() {
        return None;
    }
    let mut mended: Option<Reading> = None;
    let mut any = false;
    for sentence in &reading.sentences {
        for w in sentence.words() {
            let Some(found) = tag_ending_at(&reading.words, rules, sentence, w) else { continue };
            any |= hang_beside(&mut mended.get_or_insert_with(|| reading.clone()).words, sentence, &found);
        }
    }
    mended.filter(|_| any)
}

fn tag_ending_at(words: &[Word], rules: &Rules, sentence: &Sentence, w: WordId) -> Option<TagOfSpeech> {
    let word = |x: WordId| &words[x as usize];
    let last = w + 1 >= sentence.end || matches!(word(w + 1).form.as_str(), "," | "." | "”" | "\"");
    if !last || !matches!(word(w).tag, Tag::Noun | Tag::Propn) || word(w).feature("Case").is_some() {
        return None;
    }
    let form = key(&word(w).form);
    let mut stems = rules.settings.plural_endings.iter().filter_map(|e| form.strip_suffix(e.as_str()));
    let says = |stem: &&str| {
        let plain = |rule: &crate::rule::Rule| rule.conditions.iter().all(|c| !c.wanted);
        let mut all = rules.beginning_with(stem);
        all.any(|(rule, _)| rule.pos == Pos::Verb && rule.event == Event::Saying && plain(rule))
    };
    let lemma = stems.find(says)?.to_owned();
    let comma = (sentence.first.max(w.saturating_sub(LONGEST))..w).rev().find(|x| word(*x).tag == Tag::Punct)?;
    let first = comma + 1;
    let inside = first..w;
    let plain = |x: WordId| matches!(word(x).tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn | Tag::Adp | Tag::Num);
    let opens = matches!(word(first).tag, Tag::Det | Tag::Adj | Tag::Noun | Tag::Propn);
    if comma == sentence.first || word(comma).form != "," || inside.is_empty() || !inside.clone().all(plain) || !opens {
        return None;
    }
    let acts = |x: &WordId| {
        let class = rules.classes_of(&key(&word(*x).lemma), &key(&word(*x).form));
        nominal(word(*x).tag) && (class.meets(ClassSet::AGENTS) || word(*x).tag == Tag::Propn)
    };
    let speaker = inside.clone().find(acts).filter(|s| word(*s).feature("Number") != Some("Plur"))?;
    // Something else is told in the sentence.
    let told = |x: &WordId| word(*x).tag == Tag::Verb && word(*x).feature("VerbForm") != Some("Inf");
    let outside = sentence.words().filter(|x| !(first..=w).contains(x)).any(|x| told(&x));
    (outside && nominal(word(w - 1).tag)).then_some(TagOfSpeech { first, speaker, verb: w, lemma })
}

/// Hangs the tag beside what is told; where that would make no tree, the sentence stays as it is, and the answer is false.
fn hang_beside(words: &mut [Word], sentence: &Sentence, tag: &TagOfSpeech) -> bool {
    let here = sentence.first as usize..sentence.end as usize;
    let before = words[here.clone()].to_vec();
    let hung = hang(words, sentence, tag).is_some() && crate::insertions::is_a_tree(words, sentence);
    if !hung {
        words[here].clone_from_slice(&before);
    }
    hung
}

fn hang(moved: &mut [Word], sentence: &Sentence, tag: &TagOfSpeech) -> Option<()> {
    let inside = |x: WordId| (tag.first..=tag.verb).contains(&x);
    let heads: Vec<Option<WordId>> = sentence.words().map(|x| moved[x as usize].head).collect();
    let head_of = |x: WordId| heads[(x - sentence.first) as usize];
    let below_it = |x: WordId| head_of(x).is_some_and(inside);
    let root = sentence.words().find(|x| head_of(*x).is_none())?;
    let main = if inside(root) {
        let verb = |x: &WordId| moved[*x as usize].tag == Tag::Verb && below_it(*x) && !inside(*x);
        let main = sentence.words().find(verb)?;
        (moved[main as usize].head, moved[main as usize].relation) = (None, "root".to_owned());
        main
    } else {
        root
    };
    for x in sentence.words().filter(|x| *x != main && !inside(*x)) {
        if below_it(x) && moved[x as usize].tag != Tag::Punct {
            moved[x as usize].head = Some(main);
        }
    }
    for x in (tag.first..tag.verb).filter(|x| *x != tag.speaker) {
        let head = head_of(x);
        if head == Some(tag.verb) || !head.is_some_and(inside) {
            moved[x as usize].head = Some(tag.speaker);
        }
    }
    let speaker = &mut moved[tag.speaker as usize];
    (speaker.head, speaker.relation) = (Some(tag.verb), "nsubj".to_owned());
    let verb = &mut moved[tag.verb as usize];
    (verb.head, verb.relation) = (Some(main), "parataxis".to_owned());
    (verb.tag, verb.features, verb.lemma) = (Tag::Verb, PRESENT.to_owned(), tag.lemma.clone());
    Some(())
}

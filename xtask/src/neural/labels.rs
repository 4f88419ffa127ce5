//! What the network chooses among, gathered from the training sentences, and sentences turned into numbers.

use std::collections::{BTreeMap, HashMap};

use vigie_read::Tag;
use vigie_read::neural::features::{KEYS, Vocabulary, keys};
use vigie_read::neural::lexicon_hash;
use vigie_read::neural::script::Script;

use super::network::HEADS;
use super::treebank::Sentence;

/// The inventory.
pub struct Labels {
    pub vocabularies: [Vocabulary; KEYS],
    /// How often each known word stands in the training sentences, by row of the first table.
    pub word_counts: Vec<u32>,
    /// Tag and features, `NOUN Number=Sing`.
    pub morphs: Vec<String>,
    pub scripts: Vec<String>,
    pub relations: Vec<String>,
    /// Hash of a form and its tag to the lemma, where the training sentences always agree.
    pub lexicon: BTreeMap<u64, String>,
    morph_places: HashMap<String, u32>,
    script_places: HashMap<String, u32>,
    relation_places: HashMap<String, u32>,
}

/// A key, label or word counts when it is seen this often.
const SEEN: u32 = 2;
/// Or this often, where it stands in text that nobody has annotated.
const SEEN_RAW: u32 = 4;

impl Labels {
    /// What the sentences teach, with the words of `raw`, sentences that nobody has annotated.
    pub fn gather(sentences: &[Sentence], raw: &[Sentence]) -> Labels {
        let mut key_counts: [HashMap<u32, u32>; KEYS] = Default::default();
        let (mut morphs, mut scripts, mut relations) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        let mut lemmas: BTreeMap<u64, BTreeMap<String, u32>> = BTreeMap::new();
        for word in sentences.iter().flat_map(|s| &s.words) {
            for (counts, key) in key_counts.iter_mut().zip(keys(&word.form)) {
                *counts.entry(key).or_insert(0) += 1;
            }
            *morphs.entry(morph(&word.tag, &word.features)).or_insert(0) += 1;
            *scripts.entry(Script::between(&word.form, &word.lemma).to_text()).or_insert(0) += 1;
            *relations.entry(word.relation.clone()).or_insert(0) += 1;
        }
        // Treebanks differ in what they call the lemma of the commonest words: the lexicon follows the one answered after.
        for word in sentences.iter().filter(|s| s.part == 0).flat_map(|s| &s.words) {
            let Some(tag) = Tag::from_name(&word.tag) else { continue };
            *lemmas.entry(lexicon_hash(&word.form, tag)).or_default().entry(word.lemma.clone()).or_insert(0) += 1;
        }
        let mut known: [Vec<u32>; KEYS] =
            std::array::from_fn(|k| key_counts[k].iter().filter(|(_, count)| **count >= SEEN).map(|(key, _)| *key).collect());
        for word in raw.iter().flat_map(|s| &s.words) {
            for (counts, key) in key_counts.iter_mut().zip(keys(&word.form)) {
                *counts.entry(key).or_insert(0) += 1;
            }
        }
        for (known, counts) in known.iter_mut().zip(&key_counts) {
            known.extend(counts.iter().filter(|(_, count)| **count >= SEEN_RAW).map(|(key, _)| *key));
        }
        let vocabularies = known.map(Vocabulary::new);
        let word_counts = [0].into_iter().chain(vocabularies[0].keys().iter().map(|key| key_counts[0][key])).collect();
        let kept = |counts: BTreeMap<String, u32>| -> Vec<String> {
            counts.into_iter().filter(|(_, count)| *count >= SEEN).map(|(label, _)| label).collect()
        };
        let (morphs, scripts, relations) = (kept(morphs), kept(scripts), kept(relations));
        let lexicon = lemmas
            .into_iter()
            .filter_map(|(key, found)| {
                let total: u32 = found.values().sum();
                let (lemma, count) = found.into_iter().max_by_key(|(_, count)| *count)?;
                (total >= SEEN && count * 20 >= total * 19).then_some((key, lemma))
            })
            .collect();
        Labels::of(vocabularies, word_counts, [morphs, scripts, relations], lexicon)
    }

    /// The inventory of these vocabularies, classes (tags with features, scripts, relations) and lemmas.
    pub fn of(
        vocabularies: [Vocabulary; KEYS],
        word_counts: Vec<u32>,
        [morphs, scripts, relations]: [Vec<String>; 3],
        lexicon: BTreeMap<u64, String>,
    ) -> Labels {
        let places = |labels: &[String]| labels.iter().enumerate().map(|(i, l)| (l.clone(), i as u32)).collect();
        Labels {
            morph_places: places(&morphs),
            script_places: places(&scripts),
            relation_places: places(&relations),
            vocabularies,
            word_counts,
            morphs,
            scripts,
            relations,
            lexicon,
        }
    }

    /// Number of classes of each head.
    pub fn classes(&self) -> [usize; HEADS] {
        [Tag::ALL.len(), self.morphs.len(), self.scripts.len()]
    }

    pub fn example(&self, sentence: &Sentence) -> Example {
        let mut example = Example { part: sentence.part as u32, ..Example::default() };
        for word in &sentence.words {
            let keys = keys(&word.form);
            example.rows.push(std::array::from_fn(|k| self.vocabularies[k].row(keys[k])));
            let script = Script::between(&word.form, &word.lemma).to_text();
            example.targets[0].push(Tag::from_name(&word.tag).map(|tag| tag as u32));
            example.targets[1].push(self.morph_places.get(&morph(&word.tag, &word.features)).copied());
            example.targets[2].push(self.script_places.get(&script).copied());
            example.heads.push(Some(word.head as u32));
            example.relations.push(if word.head == 0 { None } else { self.relation_places.get(&word.relation).copied() });
        }
        example
    }
}

/// The class of a tag with its features.
pub fn morph(tag: &str, features: &str) -> String {
    format!("{tag} {features}")
}

/// A sentence in numbers. `None` is not learned from.
#[derive(Clone, Debug, Default)]
pub struct Example {
    pub part: u32,
    pub rows: Vec<[u32; KEYS]>,
    pub targets: [Vec<Option<u32>>; HEADS],
    /// From 1 inside the sentence; 0 the root.
    pub heads: Vec<Option<u32>>,
    pub relations: Vec<Option<u32>>,
}

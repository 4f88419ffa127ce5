//! Names that only the report explains: the short form that stands in brackets behind a name ("the Rapid Reaction Group (RRG)"), and names
//! made of common words that several bodies bear.

use crate::text::Text;
use std::collections::HashSet;
use vigie_model::world::{Actor, Entry};
use vigie_model::{Country, World};
use vigie_read::WordId;

/// A full name takes no more words than this before its short form.
const LONGEST: u32 = 10;

/// What the report itself tells about its names, by word.
#[derive(Default)]
pub(crate) struct ShortNames {
    /// For a word that is a short form: the word that the full name hangs on.
    pub(crate) full: Vec<Option<WordId>>,
    /// True for the name of a body that several bear, where the one that the world knows is of a land that the report does not speak of.
    pub(crate) of_elsewhere: Vec<bool>,
}

/// Reads them.
pub(crate) fn find(text: &Text, world: &World) -> ShortNames {
    let n = text.reading.words.len();
    let mut names = ShortNames { full: vec![None; n], of_elsewhere: vec![false; n] };
    for (form, first, end) in introduced(text) {
        let head = text.head_of(first, end);
        // "The Coalition of Relief Groups (CRG)", where the world knows only the letters.
        let known = |w: WordId| text.names_an_actor(w);
        let fits = |w: WordId| {
            let country = text.name(w).and_then(|n| n.entries.first()).and_then(|e| actor_of(world, e)).and_then(|a| a.country);
            country.is_none_or(|c| speaks_of(text, world, c, w))
        };
        if known(end + 1) && !known(head) && text.name(head).is_none_or(|n| n.entries.is_empty()) && fits(end + 1) {
            names.full[head as usize] = Some(end + 1);
            continue;
        }
        for w in (0..n as WordId).filter(|w| text.word(*w).form == form && !(first..end).contains(w)) {
            names.full[w as usize].get_or_insert(head);
        }
    }
    elsewhere(text, world, &mut names);
    names
}

/// The short forms that stand in brackets behind what they stand for, with the words of the full name.
fn introduced<'t>(text: &'t Text) -> Vec<(&'t str, WordId, WordId)> {
    let words = &text.reading.words;
    let mut found = Vec::new();
    for open in (1..words.len().saturating_sub(2)).filter(|i| words[*i].form == "(" && words[*i + 2].form == ")") {
        let short = words[open + 1].form.as_str();
        let capitals = short.chars().filter(|c| c.is_uppercase()).count();
        let letters = short.chars().all(|c| c.is_alphanumeric() || c == '-');
        let open = open as WordId;
        if capitals < 2 || !letters || !short.starts_with(char::is_uppercase) {
            continue;
        }
        if let Some(first) = begin_of_full_name(text, short, open) {
            found.push((short, first, open));
        }
    }
    found
}

/// Where the full name before the bracket at `open` begins: the letters of the short form open its words in their order, from the last back;
/// or it is a name that the world knows, whatever its letters are in another language.
fn begin_of_full_name(text: &Text, short: &str, open: WordId) -> Option<WordId> {
    let first_of_sentence = text.sentence(open).first.max(open.saturating_sub(LONGEST));
    let letters: Vec<char> = short.chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
    let initial = |w: WordId| text.form(w).chars().next();
    let mut left = letters.len();
    let mut at = open;
    while at > first_of_sentence && left > 0 {
        at -= 1;
        if matches!(text.form(at), ")" | "(" | "," | ";" | ":") {
            break;
        }
        if initial(at) == Some(letters[left - 1]) {
            left -= 1;
        }
    }
    if left == 0 {
        return Some(at);
    }
    text.name(open - 1).filter(|n| n.end == open && n.end - n.first > 1 && !n.entries.is_empty()).map(|n| n.first)
}

/// Marks names of several words that end the longer names of bodies of other lands ("Liberation Army"), and whose own land is nowhere
/// else in the report.
fn elsewhere(text: &Text, world: &World, names: &mut ShortNames) {
    for name in text.names().iter().filter(|n| n.end - n.first > 1) {
        let Some(body) = name.entries.first().and_then(|e| actor_of(world, e)) else { continue };
        let Some(country) = body.country else { continue };
        // All names of all bodies are gone through last, for it takes longest.
        if !speaks_of(text, world, country, name.first) && is_shared(world, body, text, name.first, name.end) {
            names.of_elsewhere[name.first as usize..name.end as usize].fill(true);
        }
    }
}

fn actor_of<'w>(world: &'w World, entry: &Entry) -> Option<&'w Actor> {
    if let Entry::Actor(i) = *entry { world.actors.get(i as usize) } else { None }
}

/// True where bodies of other lands bear a longer name that ends in these words.
fn is_shared(world: &World, body: &Actor, text: &Text, first: WordId, end: WordId) -> bool {
    let words: Vec<&str> = (first..end).map(|w| text.form(w)).collect();
    let ending = format!(" {}", words.join(" "));
    let own: HashSet<String> = body.names.iter().map(|n| crate::text::key(&n.text)).collect();
    world.actors.iter().filter(|a| a.country != body.country).any(|a| {
        a.names.iter().any(|n| crate::text::key_ends_with(&n.text, &ending) && !own.contains(&crate::text::key(&n.text)))
    })
}

/// True where another name of the report is of that country: its own, its people, a place or a body of it.
fn speaks_of(text: &Text, world: &World, country: Country, but: WordId) -> bool {
    let of = |e: &Entry| match *e {
        Entry::Territory(i) | Entry::Demonym(i) | Entry::Capital(i) => world.territories.get(i as usize).map(|t| t.code),
        Entry::Actor(i) => world.actors.get(i as usize)?.country,
        Entry::Place(i) => world.places.get(i as usize)?.country,
        Entry::Weapon(_) => None,
    };
    let said = |w: WordId| text.form(w);
    text.names().iter().filter(|n| said(n.first) != said(but)).any(|n| {
        // A name that many places bear speaks of none of them.
        n.entries.len() <= 3 && n.entries.first().and_then(of) == Some(country)
    })
}

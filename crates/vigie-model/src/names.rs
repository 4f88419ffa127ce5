//! Finds the names of a [`World`] in running text, inflected or not.
//!
//! Names stand in the world in their basic form; texts inflect, hyphenate and capitalise as they please. Both sides are
//! folded ([`fold`]), cut into pieces at spaces, hyphens and apostrophes, and compared piece by piece, so that it does
//! not matter how the text was cut into words. Endings are data of the language; this module knows none.

mod hashes;

use crate::World;
use crate::world::{Entry, Name, Place};
use hashes::{Fnv, HashBits, hash};
use std::collections::HashSet;
use std::hash::{BuildHasherDefault, Hasher};

/// A word longer than this many bytes is never part of a name; it keeps hostile input cheap.
const LONGEST_WORD: usize = 160;
/// No more entries than this are returned for one name.
pub const MOST_ENTRIES: usize = 48;
/// The shortest stem that an ending may be taken from, in characters.
const SHORTEST_STEM: usize = 3;
/// Languages with more endings than this replace the ending of the basic form (declension); those with fewer add
/// theirs to it (plural, feminine), so that there a capitalised name such as `Chine` must not lose its last letter.
const FEW_ENDINGS: usize = 12;

/// Fewer places are indexed sooner than a thread is started for them.
const SHORTEST_PART: usize = 5_000;

/// Names are looked up by so many of the uppermost bits of a hash.
const STARTS_LOG2: u32 = 16;

/// Lower case, no diacritics, one apostrophe, one hyphen, nothing invisible: two spellings that a reader takes for the
/// same word become equal.
///
/// ```
/// use vigie_model::names::fold;
/// assert_eq!(fold("Côte\u{2011}d’Ivoire"), "cote-d'ivoire");
/// assert_eq!(fold("Орёл"), fold("ОРЕЛ"));
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, |c| out.push(c));
    }
    out
}

/// Hands over the letters that a letter becomes.
#[inline]
fn fold_char(c: char, mut give: impl FnMut(char)) {
    match c {
        'a'..='z' | '0'..='9' | ' ' => give(c),
        'A'..='Z' => give(c.to_ascii_lowercase()),
        // Cyrillic letters without a diacritic that readers leave out.
        'а'..='я' => give(c),
        'А'..='Я' => char::from_u32(c as u32 + ('а' as u32 - 'А' as u32)).into_iter().for_each(give),
        // Combining marks and characters without width.
        '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}' | '.' => {}
        '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' | '′' | 'ʹ' | 'ʽ' | '՚' => give('\''),
        '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '־' => give('-'),
        '\u{A0}' | '\u{202F}' | '\u{2009}' | '\t' | '\n' => give(' '),
        _ => {
            for lower in c.to_lowercase() {
                match plain(lower) {
                    Some(plain) => plain.chars().for_each(&mut give),
                    None if ('\u{300}'..='\u{36F}').contains(&lower) => {}
                    None => give(lower),
                }
            }
        }
    }
}

/// A lower-case letter without its diacritic, where it has one that readers leave out.
fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ạ' | 'ả' | 'ấ' | 'ầ' | 'ậ' | 'ắ' | 'ằ' | 'ə' => {
            "a"
        }
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' | 'ḍ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ẹ' | 'ẻ' | 'ế' | 'ề' | 'ệ' | 'ễ' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' => "g",
        'ĥ' | 'ħ' | 'ḥ' | 'ḫ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ị' => "i",
        'ĵ' => "j",
        'ķ' | 'ḳ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ọ' | 'ố' | 'ồ' | 'ộ' | 'ớ' | 'ờ' => {
            "o"
        }
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṣ' => "s",
        'ţ' | 'ť' | 'ț' | 'ṭ' | 'ŧ' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ụ' | 'ứ' | 'ừ' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' | 'ẓ' => "z",
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ё' => "е",
        _ => return None,
    })
}

/// Names of a world in one language, ready to be looked up.
pub struct NameIndex {
    /// Folded pieces of all names, separated by spaces.
    letters: String,
    names: Vec<Record>,
    /// Bits of the hash of a stem of a first piece ([`lower`]), and the name that begins with it; sorted by the whole hash.
    first: Vec<(u32, u32)>,
    /// Where in `first` the hashes with the same uppermost bits begin; a last place behind all.
    starts: Vec<u32>,
    /// Of the hashes in `first`, those of names that may begin with a small letter: most words of a text are told by these to begin no name.
    small: HashBits,
    /// The same of all names, for words with a capital.
    all: HashBits,
    endings: Endings,
    /// Those endings that may also follow a whole basic form.
    added: Endings,
    /// Those endings that a basic form may have of its own.
    basic: Endings,
    longest_ending: usize,
    declines: bool,
}

/// Endings of words.
type Endings = HashSet<String, BuildHasherDefault<Fnv>>;

/// One name.
struct Record {
    start: u32,
    length: u16,
    /// Bit `n` is set where piece `n` begins with a capital.
    capitals: u16,
    pieces: u8,
    /// All capitals, two letters or more.
    acronym: bool,
    demonym: bool,
    /// True for a name that takes endings in every language: words of nationality, members of a group, common nouns.
    bends: bool,
    rank: u8,
    entry: Entry,
}

/// A piece of the text: a word, or what stands between its hyphens and apostrophes.
struct Piece {
    letters: String,
    capital: bool,
    second_capital: bool,
    /// Number of forms used up when the match ends after this piece; zero inside a form.
    forms: usize,
}

impl Record {
    /// Whether text that begins with a small letter may be this name.
    fn may_begin_small(&self) -> bool {
        !self.acronym && (self.capitals == 0 || self.capitals & !1 != 0)
    }
}

/// How far a text is from a name: letters of the text that the name does not share, then letters of the name that the
/// text does not. "Нигерии" is nearer to "Нигерия" (1, 1) than to "Нигер" (2, 0).
type Distance = (usize, usize);

impl NameIndex {
    /// Indexes the names of `world` that serve `language`: its own, those for every language (`*`), and the usual
    /// name of each place. `endings` are the inflectional endings of the language, in any order. One written with `~`
    /// before it (`~ого`) replaces another ending but never follows a whole basic form: "Минского" is no form of
    /// "Минск". One written with `=` after it (`а=`) may end a basic form; where none is so marked, all may.
    pub fn new(world: &World, language: &str, endings: &[String]) -> NameIndex {
        let plain = |e: &str| fold(e.trim().trim_start_matches('~').trim_end_matches('='));
        let of = |wanted: fn(&str) -> bool| -> Endings {
            endings.iter().map(|e| e.trim()).filter(|e| wanted(e)).map(plain).filter(|e| !e.is_empty()).collect()
        };
        let added = of(|e| !e.starts_with('~'));
        let basic = of(|e| e.ends_with('='));
        let endings = of(|_| true);
        let basic = if basic.is_empty() { endings.clone() } else { basic };
        let index = NameIndex {
            letters: String::new(),
            names: Vec::new(),
            first: Vec::new(),
            starts: Vec::new(),
            small: HashBits::of(&[], 1),
            all: HashBits::of(&[], 1),
            longest_ending: endings.iter().map(|e| e.len()).max().unwrap_or(0),
            declines: endings.len() > FEW_ENDINGS,
            added,
            basic,
            endings,
        };
        let mut found = Found::default();
        let serves = |n: &&Name| n.language == language || n.language == "*";
        for (i, t) in (0u32..).zip(&world.territories) {
            for name in t.names.iter().filter(serves) {
                found.add(&index, &name.text, Entry::Territory(i), 0);
            }
            for name in t.demonyms.iter().filter(serves) {
                found.add(&index, &name.text, Entry::Demonym(i), 1);
            }
            for name in t.capitals.iter().filter(serves) {
                found.add(&index, &name.text, Entry::Capital(i), 2);
            }
        }
        let latin = |text: &str| text.chars().any(|c| c.is_ascii_alphabetic());
        for (i, a) in (0u32..).zip(&world.actors) {
            let mut own = a.names.iter().filter(serves).peekable();
            // Where the language writes a body in other letters, it may also be named as it is written elsewhere ("сообщает Radio Okapi").
            let other_letters = own.peek().is_some() && own.all(|n| !latin(&n.text));
            let foreign = |n: &&Name| other_letters && n.text.is_ascii() && latin(&n.text);
            for name in a.names.iter().filter(|n| serves(n) || foreign(n)) {
                found.add(&index, &name.text, Entry::Actor(i), 2);
            }
        }
        for (i, w) in (0u32..).zip(&world.weapons) {
            for name in w.names.iter().filter(serves) {
                found.add(&index, &name.text, Entry::Weapon(i), 3);
            }
        }
        let add_places = |found: &mut Found, first: usize, places: &[Place]| {
            // Most places have one name that serves the language, and few names have stems.
            let likely = places.len() + places.len() / 2;
            found.names.reserve(likely);
            found.first.reserve(likely);
            found.letters.reserve(likely * 10);
            for (i, p) in (first as u32..).zip(places) {
                let rank = if p.theatre == crate::world::GAZETTEER { 5 } else { 4 };
                found.add(&index, &p.name, Entry::Place(i), rank);
                for name in p.names.iter().filter(serves).filter(|n| n.text != p.name) {
                    found.add(&index, &name.text, Entry::Place(i), rank);
                }
            }
        };
        let add_places = &add_places;
        // Places are by far the most names: all cores index them, each a part.
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let size = world.places.len().div_ceil(cores).max(SHORTEST_PART);
        let (here, beside) = world.places.split_at(size.min(world.places.len()));
        std::thread::scope(|threads| {
            let parts = beside.chunks(size).enumerate().map(|(n, places)| {
                threads.spawn(move || {
                    let mut part = Found::default();
                    add_places(&mut part, (n + 1) * size, places);
                    part
                })
            });
            let parts: Vec<_> = parts.collect();
            add_places(&mut found, 0, here);
            for part in parts {
                // A thread that panics does so again here.
                found.absorb(part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            }
        });
        let Found { mut letters, mut names, mut first } = found;
        first.sort_unstable();
        first.dedup();
        let mut starts = vec![0; (1 << STARTS_LOG2) + 1];
        for (hash, _) in &first {
            starts[(hash >> (64 - STARTS_LOG2)) as usize + 1] += 1;
        }
        for start in 1..starts.len() {
            starts[start] += starts[start - 1];
        }
        letters.shrink_to_fit();
        names.shrink_to_fit();
        let small: Vec<u64> =
            first.iter().filter(|(_, id)| names[*id as usize].may_begin_small()).map(|(hash, _)| *hash).collect();
        let small = HashBits::of(&small, 16);
        let all: Vec<u64> = first.iter().map(|(hash, _)| *hash).collect();
        let all = HashBits::of(&all, 8);
        let first = first.into_iter().map(|(hash, id)| (lower(hash), id));
        // A list of its own: one in place of the old would keep the room of that.
        let mut halved = Vec::with_capacity(first.len());
        halved.extend(first);
        NameIndex { letters, names, first: halved, starts, small, all, ..index }
    }

    /// The longest run of `forms` that begins at the first and is a name: how many forms it takes, and the entries it
    /// may stand for, best first. `None` where no name begins here.
    pub fn longest_match(&self, forms: &[&str]) -> Option<(usize, Vec<Entry>)> {
        let first = forms.first()?;
        if first.len() > LONGEST_WORD || !first.starts_with(|c: char| c.is_alphanumeric() || is_invisible(c)) {
            return None;
        }
        if !self.may_begin(first) {
            return None;
        }
        let mut text = Vec::new();
        cut(first, 1, &self.endings, &mut text);
        let begin = text.first()?.letters.clone();
        let mut taken = 1;
        let mut best = 0;
        let mut found: Vec<(Distance, u8, Entry)> = Vec::new();
        self.each_candidate(&begin, |record| {
            while text.len() < record.pieces as usize && taken < forms.len() && forms[taken].len() <= LONGEST_WORD {
                let before = text.len();
                cut(forms[taken], taken + 1, &self.endings, &mut text);
                if text.len() == before && !is_joint(forms[taken]) {
                    break;
                }
                taken += 1;
            }
            let Some((distance, used)) = self.compare(record, &text) else { return };
            if used > best {
                best = used;
                found.clear();
            }
            if used == best {
                found.push((distance, record.rank, record.entry));
            }
        });
        if found.is_empty() {
            return None;
        }
        if found.iter().any(|f| f.0 == (0, 0)) {
            found.retain(|f| f.0 == (0, 0));
        }
        found.sort_unstable_by_key(|&(distance, rank, entry)| (rank, distance, entry));
        let mut entries: Vec<Entry> = Vec::with_capacity(found.len().min(MOST_ENTRIES));
        for (_, _, entry) in found {
            if entries.len() < MOST_ENTRIES && !entries.contains(&entry) {
                entries.push(entry);
            }
        }
        // A name that opens a quotation mark inside ("ЧВК «Вагнер»") takes the closing one as well.
        let opened = forms[..best].iter().filter(|f| is_quote(f)).count() % 2 == 1;
        if opened && forms.get(best).is_some_and(|f| is_quote(f)) {
            best += 1;
        }
        Some((best, entries))
    }

    /// False where it takes no more than the hashes of the first piece of `form` to tell that no name begins with it.
    fn may_begin(&self, form: &str) -> bool {
        let of_piece = |c: &char| !is_hyphen(*c) && !is_apostrophe(*c) && !c.is_whitespace();
        let mut letters = form.chars().filter(|c| !is_invisible(*c)).skip_while(|c| !of_piece(c)).take_while(of_piece).peekable();
        if self.longest_ending >= u64::BITS as usize - 1 {
            return true;
        }
        let begins = if letters.peek().is_some_and(|c| c.is_uppercase()) { &self.all } else { &self.small };
        let mut hash = Fnv::default();
        // Bit `n` tells of the stem that is left without the last `n` bytes.
        let mut stems = 0u64;
        let mut count = 0;
        for c in letters {
            fold_char(c, |folded| {
                let mut room = [0; 4];
                let bytes = folded.encode_utf8(&mut room).as_bytes();
                hash.write(bytes);
                count += 1;
                stems = stems << bytes.len() | u64::from(count >= SHORTEST_STEM && begins.may_hold(hash.finish()));
            });
        }
        stems & ((2 << self.longest_ending) - 1) != 0 || begins.may_hold(hash.finish())
    }

    /// Calls `then` with every name whose first piece may be the basic form of `piece`.
    fn each_candidate(&self, piece: &str, mut then: impl FnMut(&Record)) {
        let mut seen: Vec<u32> = Vec::new();
        for key in std::iter::once(piece).chain(stems(piece, &self.endings, self.longest_ending)) {
            let key = hash(key);
            if !self.all.may_hold(key) {
                continue;
            }
            // Nearly always none or one: a binary search over all would wait for memory at every step.
            let start = (key >> (64 - STARTS_LOG2)) as usize;
            let near = &self.first[self.starts[start] as usize..self.starts[start + 1] as usize];
            for &(_, id) in near.iter().filter(|&&(h, _)| h == lower(key)) {
                if !seen.contains(&id) {
                    if seen.len() < 2 * MOST_ENTRIES {
                        seen.push(id);
                    }
                    then(&self.names[id as usize]);
                }
            }
        }
    }

    /// How far the text is from the name, and how many forms the name takes of it.
    fn compare(&self, record: &Record, text: &[Piece]) -> Option<(Distance, usize)> {
        let wanted = record.pieces as usize;
        let forms = text.get(wanted - 1)?.forms;
        if forms == 0 || !self.case_agrees(record, &text[..wanted]) {
            return None;
        }
        let letters = &self.letters[record.start as usize..record.start as usize + usize::from(record.length)];
        let mut all = (0, 0);
        for (name, piece) in letters.split(' ').zip(text) {
            let (of_text, of_name) = self.distance(name, &piece.letters, record, wanted > 1)?;
            all = (all.0 + of_text, all.1 + of_name);
        }
        Some((all, forms))
    }

    fn case_agrees(&self, record: &Record, text: &[Piece]) -> bool {
        if record.acronym {
            let second = text[0].letters.chars().nth(1).is_none() || text[0].second_capital;
            return text[0].capital && second;
        }
        let capital = |n: usize| record.capitals >> n & 1 == 1;
        if !(0..text.len()).any(capital) {
            return true;
        }
        // One capital is enough where the name has several: "ministère de la Défense" and "Ministère de la Défense".
        (0..text.len()).any(|n| capital(n) && text[n].capital)
    }

    /// How far a piece of text is from the piece of a name, `None` where it is no form of it.
    fn distance(&self, name: &str, text: &str, record: &Record, several: bool) -> Option<Distance> {
        if name == text {
            return Some((0, 0));
        }
        let common = name.chars().zip(text.chars()).take_while(|(a, b)| a == b).count();
        // Inside a longer name two letters are enough: "Яре" in "Часов Яр".
        if common < SHORTEST_STEM - usize::from(several) {
            return None;
        }
        let after = |s: &str, n: usize| s.char_indices().nth(n).map_or(s.len(), |(at, _)| at);
        let rest = |s: &str| s.chars().count() - common;
        // Where names do not decline, words of nationality and common nouns still take a plural or a feminine; a town
        // does not: "Dans" is no form of "Dan".
        if !(self.declines || record.bends) {
            return None;
        }
        if rest(name) == 0 && self.added.contains(&text[after(text, common)..]) {
            return Some((rest(text), 0));
        }
        if !(self.declines || record.demonym) {
            return None;
        }
        for stem in (SHORTEST_STEM..=common).rev() {
            let (of_name, of_text) = (&name[after(name, stem)..], &text[after(text, stem)..]);
            if of_name.len() > self.longest_ending || of_text.len() > self.longest_ending {
                break;
            }
            // A form without any ending ("сил" of "силы", "армян" of "армяне") is believed in words of nationality and
            // inside longer names only: "Иваново" has no such form, and "Иванов" is somebody else.
            let bare = of_text.is_empty() && (several || (record.demonym && stem > SHORTEST_STEM));
            if self.basic.contains(of_name) && (bare || self.endings.contains(of_text)) {
                return Some((rest(text), rest(name)));
            }
        }
        None
    }
}

/// Names on their way into an index.
#[derive(Default)]
struct Found {
    letters: String,
    names: Vec<Record>,
    /// Hash of a stem of a first piece, and the name that begins with it.
    first: Vec<(u64, u32)>,
}

impl Found {
    /// Adds the names found in another part of the world behind its own.
    fn absorb(&mut self, other: Found) {
        let (letters, names) = (self.letters.len() as u32, self.names.len() as u32);
        self.letters.push_str(&other.letters);
        self.names.extend(other.names.into_iter().map(|n| Record { start: n.start + letters, ..n }));
        self.first.extend(other.first.into_iter().map(|(hash, id)| (hash, id + names)));
    }

    fn add(&mut self, index: &NameIndex, text: &str, entry: Entry, rank: u8) {
        if text.len() > LONGEST_WORD * 2 {
            return;
        }
        let pieces = pieces_of(text);
        if pieces.is_empty() || pieces.len() > 16 || !pieces[0].letters.contains(|c: char| c.is_alphabetic()) {
            return;
        }
        let demonym = matches!(entry, Entry::Demonym(_));
        let id = self.names.len() as u32;
        let start = self.letters.len() as u32;
        let mut capitals = 0u16;
        for (n, piece) in pieces.iter().enumerate() {
            if n > 0 {
                self.letters.push(' ');
            }
            self.letters.push_str(&piece.letters);
            capitals |= u16::from(piece.capital) << n;
        }
        let first = &pieces[0].letters;
        self.first.push((hash(first), id));
        if index.declines || demonym {
            for stem in stems(first, &index.basic, index.longest_ending) {
                self.first.push((hash(stem), id));
            }
        }
        let cased = || text.chars().filter(|c| c.is_lowercase() || c.is_uppercase());
        self.names.push(Record {
            start,
            length: (self.letters.len() as u32 - start) as u16,
            capitals,
            pieces: pieces.len() as u8,
            acronym: cased().count() >= 2 && cased().all(char::is_uppercase),
            demonym,
            bends: demonym || capitals == 0 || matches!(entry, Entry::Actor(_)),
            rank,
            entry,
        });
        // "Sana'a" is also written "Sanaa": the apostrophe may be left out where it splits a word.
        if let Some(without) = without_inner_apostrophes(text) {
            self.add(index, &without, entry, rank);
        }
    }
}

/// What is left of a piece when each ending it may have is taken off, longest stem first.
fn stems<'p>(piece: &'p str, endings: &Endings, longest: usize) -> impl Iterator<Item = &'p str> {
    piece
        .char_indices()
        .skip(SHORTEST_STEM)
        .filter(move |&(at, _)| piece.len() - at <= longest && endings.contains(&piece[at..]))
        .map(move |(at, _)| &piece[..at])
}

fn pieces_of(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for word in text.split_whitespace() {
        cut(word, 1, &Endings::default(), &mut pieces);
    }
    pieces
}

/// Appends the pieces of one form. The last carries the number of forms used; so does one before an apostrophe that
/// only an ending follows ("Moscow's").
fn cut(form: &str, forms: usize, endings: &Endings, pieces: &mut Vec<Piece>) {
    let before = pieces.len();
    let mut at_start = true;
    let mut letters = 0usize;
    let mut apostrophe_at = None;
    for c in form.chars() {
        if is_invisible(c) {
            continue;
        }
        if is_hyphen(c) || is_apostrophe(c) || c.is_whitespace() {
            at_start = true;
            apostrophe_at = is_apostrophe(c).then_some(pieces.len());
            continue;
        }
        if at_start {
            let room = String::with_capacity(form.len());
            pieces.push(Piece { letters: room, capital: c.is_uppercase(), second_capital: false, forms: 0 });
            at_start = false;
            letters = 0;
        }
        if let Some(piece) = pieces.last_mut() {
            if letters == 1 {
                piece.second_capital = c.is_uppercase();
            }
            letters += usize::from(c.is_alphanumeric());
            fold_char(c, |c| piece.letters.push(c));
        }
    }
    let is_word = |p: &Piece| p.letters.contains(|c: char| c.is_alphanumeric());
    if !pieces[before..].iter().all(is_word) {
        pieces.truncate(before);
        return;
    }
    if pieces.len() > before {
        let last = pieces.len() - 1;
        pieces[last].forms = forms;
        if apostrophe_at == Some(last) && last > before && endings.contains(&pieces[last].letters) {
            pieces[last - 1].forms = forms;
        }
    }
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '‛' | 'ʼ' | 'ʻ' | '`' | '´' | 'ʿ' | 'ʾ' | '′' | 'ʹ' | 'ʽ' | '՚')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '־')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{AD}')
}

/// True for a form that joins two parts of a name: a hyphen, an apostrophe or a quotation mark cut off as a word.
fn is_joint(form: &str) -> bool {
    let joins = |c| is_hyphen(c) || is_apostrophe(c) || is_invisible(c);
    is_quote(form) || (!form.is_empty() && form.chars().all(joins))
}

fn is_quote(form: &str) -> bool {
    !form.is_empty() && form.chars().all(|c| matches!(c, '«' | '»' | '"' | '“' | '”' | '„'))
}

fn without_inner_apostrophes(text: &str) -> Option<String> {
    if !text.contains(is_apostrophe) {
        return None;
    }
    let letters: Vec<char> = text.chars().collect();
    let inner = |i: usize| {
        // After one or two letters it is an elision ("d'Ivoire"), which is always written.
        is_apostrophe(letters[i])
            && i >= 3
            && letters[i - 3..i].iter().all(|c| c.is_alphabetic())
            && letters.get(i + 1).is_some_and(|c| c.is_alphabetic())
    };
    let without: String = (0..letters.len()).filter(|&i| !inner(i)).map(|i| letters[i]).collect();
    (without != text).then_some(without)
}

/// The bits of a hash below those that an index keeps apart.
fn lower(hash: u64) -> u32 {
    (hash >> (32 - STARTS_LOG2)) as u32
}

/// Edit distance in letters (Levenshtein), if it is at most `most`: of folded names, in `char`s.
pub fn edit_distance(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(ca != cb)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
        if row.iter().all(|d| *d > most) {
            return None;
        }
    }
    row.last().copied().filter(|d| *d <= most)
}

#[cfg(test)]
mod tests;

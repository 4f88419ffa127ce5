//! Which side's name for a place a claim uses: two towns' worth of names for one town are told, spellings and cases are not.
//!
//! A name is compared by its sound, as far as letters tell it: Cyrillic is written in Latin letters, digraphs become one
//! letter, and what is left without its vowels is the frame that transliterations share ("Farrukh", "Fərrux", "Фарруха").

use vigie_model::Country;
use vigie_model::names::{edit_distance, fold};
use vigie_model::sound::Sound;
use vigie_model::world::GAZETTEER;
use vigie_model::world::Place;

/// A mention of more words than this is a description.
const MOST_WORDS: usize = 16;

/// A name of a place among those that are one name to the ear.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Called {
    /// The names that sound alike are one class; numbers mean nothing beyond the entry.
    pub class: usize,
    /// Sides whose form it is, as the world has it; none for a name that no side is known for.
    pub sides: Vec<Country>,
    /// The name in its basic form.
    pub name: String,
}

/// The names of one place, sorted into classes.
pub(crate) struct Names {
    names: Vec<Known>,
}

struct Known {
    sound: Sound,
    script: Script,
    called: Called,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Script {
    Latin,
    Cyrillic,
}

impl Names {
    /// `None` where the place has but one name, whatever its spellings.
    pub(crate) fn of(place: &Place) -> Option<Names> {
        let mut names: Vec<(&str, &str)> = vec![(&place.name, "*")];
        names.extend(place.forms.iter().map(|(_, form)| (form.as_str(), "*")));
        names.extend(place.names.iter().map(|n| (&*n.text, &*n.language)));
        let mut heard: Vec<(&str, &str, Sound, Script)> = Vec::new();
        for (name, language) in names {
            if let (Some(sound), Some(script)) = (Sound::of(name), script_of(name)) {
                heard.push((name, language, sound, script));
            }
        }
        let classes = if place.forms.is_empty() { by_sound(place, &heard)? } else { by_side(place, &heard) };
        let names: Vec<Known> = heard
            .into_iter()
            .zip(classes)
            .filter_map(|((name, _, sound, script), (class, sides))| {
                Some(Known { sound, script, called: Called { class: class?, sides, name: name.to_owned() } })
            })
            .collect();
        let several = names.iter().any(|n| n.called.class != names[0].called.class);
        several.then_some(Names { names })
    }

    /// The name that a mention uses. `None` where it uses none, or several, or where its letters do not tell which; and
    /// where the script it is written in has no other name for the place, so that nothing was chosen.
    pub(crate) fn used_in(&self, mention: &str) -> Option<&Called> {
        let script = script_of(mention)?;
        let written: Vec<&Known> = self.names.iter().filter(|n| n.script == script).collect();
        let first = written.first()?;
        if written.iter().all(|n| n.called.class == first.called.class) {
            return None;
        }
        let folded = fold(mention);
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
        if words.len() > MOST_WORDS {
            return None;
        }
        // Fewest letters of the frame that differ, most words, fewest letters that differ.
        let mut best: Option<(usize, usize, usize)> = None;
        let mut found: Vec<(&Called, usize)> = Vec::new();
        for known in &written {
            for window in words.windows(known.sound.words.min(words.len()).max(1)) {
                let Some(sound) = Sound::of(&window.join(" ")) else { continue };
                let apart = distance(&sound.frame, &known.sound.frame);
                if !is_near(apart, &sound.frame, &known.sound.frame) {
                    continue;
                }
                // Where names are declined the last letters are an ending as well as a part of the name.
                let rest = if script == Script::Latin { distance(&sound.letters, &known.sound.letters) } else { 0 };
                let at = (apart, MOST_WORDS - window.len(), rest);
                if best.is_none_or(|b| at < b) {
                    best = Some(at);
                    found.clear();
                }
                if best == Some(at) {
                    found.push((&known.called, distance(&lower(&known.called.name), &lower(mention))));
                }
            }
        }
        // Of spellings that sound alike, the one that is written.
        let (called, _) = *found.iter().min_by_key(|(_, spelling)| *spelling)?;
        found.iter().all(|(c, _)| c.class == called.class).then_some(called)
    }
}

type Classed = (Option<usize>, Vec<Country>);

/// Each name belongs to the side whose form it is or sounds most like; the usual name, where no side's form is spelt so,
/// and what sounds like it belong to nobody.
fn by_side(place: &Place, heard: &[(&str, &str, Sound, Script)]) -> Vec<Classed> {
    let mut forms: Vec<(Sound, Vec<Country>)> = Vec::new();
    for (side, form) in &place.forms {
        let Some(sound) = Sound::of(form) else { continue };
        match forms.iter_mut().find(|(known, _)| *known == sound) {
            Some((_, sides)) => sides.push(*side),
            None => forms.push((sound, vec![*side])),
        }
    }
    if let Some(usual) = Sound::of(&place.name)
        && !forms.iter().any(|(form, _)| *form == usual)
    {
        forms.push((usual, Vec::new()));
    }
    let of = |sound: &Sound| -> Classed {
        if let Some(n) = forms.iter().position(|(form, _)| form == sound) {
            return (Some(n), forms[n].1.clone());
        }
        let apart = |(form, _): &(Sound, Vec<Country>)| {
            let apart = distance(&form.frame, &sound.frame);
            is_near(apart, &form.frame, &sound.frame).then_some((apart, distance(&form.letters, &sound.letters)))
        };
        let near: Vec<(usize, (usize, usize))> = forms.iter().enumerate().filter_map(|(n, f)| Some((n, apart(f)?))).collect();
        let Some(least) = near.iter().map(|(_, d)| *d).min() else { return (None, Vec::new()) };
        let mut nearest = near.iter().filter(|(_, d)| *d == least);
        match (nearest.next(), nearest.next()) {
            (Some((n, _)), None) => (Some(*n), forms[*n].1.clone()),
            _ => (None, Vec::new()),
        }
    };
    heard.iter().map(|(_, _, sound, _)| of(sound)).collect()
}

/// Without the forms of sides: names of a settlement or a height that share neither a word nor a sound, and that one
/// language has both of. What only languages tell apart ("Cairo", "Le Caire") is one name.
fn by_sound(place: &Place, heard: &[(&str, &str, Sound, Script)]) -> Option<Vec<Classed>> {
    let settled = matches!(&*place.sort, "village" | "town" | "city" | "height" | "post");
    if !settled || place.theatre == GAZETTEER {
        return None;
    }
    let mut class: Vec<usize> = (0..heard.len()).collect();
    for a in 0..heard.len() {
        for b in 0..a {
            if alike(&heard[a], &heard[b]) && class[a] != class[b] {
                let (from, to) = (class[a].max(class[b]), class[a].min(class[b]));
                class.iter_mut().filter(|c| **c == from).for_each(|c| *c = to);
            }
        }
    }
    let languages = |of: usize| heard.iter().zip(&class).filter(move |(_, c)| **c == of).map(|((_, language, ..), _)| *language);
    let usual = class.first().copied()?;
    // The class of the usual name and those that stand beside it in one language.
    let chosen: Vec<usize> =
        class.iter().copied().filter(|c| *c == usual || languages(*c).any(|l| languages(usual).any(|u| u == l))).collect();
    Some(class.iter().map(|c| (chosen.contains(c).then_some(*c), Vec::new())).collect())
}

fn alike(a: &(&str, &str, Sound, Script), b: &(&str, &str, Sound, Script)) -> bool {
    let longest = a.2.frame.len().max(b.2.frame.len());
    let shares_a_word = || {
        let words =
            |name: &str| -> Vec<Sound> { fold(name).split(|c: char| !c.is_alphanumeric()).filter_map(Sound::of).collect() };
        let of_b = words(b.0);
        words(a.0)
            .iter()
            .any(|w| w.letters.len() > 3 && of_b.iter().any(|o| is_near(distance(&w.frame, &o.frame), &w.frame, &o.frame)))
    };
    2 * distance(&a.2.frame, &b.2.frame) <= longest || shares_a_word()
}

/// One letter in three may differ.
fn is_near(apart: usize, a: &[char], b: &[char]) -> bool {
    3 * apart <= a.len().max(b.len())
}

/// The one script that a text is written in; nothing for other scripts and for a mixture.
fn script_of(text: &str) -> Option<Script> {
    let mut found = None;
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        let script = match c {
            '\u{400}'..='\u{52F}' => Script::Cyrillic,
            c if c.is_ascii() || ('\u{C0}'..='\u{24F}').contains(&c) || ('\u{1E00}'..='\u{1EFF}').contains(&c) || c == 'ə' => {
                Script::Latin
            }
            _ => return None,
        };
        if found.is_some_and(|f| f != script) {
            return None;
        }
        found = Some(script);
    }
    found
}

fn lower(text: &str) -> Vec<char> {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// Edit distance in letters, however far.
fn distance(a: &[char], b: &[char]) -> usize {
    edit_distance(a, b, usize::MAX).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::world::Name;

    /// `names` as "xx:name", forms as "AAA=name".
    fn place(name: &str, names: &[&str], forms: &[&str]) -> Place {
        let name_of = |s: &&str| {
            let (language, text) = s.split_once(':').expect("language:name");
            Name { language: language.to_owned().into(), text: text.to_owned().into() }
        };
        let form = |s: &&str| {
            let (side, text) = s.split_once('=').expect("side=name");
            (side.parse().expect("a code"), text.to_owned())
        };
        Place {
            name: name.to_owned().into(),
            sort: "town".into(),
            theatre: "hills".into(),
            names: names.iter().map(name_of).collect(),
            forms: forms.iter().map(form).collect(),
            ..Place::default()
        }
    }

    /// The side whose name the mention uses: its code, "nobody's", or "-" where nothing is told.
    fn side(names: &Option<Names>, mention: &str) -> String {
        match names.as_ref().and_then(|n| n.used_in(mention)) {
            None => "-".to_owned(),
            Some(c) if c.sides.is_empty() => format!("nobody's {}", c.name),
            Some(c) => c.sides.iter().map(|c| c.to_string()).collect::<Vec<_>>().join("+"),
        }
    }

    #[test]
    fn a_side_is_known_by_its_form_in_any_spelling_case_or_script() {
        let others = ["*:Farukh", "*:Furukh", "*:Farrukh", "fr:Paroukh", "fr:Farroukh", "ru:Парух", "ru:Фаррух", "ru:Фурух"];
        let names = Names::of(&place("Parukh", &others, &["ARM=Parukh", "AZE=Fərrux"]));
        for mention in
            ["Parukh", "Paroukh", "Parux", "Парух", "Паруха", "Парухе", "Парухом", "село Парух", "village de Parukh", "PARUKH"]
        {
            assert_eq!(side(&names, mention), "ARM", "{mention}");
        }
        for mention in ["Farrukh", "Farukh", "Farroukh", "Fərrux", "Фаррух", "Фарруха", "Фуруху", "d’Farrukh"]
        {
            assert_eq!(side(&names, mention), "AZE", "{mention}");
        }
        for mention in ["the village", "село", "Parukh (Farrukh)", "Փառուխ", "", "Askeran"] {
            assert_eq!(side(&names, mention), "-", "{mention}");
        }
    }

    #[test]
    fn another_name_altogether_is_a_sides_name() {
        let names = Names::of(&place(
            "Stepanakert",
            &["*:Khankendi", "fr:Stépanakert", "ru:Степанакерт", "ru:Ханкенди"],
            &["ARM=Stepanakert", "AZE=Xankəndi"],
        ));
        for (mention, expected) in [
            ("Stépanakert", "ARM"),
            ("Степанакерте", "ARM"),
            ("Khankendi", "AZE"),
            ("Ханкенди", "AZE"),
            ("ville de Xankendi", "AZE"),
        ] {
            assert_eq!(side(&names, mention), expected, "{mention}");
        }
    }

    #[test]
    fn vowels_tell_only_where_no_ending_can_be_meant() {
        let names = Names::of(&place("Shusha", &["*:Shushi", "ru:Шуша", "ru:Шуши"], &["ARM=Shushi", "AZE=Şuşa"]));
        for (mention, expected) in [("Shushi", "ARM"), ("Shusha", "AZE"), ("Choucha", "AZE"), ("Шуши", "-"), ("Шуше", "-")]
        {
            assert_eq!(side(&names, mention), expected, "{mention}");
        }
    }

    #[test]
    fn where_a_script_has_one_name_nothing_is_chosen() {
        let names = Names::of(&place("Luhansk", &["*:Lugansk", "ru:Луганск"], &["UKR=Luhansk", "RUS=Lugansk"]));
        for (mention, expected) in [("Luhansk", "UKR"), ("Lugansk", "RUS"), ("Луганске", "-"), ("Луганск", "-")] {
            assert_eq!(side(&names, mention), expected, "{mention}");
        }
    }

    #[test]
    fn the_usual_name_is_nobodys_where_no_side_writes_it_so() {
        let names = Names::of(&place("Nicosia", &["*:Lefkosia", "*:Lefkosa", "fr:Nicosie"], &["CYP=Lefkosia", "TUR=Lefkoşa"]));
        let cases = [("Nicosia", "nobody's Nicosia"), ("Nicosie", "nobody's Nicosie"), ("Lefkosia", "CYP"), ("Lefkosa", "TUR")];
        for (mention, expected) in cases {
            assert_eq!(side(&names, mention), expected, "{mention}");
        }
    }

    #[test]
    fn without_forms_of_sides_only_names_of_another_sound_are_told_apart() {
        let one = |name: &str, names: &[&str]| Names::of(&place(name, names, &[])).is_none();
        assert!(one("Khan Younis", &["*:Khan Yunis", "fr:Khan Younès", "ru:Хан-Юнис"]), "spellings");
        assert!(one("Cairo", &["fr:Le Caire", "ru:Каир"]), "names of languages");
        assert!(one("Upper Ford", &["*:Ford village", "*:Old Ford"]), "a word is shared");
        assert!(one("Aleppo", &["fr:Alep", "ru:Алеппо"]), "one sound");
        let names = Names::of(&place("Bakhmut", &["*:Artemivsk", "ru:Бахмут", "ru:Артёмовск"], &[]));
        for (mention, expected) in
            [("Bakhmut", "nobody's Bakhmut"), ("Артемовске", "nobody's Артёмовск"), ("Бахмутом", "nobody's Бахмут")]
        {
            assert_eq!(side(&names, mention), expected, "{mention}");
        }
        let mut gazetteer = place("Bakhmut", &["*:Artemivsk"], &[]);
        gazetteer.theatre = GAZETTEER.into();
        assert!(Names::of(&gazetteer).is_none(), "names of the general gazetteer are in any language");
    }
}

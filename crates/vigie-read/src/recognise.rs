//! Which language a text is in.

use crate::spelling::{Recognition, fold_plain};
use std::collections::HashMap;
use std::sync::OnceLock;

/// No more words than this are looked at: the beginning of a report tells enough.
const WORDS: usize = 400;

/// The code of the built-in language that a text is written in; `None` where nothing tells.
///
/// Counts letters of each language's script, its frequent words and word endings, and letters that only it or only
/// others use. Works on a headline as long as one small word, ending or letter of the language is in it.
pub fn recognise(text: &str) -> Option<&'static str> {
    static KNOWN: OnceLock<Vec<(&'static str, Recognition)>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let packs = vigie_languages::bundled().iter();
        packs.filter_map(|p| Some((p.code, Recognition::parse(p.text("language.toml")?).ok()?))).collect()
    });
    let mut scripts: HashMap<&'static str, usize> = HashMap::new();
    let mut words: Vec<String> = Vec::new();
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()).take(WORDS) {
        if let Some(script) = word.chars().next().and_then(script_of) {
            *scripts.entry(script).or_default() += word.chars().count();
        }
        words.push(fold_plain(word));
    }
    let script = *scripts.iter().max_by_key(|(name, count)| (**count, **name))?.0;
    let mut scored: Vec<(f64, &'static str)> = known
        .iter()
        .filter(|(_, r)| r.script == script)
        .map(|(code, r)| (words.iter().map(|w| r.score(w)).sum::<f64>(), *code))
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
    match scored.as_slice() {
        [] => None,
        // The only language of its script needs no words, only no letters that it does not have.
        [(score, code)] => (*score > -0.5).then_some(*code),
        [(best, code), (second, _), ..] => (*best > 0.0 && best > second).then_some(*code),
    }
}

/// The script of a letter, by its Unicode name.
fn script_of(c: char) -> Option<&'static str> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => "Latin",
        '\u{370}'..='\u{3ff}' => "Greek",
        '\u{400}'..='\u{52f}' => "Cyrillic",
        '\u{530}'..='\u{58f}' => "Armenian",
        '\u{590}'..='\u{5ff}' => "Hebrew",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' => "Arabic",
        '\u{900}'..='\u{97f}' => "Devanagari",
        '\u{980}'..='\u{9ff}' => "Bengali",
        '\u{e00}'..='\u{e7f}' => "Thai",
        '\u{1000}'..='\u{109f}' => "Myanmar",
        '\u{10a0}'..='\u{10ff}' => "Georgian",
        '\u{1200}'..='\u{137f}' => "Ethiopic",
        '\u{1780}'..='\u{17ff}' => "Khmer",
        '\u{3040}'..='\u{30ff}' => "Kana",
        '\u{4e00}'..='\u{9fff}' => "Han",
        '\u{ac00}'..='\u{d7af}' => "Hangul",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::recognise;

    #[test]
    fn tells_headlines_apart() {
        for (text, code) in [
            ("Six killed in strike on Gaza camp", Some("en")),
            ("Sudan army retakes bridge", Some("en")),
            ("UN peacekeepers wounded near Kfar Kila", Some("en")),
            ("Truce collapses", Some("en")),
            ("RDC : malgré la trêve, le M23 s’empare de Karuba", Some("fr")),
            ("Goma : six morts", Some("fr")),
            ("Soudan : l'armée reprend un pont", Some("fr")),
            ("Frappes israéliennes", Some("fr")),
            ("Трое полицейских погибли в Карабахе", Some("ru")),
            ("Обстрел Горловки", Some("ru")),
            ("", None),
            ("12:30", None),
            ("საქართველო", None),
            ("مراسلنا", None),
            ("Військові повідомили про їхні втрати", None),
        ] {
            assert_eq!(recognise(text), code, "{text}");
        }
    }
}

//! How many of the mentions of annotated reports hold a name that the model finds: parties, speakers and places of claims.

use super::Reader;
use super::marked::Places;
use super::measure::in_bytes;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use vigie_model::Report;
use vigie_read::naming::spans;
use vigie_read::{NameSort, read};

/// Mentions that hold a capital letter: how many there are, in how many a name is found, and of the wanted sort.
#[derive(Default)]
struct Found {
    there: usize,
    named: usize,
    of_sort: usize,
}

/// A Markdown table over the reports of the reader's language in `folder`, each with the claims that people found in it.
///
/// Places are looked for as places; parties and speakers as whatever names there are, for they are persons, bodies and capitals.
pub fn table(folder: &Path, reader: &Reader) -> Result<String, String> {
    let (mut places, mut parties) = (Found::default(), Found::default());
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    for path in entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "json")) {
        let told = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let gold: Value = serde_json::from_str(&told).map_err(|e| format!("{}: {e}", path.display()))?;
        if gold["lang"] != reader.language.code.as_str() {
            continue;
        }
        let text = gold["text"].as_str().unwrap_or_default().to_owned();
        let report = Report { text: text.clone(), ..Report::default() };
        let names = in_bytes(spans(&read(&report, &reader.language, &reader.names), &reader.language));
        let (of_places, of_parties) = mentions(&gold, &Places::of(&text));
        for (found, mentions, wanted) in [(&mut places, of_places, Some(NameSort::Place)), (&mut parties, of_parties, None)] {
            for (from, to) in mentions.into_iter().filter(|(from, to)| text[*from..*to].contains(char::is_uppercase)) {
                let mut inside = names.iter().filter(|name| name.0 < to && from < name.1).peekable();
                found.there += 1;
                found.named += usize::from(inside.peek().is_some());
                found.of_sort += usize::from(inside.any(|name| wanted.is_none_or(|sort| name.2 == sort)));
            }
        }
    }
    let share = |part: usize, whole: usize| format!("{:.1}", 100.0 * part as f64 / whole.max(1) as f64);
    let row = |what: &str, found: &Found| {
        format!("| {what} | {} | {} | {} |\n", found.there, share(found.named, found.there), share(found.of_sort, found.there))
    };
    Ok(format!(
        "\nMentions of the claims in {} that hold a capital letter: per cent in which a name is found, and of the wanted sort.\n\n| mention | there | name | sort |\n|---|--:|--:|--:|\n{}{}",
        folder.file_name().unwrap_or_default().display(),
        row("place", &places),
        row("party or speaker", &parties)
    ))
}

type Mentions = BTreeSet<(usize, usize)>;

/// Places, and parties with speakers: each mention once, in bytes.
fn mentions(gold: &Value, places: &Places) -> (Mentions, Mentions) {
    let span = |mention: &Value| {
        let at = |key: &str| mention[key].as_u64().map(|at| places.byte(at as usize));
        Some((at("start")?, at("end")?))
    };
    let claims = || gold["claims"].as_array().into_iter().flatten();
    let of_places = claims().filter_map(|claim| span(&claim["place"])).collect();
    let slots = ["actor", "recipient", "source"];
    let of_parties = claims().flat_map(|claim| slots.into_iter().filter_map(move |slot| claim[slot].as_array())).flatten();
    (of_places, of_parties.filter_map(span).collect())
}

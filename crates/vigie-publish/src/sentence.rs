//! Fills a template: names in their case, verbs in their number, optional groups left out, elision before vowels.

use crate::phrases::Phrases;
use crate::who::Body;
use std::collections::HashMap;

/// Values for the names of a template; a body gives its case and its agreement.
#[derive(Default)]
pub(crate) struct Values<'v> {
    pub words: HashMap<&'static str, String>,
    pub bodies: HashMap<&'static str, &'v [Body]>,
    /// The body that verbs agree with.
    pub agree: &'static str,
}

/// Fills `template`. `{name}` is a value, `{name:g}` its genitive, `{name:after to}` has "to" before each of several bodies, `{name:one|many}` (or three forms) agrees with the number that `name` is, `{a|b}` agrees
/// with the body, `[...]` falls away when a value in it is missing.
pub(crate) fn fill(phrases: &Phrases, template: &str, values: &Values) -> String {
    let filled = group(phrases, template, values).unwrap_or_default();
    elide(phrases, &contract(phrases, &filled))
}

/// `None` when a value is missing.
fn group(phrases: &Phrases, template: &str, values: &Values) -> Option<String> {
    let mut out = String::new();
    let mut rest = template;
    while let Some(at) = rest.find(['{', '[']) {
        out.push_str(&rest[..at]);
        if rest[at..].starts_with('[') {
            let end = at + rest[at..].find(']')?;
            out.push_str(&group(phrases, &rest[at + 1..end], values).unwrap_or_default());
            rest = &rest[end + 1..];
        } else {
            let end = at + rest[at..].find('}')?;
            out.push_str(&value(phrases, &rest[at + 1..end], values)?);
            rest = &rest[end + 1..];
        }
    }
    out.push_str(rest);
    Some(out)
}

fn value(phrases: &Phrases, name: &str, values: &Values) -> Option<String> {
    if let Some((number, forms)) = name.split_once(':').filter(|(_, forms)| forms.contains('|')) {
        let number = values.words.get(number)?.parse::<u32>().unwrap_or(1);
        let forms: Vec<&str> = forms.split('|').collect();
        return forms.get(phrases.file.plural.form(number, forms.len())).map(|f| (*f).to_owned());
    }
    if name.contains('|') {
        let forms: Vec<&str> = name.split('|').collect();
        let bodies = values.bodies.get(values.agree).copied().unwrap_or(&[]);
        return Some(forms[agreement(bodies, forms.len())].to_owned());
    }
    let (name, genitive) = name.strip_suffix(":g").map_or((name, false), |n| (n, true));
    let (name, before) = name.split_once(":after ").map_or((name, String::new()), |(n, word)| (n, format!("{word} ")));
    if let Some(bodies) = values.bodies.get(name) {
        let names: Vec<String> =
            bodies.iter().map(|b| if genitive { &b.genitive } else { &b.nominative }).map(|n| format!("{before}{n}")).collect();
        return (!names.is_empty()).then(|| list(phrases, &names));
    }
    values.words.get(name).cloned()
}

/// Which of the forms agrees: singular|plural, or masculine|feminine|neuter|plural.
fn agreement(bodies: &[Body], forms: usize) -> usize {
    let plural = bodies.len() > 1 || bodies.first().is_none_or(|b| b.gender == "p");
    match (plural, forms) {
        (true, n) => n - 1,
        (false, 4) => match bodies[0].gender.as_str() {
            "f" => 1,
            "n" => 2,
            _ => 0,
        },
        _ => 0,
    }
}

/// "a, b and c".
pub(crate) fn list(phrases: &Phrases, items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{}{}{last}", most.join(", "), phrases.file.list_and),
    }
}

/// Small words that run together, as the language's table says, whatever stands behind them.
fn contract(phrases: &Phrases, text: &str) -> String {
    let mut out = text.to_owned();
    for (full, short) in &phrases.file.contract {
        let mut from = 0;
        while let Some(at) = out[from..].find(full.as_str()).map(|a| a + from) {
            let starts_word = out[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let end = if starts_word { at + short.len() } else { at + full.len() };
            if starts_word {
                out.replace_range(at..at + full.len(), short);
            }
            from = end;
        }
    }
    out
}

/// Words that lose their last letter before a vowel, as the language's table says.
fn elide(phrases: &Phrases, text: &str) -> String {
    let mut out = text.to_owned();
    for (full, short) in &phrases.file.elide {
        let mut from = 0;
        while let Some(at) = out[from..].find(full.as_str()).map(|a| a + from) {
            let starts_word = out[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
            let next = out[at + full.len()..].chars().next();
            if starts_word && next.is_some_and(|c| phrases.file.vowels.contains(c)) {
                out.replace_range(at..at + full.len(), short);
                from = at + short.len();
            } else {
                from = at + full.len();
            }
        }
    }
    out
}

/// The text with its first letter in upper case.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

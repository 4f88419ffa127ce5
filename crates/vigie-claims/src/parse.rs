//! Reads rule files. Every error says which line, what stands there and what may stand there.

use crate::class::{Class, ClassSet};
use crate::families::Families;
use crate::rule::*;
use crate::text::key;
use vigie_model::{Effect, Polarity};

/// A rule file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {what}\n  help: {help}")]
pub struct RuleError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// What is wrong.
    pub what: String,
    /// What to try.
    pub help: String,
}

/// Reads the rules of one file, whose conditions may name families of words. `file` is the path shown in errors and rule names. All errors of
/// the file are returned together.
pub(crate) fn rules(file: &str, text: &str, families: &Families) -> Result<Vec<Rule>, Vec<RuleError>> {
    let mut event = None;
    let mut found: Vec<Rule> = Vec::new();
    let mut errors = Vec::new();
    for (n, raw) in text.lines().enumerate() {
        let number = n as u32 + 1;
        let line = raw.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let mut fail = |what: String, help: &str| {
            errors.push(RuleError { file: file.to_owned(), line: number, what, help: help.to_owned() });
        };
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let rest = rest.trim();
        match word {
            "event" => match Event::from_name(rest) {
                Some(e) => event = Some(e),
                None => fail(
                    format!("unknown event «{rest}»"),
                    "write a kind of spec/claims.md, or saying, unreal, attempted, denying, ended",
                ),
            },
            "match" => match event {
                None => fail("a rule before any event".into(), "write `event KIND` above the first rule"),
                Some(e) => match one_rule(rest, e, families) {
                    Ok(mut rule) => {
                        rule.id = format!("{file}:{number}");
                        found.push(rule);
                    }
                    Err((what, help)) => fail(what, &help),
                },
            },
            "yes" | "no" => match (quoted(rest), found.last_mut()) {
                (Some((text, _)), Some(rule)) => {
                    rule.examples.push(Example { text, wanted: word == "yes", fields: Vec::new(), line: number })
                }
                (None, _) => fail(format!("no quoted sentence after `{word}`"), "write the sentence between double quotes"),
                (_, None) => fail("an example before any rule".into(), "write `match ...` above it"),
            },
            _ if raw.starts_with(char::is_whitespace) && found.last().is_some_and(|r| !r.examples.is_empty()) => {
                match example_fields(line) {
                    Some(fields) => {
                        if let Some(example) = found.last_mut().and_then(|r| r.examples.last_mut()) {
                            example.fields.extend(fields);
                        }
                    }
                    None => fail(format!("cannot read the example's fields «{line}»"), "write: actor \"words\"  place \"words\""),
                }
            }
            _ => fail(format!("«{word}» is not a line of a rule file"), "lines begin with event, match, yes, no or #"),
        }
    }
    if errors.is_empty() { Ok(found) } else { Err(errors) }
}

type Fail = (String, String);

fn one_rule(rest: &str, event: Event, families: &Families) -> Result<Rule, Fail> {
    let mut parts = rest.split_whitespace();
    let pos = match parts.next() {
        Some("verb") => Pos::Verb,
        Some("noun") => Pos::Noun,
        Some("adjective") => Pos::Adjective,
        Some("adverb") => Pos::Adverb,
        Some("phrase") => Pos::Phrase,
        other => {
            return Err((
                format!("«{}» is no part of speech", other.unwrap_or("")),
                "write verb, noun, adjective, adverb or phrase after match".into(),
            ));
        }
    };
    let lemmas: Vec<Vec<String>> = match parts.next() {
        Some(l) if !l.starts_with(['+', '-']) || l.chars().count() == 1 => l
            .split('|')
            .filter(|x| !x.is_empty())
            .map(|x| if pos == Pos::Phrase { x.split('_').map(key).collect() } else { vec![key(&x.replace('_', " "))] })
            .collect(),
        _ => return Err(("no lemmas".into(), "write them after the part of speech, joined by |".into())),
    };
    let mut rule = Rule { lemmas, ..Rule::bare(event, pos) };
    for part in parts {
        if let Some(condition) = part.strip_prefix('+') {
            rule.conditions.push(one_condition(condition, true, families)?);
        } else if let Some(condition) = part.strip_prefix('-') {
            rule.conditions.push(one_condition(condition, false, families)?);
        } else if let Some((name, value)) = part.split_once('=') {
            one_mark(&mut rule, name, value)?;
        } else {
            return Err((
                format!("«{part}» is neither a condition nor a slot"),
                "conditions begin with + or -, slots and marks hold =".into(),
            ));
        }
    }
    Ok(rule)
}

fn one_mark(rule: &mut Rule, name: &str, value: &str) -> Result<(), Fail> {
    match name {
        "effect" => {
            rule.effect = Some(match value {
                "killed" => Effect::Killed,
                "wounded" => Effect::Wounded,
                "captured" => Effect::Captured,
                "missing" => Effect::Missing,
                "displaced" => Effect::Displaced,
                "released" => Effect::Released,
                _ => {
                    return Err((
                        format!("unknown effect «{value}»"),
                        "write killed, wounded, captured, missing, displaced or released".into(),
                    ));
                }
            })
        }
        "content" => {
            rule.content = Some(match value {
                "claimed" => Content::Claimed,
                "denied" => Content::Denied,
                "unreal" => Content::Unreal,
                "factual" => Content::Factual,
                _ => return Err((format!("unknown content «{value}»"), "write claimed, denied, unreal or factual".into())),
            })
        }
        "trigger" => rule.trigger = Some(slot_named(value)?),
        "reciprocal" if value == "yes" => rule.reciprocal = true,
        "future" if value == "yes" => rule.future = true,
        "polarity" if value == "denied" => rule.polarity = Polarity::Denied,
        "polarity" if value == "asserted" => {}
        _ => {
            let slot = slot_named(name)?;
            let role = RoleName::from_name(value).ok_or_else(|| {
                (format!("unknown role «{value}»"), "write actor, recipient, place, means, source, time, auto or none".to_owned())
            })?;
            rule.roles.push((slot, role));
        }
    }
    Ok(())
}

fn slot_named(name: &str) -> Result<Slot, Fail> {
    Slot::from_name(name).ok_or_else(|| {
        let list: Vec<&str> = Slot::ALL.iter().map(|s| s.name()).collect();
        (format!("unknown slot «{name}»"), format!("the slots are {}", list.join(", ")))
    })
}

fn one_condition(text: &str, wanted: bool, families: &Families) -> Result<Condition, Fail> {
    let cut = text.find([':', '~']).unwrap_or(text.len());
    let slot = slot_named(&text[..cut])?;
    let list = text.get(cut + 1..).unwrap_or("");
    let test = match text[cut..].chars().next() {
        None => Test::Any,
        Some(':') => Test::Lemmas(families.spelled_out(list)?),
        Some(_) => {
            let mut set = ClassSet::default();
            for name in list.split([',', '|']) {
                let class = Class::from_name(name).ok_or_else(|| {
                    let all: Vec<&str> = Class::ALL.iter().map(|c| c.name()).collect();
                    (format!("unknown class «{name}»"), format!("the classes are {}", all.join(", ")))
                })?;
                set.insert(class);
            }
            Test::Classes(set)
        }
    };
    if test == Test::Lemmas(Vec::new()) {
        return Err((format!("no lemma in the condition «{text}»"), "write them after the colon, joined by commas".into()));
    }
    Ok(Condition::new(wanted, slot, test))
}

/// The text between the first pair of double quotes, and what follows it.
fn quoted(text: &str) -> Option<(String, &str)> {
    let start = text.find('"')? + 1;
    let end = start + text[start..].find('"')?;
    // A sentence may hold quotation marks of its own: the last one on the line closes it when nothing but space follows.
    let last = text.rfind('"')?;
    if last > end && text[last + 1..].trim().is_empty() && text.starts_with('"') {
        return Some((text[start..last].to_owned(), ""));
    }
    Some((text[start..end].to_owned(), &text[end + 1..]))
}

fn example_fields(line: &str) -> Option<Vec<(String, String)>> {
    let mut fields = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() && !rest.starts_with('#') {
        let (name, tail) = rest.split_once(char::is_whitespace)?;
        let tail = tail.trim_start();
        let body = tail.strip_prefix('"')?;
        let end = body.find('"')?;
        fields.push((name.to_owned(), body[..end].to_owned()));
        rest = body[end + 1..].trim_start();
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_model::EventKind;

    const FILE: &str = r#"
event  withdrawal
match  verb retirer|replier +reflexive -of~abstract  from=place
yes    "Les troupes se sont retirées du village."
       actor "troupes"  place "village"
no     "Il s'est retiré de la vie «active»."
"#;

    #[test]
    fn a_rule_with_its_examples() {
        let found = rules("x.rule", FILE, &Families::default()).expect("it is well formed");
        assert_eq!(found.len(), 1);
        let rule = &found[0];
        assert_eq!(rule.id, "x.rule:3");
        assert_eq!(rule.event, Event::Kind(EventKind::Withdrawal));
        assert_eq!(rule.lemmas, vec![vec!["retirer".to_string()], vec!["replier".to_string()]]);
        assert_eq!(rule.conditions.len(), 2);
        assert_eq!(rule.roles, vec![(Slot::From, RoleName::Place)]);
        assert_eq!(rule.examples[0].fields.len(), 2);
        assert!(!rule.examples[1].wanted);
    }

    #[test]
    fn errors_name_the_line_and_what_to_try() {
        let errors =
            rules("x.rule", "event strike\nmatch verb a +objet:b\nhello\n", &Families::default()).expect_err("it is broken");
        let told: Vec<String> = errors.iter().map(|e| e.to_string()).collect();
        assert!(told[0].starts_with("x.rule:1: unknown event «strike»"), "{told:?}");
        assert!(told[1].contains("x.rule:2: a rule before any event"), "{told:?}");
        assert!(told[2].contains("x.rule:3: «hello»"), "{told:?}");
    }
}

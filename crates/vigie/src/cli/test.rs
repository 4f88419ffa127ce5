//! `vigie test`: runs the examples that a language's rules carry, on the files of a folder, without rebuilding anything.

use super::Outcome;
use super::output::{Output, complain};
use std::path::PathBuf;
use vigie_claims::{Content, Event, Example, Rule};
use vigie_model::names::NameIndex;
use vigie_model::{Claim, EventKind, Polarity, Report};

/// Options of `vigie test`.
#[derive(clap::Args)]
pub struct Options {
    /// The language's folder, such as languages/xx
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
    /// Only rules whose name holds this, such as events/shelling
    #[arg(long, value_name = "TEXT")]
    only: Option<String>,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let code = options.folder.file_name().and_then(|n| n.to_str()).unwrap_or("").to_owned();
    let (language, rules) = match crate::desk::language_of(&options.folder, &code) {
        Ok(both) => both,
        Err(e) => return complain(&e),
    };
    let world = vigie_world::bundled();
    let names = NameIndex::new(world, &code, language.name_endings());
    let mut output = Output::new();
    let (mut passed, mut failed) = (0, 0);
    for rule in rules.all.iter().filter(|r| options.only.as_ref().is_none_or(|o| r.id.contains(o.as_str()))) {
        for example in &rule.examples {
            let report =
                Report { id: "example".into(), text: example.text.clone(), language: Some(code.clone()), ..Report::default() };
            let reading = vigie_read::read(&report, &language, &names);
            let claims = vigie_claims::find(&reading, &rules, world);
            let verdict = match rule.kind() {
                Some(kind) => judge(example, kind, &claims),
                None => judge_standing(example, rule, &claims),
            };
            match verdict {
                Ok(()) => passed += 1,
                Err(why) => {
                    failed += 1;
                    let file = rule.id.rsplit_once(':').map_or(rule.id.as_str(), |(f, _)| f);
                    output.line(&format!("{file}:{}: «{}»\n  {why}", example.line, example.text));
                }
            }
        }
    }
    output.line(&format!("{passed} passed, {failed} failed"));
    output.finish(if failed > 0 { Outcome::Nothing } else { Outcome::Found })
}

/// Whether the claims stand as a rule of speech or of reality says: told by somebody, not told at all, denied, or told all the same.
fn judge_standing(example: &Example, rule: &Rule, claims: &[Claim]) -> Result<(), String> {
    let told = || match claims {
        [] => "nothing".to_owned(),
        some => some.iter().map(crate::draw::summary).collect::<Vec<_>>().join("; "),
    };
    let holds_all = |c: &Claim| example.fields.iter().all(|(field, wanted)| holds(c, field, wanted));
    let on_the_ground = |c: &&Claim| !c.kind.is_speech_act();
    let (holds, wanted) = match (rule.event, example.wanted) {
        // Told as it stands: nobody's word is needed.
        (Event::Saying, true) if rule.content == Some(Content::Factual) => {
            (claims.iter().any(holds_all), "a claim with these fields")
        }
        (Event::Saying, true) => (claims.iter().any(|c| !c.source.is_empty() && holds_all(c)), "a claim with that source"),
        (Event::Saying, false) => (claims.iter().all(|c| c.source.is_empty()), "no claim with a source"),
        (Event::Unreal, true) => (claims.iter().find(on_the_ground).is_none(), "no claim of what is not told as done"),
        (Event::Denying, true) => (
            claims.iter().any(|c| c.polarity == Polarity::Denied || matches!(c.kind, EventKind::Compliance | EventKind::Denial)),
            "a claim denied",
        ),
        (Event::Denying, false) => (claims.iter().all(|c| c.polarity == Polarity::Asserted), "no claim denied"),
        (_, _) => (!claims.is_empty() && claims.iter().any(holds_all), "a claim, asserted"),
    };
    if holds { Ok(()) } else { Err(format!("must give {wanted}, gives: {}", told())) }
}

/// Whether the claims are what the example asks for.
fn judge(example: &Example, kind: EventKind, claims: &[Claim]) -> Result<(), String> {
    let told = || claims.iter().map(crate::draw::summary).collect::<Vec<_>>().join("; ");
    let same: Vec<&Claim> = claims.iter().filter(|c| c.kind == kind).collect();
    if !example.wanted {
        return if same.is_empty() { Ok(()) } else { Err(format!("must give no {kind}, gives: {}", told())) };
    }
    if same.is_empty() {
        return Err(format!("must give {kind}, gives: {}", if claims.is_empty() { "nothing".to_owned() } else { told() }));
    }
    let misses = |c: &Claim| -> Vec<String> {
        example
            .fields
            .iter()
            .filter(|(field, wanted)| !holds(c, field, wanted))
            .map(|(field, wanted)| format!("{field} must hold «{wanted}»"))
            .collect()
    };
    let best = same.iter().map(|c| misses(c)).min_by_key(Vec::len).unwrap_or_default();
    if best.is_empty() { Ok(()) } else { Err(format!("{}; gives: {}", best.join(", "), told())) }
}

fn holds(claim: &Claim, field: &str, wanted: &str) -> bool {
    let any = |list: &[vigie_model::Entity]| list.iter().any(|e| e.text.contains(wanted) || wanted.contains(&e.text));
    match field {
        "actor" => any(&claim.actor),
        "recipient" => any(&claim.recipient),
        "source" => any(&claim.source),
        "place" => claim.place.as_ref().is_some_and(|p| p.text.contains(wanted) || p.name == wanted || wanted.contains(&p.text)),
        "time" => claim.time.as_ref().is_some_and(|t| t.text.contains(wanted)),
        "means" => claim.means.iter().any(|m| m.contains(wanted) || wanted.contains(m.as_str())),
        "trigger" => claim.trigger.text.contains(wanted),
        "count" => claim.count.map(|n| n.to_string()).as_deref() == Some(wanted),
        "polarity" => format!("{:?}", claim.polarity).to_lowercase() == wanted,
        "toll" => claim.toll.iter().any(|t| {
            let effect = format!("{:?}", t.effect).to_lowercase();
            let number = t.low.map(|n| n.to_string()).unwrap_or_default();
            wanted.split_whitespace().all(|w| w == effect || w == number)
        }),
        _ => false,
    }
}

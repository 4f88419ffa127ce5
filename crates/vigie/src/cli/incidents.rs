//! `vigie incidents`: claims in, incidents out.

use super::output::{Output, complain, on_terminal};
use super::{Format, Outcome, claims_in};
use crate::record::{gather_record, open_record};
use std::collections::HashMap;
use std::path::PathBuf;
use vigie_model::{Claim, Incident, Polarity};

/// Options of `vigie incidents`.
#[derive(clap::Args)]
pub struct Options {
    /// Claims as JSON Lines, from anywhere; standard input when left out
    #[arg(value_name = "CLAIMS", default_value = "-")]
    files: Vec<String>,
    /// Gather the claims of this record instead, and keep the incidents in it
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// How to write the incidents; text on a terminal, jsonl otherwise
    #[arg(long, value_enum)]
    format: Option<Format>,
}

/// Runs the verb.
pub fn run(options: &Options) -> Outcome {
    let (claims, incidents, outcome) = match &options.record {
        None => {
            let (claims, outcome) = claims_in::read(&options.files);
            let incidents = vigie_incidents::gather(&claims, vigie_world::bundled());
            (claims, incidents, outcome)
        }
        Some(record) => match open_record(record).and_then(|mut s| gather_record(&mut s, vigie_world::bundled())) {
            Ok((claims, incidents)) => (claims, incidents, Outcome::Found),
            Err(e) => return complain(&e),
        },
    };
    let format = options.format.unwrap_or(if on_terminal() { Format::Text } else { Format::Jsonl });
    let by_key = vigie_model::by_key(&claims);
    let mut output = Output::new();
    for incident in &incidents {
        match format {
            Format::Jsonl => output.line(&serde_json::to_string(incident).unwrap_or_default()),
            Format::Short => output.line(&head(incident)),
            Format::Text => output.line(&text(incident, &by_key, output.paint)),
        }
        if output.closed {
            break;
        }
    }
    output.finish();
    match (outcome, incidents.is_empty()) {
        (Outcome::Failed, _) => Outcome::Failed,
        (_, true) => Outcome::Nothing,
        _ => Outcome::Found,
    }
}

fn days(incident: &Incident) -> String {
    match (incident.from, incident.to) {
        (Some(a), Some(b)) if a == b => a.to_string(),
        (Some(a), Some(b)) => format!("{a}..{b}"),
        (Some(a), None) | (None, Some(a)) => a.to_string(),
        (None, None) => "undated".to_owned(),
    }
}

fn head(incident: &Incident) -> String {
    format!(
        "{} {} [{} claims, {} independent of {} reports, {}]",
        incident.id,
        incident.title,
        incident.claims.len(),
        incident.independent_reports,
        incident.reports.len(),
        format!("{:?}", incident.status).to_lowercase()
    )
}

/// An incident with each origin's version under it.
fn text(incident: &Incident, claims: &HashMap<String, &Claim>, paint: crate::draw::Paint) -> String {
    let mut out = format!("{} {}\n", paint.strong("incident"), paint.strong(&head(incident)));
    out.push_str(&format!("  {} {}", paint.frame("when"), days(incident)));
    if let Some(p) = &incident.place {
        out.push_str(&format!("   {} {}", paint.frame("where"), p.name));
    }
    out.push('\n');
    for t in &incident.tolls {
        let effect = format!("{:?}", t.effect).to_lowercase();
        let side = t.side.map(|c| format!(" of {c}")).unwrap_or_default();
        out.push_str(&format!(
            "  {} {effect}{side}: at least {}, best {}, at most {}\n",
            paint.frame("toll"),
            t.low,
            t.best,
            t.high
        ));
    }
    for origin in &incident.origins {
        let keys =
            origin.asserts.iter().map(|k| (k, Polarity::Asserted)).chain(origin.denies.iter().map(|k| (k, Polarity::Denied)));
        for (key, polarity) in keys {
            let Some(claim) = claims.get(key) else { continue };
            let verb = if polarity == Polarity::Denied { "denies" } else { "says" };
            let who = if origin.role.is_none() { format!("{} in its own voice", origin.name) } else { origin.name.clone() };
            out.push_str(&format!("  {} {who} {verb}: {} ({key})\n", paint.frame("|"), crate::draw::summary(claim)));
        }
    }
    for c in &incident.contradictions {
        let versions: Vec<String> = c.versions.iter().map(|v| format!("{} ({})", v.says, v.claims.join(", "))).collect();
        let about = format!("{:?}", c.about).to_lowercase();
        out.push_str(&format!("  {} {about}: {}\n", paint.mark("contradiction"), versions.join(" / ")));
    }
    out
}

//! Reports called by numbers: their names are often made from what is held back.

use super::{Published, WITHHELD};
use std::collections::HashMap;

/// Calls the reports by numbers, in the order given, wherever their names stand: a file or an address is often named after somebody.
pub(super) fn number(published: &mut Published) {
    let Published { reports, claims, incidents, findings, incident_findings } = published;
    let mut by_name: HashMap<String, String> = HashMap::new();
    let mut add = |name: &str| {
        let next = format!("r{}", by_name.len() + 1);
        by_name.entry(name.to_owned()).or_insert(next);
    };
    reports.iter().for_each(|r| add(&r.id));
    claims.iter().for_each(|c| add(&c.report));
    for incident in incidents.iter() {
        incident.reports.iter().for_each(|name| add(name));
        incident.copies.iter().for_each(|copy| add(&copy.of));
        incident.claims.iter().filter_map(|key| key.rsplit_once('#')).for_each(|(name, _)| add(name));
    }
    let numbers = Numbers::new(by_name);
    for report in reports {
        report.id = numbers.of(&report.id);
    }
    for claim in claims {
        claim.report = numbers.of(&claim.report);
    }
    for incident in incidents {
        incident.title = numbers.within(&incident.title);
        numbers.keys(&mut incident.claims);
        numbers.all(&mut incident.reports);
        for origin in &mut incident.origins {
            // A report's own voice bears the name of the report, whatever word that is.
            let own = numbers.by_name.get(&origin.name).filter(|_| origin.role.is_none());
            origin.name = own.cloned().unwrap_or_else(|| numbers.within(&origin.name));
            numbers.all(&mut origin.reports);
            numbers.keys(&mut origin.asserts);
            numbers.keys(&mut origin.denies);
        }
        for toll in &mut incident.tolls {
            toll.told.iter_mut().for_each(|version| numbers.version(version));
            toll.history.iter_mut().for_each(|then| numbers.keys(&mut then.claims));
        }
        incident.contradictions.iter_mut().flat_map(|c| &mut c.versions).for_each(|version| numbers.version(version));
        for copy in &mut incident.copies {
            (copy.report, copy.of) = (numbers.of(&copy.report), numbers.of(&copy.of));
        }
    }
    for finding in findings {
        finding.claim = numbers.key(&finding.claim);
        finding.why = numbers.within(&finding.why);
    }
    for finding in incident_findings {
        numbers.keys(&mut finding.claims);
        for who in [&mut finding.alleged_by, &mut finding.denied_by, &mut finding.kept_by, &mut finding.named_by] {
            who.iter_mut().for_each(|name| *name = numbers.within(name));
        }
        finding.why = numbers.within(&finding.why);
    }
}

/// The numbers of reports, by the names they had.
struct Numbers {
    by_name: HashMap<String, String>,
    /// Those that are no common word, longer names first, so that a name within another does not break it.
    told_apart: Vec<(String, String)>,
}

impl Numbers {
    fn new(by_name: HashMap<String, String>) -> Numbers {
        let rare = by_name.iter().filter(|(name, _)| !is_common(name));
        let mut told_apart: Vec<(String, String)> = rare.map(|(name, number)| (name.clone(), number.clone())).collect();
        told_apart.sort_by(|(a, _), (b, _)| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        Numbers { by_name, told_apart }
    }

    /// A report's number; what is no report of these gets none, and its name does not go out either.
    fn of(&self, name: &str) -> String {
        self.by_name.get(name).cloned().unwrap_or_else(|| WITHHELD.to_owned())
    }

    /// The same of a claim's key. The name of a report may itself hold the mark that ends it.
    fn key(&self, key: &str) -> String {
        match key.rsplit_once('#') {
            Some((report, id)) => format!("{}#{id}", self.of(report)),
            None => key.to_owned(),
        }
    }

    fn keys(&self, keys: &mut [String]) {
        keys.iter_mut().for_each(|key| *key = self.key(key));
    }

    fn all(&self, names: &mut [String]) {
        names.iter_mut().for_each(|name| *name = self.of(name));
    }

    fn version(&self, version: &mut vigie_model::Version) {
        version.says = self.within(&version.says);
        self.keys(&mut version.claims);
    }

    /// The same within other words: there only names that are no common word, since `report.txt` would change every report told of.
    fn within(&self, text: &str) -> String {
        self.told_apart.iter().fold(text.to_owned(), |text, (name, number)| {
            if text.contains(name.as_str()) { text.replace(name.as_str(), number) } else { text }
        })
    }
}

/// True for a name that may as well be a word of a sentence.
fn is_common(name: &str) -> bool {
    name.chars().count() <= 3
        || name.chars().all(|c| c.is_lowercase() || c == '_')
        || name.chars().all(|c| c.is_ascii_digit() || c == '-')
}

//! Reports that tell an earlier one again: copies, and later versions of the same page. They are linked, never dropped.
//!
//! Two texts are compared by their runs of four words: the share of runs that both have, of all that either has (Jaccard).
//! So that a report need not be held against every other, each text gets short prints by the min-wise method (Broder 1997):
//! texts that share most runs share a print with near certainty, texts that share few hardly ever do.

use std::collections::HashSet;
use vigie_model::Report;
use vigie_model::names::fold;
use vigie_store::{KeptReport, LinkSort, ReportLink};

/// Words in a run.
const RUN: usize = 4;
/// Prints of a text, and smallest hashes joined in each: texts that share 0.7 of their runs meet with 0.9 certainty.
const PRINTS: usize = 8;
const ROWS: usize = 4;
/// Texts with fewer runs say too little to be called copies.
const LEAST: usize = 16;
/// Share of runs from which on a text is a copy.
const COPY: f64 = 0.7;
/// Share of runs from which on a text under the same name or address is a later version of it.
const VERSION: f64 = 0.3;

fn mixed(mut x: u64) -> u64 {
    // The finaliser of splitmix64: cheap, and every bit of the input reaches every bit of the output.
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}

/// Hashes of the runs of words, case and diacritics aside.
fn runs(text: &str) -> HashSet<u64> {
    let folded = fold(text);
    let words: Vec<u64> = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(|w| w.bytes().fold(0xcbf2_9ce4_8422_2325, |h: u64, b| (h ^ u64::from(b)).wrapping_mul(0x0000_0100_0000_01b3)))
        .collect();
    words.windows(RUN).map(|w| w.iter().fold(0, |h, word| mixed(h ^ word))).collect()
}

/// The prints of a text; none where it is too short to be called a copy.
pub(super) fn prints(text: &str) -> Vec<u64> {
    let runs = runs(text);
    if runs.len() < LEAST {
        return Vec::new();
    }
    let smallest = |seed: u64| runs.iter().map(|r| mixed(r ^ mixed(seed))).min().unwrap_or(0);
    (0..PRINTS).map(|p| (0..ROWS).fold(p as u64, |h, row| mixed(h ^ smallest((p * ROWS + row) as u64 + 1)))).collect()
}

/// How `report`, kept under `id`, tells one of the earlier reports again; of several, the most alike.
pub(super) fn link(id: &str, report: &Report, earlier: &[KeptReport]) -> Option<ReportLink> {
    if earlier.is_empty() {
        return None;
    }
    let own = runs(&report.text);
    let share = |other: &KeptReport| {
        let theirs = runs(&other.report.text);
        let both = own.intersection(&theirs).count();
        let either = own.len() + theirs.len() - both;
        if either == 0 { 0.0 } else { both as f64 / either as f64 }
    };
    let told = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
    let best = earlier
        .iter()
        .map(|k| {
            let same_page = k.name == report.id || told(&k.report.url, &report.url);
            let same_headline = told(&k.report.outlet, &report.outlet) && told(&k.report.title, &report.title);
            (share(k), same_page || same_headline, k)
        })
        .filter(|(share, same, _)| *share >= if *same { VERSION } else { COPY } && (*same || own.len() >= LEAST))
        .max_by(|a, b| a.0.total_cmp(&b.0).then_with(|| b.2.report.id.cmp(&a.2.report.id)))?;
    let (share, same, k) = best;
    let sort = if same { LinkSort::Correction } else { LinkSort::Copy };
    let what = if same { "a later version from the same page" } else { "nearly the same words" };
    let why = format!("{what}: {:.0} of 100 runs of {RUN} words are in both", share * 100.0);
    Some(ReportLink { report: id.to_owned(), earlier: k.report.id.clone(), sort, why })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ministry said on Monday that its troops had come under fire near the northern ford. Two soldiers were wounded, \
        it added. The other side denied the account and said that its units had kept to the ceasefire since the spring.";

    fn kept(id: &str, text: &str) -> KeptReport {
        KeptReport {
            report: Report { id: id.into(), text: text.into(), ..Report::default() },
            name: id.into(),
            sha256: String::new(),
            encoding: String::new(),
            form: String::new(),
            origin: String::new(),
            taken_at: Default::default(),
        }
    }

    #[test]
    fn copies_share_prints_and_others_do_not() {
        let copy = TEXT.replace("Monday", "May 3").to_uppercase();
        let other = "Talks went on for a third day in the capital, where mediators met both delegations in turn. No date was set for \
            the next round, a spokeswoman told the press, but the hotline between the two staffs would stay open day and night.";
        let (a, b, c) = (prints(TEXT), prints(&copy), prints(other));
        assert!(a.iter().any(|p| b.contains(p)));
        assert!(!a.iter().any(|p| c.contains(p)));
        assert!(prints("It was calm.").is_empty());
    }

    #[test]
    fn a_copy_is_linked_as_one_and_a_changed_page_as_a_correction() {
        let report = |id: &str, text: &str| Report { id: id.into(), text: text.into(), ..Report::default() };
        let earlier = [kept("a", TEXT)];
        let copy = link("b", &report("b", &TEXT.replace("Monday", "Tuesday")), &earlier).expect("it is a copy");
        assert_eq!((copy.sort, copy.earlier.as_str()), (LinkSort::Copy, "a"));
        let changed =
            TEXT.replace("Two soldiers were wounded, it added.", "Three soldiers were wounded and one has died, it said.");
        let later = link("a~1", &report("a", &changed), &earlier).expect("it is a later version");
        assert_eq!(later.sort, LinkSort::Correction);
        assert_eq!(
            link("b", &report("b", "Something else altogether was told on that day by all who were there."), &earlier),
            None
        );
    }
}

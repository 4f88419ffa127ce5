//! Coding schemes of others, which are tables in `world/schemes`.

use vigie_model::Country;
use vigie_model::world::Precision;

/// Cells of an embedded scheme below its header, comments left out; none where there is no such scheme.
fn rows(path: &str) -> impl Iterator<Item = Vec<&'static str>> {
    let lines = crate::text(path).unwrap_or("").lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty());
    lines.skip(1).map(|l| l.split('\t').map(str::trim).collect())
}

/// The codes of a precision: `where_prec` of UCDP GED and `geo_precision` of ACLED; `None` where a scheme has none.
///
/// ```
/// use vigie_model::world::Precision;
/// assert_eq!(vigie_world::precision_codes(Precision::District), (Some(3), Some(2)));
/// assert_eq!(vigie_world::precision_codes(Precision::Unknown), (None, None));
/// ```
pub fn precision_codes(precision: Precision) -> (Option<u8>, Option<u8>) {
    let row = rows("schemes/precision.tsv").find(|r| r.first() == Some(&precision.name())).unwrap_or_default();
    let code = |n: usize| row.get(n).and_then(|c| c.parse().ok());
    (code(1), code(2))
}

/// The three-letter code of a country for its two-letter one (ISO 3166-1); `None` where it has none.
pub fn country_of_alpha2(code: &str) -> Option<Country> {
    rows("schemes/iso3166.tsv").find(|r| r.first() == Some(&code)).and_then(|r| r.get(1)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_precision_stands_in_the_scheme() {
        let words: Vec<&str> = rows("schemes/precision.tsv").filter_map(|r| r.first().copied()).collect();
        assert_eq!(words, Precision::ALL.map(Precision::name));
        let beyond = |(u, a): (Option<u8>, Option<u8>)| u.is_some_and(|u| u > 7) || a.is_some_and(|a| a > 3);
        assert!(!Precision::ALL.into_iter().any(|p| beyond(precision_codes(p))));
    }

    #[test]
    fn two_letters_give_three() {
        let code = |c: &str| country_of_alpha2(c).map(|c| c.to_string());
        assert_eq!((code("SD"), code("XK"), code("sd"), code("")), (Some("SDN".into()), Some("XKX".into()), None, None));
    }
}

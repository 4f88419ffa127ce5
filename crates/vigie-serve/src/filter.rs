//! What a request asks for: a query string as typed values, and whether something meets it.

use crate::problem::{Problem, shown};
use jiff::civil::Date;
use vigie_model::names::fold;
use vigie_model::{EventKind, Status};

/// The parameters of a request, in order, decoded.
#[derive(Debug, Default, Clone)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Splits and decodes a query string.
    pub fn parse(raw: Option<&str>) -> Result<Query, Problem> {
        let mut pairs = Vec::new();
        for pair in raw.unwrap_or("").split('&').filter(|p| !p.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((decoded(name)?, decoded(value)?));
        }
        Ok(Query(pairs))
    }
    /// Refuses parameters that are not among `known`, so that a misspelt filter does not silently let everything through.
    pub fn only(&self, known: &[&str]) -> Result<(), Problem> {
        match self.0.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => {
                let help = format!("the parameters here are {}", known.join(", "));
                Err(Problem::bad_request(format!("unknown parameter «{}»", shown(name)), help))
            }
            None => Ok(()),
        }
    }
    /// Every value of a parameter.
    pub fn all<'q>(&'q self, name: &str) -> impl Iterator<Item = &'q str> + use<'q> {
        let chosen: Vec<&str> = self.0.iter().filter(|(n, _)| n == name).map(|(_, v)| v.as_str()).collect();
        chosen.into_iter()
    }
    /// The value of a parameter given at most once.
    pub fn one(&self, name: &str) -> Result<Option<&str>, Problem> {
        let mut values = self.all(name);
        match (values.next(), values.next()) {
            (first, None) => Ok(first),
            _ => Err(Problem::bad_request(format!("«{name}» is given twice"), "give it once")),
        }
    }
    /// A day.
    pub fn day(&self, name: &str) -> Result<Option<Date>, Problem> {
        match self.one(name)? {
            None => Ok(None),
            Some(text) if text.len() == 10 => text.parse().map(Some).map_err(|_| not_a_day(name, text)),
            Some(text) => Err(not_a_day(name, text)),
        }
    }
}

fn not_a_day(name: &str, text: &str) -> Problem {
    Problem::bad_request(format!("«{}» is not a day for «{name}»", shown(text)), "write YYYY-MM-DD")
}

/// Percent-decoding of a query component, `+` as a space.
fn decoded(text: &str) -> Result<String, Problem> {
    let broken =
        || Problem::bad_request("the query string is not percent-encoded UTF-8", "encode each value, such as «q=%C3%A9t%C3%A9»");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(b) = rest.next() {
        match b {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |b: Option<u8>| b.and_then(|b| (b as char).to_digit(16));
                let (high, low) = (digit(rest.next()).ok_or_else(broken)?, digit(rest.next()).ok_or_else(broken)?);
                bytes.push((high * 16 + low) as u8);
            }
            b => bytes.push(b),
        }
    }
    String::from_utf8(bytes).map_err(|_| broken())
}

/// What incidents and claims are chosen by. Values of one parameter are alternatives; different parameters must all hold.
#[derive(Debug, Default, Clone)]
pub struct Filter {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
    /// West, south, east, north, in degrees. West may lie east of east, across the date line.
    pub within: Option<[f64; 4]>,
    /// Part of the place's name, folded.
    pub place: Option<String>,
    /// Countries, roles, or parts of what the text calls somebody, folded.
    pub actors: Vec<String>,
    /// Kinds of event.
    pub kinds: Vec<EventKind>,
    /// Clauses as `agreement/number`, or `agreement` for any of its clauses.
    pub clauses: Vec<String>,
    /// How claims stand to one another.
    pub statuses: Vec<Status>,
    /// Languages of reports.
    pub languages: Vec<String>,
    /// Outlets, folded.
    pub outlets: Vec<String>,
    /// Words that must all stand there, folded.
    pub words: Vec<String>,
}

/// The parameters of [`Filter`].
pub const PARAMETERS: &[&str] = &["from", "to", "box", "place", "actor", "kind", "clause", "status", "lang", "outlet", "q"];

impl Filter {
    /// Reads the filter's parameters of a query.
    pub fn of(query: &Query) -> Result<Filter, Problem> {
        let folded =
            |name: &str| query.all(name).map(|v| fold(v).trim().to_owned()).filter(|v| !v.is_empty()).collect::<Vec<_>>();
        let kinds = query
            .all("kind")
            .map(|k| {
                k.parse::<EventKind>()
                    .map_err(|_| unknown("kind", k, &EventKind::ALL.iter().map(|k| k.name()).collect::<Vec<_>>()))
            })
            .collect::<Result<_, _>>()?;
        let statuses = query.all("status").map(status).collect::<Result<_, _>>()?;
        let (from, to) = (query.day("from")?, query.day("to")?);
        if let (Some(f), Some(t)) = (from, to)
            && t < f
        {
            return Err(Problem::bad_request("the period ends before it begins", "«from» is the first day, «to» the last"));
        }
        Ok(Filter {
            from,
            to,
            within: query.one("box")?.map(square).transpose()?,
            place: folded("place").into_iter().next(),
            actors: folded("actor"),
            kinds,
            clauses: query.all("clause").filter(|c| !c.is_empty()).map(str::to_owned).collect(),
            statuses,
            languages: query.all("lang").map(str::to_owned).collect(),
            outlets: folded("outlet"),
            words: query.one("q")?.map(words).unwrap_or_default(),
        })
    }
    /// True when an interval of days meets the period. What has no day meets it only when no period is asked for.
    pub fn meets_days(&self, from: Option<Date>, to: Option<Date>) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let (Some(first), Some(last)) = (from.or(to), to.or(from)) else { return false };
        self.from.is_none_or(|f| last >= f) && self.to.is_none_or(|t| first <= t)
    }
    /// True when a point lies in the box.
    pub fn meets_point(&self, lat: Option<f64>, lon: Option<f64>) -> bool {
        let Some([west, south, east, north]) = self.within else { return true };
        let (Some(lat), Some(lon)) = (lat, lon) else { return false };
        let across = if west <= east { (west..=east).contains(&lon) } else { lon >= west || lon <= east };
        across && (south..=north).contains(&lat)
    }
}

/// The words of a search, folded.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().take(20).map(str::to_owned).collect()
}

fn unknown(name: &str, value: &str, known: &[&str]) -> Problem {
    Problem::bad_request(format!("«{}» is not a {name}", shown(value)), format!("it is one of {}", known.join(", ")))
}

fn status(text: &str) -> Result<Status, Problem> {
    serde_json::from_value(serde_json::Value::String(text.to_owned()))
        .map_err(|_| unknown("status", text, &["single_source", "corroborated", "contested", "denied"]))
}

fn square(text: &str) -> Result<[f64; 4], Problem> {
    let broken = || Problem::bad_request(format!("«{}» is not a box", shown(text)), "write box=WEST,SOUTH,EAST,NORTH in degrees");
    let numbers: Vec<f64> = text.split(',').map(|n| n.trim().parse().map_err(|_| broken())).collect::<Result<_, _>>()?;
    match numbers.as_slice() {
        &[w, s, e, n] if [w, e].iter().all(|x| x.abs() <= 180.0) && [s, n].iter().all(|x| x.abs() <= 90.0) && s <= n => {
            Ok([w, s, e, n])
        }
        _ => Err(broken()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(raw: &str) -> Result<Filter, Problem> {
        Filter::of(&Query::parse(Some(raw))?)
    }

    #[test]
    fn values_are_decoded_and_folded() {
        let f = filter("q=%C3%89t%C3%A9+rouge&actor=AZE&kind=shelling&kind=clash").expect("it is well formed");
        assert_eq!((f.words, f.actors, f.kinds.len()), (vec!["ete".to_owned(), "rouge".to_owned()], vec!["aze".to_owned()], 2));
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        for raw in [
            "kind=war",
            "from=yesterday",
            "from=2022-13-01",
            "box=1,2,3",
            "box=nan,0,1,1",
            "status=true",
            "q=%FF",
            "q=%",
            "from=2022-02-02&to=2022-02-01",
        ] {
            assert!(filter(raw).is_err(), "{raw}");
        }
        assert!(Query::parse(Some("kidn=shelling")).expect("it decodes").only(PARAMETERS).is_err());
    }

    #[test]
    fn a_box_may_cross_the_date_line() {
        let f = filter("box=170,-10,-170,10").expect("it is a box");
        assert!(f.meets_point(Some(0.0), Some(175.0)) && f.meets_point(Some(0.0), Some(-175.0)));
        assert!(!f.meets_point(Some(0.0), Some(0.0)) && !f.meets_point(None, None));
    }
}

//! Lists in pages. A cursor names the last thing shown, so pages neither skip nor repeat when the record grows between them.

use crate::filter::Query;
use crate::problem::{Problem, shown};
use serde::Serialize;

/// Things on one page, if nothing else is asked for.
const USUAL: usize = 50;
/// Most things on one page.
const MOST: usize = 200;

/// Which page is asked for.
#[derive(Debug, Clone)]
pub struct Paging {
    /// Most things on it.
    pub limit: usize,
    /// Name of the last thing on the page before.
    pub after: Option<String>,
}

/// One page.
#[derive(Debug, Serialize)]
pub struct Page<T> {
    /// The things on it.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last.
    pub next: Option<String>,
    /// How many things there are on all pages.
    pub total: usize,
}

impl Paging {
    /// Reads `limit` and `cursor`.
    pub fn of(query: &Query) -> Result<Paging, Problem> {
        let limit = match query.one("limit")? {
            None => USUAL,
            Some(text) => text.parse().ok().filter(|n| (1..=MOST).contains(n)).ok_or_else(|| {
                Problem::bad_request(format!("«{}» is not a number of things", shown(text)), format!("limit is 1 to {MOST}"))
            })?,
        };
        let after = query
            .one("cursor")?
            .filter(|text| !text.is_empty())
            .map(|text| unwrapped(text).ok_or_else(|| bad_cursor(text)))
            .transpose()?;
        Ok(Paging { limit, after })
    }
    /// Cuts the page out of `all`, which stand in their order. `name` gives what a cursor holds.
    pub fn cut<T: Copy>(&self, all: &[T], name: impl Fn(T) -> String) -> Result<Page<T>, Problem> {
        let start = match &self.after {
            None => 0,
            Some(after) => all.iter().position(|t| name(*t) == *after).map(|n| n + 1).ok_or_else(|| bad_cursor(after))?,
        };
        let end = (start + self.limit).min(all.len());
        let items = all[start..end].to_vec();
        let next = if end < all.len() { items.last().map(|t| wrapped(&name(*t))) } else { None };
        Ok(Page { items, next, total: all.len() })
    }
}

impl<T> Page<T> {
    /// The page with each thing shown otherwise.
    pub fn map<U>(self, show: impl FnMut(T) -> U) -> Page<U> {
        Page { items: self.items.into_iter().map(show).collect(), next: self.next, total: self.total }
    }
}

fn bad_cursor(text: &str) -> Problem {
    let help = "a cursor is taken from «next» of the page before, with the same filters; begin again without it";
    Problem::bad_request(format!("«{}» is no cursor of this list", shown(text)), help)
}

/// A cursor says nothing to its reader, so that nobody builds one: the name in hexadecimal.
fn wrapped(name: &str) -> String {
    name.bytes().map(|b| format!("{b:02x}")).collect()
}

fn unwrapped(text: &str) -> Option<String> {
    if text.is_empty() || !text.len().is_multiple_of(2) || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    let bytes =
        (0..text.len()).step_by(2).map(|n| u8::from_str_radix(&text[n..n + 2], 16)).collect::<Result<Vec<u8>, _>>().ok()?;
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_follow_one_another_and_end() {
        let all = ["a", "b", "c", "d", "e"];
        let page = |cursor: Option<String>| {
            let after = cursor.and_then(|c| unwrapped(&c));
            Paging { limit: 2, after }.cut(&all, str::to_owned).expect("the cursor is of this list")
        };
        let first = page(None);
        let second = page(first.next.clone());
        let third = page(second.next.clone());
        assert_eq!((first.items, second.items, third.items), (vec!["a", "b"], vec!["c", "d"], vec!["e"]));
        assert_eq!(third.next, None);
    }

    #[test]
    fn a_cursor_that_is_none_is_refused() {
        for raw in ["cursor=zz", "cursor=7", "cursor=ff", "limit=0", "limit=201", "limit=-1", "limit=1e2"] {
            assert!(Paging::of(&Query::parse(Some(raw)).expect("it decodes")).is_err(), "{raw}");
        }
        let stranger = Paging { limit: 2, after: Some("x".into()) };
        assert!(stranger.cut(&["a"], str::to_owned).is_err());
    }
}

//! The coding schemes of others, read from the tables of `world/schemes`.

use crate::error::ExportError;
use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;
use vigie_model::{Country, EventKind, Role};

/// Every scheme, each a table from our words to its codes.
#[derive(Clone, Debug, Default)]
pub struct Schemes {
    pub(crate) acled: Vec<AcledLine>,
    pub(crate) plover: HashMap<EventKind, Plover>,
    pub(crate) cameo: HashMap<EventKind, Cameo>,
    pub(crate) breach: Option<Cameo>,
    pub(crate) ucdp: HashMap<EventKind, bool>,
    pub(crate) roles: HashMap<Role, RoleCodes>,
    pub(crate) places: BTreeMap<String, PlaceCodes>,
    pub(crate) countries: HashMap<Country, CountryCodes>,
}

/// One line of `acled.tsv`.
#[derive(Clone, Debug)]
pub(crate) struct AcledLine {
    pub kind: EventKind,
    pub actor: String,
    pub target: String,
    /// Disorder type, event type, sub-event type; `None` where ACLED has no event.
    pub codes: Option<[String; 3]>,
}

#[derive(Clone, Debug)]
pub(crate) struct Plover {
    pub event: String,
    pub mode: String,
    pub context: Vec<String>,
    pub quad: String,
}

#[derive(Clone, Debug)]
pub(crate) struct Cameo {
    /// `None` where CAMEO has no code.
    pub code: Option<String>,
    pub quad: Option<i64>,
    pub goldstein: Option<f64>,
}

#[derive(Clone, Debug)]
pub(crate) struct RoleCodes {
    pub acled: String,
    pub ucdp: String,
    pub plover: String,
    pub cameo: String,
    pub acled_name: String,
}

/// How exactly a place is known, as others write it; `None` where a scheme has no code for it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PlaceCodes {
    pub ucdp: Option<i64>,
    pub acled: Option<i64>,
    pub gdelt: Option<i64>,
    pub plover: Option<i64>,
}

#[derive(Clone, Debug)]
pub(crate) struct CountryCodes {
    pub numeric: Option<i64>,
    pub fips: String,
    pub acled_region: String,
    pub ucdp_region: String,
}

/// The lines of one table: number and cells.
struct Lines<'t> {
    file: &'static str,
    lines: Vec<(usize, Vec<&'t str>)>,
}

impl<'t> Lines<'t> {
    fn of(file: &'static str, text: Option<&'t str>, columns: usize) -> Result<Lines<'t>, ExportError> {
        let fail = |line, what: String| ExportError::Scheme { file: file.to_owned(), line, what };
        let text = text.ok_or_else(|| fail(0, "the table is missing".to_owned()))?;
        let content = text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
        let mut lines = Vec::new();
        for (n, line) in content.skip(1) {
            let cells: Vec<&str> = line.split('\t').collect();
            if cells.len() != columns {
                return Err(fail(n + 1, format!("{} cells instead of {columns}", cells.len())));
            }
            lines.push((n + 1, cells));
        }
        Ok(Lines { file, lines })
    }

    fn parsed<T: FromStr>(&self, line: usize, cell: &str) -> Result<T, ExportError> {
        let wrong =
            || ExportError::Scheme { file: self.file.to_owned(), line, what: format!("«{cell}» is not what the column holds") };
        cell.parse().map_err(|_| wrong())
    }

    /// `None` for an empty cell.
    fn maybe<T: FromStr>(&self, line: usize, cell: &str) -> Result<Option<T>, ExportError> {
        if cell.is_empty() { Ok(None) } else { self.parsed(line, cell).map(Some) }
    }
}

fn text(cell: &str) -> String {
    if cell == "-" { String::new() } else { cell.to_owned() }
}

impl Schemes {
    /// Reads the tables; `file` gives the text of one by its name, such as `acled`.
    ///
    /// # Errors
    /// When a table is missing or a cell of it is not what its column holds.
    pub fn parse<'t>(file: &dyn Fn(&str) -> Option<&'t str>) -> Result<Schemes, ExportError> {
        let mut schemes = Schemes::default();
        let t = Lines::of("acled", file("acled"), 6)?;
        for (n, c) in &t.lines {
            let codes = (c[3] != "-").then(|| [c[3].to_owned(), c[4].to_owned(), c[5].to_owned()]);
            schemes.acled.push(AcledLine { kind: t.parsed(*n, c[0])?, actor: c[1].to_owned(), target: c[2].to_owned(), codes });
        }
        let t = Lines::of("plover", file("plover"), 5)?;
        for (n, c) in &t.lines {
            let context = c[3].split(';').filter(|x| !x.is_empty()).map(str::to_owned).collect();
            let line = Plover { event: c[1].to_owned(), mode: c[2].to_owned(), context, quad: c[4].to_owned() };
            schemes.plover.insert(t.parsed(*n, c[0])?, line);
        }
        let t = Lines::of("cameo", file("cameo"), 5)?;
        for (n, c) in &t.lines {
            let code = (c[1] != "-").then(|| c[1].to_owned());
            let line = Cameo { code, quad: t.maybe(*n, c[3])?, goldstein: t.maybe(*n, c[4])? };
            match c[0] {
                "*breach" => schemes.breach = Some(line),
                kind => _ = schemes.cameo.insert(t.parsed(*n, kind)?, line),
            }
        }
        let t = Lines::of("ucdp", file("ucdp"), 2)?;
        for (n, c) in &t.lines {
            schemes.ucdp.insert(t.parsed(*n, c[0])?, c[1] == "yes");
        }
        let t = Lines::of("roles", file("roles"), 6)?;
        for (n, c) in &t.lines {
            let [acled, ucdp, plover, cameo] = [text(c[1]), text(c[2]), text(c[3]), text(c[4])];
            let line = RoleCodes { acled, ucdp, plover, cameo, acled_name: c[5].to_owned() };
            schemes.roles.insert(t.parsed(*n, c[0])?, line);
        }
        let t = Lines::of("precision", file("precision"), 6)?;
        for (n, c) in &t.lines {
            let line = PlaceCodes {
                ucdp: t.maybe(*n, c[1])?,
                acled: t.maybe(*n, c[2])?,
                gdelt: t.maybe(*n, c[3])?,
                plover: t.maybe(*n, c[4])?,
            };
            schemes.places.insert(c[0].to_owned(), line);
        }
        let t = Lines::of("countries", file("countries"), 6)?;
        for (n, c) in &t.lines {
            let line = CountryCodes {
                numeric: t.maybe(*n, c[2])?,
                fips: c[3].to_owned(),
                acled_region: c[4].to_owned(),
                ucdp_region: c[5].to_owned(),
            };
            schemes.countries.insert(t.parsed(*n, c[0])?, line);
        }
        Ok(schemes)
    }
}

//! From tables to a [`World`].

use crate::table::{Error, Problem, Row, Table, alternatives};
use std::collections::HashSet;
use std::str::FromStr;
use vigie_model::world::{Actor, Name, Place, Territory, Text, Weapon};
use vigie_model::{BadCountry, Country, World};

/// Columns that hold no names, over all tables.
const PLAIN: &[&str] = &[
    "code", "id", "name", "lies_in", "role", "lat", "lon", "country", "parent", "from", "to", "serves", "held_by", "sort",
    "part_of", "source", "class", "forms", "before", "kin",
];

/// What becomes of a cell that is kept: it stays where it is, or is copied.
pub(crate) type Keep<'t> = fn(&'t str) -> Text;

/// Reads every table of a world. `files`: path inside the world's folder, bytes; others than the known tables are left
/// alone. `keep` gives the cells that stay.
pub(crate) fn world<'t>(files: &[(&'t str, &'t [u8])], keep: Keep<'t>) -> Result<World, Error> {
    let mut world = World::default();
    let mut ids = Ids::default();
    for &(path, bytes) in files {
        let Some(stem) = path.strip_suffix(".tsv") else { continue };
        match stem.split_once('/') {
            None if stem == "territories" => territories(path, bytes, keep, &mut ids, &mut world)?,
            None if stem == "weapons" => weapons(path, bytes, keep, &mut ids, &mut world)?,
            Some(("actors", _)) => actors(path, bytes, keep, &mut ids, &mut world)?,
            Some(("places", theatre)) => places(path, bytes, keep(theatre), keep, &mut ids, &mut world)?,
            _ => {}
        }
    }
    Ok(world)
}

/// For tables that do not outlive the world.
pub(crate) fn copied(cell: &str) -> Text {
    Text::copied(cell)
}

/// Ids seen so far, one set for each sort of table.
#[derive(Default)]
struct Ids<'t> {
    territories: HashSet<&'t str>,
    actors: HashSet<&'t str>,
    places: HashSet<&'t str>,
    weapons: HashSet<&'t str>,
}

/// Columns of names of one group (`demonym`, `capital`, or nothing for the names themselves): number and language.
type NameColumns<'t> = Vec<(usize, &'t str)>;

/// The columns of names, group by group, in the order of `groups`; every column that is not plain must be one of them.
fn name_columns<'t, const GROUPS: usize>(table: &Table<'t>, groups: [&str; GROUPS]) -> Result<[NameColumns<'t>; GROUPS], Error> {
    let mut found = [const { Vec::new() }; GROUPS];
    for (n, column) in table.columns.iter().enumerate().filter(|(_, c)| !PLAIN.contains(c)) {
        let (language, group) = column.split_once(':').unwrap_or((column, ""));
        let is_code = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        let of_group = groups.iter().position(|g| *g == group).filter(|_| language == "*" || is_code);
        let of_group = of_group.ok_or_else(|| Error::at(table.file, 0, Problem::UnknownColumn((*column).to_owned())))?;
        found[of_group].push((n, language));
    }
    Ok(found)
}

/// The names of one group in a line, the shortest forms that could be common words left to the tables' authors.
fn names<'t>(row: &Row<'t>, columns: &NameColumns<'t>, keep: Keep<'t>) -> Vec<Name> {
    let cells = columns.iter().map(|&(column, language)| (row.cell(Some(column)), language));
    let told = cells.filter(|(cell, _)| !cell.is_empty());
    let named = told.flat_map(|(cell, language)| alternatives(cell).map(move |text| (language, text)));
    // Lists of names are many: none has room that it does not need.
    let mut names = Vec::with_capacity(named.clone().count());
    names.extend(named.map(|(language, text)| Name { language: keep(language), text: keep(text) }));
    names
}

/// A cell that may be empty, parsed.
fn optional<T: FromStr>(file: &str, row: &Row<'_>, column: Option<usize>, name: &str) -> Result<Option<T>, Error>
where
    T::Err: std::fmt::Display,
{
    let value = row.cell(column);
    if value.is_empty() {
        return Ok(None);
    }
    value.parse().map(Some).map_err(|e: T::Err| bad(file, row, name, e.to_string(), value))
}

fn needed<T: FromStr>(file: &str, row: &Row<'_>, column: usize, name: &'static str) -> Result<T, Error>
where
    T::Err: std::fmt::Display,
{
    optional(file, row, Some(column), name)?.ok_or_else(|| Error::at(file, row.line, Problem::Empty(name)))
}

/// A cell that must hold something.
fn filled<'t>(file: &str, row: &Row<'t>, column: usize, name: &'static str) -> Result<&'t str, Error> {
    let cell = row.cell(Some(column));
    if cell.is_empty() { Err(Error::at(file, row.line, Problem::Empty(name))) } else { Ok(cell) }
}

fn bad(file: &str, row: &Row<'_>, column: &str, why: String, value: &str) -> Error {
    Error::at(file, row.line, Problem::Bad { column: column.to_owned(), value: value.to_owned(), why })
}

/// Degrees within `limit` of zero.
fn degrees(file: &str, row: &Row<'_>, column: Option<usize>, name: &str, limit: f64) -> Result<Option<f64>, Error> {
    let value: Option<f64> = optional(file, row, column, name)?;
    match value {
        Some(v) if !(-limit..=limit).contains(&v) => {
            Err(bad(file, row, name, format!("write decimal degrees between -{limit} and {limit}"), row.cell(column)))
        }
        other => Ok(other),
    }
}

/// The forms that sides use: `ARM=Martakert;AZE=Aghdara`.
fn forms(file: &str, row: &Row<'_>, column: Option<usize>) -> Result<Vec<(Country, String)>, Error> {
    let wrong = |value: &str, why: String| bad(file, row, "forms", why, value);
    let one = |cell| {
        let (code, form): (&str, &str) =
            str::split_once(cell, '=').ok_or_else(|| wrong(cell, "write the code of a side, «=», and its form".to_owned()))?;
        let code = code.trim().parse().map_err(|e: BadCountry| wrong(cell, e.to_string()))?;
        Ok((code, form.trim().to_owned()))
    };
    alternatives(row.cell(column)).map(one).collect()
}

/// Several codes in one cell.
fn countries(file: &str, row: &Row<'_>, column: Option<usize>, name: &str) -> Result<Vec<Country>, Error> {
    let one = |cell: &str| cell.parse().map_err(|e: BadCountry| bad(file, row, name, e.to_string(), cell));
    alternatives(row.cell(column)).map(one).collect()
}

fn unique<'t>(file: &str, row: &Row<'t>, column: usize, name: &'static str, ids: &mut HashSet<&'t str>) -> Result<String, Error> {
    let id: String = needed(file, row, column, name)?;
    match ids.insert(row.cell(Some(column))) {
        true => Ok(id),
        false => Err(Error::at(file, row.line, Problem::Twice(id))),
    }
}

fn territories<'t>(file: &'t str, bytes: &'t [u8], keep: Keep<'t>, ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let [own, demonyms, capitals] = name_columns(&table, ["", "demonym", "capital"])?;
    let (code, name, role) = (table.needed("code")?, table.needed("name")?, table.needed("role")?);
    let (lies_in, lat, lon) = (table.column("lies_in"), table.needed("lat")?, table.needed("lon")?);
    let (from, to, before) = (table.column("from"), table.column("to"), table.column("before"));
    let kin = table.column("kin");
    while let Some(row) = table.next() {
        let row = row?;
        unique(file, row, code, "code", &mut ids.territories)?;
        let empty = |name| Error::at(file, row.line, Problem::Empty(name));
        world.territories.push(Territory {
            code: needed(file, row, code, "code")?,
            name: needed(file, row, name, "name")?,
            lies_in: optional(file, row, lies_in, "lies_in")?,
            role: needed(file, row, role, "role")?,
            names: names(row, &own, keep),
            demonyms: names(row, &demonyms, keep),
            capitals: names(row, &capitals, keep),
            lat: degrees(file, row, Some(lat), "lat", 90.0)?.ok_or_else(|| empty("lat"))?,
            lon: degrees(file, row, Some(lon), "lon", 180.0)?.ok_or_else(|| empty("lon"))?,
            from: optional(file, row, from, "from")?,
            to: optional(file, row, to, "to")?,
            before: optional(file, row, before, "before")?,
            kin: countries(file, row, kin, "kin")?,
        });
    }
    Ok(())
}

fn actors<'t>(file: &'t str, bytes: &'t [u8], keep: Keep<'t>, ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let [own] = name_columns(&table, [""])?;
    let (id, role) = (table.needed("id")?, table.needed("role")?);
    let (country, parent) = (table.column("country"), table.column("parent"));
    let (from, to, serves) = (table.column("from"), table.column("to"), table.column("serves"));
    while let Some(row) = table.next() {
        let row = row?;
        world.actors.push(Actor {
            id: unique(file, row, id, "id", &mut ids.actors)?,
            country: optional(file, row, country, "country")?,
            role: needed(file, row, role, "role")?,
            parent: optional(file, row, parent, "parent")?,
            names: names(row, &own, keep),
            from: optional(file, row, from, "from")?,
            to: optional(file, row, to, "to")?,
            serves: optional(file, row, serves, "serves")?,
        });
    }
    Ok(())
}

/// The places of a table, or of a part of it, with the numbers of their lines and their ids.
type Places<'t> = (Vec<Place>, Vec<(usize, &'t str)>);

fn places<'t>(
    file: &'t str,
    bytes: &'t [u8],
    theatre: Text,
    keep: Keep<'t>,
    ids: &mut Ids<'t>,
    world: &mut World,
) -> Result<(), Error> {
    // The table of towns is by far the longest: all cores read it, each a part.
    let mut parts = Table::read(file, bytes)?.split(std::thread::available_parallelism().map_or(1, usize::from));
    let last = parts.pop();
    let read: Vec<Result<Places, Error>> = std::thread::scope(|threads| {
        let beside: Vec<_> = parts.into_iter().map(|part| threads.spawn(|| places_of(part, &theatre, keep))).collect();
        let last = last.map(|part| places_of(part, &theatre, keep));
        // A thread that panics does so again here.
        let beside = beside.into_iter().map(|t| t.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        beside.chain(last).collect()
    });
    let read = read.into_iter().collect::<Result<Vec<_>, Error>>()?;
    world.places.reserve_exact(read.iter().map(|(places, _)| places.len()).sum());
    for (places, lines) in read {
        ids.places.reserve(lines.len());
        if let Some((line, id)) = lines.into_iter().find(|(_, id)| !ids.places.insert(id)) {
            return Err(Error::at(file, line, Problem::Twice(id.to_owned())));
        }
        world.places.extend(places);
    }
    Ok(())
}

fn places_of<'t>(mut table: Table<'t>, theatre: &Text, keep: Keep<'t>) -> Result<Places<'t>, Error> {
    let file = table.file;
    let [own] = name_columns(&table, [""])?;
    let (id, name, sort) = (table.needed("id")?, table.needed("name")?, table.needed("sort")?);
    let (country, held_by, part_of) = (table.column("country"), table.column("held_by"), table.column("part_of"));
    let (lat, lon) = (table.column("lat"), table.column("lon"));
    let (from, to) = (table.column("from"), table.column("to"));
    let (own_forms, source) = (table.column("forms"), table.column("source"));
    let count = table.lines_left();
    let (mut places, mut lines) = (Vec::with_capacity(count), Vec::with_capacity(count));
    while let Some(row) = table.next() {
        let row = row?;
        lines.push((row.line, row.cell(Some(id))));
        places.push(Place {
            id: keep(filled(file, row, id, "id")?),
            name: keep(filled(file, row, name, "name")?),
            country: optional(file, row, country, "country")?,
            held_by: optional(file, row, held_by, "held_by")?,
            sort: keep(filled(file, row, sort, "sort")?),
            lat: degrees(file, row, lat, "lat", 90.0)?,
            lon: degrees(file, row, lon, "lon", 180.0)?,
            part_of: Some(row.cell(part_of)).filter(|of| !of.is_empty()).map(keep),
            theatre: theatre.clone(),
            names: names(row, &own, keep),
            forms: forms(file, row, own_forms)?,
            from: optional(file, row, from, "from")?,
            to: optional(file, row, to, "to")?,
            source: keep(row.cell(source)),
        });
    }
    Ok((places, lines))
}

fn weapons<'t>(file: &'t str, bytes: &'t [u8], keep: Keep<'t>, ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let [own] = name_columns(&table, [""])?;
    let (id, class) = (table.needed("id")?, table.needed("class")?);
    while let Some(row) = table.next() {
        let row = row?;
        world.weapons.push(Weapon {
            id: unique(file, row, id, "id", &mut ids.weapons)?,
            class: needed(file, row, class, "class")?,
            names: names(row, &own, keep),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(path: &str, text: &str) -> String {
        world(&[(path, text.as_bytes())], copied).map_or_else(|e| e.to_string(), |_| "read".into())
    }

    #[test]
    fn says_what_is_wrong_and_where() {
        let actors = "id\tcountry\trole\ten\n";
        let cases = [
            ("actors/a.tsv", String::new(), "a.tsv has no header: "),
            ("actors/a.tsv", "id\ten\nx\tX\n".into(), "a.tsv has no column «role»: "),
            ("actors/a.tsv", "id\trole\tnom\nx\tGOV\n".into(), "read"),
            ("actors/a.tsv", "id\trole\tnoms\nx\tGOV\n".into(), "a.tsv unknown column «noms»: "),
            ("actors/a.tsv", format!("{actors}# a comment\nx\tFRA\tKING\tX\n"), "a.tsv:3: «KING» in column «role»: unknown role"),
            ("actors/a.tsv", format!("{actors}x\tfr\tGOV\tX\n"), "a.tsv:2: «fr» in column «country»: "),
            ("actors/a.tsv", format!("{actors}\tFRA\tGOV\tX\n"), "a.tsv:2: «id» is empty"),
            ("actors/a.tsv", format!("{actors}x\tFRA\tGOV\tX\nx\tFRA\tGOV\tX\n"), "a.tsv:3: «x» names two entries"),
            ("actors/a.tsv", format!("{actors}x\tFRA\tGOV\tX\tY\n"), "a.tsv:2: holds 5 cells where the header names 4"),
            (
                "places/p.tsv",
                "id\tname\tsort\tlat\nx\tX\ttown\t123\n".into(),
                "p.tsv:2: «123» in column «lat»: write decimal degrees",
            ),
            ("places/p.tsv", "id\tname\tsort\tlat\nx\tX\ttown\tnan\n".into(), "p.tsv:2: «nan» in column «lat»"),
            (
                "places/p.tsv",
                "id\tname\tsort\tforms\nx\tX\ttown\tARM Martakert\n".into(),
                "p.tsv:2: «ARM Martakert» in column «forms»: write the code of a side",
            ),
            ("places/p.tsv", "id\tname\tsort\tfrom\nx\tX\ttown\t2020-13-01\n".into(), "p.tsv:2: «2020-13-01» in column «from»"),
            ("weapons.tsv", "id\tclass\nx\n".into(), "weapons.tsv:2: «class» is empty"),
        ];
        for (path, text, expected) in cases {
            let found = message(path, &text);
            assert!(found.contains(expected), "{text:?}\n gave {found}\n not {expected}");
        }
        assert!(world(&[("weapons.tsv", b"id\tclass\n\xff\tx\n")], copied).unwrap_err().to_string().contains("UTF-8"));
    }

    #[test]
    fn a_long_table_is_read_in_parts_as_if_it_were_one() {
        let line = |n: usize| format!("place-{n}\tA village of many letters, number {n}\tvillage\n# a comment\n");
        let table = |lines: usize| "id\tname\tsort\n".to_owned() + &(0..lines).map(line).collect::<String>();
        let long = table(8_000);
        let read = world(&[("places/p.tsv", long.as_bytes())], copied).expect("it is well formed");
        assert_eq!(read.places.len(), 8_000);
        assert!(read.places.iter().enumerate().all(|(n, p)| p.id == format!("place-{n}")));
        let twice = long.clone() + "place-5\tX\tvillage\n";
        assert!(message("places/p.tsv", &twice).contains("p.tsv:16002: «place-5» names two entries"));
        let broken = long + "y\t\tvillage\n";
        assert!(message("places/p.tsv", &broken).contains("p.tsv:16002: «name» is empty"));
        let parts = Table::read("p.tsv", b"id\nx\ny\n").expect("a header").split(4);
        assert_eq!(parts.len(), 1, "a short table is read at once");
    }

    #[test]
    fn leaves_files_it_does_not_know_alone() {
        assert_eq!(message("agreements/x/table.tsv", "anything"), "read");
        assert_eq!(message("notes.txt", "anything"), "read");
    }
}

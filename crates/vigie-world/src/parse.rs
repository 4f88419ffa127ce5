//! From tables to a [`World`].

use crate::table::{Error, Problem, Row, Table, alternatives};
use std::collections::HashSet;
use std::str::FromStr;
use vigie_model::world::{Actor, Name, Place, Territory, Weapon};
use vigie_model::{BadCountry, Country, World};

/// Columns that hold no names, over all tables.
const PLAIN: &[&str] = &[
    "code", "id", "name", "lies_in", "role", "lat", "lon", "country", "parent", "from", "to", "held_by", "sort", "part_of",
    "source", "class", "forms",
];

/// Reads every table of a world. `files`: path inside the world's folder, bytes; others than the known tables are left
/// alone.
pub(crate) fn world<'t>(files: &[(&'t str, &'t [u8])]) -> Result<World, Error> {
    let mut world = World::default();
    let mut ids = Ids::default();
    for &(path, bytes) in files {
        let Some(stem) = path.strip_suffix(".tsv") else { continue };
        match stem.split_once('/') {
            None if stem == "territories" => territories(path, bytes, &mut ids, &mut world)?,
            None if stem == "weapons" => weapons(path, bytes, &mut ids, &mut world)?,
            Some(("actors", _)) => actors(path, bytes, &mut ids, &mut world)?,
            Some(("places", theatre)) => places(path, bytes, theatre, &mut ids, &mut world)?,
            _ => {}
        }
    }
    Ok(world)
}

/// Ids seen so far, one set for each sort of table.
#[derive(Default)]
struct Ids<'t> {
    territories: HashSet<&'t str>,
    actors: HashSet<&'t str>,
    places: HashSet<&'t str>,
    weapons: HashSet<&'t str>,
}

/// Columns of names: number, language, group (`demonym`, `capital`, or nothing for the names themselves).
fn name_columns<'t>(table: &Table<'t>, groups: &[&str]) -> Result<Vec<(usize, &'t str, &'t str)>, Error> {
    let mut found = Vec::new();
    for (n, column) in table.columns.iter().enumerate().filter(|(_, c)| !PLAIN.contains(c)) {
        let (language, group) = column.split_once(':').unwrap_or((column, ""));
        let is_code = (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase());
        if !(language == "*" || is_code) || !groups.contains(&group) {
            return Err(Error::at(table.file, 0, Problem::UnknownColumn((*column).to_owned())));
        }
        found.push((n, language, group));
    }
    Ok(found)
}

/// The names of one group in a line, the shortest forms that could be common words left to the tables' authors.
fn names(row: &Row<'_>, columns: &[(usize, &str, &str)], group: &str) -> Vec<Name> {
    let mut all = Vec::new();
    for &(column, language, of) in columns {
        if of == group {
            let name = |text: &str| Name { language: language.to_owned(), text: text.to_owned() };
            all.extend(alternatives(row.cell(Some(column))).map(name));
        }
    }
    all
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

fn unique<'t>(file: &str, row: &Row<'t>, column: usize, name: &'static str, ids: &mut HashSet<&'t str>) -> Result<String, Error> {
    let id: String = needed(file, row, column, name)?;
    match ids.insert(row.cell(Some(column))) {
        true => Ok(id),
        false => Err(Error::at(file, row.line, Problem::Twice(id))),
    }
}

fn territories<'t>(file: &'t str, bytes: &'t [u8], ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let columns = name_columns(&table, &["", "demonym", "capital"])?;
    let (code, name, role) = (table.needed("code")?, table.needed("name")?, table.needed("role")?);
    let (lies_in, lat, lon) = (table.column("lies_in"), table.needed("lat")?, table.needed("lon")?);
    while let Some(row) = table.next() {
        let row = row?;
        unique(file, &row, code, "code", &mut ids.territories)?;
        let empty = |name| Error::at(file, row.line, Problem::Empty(name));
        world.territories.push(Territory {
            code: needed(file, &row, code, "code")?,
            name: needed(file, &row, name, "name")?,
            lies_in: optional(file, &row, lies_in, "lies_in")?,
            role: needed(file, &row, role, "role")?,
            names: names(&row, &columns, ""),
            demonyms: names(&row, &columns, "demonym"),
            capitals: names(&row, &columns, "capital"),
            lat: degrees(file, &row, Some(lat), "lat", 90.0)?.ok_or_else(|| empty("lat"))?,
            lon: degrees(file, &row, Some(lon), "lon", 180.0)?.ok_or_else(|| empty("lon"))?,
        });
    }
    Ok(())
}

fn actors<'t>(file: &'t str, bytes: &'t [u8], ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let columns = name_columns(&table, &[""])?;
    let (id, role) = (table.needed("id")?, table.needed("role")?);
    let (country, parent) = (table.column("country"), table.column("parent"));
    let (from, to) = (table.column("from"), table.column("to"));
    while let Some(row) = table.next() {
        let row = row?;
        world.actors.push(Actor {
            id: unique(file, &row, id, "id", &mut ids.actors)?,
            country: optional(file, &row, country, "country")?,
            role: needed(file, &row, role, "role")?,
            parent: optional(file, &row, parent, "parent")?,
            names: names(&row, &columns, ""),
            from: optional(file, &row, from, "from")?,
            to: optional(file, &row, to, "to")?,
        });
    }
    Ok(())
}

fn places<'t>(file: &'t str, bytes: &'t [u8], theatre: &str, ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let columns = name_columns(&table, &[""])?;
    let (id, name, sort) = (table.needed("id")?, table.needed("name")?, table.needed("sort")?);
    let (country, held_by, part_of) = (table.column("country"), table.column("held_by"), table.column("part_of"));
    let (lat, lon) = (table.column("lat"), table.column("lon"));
    let (from, to) = (table.column("from"), table.column("to"));
    let (own_forms, source) = (table.column("forms"), table.column("source"));
    while let Some(row) = table.next() {
        let row = row?;
        world.places.push(Place {
            id: unique(file, &row, id, "id", &mut ids.places)?,
            name: needed(file, &row, name, "name")?,
            country: optional(file, &row, country, "country")?,
            held_by: optional(file, &row, held_by, "held_by")?,
            sort: needed(file, &row, sort, "sort")?,
            lat: degrees(file, &row, lat, "lat", 90.0)?,
            lon: degrees(file, &row, lon, "lon", 180.0)?,
            part_of: optional(file, &row, part_of, "part_of")?,
            theatre: theatre.to_owned(),
            names: names(&row, &columns, ""),
            forms: forms(file, &row, own_forms)?,
            from: optional(file, &row, from, "from")?,
            to: optional(file, &row, to, "to")?,
            source: row.cell(source).to_owned(),
        });
    }
    Ok(())
}

fn weapons<'t>(file: &'t str, bytes: &'t [u8], ids: &mut Ids<'t>, world: &mut World) -> Result<(), Error> {
    let mut table = Table::read(file, bytes)?;
    let columns = name_columns(&table, &[""])?;
    let (id, class) = (table.needed("id")?, table.needed("class")?);
    while let Some(row) = table.next() {
        let row = row?;
        world.weapons.push(Weapon {
            id: unique(file, &row, id, "id", &mut ids.weapons)?,
            class: needed(file, &row, class, "class")?,
            names: names(&row, &columns, ""),
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(path: &str, text: &str) -> String {
        world(&[(path, text.as_bytes())]).map_or_else(|e| e.to_string(), |_| "read".into())
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
        assert!(world(&[("weapons.tsv", b"id\tclass\n\xff\tx\n")]).unwrap_err().to_string().contains("UTF-8"));
    }

    #[test]
    fn leaves_files_it_does_not_know_alone() {
        assert_eq!(message("agreements/x/table.tsv", "anything"), "read");
        assert_eq!(message("notes.txt", "anything"), "read");
    }
}

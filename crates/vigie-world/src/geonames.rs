//! Places of a GeoNames dump, for those who have one: chosen, and written as a table of places that [`crate::extended`]
//! reads. The format is that of <https://download.geonames.org/export/dump/readme.txt>: nineteen columns, tabs between.

use crate::lookup::kilometres;
use crate::schemes::country_of_alpha2;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::io::{BufRead, Read, Write};
use vigie_model::names::{edit_distance, fold};
use vigie_model::world::GAZETTEER;
use vigie_model::{Country, World};

/// A line longer than this, in bytes, is no row of a dump.
const LONGEST_LINE: u64 = 1 << 20;
/// Most other spellings in Latin letters kept for one place.
const MOST_SPELLINGS: usize = 4;
/// Most names in other scripts kept for one place.
const MOST_OTHERS: usize = 4;
/// Of so many people a place keeps its name even where it is a common word.
const KNOWN: u64 = 100_000;
/// A place of that name within so many kilometres of one that the world holds is that one.
const SAME: f64 = 15.0;
/// Heights, by the feature codes of GeoNames.
const HEIGHTS: &[&str] = &["HLL", "MT", "PK", "PASS"];

/// A row of a dump.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Number of the place.
    pub id: u64,
    /// Its name, in Latin letters.
    pub name: String,
    /// Degrees north.
    pub lat: f64,
    /// Degrees east.
    pub lon: f64,
    /// Class: `P` settlements, `T` heights, `A` areas and so on.
    pub class: String,
    /// Code within the class.
    pub code: String,
    /// Two-letter code of the country.
    pub country: String,
    /// People, zero where untold.
    pub population: u64,
    /// Other names, in any script.
    pub others: Vec<String>,
}

impl Row {
    /// A line of a dump; `None` where it is no row of one.
    ///
    /// ```
    /// let line = "1\tFarukh\tFarukh\tParukh,Парух\t40.016\t46.801\tP\tPPL\tAZ\t\t\t\t\t\t220\t\t700\tAsia/Baku\t2022-03-26";
    /// let row = vigie_world::geonames::Row::parse(line).expect("a row");
    /// assert_eq!((row.name.as_str(), row.population, row.others.len()), ("Farukh", 220, 2));
    /// assert_eq!(vigie_world::geonames::Row::parse("name,lat,lon"), None);
    /// ```
    pub fn parse(line: &str) -> Option<Row> {
        let cells: Vec<&str> = line.trim_end_matches(['\r', '\n']).split('\t').collect();
        let text = |n: usize| cells.get(n).map(|c| c.trim().to_owned());
        let degrees = |n: usize, most: f64| cells.get(n)?.parse().ok().filter(|d: &f64| d.abs() <= most);
        Some(Row {
            id: cells.first()?.parse().ok()?,
            name: text(1).filter(|n| !n.is_empty())?,
            lat: degrees(4, 90.0)?,
            lon: degrees(5, 180.0)?,
            class: text(6)?,
            code: text(7)?,
            country: text(8)?,
            population: cells.get(14)?.parse().unwrap_or(0),
            others: cells.get(3)?.split(',').map(str::to_owned).collect(),
        })
    }

    /// The sort of place, in the words of the tables; `None` for what no report tells an event of.
    fn sort(&self) -> Option<&'static str> {
        match (self.class.as_str(), self.population) {
            ("P", 50_000..) => Some("city"),
            ("P", 2_000..) => Some("town"),
            ("P", _) => Some("village"),
            ("T", _) if HEIGHTS.contains(&self.code.as_str()) => Some("height"),
            _ => None,
        }
    }
}

/// Other spellings of `name` in Latin letters that resemble it: transliterations, not names of other times.
pub fn spellings(name: &str, others: &[String]) -> Vec<String> {
    let wanted = |n: &&String| {
        n.chars().count() >= 4
            && n.starts_with(char::is_uppercase)
            && n.chars().skip(1).any(char::is_lowercase)
            && fold(n).chars().all(|c| c.is_ascii_alphabetic() || c == ' ' || c == '-' || c == '\'')
            && n.split(' ').count() <= name.split(' ').count() + 1
    };
    let letters: Vec<char> = fold(name).chars().collect();
    let most = name.chars().count() * 2 / 5;
    let away = |n: &String| edit_distance(&fold(n).chars().collect::<Vec<_>>(), &letters, most);
    let mut found: Vec<(usize, &String)> = others.iter().filter(wanted).filter_map(|n| Some((away(n)?, n))).collect();
    found.retain(|(d, _)| *d > 0);
    found.sort();
    let mut seen = HashSet::new();
    found.retain(|(_, n)| seen.insert(bare(n)));
    found.into_iter().take(MOST_SPELLINGS).map(|(_, n)| n.trim().to_owned()).collect()
}

/// A name folded, without apostrophes: how names are compared when places are chosen.
pub fn bare(name: &str) -> String {
    fold(name.trim()).replace('\'', "")
}

/// What came of an import.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Imported {
    /// Lines read.
    pub lines: u64,
    /// Lines that are no row of a dump.
    pub broken: u64,
    /// The first of them, counted from 1.
    pub first_broken: Option<u64>,
    /// Rows that the world holds already, under their number or as a place of that name within 15 km.
    pub held: u64,
    /// Rows left out because their name is also a common word, a body or a weapon, or is too short.
    pub risky: u64,
    /// Rows kept.
    pub kept: u64,
}

/// Which rows are kept.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// The countries.
    pub countries: BTreeSet<Country>,
    /// The fewest people.
    pub fewest: u64,
}

impl Wanted {
    /// Everything in the countries at war, as `world/places/conflict_countries.txt` lists them.
    pub fn of_wars() -> Wanted {
        let codes = crate::text("places/conflict_countries.txt").unwrap_or("").lines();
        Wanted { countries: codes.filter_map(|l| country_of_alpha2(l.get(..2)?)).collect(), fewest: 0 }
    }
}

/// Reads a dump and writes the places of it that are wanted, and that `world` does not hold, as a table. Memory stays
/// that of `world`, however long the dump.
///
/// # Errors
/// Only those of reading and writing; lines that are no rows are counted.
pub fn import(world: &World, dump: &mut dyn BufRead, wanted: &Wanted, out: &mut dyn Write) -> std::io::Result<Imported> {
    let held = Held::of(world);
    let mut told = Imported::default();
    let mut line = Vec::new();
    writeln!(out, "# Places of a GeoNames dump (CC BY 4.0), as `vigie world import-geonames` writes them.")?;
    writeln!(out, "id\tname\tcountry\tsort\tlat\tlon\t*\tsource")?;
    loop {
        line.clear();
        if dump.take(LONGEST_LINE).read_until(b'\n', &mut line)? == 0 {
            return Ok(told);
        }
        told.lines += 1;
        let whole = line.len() < LONGEST_LINE as usize || line.ends_with(b"\n");
        if !whole {
            skip_line(dump)?;
        }
        let Some(row) = std::str::from_utf8(&line).ok().filter(|_| whole).and_then(Row::parse) else {
            told.broken += 1;
            told.first_broken.get_or_insert(told.lines);
            continue;
        };
        let country = country_of_alpha2(&row.country).filter(|c| wanted.countries.contains(c));
        let (Some(country), Some(sort)) = (country, row.sort()) else { continue };
        if row.population < wanted.fewest {
            continue;
        }
        let id = format!("g{}", row.id);
        if held.is_held(&id, &row) {
            told.held += 1;
        } else if held.is_risky(&row.name, row.population) {
            told.risky += 1;
        } else {
            told.kept += 1;
            let names = held.other_names(&row).join(";");
            let (lat, lon) = (row.lat, row.lon);
            writeln!(out, "{id}\t{}\t{country}\t{sort}\t{lat:.4}\t{lon:.4}\t{names}\tGeoNames dump", plain(&row.name))?;
        }
    }
}

/// Reads up to the end of a line that is too long.
fn skip_line(dump: &mut dyn BufRead) -> std::io::Result<()> {
    let mut rest = Vec::new();
    loop {
        rest.clear();
        let read = dump.take(LONGEST_LINE).read_until(b'\n', &mut rest)?;
        if read == 0 || rest.ends_with(b"\n") {
            return Ok(());
        }
    }
}

/// A name without what a table could not hold or a text would not write.
fn plain(name: &str) -> String {
    name.chars().filter(|c| !c.is_control() && !matches!(c, ';' | '|')).collect()
}

/// What the world holds, for the choice of rows.
struct Held<'w> {
    ids: HashSet<&'w str>,
    /// Points by bare name.
    points: HashMap<String, Vec<(f64, f64)>>,
    /// Bare names that no imported place takes.
    taken: HashSet<String>,
    common: HashSet<&'static str>,
}

impl<'w> Held<'w> {
    fn of(world: &'w World) -> Held<'w> {
        let mut points: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
        for p in &world.places {
            let Some(point) = p.lat.zip(p.lon) else { continue };
            for name in p.names.iter().map(|n| &*n.text).chain([&*p.name]) {
                points.entry(bare(name)).or_default().push(point);
            }
        }
        let territories = world.territories.iter().flat_map(|t| t.names.iter().chain(&t.demonyms));
        let others = world.actors.iter().flat_map(|a| &a.names).chain(world.weapons.iter().flat_map(|w| &w.names));
        let taken = territories.chain(others).map(|n| bare(&n.text)).collect();
        let words = ["places/stop.txt", "places/common_words.txt"].into_iter().filter_map(crate::text);
        let common = words.flat_map(str::lines).filter(|l| !l.starts_with('#')).collect();
        Held { ids: world.places.iter().map(|p| &*p.id).collect(), points, taken, common }
    }

    fn is_held(&self, id: &str, row: &Row) -> bool {
        let near = |p: &(f64, f64)| kilometres(*p, (row.lat, row.lon)) < SAME;
        let known = |n: &str| self.points.get(&bare(n)).is_some_and(|points| points.iter().any(near));
        self.ids.contains(id) || known(&row.name) || row.others.iter().any(|n| known(n))
    }

    /// True for a name that a text could mean otherwise: a common word, a body, two letters.
    fn is_risky(&self, name: &str, population: u64) -> bool {
        let folded = bare(name);
        let barred = self.taken.contains(&folded) || plain(name) != name || name.contains(['(', ')', '/', '«', '»']);
        let short = folded.chars().count() < 4;
        barred || (population < KNOWN && (short || self.common.contains(folded.as_str())))
    }

    /// Spellings in Latin letters, and names in other scripts.
    fn other_names(&self, row: &Row) -> Vec<String> {
        let mut names = spellings(&row.name, &row.others);
        let other = |n: &&String| {
            let letters = || n.chars().filter(|c| c.is_alphabetic());
            letters().count() >= 3 && letters().all(|c| !c.is_ascii() && fold(&c.to_string()).chars().all(|f| !f.is_ascii()))
        };
        names.extend(row.others.iter().filter(other).take(MOST_OTHERS).map(|n| n.trim().to_owned()));
        let mut seen = HashSet::from([bare(&row.name)]);
        names.retain(|n| !self.is_risky(n, row.population) && seen.insert(bare(n)));
        names
    }
}

/// The file of an extending folder that an import is kept in. Its places rank with the gazetteer's, behind those of the
/// theatres.
pub fn table_of(folder: &std::path::Path) -> std::path::PathBuf {
    folder.join("places").join(format!("{GAZETTEER}.tsv"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: u64, name: &str, others: &str, point: &str, of: &str, population: u64) -> String {
        let point = point.replace(' ', "\t");
        let of = of.replace(' ', "\t");
        format!("{id}\t{name}\t{name}\t{others}\t{point}\t{of}\t\t\t\t\t\t{population}\t\t0\tEurope/Kyiv\t2024-01-01\n")
    }

    fn imported(dump: &[u8], wanted: &Wanted) -> (Imported, String) {
        let mut out = Vec::new();
        let told = import(crate::bundled(), &mut &*dump, wanted, &mut out).expect("memory neither fails to read nor to write");
        (told, String::from_utf8(out).expect("what it writes is UTF-8"))
    }

    #[test]
    fn keeps_what_is_wanted_and_not_held() {
        let mut dump = row(1, "Zzvanivka", "Zvanivkaa,Ззванівка,زفانيفكا", "48.7 38.3", "P PPL UA", 400);
        dump += &row(2, "Donetsk", "", "48.02 37.80", "P PPLA UA", 900_000);
        dump += &row(3, "Zzweihill", "", "48.1 38.1", "T HLL UA", 0);
        dump += &row(4, "Zzstream", "", "48.1 38.1", "H STM UA", 0);
        dump += &row(5, "Zzelsewhere", "", "48.1 2.1", "P PPL FR", 10);
        dump += &row(6, "Drone", "", "48.1 38.1", "P PPL UA", 10);
        let (told, out) = imported(dump.as_bytes(), &Wanted::of_wars());
        let expected = Imported { lines: 6, broken: 0, first_broken: None, held: 1, risky: 1, kept: 2 };
        assert_eq!(told, expected, "{out}");
        assert!(out.contains("g1\tZzvanivka\tUKR\tvillage\t48.7000\t38.3000\t"), "{out}");
        assert!(out.contains("Ззванівка") && out.contains("زفانيفكا"), "{out}");
        assert!(out.contains("g3\tZzweihill\tUKR\theight"), "{out}");
        let few = Wanted { fewest: 300, ..Wanted::of_wars() };
        assert_eq!(imported(dump.as_bytes(), &few).0.kept, 1);
        let french = Wanted { countries: ["FRA".parse().expect("a code")].into(), fewest: 0 };
        assert_eq!(imported(dump.as_bytes(), &french).0.kept, 1);
    }

    #[test]
    fn bears_hostile_dumps() {
        let mut dump = b"\n\tx\n\xff\xfe\nid,name\n".to_vec();
        dump.extend(row(1, "Zzgood; DROP TABLE", "", "48.7 38.3", "P PPL UA", 4).bytes());
        dump.extend(row(2, "Zzfar", "", "148.7 38.3", "P PPL UA", 4).bytes());
        dump.extend(row(3, "Zznowhere", "", "nan 38.3", "P PPL UA", 4).bytes());
        dump.extend(vec![b'a'; 3 << 20]);
        dump.push(b'\n');
        dump.extend(row(4, "Zzlast", "", "48.7 38.3", "P PPL UA", 4).bytes());
        let (told, out) = imported(&dump, &Wanted::of_wars());
        assert_eq!((told.lines, told.broken, told.first_broken, told.risky, told.kept), (9, 7, Some(1), 1, 1), "{out}");
        assert_eq!(out.lines().count(), 3, "{out}");
        assert_eq!(imported(b"", &Wanted::of_wars()).0, Imported::default());
    }
}

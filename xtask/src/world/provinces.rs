//! Provinces of the countries at war, from the polygons of Natural Earth: names only. A province is no point.

use super::{Kept, Rules, bare, json};
use serde::Deserialize;
use std::collections::HashSet;
use std::path::Path;

/// Name of the file of provinces, which is also what its places carry as their theatre.
pub(super) const THEATRE: &str = "provinces";

/// What the file begins with.
pub(super) const HEAD: &str = "# Provinces of countries at war, as `cargo xtask world` derives them: see world/SOURCES.md. Natural Earth, public domain.\n\
     # Do not edit: a province that is wrong or missing belongs into a theatre file.\n";

/// What English, French and Russian call a unit; `{}` is its name. Russian only where the name does not say so itself.
struct Forms {
    english: &'static [&'static str],
    french: &'static [&'static str],
    russian: &'static [&'static str],
}

const STATE: Forms = Forms { english: &["{} State", "{} Region"], french: &["État de {}"], russian: &["штат {}"] };
const DISTRICT: Forms = Forms { english: &["{} District"], french: &["district de {}"], russian: &["район {}"] };
const PROVINCE: Forms = Forms {
    english: &["{} Province", "{} Region", "{} Governorate", "{} Oblast"],
    french: &["province de {}", "région de {}", "gouvernorat de {}"],
    russian: &["провинция {}", "регион {}", "мухафаза {}", "область {}"],
};

impl Forms {
    fn of(kind: &str) -> &'static Forms {
        match kind {
            "State" | "Administrative State" | "Republic" | "Union Territory" => &STATE,
            "District" | "Municipality" | "County" | "Canton" | "City" | "Highly Urbanized City" => &DISTRICT,
            _ => &PROVINCE,
        }
    }
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    properties: Province,
}

#[derive(Deserialize)]
struct Province {
    iso_a2: Option<String>,
    adm1_code: String,
    name_en: Option<String>,
    name_fr: Option<String>,
    name_ru: Option<String>,
    type_en: Option<String>,
}

/// The provinces of the countries that [`Rules::fewest`] names, but those that a theatre file holds by hand. Where a
/// town has the same name, the bare name stays the town's.
pub(super) fn provinces(folder: &Path, rules: &Rules, towns: &[Kept]) -> Result<Vec<Kept>, String> {
    let all: Collection = json(&folder.join("admin1.json"))?;
    let town_names = |k: &Kept| -> Vec<String> {
        let names = [&k.name].into_iter().chain(&k.latin).chain(&k.french).chain(&k.russian);
        names.map(|n| bare(n)).collect()
    };
    let towns: HashSet<String> = towns.iter().flat_map(town_names).collect();
    let free = |name: &str| {
        let folded = bare(name);
        let is_town = towns.contains(&folded) || rules.theatres.contains_key(&folded);
        !is_town && !rules.is_risky(name) && !rules.is_barred(name)
    };
    let mut kept = Vec::new();
    for p in all.features.into_iter().map(|f| f.properties) {
        let Some(code) = p.iso_a2.filter(|c| rules.fewest.contains_key(c)) else { continue };
        let (Some(country), Some(english)) = (rules.codes.get(&code), p.name_en) else { continue };
        let english = plain(&english);
        let kind = p.type_en.as_deref().and_then(|k| k.split('|').next()).unwrap_or("Province");
        let typed = |forms: &[&str], name: &str| forms.iter().map(|f| elided(&f.replace("{}", name))).collect::<Vec<_>>();
        let by_hand = |n: &String| rules.regions.contains(&(country.clone(), bare(n)));
        let forms = Forms::of(kind);
        let mut latin = if english.contains(' ') && !free(&english) { Vec::new() } else { typed(forms.english, &english) };
        let french = p.name_fr.map(|n| plain(n.trim_start_matches("de ").trim_start_matches("du "))).unwrap_or_default();
        let russian = p.name_ru.map(|n| plain(&n)).unwrap_or_default();
        if latin.iter().chain([&english, &french, &russian]).any(by_hand) || latin.is_empty() {
            continue;
        }
        let name = if free(&english) { english.clone() } else { called(&english, kind, forms) };
        latin.retain(|n| *n != name);
        let mut french_names = if french.is_empty() { Vec::new() } else { typed(forms.french, &french) };
        french_names.extend(Some(french).filter(|n| free(n) && *n != name));
        let says_so =
            ["ская ", "ский ", "ское ", "район", "область", "провинция", "округ", "штат"].iter().any(|s| russian.contains(s));
        let mut russian_names = Vec::new();
        if !russian.is_empty() && !says_so {
            russian_names = forms.russian.iter().map(|f| f.replace("{}", &russian)).collect();
        }
        russian_names.extend(Some(russian).filter(|n| says_so || free(n)).filter(|n| !n.is_empty()));
        let id = format!("a{}", p.adm1_code.to_lowercase());
        kept.push(Kept {
            id,
            name,
            country: country.clone(),
            population: 0,
            point: None,
            latin,
            french: french_names,
            russian: russian_names,
        });
    }
    kept.sort_by(|a, b| (&a.country, &a.name).cmp(&(&b.country, &b.name)));
    Ok(kept)
}

/// The usual English name of a province that shares its name with a town: "Batken Region".
fn called(english: &str, kind: &str, forms: &Forms) -> String {
    let own = ["{} Region", "{} State", "{} Governorate", "{} District", "{} Province"];
    let form = own.into_iter().find(|f| f.ends_with(kind)).unwrap_or(forms.english[0]);
    form.replace("{}", english)
}

/// A name without what no text writes.
fn plain(name: &str) -> String {
    name.split(['(', '[']).next().unwrap_or("").replace(['‘', '`', ';', ','], "").trim().to_owned()
}

/// French elides before a vowel: "province d'Idleb".
fn elided(name: &str) -> String {
    let vowel = |c: char| "aeiouâàéèêîôûAEIOUÂÀÉÈÊÎÔÛ".contains(c);
    match name.split_once(" de ") {
        Some((head, tail)) if tail.starts_with(vowel) => format!("{head} d'{tail}"),
        _ => name.to_owned(),
    }
}

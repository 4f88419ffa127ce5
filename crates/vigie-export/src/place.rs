//! What a named place is: how exactly it is known, in which country and province it lies.

use crate::schemes::{CountryCodes, PlaceCodes};
use crate::view::Material;
use serde_json::{Value, json};
use std::collections::HashMap;
use vigie_model::world::{Place, Precision, Territory};
use vigie_model::{Country, PlaceMention, World};

/// Places and territories by name, for looking up what claims name.
pub(crate) struct Gazetteer<'m> {
    material: &'m Material<'m>,
    places: HashMap<&'m str, Vec<&'m Place>>,
    territories: HashMap<&'m str, &'m Territory>,
}

impl<'m> Gazetteer<'m> {
    pub fn new(material: &'m Material<'m>) -> Gazetteer<'m> {
        let world: &World = material.world;
        let mut places: HashMap<&str, Vec<&Place>> = HashMap::new();
        for p in &world.places {
            places.entry(&*p.name).or_default().push(p);
        }
        let territories = world.territories.iter().map(|t| (t.name.as_str(), t)).collect();
        Gazetteer { material, places, territories }
    }

    /// The entry that a mention stands for: of one name, the one in the same country and nearest to the point told.
    pub fn entry(&self, mention: &PlaceMention) -> Option<&'m Place> {
        let same = self.places.get(mention.name.as_str())?;
        let far = |p: &Place| match (p.lat, p.lon, mention.lat, mention.lon) {
            (Some(a), Some(b), Some(c), Some(d)) => (a - c).abs() + (b - d).abs(),
            _ => 1000.0,
        };
        same.iter()
            .copied()
            .filter(|p| p.country == mention.country || mention.country.is_none())
            .min_by(|a, b| far(a).total_cmp(&far(b)))
    }

    /// How exactly the place is known.
    pub fn precision(&self, mention: &PlaceMention) -> Precision {
        match self.entry(mention) {
            Some(place) => place.precision(),
            None if self.territories.contains_key(mention.name.as_str()) => Precision::Country,
            None if mention.lat.is_some() => Precision::Locality,
            None => Precision::Unknown,
        }
    }

    /// The same in the codes of others.
    pub fn codes(&self, mention: &PlaceMention) -> PlaceCodes {
        self.material.schemes.places.get(self.precision(mention).name()).copied().unwrap_or_default()
    }

    /// The country whose ground it is: for de facto authorities, the one they stand on.
    pub fn ground(&self, code: Country) -> Country {
        let lies_in = self.material.world.territory(code).and_then(|t| t.lies_in);
        lies_in.unwrap_or(code)
    }

    /// The usual English name of a country.
    pub fn country_name(&self, code: Country) -> String {
        self.material.world.territory(code).map_or_else(|| code.to_string(), |t| t.name.clone())
    }

    /// The codes of a country in the schemes of others.
    pub fn country_codes(&self, code: Country) -> Option<&'m CountryCodes> {
        self.material.schemes.countries.get(&self.ground(code))
    }

    /// The province a place lies in: told by the entry's larger place where that is one.
    pub fn province(&self, mention: &PlaceMention) -> Option<String> {
        let entry = self.entry(mention);
        if let Some(p) = entry.filter(|p| p.sort == "region") {
            return Some(p.name.to_string());
        }
        let around = mention.lat.zip(mention.lon).and_then(|(lat, lon)| self.material.shapes.and_then(|s| s.around(lat, lon)));
        around.map(|unit| unit.name.clone()).or_else(|| entry.and_then(|p| p.part_of.as_deref().map(str::to_owned)))
    }

    /// The place as vigie's own tables tell it.
    pub fn value(&self, mention: Option<&PlaceMention>) -> Value {
        let Some(p) = mention else { return Value::Null };
        json!({
            "name": p.name, "text": p.text, "country": p.country, "lat": p.lat, "lon": p.lon,
            "precision": self.precision(p).name(), "start": p.start, "end": p.end,
        })
    }

    /// The geometry of a place, as GeoJSON has it: the outline of a province where one is known, else the point, else nothing.
    pub fn geometry(&self, mention: Option<&PlaceMention>) -> Value {
        let Some(p) = mention else { return Value::Null };
        let area = self.entry(p).filter(|e| e.sort == "region");
        let outline = area.and_then(|e| self.material.shapes.and_then(|s| s.unit(&e.id)));
        if let (Some(unit), Some(shapes)) = (outline, self.material.shapes) {
            let rings: Vec<Vec<Vec<[f64; 2]>>> = shapes.polygons(unit);
            return json!({ "type": "MultiPolygon", "coordinates": rings });
        }
        match (p.lat, p.lon) {
            (Some(lat), Some(lon)) => json!({ "type": "Point", "coordinates": [lon, lat] }),
            _ => Value::Null,
        }
    }
}

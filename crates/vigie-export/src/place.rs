//! What a named place is: how exactly it is known, in which country and province it lies.

use crate::schemes::{CountryCodes, PlaceCodes};
use crate::view::Material;
use serde_json::{Value, json};
use std::collections::HashMap;
use vigie_model::world::{Actor, Place, Precision, Territory};
use vigie_model::{CalledIndex, Country, Entity, PlaceMention, World};

/// Places and territories by name, for looking up what claims name.
pub(crate) struct Gazetteer<'m> {
    material: &'m Material<'m>,
    places: HashMap<&'m str, Vec<&'m Place>>,
    territories: HashMap<&'m str, &'m Territory>,
    called: CalledIndex,
}

impl<'m> Gazetteer<'m> {
    pub fn new(material: &'m Material<'m>) -> Gazetteer<'m> {
        let world: &World = material.world;
        let mut places: HashMap<&str, Vec<&Place>> = HashMap::new();
        for p in &world.places {
            places.entry(&*p.name).or_default().push(p);
        }
        let territories = world.territories.iter().map(|t| (t.name.as_str(), t)).collect();
        // A body whose role stands for a state is named by its country; the others by their own names.
        let called = CalledIndex::new(world, |a| material.schemes.roles.get(&a.role).is_some_and(|r| r.acled_name == "{text}"));
        Gazetteer { material, places, territories, called }
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

    /// The usual English name of a body that stands for no state, where the world knows it; what is part of one is called as the
    /// whole. The words of the report, in its language and case, where it does not.
    pub fn body_name(&self, entity: &Entity) -> String {
        let world = self.material.world;
        let mut found = self.called.actor_of(entity, world);
        let mut steps = 0;
        while let Some(whole) = found
            .and_then(|a| a.parent.as_ref())
            .and_then(|id| world.actors.iter().find(|a| a.id == *id && a.role == entity.role && a.country == entity.country))
            .filter(|_| steps < 5)
        {
            found = Some(whole);
            steps += 1;
        }
        // The table of actors lists the usual English names first.
        let usual = |a: &Actor| a.names.first().map(|n| n.text.to_string());
        found.and_then(usual).unwrap_or_else(|| entity.text.clone())
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
        // Outlines are simplified: near a border the one around a point may be the neighbour's.
        let own = |unit: &vigie_model::Unit| match (unit.country, mention.country) {
            (Some(a), Some(b)) => self.ground(a) == self.ground(b),
            _ => true,
        };
        let around = mention.lat.zip(mention.lon).and_then(|(lat, lon)| self.material.shapes.and_then(|s| s.around(lat, lon)));
        let around = around.filter(|unit| own(unit));
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

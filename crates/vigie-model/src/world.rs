//! Who and where: territories, actors, places and weapons, with their names in several languages.

use crate::{Country, Role};
use jiff::civil::Date;

use crate::sound::BySound;
pub use crate::text::Text;

/// The `theatre` of places that come from the general gazetteer rather than from a theatre's own file.
pub const GAZETTEER: &str = "cities";

/// Everything known about who and where. Loaded once, shared by every stage.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Countries and de facto authorities.
    pub territories: Vec<Territory>,
    /// Ministries, armies, missions, armed groups, persons in office.
    pub actors: Vec<Actor>,
    /// Villages, towns, districts, zones, lines.
    pub places: Vec<Place>,
    /// Weapons and vehicles.
    pub weapons: Vec<Weapon>,
    /// The places by how their names sound, gathered when asked for.
    pub by_sound: BySound,
}

/// A name and the language it belongs to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Name {
    /// Two-letter code, or `*` where it serves every language (acronyms).
    pub language: Text,
    /// The name, as written in running text, in its basic form (nominative singular).
    pub text: Text,
}

/// A country or a de facto authority.
#[derive(Clone, PartialEq, Debug)]
pub struct Territory {
    /// Its code.
    pub code: Country,
    /// Usual English name.
    pub name: String,
    /// The country its ground lies in, for de facto authorities.
    pub lies_in: Option<Country>,
    /// The role of its authorities: government, or de facto.
    pub role: Role,
    /// Names of the territory.
    pub names: Vec<Name>,
    /// Words of nationality: adjectives and nouns of inhabitants, in their dictionary forms.
    pub demonyms: Vec<Name>,
    /// Names of the city that stands for the government in metonymy ("Baku said").
    pub capitals: Vec<Name>,
    /// A point for the map.
    pub lat: f64,
    /// A point for the map.
    pub lon: f64,
    /// First day on which bodies of its own governed there, if it matters.
    pub from: Option<Date>,
    /// Last day on which they did, if it matters.
    pub to: Option<Date>,
    /// Whose ground it was on other days.
    pub before: Option<Country>,
    /// Other lands in which people of its nation are at home and, where they fight, fight for themselves ("the Serbs" of Bosnia).
    pub kin: Vec<Country>,
}

impl Territory {
    /// Whose army, police and ministries stood on its ground on `day`.
    pub fn governed_by(&self, day: Date) -> Country {
        let its_own = self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to);
        self.before.filter(|_| !its_own).unwrap_or(self.code)
    }
}

impl World {
    /// The territory that has this code.
    pub fn territory(&self, code: Country) -> Option<&Territory> {
        self.territories.iter().find(|t| t.code == code)
    }

    /// The places with a point in a country of which some name sounds like this one, whatever its spelling and script, by their numbers
    /// and with how many letters differ.
    pub fn places_sounding_like(&self, country: Country, name: &str) -> Vec<(u32, usize)> {
        self.by_sound.like(&self.places, country, name)
    }
}

/// A body or a person in office.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// Stable name of the entry.
    pub id: String,
    /// Country, if it belongs to one.
    pub country: Option<Country>,
    /// What sort of body it is.
    pub role: Role,
    /// Entry it belongs to, if any.
    pub parent: Option<String>,
    /// Names and usual short forms.
    pub names: Vec<Name>,
    /// First day in office or of existence, if it matters.
    pub from: Option<Date>,
    /// Last day in office or of existence, if it matters.
    pub to: Option<Date>,
    /// For peacekeepers: the authority or country on whose ground they stand.
    pub serves: Option<Country>,
}

impl Actor {
    /// True for a body or a person in office on `day`, as far as that is known.
    pub fn is_of(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// A place.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Place {
    /// Stable name of the entry.
    pub id: Text,
    /// Usual English name.
    pub name: Text,
    /// Country its ground lies in.
    pub country: Option<Country>,
    /// De facto authority whose people live there, if other than the country.
    pub held_by: Option<Country>,
    /// `village`, `town`, `city`, `district`, `region`, `height`, `road`, `river`, `line`, `zone`, `post`.
    pub sort: Text,
    /// Degrees north, where it is a point.
    pub lat: Option<f64>,
    /// Degrees east, where it is a point.
    pub lon: Option<f64>,
    /// Entry or English name of the larger place, if told.
    pub part_of: Option<Text>,
    /// Theatre file it comes from, such as `karabakh`.
    pub theatre: Text,
    /// Names in each language, transliterations included.
    pub names: Vec<Name>,
    /// The form that each side uses, by the code of the side, where they differ: the record keeps a speaker's words, and
    /// this tells whose words they are.
    pub forms: Vec<(Country, String)>,
    /// First day of its existence or name, if it matters: a line drawn by an agreement, a post set up.
    pub from: Option<Date>,
    /// Last day of its existence or name, if it matters.
    pub to: Option<Date>,
    /// Where the point comes from.
    pub source: Text,
}

impl Place {
    /// How precisely the entry says where: by the sort of the place, and by how its point was found. A post or a height
    /// read from a map by hand is no more exact than the village beside it.
    pub fn precision(&self) -> Precision {
        match &*self.sort {
            "district" => Precision::District,
            "region" | "province" => Precision::Province,
            "line" | "road" | "river" | "zone" => Precision::Line,
            "post" | "height" if self.lat.is_some() && !self.source.contains("within") => Precision::Exact,
            _ => Precision::Locality,
        }
    }

    /// True where the place was there, under its name, on `day`.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

/// How precisely something says where. Coding schemes of others are derived from it by `world/schemes/precision.tsv`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Precision {
    /// The spot itself: a post, a height, coordinates told.
    Exact,
    /// A village, a town, a quarter, or a point computed from one.
    Locality,
    /// A district or another area of the second order.
    District,
    /// A province or another area of the first order.
    Province,
    /// A country.
    Country,
    /// Along a line, a road, a river, in a zone.
    Line,
    /// Somewhere.
    Unknown,
}

impl Precision {
    /// All of them, the most precise first.
    pub const ALL: [Precision; 7] = [
        Precision::Exact,
        Precision::Locality,
        Precision::District,
        Precision::Province,
        Precision::Country,
        Precision::Line,
        Precision::Unknown,
    ];

    /// The word that is published: `exact`, `locality`, `district`, `province`, `country`, `line`, `unknown`.
    pub fn name(self) -> &'static str {
        match self {
            Precision::Exact => "exact",
            Precision::Locality => "locality",
            Precision::District => "district",
            Precision::Province => "province",
            Precision::Country => "country",
            Precision::Line => "line",
            Precision::Unknown => "unknown",
        }
    }
}

/// A weapon or vehicle.
#[derive(Clone, PartialEq, Debug)]
pub struct Weapon {
    /// Stable name of the entry.
    pub id: String,
    /// `small_arms`, `artillery`, `mortar`, `rocket`, `missile`, `tank`, `aircraft`, `drone`, `explosive`, `grenade`, `vehicle`, `other`.
    pub class: String,
    /// Names.
    pub names: Vec<Name>,
}

/// An entry of the world that a name stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Entry {
    /// Index into [`World::territories`], as the territory itself.
    Territory(u32),
    /// Index into [`World::territories`], as an adjective or noun of nationality.
    Demonym(u32),
    /// Index into [`World::territories`], as its capital.
    Capital(u32),
    /// Index into [`World::actors`].
    Actor(u32),
    /// Index into [`World::places`].
    Place(u32),
    /// Index into [`World::weapons`].
    Weapon(u32),
}

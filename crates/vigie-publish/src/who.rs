//! How a body is called in the bulletin's language, whatever language the report named it in.

use crate::phrases::Phrases;
use vigie_model::names::fold;
use vigie_model::{Country, Entity, Role, World};

/// Between two who speak together stand no more characters than "and the" and what is around it.
const JOINED: u32 = 12;

/// A body in the cases that templates ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Body {
    pub nominative: String,
    pub genitive: String,
    /// `m`, `f`, `n`, `s` or `p`.
    pub gender: String,
}

/// Bodies of the entities, each once.
pub(crate) fn bodies(entities: &[Entity], phrases: &Phrases, world: &World) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    for e in entities {
        let body = body(e, phrases, world);
        if !found.contains(&body) {
            found.push(body);
        }
    }
    found
}

/// Bodies as sources: with the words of the report beside the name, since a ministry and a president speak for one state.
pub(crate) fn speakers(entities: &[Entity], phrases: &Phrases, world: &World) -> Vec<Body> {
    let mut found: Vec<Body> = Vec::new();
    for e in entities {
        let mut body = body(e, phrases, world);
        let words = quoted(e, phrases);
        // A state by its plain name, in whatever language, says nothing more in brackets.
        let named = |t: &vigie_model::world::Territory| t.names.iter().any(|n| fold(&n.text) == fold(&e.text));
        let plain = e.role == Role::Government && e.country.and_then(|c| world.territory(c)).is_some_and(named);
        if !plain && !body.nominative.contains(&words) && !body.nominative.ends_with(&e.text) {
            body.nominative = format!("{} ({words})", body.nominative);
            body.genitive = format!("{} ({words})", body.genitive);
        }
        if !found.contains(&body) {
            found.push(body);
        }
    }
    found
}

/// Those whose word it is, by who passes on whose: each of the first list says it, those of the second cite them, and so on.
///
/// Claims list the innermost first and those who speak together one after the other. Who stands right behind another in the
/// text speaks with them, unless it is a medium that they spoke to.
pub(crate) fn levels(sources: &[Entity]) -> Vec<Vec<Entity>> {
    let mut found: Vec<Vec<Entity>> = Vec::new();
    for e in sources {
        let beside = found.last().and_then(|level| level.last()).is_some_and(|before: &Entity| {
            let near = e.start >= before.end && e.start - before.end <= JOINED && e.end > before.end;
            near && (e.role != Role::Media || before.role == Role::Media)
        });
        match found.last_mut().filter(|_| beside) {
            Some(level) => level.push(e.clone()),
            None => found.push(vec![e.clone()]),
        }
    }
    found
}

fn quoted(entity: &Entity, phrases: &Phrases) -> String {
    let words = entity.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{}{words}{}", phrases.file.quotes[0], phrases.file.quotes[1])
}

/// True for places that one can be near: not regions, and not whole territories.
pub(crate) fn is_spot(name: &str, world: &World) -> bool {
    let wide = |sort: &str| matches!(sort, "region" | "province" | "country" | "district" | "zone" | "line");
    !world.territories.iter().any(|t| t.name == name)
        && world.places.iter().find(|p| p.name == name).is_none_or(|p| !wide(&p.sort))
}

/// A state and its parts by country; what belongs to no state by the words of the report.
pub(crate) fn body(entity: &Entity, phrases: &Phrases, world: &World) -> Body {
    let de_facto = entity.country.is_some_and(|c| world.territories.iter().any(|t| t.code == c && t.role == Role::Rebel));
    let key = match (entity.role, entity.country) {
        (Role::Rebel, Some(_)) if de_facto => "REB",
        (Role::Rebel, _) => "group",
        (Role::Peacekeeper, None) => "mission",
        (Role::Civilian, None) => "civilians",
        (Role::Military, None) => "military",
        (Role::Police, None) => "police",
        (Role::Intergovernmental | Role::NonGovernmental, _) => "organisation",
        (Role::Other, _) | (_, None) => "other",
        (role, Some(_)) => role.name(),
    };
    let words = quoted(entity, phrases);
    let (nominative, genitive, gender) = country(entity.country, phrases, world);
    let Some(role) = phrases.file.roles.get(key) else {
        return Body { nominative: words.clone(), genitive: words, gender: "s".to_owned() };
    };
    let put = |t: &str| t.replace("{pays}", &nominative).replace("{de}", &genitive).replace("{words}", &words);
    let of_state = role.t == "{pays}";
    Body {
        nominative: put(&role.t),
        genitive: if of_state && role.g.is_none() { nominative.clone() } else { put(role.g.as_deref().unwrap_or(&role.t)) },
        gender: if role.n == "c" { gender } else { role.n.clone() },
    }
}

/// A country's nominative, genitive and gender.
pub(crate) fn country(code: Option<Country>, phrases: &Phrases, world: &World) -> (String, String, String) {
    let Some(code) = code else { return (String::new(), String::new(), "s".to_owned()) };
    if let Some(named) = phrases.countries.get(&code) {
        return (named.nominative.clone(), named.genitive.clone(), named.gender.clone());
    }
    // A country outside the table takes its name from the world.
    let territory = world.territory(code);
    let own = territory.and_then(|t| t.names.iter().find(|n| n.language == phrases.language)).map(|n| n.text.to_string());
    let name = own.or_else(|| territory.map(|t| t.name.clone())).unwrap_or_else(|| code.to_string());
    let genitive = phrases.file.country_genitive.replace("{name}", &name);
    (name, genitive, "s".to_owned())
}

/// A country by its name alone, as it stands in tables and brackets.
pub(crate) fn bare_country(code: Country, phrases: &Phrases, world: &World) -> String {
    let territory = world.territory(code);
    let own = territory.and_then(|t| t.names.iter().find(|n| n.language == phrases.language));
    own.map(|n| n.text.to_string()).unwrap_or_else(|| country(Some(code), phrases, world).0)
}

/// True for a place whose name opens with a common noun ("province of ..."): it would need an article and a case of its own.
pub(crate) fn opens_with_a_noun(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_lowercase)
}

/// A place by its name in the bulletin's language.
pub(crate) fn place_name(name: &str, phrases: &Phrases, world: &World) -> String {
    let named =
        |names: &[vigie_model::world::Name]| names.iter().find(|n| n.language == phrases.language).map(|n| n.text.to_string());
    world
        .places
        .iter()
        .find(|p| p.name == name)
        .and_then(|p| named(&p.names))
        .or_else(|| world.territories.iter().find(|t| t.name == name).and_then(|t| named(&t.names)))
        .unwrap_or_else(|| name.to_owned())
}

//! What sort of thing a noun names: the closed list of `docs/rules.md`.

use vigie_model::{Role, Victims};

macro_rules! classes {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A class of nouns.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        #[allow(missing_docs)]
        pub enum Class { $($variant),+ }
        impl Class {
            /// Every class.
            pub const ALL: &[Class] = &[$(Class::$variant),+];
            /// Its name in files.
            pub fn name(self) -> &'static str { match self { $(Class::$variant => $name),+ } }
        }
    };
}

classes! {
    Force = "force", Fighter = "fighter", Police = "police", Peacekeeper = "peacekeeper", Government = "government",
    Spokesperson = "spokesperson", Media = "media", Civilian = "civilian", Person = "person", Side = "side",
    Organisation = "organisation", Ngo = "ngo", Legislature = "legislature", Court = "court", Place = "place",
    Building = "building", Vehicle = "vehicle", Weapon = "weapon", Agreement = "agreement", Document = "document",
    Abstract = "abstract", Body = "body", Prisoner = "prisoner", Intelligence = "intelligence",
}

impl Class {
    /// The class with this name.
    pub fn from_name(name: &str) -> Option<Class> {
        Class::ALL.iter().copied().find(|c| c.name() == name)
    }
    /// The class of a body or person of this role, for names that no list of nouns holds.
    pub fn of_role(role: Role) -> Option<Class> {
        Some(match role {
            Role::Government => Class::Government,
            Role::Military => Class::Force,
            Role::Rebel => Class::Fighter,
            Role::Peacekeeper => Class::Peacekeeper,
            Role::Police => Class::Police,
            Role::Intelligence => Class::Intelligence,
            Role::Civilian => Class::Civilian,
            Role::Media => Class::Media,
            Role::Intergovernmental => Class::Organisation,
            Role::NonGovernmental => Class::Ngo,
            Role::Legislature => Class::Legislature,
            Role::Judiciary => Class::Court,
            _ => return None,
        })
    }
}

/// A set of classes.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct ClassSet(pub u32);

impl ClassSet {
    /// A set of one.
    pub const fn of(class: Class) -> ClassSet {
        ClassSet(1 << class as u32)
    }
    /// A set of several.
    pub const fn among(classes: &[Class]) -> ClassSet {
        ClassSet(0).with(classes)
    }
    /// The set with some more.
    pub const fn with(self, classes: &[Class]) -> ClassSet {
        let mut bits = self.0;
        let mut n = 0;
        while n < classes.len() {
            bits |= 1 << classes[n] as u32;
            n += 1;
        }
        ClassSet(bits)
    }
    /// The set without some.
    pub const fn without(self, classes: &[Class]) -> ClassSet {
        ClassSet(self.0 & !ClassSet::among(classes).0)
    }
    /// Adds a class.
    pub fn insert(&mut self, class: Class) {
        self.0 |= 1 << class as u32;
    }
    /// True when the class is in it.
    pub fn has(self, class: Class) -> bool {
        self.0 & (1 << class as u32) != 0
    }
    /// True when they share a class.
    pub fn meets(self, other: ClassSet) -> bool {
        self.0 & other.0 != 0
    }
    /// True when there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// Those who can act: bodies, forces, people.
    pub const AGENTS: ClassSet = ClassSet::among(&[
        Class::Force,
        Class::Fighter,
        Class::Police,
        Class::Intelligence,
        Class::Peacekeeper,
        Class::Government,
        Class::Spokesperson,
        Class::Media,
        Class::Civilian,
        Class::Person,
        Class::Side,
        Class::Organisation,
        Class::Ngo,
        Class::Legislature,
        Class::Court,
        Class::Prisoner,
        Class::Body,
    ]);

    /// Bodies that issue communiqués.
    pub const BODIES: ClassSet = ClassSet::among(&[
        Class::Force,
        Class::Police,
        Class::Intelligence,
        Class::Peacekeeper,
        Class::Government,
        Class::Organisation,
        Class::Ngo,
    ]);

    /// The role that the class alone suggests for a body or person of a recognised state; `None` where it names no one.
    pub fn role(self) -> Option<Role> {
        const ORDER: [(Class, Role); 15] = [
            (Class::Peacekeeper, Role::Peacekeeper),
            (Class::Intelligence, Role::Intelligence),
            (Class::Police, Role::Police),
            (Class::Force, Role::Military),
            (Class::Fighter, Role::Rebel),
            (Class::Government, Role::Government),
            (Class::Media, Role::Media),
            (Class::Ngo, Role::NonGovernmental),
            (Class::Legislature, Role::Legislature),
            (Class::Court, Role::Judiciary),
            (Class::Organisation, Role::Intergovernmental),
            (Class::Civilian, Role::Civilian),
            (Class::Side, Role::Government),
            (Class::Prisoner, Role::Other),
            (Class::Person, Role::Other),
        ];
        ORDER.iter().find(|(c, _)| self.has(*c)).map(|(_, r)| *r)
    }
}

/// What victims of this role count as in a toll. Police and people not told are unknown (`spec/claims.md`, Numbers).
pub fn victims_of(role: Role) -> Victims {
    match role {
        Role::Military | Role::Rebel | Role::Peacekeeper => Victims::Military,
        Role::Civilian | Role::Media | Role::NonGovernmental => Victims::Civilian,
        _ => Victims::Unknown,
    }
}

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
    Abstract = "abstract", Body = "body", Prisoner = "prisoner",
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
    pub const AGENTS: ClassSet = ClassSet(
        (1 << Class::Force as u32)
            | (1 << Class::Fighter as u32)
            | (1 << Class::Police as u32)
            | (1 << Class::Peacekeeper as u32)
            | (1 << Class::Government as u32)
            | (1 << Class::Spokesperson as u32)
            | (1 << Class::Media as u32)
            | (1 << Class::Civilian as u32)
            | (1 << Class::Person as u32)
            | (1 << Class::Side as u32)
            | (1 << Class::Organisation as u32)
            | (1 << Class::Ngo as u32)
            | (1 << Class::Legislature as u32)
            | (1 << Class::Court as u32)
            | (1 << Class::Prisoner as u32)
            | (1 << Class::Body as u32),
    );

    /// Bodies that issue communiqués.
    pub const BODIES: ClassSet = ClassSet(
        (1 << Class::Force as u32)
            | (1 << Class::Police as u32)
            | (1 << Class::Peacekeeper as u32)
            | (1 << Class::Government as u32)
            | (1 << Class::Organisation as u32)
            | (1 << Class::Ngo as u32),
    );

    /// The role that the class alone suggests for a body or person of a recognised state; `None` where it names no one.
    pub fn role(self) -> Option<Role> {
        const ORDER: [(Class, Role); 14] = [
            (Class::Peacekeeper, Role::Peacekeeper),
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

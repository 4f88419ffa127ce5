//! In which order incidents are told, under which number, and in which colour.

use vigie_model::{Bulletin, EventKind, Incident};

/// What sort of thing an incident is, for colours and rows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Class {
    /// Acts of force and their victims.
    Force,
    /// Forces, posts, ways: who is where and who may pass.
    Presence,
    /// What calms: withdrawals, releases, agreements, monitoring, aid.
    Calm,
    /// What is said.
    Words,
}

impl Class {
    pub const ALL: [Class; 4] = [Class::Force, Class::Presence, Class::Calm, Class::Words];

    pub fn of(kind: EventKind) -> Class {
        use EventKind::*;
        match kind {
            k if is_spoken(k) => Class::Words,
            k if k.is_violent() => Class::Force,
            Capture => Class::Force,
            Withdrawal | Release | Compliance | Agreement | Monitoring | Deescalation | Aid => Class::Calm,
            _ => Class::Presence,
        }
    }

    /// Its name among the phrases.
    pub fn key(self) -> &'static str {
        match self {
            Class::Force => "force",
            Class::Presence => "presence",
            Class::Calm => "calm",
            Class::Words => "words",
        }
    }

    /// Its colour on paper: dark enough to be told apart when printed, each of another lightness for those who see no colours.
    pub fn colour(self) -> &'static str {
        match self {
            Class::Force => "#a4161a",
            Class::Presence => "#b45f06",
            Class::Calm => "#2a7f62",
            Class::Words => "#4a5568",
        }
    }
}

/// What is done in words or at a table rather than on the ground.
pub(crate) fn is_spoken(kind: EventKind) -> bool {
    kind.is_speech_act() || matches!(kind, EventKind::Talks | EventKind::Order)
}

/// Incidents on the ground, then those in words, each in the bulletin's order, numbered from 1 through both.
pub(crate) fn numbered(bulletin: &Bulletin) -> Vec<(usize, &Incident)> {
    let (ground, words): (Vec<&Incident>, Vec<&Incident>) = bulletin.incidents.iter().partition(|i| !is_spoken(i.kind));
    ground.into_iter().chain(words).enumerate().map(|(n, i)| (n + 1, i)).collect()
}

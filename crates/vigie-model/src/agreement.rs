//! What was signed.

/// An agreement as its file tells it: parties, days in force, zones, numbered clauses.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Agreement {
    /// Name of the agreement, as findings cite it.
    pub id: String,
}

//! The trained weights, and what they find likelier.

use super::case::{Case, Status, Whose};
use vigie_model::Role;
use vigie_read::analyse::ModelError;
use vigie_read::analyse::bytes::{Reader, Writer};
use vigie_read::analyse::table::{Layout, Table, Weights};

/// Classes of the weights of lands: how a land stands to the one told.
pub const LAND_CLASSES: usize = Status::ALL.len();
/// Classes of the weights of roles.
pub const ROLE_CLASSES: usize = Role::ALL.len();
/// Weights of a land and a role together: they have no classes.
pub const PAIR_CLASSES: usize = 1;

/// Says of what sort the bytes are.
const MARK: &[u8; 8] = b"allegia1";
/// Places of a row of sums, enough for each of the tables.
const ROOM: usize = 16;

/// The trained weights of one language.
pub struct Allegiances {
    /// Weights of lands by how they stand to the land told.
    pub lands: Table,
    /// Weights of roles.
    pub roles: Table,
    /// Weights of a land and a role together.
    pub pairs: Table,
    /// By how much another answer must be likelier than the one told.
    pub margin: i32,
}

impl std::fmt::Debug for Allegiances {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Allegiances").field("margin", &self.margin).finish_non_exhaustive()
    }
}

impl Allegiances {
    /// Reads weights as [`Allegiances::write`] wrote them.
    ///
    /// # Errors
    /// When the bytes are no such file, were cut, or hold tables of another form.
    pub fn load(bytes: &[u8]) -> Result<Allegiances, ModelError> {
        let mut from = Reader::new(bytes)?;
        from.part("first bytes");
        if from.raw(MARK.len())? != MARK {
            return Err(ModelError::NotAModel);
        }
        let margin = from.u32()? as i32;
        from.part("weights of lands");
        let lands = Table::read(&mut from, LAND_CLASSES, Layout::Quick)?;
        from.part("weights of roles");
        let roles = Table::read(&mut from, ROLE_CLASSES, Layout::Quick)?;
        from.part("weights of pairs");
        let pairs = Table::read(&mut from, PAIR_CLASSES, Layout::Quick)?;
        from.end()?;
        Ok(Allegiances { lands, roles, pairs, margin })
    }

    /// The bytes of the file.
    pub fn write(&self) -> Vec<u8> {
        let mut out = Writer::default();
        out.raw(MARK);
        out.u32(self.margin as u32);
        self.lands.write(&mut out);
        self.roles.write(&mut out);
        self.pairs.write(&mut out);
        out.finish()
    }

    /// What is likelier than what was told, if anything is by the margin.
    pub fn likelier(&self, case: &Case) -> Option<Whose> {
        let mut statuses = [0; ROOM];
        self.lands.add_all(&case.about, &mut statuses);
        let mut roles = [0; ROOM];
        self.roles.add_all(&case.about, &mut roles);
        let mut told = None;
        let mut best: Option<(i32, Whose)> = None;
        let mut seen = Vec::new();
        for (at, land) in case.lands.iter().enumerate() {
            let mut sums = statuses;
            self.lands.add_all(&land.features, &mut sums);
            for role in Role::ALL {
                seen.clear();
                case.pair(at, *role, |feature| seen.push(feature));
                let mut pair = [0; ROOM];
                self.pairs.add_all(&seen, &mut pair);
                let sum = sums[land.status as usize] + roles[*role as usize] + pair[0];
                let whose = Whose { country: land.country, role: *role };
                if whose == case.told {
                    told = Some(sum);
                }
                // The first of equals, so that the order of candidates settles it.
                if best.is_none_or(|(most, _)| sum > most) {
                    best = Some((sum, whose));
                }
            }
        }
        let (most, likelier) = best?;
        (likelier != case.told && most > told? + self.margin).then_some(likelier)
    }
}

const _: () = assert!(ROLE_CLASSES <= ROOM && LAND_CLASSES <= ROOM);

#[cfg(test)]
mod tests {
    use super::*;
    use vigie_read::analyse::table::stride;

    #[test]
    fn rows_fit_into_the_room_for_sums() {
        assert!([LAND_CLASSES, ROLE_CLASSES, PAIR_CLASSES].into_iter().all(|classes| stride(classes) <= ROOM));
    }

    #[test]
    fn what_is_written_is_read_again_and_nothing_else_is() {
        let table = |classes: usize| Table::new(3, classes, Layout::Quick, vec![1; stride(classes) << 3]);
        let model = Allegiances { lands: table(LAND_CLASSES), roles: table(ROLE_CLASSES), pairs: table(PAIR_CLASSES), margin: 7 };
        let bytes = model.write();
        assert_eq!(Allegiances::load(&bytes).map(|m| (m.margin, m.write() == bytes)).ok(), Some((7, true)));
        for cut in 0..bytes.len() {
            assert!(Allegiances::load(&bytes[..cut]).is_err(), "cut after {cut} bytes");
        }
    }
}

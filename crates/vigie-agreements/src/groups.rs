//! Which armed group a mention names: of all groups of a land, an agreement binds those that its file names.

use vigie_model::{CalledIndex, Entity, Party, Role, World, is_called};

/// The armed groups of the world by the words of their names, in every language.
#[derive(Default)]
pub(crate) struct Groups<'w> {
    index: CalledIndex,
    world: Option<&'w World>,
}

impl<'w> Groups<'w> {
    /// Indexes the groups of a world.
    pub(crate) fn new(world: &'w World) -> Groups<'w> {
        Groups { index: CalledIndex::new(world, |a| a.role == Role::Rebel), world: Some(world) }
    }

    /// True where the mention may be one of the party's groups: it names one of them, or none that is known. "Rebels" may be
    /// anybody's; the militia that the text calls by its name is not the one that signed.
    pub(crate) fn may_be(&self, party: &Party, entity: &Entity) -> bool {
        if party.groups.is_empty() || entity.role != Role::Rebel || party.groups.iter().any(|g| is_called(&entity.text, g)) {
            return true;
        }
        let named = self.index.called(&entity.text);
        named.is_empty() || named.into_iter().any(|n| self.is_one_of(n, party))
    }

    /// True for an entry that the party lists, by its own name or one of its names, and for what is part of one.
    fn is_one_of(&self, number: usize, party: &Party) -> bool {
        let Some(world) = self.world else { return false };
        let mut seen = Vec::new();
        let mut at = world.actors.get(number);
        while let Some(actor) = at.filter(|a| !seen.contains(&a.id.as_str())) {
            if party.groups.iter().any(|g| *g == actor.id || actor.names.iter().any(|n| *n.text == **g)) {
                return true;
            }
            seen.push(&actor.id);
            at = actor.parent.as_ref().and_then(|id| world.actors.iter().find(|a| a.id == *id));
        }
        false
    }
}

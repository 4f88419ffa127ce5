//! Sources told in full: a title with the name behind it, and whoever passes on all that a stretch of the report tells.

use crate::context::Context;
use crate::draft::Draft;
use crate::who::Party;
use vigie_model::Role;
use vigie_read::{Tag, WordId};

/// "The OSCE envoy, John Doe": the name that stands behind a title is part of what tells who speaks.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none()) {
        for p in &mut d.standing.source {
            if let Some(last) = name_behind(ctx, p) {
                p.span.end = ctx.text.word(last).span.end;
            }
        }
        // One who is passed on by his title and by his whole name is one.
        crate::who::each_once(&mut d.standing.source);
        say_it_once(ctx, &mut d.standing.source);
    }
}

/// "The minister said that Sudan was worried by the clashes": a land that its own government speaks of is heard through whoever speaks.
fn say_it_once(ctx: &Context, source: &mut Vec<Party>) {
    let is_a_land = |p: &Party| {
        ctx.text.name(p.head).is_some_and(|n| matches!(n.entries.first(), Some(vigie_model::world::Entry::Territory(_))))
    };
    for at in (0..source.len().saturating_sub(1)).rev() {
        let land = source[at].country.filter(|_| is_a_land(&source[at]) && source[at].role == Role::Government);
        let speaks_for_it = |p: &Party| p.country == land && p.role == Role::Government && !is_a_land(p);
        if land.is_some() && source[at + 1..].iter().any(speaks_for_it) {
            source.remove(at);
        }
    }
}

/// The last word of a person's name in apposition right behind the title, with nothing but a comma between.
fn name_behind(ctx: &Context, p: &Party) -> Option<WordId> {
    let text = ctx.text;
    let title = text.word(p.head).tag == Tag::Noun;
    let behind = |a: &WordId| {
        let word = text.word(*a);
        let next = word.span.start >= p.span.end
            && (p.head + 1..*a).filter(|x| text.word(*x).span.start >= p.span.end).all(|x| text.form(x) == ",");
        word.tag == Tag::Propn && next && !text.bears_name_of_a_place(*a) && text.date(*a).is_none()
    };
    let name = text.dependents(p.head, "appos").find(|a| title && behind(a))?;
    let end = text.name(name).map_or(name, |n| n.end.saturating_sub(1).max(name));
    let flat = text.dependents(name, "flat").filter(|f| (name..*f).all(|x| text.word(x).tag == Tag::Propn)).max();
    Some(flat.unwrap_or(name).max(end))
}

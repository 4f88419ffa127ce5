//! Whom words are meant for: who is to do what is demanded, whom a threat or a condemnation answers, whose charge a denial rejects.

use crate::class::ClassSet;
use crate::context::Context;
use crate::draft::{self, Draft};
use crate::draft_index::DraftIndex;
use crate::exchange::{offends, other_side};
use crate::kinds;
use crate::rule::{Content, Pos, Slot};
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// "Protests over the acts of the militia and demands its withdrawal": of two acts of speech that one speaker joins, the second is
/// addressed to whom the first is.
pub(crate) fn one_speaker_one_addressee(drafts: &mut [Draft], ctx: &Context) {
    let blames = |k: EventKind| matches!(k, EventKind::Condemnation | EventKind::Demand | EventKind::Accusation);
    // "Called on both sides for restraint and demanded access": those who are called on are asked.
    let addresses = |k: EventKind| blames(k) || k == EventKind::Appeal;
    for i in 1..drafts.len() {
        let threat = |k: EventKind| k == EventKind::Threat;
        if !(blames(drafts[i].kind) || threat(drafts[i].kind)) || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        let sentence = ctx.text.sentence_number(drafts[i].word);
        let joined = drafts[..i].iter().rev().find(|d| {
            d.dropped.is_none()
                && (blames(d.kind) && !threat(drafts[i].kind)
                    // "Threatened the rebels with raids and demanded that the guns fall silent", "called on them to leave, threatening raids".
                    || drafts[i].kind == EventKind::Demand && (addresses(d.kind) || threat(d.kind))
                    || threat(drafts[i].kind) && matches!(d.kind, EventKind::Demand | EventKind::Appeal))
                && ctx.text.sentence_number(d.word) == sentence
                && !d.recipient.is_empty()
                && d.actor.first().is_some_and(|a| drafts[i].actor.first().is_some_and(|b| a.span == b.span))
        });
        if let Some(joined) = joined {
            drafts[i].recipient = joined.recipient.clone();
        }
    }
}

/// "Will hit back if the army attacks, the militia warned": who would have to act is whom a threat is addressed to.
pub(crate) fn threatened_if(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    for d in drafts.iter_mut().filter(|d| d.dropped.is_none() && d.kind == EventKind::Threat && d.recipient.is_empty()) {
        let sentence = text.sentence(d.word);
        let opens = |m: &WordId| text.word(*m).is("mark") && text.is_one_of(*m, &settings.conditional);
        // "Will resist should the army come back".
        let inverted = |a: &WordId| {
            let before = |h: WordId| text.dependents(h, "nsubj").any(|s| s > *a);
            text.word(*a).tag == Tag::Aux
                && text.is_one_of(*a, &settings.conditional_inverted)
                && text.head(*a).is_some_and(before)
        };
        let clauses = sentence.words().filter(|m| opens(m) || inverted(m)).filter_map(|m| text.head(m));
        let others = |p: &Party| d.actor.iter().all(|a| a.span != p.span && (a.country, a.role) != (p.country, p.role));
        let subjects = clauses.flat_map(|c| crate::tree::subjects(text, settings, c));
        let found = subjects.filter_map(|s| crate::bearer::actor_of(ctx, s)).find(|p| others(p));
        d.recipient.extend(found);
        if !d.recipient.is_empty() {
            continue;
        }
        // "Any breach by the rebels, he warned, would draw a reply", "our operations against the rebels will resume": whoever does, or is to
        // suffer, what the words are about.
        let about = sentence.words().filter(|s| text.word(*s).is("nsubj") && text.is_noun(*s) && ctx.parties.of(*s).is_none());
        let phrases = about.flat_map(|s| {
            let slots = [Slot::By, Slot::Against].into_iter().flat_map(move |slot| crate::tree::marked(text, settings, s, slot));
            slots.flat_map(|f| crate::tree::with_coordinated(text, f)).collect::<Vec<_>>()
        });
        let armed = |p: &Party| !matches!(p.role, Role::Civilian | Role::Other | Role::Media);
        let meant: Vec<Party> = phrases.filter_map(|f| ctx.parties.of(f)).filter(|p| others(p) && armed(p)).cloned().collect();
        crate::who::push(&mut d.recipient, meant);
    }
    threatened_for_what_was_told(ctx, drafts);
}

/// A threat that names nobody is meant for the other side whose act, or whom an accusation, was told just before.
fn threatened_for_what_was_told(ctx: &Context, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let Some(speaker) =
            d.actor.first().filter(|_| d.kind == EventKind::Threat && d.dropped.is_none() && d.recipient.is_empty())
        else {
            continue;
        };
        let meant = |b: &Draft| -> Option<Party> {
            let list = match b.kind {
                EventKind::Accusation | EventKind::Demand | EventKind::Condemnation => &b.recipient,
                k if offends(k) => &b.actor,
                _ => return None,
            };
            // Whom the same speaker has just accused, though both are of one land.
            let own = b.kind.is_speech_act() && b.actor.iter().any(|a| a.span == speaker.span);
            if let Some(p) = list.iter().find(|p| own && p.span != speaker.span && p.country.is_some()) {
                return Some(p.clone());
            }
            list.iter().find(|p| (p.country.is_some() || p.role == Role::Rebel) && other_side(p, speaker)).cloned()
        };
        let addressee = draft::told_before(ctx, drafts, i, 1).find_map(meant);
        drafts[i].recipient.extend(addressee);
    }
}

/// A condemnation or an accusation that names no addressee answers the last act told of another side.
pub(crate) fn about_the_last_act(ctx: &Context, drafts: &mut [Draft], index: &DraftIndex) {
    for i in 0..drafts.len() {
        let answers = matches!(drafts[i].kind, EventKind::Condemnation | EventKind::Accusation);
        if !answers || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        // "Is worried" answers nothing in particular; "condemned the act", "demanded an apology" do.
        let head = drafts[i].found.head;
        // "Voiced alarm" does so as little; "lodged a protest" does.
        let points = |o: WordId| match ctx.text.word(o).tag {
            Tag::Noun => ctx.parties.of(o).is_none() && !crate::condemned::is_a_feeling(ctx, o),
            // "Condemns them": the acts, since nobody condemns himself.
            Tag::Pron => true,
            _ => false,
        };
        let about = crate::tree::objects(ctx.text, &ctx.rules.settings, head).into_iter().any(points);
        if drafts[i].found.rule.pos == Pos::Noun || drafts[i].kind != EventKind::Accusation && !about {
            continue;
        }
        let Some(speaker) = drafts[i].actor.first().cloned() else { continue };
        let objects = crate::tree::objects(ctx.text, &ctx.rules.settings, head);
        let named = |o: &WordId| ctx.event_kind(*o).filter(|k| offends(*k));
        let families: Vec<EventKind> = objects.iter().filter_map(named).collect();
        // "Condemned Saturday's attack", "the raid on the camp", "the shelling of Makeni": what is told of the act is true of no other.
        // "Denounced what he called an attack by the guards".
        let what = |d: &Draft| {
            let pronoun = |o: &WordId| ctx.text.word(*o).tag == Tag::Pron && ctx.text.below(d.word, *o);
            objects.contains(&d.word) || d.found.rule.pos == Pos::Noun && objects.iter().any(pronoun)
        };
        let here = index.told_in(ctx.text.sentence_number(drafts[i].word)).map(|j| &drafts[j]);
        let told = here.into_iter().find(|d| d.dropped.is_none() && offends(d.kind) && what(d));
        let condemns = drafts[i].kind == EventKind::Condemnation;
        if condemns && crate::condemned::is_of_anybody(ctx, &speaker, &objects) {
            continue;
        }
        let theirs = |d: &Draft| d.actor.iter().any(|p| other_side(p, &speaker) && !crate::condemned::is_any_side(p));
        let same = |d: &Draft| told.is_none_or(|t| t.word == d.word || may_be_one(ctx, t, d));
        let act = draft::told_before(ctx, drafts, i, 1)
            .filter(|d| families.is_empty() || families.iter().any(|f| is_akin(*f, d.kind)))
            .find(|d| offends(d.kind) && theirs(d) && same(d));
        // "Condemned the bombardments": those told before, however far.
        let akin = || {
            drafts[..i]
                .iter()
                .rev()
                .find(|d| d.dropped.is_none() && families.iter().any(|f| kinds::same_family(*f, d.kind)) && theirs(d) && same(d))
        };
        let act = told.filter(|t| theirs(t)).or(act);
        if let Some(act) = act.or_else(akin) {
            drafts[i].recipient = act.actor.iter().filter(|p| other_side(p, &speaker)).cloned().collect();
        }
    }
}

/// True where an act told by that noun may be one told before as of that kind: "the assault" may be the taking of a town, "the killings" a shooting.
fn is_akin(noun: EventKind, act: EventKind) -> bool {
    kinds::same_family(noun, act)
        || noun == EventKind::Attack && matches!(act, EventKind::Seizure | EventKind::Incursion | EventKind::Capture)
        || noun == EventKind::Casualties && act.is_violent()
        || noun == EventKind::Violation
}

/// True where nothing that the words of an act tell (its day, its place, whom it met) is told otherwise of the one before.
fn may_be_one(ctx: &Context, t: &Draft, before: &Draft) -> bool {
    let below = |w: WordId| ctx.text.below(w, t.word);
    let place = t.place.as_ref().filter(|p| !p.vague && !p.wide && below(p.head)).map(|p| p.name.as_str());
    let here = place.is_none() || before.place.as_ref().map(|p| p.name.as_str()) == place;
    let day = t.time.as_ref().filter(|d| d.start.and_then(|s| ctx.text.word_from(s)).is_some_and(below));
    let then = day.is_none_or(|d| before.time.as_ref().is_some_and(|b| (b.from, b.to) == (d.from, d.to)));
    let mut met = t.recipient.iter().filter(|r| below(r.head)).peekable();
    let them = met.peek().is_none() || met.any(|r| before.recipient.iter().any(|p| p.is_one_with(r)));
    here && then && them
}

/// "Demanded that the army leave": the one who is to act is the one addressed.
pub(crate) fn addressees(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut() {
        let asks = matches!(d.kind, EventKind::Demand | EventKind::Appeal) && d.found.rule.content == Some(Content::Unreal);
        if !asks || d.dropped.is_some() || !d.recipient.is_empty() {
            continue;
        }
        for clause in clauses_asked_for(text, d.found.head) {
            if text.dependents(clause, "nsubj").next().is_none() || crate::tree::is_passive(text, clause) {
                continue;
            }
            for s in crate::tree::subjects(text, &ctx.rules.settings, clause) {
                let own = |p: &Party| d.actor.iter().any(|a| a.span == p.span);
                let known = ctx.parties.of(s).cloned();
                let whom = known.or_else(|| unlisted_who_is_to_act(ctx, clause, s));
                crate::who::push(&mut d.recipient, whom.filter(|p| !own(p)));
            }
        }
        if d.recipient.is_empty() {
            d.recipient = who_is_to_act(ctx, d);
        }
        if d.recipient.is_empty() {
            let first = clauses_asked_for(text, d.found.head).into_iter().find_map(|c| right_behind_the_mark(ctx, c));
            d.recipient.extend(first.filter(|p| d.actor.iter().all(|a| a.span != p.span)));
        }
    }
}

/// "Demands that the republic at once, fully and for good pull back": whoever stands right behind the mark of a clause to which the tree gives no
/// subject.
fn right_behind_the_mark(ctx: &Context, clause: WordId) -> Option<Party> {
    let text = ctx.text;
    if crate::tree::is_passive(text, clause) || text.dependents(clause, "nsubj").next().is_some() {
        return None;
    }
    let own = |x: &WordId| text.word(*x).is("mark") && text.path_up(*x).contains(&clause);
    let mark = (text.sentence(clause).first..clause).rev().find(own)?;
    let noun = (mark + 1..clause).find(|x| !matches!(text.word(*x).tag, Tag::Det | Tag::Adj | Tag::Adv | Tag::Num))?;
    let bare = text.is_noun(noun) && crate::tree::preposition(text, noun).is_empty();
    ctx.parties.of(noun).filter(|_| bare).cloned()
}

/// "Demanded that the southerners go back", "that the UDX pull out its troops": whoever is to act is somebody, though no list knows him.
fn unlisted_who_is_to_act(ctx: &Context, clause: WordId, s: WordId) -> Option<Party> {
    let moves = || ctx.text.word(s).feature("Number") == Some("Plur") && ctx.event_kind(clause) == Some(EventKind::Withdrawal);
    let acts =
        ctx.text.word(s).feature("Animacy") == Some("Anim") || ctx.text.dependents(clause, "obj").next().is_some() || moves();
    crate::receive::known_to_no_list(ctx, s).filter(|_| acts)
}

/// The clauses of what is asked: "demands that the one side let them go **and that** the other accept", and, in a language that points to them
/// with a pronoun, those that hang on it ("insists on it that the town let them in").
fn clauses_asked_for(text: &crate::text::Text, head: WordId) -> Vec<WordId> {
    let pointing = text.children(head).iter().copied().filter(|c| text.word(*c).tag == Tag::Pron && text.word(*c).is("obl"));
    let pointed = pointing.flat_map(|p| text.dependents(p, "acl")).filter(|c| text.dependents(*c, "mark").next().is_some());
    let first: Vec<WordId> = text.dependents(head, "ccomp").chain(pointed).collect();
    let marked = |c: &WordId| text.dependents(*c, "mark").next().is_some();
    let joined: Vec<WordId> = first.iter().flat_map(|c| text.dependents(*c, "conj")).filter(marked).collect();
    first.into_iter().chain(joined).collect()
}

/// "Demanded that the captives be freed": of whoever took them.
pub(crate) fn captors(ctx: &Context, drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let d = &drafts[i];
        let asks = matches!(d.kind, EventKind::Demand | EventKind::Appeal) && d.dropped.is_none() && d.recipient.is_empty();
        let head = d.found.head;
        // Of two acts of speech, it is the nearer one that asks for it.
        let speaks = |w: &WordId| drafts.iter().any(|y| y.kind.is_speech_act() && y.dropped.is_none() && y.found.head == *w);
        let below = |x: &Draft| x.word > head && ctx.text.path_up(x.word).into_iter().skip(1).find(speaks) == Some(head);
        let freed = |x: &Draft| x.kind == EventKind::Release && (x.standing.governor == Some(head) || below(x));
        // "Asked for their release": the noun that the rule asks for.
        let named = draft::consumed(ctx, &d.found).into_iter().chain(crate::tree::objects(ctx.text, &ctx.rules.settings, head));
        let release = |w: WordId| {
            let mut rules = ctx.rules.beginning_with(ctx.text.lemma(w));
            rules.any(|(r, _)| r.pos == Pos::Noun && r.event.kind() == Some(EventKind::Release))
        };
        if !asks || !(drafts.iter().any(freed) || named.into_iter().any(release)) {
            continue;
        }
        let captive = |p: &Party| matches!(p.role, Role::Civilian | Role::Other);
        let took = |x: &&Draft| {
            x.dropped.is_none() && x.kind == EventKind::Capture && !x.actor.is_empty() && !x.actor.iter().all(captive)
        };
        if let Some(captors) = drafts[..i].iter().rev().find(took).map(|x| x.actor.clone()) {
            let own = |p: &Party| d.actor.iter().any(|a| a.is_one_with(p));
            drafts[i].recipient = captors.into_iter().filter(|p| !own(p)).collect();
        }
    }
}

/// "A demand for the government to free the prisoners", "called for the army to leave": who stands between "for" and the act.
fn who_is_to_act(ctx: &Context, d: &Draft) -> Vec<Party> {
    let text = ctx.text;
    let infinitive = |c: &WordId| text.word(*c).feature("VerbForm") == Some("Inf");
    let mut found: Vec<Party> = Vec::new();
    for top in [d.word, d.found.head] {
        for f in crate::tree::marked(text, &ctx.rules.settings, top, Slot::For) {
            let below = text.children(f).iter().chain(text.children(top)).chain(text.children(d.found.head));
            let to_act = below
                .copied()
                .any(|c| c > f && infinitive(&c) && matches!(text.word(c).relation_base(), "acl" | "xcomp" | "advcl"));
            let own = |p: &Party| d.actor.iter().chain(&found).any(|a| a.span == p.span);
            if let Some(p) = ctx.parties.of(f).filter(|p| to_act && !own(p) && p.class.meets(crate::class::ClassSet::AGENTS)) {
                found.push(p.clone());
            }
        }
    }
    found
}

/// "Telephoned the two generals, urging a truce": what a participle asks beside a verb of talking is asked of those who are talked to.
pub(crate) fn spoken_to_around(ctx: &Context, verb: WordId) -> Vec<Party> {
    let text = ctx.text;
    // "Met both and urged restraint".
    let appeals = ctx.event_kind(verb) == Some(EventKind::Appeal);
    let joined = appeals && text.word(verb).is("conj") && text.dependents(verb, "nsubj").next().is_none();
    let beside = joined || text.word(verb).is("advcl") && text.word(verb).feature("VerbForm").is_some_and(|f| f != "Fin");
    let kind_at = |h: WordId| ctx.event_kind(h);
    // "Held telephone talks with the two": told by the object.
    let talks = |h: &WordId| {
        kind_at(*h) == Some(EventKind::Talks) || text.dependents(*h, "obj").any(|o| kind_at(o) == Some(EventKind::Talks))
    };
    // "Told the Council …, urging it to act".
    let speaks = |h: &WordId| ctx.says(*h).is_some_and(|m| m.rule.pos == Pos::Verb);
    let Some(above) = text.head(verb).filter(|h| beside && (talks(h) || speaks(h) && !joined)) else { return Vec::new() };
    let hears = |p: &Party| talks(&above) || !matches!(p.role, Role::Media | Role::Civilian | Role::Other);
    let mut found = Vec::new();
    for slot in [Slot::To, Slot::With, Slot::Object] {
        let noun = text.dependents(above, "obj").filter(|o| kind_at(*o) == Some(EventKind::Talks));
        for f in [above].into_iter().chain(noun).flat_map(|top| crate::tree::fillers(text, &ctx.rules.settings, top, slot)) {
            crate::who::push(&mut found, ctx.parties.of(f).filter(|p| hears(p)).cloned());
        }
    }
    found
}

/// "The general handed the villagers an ultimatum", "in the capital they answer with charges of their own": who speaks and to whom, where
/// the tree has not tied the noun to the light verb before it.
pub(crate) fn carried_by_the_verb_before(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let Some(verb) = crate::doer::verb_before(ctx, draft.word) else { return };
    if crate::tree::is_passive(text, verb) || draft.carrier == Some(verb) {
        return;
    }
    let subjects = crate::tree::subjects(text, settings, verb);
    let mut speakers: Vec<Party> = subjects.into_iter().flat_map(|s| ctx.body_of(s)).collect();
    if speakers.is_empty() {
        speakers = crate::doer::speaks_from(ctx, verb);
    }
    let told =
        |c: &WordId| matches!(text.word(*c).relation_base(), "iobj" | "obl") && text.word(*c).feature("Case") == Some("Dat");
    let to = text.children(verb).iter().copied().filter(told).find_map(|c| ctx.parties.of(c).cloned());
    if !speakers.is_empty() && draft.recipient.is_empty() {
        draft.recipient.extend(to);
    }
    draft.standing.source.retain(|s| speakers.iter().all(|p| p.span != s.span));
    draft.actor = speakers;
}

/// "Accused | in the arson | the villagers", in a language of cases: a verb that charges somebody has an object; where the tree gives it none,
/// the people in the genitive of the charge are it.
pub(crate) fn accused_behind_the_charge(ctx: &Context, draft: &mut Draft) {
    let text = ctx.text;
    let verb = draft.found.head;
    let bare = |o: WordId| crate::tree::preposition(text, o).is_empty();
    let active = draft.found.rule.pos == Pos::Verb && !crate::tree::is_passive(text, verb) && !text.has_articles();
    if !active || text.dependents(verb, "obj").chain(text.dependents(verb, "iobj")).any(bare) {
        return;
    }
    for charge in crate::tree::marked(text, &ctx.rules.settings, verb, Slot::In).into_iter().filter(|c| *c > verb) {
        let behind = |c: &WordId| *c > charge && bare(*c) && matches!(text.word(*c).relation_base(), "nmod" | "appos" | "obl");
        let somebody = |p: &&Party| p.class.meets(ClassSet::AGENTS) || p.named;
        // "In what had happened | that state": what stands between the preposition and the name is the charge.
        let itself =
            ctx.parties.of(charge).filter(|p| p.head == charge && p.named && text.word(charge).feature("Case") != Some("Loc"));
        let within = text.dependents(charge, "acl").any(|c| c < charge);
        let accused = text.children(charge).iter().copied().filter(behind).filter_map(|c| ctx.parties.of(c)).find(somebody);
        let nation = || {
            let bare = text.children(charge).iter().copied().filter(behind).filter(|c| text.word(*c).tag == Tag::Propn);
            bare.filter_map(|c| crate::bearer::nationality(ctx, c)).next()
        };
        let nation = if accused.is_none() { nation() } else { None };
        let accused = accused.or(nation.as_ref()).or(itself.filter(|_| within && ctx.event_at(charge).is_none()));
        if let Some(p) = accused.filter(|p| draft.actor.iter().all(|a| a.span != p.span)).cloned() {
            draft.recipient.push(p);
            return;
        }
    }
}

/// « Reprochant à leur tour à l'armée », "said time and again to the sides": whoever stands behind the same preposition as a noun of how or how
/// often, on which the tree hangs him.
pub(crate) fn said_to_below(ctx: &Context, draft: &Draft, slot: Slot, f: WordId) -> Vec<WordId> {
    let text = ctx.text;
    let nobody = !text.class(f).meets(ClassSet::AGENTS) && ctx.parties.of(f).is_none() && text.name(f).is_none();
    if !draft.kind.is_speech_act() || slot != Slot::To || !nobody || draft.found.rule.pos != Pos::Verb {
        return Vec::new();
    }
    let preposition = |w: WordId| crate::tree::preposition(text, w).first().map(|p| text.lemma(*p));
    let same = |c: &WordId| preposition(*c).is_some() && preposition(*c) == preposition(f) && ctx.parties.of(*c).is_some();
    let below: Vec<WordId> = text.dependents(f, "nmod").filter(|c| *c > f).filter(same).collect();
    below.into_iter().flat_map(|c| crate::tree::with_coordinated(text, c)).collect()
}

//! Whose charge or word a denial rejects.

use crate::class::Class;
use crate::context::Context;
use crate::draft::Draft;
use crate::exchange::other_side;
use crate::kinds;
use crate::rule::{Content, Pos};
use crate::who::Party;
use vigie_model::{EventKind, Role};
use vigie_read::{Tag, WordId};

/// A denial answers the accuser: whoever accused the one who denies, else whoever told what is denied, or spoke last for another side.
pub(crate) fn settle(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Denial || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        // "Accused the authorities of a refusal": it answers nobody that its sentence tells.
        let refusal = drafts[i].found.rule.pos == Pos::Noun
            && drafts.iter().any(|d| {
                d.kind == EventKind::Accusation
                    && Some(d.found.head) == drafts[i].standing.governor
                    && d.recipient.first().is_some_and(|r| drafts[i].actor.first().is_some_and(|a| a.span == r.span))
            });
        if refusal {
            continue;
        }
        let authors = authors_rejected(ctx, &drafts[i]);
        if !authors.is_empty() {
            drafts[i].actor.retain(|a| authors.iter().all(|p| p.span != a.span));
            drafts[i].recipient = authors;
            continue;
        }
        let denier = drafts[i].actor.first().cloned();
        let by_somebody = denier.is_some();
        let answered = claimant(ctx, &drafts[i]).or_else(|| denier.and_then(|denier| accuser(ctx, drafts, i, &denier)));
        // "Accused the militia of it. In the town they denied this": whoever denies, the charge just told is denied.
        let charge = |d: &&Draft| d.kind == EventKind::Accusation && !d.actor.is_empty();
        let charge = || crate::draft::told_before(ctx, drafts, i, 1).find(charge).and_then(|d| d.actor.first().cloned());
        let answered = answered.or_else(|| if by_somebody || !points_to_words(ctx, &drafts[i]) { None } else { charge() });
        drafts[i].recipient.extend(answered);
    }
}

/// "The claims of the ministry that … are untrue", "rejects the claims of the “Black Caps”": whose words are rejected.
fn authors_rejected(ctx: &Context, d: &Draft) -> Vec<Party> {
    let text = ctx.text;
    // A spokesman stands for no words.
    let of_it = |n: &WordId| {
        !text.class(*n).meets(crate::class::ClassSet::AGENTS)
            && crate::denied_words::rejected(ctx, *n).is_some_and(|r| r.at == d.found.head)
    };
    let Some(noun) = text.sentence(d.word).words().find(of_it) else { return Vec::new() };
    let mut authors = ctx.owner_of(noun);
    if authors.is_empty() {
        let fillers = crate::tree::fillers(text, &ctx.rules.settings, noun, crate::rule::Slot::Of);
        let quoted = |f: &WordId| text.is_noun(*f) && text.quotation(*f).is_some() && text.quotation(noun).is_none();
        let unlisted = |f: WordId| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, f);
        authors.extend(fillers.into_iter().filter(quoted).take(1).map(unlisted));
    }
    // "The minister rejected her remarks": nobody rejects what he said himself.
    let verb = d.found.head;
    let object = text.word(noun).is("obj") && text.head(noun) == Some(verb) && !crate::tree::is_passive(text, verb);
    let rejects = |a: &Party| object && text.word(a.head).is("nsubj") && text.head(a.head) == Some(verb);
    let other = |p: &Party| d.actor.iter().all(|a| a.span != p.span || d.actor.len() == 1 && !rejects(a));
    authors.retain(|p| !p.class.has(Class::Civilian) && other(p) && !crate::bearer::is_of_the_subject(ctx, p.head));
    authors
}

/// "Denies having lost the post, which its rival claims to hold", "denies that forty men were taken, as the attackers maintain": whoever
/// claims what is denied, told in a clause of it.
fn claimant(ctx: &Context, d: &Draft) -> Option<Party> {
    let text = ctx.text;
    let head = d.found.head;
    let relative = |c: &WordId| text.is_relative(*c);
    let claims = |x: &WordId| {
        let accuses = || ctx.event_at(*x).is_some_and(|m| m.rule.event.kind() == Some(EventKind::Accusation) && m.head == *x);
        let put_in = match text.word(*x).relation_base() {
            "advcl" | "parataxis" => text.dependents(*x, "mark").next().is_some() || text.children(*x).iter().any(relative),
            "acl" => {
                text.children(*x).iter().any(relative)
                    || text.dependents(*x, "nsubj").any(|s| text.children(s).iter().any(relative))
            }
            _ => false,
        };
        let claim = text.is_one_of(*x, &ctx.rules.settings.claiming) || accuses() || as_was_told(ctx, head, *x);
        // "The group, which claims to have a thousand men": whoever the clause is about.
        let about = text.dependents(*x, "nsubj").any(|s| relative(&s));
        *x != head && put_in && claim && !about && text.below(*x, head)
    };
    let subjects = text.sentence(head).words().filter(claims).flat_map(|x| crate::tree::subjects(text, &ctx.rules.settings, x));
    let own = |p: &Party| d.actor.iter().any(|a| a.span == p.span);
    // "As a planter told the radio": whoever says so, known to a list or not.
    let told = |s: WordId| text.head(s).is_some_and(|x| as_was_told(ctx, head, x)) && text.is_noun(s);
    let unlisted = |s: WordId| crate::who::unlisted(text, ctx.rules, ctx.world, ctx.parties, s);
    let somebody = |s: WordId| ctx.parties.of(s).cloned().or_else(|| told(s).then(|| unlisted(s)));
    subjects.filter_map(somebody).find(|p| !own(p))
}

/// "Denied that jets had flown over the town, as the radio reported": a clause, told by any verb of speech, of how what is denied was told. One
/// that hangs on a verb joined to the denial tells of something else.
fn as_was_told(ctx: &Context, denial: WordId, x: WordId) -> bool {
    let text = ctx.text;
    let opened = text.children(x).iter().any(|c| *c < x && text.is_one_of(*c, &ctx.rules.settings.as_told));
    let between = text.path_up(x).into_iter().skip(1).take_while(|a| *a != denial);
    let joined = |a: WordId| text.word(a).is("conj") && text.head(a) == Some(denial);
    x > denial && opened && ctx.says(x).is_some() && !between.into_iter().any(joined)
}

/// "The governor does not agree with these figures": words that are denied without a word on whose they are, are those of whoever told
/// something last, of whatever side, land and trade.
pub(crate) fn words_of_the_last_teller(ctx: &Context, drafts: &mut [Draft]) {
    use EventKind::{Accusation, Condemnation, Demand, Denial, Threat};
    for i in 1..drafts.len() {
        let d = &drafts[i];
        if d.kind != Denial || d.dropped.is_some() || !d.recipient.is_empty() || !denies_words_told(ctx, d) {
            continue;
        }
        let apart = |p: &&Party| !d.actor.iter().any(|a| a.span.overlaps(p.span));
        let speaker = |x: &Draft| {
            let doers = x.actor.iter().filter(|_| matches!(x.kind, Accusation | Condemnation | Demand | Threat));
            doers.chain(&x.standing.source).find(apart).cloned()
        };
        let before = crate::draft::told_before(ctx, drafts, i, 1).filter(|x| x.trigger.start < d.trigger.start);
        let last = before.filter_map(speaker).next();
        drafts[i].recipient.extend(last);
    }
}

/// "Calls this a lie", "the figures are wrong": what is denied is words, which are pointed at, and no clause tells what they say.
fn denies_words_told(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let settings = &ctx.rules.settings;
    let told: Vec<WordId> = d.trigger_words(text).collect();
    let beside = |relations: &'static [&'static str]| {
        let below = told.iter().flat_map(|w| text.children(*w)).copied().filter(|c| !told.contains(c));
        below.filter(move |c| relations.contains(&text.word(*c).relation_base()))
    };
    let pronoun = |c: WordId| {
        let it = text.word(c).is("obj") && text.word(c).feature("Number") == Some("Sing");
        matches!(text.word(c).tag, Tag::Pron | Tag::Det) && (text.is_demonstrative(c) || it && ctx.is_personal(c))
    };
    let marked = |c: WordId| {
        let points = |m: &WordId| text.is_one_of(*m, &settings.definite) || text.is_one_of(*m, &settings.possessives);
        !text.has_articles() || text.children(c).iter().any(points)
    };
    let said = |c: WordId| {
        let words = crate::denied_words::stands_for_words(ctx, c) || text.class(c).has(Class::Document);
        text.word(c).tag == Tag::Noun && (words || text.is_one_of(c, &settings.figures)) && marked(c)
    };
    let described = told.iter().filter(|w| text.word(**w).is("acl")).filter_map(|w| text.head(*w));
    let own = told.iter().copied().filter(|w| crate::denied_words::stands_for_words(ctx, *w));
    let about = beside(&["obj", "obl", "nsubj", "iobj", "dislocated", "expl"]).chain(described);
    let words = about.into_iter().any(|c| pronoun(c) || said(c)) || own.into_iter().next().is_some();
    words && beside(&["ccomp", "xcomp"]).all(|c| pronoun(c) || said(c))
}

/// Acts of speech that call for an answer.
fn asks(kind: EventKind) -> bool {
    matches!(kind, EventKind::Accusation | EventKind::Demand | EventKind::Appeal | EventKind::Threat)
}

/// Whoever speaks in a draft: the doer of an act of speech, then whose word it is.
fn speakers(d: &Draft) -> Vec<Party> {
    let doers = d.actor.iter().filter(|_| d.kind.is_speech_act());
    doers.chain(&d.standing.source).cloned().collect()
}

fn accuser(ctx: &Context, drafts: &[Draft], i: usize, denier: &Party) -> Option<Party> {
    let text = ctx.text;
    // Whoever only asks the question, or prints the answer, is not answered. Nor are "the parties".
    let nobody = crate::condemned::is_any_side;
    let somebody = |p: &&Party| p.span != denier.span && p.role != Role::Media && !nobody(p);
    let other = |p: &&Party| other_side(p, denier) && somebody(p);
    let same_side = |p: &Party| p.country.is_some() && !other_side(p, denier);
    let told = || drafts[..i].iter().rev().filter(|d| d.dropped.is_none());
    let answers = points_to_words(ctx, &drafts[i]);
    let refuses = drafts[i].found.rule.content == Some(Content::Unreal);
    // "Was asked to arrest them. He denied any tie with the killers": only whoever refuses, or rejects words, answers a demand.
    let asked = |d: &&Draft| {
        let called_for = matches!(d.kind, EventKind::Demand | EventKind::Threat) && (refuses || answers);
        (d.kind == EventKind::Accusation || called_for) && d.recipient.iter().any(same_side)
    };
    let sentence = text.sentence_number(drafts[i].word);
    let near = |d: &&Draft| sentence - text.sentence_number(d.word) <= 1;
    let here = |d: &&Draft| sentence == text.sentence_number(d.word);
    // Of two groups of one land, the one that blames the other by name.
    let by_name = |d: &&Draft| {
        asks(d.kind) && d.recipient.iter().any(|r| r.span == denier.span || text.lemma(r.head) == text.lemma(denier.head))
    };
    let named = told().filter(near).filter(by_name).flat_map(|d| d.actor.clone()).find(|p| somebody(&p));
    // "The league accuses the front of looting, which a member of the front denies", both of one land.
    let accused_here = |d: &&Draft| d.kind == EventKind::Accusation && d.recipient.iter().any(|r| !other_side(r, denier));
    let blames = |p: &Party| p.span != denier.span && text.lemma(p.head) != text.lemma(denier.head) && !nobody(p);
    let accuser_here = told().filter(here).filter(accused_here).flat_map(|d| d.actor.clone()).find(|p| blames(p));
    let named = named.or(accuser_here);
    let accuser_near = || told().filter(near).filter(asked).flat_map(|d| d.actor.clone()).find(|p| other(&p));
    let denied: Vec<EventKind> = drafts
        .iter()
        .filter(|d| d.standing.governor == Some(drafts[i].found.head) && d.dropped.is_none())
        .map(|d| d.kind)
        .collect();
    // "Denies that its guns opened fire": only whoever charged it with the like is answered from afar.
    let to_the_point = |d: &&Draft| {
        let charges = |x: &&Draft| x.standing.governor == Some(d.found.head) && x.dropped.is_none();
        let akin = |x: &Draft| denied.iter().any(|k| kinds::same_family(*k, x.kind));
        // "Denies having aimed at the militia", which is whoever charged it with something.
        let hit = |x: &Draft| x.recipient.iter().any(|r| d.actor.iter().any(|a| a.span == r.span || a.is_one_with(r)));
        let denied_acts = || drafts.iter().filter(|x| x.standing.governor == Some(drafts[i].found.head));
        answers || denied.is_empty() || near(d) || drafts.iter().filter(charges).any(akin) || denied_acts().any(hit)
    };
    let accuser = || told().filter(asked).filter(to_the_point).flat_map(|d| d.actor.clone()).find(|p| other(&p));
    if refuses {
        // "Refused to take part": only who asked for it is answered.
        // "Refused to leave the town" answers nobody told in another sentence, but for who asked him by name.
        let to_act = |c: &WordId| {
            matches!(text.word(*c).relation_base(), "xcomp" | "ccomp") && text.word(*c).feature("VerbForm") == Some("Inf")
        };
        let act = text.children(drafts[i].found.head).iter().any(to_act);
        let of_this = |p: &Party| !act || text.sentence_number(p.head) == sentence;
        return named.or_else(|| accuser_near().or_else(accuser).filter(of_this));
    }
    // "Denies having left the town": whoever told of that, not whoever told of something else.
    let akin = |d: &&Draft| denied.is_empty() || answers || denied.iter().any(|k| kinds::same_family(*k, d.kind));
    let charges = |d: &Draft| d.kind == EventKind::Accusation;
    let speaker_here = || told().filter(here).filter(|d| charges(d) || akin(d)).flat_map(speakers).find(|p| other(&p));
    let blamed = |d: &&Draft| d.actor.iter().any(same_side);
    let teller = || {
        // Doctors, villagers and charities of the same land are not of those who deny either.
        let outsider = |p: &&Party| other(p) || matches!(p.role, Role::Civilian | Role::NonGovernmental) && somebody(p);
        told()
            .take(8)
            .filter(blamed)
            .filter(|d| here(d) || akin(d))
            // "Denies that its soldiers crossed the line" answers nobody who told of the like long before.
            .filter(|d| denied.is_empty() || near(d))
            .flat_map(|d| d.standing.source.clone())
            .find(|p| outsider(&p))
    };
    // Villagers, missions and charities that only told something are not answered.
    let side = |p: &&Party| {
        use Role::{Government, Military, Peacekeeper, Police, Rebel};
        other(p) && matches!(p.role, Government | Military | Peacekeeper | Police | Rebel)
    };
    let speaker = || told().filter(near).filter(|d| answers || charges(d)).flat_map(speakers).find(|p| side(&p));
    // "The rebels told the mission that twenty had been killed there; the army denied having shot": whoever else speaks in the sentence.
    let beside = || told().filter(here).flat_map(speakers).find(|p| side(&p));
    // "The league said that a neighbour had sent shells. The front denied it", both of one land and one sort: who spoke last is answered.
    let apart = |p: &Party| blames(p) && !p.is_one_with(denier);
    let words = answers && rejects_words(ctx, &drafts[i]);
    let told_here = || told().filter(here).flat_map(speakers).find(|p| blames(p));
    let told_near =
        || told().filter(near).find_map(|d| speakers(d).into_iter().find(|p| if charges(d) { blames(p) } else { apart(p) }));
    let last = || if words { told_here().or_else(told_near) } else { None };
    named
        .or_else(accuser_near)
        .or_else(speaker_here)
        .or_else(accuser)
        .or_else(teller)
        .or_else(speaker)
        .or_else(beside)
        .or_else(last)
}

/// "Denies it", "denies", "rejects these claims": what was said, and no act that the denial names.
fn rejects_words(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let objects = crate::tree::objects(text, &ctx.rules.settings, d.found.head);
    // "Maintains the contrary": the object that makes the verb deny.
    let own = crate::draft::consumed(ctx, &d.found);
    let words = |o: &WordId| text.word(*o).tag == Tag::Pron || own.contains(o) || crate::denied_words::stands_for_words(ctx, *o);
    objects.iter().all(words)
        && text.dependents(d.found.head, "xcomp").chain(text.dependents(d.found.head, "ccomp")).next().is_none()
}

/// "Denies preparing an assault" answers nobody; "rejects the charge", "denies this", "denies it all" do.
fn points_to_words(ctx: &Context, d: &Draft) -> bool {
    let text = ctx.text;
    let has_articles = text.has_articles();
    let bare = |o: WordId| !has_articles && text.word(o).tag == Tag::Noun;
    let points = |o: WordId| {
        text.word(o).tag == Tag::Pron
            || bare(o)
            || text.children(o).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite))
    };
    let head = d.found.head;
    let mut about = crate::tree::objects(text, &ctx.rules.settings, head);
    about.extend(text.dependents(head, "xcomp").chain(text.dependents(head, "ccomp")));
    // "Does not agree with this".
    let this = text.children(head).iter().any(|c| *c > head && text.word(*c).tag == Tag::Pron && text.is_demonstrative(*c));
    let before = text.children(head).iter().any(|c| text.word(*c).is("obl") && text.is_demonstrative(*c));
    this || before || about.is_empty() || about.iter().any(|o| points(*o))
}

/// "Denies any withdrawal of its troops", "denies that French soldiers took part in the fighting": an act that is denied, where "denies the
/// claims of the ministry" rejects words.
pub(crate) fn is_an_act(ctx: &Context, f: WordId) -> bool {
    let text = ctx.text;
    let act = |w: WordId| ctx.event_kind(w).is_some_and(|k| !k.is_speech_act());
    let words = text.class(f).has(Class::Document) || ctx.says(f).is_some() || ctx.governor_at(f).is_some();
    if act(f) {
        return true;
    }
    let below = text.dependents(f, "nmod").chain(text.dependents(f, "nmod").flat_map(|c| text.dependents(c, "nmod")));
    !words && below.into_iter().any(act)
}

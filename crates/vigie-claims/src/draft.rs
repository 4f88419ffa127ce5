//! One event on its way to a claim: its trigger, its roles, its standing.

use crate::context::Context;
use crate::harm::{add_means, add_toll, fill_toll, headline_victims};
use crate::kinds;
use crate::pattern::Match;
use crate::place::{Spot, Theatre};
use crate::roles::fill_roles;
use crate::rule::{Event, Pos, Slot, Test};
use crate::scope::{self, Standing};
use crate::text::Text;
use crate::toll::{self, Means, People};
use crate::tree;
use crate::who::Party;
use jiff::civil::Date;
use vigie_model::{EventKind, Span, Toll, When};
use vigie_read::{Tag, WordId};

/// How a day was found that the event itself tells.
pub(crate) const OWN_WORDS: &str = "its own words";

/// An event with everything its own sentence tells about it.
pub struct Draft<'a> {
    /// The rule that found it.
    pub found: Match<'a>,
    /// The word that the claim stands on.
    pub word: WordId,
    /// The light verb or other verb that carries its roles.
    pub carrier: Option<WordId>,
    /// Its kind, after what its weapons make of it.
    pub kind: EventKind,
    /// The words of the trigger.
    pub trigger: Span,
    /// Whose word, denied or not, told or not.
    pub standing: Standing,
    /// Who did it.
    pub actor: Vec<Party>,
    /// To whom.
    pub recipient: Vec<Party>,
    /// Where.
    pub place: Option<Spot>,
    /// When.
    pub time: Option<When>,
    /// How its day was found.
    pub dated_by: &'static str,
    /// Effects on people.
    pub toll: Vec<Toll>,
    /// Words that the toll was read from.
    pub toll_words: Vec<Span>,
    /// How many times.
    pub count: Option<(u32, Span)>,
    /// With what.
    pub means: Vec<Means>,
    /// Why it was left out, if it was.
    pub dropped: Option<String>,
    /// True when its subject is "we": whoever speaks.
    pub speaks_of_us: bool,
    /// True when the place or time was taken over from another event.
    pub carried: bool,
    /// True for an event that was given, not found.
    pub given: bool,
}

impl<'a> Draft<'a> {
    /// The words that its trigger holds, in the order of the text.
    pub(crate) fn trigger_words<'t>(&self, text: &'t Text) -> impl Iterator<Item = WordId> + use<'t> {
        let trigger = self.trigger;
        text.sentence(self.word).words().filter(move |w| trigger.contains(text.word(*w).span))
    }
    /// Everybody in it: who did it, to whom, and whose word it is.
    pub(crate) fn parties(&self) -> impl Iterator<Item = &Party> {
        self.actor.iter().chain(&self.recipient).chain(&self.standing.source)
    }
    /// The same, to be settled.
    pub(crate) fn parties_mut(&mut self) -> impl Iterator<Item = &mut Party> {
        self.actor.iter_mut().chain(&mut self.recipient).chain(&mut self.standing.source)
    }
    /// Its first and last day, where both are known.
    pub(crate) fn days(&self) -> Option<(Date, Date)> {
        self.time.as_ref().and_then(|t| t.from.zip(t.to))
    }
    /// An event of which nothing is known yet but what tells it and how it stands.
    pub(crate) fn bare(found: Match<'a>, word: WordId, kind: EventKind, trigger: Span, standing: Standing) -> Draft<'a> {
        Draft {
            found,
            word,
            carrier: None,
            kind,
            trigger,
            standing,
            actor: Vec::new(),
            recipient: Vec::new(),
            place: None,
            time: None,
            dated_by: "",
            toll: Vec::new(),
            toll_words: Vec::new(),
            count: None,
            means: Vec::new(),
            dropped: None,
            speaks_of_us: false,
            carried: false,
            given: false,
        }
    }
}

/// Reads the event that rule `m` tells at its word.
pub fn draft<'a>(ctx: &Context<'a>, theatre: &Theatre, m: Match<'a>) -> Draft<'a> {
    let kind = m.rule.event.kind().unwrap_or(EventKind::Attack);
    let word = m.rule.trigger.map_or(m.head, |slot| trigger_word(ctx, &m, slot));
    let carrier = if word != m.head { Some(m.head) } else { carrier_of(ctx, word) };
    let standing = scope::standing(ctx, word, carrier);
    let mut draft = Draft { carrier, ..Draft::bare(m, word, kind, trigger_span(ctx, &m, word), standing) };
    fill_roles(ctx, theatre, &mut draft);
    headline_victims(ctx, &mut draft);
    // A participle told by its form counts as a noun where a number stands on it ("and fifteen others wounded").
    let by_form = m.rule.pos == Pos::Phrase || m.rule.pos == Pos::Verb && stands_for_people(ctx, word);
    let counted = by_form && toll::number_on(ctx, word).is_some();
    if counted {
        draft.recipient.clear();
        draft.toll.clear();
        draft.toll_words.clear();
    }
    // "Doctors counted eleven bodies": the noun that the claim stands on carries the number.
    let nominal = matches!(m.rule.pos, Pos::Noun | Pos::Adjective)
        || counted
        || m.rule.trigger.is_some() && m.rule.effect.is_some() && ctx.text.is_noun(word)
        || m.rule.pos == Pos::Phrase && ctx.text.word(word).tag != Tag::Verb;
    if nominal
        && draft.toll.iter().all(|t| t.low.is_none())
        && let Some(effect) = m.rule.effect.or(kinds::effect_on_people(kind).filter(|_| draft.recipient.is_empty()))
    {
        // "six dead": the noun of the effect carries the number, and nobody else is told.
        let people = toll::people(ctx, word);
        let one = ctx
            .text
            .children(word)
            .iter()
            .any(|c| ctx.text.word(*c).is("det") && ctx.text.word(*c).feature("Definite") == Some("Ind"));
        let of_many = ctx.text.is_one_of(word, &ctx.rules.settings.of_many);
        if people.number.is_some() && !of_many || draft.toll.is_empty() && (people.several || people.single && one && !of_many) {
            let party = draft.recipient.first().cloned().or(people.party.clone());
            let people = People { party, ..people };
            draft.toll.retain(|t| t.effect != effect);
            draft.toll_words.truncate(draft.toll.len());
            add_toll(&mut draft, &people, effect, ctx.text.word(word).span);
        }
    }
    fill_toll(ctx, &mut draft);
    if kind.is_violent()
        || matches!(kind, EventKind::Deployment | EventKind::Overflight | EventKind::Fortification | EventKind::Withdrawal)
    {
        add_means(ctx, &mut draft);
    }
    // The howitzers that a mission saw are no events.
    if m.rule.effect.is_none() && !matches!(kind, EventKind::Casualties | EventKind::Displacement | EventKind::Deployment) {
        draft.count = toll::count_of(ctx, word, carrier);
    }
    draft
}

/// "Three fallen, seven wounded": a participle in a case of its own that describes nothing stands for people.
pub(crate) fn stands_for_people(ctx: &Context, w: WordId) -> bool {
    stands_for_people_in(ctx.text, w)
}

/// The same, where nothing but the text is known yet.
pub(crate) fn stands_for_people_in(text: &Text, w: WordId) -> bool {
    let word = text.word(w);
    word.feature("VerbForm") == Some("Part")
        && word.feature("Case").is_some()
        && matches!(word.relation_base(), "nsubj" | "obj" | "iobj" | "obl" | "nmod" | "root")
}

/// The verb that lends its clause to an event noun: a light verb whose object, passive subject or complement it is.
fn carrier_of(ctx: &Context, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    let light = |x: WordId| text.is_one_of(x, &ctx.rules.settings.light_verbs) && tree::is_verbal(text, x);
    let mut joined = false;
    for step in text.path_up(w).windows(2) {
        let (at, head) = (step[0], step[1]);
        // "Did not hold: after fights at X, …": what stands beyond a colon is not what the verb carries.
        if !text.is_noun(at) || (head.min(at)..head.max(at)).any(|x| matches!(text.form(x), ":" | ";")) {
            return None;
        }
        match text.word(at).relation_base() {
            // "Shut the road, following a wave of raids": what something follows is not the doing of whoever follows.
            "obj" if text.is_one_of(head, &ctx.rules.settings.ensuing) => return None,
            // "Denounced what he called an attack by the guards": he names it, and does not do it.
            "xcomp" if text.is_one_of(head, &ctx.rules.settings.naming) => return None,
            "obj" | "nsubj" | "xcomp" | "acl" if light(head) => return Some(head),
            // "procéder à des frappes", but not "faire état d'un retrait": a verb with an object carries that object.
            // "Retaliated to the firing": what is answered is somebody else's.
            "obl" | "iobj"
                if text.is_one_of(head, &ctx.rules.settings.replying)
                    && [Slot::To, Slot::On, Slot::Against]
                        .into_iter()
                        .any(|s| tree::marked(text, &ctx.rules.settings, head, s).contains(&at)) =>
            {
                return None;
            }
            // "Retaliated by air raids": with what it is answered is told by the noun.
            "obl"
                if text.is_one_of(head, &ctx.rules.settings.replying)
                    && tree::is_verbal(text, head)
                    && tree::marked(text, &ctx.rules.settings, head, Slot::By).contains(&at) =>
            {
                return Some(head);
            }
            // "Reported missing after the attack": when something was is not what was done.
            "obl" if text.dependents(at, "case").any(|c| crate::content::tells_when(ctx, c)) => return None,
            "obl" | "iobj"
                if light(head) && text.dependents(head, "obj").all(|o| text.date(o).is_some_and(|d| d.from.is_some())) =>
            {
                return Some(head);
            }
            "conj" => joined = true,
            // "a mené une série de frappes": what multiplies the event, or a number, stands between.
            "nmod"
                if text.number(head).is_some()
                    || text.is_one_of(head, &ctx.rules.settings.series)
                    || text.is_one_of(head, &ctx.rules.settings.cases)
                    || ctx.matches[head as usize].iter().any(|m| matches!(m.rule.event, Event::Attempted | Event::Ended)) => {}
            // "Efforts of de-escalation led by …": the light verb describes a noun without a sense of its own.
            "nmod"
                if text.class(head).is_empty()
                    && ctx.event_at(head).is_none()
                    && text.dependents(at, "acl").next().is_none()
                    && text.dependents(head, "acl").any(light) =>
            {
                return text.dependents(head, "acl").find(|c| light(*c));
            }
            // "les frappes menées par …": the light verb describes the noun; "the attack on the convoy of the mission carried out by …", also
            // where the tree hangs it on the last noun of the phrase.
            // "Two soldiers fallen and ten wounded": what is told of the one is not told of the other.
            _ if joined && ctx.event_at(at).is_none() => return None,
            _ => return text.dependents(at, "acl").find(|c| light(*c)).or_else(|| committed_by(ctx, at)),
        }
    }
    None
}

/// True for a noun of a number or a row of things ("a dozen shots", "a series of strikes").
fn text_counts(ctx: &Context, w: WordId) -> bool {
    let settings = &ctx.rules.settings;
    ctx.event_at(w).is_none() && (ctx.text.is_one_of(w, &settings.all_of) || ctx.text.is_one_of(w, &settings.series))
}

/// The participle of a light verb with an agent of its own, told of the act at `act` but hung on a noun inside its phrase that is no act.
fn committed_by(ctx: &Context, act: WordId) -> Option<WordId> {
    let text = ctx.text;
    let light = |x: WordId| text.is_one_of(x, &ctx.rules.settings.light_verbs) && tree::is_verbal(text, x);
    let same = |x: WordId, f: &str| match (text.word(x).feature(f), text.word(act).feature(f)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let nouns = |x: &WordId| text.is_noun(*x) && ctx.event_at(*x).is_none();
    let mut inside: Vec<WordId> = text.dependents(act, "nmod").filter(nouns).collect();
    for step in 0..3 {
        let Some(at) = inside.get(step).copied() else { break };
        inside.extend(text.dependents(at, "nmod").filter(nouns));
    }
    inside.into_iter().flat_map(|n| text.dependents(n, "acl").collect::<Vec<_>>()).find(|c| {
        let agent = text.children(*c).iter().any(|a| text.word(*a).relation == "obl:agent");
        *c > act && light(*c) && agent && same(*c, "Gender") && same(*c, "Number")
    })
}

/// The noun in `slot` that the claim stands on: the one that the rule's conditions ask for, else the first.
pub(crate) fn trigger_word(ctx: &Context, m: &Match, slot: Slot) -> WordId {
    let fillers = tree::fillers_for(ctx.text, &ctx.rules.settings, m.rule, m.head, slot);
    let wanted = consumed(ctx, m);
    // "Came under a dozen bursts of fire": the noun that only counts them tells nothing of what they were.
    let counted = |f: WordId| {
        let counts = text_counts(ctx, f);
        counts.then(|| ctx.text.dependents(f, "nmod").find(|n| wanted.contains(n) || ctx.event_at(*n).is_some())).flatten()
    };
    if let Some(act) = fillers.first().and_then(|f| counted(*f)) {
        return act;
    }
    fillers.iter().copied().find(|f| wanted.contains(f)).or(fillers.first().copied()).unwrap_or(m.head)
}

/// The trigger's characters: a verb with its auxiliaries, a noun with its number, a phrase as it stands.
fn trigger_span(ctx: &Context, m: &Match, word: WordId) -> Span {
    let text = ctx.text;
    if m.rule.pos == Pos::Phrase && (m.first..m.end).contains(&word) {
        let words: Vec<WordId> = (m.first..m.end).collect();
        return text.span(&words);
    }
    let mut first = word;
    let mut last = word;
    let own = text.word(word);
    // "Fire at the posts was what the other side opened": the noun of a light verb, told long before it, tells the event; "came at the ford
    // under machine-gun fire": a noun of fire does so wherever it stands apart from its verb. What is denied is denied by the verb.
    let told_first = |x: WordId| x + 2 < word && text.is_noun(x) && text.word(x).is("obj") && text.head(x) == Some(word);
    let fire_apart = |x: WordId| {
        let bears = text.head(x) == Some(word) || text.word(word).relation == "acl:relcl" && text.head(word) == Some(x);
        bears && text.is_one_of(x, &ctx.rules.settings.fire) && (x + 1 < word || x > word + 3)
    };
    let denied = text.children(word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.negation));
    let light = text.is_one_of(word, &ctx.rules.settings.light_verbs);
    let apart = consumed(ctx, m).into_iter().filter(|_| !denied).find(|x| light && told_first(*x) || fire_apart(*x));
    let act = m.rule.event.kind().is_some_and(|k| k != EventKind::Compliance);
    if let Some(noun) = apart.filter(|_| act) {
        return text.word(noun).span;
    }
    if tree::is_verbal(text, word) {
        for c in text.children(word).iter().rev() {
            let joins =
                text.word(*c).is("aux") || (text.word(*c).is("advmod") && text.is_one_of(*c, &ctx.rules.settings.negation));
            if joins && *c + 1 == first {
                first = *c;
            }
        }
        for c in text.children(word) {
            if text.word(*c).relation == "compound:prt" && *c == last + 1 {
                last = *c;
            }
        }
        // Idioms: the word that the rule asks for belongs to the trigger when it stands close.
        for x in consumed(ctx, m) {
            if x > last && x - last <= 3 && text.word(x).tag != Tag::Propn {
                last = x;
            }
        }
    } else if matches!(own.tag, Tag::Noun | Tag::Propn)
        && let Some(n) = toll::number_on(ctx, word)
        && n.first < word
        && (n.first..word).all(|x| {
            (n.first..n.end).contains(&x)
                || text.head(x) == Some(word)
                || text.head(x).is_some_and(|h| (n.first..=word).contains(&h))
        })
    {
        first = n.first;
    }
    // "Of breaches there were six": with the number that is said of it.
    if let Some(n) = toll::number_said_of(ctx, word).filter(|n| n.first > word && n.first - word <= 3) {
        last = n.end - 1;
    }
    // "Pull-out": both parts of a word written with a hyphen.
    if first >= 2 && text.lemma(first - 2).is_empty() && text.form(first - 1) == "-" {
        first -= 2;
    }
    // "Brokered a cease-fire" ends in the word that the rule asks for.
    let joined = |at: WordId| (at as usize) + 2 < text.reading.words.len() && text.form(at + 1) == "-";
    if joined(last) && (text.lemma(last + 2).is_empty() || text.lemma(last).is_empty()) {
        last += 2;
    }
    text.word(first).span.cover(text.word(last).span)
}

/// What is told before the draft numbered `i` and not dropped, nearest first, no more than so many sentences back.
pub(crate) fn told_before<'d, 'a>(
    ctx: &'d Context,
    drafts: &'d [Draft<'a>],
    i: usize,
    sentences: u32,
) -> impl Iterator<Item = &'d Draft<'a>> {
    let here = ctx.text.sentence_number(drafts[i].word);
    let near = drafts[..i].iter().rev().take_while(move |d| here.saturating_sub(ctx.text.sentence_number(d.word)) <= sentences);
    near.filter(|d| d.dropped.is_none())
}

/// Gives events the doers found for them, when all have been looked for: none of these serves for another event.
pub(crate) fn give_doers(drafts: &mut [Draft], found: Vec<(usize, Vec<Party>)>) {
    for (i, doers) in found {
        drafts[i].actor = doers;
    }
}

/// Words that the positive conditions of a rule rest on: they make no claims of their own.
pub fn consumed(ctx: &Context, m: &Match) -> Vec<WordId> {
    let text = ctx.text;
    let mut words = Vec::new();
    for c in m.rule.conditions.iter().filter(|c| c.wanted && c.slot != Slot::Near) {
        if let Test::Lemmas(list) = &c.test {
            words.extend(
                tree::fillers_for(text, &ctx.rules.settings, m.rule, m.head, c.slot)
                    .into_iter()
                    .filter(|f| text.is_one_of(*f, list)),
            );
        }
    }
    words
}

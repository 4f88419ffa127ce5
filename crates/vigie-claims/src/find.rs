//! From the words of a reading to its claims: finds the events, joins what belongs together, carries over what the story told before.

use crate::context::Context;
use crate::draft::{self, Draft};
use crate::kinds;
use crate::pattern::Match;
use crate::place::Theatre;
use crate::rule::{Content, Event};
use crate::times;
use vigie_model::{EventKind, Polarity, When};
use vigie_read::{Tag, WordId};

/// All events of a reading, in the order of the text; those left out say why.
pub fn drafts<'a>(ctx: &Context<'a>) -> Vec<Draft<'a>> {
    let theatre = Theatre::of(ctx);
    let mut drafts: Vec<Draft> = events(ctx).into_iter().map(|m| draft::draft(ctx, &theatre, m)).collect();
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
    for d in &mut drafts {
        if let Some((rule, at)) = &d.standing.unreal {
            d.dropped = Some(format!("not told as having happened: «{}» ({rule})", ctx.text.word(*at).form));
        }
    }
    speaks_for_itself(&mut drafts);
    one_per_word(&mut drafts);
    carriers_tell_nothing(&mut drafts);
    none_recorded(&mut drafts);
    for d in &mut drafts {
        d.time = times::date_of(ctx, d.word, d.carrier).map(|m| time_of(ctx, m));
    }
    echo_counts(ctx, &theatre, &mut drafts);
    join_deaths(ctx, &mut drafts);
    addressees(ctx, &mut drafts);
    speech_acts(ctx, &mut drafts);
    we(ctx, &mut drafts);
    each_other(ctx, &mut drafts);
    answer(&mut drafts);
    point_back(ctx, &mut drafts);
    carry_over(ctx, &theatre, &mut drafts);
    drafts
}

/// The best rule of each word; words that a longer expression rests on tell no event of their own.
fn events<'a>(ctx: &Context<'a>) -> Vec<Match<'a>> {
    let mut chosen: Vec<Match> = Vec::new();
    let mut taken: Vec<WordId> = Vec::new();
    for w in 0..ctx.text.reading.words.len() as WordId {
        if ctx.text.is_boilerplate(w) {
            continue;
        }
        if let Some(m) = ctx.event_at(w)
            && !names_a_thing(ctx, m)
        {
            chosen.push(*m);
            for x in draft::consumed(ctx, m).into_iter().chain(m.first..m.end) {
                if x != m.head {
                    taken.push(x);
                }
            }
        }
        // A verb of speech or a light construction that asks for a noun uses that noun up as well.
        for m in &ctx.matches[w as usize] {
            if m.rule.event == Event::Saying {
                taken.extend(draft::consumed(ctx, m));
            }
        }
    }
    chosen.retain(|m| !taken.contains(&m.head) || m.rule.trigger.is_some());
    chosen
}

/// True for an event word that only tells which thing another noun means ("attack drones", "withdrawal lines", "the besieged camp").
fn names_a_thing(ctx: &Context, m: &Match) -> bool {
    let text = ctx.text;
    let word = text.word(m.head);
    let before_noun = text.head(m.head).is_some_and(|h| h > m.head && crate::text::nominal(text.word(h).tag));
    let compound = m.rule.pos == crate::rule::Pos::Noun && word.is("compound");
    let bare_participle = m.rule.pos == crate::rule::Pos::Verb && word.is("amod") && text.children(m.head).is_empty();
    before_noun && (compound || bare_participle)
}

/// "Strikes were carried out": the verb that only carries an event noun tells no second event of its family.
fn carriers_tell_nothing(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let carries = |d: &Draft| {
            d.dropped.is_none()
                && d.carrier == Some(drafts[i].word)
                && d.word != drafts[i].word
                && kinds::same_family(d.kind, drafts[i].kind)
        };
        if drafts[i].dropped.is_none() && drafts.iter().any(carries) {
            drafts[i].dropped = Some("it carries an event noun that tells the event".to_owned());
        }
    }
}

/// A speech act whose tag names its own actor ("Paris condemned, in the words of its minister") has no further source.
fn speaks_for_itself(drafts: &mut [Draft]) {
    for d in drafts.iter_mut().filter(|d| d.kind.is_speech_act()) {
        let beside = std::mem::take(&mut d.standing.beside);
        let actor = &d.actor;
        d.standing.source.retain(|s| {
            let same = actor.is_empty() || actor.iter().any(|a| a.country == s.country && a.role == s.role);
            !(same && beside.iter().any(|b| b.span == s.span))
        });
        if d.actor.is_empty() {
            d.actor = beside;
        }
    }
}

/// Two rules that end on one word make one claim.
fn one_per_word(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        for j in 0..i {
            if drafts[j].word == drafts[i].word && drafts[j].dropped.is_none() && drafts[i].dropped.is_none() {
                let loser = if kinds::rank(drafts[j].kind) >= kinds::rank(drafts[i].kind) { i } else { j };
                drafts[loser].dropped = Some("another rule tells the same word better".to_owned());
            }
        }
    }
}

/// "No violations were recorded" is compliance, asserted (`spec/claims.md`, Kinds).
fn none_recorded(drafts: &mut [Draft]) {
    for d in drafts {
        let noun = d.found.rule.pos == crate::rule::Pos::Noun;
        if d.kind == EventKind::Violation
            && d.standing.negated
            && noun
            && d.standing.polarity == Polarity::Denied
            && d.actor.is_empty()
        {
            d.kind = EventKind::Compliance;
            d.standing.polarity = Polarity::Asserted;
            d.count = None;
        }
        if d.found.rule.polarity == Polarity::Denied {
            d.standing.polarity = match d.standing.polarity {
                Polarity::Asserted => Polarity::Denied,
                Polarity::Denied => Polarity::Asserted,
            };
        }
        // Nobody is counted in what is denied.
        if d.standing.polarity == Polarity::Denied {
            d.toll.clear();
            d.toll_words.clear();
        }
    }
}

/// "Recorded 292 violations, as against 75 the day before": a bare number beside a counted event counts the same sort of event.
fn echo_counts<'a>(ctx: &Context<'a>, theatre: &Theatre, drafts: &mut Vec<Draft<'a>>) {
    let text = ctx.text;
    let mut echoes = Vec::new();
    for base in drafts.iter() {
        let counted = base.count.is_some()
            && base.dropped.is_none()
            && matches!(base.kind, EventKind::Violation | EventKind::Shelling | EventKind::Gunfire);
        if !counted {
            continue;
        }
        for number in &text.reading.numbers {
            let w = (number.first..number.end)
                .find(|x| text.head(*x).is_none_or(|h| h < number.first || h >= number.end))
                .unwrap_or(number.first);
            let inside = text.sentence(base.word).words().contains(&w) && w > base.word;
            let bare = !matches!(text.word(w).relation_base(), "nummod" | "det" | "amod" | "flat" | "compound")
                && text.word(w).tag == vigie_read::Tag::Num
                && text.dependents(w, "nmod").all(|n| ctx.parties.of(n).is_none());
            let exact = !number.ordinal && number.low.is_some() && number.low == number.high;
            let taken = |d: &Draft| d.dropped.is_none() && text.word(w).span.overlaps(d.trigger);
            if !inside || !bare || !exact || text.date(w).is_some() || text.name(w).is_some() || drafts.iter().any(taken) {
                continue;
            }
            // Between the two no other counted event stands: the nearest one before the number is echoed.
            let nearer = drafts.iter().any(|d| {
                d.dropped.is_none() && d.count.is_some() && d.word > base.word && d.word < w && text.head(w) == Some(d.word)
            });
            if nearer || echoes.iter().any(|e: &Draft| e.word == w) {
                continue;
            }
            let mut echo = draft::draft(ctx, theatre, Match { head: w, first: w, end: w + 1, ..base.found });
            echo.kind = base.kind;
            echo.trigger = text.word(w).span;
            echo.count = number.low.map(|n| (n, text.word(w).span));
            echo.standing = base.standing.clone();
            echo.actor = base.actor.clone();
            echo.recipient = base.recipient.clone();
            echo.toll.clear();
            echo.toll_words.clear();
            if echo.place.is_none() {
                echo.place = base.place.clone();
            }
            echo.time =
                times::date_of(ctx, w, None).filter(|d| text.head(d.first) == Some(w) || d.first > w).map(|m| time_of(ctx, m));
            echoes.push(echo);
        }
    }
    drafts.extend(echoes);
    drafts.sort_by_key(|d| (d.trigger.start, d.trigger.end));
}

fn time_of(ctx: &Context, m: &vigie_read::DateMention) -> When {
    When {
        from: m.from,
        to: m.to,
        text: m.span.of(&ctx.text.reading.report.text).to_owned(),
        start: Some(m.span.start),
        end: Some(m.span.end),
        edtf: m.edtf.clone(),
    }
}

/// A strike told by a noun in the clause of its deaths is one claim with the strike's kind; killed and wounded of one clause are one claim.
fn join_deaths(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let is_noun = |d: &Draft| d.found.rule.pos == crate::rule::Pos::Noun;
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Casualties || drafts[i].dropped.is_some() {
            continue;
        }
        let clause = drafts[i].word;
        let of_verb = !is_noun(&drafts[i]);
        let cause = drafts.iter().position(|d| {
            let acts = matches!(
                d.kind,
                EventKind::Attack
                    | EventKind::Clash
                    | EventKind::Gunfire
                    | EventKind::Shelling
                    | EventKind::AirStrike
                    | EventKind::DroneStrike
                    | EventKind::Explosion
            );
            acts && is_noun(d) && d.dropped.is_none() && d.standing.polarity == drafts[i].standing.polarity && {
                let direct = text.head(d.word) == Some(clause)
                    || text
                        .head(d.word)
                        .is_some_and(|h| text.head(h) == Some(clause) && text.class(h).is_empty() && ctx.event_at(h).is_none());
                let subject = of_verb && crate::tree::subjects(text, &ctx.rules.settings, clause).contains(&d.word);
                let subject = subject
                    || drafts[i].carrier.is_some_and(|v| crate::tree::subjects(text, &ctx.rules.settings, v).contains(&d.word));
                let carried = d.carrier == Some(clause);
                let conj = of_verb
                    && text.word(clause).is("conj")
                    && text.head(clause).is_some_and(|h| {
                        text.head(d.word) == Some(h)
                            && ctx.event_at(h).is_some_and(|m| m.rule.event == Event::Kind(EventKind::Casualties))
                    });
                (of_verb || is_noun(&drafts[i])) && (direct && d.carrier.is_none() || subject || carried || conj)
            }
        });
        if let Some(c) = cause {
            absorb(drafts, c, i, "its toll stands with the event that caused it");
        }
    }
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Casualties || drafts[i].dropped.is_some() {
            continue;
        }
        // In a clause without its verb, what the number governs stands in the number's place ("and fifteen others wounded").
        let own = drafts[i].word;
        let at = text.head(own).filter(|_| text.word(own).is("orphan")).unwrap_or(own);
        let first = (0..i).find(|j| {
            let d = &drafts[*j];
            d.kind == EventKind::Casualties
                && d.dropped.is_none()
                && text.sentence_number(d.word) == text.sentence_number(drafts[i].word)
                && d.standing.polarity == drafts[i].standing.polarity
                && (runs_on_from(ctx, d, &drafts[i])
                    || text.head(at) == Some(d.word) && text.word(at).is("conj")
                    || text.head(d.word).is_some()
                        && text.head(d.word) == text.head(at)
                        && text.word(d.word).is("conj")
                        && text.word(at).is("conj"))
                && !drafts[i].toll.iter().any(|t| d.toll.iter().any(|u| u.effect == t.effect))
        });
        if let Some(j) = first {
            absorb(drafts, j, i, "killed and wounded of one clause are one claim");
        }
    }
}

/// True when nothing but a conjunction and a number stands between two tolls ("were killed and fifteen others wounded"), whatever the tree says.
fn runs_on_from(ctx: &Context, first: &Draft, second: &Draft) -> bool {
    let text = ctx.text;
    let between = first.word + 1..second.word;
    let joins = |w: WordId| {
        matches!(text.word(w).tag, Tag::Cconj | Tag::Num | Tag::Adj | Tag::Det | Tag::Adv | Tag::Pron) || text.number(w).is_some()
    };
    second.recipient.is_empty()
        && between.len() <= 5
        && between.clone().any(|w| text.word(w).tag == Tag::Cconj)
        && between.into_iter().all(joins)
}

fn absorb(drafts: &mut [Draft], into: usize, from: usize, why: &str) {
    let toll = std::mem::take(&mut drafts[from].toll);
    let words = std::mem::take(&mut drafts[from].toll_words);
    let recipient = std::mem::take(&mut drafts[from].recipient);
    let actor = std::mem::take(&mut drafts[from].actor);
    let (place, time) = (drafts[from].place.take(), drafts[from].time.take());
    let source = drafts[from].standing.source.clone();
    drafts[from].dropped = Some(why.to_owned());
    let d = &mut drafts[into];
    for (t, w) in toll.into_iter().zip(words) {
        if !d.toll.contains(&t) {
            d.toll.push(t);
            d.toll_words.push(w);
        }
    }
    for p in recipient {
        if !d.recipient.iter().any(|x| x.span == p.span) {
            d.recipient.push(p);
        }
    }
    if d.actor.is_empty() {
        d.actor = actor;
    }
    if d.place.as_ref().is_none_or(|p| p.wide) && place.is_some() {
        d.place = place.or(d.place.take());
    }
    if d.time.is_none() {
        d.time = time;
    }
    if d.standing.source.is_empty() {
        d.standing.source = source;
    }
}

/// "Demanded that the army leave": the one who is to act is the one addressed.
fn addressees(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts.iter_mut() {
        let asks = matches!(d.kind, EventKind::Demand | EventKind::Appeal) && d.found.rule.content == Some(Content::Unreal);
        if !asks || d.dropped.is_some() || !d.recipient.is_empty() {
            continue;
        }
        for clause in text.dependents(d.found.head, "ccomp") {
            if text.dependents(clause, "nsubj").next().is_none() || crate::tree::is_passive(text, clause) {
                continue;
            }
            for s in crate::tree::subjects(text, &ctx.rules.settings, clause) {
                let own = |p: &crate::who::Party| d.actor.iter().any(|a| a.span == p.span);
                if let Some(p) = ctx.parties.of(s).filter(|p| !own(p)) {
                    d.recipient.push(p.clone());
                }
            }
        }
    }
}

/// The one who is accused did what the accusation tells; the author of a condemned act is the one condemned.
fn speech_acts(ctx: &Context, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let Some(g) = drafts[i].standing.governor else { continue };
        let Some(j) = drafts.iter().position(|d| d.found.head == g && d.dropped.is_none()) else { continue };
        if i == j || drafts[i].dropped.is_some() {
            continue;
        }
        let same = |a: &crate::who::Party, b: &crate::who::Party| {
            a.span == b.span || (a.country.is_some() && a.country == b.country && a.role == b.role)
        };
        match drafts[j].kind {
            EventKind::Accusation if !drafts[j].recipient.is_empty() => {
                let accuser_acts = drafts[i].actor.iter().all(|a| drafts[j].actor.iter().any(|b| same(a, b)));
                if accuser_acts && !drafts[i].kind.is_speech_act() && drafts[i].kind != EventKind::Casualties {
                    drafts[i].actor = drafts[j].recipient.clone();
                }
            }
            EventKind::Accusation | EventKind::Condemnation if drafts[j].recipient.is_empty() && !drafts[i].actor.is_empty() => {
                drafts[j].recipient = drafts[i].actor.clone();
            }
            EventKind::Denial
                if drafts[i].actor.is_empty()
                    && ctx.governor_at(g).is_some_and(|(_, c)| c == Content::Denied)
                    && drafts[i].kind.is_violent()
                    && drafts[i].kind != EventKind::Casualties =>
            {
                drafts[i].actor = drafts[j].actor.clone();
            }
            _ => {}
        }
    }
}

/// "We demand": whoever is quoted, or in a body's own communiqué the body, which names itself first.
fn we(ctx: &Context, drafts: &mut [Draft]) {
    let issuer = (0..ctx.text.reading.words.len() as WordId)
        .find_map(|w| ctx.parties.of(w).filter(|p| p.named && p.class.meets(crate::class::ClassSet::BODIES)).cloned());
    for d in drafts.iter_mut().filter(|d| d.speaks_of_us && d.actor.is_empty()) {
        let speaker = d.standing.source.first().cloned().or_else(|| issuer.clone());
        d.actor.extend(speaker);
    }
}

/// "The sides accuse each other": both are accused.
fn each_other(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    for d in drafts
        .iter_mut()
        .filter(|d| d.recipient.is_empty() && !d.actor.is_empty() && matches!(d.kind, EventKind::Accusation | EventKind::Threat))
    {
        let end = text.sentence(d.word).end;
        let span = vigie_model::Span::new(text.word(d.word).span.start as usize, text.word(end - 1).span.end as usize);
        let after = crate::text::key(span.of(&text.reading.report.text));
        let near: String = after.chars().take(60).collect();
        if d.found.rule.reciprocal || ctx.rules.settings.reciprocal.iter().any(|r| near.contains(r.as_str())) {
            d.recipient = d.actor.clone();
        }
    }
}

/// A denial answers the accuser: whoever accused the one who denies, else whoever spoke last for another side.
fn answer(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Denial || drafts[i].dropped.is_some() || !drafts[i].recipient.is_empty() {
            continue;
        }
        let Some(denier) = drafts[i].actor.first().cloned() else { continue };
        // Two sides may share a country: then the rebels are one and everybody else the other.
        let rebel = |p: &crate::who::Party| p.role == vigie_model::Role::Rebel;
        let same_side = |p: &crate::who::Party| p.country.is_some() && p.country == denier.country && rebel(p) == rebel(&denier);
        let other = |p: &crate::who::Party| !same_side(p) && (p.country.is_some() || p.role != denier.role);
        let accused = |d: &Draft| d.recipient.iter().any(same_side);
        let accuser = drafts[..i]
            .iter()
            .rev()
            .filter(|d| d.dropped.is_none() && d.kind == EventKind::Accusation && accused(d))
            .flat_map(|d| d.actor.iter())
            .find(|p| other(p));
        let blamed = |d: &Draft| d.actor.iter().any(same_side);
        let teller = drafts[..i]
            .iter()
            .rev()
            .take(8)
            .filter(|d| d.dropped.is_none() && blamed(d))
            .flat_map(|d| d.standing.source.iter())
            .find(|p| other(p));
        if let Some(p) = accuser.or(teller).cloned() {
            drafts[i].recipient.push(p);
        }
    }
}

/// "The attack" after a shelling was told: who did it to whom is known from there.
fn point_back(ctx: &Context, drafts: &mut [Draft]) {
    // Where a language has no articles, a bare noun points back as readily as a definite one.
    let has_articles = ctx.text.reading.words.iter().any(|w| w.feature("Definite").is_some());
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let d = &mut rest[0];
        if d.dropped.is_some() || !d.actor.is_empty() || !d.recipient.is_empty() || !kinds::happens_on_the_ground(d.kind) {
            continue;
        }
        let text = ctx.text;
        let points = text.children(d.word).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite))
            || !has_articles
                && !crate::tree::is_verbal(text, d.word)
                && text.children(d.word).iter().all(|c| matches!(text.word(*c).relation_base(), "punct" | "case" | "acl" | "cc"));
        if !points {
            continue;
        }
        let told = before.iter().rev().find(|b| {
            b.dropped.is_none() && kinds::same_family(b.kind, d.kind) && (!b.actor.is_empty() || !b.recipient.is_empty())
        });
        if let Some(told) = told {
            d.actor = told.actor.clone();
            if d.toll.is_empty() {
                d.recipient = told.recipient.clone();
            }
        }
    }
}

/// Where the story stands at event `i`: the place of the nearest event told before, those of the same family first; for events told
/// before any place was named, that of the first one after.
fn place_of_the_story(ctx: &Context, drafts: &[Draft], told: &[usize], i: usize) -> Option<crate::place::Spot> {
    let text = ctx.text;
    let known =
        |j: usize| kinds::happens_on_the_ground(drafts[j].kind) && drafts[j].place.as_ref().is_some_and(|p| !p.wide && !p.vague);
    let exact = |j: usize| known(j) && drafts[j].place.as_ref().is_some_and(|p| p.lat.is_some());
    let sentence = text.sentence(drafts[i].word);
    let number = text.sentence_number(drafts[i].word);
    // Items of a list tell stories of their own.
    let reachable = |j: usize| {
        let other = text.sentence(drafts[j].word);
        let listed = [sentence, other].iter().any(|s| s.sort == vigie_read::SentenceSort::Item);
        !listed || other.paragraph == sentence.paragraph
    };
    let before = |j: usize| j < i && known(j) && reachable(j);
    let near = |j: usize| {
        let other = text.sentence(drafts[j].word);
        let follows = follows_the_story(drafts[i].kind) || kinds::same_family(drafts[j].kind, drafts[i].kind);
        follows && (other.paragraph == sentence.paragraph || number - text.sentence_number(drafts[j].word) <= 1)
    };
    let back = || told.iter().rev().copied();
    let same = |j: usize| drafts[j].kind == drafts[i].kind;
    back()
        .find(|j| before(*j) && near(*j) && exact(*j) && same(*j))
        .or_else(|| back().find(|j| before(*j) && near(*j) && exact(*j)))
        .or_else(|| back().find(|j| before(*j) && near(*j)))
        .or_else(|| back().find(|j| before(*j) && kinds::same_family(drafts[*j].kind, drafts[i].kind)))
        .or_else(|| {
            told.iter()
                .copied()
                .filter(|_| opens_the_story(ctx, drafts[i].word))
                .find(|j| *j > i && known(*j) && kinds::same_family(drafts[*j].kind, drafts[i].kind))
        })
        .and_then(|j| drafts[j].place.clone())
}

/// Events that happen where the story is, unless they say otherwise: fighting, what it does, and who takes or leaves the ground.
fn follows_the_story(kind: EventKind) -> bool {
    use EventKind::*;
    kind.is_violent() || matches!(kind, Incursion | Seizure | Withdrawal | Fortification)
}

/// True in the headline and the first sentence of the body: what they leave out is told below.
fn opens_the_story(ctx: &Context, w: WordId) -> bool {
    let first_body = ctx.text.reading.sentences.iter().position(|s| s.sort == vigie_read::SentenceSort::Body);
    ctx.text.sentence(w).sort == vigie_read::SentenceSort::Headline || Some(ctx.text.sentence_number(w) as usize) == first_body
}

/// The day of an event, as another takes it over: without the words.
fn without_words(draft: &Draft) -> Option<When> {
    draft.time.as_ref().map(|t| When { text: String::new(), start: None, end: None, ..t.clone() })
}

/// True when the day of an event can be the story's: known, short, and not of another season. Background is dated too.
fn runs_on(ctx: &Context, draft: &Draft) -> bool {
    let Some((from, to)) = draft.time.as_ref().and_then(|t| Some((t.from?, t.to?))) else { return false };
    let days = |a: jiff::civil::Date, b: jiff::civil::Date| a.since(b).map_or(i32::MAX, |s| s.get_days());
    days(to, from) <= 7 && ctx.text.reading.published.is_none_or(|p| days(p, to).abs() <= 14)
}

/// True when an event is told to be of one day: a period of which is spoken is no day of speaking.
fn on_one_day(draft: &Draft) -> bool {
    draft.time.as_ref().is_some_and(|t| t.from == t.to)
}

/// Places and days run on from sentence to sentence of one story; a headline takes them from the lead.
fn carry_over(ctx: &Context, theatre: &Theatre, drafts: &mut [Draft]) {
    let text = ctx.text;
    let told: Vec<usize> = (0..drafts.len()).filter(|i| drafts[*i].dropped.is_none()).collect();
    for &i in &told {
        let sentence = text.sentence_number(drafts[i].word);
        let paragraph = text.reading.sentences[sentence as usize].paragraph;
        if !kinds::happens_on_the_ground(drafts[i].kind) {
            continue;
        }
        let near = |drafts: &[Draft], j: usize| {
            let s = text.sentence_number(drafts[j].word);
            j < i
                && kinds::happens_on_the_ground(drafts[j].kind)
                && (text.reading.sentences[s as usize].paragraph == paragraph || sentence - s <= 1)
        };
        if drafts[i].place.as_ref().is_none_or(|p| p.vague) {
            let story =
                crate::place::in_sentence(ctx, theatre, drafts[i].word).or_else(|| place_of_the_story(ctx, drafts, &told, i));
            drafts[i].carried = story.is_some();
            drafts[i].place = story.or(drafts[i].place.take());
        }
        if drafts[i].time.is_none() {
            drafts[i].time = times::in_sentence(ctx, drafts[i].word).map(|m| time_of(ctx, m));
        }
        if drafts[i].time.is_none() {
            let from = told.iter().rev().copied().find(|j| near(drafts, *j) && runs_on(ctx, &drafts[*j]));
            if let Some(j) = from {
                drafts[i].time = without_words(&drafts[j]);
                drafts[i].carried = true;
            }
        }
    }
    // What one side says on one day stands on that day.
    for &i in &told {
        if !drafts[i].kind.is_speech_act() || drafts[i].time.is_some() {
            continue;
        }
        let same_speaker = |j: usize| {
            drafts[j].kind.is_speech_act()
                && on_one_day(&drafts[j])
                && runs_on(ctx, &drafts[j])
                && drafts[j].actor.iter().any(|a| a.country.is_some() && drafts[i].actor.iter().any(|b| a.country == b.country))
        };
        let headline = text.sentence(drafts[i].word).sort == vigie_read::SentenceSort::Headline;
        let from = told.iter().rev().copied().find(|j| *j < i && same_speaker(*j));
        let from = from.or_else(|| told.iter().copied().find(|j| headline && *j > i && same_speaker(*j)));
        if let Some(j) = from {
            drafts[i].time = without_words(&drafts[j]);
        }
    }
    // The headline comes first but is told by the lead.
    for &i in &told {
        let headline = text.sentence(drafts[i].word).sort == vigie_read::SentenceSort::Headline;
        if !headline || !kinds::happens_on_the_ground(drafts[i].kind) {
            continue;
        }
        let lead = told.iter().copied().find(|j| {
            *j > i
                && kinds::happens_on_the_ground(drafts[*j].kind)
                && text.sentence(drafts[*j].word).sort != vigie_read::SentenceSort::Headline
                && (kinds::same_family(drafts[*j].kind, drafts[i].kind)
                    || drafts[*j].kind.is_violent() == drafts[i].kind.is_violent())
        });
        let Some(j) = lead else { continue };
        if drafts[i].place.is_none() && drafts[j].place.is_some() {
            drafts[i].place = drafts[j].place.clone();
        }
        if drafts[i].time.is_none() {
            drafts[i].time = without_words(&drafts[j]);
        }
    }
}

//! When an event happened: the date of its own words, of its clause, of the clauses it is coordinated with.

use crate::context::Context;
use crate::dated_things::{
    dates_a_document, document_of, is_of_the_truce, is_what_he_says_it_in, of_the_truce_it_tells, opens_a_truce,
};
use crate::days_in_sentence::in_sentence;
use crate::days_of_speech::{is_below_what_is_asked, is_day_of_speaking, is_where_it_was_said};
use crate::frame::days_long;
use crate::hours::hour_of;
use crate::how_rare::{is_of_what_is_rare_since, tells_how_rare};
use crate::kinds;
use vigie_model::{EventKind, When};
use vigie_read::{DateMention, DateSort, Tag, WordId};

/// The kind of the event told at `w`, also where another word lends it its sense ("launched an **appeal**").
pub(crate) fn kind_at(ctx: &Context, w: WordId) -> Option<EventKind> {
    let lent = |h: WordId| {
        let m = ctx.event_at(h)?;
        let slot = m.rule.trigger?;
        (crate::draft::trigger_word(ctx, m, slot) == w).then(|| m.rule.event.kind())?
    };
    let own = ctx.event_kind(w);
    let beside = || ctx.text.dependents(w, "acl").find_map(lent);
    own.or_else(|| ctx.text.path_up(w).into_iter().skip(1).take(2).find_map(lent)).or_else(beside)
}

/// "Declared a truce until 10 June": the day on which it is to end is not that on which it was declared.
fn ends_what_is_agreed(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let said = |k: EventKind| k.is_speech_act() && k != EventKind::Denial;
    let lasts =
        kind_at(ctx, w).is_some_and(|k| said(k) || matches!(k, EventKind::Agreement | EventKind::Order | EventKind::Compliance));
    let begins = date.first.saturating_sub(1)..date.first + 1;
    lasts && begins.into_iter().any(|x| ctx.text.is_one_of(x, &ctx.rules.settings.until))
}

/// The date expression that tells when the event at `w` happened, if its sentence holds one.
pub fn date_of<'a>(ctx: &Context<'a>, w: WordId, carrier: Option<WordId>) -> Option<&'a DateMention> {
    let text = ctx.text;
    let own = carrier.unwrap_or(w);
    let clause = text.clause(own);
    // The day of saying is the day of what is done in words, and not of what they tell.
    let spoken = kind_at(ctx, w).is_some_and(|k| k.is_speech_act());
    let mut best: Option<(u32, u32, &DateMention)> = None;
    for date in text.dates_beside(w) {
        // A bare time of day narrows a day that is told elsewhere.
        if date.sort == DateSort::Duration || date.from.is_none() && date.edtf.is_none() {
            continue;
        }
        if crate::compared::apart(ctx, date, w)
            || crate::spans::only_measures(ctx, date)
            || crate::days_away::counts_for_another(ctx, date, w)
        {
            continue;
        }
        if ends_what_is_agreed(ctx, date, w) || is_yet_to_come(ctx, date) || is_told_more_exactly(ctx, date) {
            continue;
        }
        if is_of_what_is_rare_since(ctx, date, w) {
            continue;
        }
        let head = hangs_on(ctx, date);
        // "The truce announced on Monday by the mediator": the verb that lends the event its sense is no other event.
        let owner = owner_of(ctx, head, w).filter(|o| Some(*o) != carrier);
        if text.is_noun(w) && is_put_in_behind(ctx, date, w) {
            best = Some((0, 0, date));
            break;
        }
        if own == clause && is_told_by_the_clause(ctx, date, clause) {
            best = Some((0, 0, date));
            continue;
        }
        if is_of_a_noun_before(ctx, date, head, clause) == Some(w) && !dates_a_document(ctx, date, w) {
            best = Some((0, 0, date));
            break;
        }
        if text.head(head).is_some_and(|last| shares_its_auxiliary(ctx, last, own)) {
            best = best.or(Some((2, 0, date)));
            continue;
        }
        // "Blamed them for the shelling of a barge on 3 May": right behind what is blamed, a day is of that.
        if spoken && follows_another(ctx, date, w) && !is_below_what_is_asked(ctx, date, head, w) {
            continue;
        }
        // The day of another event told inside this one's words is not the day on which somebody spoke of it or looked into it.
        if owner.is_some_and(|o| !is_where_it_was_said(ctx, o, w) && !is_below_what_is_asked(ctx, date, head, w))
            && !kinds::happens_on_the_ground(kind_at(ctx, w).unwrap_or(EventKind::Attack))
        {
            continue;
        }
        if is_day_of_speaking(ctx, head, w) {
            continue;
        }
        // "The worst clashes since the truce was set up on 6 March": the day of a truce is that of nothing else.
        if owner.is_some_and(|o| kind_at(ctx, o) == Some(EventKind::Agreement)) && kind_at(ctx, w) != Some(EventKind::Agreement) {
            continue;
        }
        // "Violating a truce that began on Sunday": what a clause tells of a truce is of the truce.
        if is_told_of_a_truce(ctx, head, w) {
            continue;
        }
        // "The troops that came in May have not left": the day of what the participle tells is not the verb's.
        if is_of_a_participle(ctx, owner, w) {
            continue;
        }
        let cost = if is_below_what_is_asked(ctx, date, head, w) {
            2
        } else if text.below(head, w) && path_is_near(ctx, head, w) {
            if owner.is_some() { 5 } else { 0 }
        } else {
            let there = clause_of_the_predicate(ctx, text.clause(head));
            if there == clause {
                // A date that hangs on another noun of the clause dates that noun.
                if text.head(head) == Some(clause) || text.head(head) == Some(own) { 1 } else { 3 }
            } else {
                // "A truce was set up on 15 February, but clashes go on": the day of the truce is the truce's alone.
                let of_a_truce = kind_at(ctx, there) == Some(EventKind::Agreement)
                    && kind_at(ctx, w).is_some_and(EventKind::is_violent)
                    && text.word(clause).is("conj");
                if of_a_truce {
                    continue;
                }
                let document = || document_of(ctx, date).is_some_and(|n| is_what_he_says_it_in(ctx, n, w));
                if (spoken || kind_at(ctx, w) == Some(EventKind::Order))
                    && matches!(text.word(there).relation_base(), "acl" | "amod")
                    && document()
                {
                    best = best.or(Some((6, w.abs_diff(date.first), date)));
                    continue;
                }
                if is_by_now(ctx, clause) && text.word(clause).is("conj") && !is_by_now(ctx, there) {
                    continue;
                }
                let about = |x: &WordId| text.word(*x).relation == "acl:relcl";
                // "Blasts on 9 October, for which they blamed the army": a charge told in a clause about something has a day of its own.
                let charges = kind_at(ctx, w) == Some(EventKind::Accusation);
                if charges && text.path_up(clause).iter().take_while(|x| **x != there).any(about) {
                    continue;
                }
                if spoken && is_said_in_a_clause_of_its_own(ctx, date, clause, w) {
                    continue;
                }
                if came_about_before(ctx, clause, w) || crate::days_in_sentence::is_only_said_of_the_doer(ctx, head, w) {
                    continue;
                }
                match shared(ctx, clause, there, spoken) {
                    // "Explosions on 9 October, for which they blamed the army": of what was done, not of what was said of it.
                    Some(_)
                        if spoken
                            && kind_at(ctx, there).is_some_and(kinds::happens_on_the_ground)
                            && is_said_by_another(ctx, clause, there) =>
                    {
                        continue;
                    }
                    // "In January it blamed them for the attack of the 14th and reprimanded ...": the day of its verb goes first.
                    Some(steps) => 4 + steps + if head == there || text.head(head) == Some(there) { 0 } else { 2 },
                    // "Having broken through on Thursday, the troops entered": what the same hands did just before.
                    None if is_lead_up(ctx, there, clause) && !opens_a_truce(ctx, there) => 9,
                    None => continue,
                }
            }
        };
        if dates_a_document(ctx, date, w) || tells_how_rare(ctx, date) {
            continue;
        }
        // "The road has been shut since May: they refused to leave": since when is told of the one, and not of the other.
        if (spoken || text.word(clause).is("acl")) && date.told.is_some() && cost >= 4 {
            continue;
        }
        let away = w.abs_diff(date.first);
        if best.is_none_or(|(c, a, _)| (cost, away) < (c, a)) {
            best = Some((cost, away, date));
        }
    }
    let best = best.map(|(_, _, d)| in_brackets_behind(ctx, d).unwrap_or(d));
    best.or_else(|| frames_the_sentence(ctx, w, spoken))
}

/// "The signature, on Tuesday, of an accord": a day put in between a noun and what belongs to it is of that noun.
fn is_put_in_behind(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let end = text.sentence(w).end;
    let small = |x: WordId| matches!(text.word(x).tag, Tag::Adp | Tag::Det);
    let before = w + 1 < end && text.form(w + 1) == "," && date.first > w + 1 && (w + 2..date.first).all(small);
    let behind = date.end + 1 < end && text.form(date.end) == ",";
    before && behind && {
        let of = date.end + 1;
        ctx.rules.settings.is_bare_of(text.form(of)) || ctx.rules.settings.is_bare_of(text.lemma(of))
    }
}

/// "Police today ended their inquiry into the stoning of the office on 29 June": of two days that the tree hangs on one verb, that behind the verb is of the
/// event told by the noun before it.
fn is_of_a_noun_before(ctx: &Context, date: &DateMention, head: WordId, clause: WordId) -> Option<WordId> {
    let text = ctx.text;
    let own = |d: &DateMention| d.from.is_some() && text.head(text.head_of(d.first, d.end)) == Some(clause);
    if text.head(head) != Some(clause) || date.first < clause || date.sort != DateSort::Absolute {
        return None;
    }
    let earlier = |d: &&DateMention| d.first < clause && own(d) && d.from != date.from;
    text.dates_beside(clause).find(earlier)?;
    let event = |x: &WordId| text.is_noun(*x) && ctx.event_kind(*x).is_some_and(kinds::happens_on_the_ground);
    let parted = |x: WordId| text.word(x).tag == Tag::Punct;
    (clause + 1..date.first).rev().take_while(|x| !parted(*x)).find(event)
}

/// "According to the ministry, on Tuesday rebels fled": a day that a comma parts from the noun before it, on which the tree hangs it, is of
/// the verb behind it on which the noun hangs.
fn parted_by_a_comma(ctx: &Context, date: &DateMention, head: WordId) -> Option<WordId> {
    let text = ctx.text;
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Adp | Tag::Det);
    let first = text.sentence(date.first).first;
    let comma = (first..date.first).rev().find(|x| !small(x)).filter(|x| text.form(*x) == ",")?;
    let mut noun = text.head(head).filter(|h| text.is_noun(*h) && *h < comma && ctx.event_at(*h).is_none())?;
    while let Some(above) = text.head(noun).filter(|h| text.is_noun(*h) && *h < comma && ctx.event_at(*h).is_none()) {
        noun = above;
    }
    let source = matches!(text.word(noun).relation_base(), "parataxis" | "obl");
    text.head(noun).filter(|v| source && *v >= date.end && crate::tree::is_verbal(text, *v))
}

/// "Declared itself outraged on Friday and asked ...": what the verb says of its own subject is of that verb's clause.
fn clause_of_the_predicate(ctx: &Context, clause: WordId) -> WordId {
    let text = ctx.text;
    let said_of_itself = text.word(clause).feature("VerbForm") == Some("Part")
        && matches!(text.word(clause).relation_base(), "ccomp" | "xcomp")
        && ["nsubj", "aux", "mark"].iter().all(|own| text.dependents(clause, own).next().is_none());
    text.head(clause).filter(|_| said_of_itself).map_or(clause, |v| text.clause(v))
}

/// "The lines of February 2002, **when** the truce was signed": the clause right behind a day tells what happened on it.
fn is_told_by_the_clause(ctx: &Context, date: &DateMention, clause: WordId) -> bool {
    let text = ctx.text;
    let behind = if date.end < text.sentence(clause).end && text.form(date.end) == "," { date.end + 1 } else { date.end };
    let opens = |c: &WordId| *c == behind && text.is_one_of(*c, &ctx.rules.settings.when);
    behind < clause && matches!(text.word(clause).relation_base(), "advcl" | "acl") && text.children(clause).iter().any(opens)
}

/// True for a day in a relative clause about a truce, when `w` stands outside the clause and tells of no agreement.
pub(crate) fn is_told_of_a_truce(ctx: &Context, head: WordId, w: WordId) -> bool {
    use crate::class::Class;
    let text = ctx.text;
    let truce = |n: WordId| text.class(n).has(Class::Agreement) && !text.class(n).has(Class::Place);
    let path = text.path_up(head);
    let clause = path.iter().copied().find(|c| text.word(*c).relation == "acl:relcl");
    // What stands before the event may be what the truce itself did: "the truce that was to begin on Tuesday did not hold".
    let about = clause.filter(|c| text.head(*c).is_some_and(|n| truce(n) && n > w) && !text.below(w, *c));
    about.is_some() && !matches!(kind_at(ctx, w), Some(EventKind::Agreement | EventKind::Compliance))
}

/// "Declared a truce in May and **have prolonged** it": what is done by now, in a perfect of the present, is of no day told for what was
/// done then.
fn is_by_now(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    text.children(verb)
        .iter()
        .any(|a| text.is_one_of(*a, &ctx.rules.settings.open_perfect) && text.word(*a).feature("Tense") == Some("Pres"))
}

/// "In the first five days of the truce (27 to 31 July)": the days that a bracket right behind the phrase of a date tells more exactly.
fn in_brackets_behind<'a>(ctx: &Context<'a>, date: &DateMention) -> Option<&'a DateMention> {
    let text = ctx.text;
    let end = text.sentence(date.first).end;
    let open = (date.end..end.min(date.end + 5)).find(|x| text.form(*x) == "(")?;
    let inside = text.reading.dates.iter().find(|d| d.first > open && d.first <= open + 2 && d.from.is_some())?;
    let closed = inside.end < end && text.form(inside.end) == ")";
    let within = inside.from >= date.from && inside.to <= date.to;
    (closed && within && inside.sort == DateSort::Absolute && date.from != date.to).then_some(inside)
}

/// The word through which a date hangs in the sentence: "having on Monday crossed" dates the participle, whatever the tree says.
pub(crate) fn hangs_on(ctx: &Context, date: &DateMention) -> WordId {
    let text = ctx.text;
    // "A month earlier, on 25 October": a day told twice hangs where it is told first.
    if let Some(twice) = told_first(ctx, date) {
        return hangs_on(ctx, twice);
    }
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Punct | Tag::Adv | Tag::Part | Tag::Adp | Tag::Det);
    let end = text.sentence(date.first).end;
    let first = text.sentence(date.first).first;
    let before = (first..date.first).rev().find(|x| !matches!(text.word(*x).tag, Tag::Adp | Tag::Det | Tag::Punct));
    let verb = (date.end..end.min(date.end + 3)).find(|x| !small(x));
    let split = before.is_some_and(|x| text.word(x).tag == Tag::Aux || text.is_one_of(x, &ctx.rules.settings.open_perfect));
    let head = text.head_of(date.first, date.end);
    // "Free seven soldiers captured in January": right behind the participle that tells an event of somebody, a day is of that.
    let behind = before.filter(|x| {
        let told = text.word(*x).feature("VerbForm") == Some("Part") && text.word(*x).is("acl") && ctx.event_at(*x).is_some();
        let joined = (*x + 1..date.first).all(|y| text.word(y).tag != Tag::Punct);
        told && joined && text.head(head).is_some_and(|h| h < *x && text.below(*x, h))
    });
    if let Some(participle) = behind {
        return participle;
    }
    // "Broke the accord signed in X on Monday 29 times": so is a day behind the place where a truce came about.
    let came_about = |x: &WordId| {
        let participle = text.word(*x).feature("VerbForm") == Some("Part") && text.word(*x).is("acl");
        participle
            && (*x + 1..date.first)
                .all(|y| text.word(y).tag != Tag::Punct && (text.below(y, *x) || text.date(y).is_some() || text.below(y, head)))
    };
    let signed = (first..date.first).rev().take(6).find(came_about).filter(|x| {
        kind_at(ctx, *x) == Some(EventKind::Agreement) && text.head(head).is_some_and(|h| h < *x && text.below(*x, h))
    });
    if let Some(participle) = signed {
        return participle;
    }
    if let Some(verb) = parted_by_a_comma(ctx, date, head) {
        return verb;
    }
    // "The truce broken on Tuesday had been signed in May": right behind a participle about the subject of a verb to come, a day is of that.
    let described = before.filter(|x| {
        let participle = text.word(*x).tag == Tag::Verb && matches!(text.word(*x).relation_base(), "acl" | "amod");
        let joined = (*x + 1..date.first).all(|y| text.word(y).tag != Tag::Punct);
        let subject = text.head(*x).filter(|n| *n < *x && text.word(*n).is("nsubj"));
        participle && joined && subject.and_then(|n| text.head(n)).is_some_and(|v| v >= date.end && text.head(head) == Some(v))
    });
    if let Some(participle) = described {
        return participle;
    }
    // "Last night tanks shelled X", where the tree takes the word before the night for a participle about the tanks.
    let noun = text.head(head).filter(|n| *n >= date.end && text.is_noun(*n) && text.word(head).is("acl"));
    if let Some(noun) = noun.filter(|_| date.end - date.first > 1) {
        return noun;
    }
    match verb.filter(|v| split && text.word(*v).tag == Tag::Verb) {
        Some(verb) => verb,
        None => head,
    }
}

/// "A month earlier, **on 25 October**": the expression right before a date, with a comma between, that tells the same day.
fn told_first<'a>(ctx: &Context<'a>, date: &DateMention) -> Option<&'a DateMention> {
    let text = ctx.text;
    let joins = |x: &WordId| matches!(text.word(*x).tag, Tag::Adp | Tag::Det);
    let comma = (text.sentence(date.first).first..date.first).rev().find(|x| !joins(x)).filter(|x| text.form(*x) == ",")?;
    let first = text.date(comma.checked_sub(1)?)?;
    let counted = first.sort == DateSort::Anaphoric && date.sort == DateSort::Absolute && first.first != date.first;
    (first.from.is_some() && first.from == date.from || counted && date.from.is_some()).then_some(first)
}

/// "**A month earlier**, on 25 October": a day counted from another, which the date behind it tells exactly.
pub(crate) fn is_told_more_exactly(ctx: &Context, date: &DateMention) -> bool {
    let text = ctx.text;
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Punct | Tag::Adp | Tag::Det) && text.date(*x).is_none();
    let next = (date.end..text.sentence(date.first).end.min(date.end + 3)).find(|x| !small(x)).and_then(|x| text.date(x));
    date.sort == DateSort::Anaphoric && next.and_then(|n| told_first(ctx, n)).is_some_and(|d| d.first == date.first)
}

/// "Extended the truce until 30 June": nothing that has happened is of a day that was still to come when it was told.
pub(crate) fn is_yet_to_come(ctx: &Context, date: &DateMention) -> bool {
    let ahead = ctx.text.reading.published.zip(date.from).map_or(0, |(p, from)| crate::days::between(p, from));
    ahead > 1
}

/// True when a date stands right behind the words of an event on the ground that the words of the speech act `w` hold.
fn follows_another(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let first = text.sentence(w).first;
    let small = |x: &WordId| matches!(text.word(*x).tag, Tag::Punct | Tag::Adp | Tag::Det);
    let Some(before) = (first..date.first).rev().find(|x| !small(x)).filter(|x| *x > w) else { return false };
    let on_the_ground = |x: &WordId| ctx.event_kind(*x).is_some_and(kinds::happens_on_the_ground);
    text.path_up(before).iter().take_while(|x| **x != w).any(on_the_ground)
}

/// A day that opens the sentence frames its main clause, wherever the tree hangs it.
fn frames_the_sentence<'a>(ctx: &Context<'a>, w: WordId, spoken: bool) -> Option<&'a DateMention> {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let date =
        text.reading.dates.iter().find(|d| d.first >= sentence.first && d.first <= sentence.first + 1 && d.from.is_some())?;
    let clauses = text.path_up(w).into_iter().filter(|x| text.heads_clause(*x));
    let main = clauses.into_iter().all(|c| !text.word(c).is("ccomp") || c == w && spoken);
    let fits = sentence.sort == vigie_read::SentenceSort::Body
        && main
        && !is_yet_to_come(ctx, date)
        && !is_day_of_speaking(ctx, text.head_of(date.first, date.end), w)
        && !matches!(date.sort, DateSort::Duration)
        && !dates_a_document(ctx, date, w)
        && !crate::compared::apart(ctx, date, w)
        && !crate::days_away::counts_for_another(ctx, date, w)
        && !is_of_the_truce(ctx, date, w)
        && !came_about_before(ctx, text.clause(w), w)
        && !(sentence.first..w).any(|x| x > date.end && text.form(x) == ";")
        && owner_of(ctx, text.head_of(date.first, date.end), w).is_none();
    fits.then_some(date)
}

/// The last day told after `from` and before the sentence of `w`, in its paragraph or the two sentences before, for what happened and not for what was said.
pub fn between<'a>(ctx: &Context<'a>, from: WordId, w: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    let here = text.sentence(w);
    let told = |d: &&DateMention| {
        let head = text.head_of(d.first, d.end);
        let ago = |day| text.reading.published.map_or(0, |p| crate::days::between(day, p));
        d.end <= here.first
            && (text.sentence(d.first).paragraph == here.paragraph
                || text.sentence_number(d.first) + 2 >= text.sentence_number(w))
            && matches!(d.sort, DateSort::Absolute | DateSort::Relative)
            && d.told.is_none()
            && d.from.filter(|f| d.to == Some(*f)).is_some_and(|f| (0..=14).contains(&ago(f)))
            && crate::tree::is_verbal(text, text.clause(head))
            && !ctx.speaks(text.clause(head))
            // "The truce that took effect on 10 October", "a truce brokered on Monday".
            && !(text.word(text.clause(head)).is("acl") && kind_at(ctx, text.clause(head)) == Some(EventKind::Agreement))
            && !dates_a_document(ctx, d, w)
    };
    let before = &text.reading.dates[..text.reading.dates.partition_point(|d| d.first < here.first)];
    before.iter().rev().take_while(|d| d.first > from).find(told)
}

/// The day told in the clause of the verb at `clause`, beside it.
pub fn in_clause<'a>(ctx: &Context<'a>, clause: WordId) -> Option<&'a DateMention> {
    let text = ctx.text;
    text.dates_beside(clause).find(|d| d.from.is_some() && text.clause(text.head_of(d.first, d.end)) == clause)
}

/// When the event at `w` happened, where its sentence tells the day.
pub fn told(ctx: &Context, w: WordId, carrier: Option<WordId>, kind: EventKind) -> Option<When> {
    let date = date_of(ctx, w, carrier).or_else(|| of_the_truce_it_tells(ctx, w, kind));
    let Some(date) = date else { return crate::days_away::told(ctx, w, carrier) };
    if sums_up(ctx, date, w) {
        return None;
    }
    Some(at_its_beginning(ctx, w, carrier, date, since_it_was_said(ctx, w, date, time_of(ctx, date, kind))))
}

/// "Since July, when they entered": what opened the time is of its beginning.
fn at_its_beginning(ctx: &Context, w: WordId, carrier: Option<WordId>, date: &DateMention, mut when: When) -> When {
    if let Some((from, to)) = date.told
        && opens_behind(ctx, date, carrier.unwrap_or(w))
    {
        (when.from, when.to) = (Some(from), Some(to));
    }
    when
}

/// When the event at `w` happened, by the nearest day told anywhere in its sentence.
pub fn told_beside(ctx: &Context, w: WordId, carrier: Option<WordId>, kind: EventKind) -> Option<When> {
    let date = in_sentence(ctx, w)?;
    Some(at_its_beginning(ctx, w, carrier, date, time_of(ctx, date, kind)))
}

/// "On Tuesday they reported three breaches over the past day": the day and night before an earlier report, counted from its own day.
fn since_it_was_said(ctx: &Context, w: WordId, date: &DateMention, when: When) -> When {
    let text = ctx.text;
    let Some(published) = text.reading.published else { return when };
    let last_day =
        date.sort == DateSort::Relative && date.told.is_none() && date.to == Some(published) && days_long(date) == Some(2);
    let said = |d: &&DateMention| {
        let head = text.head_of(d.first, d.end);
        let clause = text.clause(head);
        d.first != date.first
            && d.from == d.to
            && d.from.is_some_and(|day| day < published)
            && ctx.says(clause).is_some()
            && (text.below(w, clause) && !text.below(head, w) || is_put_in_beside(ctx, clause, w))
    };
    // "Nine have died since Tuesday, it was learnt on Thursday".
    if date.told.is_some() && when.to == Some(published) {
        let day = text.dates_beside(w).find(said).and_then(|d| d.from).filter(|d| when.from.is_some_and(|f| *d > f));
        return day.map_or(when.clone(), |d| When { to: Some(d), ..when });
    }
    let Some(day) = text.dates_beside(w).filter(|_| last_day).find(said).and_then(|d| d.from) else { return when };
    When { from: day.yesterday().ok().or(when.from), to: Some(day), ..when }
}

/// "Nine have died, **the ministry said** on Friday": the clause of speech put in beside what it tells.
fn is_put_in_beside(ctx: &Context, clause: WordId, w: WordId) -> bool {
    let text = ctx.text;
    text.word(clause).is("parataxis") && text.head(clause).is_some_and(|h| h == w || text.below(w, h))
}

/// "At 12:30 two posts were shelled, and nine men hurt in all over the past day": at that hour of the day of the story.
pub(crate) fn sums_up(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    date.from != date.to
        && date.told.is_none()
        && date.first > w
        && hour_of(ctx, w).is_some_and(|h| h.first < date.first && a_clause_ends_between(ctx, w, date))
}

/// True when a mark ends a clause between the event and a date behind it.
fn a_clause_ends_between(ctx: &Context, w: WordId, date: &DateMention) -> bool {
    (w..date.first).any(|x| matches!(ctx.text.form(x), ";" | ","))
}

/// True when the clause of `w` is one about the time of `date`, right behind it.
fn opens_behind(ctx: &Context, date: &DateMention, w: WordId) -> bool {
    let text = ctx.text;
    let opening = (date.end..w).find(|x| text.word(*x).tag != Tag::Punct);
    // "Shut since May after shots".
    let after = |x: WordId| {
        let small = |y: WordId| matches!(text.word(y).tag, Tag::Det | Tag::Adj | Tag::Num | Tag::Adp | Tag::Sconj | Tag::Pron);
        let clause = text.head(x) == Some(text.clause(w)) && text.word(text.clause(w)).is("advcl");
        ctx.rules.settings.after.iter().any(|a| a == text.form(x)) && ((x + 1..w).all(small) || clause)
    };
    // "Since 16 May, the day on which they advanced".
    let that_day = |x: WordId| {
        let noun = (x..w.min(x + 3)).find(|y| text.is_noun(*y));
        noun.is_some_and(|n| text.is_one_of(n, &ctx.rules.settings.day_nouns) && text.below(w, n))
    };
    // "Since July, when they entered, killing ten": with what was done in doing so.
    let own = |x: WordId| {
        let above = text.clause(x);
        let small = |c: &WordId| {
            matches!(text.word(*c).relation_base(), "advcl" | "conj") && text.dependents(*c, "nsubj").next().is_none()
        };
        let path = text.path_up(text.clause(w));
        path.contains(&above) && path.iter().take_while(|c| **c != above).all(small)
    };
    let opens = |x: WordId| text.is_one_of(x, &ctx.rules.settings.when) && own(x);
    opening.is_some_and(|x| opens(x) || after(x) || that_day(x))
}

/// True when the form of the verb says that something has happened by now, on whatever day ("have violated", "has been closed").
pub fn leaves_the_day_open(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let open = |a| text.is_one_of(a, &ctx.rules.settings.open_perfect) && text.word(a).feature("Tense") == Some("Pres");
    let already = |a| text.is_one_of(a, &ctx.rules.settings.already);
    let verbal = crate::tree::is_verbal(text, w);
    text.dependents(w, "aux").any(open) || verbal && text.dependents(w, "advmod").any(already) || verbal && is_habitual(ctx, w)
}

/// "Attack the convoys every night": what is done over and over.
fn is_habitual(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(verb);
    let beside = |c: &WordId| matches!(text.word(*c).relation_base(), "advmod" | "obl" | "nmod");
    let opens = |c: WordId| text.children(c).iter().copied().chain([c]).min().unwrap_or(c);
    let stands = |c: &WordId| crate::compared::phrase_at(ctx, sentence, opens(*c), &ctx.rules.settings.habitually).is_some();
    text.children(verb).iter().filter(|c| beside(c)).any(stands)
}

/// The day of an event as a date of the reading tells it.
pub fn time_of(ctx: &Context, m: &DateMention, kind: EventKind) -> When {
    // What is in force since a day was concluded on it.
    let open = kind == EventKind::Agreement && m.to == ctx.text.reading.published;
    let made = m.told.map(|(_, last)| last).or(m.from.filter(|_| m.sort == DateSort::Absolute)).filter(|_| open);
    When {
        from: m.from,
        to: made.or(m.to),
        text: m.span.of(&ctx.text.reading.report.text).to_owned(),
        start: Some(m.span.start),
        end: Some(m.span.end),
        edtf: m.edtf.clone(),
    }
}

/// "The premier had on Tuesday accused a ship of firing; Paris **denied** it": what others say behind a mark, in a clause with a subject of its own, is
/// of no day told before it for the one, unless it opens the sentence.
fn is_said_in_a_clause_of_its_own(ctx: &Context, date: &DateMention, clause: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let joined = matches!(text.word(clause).relation_base(), "conj" | "parataxis" | "advcl");
    let by_others = text.dependents(clause, "nsubj").next().is_some_and(|s| !ctx.is_personal(s));
    let behind = date.first < w && date.first > text.sentence(w).first + 1;
    joined && by_others && behind && (date.end..w).any(|x| matches!(text.form(x), ";" | ","))
}

/// "Freed the men **captured** near X on Monday", "drove over a mine **laid** by rebels": how somebody or something came to be where the clause above
/// finds them is told by a participle about them, and was before.
pub(crate) fn came_about_before(ctx: &Context, clause: WordId, w: WordId) -> bool {
    use EventKind::{Blockade, Capture, Deployment, Fortification, Monitoring, Seizure};
    let text = ctx.text;
    let about = text.word(clause).is("acl") || text.word(clause).is("amod");
    let participle = text.word(clause).feature("VerbForm") == Some("Part") && text.word(clause).relation != "acl:relcl";
    let lasts = matches!(kind_at(ctx, w), Some(Blockade | Capture | Deployment | Fortification | Monitoring | Seizure));
    let hour = || hour_of(ctx, clause).is_some_and(|h| text.below(h.first, clause));
    let of_it = about && (w == clause || text.head(w) == Some(clause));
    of_it && (participle && lasts && !hour() || stood_in_the_way(ctx, clause, w))
}

/// "Attacked the town on Friday despite a truce **brokered** by the envoy": an accord in spite of which something is done was there before it.
fn stood_in_the_way(ctx: &Context, clause: WordId, w: WordId) -> bool {
    let text = ctx.text;
    let truce = text.head(clause).filter(|_| kind_at(ctx, w) == Some(EventKind::Agreement));
    let despite = |x: WordId| text.is_one_of(x, &ctx.rules.settings.despite);
    truce.is_some_and(|n| text.dependents(n, "case").any(despite) || text.head(n).is_some_and(despite))
}

/// The event between a date and the event `w`, on whose words the date hangs, if there is one ("condemned the capture on 3 May of ...").
pub(crate) fn owner_of(ctx: &Context, head: WordId, w: WordId) -> Option<WordId> {
    let text = ctx.text;
    if !text.below(head, w) {
        return None;
    }
    let path = text.path_up(head);
    path.into_iter().take_while(|x| *x != w).find(|x| ctx.event_at(*x).is_some() && text.date(*x).is_none())
}

/// True when the event `owner` below `w`, on which a date hangs, is told by a participle about somebody in the words of `w`.
pub(crate) fn is_of_a_participle(ctx: &Context, owner: Option<WordId>, w: WordId) -> bool {
    let text = ctx.text;
    // "Free seven soldiers captured in January", where the tree takes the soldiers for those who are free.
    let with_its_people = |o: WordId| {
        text.word(o).is("advcl")
            && text.word(o).feature("VerbForm") == Some("Part")
            && text.dependents(o, "nsubj").any(|s| s < o)
            && text.dependents(o, "aux").next().is_none()
            && text.dependents(o, "mark").next().is_none()
    };
    owner.is_some_and(|o| (text.word(o).is("acl") || with_its_people(o)) && !are_of_one_fight(ctx, o, w))
}

/// True when both words tell violence, which may have been of one moment ("rockets fired on Monday killed two").
pub(crate) fn are_of_one_fight(ctx: &Context, a: WordId, b: WordId) -> bool {
    // "Five policemen abducted on 10 August were killed": who is held may have been for long.
    let moment = |k: EventKind| k.is_violent() && k != EventKind::Capture;
    [a, b].into_iter().all(|w| ctx.event_kind(w).is_some_and(moment))
}

pub(crate) fn path_is_near(ctx: &Context, head: WordId, w: WordId) -> bool {
    let path = ctx.text.path_up(head);
    path.iter().take_while(|x| **x != w).all(|x| {
        let r = ctx.text.word(*x);
        !matches!(r.relation_base(), "ccomp" | "advcl" | "parataxis")
            && r.relation != "acl:relcl"
            && !(r.is("conj") && crate::tree::is_verbal(ctx.text, *x))
            // "The deadlines set in May were not met": the day of setting.
            && !(r.is("acl") && ctx.text.head(*x) != Some(w) && ctx.event_at(*x).is_none())
            && !(r.is("amod") && r.tag == Tag::Verb && *x <= head)
    })
}

/// True when `there` is a clause without subject of its own, hung on `clause`.
pub(crate) fn is_lead_up(ctx: &Context, there: WordId, clause: WordId) -> bool {
    let text = ctx.text;
    text.head(there) == Some(clause)
        && text.word(there).is("advcl")
        && text.dependents(there, "nsubj").next().is_none()
        && text.dependents(there, "mark").next().is_none()
}

/// True for a clause with a subject of its own, or in one about somebody or something, below `there`.
fn is_said_by_another(ctx: &Context, clause: WordId, there: WordId) -> bool {
    let text = ctx.text;
    let about = |x: &WordId| text.word(*x).relation == "acl:relcl";
    text.dependents(clause, "nsubj").next().is_some() || text.path_up(clause).iter().take_while(|x| **x != there).any(about)
}

/// True for a pluperfect: a participle under an auxiliary of the past.
pub(crate) fn was_over(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let past = |a: WordId| {
        let word = text.word(a);
        !word.relation.ends_with("pass")
            && matches!(word.feature("Tense"), Some("Past" | "Imp"))
            && word.feature("VerbForm") == Some("Fin")
    };
    text.word(verb).feature("VerbForm") == Some("Part") && text.dependents(verb, "aux").any(past)
}

/// True for a finite verb, or one with an auxiliary or copula of its own, that is no pluperfect.
fn is_told_as_it_was(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let own = text.word(verb).feature("VerbForm") == Some("Fin")
        || text.dependents(verb, "aux").next().is_some()
        || text.dependents(verb, "cop").next().is_some();
    own && !was_over(ctx, verb)
}

/// "Three were killed and five **abducted** on Monday": participles that share an auxiliary share what stands behind the last of them.
fn shares_its_auxiliary(ctx: &Context, last: WordId, first: WordId) -> bool {
    let text = ctx.text;
    let participle = text.word(last).feature("VerbForm") == Some("Part");
    let own = ["aux", "cop"].into_iter().any(|r| text.dependents(last, r).next().is_some());
    let joined = text.word(last).is("conj") && text.head(last) == Some(first) && first < last;
    joined && participle && !own && crate::tree::is_passive(text, first)
}

/// Steps from `clause` up to `there` through coordination and adverbial clauses, not through speech.
pub(crate) fn shared(ctx: &Context, clause: WordId, there: WordId, spoken: bool) -> Option<u32> {
    let text = ctx.text;
    let mut at = clause;
    for step in 0..4 {
        let h = text.head(at)?;
        let above = text.clause(h);
        match text.word(at).relation_base() {
            // "The post had been left on Monday and nobody was hurt": what had happened before has a day of its own.
            "conj" if was_over(ctx, above) && is_told_as_it_was(ctx, at) => return None,
            // "On Sunday they freed two men whom they had captured near X".
            "acl" if was_over(ctx, at) && is_told_as_it_was(ctx, above) => return None,
            "conj" | "xcomp" | "advcl" | "acl" | "parataxis" => {}
            "ccomp" if spoken || ctx.says(above).is_none() => {}
            _ => return None,
        }
        if !spoken && ctx.speaks(above) && !text.word(at).is("conj") {
            return None;
        }
        if above == there {
            return Some(step);
        }
        at = above;
    }
    None
}

//! Events of one clause that are one claim: deaths with what caused them, the killed with the wounded.

use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft::Draft;
use crate::draft_index::DraftIndex;
use crate::rule::Event;
use crate::who::push;
use vigie_model::{Country, EventKind, Span, Toll};
use vigie_read::{Tag, WordId};

/// True for an event told by a noun.
fn is_noun(d: &Draft) -> bool {
    d.found.rule.pos == crate::rule::Pos::Noun
}

/// A strike told by a noun in the clause of its deaths is one claim with the strike's kind; killed and wounded of one clause are one claim.
pub(crate) fn join_deaths(ctx: &Context, drafts: &mut [Draft]) {
    let absorbed = deaths_with_their_cause(ctx, drafts);
    killed_by_what_blew_up(ctx, drafts);
    killed_with_wounded(ctx, drafts, &absorbed);
    counted_by_a_toll(drafts);
    counted_once(ctx, drafts);
    died_of_it(ctx, drafts);
}

/// "A bomb exploded in the market, killing two": where the verb above tells of the bomb already, the participle tells of the deaths alone.
fn killed_by_what_blew_up(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let by_its_subject = |d: &Draft| d.dropped.is_none() && d.word != d.found.head && text.is_noun(d.word) && !d.toll.is_empty();
    for i in (0..drafts.len()).filter(|i| by_its_subject(&drafts[*i])).collect::<Vec<_>>() {
        let killing = drafts[i].found.head;
        let verb = text.head(killing).filter(|v| text.word(killing).is("advcl") && text.head(drafts[i].word) == Some(*v));
        let told = |d: &Draft| d.dropped.is_none() && d.kind == drafts[i].kind && d.found.head == d.word && Some(d.word) == verb;
        if drafts.iter().any(told) {
            let d = &mut drafts[i];
            (d.kind, d.word, d.trigger) = (EventKind::Casualties, killing, text.word(killing).span);
        }
    }
}

/// "Having received a wound, the soldier died": what somebody died of is no harm beside his death.
fn died_of_it(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let harms = |d: &Draft, effect: vigie_model::Effect| {
        d.kind == EventKind::Casualties && d.dropped.is_none() && d.toll.iter().all(|t| t.effect == effect) && !d.toll.is_empty()
    };
    for i in (0..drafts.len()).filter(|i| harms(&drafts[*i], vigie_model::Effect::Wounded)).collect::<Vec<_>>() {
        let verb = drafts[i].found.head;
        let having = matches!(text.word(verb).feature("VerbForm"), Some("Conv" | "Ger")) && text.word(verb).is("advcl");
        let Some(above) = text.head(verb).filter(|_| having) else { continue };
        let same = |d: &Draft| {
            let spans = |d: &Draft| d.recipient.iter().map(|p| p.span).collect::<Vec<_>>();
            !d.recipient.is_empty() && spans(d) == spans(&drafts[i])
        };
        if drafts.iter().any(|d| d.found.head == above && harms(d, vigie_model::Effect::Killed) && same(d)) {
            drafts[i].dropped = Some("told as what somebody died of".to_owned());
        }
    }
}

/// Deaths go to the strike that caused them; tells for each draft to which other its toll went.
fn deaths_with_their_cause(ctx: &Context, drafts: &mut [Draft]) -> Vec<Option<usize>> {
    let mut absorbed: Vec<Option<usize>> = vec![None; drafts.len()];
    let index = DraftIndex::of(ctx, drafts);
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Casualties || drafts[i].dropped.is_some() || drafts[i].given {
            continue;
        }
        let sentence = ctx.text.sentence_number(drafts[i].word);
        if let Some(c) = index.told_in(sentence).find(|j| caused(ctx, &drafts[*j], &drafts[i])) {
            absorb(drafts, c, i, "its toll stands with the event that caused it");
            absorbed[i] = Some(c);
        }
    }
    absorbed
}

/// True when `d` tells by a noun what the deaths came of.
fn caused(ctx: &Context, d: &Draft, deaths: &Draft) -> bool {
    let text = ctx.text;
    // "An ambush laid for a patrol": a claim that stands on the object of its verb is told by a noun as well.
    // So is one told by a phrase of a noun ("died under the shells").
    let phrase = |d: &Draft| d.found.rule.pos == crate::rule::Pos::Phrase;
    let told_by_noun = |d: &Draft| is_noun(d) || (d.word != d.found.head || phrase(d)) && text.word(d.word).tag == Tag::Noun;
    // "Fighting in which two men died": a noun by its use, whatever its form is.
    let gerund = text.word(d.word).feature("VerbForm") == Some("Ger") && happens_in_it(ctx, d.word, deaths.word);
    let by_noun = gerund || told_by_noun(d);
    let clause = deaths.word;
    let of_verb = !is_noun(deaths);
    let counted = deaths.toll.iter().any(|t| t.low.is_some());
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
    // "The fighting, to which the village chief ascribes six deaths": the deaths are his word, the fighting is not.
    let ascribed = is_noun(deaths)
        && text.word(deaths.word).is("obj")
        && text.head(deaths.word).is_some_and(|x| ctx.says(x).is_some() && !text.below(d.word, x));
    let since = || crate::since_when::counts_from(ctx, d.word, deaths.word);
    acts && !ascribed && by_noun && d.dropped.is_none() && d.standing.polarity == deaths.standing.polarity && !since() && {
        let direct = text.head(d.word) == Some(clause)
        // "In the firefight two soldiers received wounds": the wounds hang on the verb that the firefight hangs on.
        || of_verb
            && counted
            && deaths.word != deaths.found.head
            && text.head(d.word) == Some(deaths.found.head)
        || text
            .head(d.word)
            // "in two hours of fighting", "in a day and a half of clashes".
            .is_some_and(|h| {
                let verbs = [clause, deaths.found.head];
                let hangs = |x: Option<WordId>| x.is_some_and(|x| verbs.contains(&x));
                let measured = hangs(text.head(h)) || hangs(text.head(h).and_then(|x| text.head(x)));
                let unit = text.class(h).is_empty() || text.is_one_of(h, &ctx.rules.settings.time_units);
                measured && unit && ctx.event_at(h).is_none()
            });
        let subject = of_verb && crate::tree::subjects(text, &ctx.rules.settings, clause).contains(&d.word);
        let subject =
            subject || deaths.carrier.is_some_and(|v| crate::tree::subjects(text, &ctx.rules.settings, v).contains(&d.word));
        // "A day of clashes which left nine dead": what the relative clause is about only measures the act.
        let measures = |s: WordId| {
            let bare = ctx.event_at(s).is_none() && !text.class(s).meets(ClassSet::AGENTS);
            text.head(d.word) == Some(s) && text.word(d.word).is("nmod") && bare && text.number(d.word).is_none()
        };
        let measured = deaths.carrier.is_some_and(|v| {
            crate::tree::is_relative_clause(text, v)
                && crate::tree::subjects(text, &ctx.rules.settings, v)
                    .into_iter()
                    .any(|s| s < d.word && d.word < v && measures(s))
        });
        // "Strikes on its soil on Friday, having killed ten": an active perfect participle about the act, wherever in its phrase the tree hangs it.
        let verb = deaths.carrier.unwrap_or(deaths.word);
        let having = text.word(verb).is("acl")
            && text.dependents(verb, "aux").any(|a| text.word(a).feature("VerbForm") == Some("Part"))
            && text.dependents(verb, "nsubj").next().is_none()
            && text.head(verb).is_some_and(|n| {
                n == d.word || text.below(n, d.word) && ctx.event_at(n).is_none() && !text.class(n).meets(ClassSet::AGENTS)
            })
            && d.word < verb;
        let subject = subject || measured || having;
        let carried = d.carrier == Some(clause);
        let carried = carried || describes_what_lies_within(ctx, d, deaths);
        // "A mine killed two and a second blast wounded three": what has an act of its own for its subject came of that.
        let of_its_own = crate::tree::subjects(text, &ctx.rules.settings, clause).into_iter().any(|s| {
            s != d.word && text.head(s) == Some(clause) && ctx.event_at(s).is_some_and(|m| m.rule.pos == crate::rule::Pos::Noun)
        });
        let conj = of_verb
            && !of_its_own
            && text.word(clause).is("conj")
            && !is_put_elsewhere(ctx, clause)
            && (d.word.min(clause)..d.word.max(clause)).all(|x| text.form(x) != ";")
            && text.head(clause).is_some_and(|h| {
                text.head(d.word) == Some(h)
                    && ctx.event_at(h).is_some_and(|m| m.rule.event == Event::Kind(EventKind::Casualties))
            });
        // "Nineteen died and fourteen were wounded in the firefight": it is the cause of both.
        let of_both = of_verb
            && text.dependents(clause, "conj").any(|c| {
                let harm = ctx.event_at(c).is_some_and(|m| m.rule.event == Event::Kind(EventKind::Casualties));
                // "Four were killed and two cars destroyed by the firing": an agent of both.
                let agent = text.word(d.word).relation == "obl:agent" && text.dependents(clause, "obl:agent").next().is_none();
                let wrecked = ctx.event_at(c).is_some_and(|m| m.rule.event == Event::Kind(EventKind::Destruction)) && agent;
                text.head(d.word) == Some(c) && d.word > c && (harm || wrecked)
            });
        let left = leaves_behind(ctx, d.word, clause) || happens_in_it(ctx, d.word, clause);
        // "Six dead in attacks carried out on Friday": the light verb describes the noun.
        let free = d.carrier.is_none_or(|v| text.head(v) == Some(d.word));
        (of_verb || is_noun(deaths)) && (direct && free || subject || carried || conj || of_both || left)
    }
}

/// Killed and wounded of one clause are one claim.
fn killed_with_wounded(ctx: &Context, drafts: &mut [Draft], absorbed: &[Option<usize>]) {
    let text = ctx.text;
    let mut joined = absorbed.to_vec();
    for i in 0..drafts.len() {
        if drafts[i].kind != EventKind::Casualties || drafts[i].dropped.is_some() || drafts[i].given {
            continue;
        }
        // In a clause without its verb, what the number governs stands in the number's place ("and fifteen others wounded").
        let own = drafts[i].word;
        let at = text.head(own).filter(|_| text.word(own).is("orphan")).unwrap_or(own);
        let sentence = text.sentence_number(own);
        let first = (0..i).filter(|j| text.sentence_number(drafts[*j].word) == sentence).find(|j| {
            let d = &drafts[*j];
            // "Seven died and nineteen suffered wounds": the verb that carries the noun is what is coordinated.
            let with_carrier = |word: WordId, carrier: Option<WordId>| [Some(word), carrier].into_iter().flatten();
            // "Counts 62 people killed in the town, and 350 wounded": what describes the second of two numbers is joined as that is.
            let joined_by = |w: WordId| {
                let describes = matches!(text.word(w).relation_base(), "acl" | "amod");
                text.head(w).filter(|n| describes && text.word(*n).is("conj") && text.word(*n).tag == Tag::Num).unwrap_or(w)
            };
            let coordinated = with_carrier(at, drafts[i].carrier).map(joined_by).any(|second| {
                // "Five Turkish soldiers killed, a Greek officer wounded": those of another side, whom no conjunction joins, are told apart.
                let sides = |d: &Draft| d.recipient.iter().filter_map(|p| p.country).collect::<Vec<_>>();
                let other_side =
                    |a: &[Country], b: &[Country]| !a.is_empty() && !b.is_empty() && a.iter().all(|c| !b.contains(c));
                let apart = text.dependents(second, "nsubj").next().is_some()
                    && text.dependents(second, "cc").next().is_none()
                    && other_side(&sides(d), &sides(&drafts[i]));
                text.word(second).is("conj")
                    && !apart
                    && (d.word.min(second)..d.word.max(second)).all(|x| text.form(x) != ";")
                    && with_carrier(d.word, d.carrier).any(|first| {
                        // "Killing three civilians and wounding seven", whose second verb the tree joins to the first one's object.
                        let object = text.head(second).filter(|h| text.word(*h).is("obj")).and_then(|h| text.head(h));
                        // "Counts 41 people killed since morning, and 250 wounded": joined to the verb whose object the first tells of.
                        // "Leaving one soldier dead and four others wounded".
                        let describes = matches!(text.word(first).relation_base(), "acl" | "amod");
                        let told_of = text.head(first).filter(|o| describes && text.word(*o).is("obj"));
                        let beside = text.dependents(second, "cc").next().is_some()
                            && told_of.is_some()
                            && told_of.and_then(|o| text.head(o)) == text.head(second);
                        // "Thirty attackers killed and nine soldiers wounded": participles of those who are told of without a verb.
                        let both_described =
                            matches!(text.word(first).relation_base(), "acl" | "xcomp") && text.head(first) == text.head(second);
                        text.head(second) == Some(first)
                            || both_described && text.dependents(second, "cc").next().is_some()
                            || beside
                            || object == Some(first)
                            || text.word(first).is("conj") && text.head(first).is_some() && text.head(first) == text.head(second)
                    })
            });
            d.kind == EventKind::Casualties
                && (d.dropped.is_none()
                    || absorbed[*j].is_some_and(|act| {
                        leaves_out_its_verb(ctx, drafts[i].word) || stands_before_both(ctx, &drafts[act], d, &drafts[i])
                    }))
                && text.sentence_number(d.word) == text.sentence_number(drafts[i].word)
                && d.standing.polarity == drafts[i].standing.polarity
                && (runs_on_from(ctx, d, &drafts[i]) || coordinated && !is_put_elsewhere(ctx, drafts[i].carrier.unwrap_or(own)))
                && !drafts[i].toll.iter().any(|t| drafts[absorbed[*j].unwrap_or(*j)].toll.iter().any(|u| u.effect == t.effect))
        });
        if let Some(j) = first {
            let j = absorbed[j].unwrap_or(j);
            absorb(drafts, j, i, "killed and wounded of one clause are one claim");
            joined[i] = Some(j);
        }
    }
    // "Nine killed, four wounded, sixty missing in an attack": those told before are of the act that the last of the row names.
    for i in (0..drafts.len()).rev() {
        let Some(act) = absorbed[i].filter(|_| drafts[i].kind == EventKind::Casualties) else { continue };
        let row = (0..i).rev().find(|j| {
            drafts[*j].kind == EventKind::Casualties
                && text.sentence_number(drafts[*j].word) == text.sentence_number(drafts[i].word)
                && runs_on_from(ctx, &drafts[*j], &drafts[i])
        });
        let first =
            row.map(|j| joined[j].unwrap_or(j)).filter(|f| *f != act && drafts[*f].dropped.is_none() && !drafts[*f].given);
        let Some(first) = first.filter(|f| drafts[*f].kind == EventKind::Casualties) else { continue };
        let polarity = drafts[first].standing.polarity == drafts[act].standing.polarity;
        if polarity && !drafts[first].toll.iter().any(|t| drafts[act].toll.iter().any(|u| u.effect == t.effect)) {
            absorb(drafts, act, first, "its toll stands with the event that caused it");
        }
    }
}

/// "Lost nine men killed", «потеряли убитыми сорок человек»: one figure counts one loss, whatever words beside it tell of it.
fn counted_once(ctx: &Context, drafts: &mut [Draft]) {
    let text = ctx.text;
    let known = |d: &Draft| d.kind == EventKind::Casualties && d.dropped.is_none();
    for i in 0..drafts.len() {
        let own = &drafts[i];
        let same_figure = |d: &Draft| {
            let same = |(t, at): (&Toll, &Span)| {
                let mut figures = own.toll.iter().zip(&own.toll_words);
                // Right below the verb of loss what is said of the lost counts them again.
                let once = |w: &Span| at.overlaps(*w) || text.head(own.word) == Some(d.word);
                figures.any(|(u, w)| u.effect == t.effect && u.low == t.low && t.low.is_some() && once(w))
            };
            d.toll.iter().zip(&d.toll_words).any(same)
        };
        let beside = |j: &usize| {
            let d = &drafts[*j];
            let here = text.sentence_number(d.word) == text.sentence_number(own.word);
            *j != i && known(d) && here && same_figure(d) && text.below(own.word, d.word)
        };
        if known(&drafts[i]) && (0..drafts.len()).any(|j| beside(&j)) {
            drafts[i].dropped = Some("the toll told above it counts the same people".to_owned());
        }
    }
}

/// "Put the toll at nine dead": the dead are those of the toll.
fn counted_by_a_toll(drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        let noun = is_noun(&drafts[i]) && drafts[i].kind == EventKind::Casualties && drafts[i].dropped.is_none();
        let counted = |d: &Draft| {
            d.kind == EventKind::Casualties
                && d.dropped.is_none()
                && d.word != drafts[i].word
                && d.toll.iter().zip(&d.toll_words).any(|(t, at)| {
                    at.overlaps(drafts[i].trigger) && Some(t.effect) == drafts[i].found.rule.effect && t.low.is_some()
                })
        };
        if noun && drafts.iter().any(counted) {
            drafts[i].dropped = Some("the toll told beside it counts the same people".to_owned());
        }
    }
}

/// "The attack on the camp, in which two men were killed": a relative clause that tells what happened in the act, or in what lies inside its
/// phrase and is no act itself.
fn happens_in_it(ctx: &Context, act: WordId, deaths: WordId) -> bool {
    let text = ctx.text;
    let path = text.path_up(deaths);
    let Some(at) = path.iter().position(|x| text.word(*x).relation == "acl:relcl") else { return false };
    let clause = path[at];
    let same = path[..at].iter().all(|x| matches!(text.word(*x).relation_base(), "conj" | "obj" | "xcomp"));
    let relative = |c: &WordId| {
        matches!(text.word(*c).relation_base(), "obl" | "nmod" | "advmod")
            && *c < deaths
            // «В результате которого»: the pronoun may hang on the noun of its preposition.
            && (text.is_relative(*c) || text.dependents(*c, "nmod").any(|n| text.is_relative(n)))
            && text.dependents(*c, "case").next().is_some()
    };
    // "In which eighteen men were reported killed", with each of the two verbs a clause of its own.
    let bare = text.children(clause).is_empty() && clause > 0 && text.word(clause - 1).relation == "acl:relcl";
    let beside = Some(clause).filter(|_| bare).map(|c| c - 1).filter(|b| text.head(*b) == text.head(clause));
    let opened = text.children(beside.unwrap_or(clause)).iter().any(relative);
    let told_of = text.head(clause).is_some_and(|n| n == act || text.below(n, act) && ctx.event_at(n).is_none());
    same && opened && told_of && act < clause
}

/// "Was killed and another injured": a second toll without a subject, or without the auxiliary that the first one has.
fn leaves_out_its_verb(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let has = |relation: &str| text.dependents(w, relation).next().is_some();
    !has("nsubj") || text.is_noun(w) && !has("aux") && !has("cop")
}

/// "In the shelling four died and two were wounded": an act told before the first of two verbs did the harm of both, unless the second is told
/// to be of somewhere or of something else.
fn stands_before_both(ctx: &Context, act: &Draft, first: &Draft, second: &Draft) -> bool {
    let text = ctx.text;
    let verb = second.carrier.unwrap_or(second.word);
    act.word < first.word && first.word < verb && text.word(verb).is("conj") && !is_put_elsewhere(ctx, verb)
}

/// "…, and in the next village three were wounded": a verb of harm with a place of its own.
fn is_put_elsewhere(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let place = |x: &WordId| text.date(*x).is_none() && ctx.event_at(*x).is_none() && text.class(*x).has(Class::Place);
    let named = |x: &WordId| text.name(*x).is_some() && text.date(*x).is_none();
    crate::tree::marked(text, &ctx.rules.settings, verb, crate::rule::Slot::In).iter().any(|x| place(x) || named(x))
}

/// "The raid left four soldiers dead and two wounded", "resulted in the death of five": a verb whose subject is the act, and behind it, with
/// no other verb of a clause between, what it did to people, however the tree ties these words together.
fn leaves_behind(ctx: &Context, act: WordId, deaths: WordId) -> bool {
    let text = ctx.text;
    if act > deaths || text.sentence_number(act) != text.sentence_number(deaths) {
        return false;
    }
    let settings = &ctx.rules.settings;
    // "Six days of fighting which left nine dead": the days only measure the fighting.
    let measures = |s: WordId| {
        let unit = text.is_one_of(s, &settings.time_units);
        unit && text.head(act) == Some(s) && text.word(act).is("nmod")
    };
    let leaves = |x: &WordId| {
        text.is_one_of(*x, &settings.leaving)
            && crate::tree::is_verbal(text, *x)
            && !text.children(*x).iter().any(|c| text.word(*c).relation == "aux:pass")
            && (text.dependents(*x, "nsubj").any(|s| s == act)
                || text.dependents(*x, "mark").next().is_none()
                    && crate::tree::subjects(text, settings, *x).into_iter().any(|s| s == act || measures(s)))
    };
    let Some(verb) = (act + 1..deaths).rev().find(leaves) else { return false };
    let stops = |x: WordId| {
        matches!(text.word(x).tag, Tag::Aux | Tag::Sconj)
            || matches!(text.form(x), ";" | ":" | "(" | "–" | "—")
            || text.is_relative(x)
    };
    !(verb + 1..deaths).any(stops)
}

/// "The attack on the camp at Kidal, which left two dead": the relative clause that the tree hangs on a place or thing inside the phrase of
/// the event, which kills nobody, is about the event.
fn describes_what_lies_within(ctx: &Context, cause: &Draft, deaths: &Draft) -> bool {
    let text = ctx.text;
    let verb = deaths.carrier.unwrap_or(deaths.word);
    let path = text.path_up(verb);
    let Some(clause) = path.iter().copied().find(|x| crate::tree::is_relative_clause(text, *x)) else { return false };
    let opened = (cause.word..clause).any(|x| {
        text.word(x).is("nsubj") && text.head(x) == Some(clause) && crate::tree::antecedent(text, x) == text.head(clause)
    });
    let same =
        path.iter().take_while(|x| **x != clause).all(|x| matches!(text.word(*x).relation_base(), "conj" | "obj" | "xcomp"));
    let within = text.head(clause).is_some_and(|n| {
        let thing = text.class(n).meets(ClassSet::among(&[Class::Place, Class::Building, Class::Vehicle]));
        n != cause.word
            && text.below(n, cause.word)
            && (thing || !text.class(n).meets(ClassSet::AGENTS))
            && ctx.event_at(n).is_none()
    });
    opened && same && within && text.sentence_number(cause.word) == text.sentence_number(deaths.word)
}

/// True when nothing but a conjunction and a number stands between two tolls ("were killed and fifteen others wounded"), whatever the tree says.
fn runs_on_from(ctx: &Context, first: &Draft, second: &Draft) -> bool {
    let text = ctx.text;
    let between = first.word + 1..second.word;
    // "Four people died, at least twenty were hurt": those told right behind the first verb are its own.
    let own = |w: WordId| first.recipient.iter().any(|p| p.head > first.word && p.span.contains(text.word(w).span));
    // A hedge may hold a preposition ("and at least fifteen").
    let joins = |w: WordId| {
        matches!(text.word(w).tag, Tag::Cconj | Tag::Num | Tag::Adj | Tag::Det | Tag::Adv | Tag::Pron | Tag::Adp | Tag::Part)
            || text.number(w).is_some()
            || text.form(w) == ","
            || own(w)
            || second.carrier == Some(w)
    };
    let counted = between.clone().any(|w| text.number(w).is_some());
    // "Eleven dead, three of them civilians, and some thirty wounded": what stands between two commas is put in.
    let commas: Vec<WordId> = between.clone().filter(|w| text.form(*w) == ",").collect();
    let put_in = |w: WordId| matches!(commas[..], [a, b] if a == first.word + 1 && a < w && w < b && b - a <= 6);
    // Of those told by a bare number nobody knows more than of those before.
    let bare = |p: &crate::who::Party| text.word(p.head).tag == Tag::Num && p.country.is_none() && between.contains(&p.head);
    let same = |p: &crate::who::Party| first.recipient.iter().any(|q| q.span == p.span);
    second.recipient.iter().all(|p| bare(p) || same(p))
        && between.clone().filter(|w| !put_in(*w)).count() <= 8
        && between.clone().any(|w| text.word(w).tag == Tag::Cconj || text.form(w) == "," && counted)
        && between.into_iter().all(|w| joins(w) || put_in(w) && !crate::tree::is_verbal(text, w))
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
    push(&mut d.recipient, recipient);
    if d.actor.is_empty() {
        d.actor = actor;
    }
    if d.place.as_ref().is_none_or(|p| p.wide) && place.is_some() {
        d.place = place.or(d.place.take());
    }
    if d.time.is_none() {
        d.time = time;
        d.dated_by = "the words of what it joins";
    }
    if d.standing.source.is_empty() {
        d.standing.source = source;
    }
}

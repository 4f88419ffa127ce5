//! Words beside what is told that say who tells it: tags ("…, the ministry said", "the militia, says the army, …") and what stands
//! before a colon ("the army: …", "the mission gives another version: …").
//!
//! Models trained on edited text read such insertions badly, so that tags are found by their shape, between marks of punctuation;
//! the tree only helps to tell whose name stands there.

use crate::cited::{learned_from, names_its_source, with_those_cited};
use crate::class::{Class, ClassSet};
use crate::context::Context;
use crate::draft;
use crate::interview::answers;
use crate::names_before::speakers_before;
use crate::pattern::Match;
use crate::rule::{Content, Event, Pos, RoleName, Rule, Slot};
use crate::tellers_apart::{
    behind_its_genitive, colon, dash_behind_a_name, describes_whoever_speaks, opens_right_behind, opens_where, tells_of_the_last,
    trailing,
};
use crate::tree;
use crate::who::{Party, push};
use vigie_read::{SentenceSort, Tag, WordId};

/// Who tells what stands beside these words.
#[derive(Clone, Debug)]
pub struct Teller {
    /// The verb of the tag, or the head of what stands before the colon.
    pub at: WordId,
    /// First of its own words.
    pub first: WordId,
    /// One past the last of them.
    pub end: WordId,
    /// Who speaks.
    pub speakers: Vec<Party>,
    /// True for what stands before a colon: it speaks for what follows alone.
    pub before_colon: bool,
    /// The paragraph that it answers in, for whoever is interviewed.
    pub paragraph: Option<u32>,
    /// The sentence that it speaks for, where that is the one before its own ("This was reported by …").
    pub back: Option<u32>,
}

impl Teller {
    /// True when it tells the event at `w`.
    pub fn covers(&self, ctx: &Context, w: WordId) -> bool {
        let text = ctx.text;
        if let Some(back) = self.back {
            let number = text.sentence_number(w);
            let spoken = |n: u32| text.reading.sentences[n as usize].words().any(|x| ctx.speaks(x));
            // What stands before it in the same paragraph, where nobody else speaks.
            let here = number < back
                && text.reading.sentences[number as usize].paragraph == text.reading.sentences[back as usize].paragraph;
            return number == back || here && (number..=back).all(|n| !spoken(n));
        }
        if self.paragraph.is_some() {
            return self.paragraph == Some(text.sentence(w).paragraph);
        }
        if (self.first..self.end).contains(&w) || describes_whoever_speaks(ctx, self, w) {
            return false;
        }
        if self.before_colon {
            let (here, there) = (text.sentence(self.at), text.sentence(w));
            // "15:50. Press service: …": an hour or a day alone before it is no sentence.
            let stamp = |s: &vigie_read::Sentence| {
                s.words().all(|x| matches!(text.word(x).tag, Tag::Num | Tag::Punct) || text.date(x).is_some())
            };
            let before = &text.reading.sentences[..text.sentence_number(self.at) as usize];
            let opens = self.first == here.first
                && here.paragraph != before.iter().rev().find(|s| !stamp(s)).map_or(u32::MAX, |s| s.paragraph);
            // "The mission recorded the following:": the items of the list below.
            let listed = self.end >= here.end
                && there.paragraph > here.paragraph
                && text.reading.sentences[text.sentence_number(self.at) as usize + 1..=text.sentence_number(w) as usize]
                    .iter()
                    .all(|s| s.sort == SentenceSort::Item);
            let label = opens && self.is_label(ctx) && here.paragraph == there.paragraph;
            return w >= self.end && (w < here.end || listed || label);
        }
        if text.sentence_number(w) != text.sentence_number(self.at) {
            return false;
        }
        // Beyond a semicolon it goes on speaking, unless somebody else does there.
        let apart = (self.first.min(w)..self.end.max(w)).any(|x| text.form(x) == ";");
        if apart {
            // "The army lost nine; the rebels speak of thirty": a clause that a semicolon opens tells nothing of what stands before it.
            if w < self.first && text.form(self.first - 1) == ";" {
                return false;
            }
            // "A house was hit; luckily, say the police, nobody was hurt": what is put into the last of them speaks for that alone.
            let word = |x: WordId| text.word(x).tag != Tag::Punct;
            let goes_on = w < self.first && (self.end + 1..text.sentence(w).end).any(word);
            return !goes_on && !somebody_speaks_around(ctx, w);
        }
        if w < self.first {
            // "The charge is false: not a shot, they said, had been fired": a tag put into what a colon opens speaks for that alone.
            let sentence_end = text.sentence(w).end;
            let quoted = |colon: WordId| colon + 2 < sentence_end && text.quotation(colon + 2).is_some();
            let colon = (w..self.first).find(|x| text.form(*x) == ":").filter(|x| !quoted(*x));
            if colon.is_some() && (self.end..sentence_end).any(|x| is_finite(ctx, x)) {
                return false;
            }
            // "Help, on which, recalls the office, thousands depend": what is put into a relative clause speaks for that alone.
            let goes_on = self.end + 1 < text.sentence(w).end;
            let opens =
                |x: WordId| text.is_relative(x) && text.form(x.saturating_sub(1)) == "," || opens_where(ctx, x, self.first);
            let relative = (w + 1..self.first).rev().take_while(|x| *x + 1 == self.first || !is_break(ctx, *x)).any(opens);
            return !(goes_on && relative);
        }
        // Behind the tag stands what it is put into; its own adverbials are the report's. A colon or semicolon begins what it is put into.
        let begins = (text.sentence(w).first..self.first).rev().find(|x| matches!(text.form(*x), ":" | ";"));
        // "A note which, it said, was untrue": nor does the tag reach beyond the clause that it is put into.
        let opens_clause = |x: &WordId| {
            let rel = text.is_relative(*x) || opens_where(ctx, *x, self.first);
            text.form(x + 1) == "," && (rel || text.word(*x).tag == Tag::Sconj)
        };
        let begins = self.first.checked_sub(2).filter(opens_clause).or(begins);
        let begins = begins.map_or(text.sentence(w).first, |x| x + 1);
        // "…, the monitors say, rebels blame the army": who speaks next has a clause of his own.
        let kind = ctx.event_kind(w);
        let own = |s: WordId| s >= self.end && s < w && ctx.parties.of(s).is_some();
        if kind.is_some_and(|k| k.is_speech_act()) && is_finite(ctx, w) && text.dependents(w, "nsubj").any(own) {
            return false;
        }
        // "It is, insists the spokesman, the militia that …": a cleft tells nothing before the tag.
        let cleft = |x: WordId| {
            let pronoun = |h: WordId| {
                let subject = |c: &WordId| text.word(*c).is("nsubj") && *c < x && text.word(*c).tag == Tag::Pron;
                text.dependents(h, "expl").next().is_some() || text.children(h).iter().any(subject)
            };
            text.word(x).is("cop") && text.head(x).is_some_and(pronoun)
        };
        // "Drones flew over, the army says, and tanks moved up": what a conjunction joins goes on with what is told, where nobody else speaks.
        let joined = w >= self.end
            && self.end + 1 < text.sentence(w).end
            && text.word(self.end + 1).is("cc")
            && (!text.is_one_of(self.end + 1, &ctx.rules.settings.adversative)
                || !(self.end..w).any(|x| text.word(x).is("nsubj")))
            && !kind.is_some_and(|k| k.is_speech_act())
            && !(self.end..text.sentence(w).end).any(|x| ctx.speaks(x) && is_finite(ctx, x) || text.form(x) == ";");
        if joined {
            return true;
        }
        if opens_right_behind(ctx, self.end, w) {
            return true;
        }
        // "The ground had, it added, been gone over": an auxiliary right before the tag belongs to the verb behind it.
        let torn = self.first.checked_sub(2).filter(|a| *a >= begins && text.form(a + 1) == ",").is_some_and(|a| {
            let auxiliary = text.word(a).tag == Tag::Aux || text.is_one_of(a, &ctx.rules.settings.perfect);
            let behind = (self.end..text.sentence(w).end).find(|x| text.word(*x).tag == Tag::Verb);
            is_finite(ctx, a) && auxiliary && behind.is_some_and(|v| text.word(v).feature("VerbForm") == Some("Part"))
        });
        let opens_late = torn || !(begins..self.first).any(|x| is_finite(ctx, x) && !cleft(x));
        // "In reply, residents said, to an assault": a phrase that goes on behind the tag.
        let above = text.path_up(w).into_iter().find(|x| *x < self.first);
        let same_phrase = above.is_some_and(|a| {
            let nominal = |x: &WordId| crate::text::nominal(text.word(*x).tag) && !tree::is_verbal(text, *x);
            nominal(&a) && text.path_up(w).iter().take_while(|x| **x != a).all(|x| nominal(x) && !text.word(*x).is("conj"))
        });
        opens_late || same_phrase || text.quotation(w).is_some_and(|q| q.is_speech)
    }

    /// True for a bare name before a colon.
    pub(crate) fn is_label(&self, ctx: &Context) -> bool {
        self.before_colon && !(self.first..self.end).any(|x| is_finite(ctx, x))
    }
}

/// True when somebody speaks in the stretch between semicolons that holds `w`.
pub(crate) fn somebody_speaks_around(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(w);
    let first = (sentence.first..w).rev().find(|x| text.form(*x) == ";").map_or(sentence.first, |x| x + 1);
    let end = (w..sentence.end).find(|x| text.form(*x) == ";").unwrap_or(sentence.end);
    (first..end).any(|x| ctx.speaks(x) && ctx.matches[x as usize].iter().any(|m| m.rule.pos != Pos::Noun))
}

/// True for finite verbs and auxiliaries.
pub(crate) fn is_finite(ctx: &Context, w: WordId) -> bool {
    let word = ctx.text.word(w);
    matches!(word.tag, Tag::Verb | Tag::Aux) && (word.features.contains("Mood=Ind") || word.features.contains("VerbForm=Fin"))
}

/// True for a mark that a tag can stand behind.
pub(crate) fn is_break(ctx: &Context, w: WordId) -> bool {
    ctx.text.word(w).tag == Tag::Punct && !matches!(ctx.text.form(w), "." | "'" | "-")
        || matches!(ctx.text.form(w), "," | ";" | ":" | "—" | "–" | "»" | "”" | "\"")
}

/// True for the marks around a name that is written like a quotation («Аль-Джазира»).
fn marks_a_name(ctx: &Context, w: WordId) -> bool {
    const LONGEST: u32 = 7;
    let text = ctx.text;
    let short = |q: &&vigie_read::Quotation| !q.is_speech && q.end - q.first <= LONGEST;
    let opens =
        (w + 1 < text.reading.words.len() as WordId).then(|| text.quotation(w + 1)).flatten().filter(|q| q.first == w + 1);
    let closes = w.checked_sub(1).and_then(|x| text.quotation(x)).filter(|q| q.end == w);
    opens
        .or(closes)
        .filter(short)
        .is_some_and(|q| (q.first..q.end).any(|x| text.name(x).is_some()) && (q.first..q.end).all(|x| !tree::is_verbal(text, x)))
}

/// All tags and labels of a reading, in the order of the text.
pub fn tellers(ctx: &Context) -> Vec<Teller> {
    let mut found = Vec::new();
    for w in 0..ctx.text.reading.words.len() as WordId {
        if let Some(m) = tells(ctx, w) {
            found.extend(tag(ctx, w, m));
        } else if ctx.text.form(w) == ":" {
            found.extend(crate::summed_up::sums_up(ctx, w).or_else(|| colon(ctx, w)));
        } else if matches!(ctx.text.form(w), "—" | "–" | "-" | "(") {
            let teller = trailing(ctx, w).or_else(|| dash_behind_a_name(ctx, w));
            found.extend(teller.or_else(|| crate::summed_up::sums_up(ctx, w)));
        }
    }
    let answers = answers(ctx, &found);
    found.extend(answers);
    let of_the_last: Vec<Teller> =
        (1..ctx.text.reading.sentences.len()).filter_map(|n| tells_of_the_last(ctx, &found, n)).collect();
    found.extend(of_the_last);
    found
}

/// The rule under which a verb can be a tag: a verb of speech, or an act done in words.
fn tells<'c, 'a>(ctx: &'c Context<'a>, w: WordId) -> Option<&'c Match<'a>> {
    ctx.matches[w as usize].iter().find(|m| {
        m.rule.pos == Pos::Verb
            && match m.rule.event {
                Event::Saying => m.rule.content.is_none_or(|c| c == Content::Claimed),
                Event::Kind(k) => {
                    let tells = matches!(m.rule.content, Some(Content::Claimed | Content::Factual));
                    k.is_speech_act() && (tells || behind_a_quotation(ctx, w) || put_between(ctx, w))
                }
                _ => false,
            }
    })
}

/// "“We keep the truce”, warns the colonel": an act of speech right behind the words that somebody speaks.
fn behind_a_quotation(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let Some(before) = group(ctx, verb).checked_sub(1).filter(|b| text.form(*b) == ",") else { return false };
    before.checked_sub(2).and_then(|x| text.quotation(x)).is_some_and(|q| q.is_speech && q.end + 1 == before)
}

/// "…, but, he warned, planes had bombed the port": an act of speech between two commas, with nothing of its own to tell.
fn put_between(ctx: &Context, verb: WordId) -> bool {
    let text = ctx.text;
    let sentence = text.sentence(verb);
    let pronoun = |s: &WordId| ctx.is_personal(*s) && (*s + 1 == verb || *s == verb + 1);
    let Some(subject) = text.dependents(verb, "nsubj").find(pronoun) else { return false };
    let (first, last) = (subject.min(verb), subject.max(verb));
    let comma = |x: WordId| matches!(text.form(x), "," | "—" | "–");
    first > sentence.first && comma(first - 1) && last + 1 < sentence.end && comma(last + 1)
}

/// "Left the town, accused the army of …": whom a verb of charge has for its object does not speak.
fn charges_somebody(ctx: &Context, verb: WordId, m: &Match, stop: WordId) -> bool {
    let text = ctx.text;
    let charged = |o: WordId| o > verb && o < stop && text.word(o).feature("Case") != Some("Nom");
    // "The front, which had signed the accord, accused the army of …".
    let accuses = |s: WordId| s < verb && text.children(s).iter().any(|c| tree::is_relative_clause(text, *c));
    m.rule.event.kind() == Some(vigie_model::EventKind::Accusation)
        && !behind_a_quotation(ctx, verb)
        && (text.word(verb).is("conj") || text.dependents(verb, "nsubj").any(accuses))
        && text.dependents(verb, "obj").any(charged)
}

/// First word of the verb group that ends in `verb`: auxiliaries, clitics and negations before it.
fn group(ctx: &Context, verb: WordId) -> WordId {
    let text = ctx.text;
    let mut first = verb;
    while first > text.sentence(verb).first {
        let before = text.word(first - 1);
        let joins = before.tag == Tag::Aux
            || matches!(before.tag, Tag::Pron | Tag::Adv | Tag::Part) && before.head == Some(verb) && !before.is("nsubj");
        let clitic = before.tag == Tag::Pron && text.form(first - 1).starts_with('-');
        if !joins && !clitic {
            break;
        }
        first -= 1;
    }
    first
}

fn tag(ctx: &Context, verb: WordId, m: &Match) -> Option<Teller> {
    let text = ctx.text;
    let word = text.word(verb);
    // "…, как утверждается, …": whoever spoke last.
    if text.is_one_of(verb, &ctx.rules.settings.impersonal_speech) {
        let sentence = text.sentence(verb);
        let mark = text.dependents(verb, "mark").chain(text.dependents(verb, "advmod")).min().unwrap_or(verb).min(verb);
        let set_off = |x: WordId| x >= sentence.end || is_break(ctx, x) || text.form(x) == ".";
        let alone = mark > sentence.first
            && set_off(mark - 1)
            && set_off(verb + 1)
            && (verb + 2 >= sentence.end || text.word(verb + 2).tag != Tag::Sconj);
        let speakers = ctx.last_speakers(verb);
        if alone {
            return (!speakers.is_empty()).then_some(Teller {
                at: verb,
                first: mark,
                end: verb + 1,
                speakers,
                before_colon: false,
                paragraph: None,
                back: None,
            });
        }
    }
    let sentence = text.sentence(verb);
    let ends = |x: &WordId| is_break(ctx, *x) && !marks_a_name(ctx, *x) || text.form(*x) == ".";
    let stop = (verb + 1..sentence.end).find(ends).unwrap_or(sentence.end);
    let has_finite_aux = text.dependents(verb, "aux").any(|a| is_finite(ctx, a));
    // "army sources added.": a past that looks like a participle, where nothing follows.
    // "…, said the general", taken for a participle: one with a subject of its own behind it is a verb.
    let inverted = text.dependents(verb, "nsubj").any(|s| s > verb && s < stop);
    let looks_past =
        word.feature("Tense") == Some("Past") && text.dependents(verb, "aux").next().is_none() && (stop == verb + 1 || inverted);
    let passive = word.feature("Voice") == Some("Pass") && !text.is_one_of(verb, &ctx.rules.settings.impersonal_speech)
        || text.children(verb).iter().any(|c| text.word(*c).relation == "aux:pass");
    if !(is_finite(ctx, verb) || has_finite_aux || looks_past || text.taken_for_noun[verb as usize])
        || passive && !names_its_source(m)
    {
        return None;
    }
    // "Whatever he may say, …": what somebody may say is not said.
    if word.feature("Mood") == Some("Sub") {
        return None;
    }
    let first = group(ctx, verb);
    // "…, on 29 January reports the ministry": the day may stand before the verb.
    let day = first.checked_sub(1).and_then(|x| text.date(x)).filter(|d| d.end == first && d.first > sentence.first);
    let first = day.map_or(first, |d| d.first);
    let before = first.checked_sub(1).filter(|b| *b >= sentence.first)?;
    // "…, as was announced in the capital, …": a word that opens a clause of how it was told, right before the verb.
    let settings = &ctx.rules.settings;
    let somewhere = text.dependents(verb, "nsubj").next().is_none() && text.is_one_of(before, &settings.as_told);
    let somewhere = somewhere && !text.is_one_of(verb, &settings.claiming);
    let opened = somewhere && before > sentence.first && is_break(ctx, before - 1);
    let first = if opened { before } else { first };
    if (is_break(ctx, before) || opened) && !charges_somebody(ctx, verb, m, stop) {
        // Inverted: "…, said the army", "…, a ajouté l'armée", "…, сообщили в штабе".
        if let Some((speakers, last)) = speakers_after(ctx, verb, m, stop) {
            let end = (last + 1..sentence.end).find(|x| is_break(ctx, *x) || text.form(*x) == ".").unwrap_or(sentence.end);
            let speakers = match learned_from(ctx, m, end, &speakers) {
                from if !from.is_empty() => from,
                _ => with_those_cited(ctx, verb, end, speakers),
            };
            return Some(Teller { at: verb, first, end, speakers, before_colon: false, paragraph: None, back: None });
        }
        // "…, dit-il, …": whoever the pronoun means; nobody named before it.
        let pronoun = text.dependents(verb, "nsubj").any(|s| text.word(s).tag == Tag::Pron && text.form(s).starts_with('-'));
        if m.rule.event != Event::Saying || word.tag == Tag::Aux || pronoun {
            return None;
        }
    }
    // "said to be ready": a verb that tells of its own subject is no tag.
    let of_itself = m.rule.conditions.iter().any(|c| c.wanted && c.slot == Slot::Reflexive)
        || text.children(verb).iter().any(|c| text.word(*c).feature("Reflex") == Some("Yes") || text.word(*c).is("expl"));
    // "…, the agency quoted a doctor as saying": whoever is quoted tells it first.
    if names_its_source(m) && !of_itself {
        let (_, first) = speakers_before(ctx, verb, first)?;
        let speakers = ctx.speakers(m);
        let quoted = speakers.iter().any(|p| p.head > verb && p.head < sentence.end);
        return quoted.then_some(Teller {
            at: verb,
            first,
            end: stop,
            speakers,
            before_colon: false,
            paragraph: None,
            back: None,
        });
    }
    // "A charge that the capital neither confirmed nor denied": nothing was said.
    let unsaid = text.children(verb).iter().any(|c| *c < verb && text.is_one_of(*c, &ctx.rules.settings.negation));
    // "Note: the staff reported | , that …": a clause of its own behind the comma is told by a verb that is no tag.
    let governs = stop + 1 < sentence.end
        && text.form(stop) == ","
        && text.word(stop + 1).is("mark")
        && text.head(stop + 1).is_some_and(|c| text.word(c).is("ccomp") && text.head(c) == Some(verb));
    if m.rule.event != Event::Saying || of_itself || unsaid || governs || told_after(ctx, verb, stop) {
        return None;
    }
    // "The neighbour blames it, the capital replies: …": a verb before a colon tells what follows.
    if stop + 1 < sentence.end && text.form(stop) == ":" {
        return None;
    }
    let (speakers, begin) = speakers_before(ctx, verb, first)?;
    let mut speakers = with_those_cited(ctx, verb, stop, speakers);
    // "…, an official told the agency": whoever was told passes it on.
    push(&mut speakers, ctx.told_to(m));
    Some(Teller { at: verb, first: begin, end: stop, speakers, before_colon: false, paragraph: None, back: None })
}

/// True when what is told follows the verb, up to `stop`: a clause, a conjunction, or an event.
fn told_after(ctx: &Context, verb: WordId, stop: WordId) -> bool {
    let text = ctx.text;
    let clause = text.children(verb).iter().any(|c| {
        *c > verb
            && *c < stop
            && matches!(text.word(*c).relation_base(), "ccomp" | "csubj" | "xcomp")
            && (text.word(*c).tag == Tag::Verb || text.dependents(*c, "nsubj").any(|s| s > verb))
    });
    const HEARERS: ClassSet = ClassSet::among(&[
        Class::Media,
        Class::Legislature,
        Class::Organisation,
        Class::Court,
        Class::Person,
        Class::Peacekeeper,
    ]);
    let hears = |c: WordId| text.class(c).meets(HEARERS) || text.word(c).tag == Tag::Propn || text.word(c).tag == Tag::Pron;
    // "Counted seven dead on Sunday": those to whom something happened are told of, and hear nothing.
    let befell = |c: WordId| ctx.event_at(c).is_some_and(|m| m.rule.pos != Pos::Verb);
    let is_thing = |c: WordId| match text.word(c).relation_base() {
        "obj" => !hears(c) || befell(c),
        "obl" | "nmod" | "iobj" => {
            !text.class(c).has(Class::Document)
                && (ctx.event_at(c).is_some() || crate::content::is_content(ctx, verb, c, false) && !hears(c))
        }
        _ => false,
    };
    let thing = text.children(verb).iter().any(|c| *c > verb && *c < stop && text.date(*c).is_none() && is_thing(*c));
    clause || thing || (verb + 1..stop).any(|x| is_finite(ctx, x) || text.word(x).tag == Tag::Sconj)
}

/// "Told the agency", between an inverted verb and whoever speaks ("…, told to reporters the colonel"): the hearer whose phrase begins at
/// `x`, and the word behind it.
fn hearer_at(ctx: &Context, verb: WordId, x: WordId, stop: WordId) -> Option<(WordId, WordId)> {
    let text = ctx.text;
    let preposition = text.word(x).tag == Tag::Adp && text.word(x).is("case");
    let noun = if preposition { text.head(x)? } else { x };
    let dative = text.word(noun).feature("Case") == Some("Dat") && !text.caseless[noun as usize];
    let below = text.head(noun) == Some(verb) && noun > verb && noun < stop;
    let hears = ctx.parties.of(noun).is_some_and(|p| p.role == vigie_model::Role::Media)
        || text.class(noun).meets(ClassSet::among(&[Class::Media, Class::Legislature, Class::Person]));
    if !(preposition || dative) || !below || !hears || text.is_one_of(noun, &ctx.rules.settings.there) {
        return None;
    }
    let to = tree::marked(text, &ctx.rules.settings, verb, Slot::To).contains(&noun);
    let end = text.name(noun).map_or(noun + 1, |n| n.end.max(noun + 1));
    (to && end < stop).then_some((noun, end))
}

/// "Said on the radio the minister", "said last week the envoy": when and where something was said, between an inverted verb and whoever
/// speaks; the word behind the phrase that begins at `x`.
fn adverbial_at(ctx: &Context, verb: WordId, x: WordId, stop: WordId) -> Option<WordId> {
    let text = ctx.text;
    if text.word(x).tag != Tag::Adp || !text.word(x).is("case") {
        return None;
    }
    let noun = text.head(x).filter(|n| *n > x && *n < stop && text.below(*n, verb))?;
    let date = text.date(noun).filter(|d| d.first <= noun);
    let aired = ctx.parties.of(noun).is_some_and(|p| p.role == vigie_model::Role::Media)
        || text.class(noun).meets(ClassSet::among(&[Class::Media, Class::Document]));
    // «…, объявил в столице штаб»: where somebody who follows speaks.
    let somebody = |s: WordId| s > noun && s < stop && text.class(s).meets(ClassSet::AGENTS);
    let placed = text.name(noun).is_some_and(|n| !n.entries.is_empty()) && text.dependents(verb, "nsubj").any(somebody);
    if !aired && date.is_none() && !placed {
        return None;
    }
    let end = date.map(|d| d.end).or(text.name(noun).map(|n| n.end)).unwrap_or(noun + 1).max(noun + 1);
    // Modifiers of the noun right behind it ("on state television of the country") end with it; who speaks has no preposition.
    let end = (end..stop).find(|y| text.head(*y) != Some(noun) || text.word(*y).tag != Tag::Adj).unwrap_or(stop);
    let end = behind_its_genitive(ctx, noun, end, stop);
    let speaks = |y: WordId| {
        let describes = matches!(text.word(y).tag, Tag::Propn | Tag::Noun | Tag::Det | Tag::Adj) || text.word(y).is("amod");
        describes && text.dependents(y, "case").next().is_none()
    };
    (end < stop && speaks(end)).then_some(end)
}

/// "…, says Colonel Doe, commander of the battalion": those whom a conjunction joins to `noun`. What stands behind a mere comma says who he is,
/// where the verb speaks of one.
fn those_told_together(ctx: &Context, verb: WordId, noun: WordId) -> Vec<WordId> {
    let text = ctx.text;
    let joined = tree::with_coordinated(text, noun);
    let group = text.children(verb).iter().copied().filter(|c| text.word(*c).is("aux")).chain([verb]);
    let one = group.into_iter().any(|x| is_finite(ctx, x) && text.word(x).feature("Number") == Some("Sing"));
    let conjunction = joined.iter().any(|n| text.dependents(*n, "cc").next().is_some());
    if one && !conjunction && text.word(noun).feature("Number") == Some("Sing") { vec![noun] } else { joined }
}

/// Who speaks behind an inverted verb, and the last word of the name.
pub(crate) fn speakers_after(ctx: &Context, verb: WordId, m: &Match, stop: WordId) -> Option<(Vec<Party>, WordId)> {
    let text = ctx.text;
    let end = |np: WordId| {
        text.subtree(np, &|c| matches!(text.word(c).relation_base(), "advcl" | "parataxis" | "ccomp" | "conj" | "acl" | "appos"))
            .into_iter()
            .filter(|x| *x < stop || *x <= np)
            .max()
            .unwrap_or(np)
            .max(np)
    };
    // By the slot that the rule names for its source ("сообщили в штабе"): the first such phrase.
    // A rule that wants no subject holds here as well: what the tree finds for one belongs to what is told.
    let missed =
        ctx.missed.iter().filter(|x| x.at == verb && x.condition.slot == Slot::Subject && !x.condition.wanted).map(|x| x.rule);
    // "Said on the radio the president": where somebody surely follows, the radio only carried it.
    let follows = text.dependents(verb, "nsubj").any(|s| s > verb && s < stop && text.class(s).meets(ClassSet::AGENTS));
    let missed = missed.filter(|_| !follows);
    let rules: Vec<&Rule> =
        ctx.matches[verb as usize].iter().map(|x| x.rule).chain(missed).filter(|r| r.event == Event::Saying).collect();
    for slot in Slot::ALL.iter().filter(|s| !matches!(s, Slot::Subject | Slot::By | Slot::Near | Slot::Clause | Slot::Infinitive))
    {
        if !rules.iter().any(|r| ctx.role(r, *slot) == RoleName::Source) {
            continue;
        }
        for np in tree::fillers(text, &ctx.rules.settings, verb, *slot) {
            let mut body = ctx.body_of(np);
            // "…, quotes the agency the spokesman", in a language of cases: the agency quotes, and he whom the tree hangs on it is quoted.
            let paper = body.iter().all(|p| p.role == vigie_model::Role::Media) && *slot == Slot::Object;
            let genitive = |g: &WordId| {
                *g > np
                    && text.word(*g).feature("Case") == Some("Gen")
                    && text.class(*g).meets(ClassSet::AGENTS)
                    && tree::preposition(text, *g).is_empty()
            };
            if paper
                && names_its_source(m)
                && let Some(quoted) = text.dependents(np, "nmod").find(genitive)
            {
                body.splice(0..0, ctx.body_of(quoted));
                for p in body.iter_mut().filter(|p| p.head == np) {
                    p.span = text.word(np).span;
                }
            }
            if np > verb && np < stop && !body.is_empty() {
                // "…, it says in a statement of the army carried by the agency": the paper passes it on.
                push(&mut body, ctx.passed_on(np));
                return Some((body, end(np)));
            }
        }
    }
    // « …, indique-t-on à l'état-major »: an indefinite subject, and the place that speaks.
    let side = ctx.side_that_speaks(verb);
    if let Some(last) = side.iter().map(|p| p.head).max().filter(|h| *h > verb && *h < stop) {
        return Some((side, end(last)));
    }
    if ctx.points_there(verb) {
        let there =
            text.children(verb).iter().copied().filter(|c| text.is_one_of(*c, &ctx.rules.settings.there)).max().unwrap_or(verb);
        let speakers = ctx.last_speakers(verb);
        return (!speakers.is_empty()).then_some((speakers, there.max(verb)));
    }
    // What stands before the verb may be its subject, set off by an apposition ("the spokeswoman, Jane Doe, called it …").
    // Those whom it tells of ("Four dead in a raid, reports the union") are none.
    let told = |s: WordId| ctx.matches[s as usize].iter().any(|m| m.rule.event.kind().is_some());
    // Nor is whom it is put in behind ("The army, insists the spokesman, has burnt …").
    let begins = group(ctx, verb);
    let goes_on = stop < text.sentence(verb).end
        && text.form(stop) == ","
        && (stop + 1..text.sentence(verb).end).any(|x| is_finite(ctx, x))
        && begins >= 2;
    // "“The militia,” said the spokesman, “has …”": the comma may stand inside the quotation.
    let edge = (0..begins).rev().find(|x| !matches!(text.form(*x), "\"" | "”" | "»" | "“" | "''"));
    let put_in = |s: WordId| {
        let last = text.subtree(s, &|c| c >= verb).into_iter().filter(|x| text.word(*x).tag != Tag::Punct).max();
        let comma = edge.filter(|e| *e > s && text.form(*e) == ",");
        goes_on && comma.is_some_and(|e| last == e.checked_sub(1) && !(s..e).any(|x| text.form(x) == ","))
    };
    // A person of whom an apposition says who he is ("Jane Doe, head of the group, told the agency that …") is known by that.
    // So is a body known by its name ("the Observatory, close to the opposition, counted nine dead").
    let is_somebody = |s: WordId| {
        text.class(s).meets(ClassSet::AGENTS)
            || text.names_an_actor(s)
            || text.dependents(s, "appos").any(|a| text.class(a).meets(ClassSet::AGENTS))
    };
    // So is a body of which an adjective says whose it is ("the Front, close to the opposition, counted nine dead").
    let set_off = |c: &WordId| text.word(*c).is("amod") && text.children(*c).iter().any(|p| text.form(*p) == ",");
    let is_named = |s: WordId| {
        let described = text.dependents(s, "appos").next().is_some() || text.children(s).iter().any(set_off);
        text.word(s).tag == Tag::Propn && described
    };
    let speaks_first = |s: &WordId| *s < verb && (is_somebody(*s) || is_named(*s)) && !told(*s) && !put_in(*s);
    let has_subject = text.dependents(verb, "nsubj").any(|s| speaks_first(&s));
    let consumed = draft::consumed(ctx, m);
    // A body without preposition, whatever relation the tree gives it; pronouns that invert stand in the verb group.
    let mut x = verb + 1;
    let mut hearer = None;
    while x < stop {
        let word = text.word(x);
        let skipped = matches!(word.tag, Tag::Det | Tag::Adv | Tag::Part) || text.date(x).is_some();
        let case = text.dependents(x, "case").next().is_some() || word.tag == Tag::Adp;
        if let Some((to, behind)) = hearer_at(ctx, verb, x, stop) {
            (hearer, x) = (Some(to), behind);
            continue;
        }
        if let Some(behind) = adverbial_at(ctx, verb, x, stop) {
            (hearer, x) = (text.head(x), behind);
            continue;
        }
        // "…, gave to understand the envoy": the infinitive of the expression itself.
        let expression = || {
            let mut sayings = ctx.matches[verb as usize].iter().filter(|o| o.rule.event == Event::Saying);
            sayings.any(|o| draft::consumed(ctx, o).contains(&x))
        };
        if x == verb + 1 && word.feature("VerbForm") == Some("Inf") && expression() {
            (hearer, x) = (Some(x), x + 1);
            continue;
        }
        if case || is_finite(ctx, x) || word.tag == Tag::Sconj || consumed.contains(&x) {
            break;
        }
        // "…, said she on Monday, …": whoever spoke last.
        let pronoun = ctx.is_personal(x) && text.head(x) == Some(verb) && word.feature("Case") == Some("Nom");
        if pronoun && word.is("nsubj") && word.feature("Reflex").is_none() {
            let speakers = ctx.tagging(x);
            return (!speakers.is_empty()).then_some((speakers, x));
        }
        let foreign = word.tag == Tag::X && text.name(x).is_some();
        if !skipped && (foreign || matches!(word.tag, Tag::Noun | Tag::Propn | Tag::Pron | Tag::Adj | Tag::Num)) {
            let outside =
                text.path_up(x).into_iter().take_while(|h| *h > verb && *h < stop && Some(*h) != hearer).last().unwrap_or(x);
            // "…, told reporters": what stands right behind a verb of telling hears.
            if hearer.is_none() && text.is_one_of(verb, &ctx.rules.settings.telling) {
                let behind = (end(outside) + 1).max(text.name(outside).map_or(0, |n| n.end)).max(x + 1);
                (hearer, x) = (Some(outside), behind);
                continue;
            }
            // Models take an inverted subject for an object.
            let in_case = matches!(text.word(outside).feature("Case"), None | Some("Nom"))
                || text.word(outside).is("nsubj")
                || text.word(outside).is("obj")
                    && (text.class(outside).meets(ClassSet::AGENTS)
                        || ctx.parties.of(outside).is_some_and(|p| p.role == vigie_model::Role::Media));
            let reflexive = word.feature("Reflex").is_some();
            // A noun that no list knows speaks only where nobody else can, and nothing else follows.
            let surely = text.class(outside).meets(ClassSet::AGENTS) || text.word(outside).tag == Tag::Propn || foreign;
            let alone = !has_subject && ctx.event_at(outside).is_none() && text.word(outside).tag == Tag::Noun;
            let body = if reflexive || !(surely && !has_subject || alone) { Vec::new() } else { ctx.tagging_speaker(outside) };
            if !body.is_empty() && in_case && text.dependents(outside, "case").next().is_none() {
                let all: Vec<Party> = those_told_together(ctx, verb, outside)
                    .into_iter()
                    .flat_map(|n| ctx.tagging_speaker(n).into_iter().chain(ctx.passed_on(n)))
                    .collect();
                // "Told Reuters a source in the town hall", where names of agencies have no case: who stands behind the agency speaks.
                let behind = (end(outside) + 1).max(text.name(outside).map_or(0, |n| n.end));
                let agency = all.first().is_some_and(|p| p.role == vigie_model::Role::Media && p.named);
                let another = |y: WordId| {
                    text.word(y).tag == Tag::Noun
                        && text.class(y).meets(ClassSet::AGENTS)
                        && !text.class(y).has(Class::Media)
                        && matches!(text.word(y).feature("Case"), Some("Nom"))
                        && text.dependents(y, "case").next().is_none()
                };
                if agency && hearer.is_none() && behind < stop && another(behind) {
                    (hearer, x) = (Some(outside), behind);
                    continue;
                }
                let mut all = if all.is_empty() { body } else { all };
                // "Told Reuters Jane Doe, spokeswoman of the front", glued to the hearer: the title tells whose she is.
                let title = hearer
                    .filter(|h| text.below(outside, *h))
                    .and_then(|h| text.dependents(h, "appos").find_map(|a| ctx.parties.of(a)));
                if let (Some(title), [only]) = (title, &mut all[..]) {
                    (only.country, only.role) = (title.country, title.role);
                }
                return Some((all, end(outside)));
            }
            if word.tag != Tag::Adj && x >= outside {
                break;
            }
        }
        x += 1;
    }
    // "…, adds the communiqué": whoever spoke last, where nobody tells whose it is.
    let paper = |x: &WordId| {
        let behind = text.head(*x) == Some(verb) && matches!(text.word(*x).relation_base(), "nsubj" | "obj");
        let told = text.children(*x).iter().any(|c| text.is_one_of(*c, &ctx.rules.settings.definite));
        behind && told && text.class(*x).has(Class::Document) && text.dependents(*x, "case").next().is_none()
    };
    if let Some(paper) = (verb + 1..stop).find(paper) {
        let issuers = ctx.body_of(paper);
        let speakers = if issuers.is_empty() { ctx.last_speakers(verb) } else { issuers };
        if !speakers.is_empty() {
            return Some((speakers, end(paper)));
        }
    }
    // "a-t-on appris auprès de la gendarmerie": a phrase of source behind the verb of nobody in particular.
    let indefinite = |x: WordId| text.word(x).tag == Tag::Pron && text.word(x).feature("PronType") == Some("Ind");
    if (group(ctx, verb)..verb).any(indefinite) {
        let frames = (verb + 1..stop).flat_map(|x| &ctx.matches[x as usize]);
        let mut frames = frames.filter(|m| m.rule.cites());
        if let Some(speakers) = frames.find_map(|m| Some(ctx.speakers(m)).filter(|s| !s.is_empty())) {
            return Some((speakers, stop - 1));
        }
    }
    // "a-t-il dit", "dit-elle": the pronoun belongs to the verb.
    let pronoun =
        (group(ctx, verb)..(verb + 2).min(stop)).find(|x| text.word(*x).tag == Tag::Pron && text.form(*x).starts_with('-'))?;
    let speakers = ctx.tagging(pronoun);
    (!speakers.is_empty()).then_some((speakers, verb.max(pronoun)))
}

//! When the layout of a report says when: entries opened by an hour or a day, and the period that a whole report is about.

use crate::context::Context;
use crate::days;
use crate::interview::{Interview, day_asked_about, day_of_the_interview, interview};
use crate::kinds;
use crate::rounds;
use crate::stamps::{Opening, day_of_the_first, midnights, openings};
use jiff::civil::Date;
use vigie_model::When;
use vigie_read::{DateMention, DateSort, Sentence, SentenceSort, Tag, WordId};

/// Fewer paragraphs that open alike are no list of entries: one is a dateline.
const FEWEST_ENTRIES: usize = 2;
/// A period shorter than this is a night, not what a report covers; one longer is the history of a war.
const PERIOD_DAYS: std::ops::RangeInclusive<i64> = 2..=200;
/// A title has no more lines than this.
const LINES_OF_A_TITLE: u32 = 4;
/// The day of a chronicle is told in its heading and lies this near to the day of publication.
const HEADING_DAYS: i64 = 3;

/// What the layout says about days.
#[derive(Default)]
pub struct Frame {
    /// The entry that each paragraph belongs to.
    entries: Vec<Option<Entry>>,
    /// The days that the whole report is about.
    period: Option<When>,
    /// The day of its heading, or that of its publication.
    day: Option<Date>,
    /// Who answers questions, and the day on which he did.
    interview: Option<(Interview, Option<Date>)>,
    /// The day and night that it tells of, where they begin at an hour.
    round: Option<rounds::Round>,
}

/// An entry of a chronicle, or a row of a table.
#[derive(Clone, Debug)]
struct Entry {
    /// Its day, with the words that open it.
    time: When,
    /// The last sentence to which those words belong; those after it only carry the day on.
    last_own: usize,
    /// It stands on a line of its own.
    heads_others: bool,
    /// It tells an hour.
    clock: bool,
    /// The paragraph that it opens.
    paragraph: usize,
}

/// Reads the frame of a report.
pub fn frame(ctx: &Context) -> Frame {
    let openings = openings(ctx);
    let midnights = midnights(&openings);
    let clocks = openings.iter().filter(|o| o.clock.is_some()).count();
    let days = openings.iter().filter(|o| o.days.is_some()).count();
    let sentences = &ctx.text.reading.sentences;
    let paragraphs = sentences.last().map_or(0, |s| s.paragraph as usize + 1);
    let mut entries: Vec<Option<Entry>> = vec![None; paragraphs];
    let published = ctx.text.reading.published;
    let own_day = heading_day(ctx).or_else(|| day_of_the_list(ctx, &openings)).or(ctx.text.reading.published);
    let round = rounds::round(ctx);
    // "01:48 ...", "20 May, 23:20 ...", newest first: what stands before the first day told is of the day after it.
    let before_midnight = day_of_the_first(&openings, &midnights).filter(|d| published.is_none_or(|p| *d <= p));
    let mut day = before_midnight.or(own_day).map(|d| (d, d));
    let mut open: Option<Entry> = None;
    let last = openings.last().map_or(0, |o| o.paragraph);
    let mut next = openings.iter().zip(midnights.iter().copied()).peekable();
    for (paragraph, entry) in entries.iter_mut().enumerate() {
        let Some((opening, since)) = next.next_if(|(o, _)| o.paragraph == paragraph) else {
            // A day or an hour on a line of its own heads what follows; what stands between two entries goes on with the first.
            let titled = |e: &Entry| sentences.get(e.last_own).is_some_and(|s| s.paragraph as usize == paragraph);
            *entry = open.clone().filter(|e| e.heads_others || paragraph < last || titled(e));
            continue;
        };
        // A day on a line of its own amid the text is a heading; before it, it is that of the report.
        let amid = sentences[..opening.sentence].iter().any(|s| s.sort == SentenceSort::Body);
        let heading = opening.heads_others && amid;
        let many = if opening.clock.is_some() { clocks } else { days };
        let among = many >= FEWEST_ENTRIES || opening.days.is_some() && heading;
        if among && opening.days.is_some() {
            day = opening.days;
        }
        let latest = ctx.text.reading.published;
        let alone = opening.clock.filter(|_| opening.days.is_none());
        let day = day.map(|d| rounds::of_entry(round, alone, d));
        let since = if round.is_some() { 0 } else { since };
        let on = |d: Date| vigie_read::add_days(d, since).filter(|d| latest.is_none_or(|p| *d <= p)).unwrap_or(d);
        let own = day.filter(|_| among).map(|(from, to)| Entry {
            time: When {
                from: Some(on(from)),
                to: Some(on(to)),
                text: opening.span.of(&ctx.text.reading.report.text).to_owned(),
                start: Some(opening.span.start),
                end: Some(opening.span.end),
                edtf: None,
            },
            last_own: opening.sentence + usize::from(opening.alone || is_title(ctx, opening.sentence)),
            heads_others: opening.heads_others,
            clock: opening.clock.is_some(),
            paragraph,
        });
        open = own.clone();
        *entry = own;
    }
    let period = period(ctx).or_else(|| day_before(ctx, own_day));
    let interview = interview(ctx).map(|i| {
        let day = day_of_the_interview(ctx, &i);
        (i, day)
    });
    Frame { entries, period, day: own_day, interview, round }
}

impl Frame {
    /// The day of the entry in which sentence `number` stands; without the words that tell it, past the first sentence.
    pub fn day_at(&self, ctx: &Context, number: usize) -> Option<When> {
        let paragraph = ctx.text.reading.sentences.get(number)?.paragraph as usize;
        let entry = self.entries.get(paragraph)?.as_ref()?;
        let time = entry.time.clone();
        Some(if number <= entry.last_own { time } else { days::without_words(&time) })
    }

    /// The day that "today" means in sentence `number`, where it is not that of publication: that of its entry, or of the interview.
    pub fn today(&self, ctx: &Context, number: usize) -> Option<Date> {
        let paragraph = ctx.text.reading.sentences.get(number)?.paragraph;
        let entry = self.entries.get(paragraph as usize).and_then(Option::as_ref);
        if let Some(e) = entry {
            return e.time.from.filter(|f| e.time.to == Some(*f));
        }
        let (interview, day) = self.interview.as_ref()?;
        day.filter(|_| interview.answers.contains(&paragraph) || interview.questions.contains(&paragraph))
    }

    /// True for the word by which an interview calls itself.
    pub fn is_the_interview(&self, ctx: &Context, w: WordId) -> bool {
        crate::interview::is_itself(ctx, self.interview.as_ref().map(|(i, _)| i), w)
    }

    /// True for a sentence by which somebody answers questions.
    pub fn is_an_answer(&self, ctx: &Context, number: usize) -> bool {
        let paragraph = ctx.text.reading.sentences.get(number).map(|s| s.paragraph);
        self.interview.as_ref().is_some_and(|(i, _)| paragraph.is_some_and(|p| i.answers.contains(&p)))
    }

    /// The day that the question tells to which sentence `number` answers.
    pub fn day_asked_about(&self, ctx: &Context, number: usize) -> Option<DateMention> {
        let (interview, _) = self.interview.as_ref()?;
        day_asked_about(ctx, interview, ctx.text.reading.sentences.get(number)?.paragraph)
    }

    /// True in an entry of a chronicle of days, or under an hour that stands on a line of its own.
    pub fn is_of_days(&self, ctx: &Context, number: usize) -> bool {
        let paragraph = ctx.text.reading.sentences.get(number).map(|s| s.paragraph as usize);
        let entry = paragraph.and_then(|p| self.entries.get(p)).and_then(Option::as_ref);
        entry.is_some_and(|e| e.heads_others || !e.clock)
    }

    /// The day of the entry whose hour opens the very paragraph of sentence `number`, in a page of at least so many of them.
    pub(crate) fn day_of_the_hour(&self, ctx: &Context, number: usize, fewest: usize) -> Option<When> {
        let paragraph = ctx.text.reading.sentences.get(number)?.paragraph as usize;
        let opens = |(p, e): &(usize, &Option<Entry>)| e.as_ref().is_some_and(|e| e.clock && e.paragraph == *p);
        let entry = self.entries.get(paragraph)?.as_ref().filter(|e| e.clock && e.paragraph == paragraph)?;
        let enough = self.entries.iter().enumerate().filter(opens).nth(fewest.checked_sub(1)?).is_some();
        enough.then(|| days::without_words(&entry.time))
    }

    /// The day on which the report stands: that of its heading, or that of its publication.
    pub fn day(&self) -> Option<Date> {
        self.day
    }

    /// The day and night of which it tells, where they begin at an hour.
    pub(crate) fn round(&self) -> Option<rounds::Round> {
        self.round
    }

    /// The days of which the whole report tells.
    pub fn period(&self) -> Option<&When> {
        self.period.as_ref()
    }
}

/// "22h05 - Bombs on the market": the title of an entry, told in the paragraph below.
fn is_title(ctx: &Context, number: usize) -> bool {
    let sentences = &ctx.text.reading.sentences;
    let Some(own) = sentences.get(number) else { return false };
    let last = own.end.checked_sub(1).map(|w| ctx.text.form(w));
    let below = sentences.get(number + 1).is_some_and(|s| s.paragraph == own.paragraph + 1 && s.sort == SentenceSort::Body);
    let row = own.span.of(&ctx.text.reading.report.text).contains(['|', '\t']);
    own.sort == SentenceSort::Item && below && !row && !last.is_some_and(|m| matches!(m, "." | ";" | "!" | "?" | ":"))
}

/// "Sunday, 23:50 - … this morning": what is counted from today is counted from the day on which it was said.
pub(crate) fn on_the_day_it_was_said(ctx: &Context, frame: &Frame, time: &mut Option<When>) {
    let Some(time) = time else { return };
    within_the_period(ctx, frame, time);
    before_its_entry(ctx, frame, time);
    of_its_entry(ctx, frame, time);
    let told = time.start.and_then(|s| ctx.text.date_from(s)).filter(|d| d.from_today);
    let Some(number) = told.map(|d| ctx.text.sentence_number(d.first) as usize) else { return };
    // The stamp of the entry itself is counted from publication.
    if frame.day_at(ctx, number).is_some_and(|e| e.start == time.start) {
        return;
    }
    if let Some((published, today)) = ctx.text.reading.published.zip(frame.today(ctx, number)) {
        counted_from(time, published, today);
    }
}

/// Moves days that were counted from the day of publication to where they lie when they are counted from another.
fn counted_from(time: &mut When, published: Date, today: Date) {
    let away = days::between(published, today);
    let moved = |day: Option<Date>| day.and_then(|d| vigie_read::add_days(d, away));
    (time.from, time.to) = (moved(time.from), moved(time.to));
}

/// "07.08, 23:52. Eight minutes later …", "18:15. Since Friday 41 people have died": in an entry, what counts from no day told counts from that of
/// the entry, and what goes on lasts to it.
fn of_its_entry(ctx: &Context, frame: &Frame, time: &mut When) {
    let Some(told) = time.start.and_then(|s| ctx.text.date_from(s)) else { return };
    let number = ctx.text.sentence_number(told.first) as usize;
    let (Some(published), Some(today)) = (ctx.text.reading.published, frame.today(ctx, number)) else { return };
    if frame.day_at(ctx, number).is_some_and(|e| e.start == time.start) || told.from_today || today == published {
        return;
    }
    if told.told.is_some() && time.to == Some(published) && time.from.is_some_and(|f| f <= today) {
        time.to = Some(today);
    } else if told.sort == DateSort::Anaphoric && told.counted_from == Some(published) {
        counted_from(time, published, today);
    }
}

/// "On Monday", in the summary of a week that came out on the Monday after: the day of that name within the days of the report.
fn within_the_period(ctx: &Context, frame: &Frame, time: &mut When) {
    const WEEK: i64 = 7;
    let told = time.start.and_then(|s| ctx.text.date_from(s));
    let by_name = told.is_some_and(|d| d.sort == DateSort::Relative && !d.from_today && d.from == d.to);
    let days = frame.period().and_then(|p| p.from.zip(p.to)).filter(|_| by_name);
    let (Some((from, to)), Some(day)) = (days, time.from) else { return };
    let before = vigie_read::add_days(day, -WEEK).filter(|b| day > to && *b >= from && *b <= to);
    let whole_weeks = days::between(from, to) + 1 >= WEEK;
    if let Some(day) = before.filter(|_| whole_weeks && time.from == time.to) {
        (time.from, time.to) = (Some(day), Some(day));
    }
}

/// "16 June. … on Monday they crossed the border", in a chronicle that came out a week later: the day of that name before its entry.
fn before_its_entry(ctx: &Context, frame: &Frame, time: &mut When) {
    const WEEK: i64 = 7;
    let told = time.start.and_then(|s| ctx.text.date_from(s));
    let by_name = |d: &&DateMention| d.sort == DateSort::Relative && !d.from_today && d.from == d.to && d.from == time.from;
    let Some(told) = told.filter(by_name) else { return };
    let number = ctx.text.sentence_number(told.first) as usize;
    let (Some(today), Some(day)) = (frame.today(ctx, number), time.from.filter(|_| time.from == time.to)) else { return };
    if frame.day_at(ctx, number).is_some_and(|e| e.start == time.start) {
        return;
    }
    let ahead = days::between(today, day);
    let weeks = if ahead > 0 { (ahead + WEEK - 1) / WEEK } else { 0 };
    if let Some(day) = vigie_read::add_days(day, -weeks * WEEK).filter(|_| weeks > 0) {
        (time.from, time.to) = (Some(day), Some(day));
    }
}

/// True for the first word of a paragraph, bullets apart.
pub fn opens_a_paragraph(ctx: &Context, w: WordId) -> bool {
    let text = ctx.text;
    let number = text.sentence_number(w) as usize;
    let sentences = &text.reading.sentences;
    let begins = number == 0 || sentences[number - 1].paragraph != sentences[number].paragraph;
    begins && (sentences[number].first..w).all(|x| matches!(text.word(x).tag, Tag::Punct | Tag::Sym))
}

/// True for a sentence in an item of a list: its paragraph opens with a bullet, or a number with a stop.
pub fn is_an_item(ctx: &Context, number: usize) -> bool {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let Some(paragraph) = sentences.get(number).map(|s| s.paragraph) else { return false };
    let first = sentences[..=number].iter().rev().take_while(|s| s.paragraph == paragraph).last();
    let words = first.map(|s| s.span.of(&text.reading.report.text).trim_start()).unwrap_or_default();
    let behind = words.trim_start_matches(|c: char| c.is_ascii_digit());
    words.starts_with(['•', '-', '–', '—', '*', '·', '▪', '‣']) || behind.len() < words.len() && behind.starts_with(['.', ')'])
}

/// The day told in the heading of the report, before anything has happened in it.
fn heading_day(ctx: &Context) -> Option<Date> {
    let published = ctx.text.reading.published?;
    let one_day = |d: &&DateMention| {
        d.sort == DateSort::Absolute
            && d.from.is_some()
            && d.from == d.to
            && d.from.is_some_and(|day| days::between(day, published).abs() <= HEADING_DAYS)
    };
    ctx.text.reading.dates.iter().filter(one_day).find(|d| tells_nothing(ctx, ctx.text.sentence(d.first))).and_then(|d| d.from)
}

/// "The staff reports the following breaches for 4 June:", before entries that tell hours alone.
fn day_of_the_list(ctx: &Context, openings: &[Opening]) -> Option<Date> {
    let hours = openings.iter().filter(|o| o.clock.is_some() && o.days.is_none()).count();
    let first = openings.first().filter(|o| hours >= FEWEST_ENTRIES && o.days.is_none())?.sentence;
    let published = ctx.text.reading.published?;
    let head = &ctx.text.reading.sentences[first.checked_sub(1)?];
    let mut days = ctx.text.reading.dates.iter().filter(|d| head.words().contains(&d.first) && d.from.is_some());
    let day = days.next().filter(|d| d.from == d.to)?.from?;
    let near = (0..=HEADING_DAYS).contains(&days::between(day, published));
    (near && days.next().is_none()).then_some(day)
}

/// "Daily brief, 17 March", published on the day after: a whole report is about the day that its heading tells, where it came out later.
fn day_before(ctx: &Context, heading: Option<Date>) -> Option<When> {
    let text = ctx.text;
    let (day, _) = heading.zip(text.reading.published).filter(|(day, published)| day < published)?;
    let dates = text.reading.dates.iter().filter(|d| d.from == Some(day) && d.to == Some(day));
    // A dateline tells where and when it was written; "application of the truce of 17 March" tells the day of the truce.
    let titles = |d: &DateMention| {
        let of = text.head(text.head_of(d.first, d.end));
        if of.is_some_and(|h| text.class(h).has(crate::class::Class::Agreement) || ctx.event_at(h).is_some()) {
            return false;
        }
        let sentence = text.sentence(d.first);
        let before = text.reading.sentences[..text.sentence_number(d.first) as usize]
            .iter()
            .all(|s| s.sort != SentenceSort::Body && tells_nothing(ctx, s));
        before && matches!(sentence.sort, SentenceSort::Headline | SentenceSort::Item)
    };
    let lists = text.reading.sentences.iter().filter(|s| s.sort == SentenceSort::Item).count() > 1;
    (lists && dates.into_iter().any(titles)).then(|| days::from_to(day, day))
}

/// True for a sentence in which nothing happens: a heading, or what a report says about itself.
fn tells_nothing(ctx: &Context, sentence: &Sentence) -> bool {
    let on_the_ground = |w| ctx.event_kind(w).is_some_and(kinds::happens_on_the_ground);
    !sentence.words().any(on_the_ground)
}

/// "Covering the period from 18:00 on 3 May to 18:00 on 4 May": from the first of two days to the second.
fn from_one_to_another(ctx: &Context) -> Option<When> {
    let text = ctx.text;
    let dates = &text.reading.dates;
    let one_day = |d: &DateMention| d.sort == DateSort::Absolute && d.told.is_none() && days_long(d) == Some(1);
    let first = dates.iter().position(|d| {
        let sentence = text.sentence(d.first);
        one_day(d)
            && (sentence.first..d.first).any(|w| text.is_one_of(w, &ctx.rules.settings.period))
            && tells_nothing(ctx, sentence)
    })?;
    let (from, end) = (dates[first].from?, text.sentence(dates[first].first).end);
    let last = dates[first + 1..].iter().find(|d| d.end <= end && one_day(d))?;
    let days = days::between(from, last.from?) + 1;
    PERIOD_DAYS.contains(&days).then(|| When { from: Some(from), to: last.to, ..When::default() })
}

/// "Reporting period: 3 - 9 May", "Summary of events, 3 - 9 May": days told where nothing happens yet.
fn period(ctx: &Context) -> Option<When> {
    let text = ctx.text;
    let covers = |d: &&DateMention| {
        let sentence = text.sentence(d.first);
        let named = (sentence.first..d.first).any(|w| text.is_one_of(w, &ctx.rules.settings.period));
        // The second line of a title.
        let second = text.sentence_number(d.first) < LINES_OF_A_TITLE && sentence.sort == SentenceSort::Item;
        let heading =
            sentence.sort == SentenceSort::Headline || second && !is_an_item(ctx, text.sentence_number(d.first) as usize);
        // "Since" makes no period of a report.
        d.told.is_none()
            && d.sort == DateSort::Absolute
            && days_long(d).is_some_and(|n| PERIOD_DAYS.contains(&n))
            && (heading || named)
            && tells_nothing(ctx, sentence)
    };
    let Some(date) = text.reading.dates.iter().find(covers) else {
        return from_one_to_another(ctx).or_else(|| day_and_night(ctx));
    };
    Some(When { from: date.from, to: date.to, ..When::default() })
}

/// "In the past 24 hours ten breaches were recorded", at the beginning of a bulletin with headings: all of it is of that day and night.
fn day_and_night(ctx: &Context) -> Option<When> {
    let text = ctx.text;
    let sentences = &text.reading.sentences;
    let lead = sentences.iter().find(|s| s.sort == SentenceSort::Body)?.paragraph;
    let published = text.reading.published?;
    let covers = |d: &&DateMention| {
        let counted = d.sort == DateSort::Relative && d.from_today && d.told.is_none();
        counted && text.sentence(d.first).paragraph == lead && d.to == Some(published) && days_long(d) == Some(2)
    };
    let date = text.reading.dates.iter().find(covers)?;
    let alone = |s: &vigie_read::Sentence| sentences.iter().filter(|o| o.paragraph == s.paragraph).count() == 1;
    let heading = |s: &&vigie_read::Sentence| s.sort == SentenceSort::Item && alone(s) && tells_nothing(ctx, s);
    (sentences.iter().filter(heading).count() >= FEWEST_HEADINGS).then(|| When {
        from: date.from,
        to: date.to,
        ..When::default()
    })
}

/// A bulletin with fewer headings may be a dispatch.
const FEWEST_HEADINGS: usize = 2;

/// Days from the first to the last of a date that holds both.
pub fn days_long(date: &DateMention) -> Option<i64> {
    let (from, to) = (date.from?, date.to?);
    Some(days::between(from, to) + 1)
}

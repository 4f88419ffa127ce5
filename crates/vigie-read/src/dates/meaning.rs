//! What a date pattern means: the keys of the tables of patterns in `dates.toml`.

/// What a matched pattern says about days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Meaning {
    /// Days of the month, from the first told to the last, moved by whole days at both ends.
    Days { from: i32, to: i32 },
    /// A day that comes back every year under a name of its own ("New Year's Eve"), moved by whole days at both ends.
    Feast { month: u8, day: u8, from: i32, to: i32 },
    /// Months, or a third of each.
    Months(Third),
    /// Years, or a third of each.
    Years(Third),
    /// Ten years, or the years from one ten to another.
    Decades,
    /// A season: the last that has begun, or that is over ("last summer").
    Seasons { over: bool },
    /// Days of the week.
    Weekdays { side: Side, from: i32, to: i32 },
    /// The nearest weekend.
    Weekend(Side),
    /// The night before the report, from one day to the next, where nothing else was told of the day.
    Night,
    /// So many units from a day: from the report's day, or from the day told before.
    Shift { from: Offset, to: Offset, unit: UnitOf, anaphoric: bool, of_a_date: bool },
    /// The first days of the report's week or month, or of one so many before it ("early last week").
    Early { unit: TimeUnit, away: i32 },
    /// The middle of the report's week or month, or of one so many before it ("in midweek").
    Middle { unit: TimeUnit, away: i32 },
    /// From the day told last to the report's ("since then").
    SinceThen,
    /// The days told last ("at that time").
    Then,
    /// A day of the month told last ("on the 21st"), moved by whole days at both ends.
    DayOfMonth { from: i32, to: i32 },
    /// How long.
    Duration,
    /// When in the day.
    Time,
    /// Looks like a date and is none.
    Never,
}

/// A part of a month or year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Third {
    Whole,
    Start,
    Middle,
    /// The days around the fifteenth, told as a point ("mi-avril").
    Mid,
    End,
    /// From one day to another of a month, from one month to another of a year ("the first half of").
    From(u8, u8),
}

/// On which side of the report's day a day of the week lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Side {
    /// The report's day itself or the last before it; or the next, where the sentence speaks of the future.
    Nearest,
    /// Before the report's day.
    Last,
    /// Before, or after, the day told last ("the previous Sunday").
    BeforeTold,
    AfterTold,
    /// In the week before that of the report ("on Monday last week").
    WeekBefore,
    /// After it.
    Next,
}

/// How far from the day that is counted from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Offset {
    Fixed(i32),
    /// As many as `{n}` says, with this sign; one where the pattern has no `{n}`.
    Told(i32),
    /// As many less one as `{nth}` says, back: "the third day" begins two days before.
    ToTheFirst,
    /// The first day of the unit.
    Start,
}

/// The unit that offsets count.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum UnitOf {
    Fixed(TimeUnit),
    /// The one in `{unit}`.
    Told,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub(crate) enum TimeUnit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl TimeUnit {
    pub const ALL: [(&'static str, TimeUnit); 6] = [
        ("minute", TimeUnit::Minute),
        ("hour", TimeUnit::Hour),
        ("day", TimeUnit::Day),
        ("week", TimeUnit::Week),
        ("month", TimeUnit::Month),
        ("year", TimeUnit::Year),
    ];
    pub fn from_index(index: i64) -> TimeUnit {
        TimeUnit::ALL.get(index as usize).map_or(TimeUnit::Day, |(_, unit)| *unit)
    }
}

impl Meaning {
    /// Reads a key of the table `table`: `days`, `days -1..0`, `months start`, `weekdays last`, `-1 day`, `-n..0 unit`.
    pub fn parse(table: &str, key: &str) -> Result<Meaning, String> {
        let mut words = key.split_whitespace();
        let first = words.next().unwrap_or_default();
        let rest: Vec<&str> = words.collect();
        let unknown = || {
            format!(
                "`{key}` is no meaning of [{table}]. Write days, months, years, decades, seasons, month and day (12-25), weekdays, weekend, night, early, middle, since, then, day of month, duration, time, never, \
                 or an offset and a unit such as `-1 day` or `-n..0 unit`"
            )
        };
        let third = |rest: &[&str]| match rest {
            [] => Some(Third::Whole),
            ["start"] => Some(Third::Start),
            ["middle"] => Some(Third::Middle),
            ["mid"] => Some(Third::Mid),
            ["end"] => Some(Third::End),
            [range] => whole_range(range).and_then(|(a, b)| Some(Third::From(u8::try_from(a).ok()?, u8::try_from(b).ok()?))),
            _ => None,
        };
        let side = |word: &str| match word {
            "last" => Some(Side::Last),
            "before" => Some(Side::WeekBefore),
            "previous" => Some(Side::BeforeTold),
            "following" => Some(Side::AfterTold),
            "next" => Some(Side::Next),
            _ => None,
        };
        let feast = |from: i32, to: i32| {
            let (month, day) = first.split_once('-')?;
            let (month, day) = (month.parse().ok()?, day.parse().ok()?);
            // A leap year has every day that there is.
            super::calendar::day(2000, i64::from(month), i64::from(day)).map(|_| Meaning::Feast { month, day, from, to })
        };
        let meaning = match (first, rest.as_slice()) {
            ("days", []) => Some(Meaning::Days { from: 0, to: 0 }),
            ("days", [range]) => whole_range(range).map(|(from, to)| Meaning::Days { from, to }),
            (_, []) if table == "absolute" && feast(0, 0).is_some() => feast(0, 0),
            (_, [range]) if table == "absolute" && feast(0, 0).is_some() => {
                whole_range(range).and_then(|(from, to)| feast(from, to))
            }
            ("months", rest) => third(rest).map(Meaning::Months),
            ("years", rest) => third(rest).map(Meaning::Years),
            ("decades", []) => Some(Meaning::Decades),
            ("seasons", []) => Some(Meaning::Seasons { over: false }),
            ("seasons", ["last"]) => Some(Meaning::Seasons { over: true }),
            ("weekdays", []) => Some(Meaning::Weekdays { side: Side::Nearest, from: 0, to: 0 }),
            ("weekdays", [word]) => match side(word) {
                Some(side) => Some(Meaning::Weekdays { side, from: 0, to: 0 }),
                None => whole_range(word).map(|(from, to)| Meaning::Weekdays { side: Side::Nearest, from, to }),
            },
            ("weekend", []) => Some(Meaning::Weekend(Side::Nearest)),
            ("weekend", [word]) => side(word).map(Meaning::Weekend),
            ("night", []) => Some(Meaning::Night),
            (part @ ("early" | "middle"), [away, unit @ ("week" | "month")]) => {
                let unit = if *unit == "week" { TimeUnit::Week } else { TimeUnit::Month };
                let early = part == "early";
                let part = |away| if early { Meaning::Early { unit, away } } else { Meaning::Middle { unit, away } };
                away.parse().ok().map(part)
            }
            ("since", []) if table == "anaphoric" => Some(Meaning::SinceThen),
            ("then", []) if table == "anaphoric" => Some(Meaning::Then),
            ("day", ["of", "month"]) if table == "anaphoric" => Some(Meaning::DayOfMonth { from: 0, to: 0 }),
            ("day", ["of", "month", range]) if table == "anaphoric" => {
                whole_range(range).map(|(from, to)| Meaning::DayOfMonth { from, to })
            }
            ("duration", []) => Some(Meaning::Duration),
            ("time", []) => Some(Meaning::Time),
            ("never", []) => Some(Meaning::Never),
            (range, [unit]) => {
                let unit = match *unit {
                    "unit" => Some(UnitOf::Told),
                    name => TimeUnit::ALL.iter().find(|(n, _)| *n == name).map(|(_, u)| UnitOf::Fixed(*u)),
                };
                let (from, to) = range.split_once("..").unwrap_or((range, range));
                let of_a_date = table == "of_a_date";
                let anaphoric = table == "anaphoric" || of_a_date;
                match (offset(from), offset(to), unit) {
                    (Some(from), Some(to), Some(unit)) => Some(Meaning::Shift { from, to, unit, anaphoric, of_a_date }),
                    _ => None,
                }
            }
            _ => None,
        };
        meaning.ok_or_else(unknown)
    }
}

fn whole_range(text: &str) -> Option<(i32, i32)> {
    let (from, to) = text.split_once("..")?;
    Some((from.parse().ok()?, to.parse().ok()?))
}

fn offset(text: &str) -> Option<Offset> {
    match text {
        "n" | "+n" => Some(Offset::Told(1)),
        "-n" => Some(Offset::Told(-1)),
        "start" => Some(Offset::Start),
        "first" => Some(Offset::ToTheFirst),
        number => number.parse().ok().map(Offset::Fixed),
    }
}

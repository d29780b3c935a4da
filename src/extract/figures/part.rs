//! One quantity: a number with its currency, unit or counted noun, and its rate ("25 million tonnes annually", "US$ 340 million").

use super::noun::{self, Counted, counted, is_closed};
use super::units::{Currency, Measure, Unit, currency_after, currency_before, unit};
use crate::extract::numbers::{Amount, Setting, Style, amount};
use crate::extract::tokens::{Numeral, Tokens};

/// What a number is a number of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Of {
    /// Money.
    Money(Currency),
    /// A unit of the table that is no count.
    Unit(Unit),
    /// Things counted: the noun's tokens run from the number's end on.
    Noun(Counted),
    /// Nothing that is named here.
    Nothing,
}

impl Of {
    /// What it measures.
    pub fn measure(self) -> Measure {
        match self {
            Self::Money(_) => Measure::Money,
            Self::Unit(unit) => unit.measure,
            Self::Noun(_) => Measure::Count,
            Self::Nothing => Measure::Number,
        }
    }

    /// Whether the two can bound one range.
    pub fn fits(self, other: Self) -> bool {
        match (self, other) {
            (Self::Money(a), Self::Money(b)) => a.code == b.code && a.parts.total_cmp(&b.parts).is_eq(),
            (Self::Unit(a), Self::Unit(b)) => a.symbol == b.symbol,
            (Self::Nothing, _) | (_, Self::Nothing) => true,
            (Self::Noun(a), Self::Noun(b)) => a.symbol.is_some() && a.symbol == b.symbol,
            _ => false,
        }
    }
}

/// A quantity of tokens `first..end`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub first: usize,
    pub end: usize,
    pub amount: Amount,
    pub negative: bool,
    pub of: Of,
    /// What it is per: "yr", "d", "capita", "1,000 live births".
    pub per: Option<String>,
}

/// Whether nouns after a number are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nouns {
    /// They are what it counts.
    Read,
    /// They are left alone.
    Skip,
}

impl Part {
    /// The value with the unit's own factor, under the scale `scale` (its own, unless a range lends one).
    pub fn value(&self, scale: f64) -> f64 {
        let amount = self.amount.scaled_by(scale);
        let value = match self.of {
            Of::Unit(unit) => amount * unit.factor,
            Of::Money(currency) => amount / currency.parts,
            Of::Noun(_) | Of::Nothing => amount,
        };
        if self.negative { -value } else { value }
    }

    /// The quantity at token `i`.
    pub fn read(tokens: &Tokens<'_>, i: usize, nouns: Nouns) -> Option<Self> {
        let mut start = i;
        let is_tied = tokens.is_dash(i) && tokens.glued(i + 1) && !tokens.glued(i);
        // "of –3.4 per cent": a dash between words has blanks on both sides
        let is_dash = matches!(tokens.sign(i), Some('–' | '—'));
        let may_be_minus =
            is_dash && is_tied && tokens.any(i.wrapping_sub(1), &["of", "to", "at", "by", "from", "between", "and"]);
        let minus = is_tied && !is_dash || may_be_minus || tokens.is(i, "minus");
        if minus {
            start += 1;
        }
        if let Some((currency, at)) = currency_before(tokens, start) {
            // "-$5" and "$-5"
            // "R2.5 billion", but no "R2"
            let is_letter = at == start + 1 && tokens.text(start).len() == 1 && !tokens.word(start).is_empty();
            let amount = amount(tokens, at, Setting::Money)
                .filter(|amount| tokens.numeral(at).is_some() && (!is_letter || amount.has_scale()))?;
            let mut part = Self { first: i, end: amount.end, amount, negative: minus, of: Of::Money(currency), per: None };
            // "US$ 5 million dollars"
            let again =
                currency_after(tokens, part.end).filter(|(again, end)| again.code == currency.code && *end == part.end + 1);
            if let Some((_, end)) = again {
                part.end = end;
            }
            part.read_rate(tokens);
            return Some(part);
        }
        let amount = amount(tokens, start, Setting::Text)?;
        let mut part = Self { first: i, end: amount.end, amount, negative: minus, of: Of::Nothing, per: None };
        part.read_unit(tokens);
        if part.of == Of::Nothing && nouns == Nouns::Read {
            part.read_noun(tokens);
        }
        if part.of != Of::Nothing || tokens.is(part.end, "per") && tokens.numeral(part.end + 1).is_some() {
            part.read_rate(tokens);
        }
        let is_signed = |of: Of| match of {
            Of::Unit(unit) => !may_be_minus || matches!(unit.measure, Measure::Percent | Measure::Quantity("temperature")),
            Of::Nothing => false,
            _ => !may_be_minus,
        };
        (!minus || is_signed(part.of)).then_some(part)
    }

    /// The quantity at token `i` that ends a range which began with money: "140m" in "US$130–140m" is no length.
    pub fn read_after_money(tokens: &Tokens<'_>, i: usize) -> Option<Self> {
        let amount = amount(tokens, i, Setting::Money).filter(|amount| amount.has_scale() && tokens.is(amount.end - 1, "m"))?;
        let mut part = Self { first: i, end: amount.end, amount, negative: false, of: Of::Nothing, per: None };
        part.read_rate(tokens);
        Some(part)
    }

    fn read_unit(&mut self, tokens: &Tokens<'_>) {
        // "5m people", "5m euros", "2M tonnes" against "5 m"
        if self.amount.scale == 1.0 && tokens.any(self.end, &["m"]) {
            let million = self.end + 1;
            let glued = tokens.glued(self.end) || tokens.text(self.end) == "M";
            let money = currency_after(tokens, million);
            let measured = unit(tokens, million).is_some_and(|(unit, _)| !matches!(unit.measure, Measure::Percent));
            // "Population: 54.4m"
            let peopled = (1..=3).any(|back| tokens.any(self.first.wrapping_sub(back), &["population", "inhabitants"]));
            if money.is_some()
                || measured
                || peopled
                || glued && counted(tokens, million).is_some()
                || tokens.text(self.end) == "M"
            {
                self.amount.scale = 1e6;
                self.amount.end = million;
                self.end = million;
            }
        }
        let hyphen = tokens.is_hyphen(self.end);
        // "5 Mio. Euro"
        let dot = self.amount.has_scale() && tokens.is_sign(self.end, '.') && currency_after(tokens, self.end + 1).is_some();
        let at = self.end + usize::from(hyphen || dot);
        if let Some((currency, end)) = currency_after(tokens, at) {
            // "300 won the vote"
            let verb = tokens.any(at, &["won", "som", "sum"]) && self.amount.is_plain();
            if !verb {
                self.of = Of::Money(currency);
                self.end = end;
                return;
            }
        }
        let Some((found, end)) = unit(tokens, at).filter(|(unit, _)| unit.measure != Measure::Count) else { return };
        let foot = tokens.is(at, "foot") && tokens.any(end, &["soldiers", "patrols"]);
        let letter = end == at + 1
            && tokens.text(at).len() == 1
            && tokens.glued(end)
            && !matches!(tokens.sign(end), Some('/' | ',' | '.' | ';' | ')' | ':' | '-' | '–' | '’'));
        // "24 hours", "the 5 second delay"; but "a 2 second" is none
        if foot || letter {
            return;
        }
        self.of = Of::Unit(found);
        self.end = end;
    }

    fn read_noun(&mut self, tokens: &Tokens<'_>) {
        if tokens.is_hyphen(self.end) {
            if tokens.is(self.end + 1, "strong") {
                let noun = Counted { end: self.end + 2, known: true, symbol: Some("persons") };
                self.of = Of::Noun(noun);
                self.end = noun.end;
            } else if tokens.is(self.end + 1, "odd")
                && let Some(noun) = counted(tokens, self.end + 2)
            {
                self.of = Of::Noun(noun);
                self.end = noun.end;
            }
            return;
        }
        if tokens.is_sign(self.end, '+') && tokens.glued(self.end) {
            if let Some(noun) = counted(tokens, self.end + 1) {
                self.of = Of::Noun(noun);
                self.end = noun.end;
            }
            return;
        }
        // "of the eleven, only four involved troops": a verb
        if is_only_of(tokens, self.first) && tokens.word(self.end).ends_with("ed") {
            return;
        }
        if let Some(noun) = counted(tokens, self.end) {
            self.of = Of::Noun(noun);
            self.end = noun.end;
        }
    }

    fn read_rate(&mut self, tokens: &Tokens<'_>) {
        let found = rate(tokens, self.end).or_else(|| {
            // "25 million tonnes of crude oil a year"
            if !tokens.is(self.end, "of") || self.of.measure() == Measure::Percent {
                return None;
            }
            let start = self.end + 1;
            let mut at = start;
            while at < start + 2 && !tokens.word(at).is_empty() && !is_closed(tokens.word(at)) {
                at += 1;
            }
            if at > start { rate(tokens, at) } else { None }
        });
        if let Some((per, end)) = found {
            self.per = Some(per);
            self.end = end;
        }
    }
}

/// Whether the number at token `i` hangs on what stands before it ("COVID-19", "EU-27", "24/7", "G+5").
pub(super) fn hangs_on(tokens: &Tokens<'_>, i: usize) -> bool {
    if !tokens.glued(i) {
        return false;
    }
    let before = i.wrapping_sub(1);
    match tokens.sign(before) {
        Some('-' | '‐' | '‑' | '–' | '−') => {
            let prefix = tokens.any(i.wrapping_sub(2), &["sub", "near", "under", "over", "above", "below", "some", "about"]);
            tokens.glued(before) && !prefix && tokens.numeral(i).is_some()
        }
        Some('(' | '[' | '‘' | '“' | '"' | '\'' | '—' | '~' | '≈' | '<' | '>' | '≤' | '≥' | '±' | '|' | ',' | ';') => {
            false
        }
        // "(+5.9 per cent)", but "UTC+5"
        Some('+') => tokens.glued(before) && !matches!(tokens.sign(i.wrapping_sub(2)), Some('(' | '[' | '|')),
        Some('×') => false,
        Some(_) => true,
        None => true,
    }
}

/// "a year", "per capita", "annually", "/d", "per 1,000 live births": what a quantity is per, and the token after.
pub(super) fn rate(tokens: &Tokens<'_>, i: usize) -> Option<(String, usize)> {
    if tokens.any(i, &["annually", "yearly"]) {
        return Some(("yr".to_owned(), i + 1));
    }
    if tokens.is(i, "daily") {
        return Some(("d".to_owned(), i + 1));
    }
    if tokens.any(i, &["monthly", "weekly", "hourly"]) {
        let word = tokens.word(i);
        return Some((word.strip_suffix("ly").unwrap_or(word).to_ascii_lowercase(), i + 1));
    }
    if tokens.is(i, "p") && tokens.is_sign(i + 1, '.') && tokens.is(i + 2, "a") && tokens.is_sign(i + 3, '.') {
        return Some(("yr".to_owned(), i + 4));
    }
    // "a $3 billion-a-year trade"
    if tokens.is_hyphen(i) && tokens.any(i + 1, &["a", "per"]) && tokens.is_hyphen(i + 2) {
        let time = [("year", "yr"), ("day", "d"), ("month", "month"), ("hour", "h"), ("week", "week"), ("head", "head")];
        return time.iter().find(|(word, _)| tokens.is(i + 3, word)).map(|(_, unit)| ((*unit).to_owned(), i + 4));
    }
    let slash = tokens.is_sign(i, '/');
    let per = tokens.is(i, "per") || slash || tokens.is_hyphen(i) && tokens.is(i + 1, "per");
    let at = if tokens.is_hyphen(i) { i + 2 } else { i + 1 };
    let every = tokens.any(i, &["a", "an", "each", "every"]);
    if !(per || every) {
        return None;
    }
    let word = tokens.word(at);
    let end = at + 1;
    let time = match () {
        () if tokens.any(at, &["year", "annum", "yr", "y"]) => Some("yr"),
        () if tokens.any(at, &["day", "d"]) => Some("d"),
        () if tokens.any(at, &["month", "mo"]) => Some("month"),
        () if tokens.any(at, &["hour", "h", "hr"]) => Some("h"),
        () if tokens.any(at, &["second", "s", "sec"]) => Some("s"),
        () if tokens.any(at, &["week"]) => Some("week"),
        () if tokens.any(at, &["minute", "min"]) => Some("min"),
        () => None,
    };
    if let Some(time) = time {
        let full = word.len() >= 3;
        return (per || full).then(|| (time.to_owned(), end));
    }
    // "per tonne-kilometre", "per passenger-kilometre"
    if per && !word.is_empty() && tokens.is_hyphen(end) && unit(tokens, end + 1).is_some() {
        return Some((tokens.span(at, end + 2).of(tokens.whole()).to_owned(), end + 2));
    }
    if let Some((unit, end)) = unit(tokens, at).filter(|(unit, _)| !matches!(unit.measure, Measure::Percent)) {
        return (per || matches!(unit.measure, Measure::Quantity("mass" | "volume" | "length")))
            .then(|| (unit.symbol.to_owned(), end));
    }
    if !per || slash {
        return None;
    }
    if tokens.any(at, &["cent", "capita"]) {
        return tokens.is(at, "capita").then(|| ("capita".to_owned(), end));
    }
    if let Some(number) = amount(tokens, at, Setting::Text) {
        let plain = if tokens.any(number.end, &["population"]) { number.end + 1 } else { number.end };
        let end =
            counted(tokens, number.end).map_or_else(|| unit(tokens, number.end).map_or(plain, |(_, end)| end), |noun| noun.end);
        return Some((tokens.span(at, end).of(tokens.whole()).to_owned(), end));
    }
    (!word.is_empty() && !is_closed(word)).then(|| (word.to_ascii_lowercase(), end))
}

/// Whether a hedge, a range or nothing vouches for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Voucher {
    /// A hedge stands before or after it.
    Hedged,
    /// It is an end of a range.
    Ranged,
    /// Nothing does.
    None,
}

/// Whether a quantity is a figure rather than a name, a rank or a small count of the text's own parts.
pub(super) fn is_figure(tokens: &Tokens<'_>, part: &Part, voucher: Voucher) -> bool {
    let number = part.amount;
    let value = number.value();
    let vouched = voucher != Voucher::None;
    match part.of {
        Of::Money(_) => true,
        Of::Unit(Unit { measure: Measure::Quantity("duration" | "age"), .. }) => {
            number.style != Style::Words || vouched || number.has_scale() || value > 12.0
        }
        // "five m" is no length
        Of::Unit(_) => number.style != Style::Words || tokens.text(part.end - 1).len() > 1 || part.per.is_some(),
        Of::Noun(_) if tokens.is(part.first.wrapping_sub(1), "per") => false,
        Of::Noun(noun) => {
            if number.is_plain() && is_name(tokens, part) {
                return false;
            }
            match number.style {
                Style::Words if !number.has_scale() => {
                    // "the next two dams" are known already, and not counted here
                    let before = part.first.wrapping_sub(1);
                    let is_known = tokens.any(before, &["the", "these", "those", "both", "next", "other", "its", "their", "our"]);
                    value > 10.0 || value > 1.0 && (vouched || noun.known && !is_known)
                }
                Style::Digits if !number.has_scale() => value > 10.0 || value > 1.0 && (vouched || noun.known),
                Style::Spaced => true,
                _ => true,
            }
        }
        Of::Nothing => {
            let angle = tokens.is_sign(part.end, '°') && tokens.glued(part.end);
            if !number.has_scale() && (is_name(tokens, part) || angle) {
                return false;
            }
            // "59 per 1,000 live births", but "(per 100,000)"; "729 of these"
            if tokens.is(part.first.wrapping_sub(1), "per") {
                return false;
            }
            let members = number.style == Style::Digits
                && value >= 10.0
                && tokens.is(part.end, "of")
                && tokens.any(part.end + 1, &["these", "those", "them", "whom", "which", "the", "its", "their", "all"]);
            // "of whom 412 came back"
            let before = part.first.wrapping_sub(1);
            let of_whom = tokens.any(before, &["whom", "which"])
                && tokens.is(before.wrapping_sub(1), "of")
                && number.style == Style::Digits
                && value >= 10.0;
            if part.per.is_some()
                || members
                || of_whom
                || of_those(tokens, part)
                || value > 10.0 && is_only_of(tokens, part.first)
            {
                return true;
            }
            // "two thirds are under 25": an age
            if number.is_plain() && value < 100.0 && tokens.any(part.first.wrapping_sub(1), &["under", "over", "above", "below"])
            {
                return false;
            }
            match number.style {
                _ if number.has_scale() => true,
                // "At 8.30" is a time
                Style::Marked
                    if tokens.is(part.first.wrapping_sub(1), "at") && tokens.numeral(part.first).is_some_and(is_time) =>
                {
                    false
                }
                Style::Marked => !(part.first == 0 && tokens.is_capital(part.end)),
                Style::Spaced => vouched,
                Style::Digits => vouched && value > 12.0,
                // "more than a dozen"
                Style::Words => vouched && value >= 12.0,
            }
        }
    }
}

/// "Of the dead, 174 fell": a number of those that its sentence begins with.
fn of_those(tokens: &Tokens<'_>, part: &Part) -> bool {
    const REACH: usize = 8;
    let comma = part.first.wrapping_sub(1);
    let is_counted = part.amount.style == Style::Digits && part.amount.value() >= 10.0 && tokens.is_sign(comma, ',');
    is_counted
        && (2..REACH).map(|back| part.first.wrapping_sub(back)).take_while(|at| tokens.sign(*at).is_none()).any(|at| {
            tokens.is(at, "of") && tokens.is_capital(at) && tokens.any(at + 1, &["the", "these", "those", "its", "their", "all"])
        })
}

/// Whether "only" stands before the number at token `i`, in a sentence that begins with "Of the …": so many of those.
fn is_only_of(tokens: &Tokens<'_>, i: usize) -> bool {
    const REACH: usize = 20;
    let in_sentence = |at: &usize| tokens.get(*at).is_some() && tokens.sentence(*at) == tokens.sentence(i);
    tokens.any(i.wrapping_sub(1), &["only", "just", "barely"])
        && (2..REACH).map(|back| i.wrapping_sub(back)).take_while(in_sentence).any(|at| {
            tokens.is(at, "of") && tokens.is_capital(at) && tokens.any(at + 1, &["the", "these", "those", "its", "their", "all"])
        })
}

/// Whether a numeral can be a time of the day ("8.30").
fn is_time(numeral: Numeral) -> bool {
    numeral.decimals == 2 && numeral.mantissa < 2400 && numeral.mantissa % 100 < 60
}

/// Whether the number names something: "Article 234", "Boeing 747", "Web 2.0", "the 2030 …".
pub(super) fn is_name(tokens: &Tokens<'_>, part: &Part) -> bool {
    if tokens.numeral(part.first).is_none() {
        return false;
    }
    if noun::is_designated(tokens, part.first) {
        return true;
    }
    let before = part.first.wrapping_sub(1);
    let known = matches!(part.of, Of::Noun(noun) if noun.known);
    let grouped = tokens.numeral(part.first).is_some_and(|numeral| numeral.decimals == 0 && numeral.plain().is_none());
    let followed = matches!(part.of, Of::Noun(_));
    let function = followed && is_closed(tokens.word(before));
    tokens.is_capital(before) && !(known || grouped || function || tokens.opens_sentence(before))
}

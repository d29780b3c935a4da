//! The tables of units and currencies: `static/data/units.tsv`, `static/data/currencies.tsv`.

use std::sync::LazyLock;

use crate::extract::tokens::Tokens;

/// What a figure measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measure {
    /// An amount of money.
    Money,
    /// Hundredths, or points between hundredths.
    Percent,
    /// A part of a whole, in words ("a third"); its values are in per cent.
    Share,
    /// A factor ("tripled", "five times less").
    Multiple,
    /// Things counted one by one.
    Count,
    /// A bare number.
    Number,
    /// A physical quantity, by the name of what is measured ("length", "mass", "power" …).
    Quantity(&'static str),
}

impl Measure {
    /// Its name in exports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Share => "share",
            Self::Multiple => "multiple",
            Self::Count => "count",
            Self::Number => "number",
            Self::Quantity(name) => name,
        }
    }
}

/// One line of the table of units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Unit {
    /// The unit in which values are given.
    pub symbol: &'static str,
    /// What it measures.
    pub measure: Measure,
    /// What the form as written multiplies by.
    pub factor: f64,
}

/// Where a currency's sign stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Before the number.
    Before,
    /// After it.
    After,
    /// Either.
    Both,
}

/// One line of the table of currencies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Currency {
    /// ISO 4217; [`CENTS`] for hundredths that many currencies have.
    pub code: &'static str,
    /// Where the form stands.
    pub side: Side,
    /// How many of what the form names make one of the currency: 100 for cents.
    pub parts: f64,
}

/// The code of hundredths whose currency the form does not say.
pub(super) const CENTS: &str = "cents";

/// Forms and what they stand for, found by the longest run of tokens.
pub(crate) struct Table<T> {
    rows: Vec<Row<T>>,
    longest: usize,
}

struct Row<T> {
    key: String,
    form: &'static str,
    exact: bool,
    value: T,
}

impl<T: Copy> Table<T> {
    /// Reads the lines of `file`: a form, then fields that `read` understands.
    ///
    /// # Errors
    /// The first line that does not fit, with the file's name and the line's number.
    fn parse(name: &str, file: &'static str, read: impl Fn(&[&'static str]) -> Option<T>) -> (Self, Result<(), String>) {
        let (mut rows, mut verdict, mut last) = (Vec::new(), Ok(()), "");
        for (number, line) in file.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let (form, rest) = line.split_once('\t').unwrap_or((line, ""));
            let fields: Vec<_> = rest.split('\t').collect();
            match read(&fields) {
                Some(value) if form > last => {
                    let exact = form.chars().count() <= 2 || form.chars().any(char::is_uppercase);
                    rows.push(Row { key: key(form), form, exact, value });
                }
                Some(_) if verdict.is_ok() => verdict = Err(format!("{name}:{}: {form} is not in order", number + 1)),
                None if verdict.is_ok() => verdict = Err(format!("{name}:{}: {form} cannot be read", number + 1)),
                _ => {}
            }
            last = form;
        }
        rows.sort_by(|a, b| a.key.cmp(&b.key));
        let longest = rows.iter().map(|row| row.key.len()).max().unwrap_or(0);
        (Self { rows, longest }, verdict)
    }

    /// The longest form that stands from token `i` on and that `fits`: its value and the token after it.
    pub fn longest(&self, tokens: &Tokens<'_>, i: usize, fits: impl Fn(&T) -> bool) -> Option<(T, usize)> {
        // Most words begin no form: one search on the first token settles it.
        let (mut built, mut found, mut at) = (Key::default(), None, i);
        let mut from = 0;
        while let Some(token) = tokens.get(at) {
            let hyphen = tokens.is_hyphen(at);
            if at > i && (!token.glued || hyphen) && !built.as_str().ends_with(' ') {
                built.push(' ')?;
            }
            if !hyphen {
                let text = tokens.text(at);
                if built.length + text.len() > self.longest {
                    break;
                }
                for letter in text.chars().flat_map(char::to_lowercase) {
                    built.push(letter)?;
                }
                let rest = self.rows.get(from..).unwrap_or_default();
                from += rest.partition_point(|row| row.key.as_str() < built.as_str());
                if !self.rows.get(from).is_some_and(|row| row.key.starts_with(built.as_str())) {
                    break;
                }
                let written = tokens.span(i, at + 1).of(tokens.whole());
                if let Some(value) = self.get(from, built.as_str(), written).filter(&fits) {
                    found = Some((value, at + 1));
                }
            }
            at += 1;
        }
        found
    }

    /// The value of the form `written` among the rows from `first` on, whose keys are `key`.
    fn get(&self, first: usize, key: &str, written: &str) -> Option<T> {
        let same = self.rows.get(first..)?.iter().take_while(|row| row.key == key);
        let mut best = None;
        for row in same {
            if row.form == written {
                return Some(row.value);
            }
            // A longer form with a capital inside a word of capitals ("US dollars") may differ in the case of its small letters.
            if !row.exact || row.form.len() > 4 && row.form.contains(' ') {
                best = best.or(Some(row.value));
            }
        }
        best
    }
}

/// A lower-case key built letter by letter, without memory of its own.
struct Key {
    bytes: [u8; 48],
    length: usize,
}

impl Default for Key {
    fn default() -> Self {
        Self { bytes: [0; 48], length: 0 }
    }
}

impl Key {
    fn push(&mut self, letter: char) -> Option<()> {
        let end = self.length + letter.len_utf8();
        letter.encode_utf8(self.bytes.get_mut(self.length..end)?);
        self.length = end;
        Some(())
    }

    fn as_str(&self) -> &str {
        self.bytes.get(..self.length).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

fn key(form: &str) -> String {
    form.replace('-', " ").chars().flat_map(char::to_lowercase).collect()
}

const UNITS: &str = include_str!("../../../static/data/units.tsv");
const CURRENCIES: &str = include_str!("../../../static/data/currencies.tsv");

fn read_unit(fields: &[&'static str]) -> Option<Unit> {
    let (symbol, kind, factor) = match *fields {
        [symbol, kind] => (symbol, kind, 1.0),
        [symbol, kind, factor] => (symbol, kind, power(factor)?),
        _ => return None,
    };
    let measure = match kind {
        "" => return None,
        "percent" => Measure::Percent,
        "count" => Measure::Count,
        name => Measure::Quantity(name),
    };
    (!symbol.is_empty()).then_some(Unit { symbol, measure, factor })
}

/// "1e9" as a number.
fn power(text: &str) -> Option<f64> {
    text.strip_prefix("1e")?.parse::<u8>().ok().map(crate::extract::numbers::power_of_ten)
}

fn read_currency(fields: &[&'static str]) -> Option<Currency> {
    let (code, side, parts) = match *fields {
        [code, side] => (code, side, 1.0),
        [code, side, "hundredths"] => (code, side, 100.0),
        _ => return None,
    };
    let side = match side {
        "before" => Side::Before,
        "after" => Side::After,
        "both" => Side::Both,
        _ => return None,
    };
    Some(Currency { code, side, parts })
}

/// All units.
pub(crate) static UNIT_TABLE: LazyLock<Table<Unit>> = LazyLock::new(|| Table::parse("static/data/units.tsv", UNITS, read_unit).0);

/// All currencies.
pub(crate) static CURRENCY_TABLE: LazyLock<Table<Currency>> =
    LazyLock::new(|| Table::parse("static/data/currencies.tsv", CURRENCIES, read_currency).0);

/// The unit at token `i`, and the token after it.
pub(crate) fn unit(tokens: &Tokens<'_>, i: usize) -> Option<(Unit, usize)> {
    UNIT_TABLE.longest(tokens, i, |_| true)
}

/// The currencies of several states that share the word which alone stands for `code` ("rupees" for INR): how their names begin
/// ("Sri Lankan"), with their codes.
pub(super) fn sharing(code: &str) -> Vec<(&'static str, &'static str)> {
    let rows = &CURRENCY_TABLE.rows;
    let is_bare =
        |row: &&Row<Currency>| row.value.code == code && row.form.len() > 4 && row.form.chars().all(|c| c.is_ascii_lowercase());
    let word = rows.iter().find(|row| is_bare(row) && row.form.ends_with('s')).or_else(|| rows.iter().find(is_bare));
    let Some(word) = word.map(|row| row.form) else { return Vec::new() };
    let owner = |row: &Row<Currency>| row.form.strip_suffix(word)?.strip_suffix(' ').filter(|owner| !owner.contains("CFA"));
    rows.iter().filter_map(|row| Some((owner(row)?, row.value.code))).collect()
}

/// Whether `word` is the code or sign of a currency, or a unit's symbol.
pub(in crate::extract) fn is_symbol(word: &str) -> bool {
    fn has<T>(table: &Table<T>, word: &str, key: &str) -> bool {
        let from = table.rows.partition_point(|row| row.key.as_str() < key);
        table.rows.get(from..).unwrap_or_default().iter().take_while(|row| row.key == key).any(|row| row.form == word)
    }
    let key = key(word);
    has(&CURRENCY_TABLE, word, &key) || has(&UNIT_TABLE, word, &key)
}

/// The currency that stands before a number, at token `i`.
pub(crate) fn currency_before(tokens: &Tokens<'_>, i: usize) -> Option<(Currency, usize)> {
    if tokens.numeral(i).is_some() {
        return None;
    }
    CURRENCY_TABLE.longest(tokens, i, |currency| currency.side != Side::After)
}

/// The currency that stands after a number, at token `i`.
pub(crate) fn currency_after(tokens: &Tokens<'_>, i: usize) -> Option<(Currency, usize)> {
    CURRENCY_TABLE.longest(tokens, i, |currency| currency.side != Side::Before)
}

/// The words with which a currency before a number can begin.
pub(super) fn currency_heads() -> impl Iterator<Item = &'static str> {
    let heads = CURRENCY_TABLE.rows.iter().filter(|row| row.value.side != Side::After);
    heads
        .map(|row| {
            row.form.find(|letter: char| !letter.is_alphanumeric() && letter != '.').map_or(row.form, |end| &row.form[..end])
        })
        .filter(|head| !head.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_reads() {
        assert_eq!(Table::parse("units.tsv", UNITS, read_unit).1, Ok(()));
        assert_eq!(Table::parse("currencies.tsv", CURRENCIES, read_currency).1, Ok(()));
    }

    #[test]
    fn a_bad_line_is_named() {
        let (table, verdict) = Table::parse("f.tsv", "# head\na\tm\tlength\nb\tm\n", read_unit);
        assert_eq!(verdict, Err("f.tsv:3: b cannot be read".to_owned()));
        assert_eq!(table.rows.len(), 1);
    }

    #[test]
    fn the_longest_form_wins() {
        let symbol = |text: &str| {
            let tokens = Tokens::new(text);
            unit(&tokens, 0).map(|(unit, end)| (unit.symbol, end))
        };
        assert_eq!(symbol("square kilometres of"), Some(("km²", 2)));
        assert_eq!(symbol("Square-kilometre plot"), Some(("km²", 3)));
        assert_eq!(symbol("MW"), Some(("MW", 1)));
        assert_eq!(symbol("mw"), None);
        assert_eq!(symbol("barrels per day"), Some(("bbl/d", 3)));
        assert_eq!(symbol("° C"), Some(("°C", 2)));
    }
}

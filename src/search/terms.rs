//! The terms under which a text is found: its words, their joined forms, and the quantities and dates it states, in one notation.
//!
//! | term | stands for | written in the text as |
//! | --- | --- | --- |
//! | `officer` | a word | officer, Officer |
//! | `handoff` | a hyphenated word, joined | hand-off |
//! | `=us` | capitals that would else be a stop word | US, U.S. |
//! | `#25e2` | a number: digits and a power of ten | 2,500 · 2500 · 2.5 thousand |
//! | `#1e10 usd` | a number and its unit | $10 billion · US$10bn · ten billion dollars |
//! | `#12e5 kw` | the same, whatever the unit's size | 1.2 GW · 1,200 megawatts |
//! | `@1995-09-14` | a day | 14 September 1995 · September 14, 1995 · 1995-09-14 · 14/09/1995 |
//! | `@1995-09` | a month | September 1995, and every day in it |
//! | `@09-14` | a day of any year | 14 September |

mod date;
mod quantity;

use super::data;
use super::words::{Case, Gap, Words};
use crate::text::month;
use date::{date, years};
use quantity::{number_word, quantity};

/// What a text states at a word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Fact<'a> {
    /// A term, its first word, and how many words it covers.
    Term {
        /// The term's text.
        text: &'a str,
        /// Which word it begins with.
        word: u32,
        /// How many words it covers.
        words: u32,
        /// What sort of term.
        sort: Sort,
    },
    /// Years, first and last.
    Years(i32, i32),
    /// An amount of money.
    Money(f64),
    /// Any other number.
    Number(f64),
}

/// What sort of term it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// A word of the text.
    Word,
    /// A hyphenated word, joined.
    Joined,
    /// A quantity or a date.
    Value,
}

/// Tells `sink` every fact of `text`, whose words are `words`, in the order of their first words.
pub(crate) fn read(text: &str, words: &Words, sink: &mut dyn FnMut(Fact<'_>)) {
    let mut buffer = String::new();
    let mut read_until = 0;
    for (at, (word, letters)) in words.iter().enumerate() {
        let word_number = at as u32;
        if word.case == Case::Capitals && data::is_stop_word(letters) {
            buffer.clear();
            buffer.push('=');
            buffer.push_str(letters);
            sink(Fact::Term { text: &buffer, word: word_number, words: 1, sort: Sort::Word });
            continue;
        }
        sink(Fact::Term { text: letters, word: word_number, words: 1, sort: Sort::Word });
        let digit = letters.as_bytes().first().is_some_and(u8::is_ascii_digit);
        if word.after == Gap::Hyphen && !digit {
            buffer.clear();
            buffer.push_str(letters);
            buffer.push_str(words.letters(at + 1));
            sink(Fact::Term { text: &buffer, word: word_number, words: 2, sort: Sort::Joined });
            if words.get(at + 1).is_some_and(|next| next.after == Gap::Hyphen) {
                buffer.push_str(words.letters(at + 2));
                sink(Fact::Term { text: &buffer, word: word_number, words: 3, sort: Sort::Joined });
            }
        }
        if !digit && !could_begin_a_value(letters) {
            continue;
        }
        if digit {
            years(words, at, letters, sink);
        }
        if at < read_until {
            continue;
        }
        let dated = date(text, words, at, letters, &mut |text, count| {
            read_until = at + count as usize;
            sink(Fact::Term { text, word: word_number, words: count, sort: Sort::Value });
        });
        if !dated && let Some(quantity) = quantity(text, words, at) {
            if !digit {
                // "twenty-five" and "one in four" are one number
                read_until = at + quantity.words as usize;
            }
            buffer.clear();
            quantity.push_number(&mut buffer);
            sink(Fact::Term { text: &buffer, word: word_number, words: quantity.words, sort: Sort::Value });
            if quantity.unit.is_some() {
                buffer.clear();
                quantity.push_measured(&mut buffer);
                sink(Fact::Term { text: &buffer, word: word_number, words: quantity.words, sort: Sort::Value });
            }
            sink(match quantity.unit {
                Some(unit) if data::is_currency(unit) => Fact::Money(quantity.value()),
                _ => Fact::Number(quantity.value()),
            });
        }
    }
}

fn could_begin_a_value(letters: &str) -> bool {
    number_word(letters).is_some() || month(letters).is_some() || letters == "a"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        read(text, &Words::of(text), &mut |fact| {
            if let Fact::Term { text, sort: Sort::Value, words, .. } = fact {
                found.push(format!("{text}/{words}"));
            }
        });
        found
    }

    #[test]
    fn quantities() {
        for (text, expected) in [
            ("$10 billion", "#1e10/2 #1e10 usd/2"),
            ("US$10bn", "#1e10/1 #1e10 usd/1"),
            ("ten billion dollars", "#1e10/3 #1e10 usd/3"),
            ("10 billion US dollars", "#1e10/4 #1e10 usd/4"),
            ("EUR 5 million", "#5e6/2 #5e6 eur/2"),
            ("€1.2bn", "#12e8/1 #12e8 eur/1"),
            ("£45m", "#45e6/1 #45e6 gbp/1"),
            ("435m dollars", "#435e6/2 #435e6 usd/2"),
            ("₦3.4 trillion", "#34e11/2 #34e11 ngn/2"),
            ("7,000 km", "#7e3/2 #7e6 m/2"),
            ("7000 kilometres", "#7e3/2 #7e6 m/2"),
            ("7000km", "#7e3/1 #7e6 m/1"),
            ("1.2 GW", "#12e-1/2 #12e5 kw/2"),
            ("1,200 megawatts", "#12e2/2 #12e5 kw/2"),
            ("4 million km²", "#4e6/3 #4e12 m2/3"),
            ("4 million square kilometres", "#4e6/4 #4e12 m2/4"),
            ("18 bcm", "#18e0/2 #18e9 m3/2"),
            ("2.5 thousand officers", "#25e2/2"),
            ("2,500", "#25e2/1"),
            ("36%", "#36e0/1 #36e0 %/1"),
            ("36 per cent", "#36e0/3 #36e0 %/3"),
            ("36 percent", "#36e0/2 #36e0 %/2"),
            ("three-quarters", "#75e0/2 #75e0 %/2"),
            ("a third of", "#3333e-2/2 #3333e-2 %/2"),
            ("one in four", "#25e0/3 #25e0 %/3"),
            ("nine-tenths", "#9e1/2 #9e1 %/2"),
            ("twenty-five ships", "#25e0/2"),
            ("twenty ships", "#2e1/1"),
            ("in 2005", ""),
            ("a state", ""),
            ("800 men", "#8e2/1"),
        ] {
            assert_eq!(values(text).join(" "), expected, "{text}");
        }
        assert_eq!(values("$4-5 billion")[..2], ["#4e9/3", "#4e9 usd/3"]);
    }

    #[test]
    fn dates() {
        for (text, expected) in [
            ("14 September 1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("September 14, 1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("11 September", "@09-11/2"),
            ("14th Sep 1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("in May 2000", "@2000-05/2"),
            ("14/09/1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("9/14/1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("14-09-1995", "@09-14/3 @1995-09/3 @1995-09-14/3"),
            ("3/9/1995", "@03-09/3 @1995-03/3 @1995-03-09/3 @09-03/3 @1995-09/3 @1995-09-03/3"),
            ("9 9 1995", "#9e0/1 #9e0/1"),
            ("pp. 5/6, 2001", "#5e0/1 #6e0/1"),
            ("9/9/1995", "@09-09/3 @1995-09/3 @1995-09-09/3"),
            ("it may be", ""),
        ] {
            assert_eq!(values(text).join(" "), expected, "{text}");
        }
        assert_eq!(values("1995-09-14")[2], "@1995-09-14/3");
    }

    #[test]
    fn years_of_the_text() {
        let mut found = Vec::new();
        let text = "2000–08, the 1990s, 19th century, 1995-09-14, 2007";
        read(text, &Words::of(text), &mut |fact| {
            if let Fact::Years(first, last) = fact {
                found.push((first, last));
            }
        });
        assert_eq!(found, [(2000, 2008), (1990, 1999), (1801, 1900), (1995, 1995), (2007, 2007)]);
    }
}

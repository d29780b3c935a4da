//! Numbers in formulas: short, in one scale, with their bounds.

use crate::extract::figures::Figure;

/// The value with two decimals at most, without trailing zeros.
pub(super) fn short(value: f64) -> String {
    let hundredths = (value.abs() * 100.0).round();
    if hundredths >= 1e17 {
        return "very much".to_owned();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and below 1e17")]
    let hundredths = hundredths as u64;
    let sign = if value < 0.0 && hundredths > 0 { "−" } else { "" };
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        _ if rest.is_multiple_of(10) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// The scale in which `most` is said: its factor and its word.
pub(super) fn scale(most: f64) -> (f64, &'static str) {
    if most >= 1e9 {
        (1e9, " billion")
    } else if most >= 1e6 {
        (1e6, " million")
    } else {
        (1.0, "")
    }
}

/// A figure's value in a formula, divided by `scale`: "1.5", "≥1.5", "4–5".
pub(super) fn bounded(figure: &Figure, scale: f64) -> String {
    match (figure.low, figure.high) {
        (Some(low), Some(high)) if low == high => short(low / scale),
        (Some(low), Some(high)) => format!("{}–{}", short(low / scale), short(high / scale)),
        (Some(low), None) => format!("≥{}", short(low / scale)),
        (None, Some(high)) => format!("≤{}", short(high / scale)),
        (None, None) => String::new(),
    }
}

/// An interval of values; infinite where the text sets no bound.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Interval {
    pub low: f64,
    pub high: f64,
}

impl Interval {
    /// What a figure allows.
    pub fn of(figure: &Figure) -> Self {
        let slack = match figure.hedge.map(|hedge| hedge.bound) {
            Some(crate::extract::figures::Bound::About) => 0.1,
            _ => 0.0,
        };
        Self {
            low: figure.low.map_or(0.0, |low| low * (1.0 - slack)),
            high: figure.high.map_or(f64::INFINITY, |high| high * (1.0 + slack)),
        }
    }

    /// The sum of two.
    pub fn plus(self, other: Self) -> Self {
        Self { low: self.low + other.low, high: self.high + other.high }
    }

    /// Whether a common value exists, each end widened by the part `slack` of itself.
    pub fn meets(self, other: Self, slack: f64) -> bool {
        self.low * (1.0 - slack) <= other.high * (1.0 + slack) && other.low * (1.0 - slack) <= self.high * (1.0 + slack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        for (value, expected) in
            [(3.0, "3"), (1.95, "1.95"), (0.3, "0.3"), (33.333, "33.33"), (-2.5, "−2.5"), (0.004, "0"), (1e30, "very much")]
        {
            assert_eq!(short(value), expected);
        }
    }
}

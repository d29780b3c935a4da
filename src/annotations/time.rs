//! Times of ISO 8601 in one form.

/// A time as `2024-03-05T10:00:00.000Z`: in UTC, with thousandths, so that earlier and later are the order of the texts. Takes a date, with
/// or without a time, a fraction, and `Z` or an offset; without either it counts as UTC. None for what is no time.
pub fn canonical(text: &str) -> Option<String> {
    let text = text.trim();
    let (date, rest) = text.split_at_checked(10)?;
    let mut parts = date.split('-');
    let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    if !(1..=12).contains(&month) || day < 1 || day > days_of(year, month) {
        return None;
    }
    let (seconds, thousandths, offset) = match rest.strip_prefix(['T', 't', ' ']) {
        Some(time) => clock(time)?,
        None if rest.is_empty() => (0, 0, 0),
        None => return None,
    };
    let total = days(year, month, day) * 86_400 + seconds - offset * 60;
    written(total, thousandths)
}

/// The time one thousandth of a second later; the same for what is no time.
pub(super) fn next(time: &str) -> String {
    let later = || {
        let thousandths: i64 = time.get(20..23)?.parse().ok()?;
        let whole = canonical(time.get(..19)?)?;
        let mut parts = whole.get(..10)?.split('-');
        let (year, month, day) = (number(parts.next()?, 4)?, number(parts.next()?, 2)?, number(parts.next()?, 2)?);
        let (seconds, ..) = clock(whole.get(11..19)?)?;
        let total = days(year, month, day) * 86_400 + seconds;
        if thousandths < 999 { written(total, thousandths + 1) } else { written(total + 1, 0) }
    };
    later().unwrap_or_else(|| time.to_owned())
}

/// Seconds of the day, thousandths, and minutes that the clock is ahead of UTC.
fn clock(time: &str) -> Option<(i64, i64, i64)> {
    let at = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at_checked(at)?;
    let (time, fraction) = time.split_once('.').unwrap_or((time, ""));
    let mut parts = time.split(':');
    let (hour, minute) = (number(parts.next()?, 2)?, number(parts.next()?, 2)?);
    // a leap second counts as the one before it
    let second = parts.next().map_or(Some(0), |second| number(second, 2))?.min(59);
    if hour > 23 || minute > 59 || parts.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let thousandths = fraction.bytes().chain([b'0'; 3]).take(3).fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let offset = match zone {
        "" | "Z" | "z" => 0,
        _ => {
            let (hours, minutes) = (number(zone.get(1..3)?, 2)?, zone.get(3..)?.trim_start_matches(':'));
            let minutes = if minutes.is_empty() { 0 } else { number(minutes, 2)? };
            (hours * 60 + minutes) * if zone.starts_with('-') { -1 } else { 1 }
        }
    };
    Some((hour * 3600 + minute * 60 + second, thousandths, offset))
}

fn number(text: &str, digits: usize) -> Option<i64> {
    text.parse().ok().filter(|_| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit()))
}

fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since the first of March of the year 0, in the Gregorian calendar: years begin in March, so that leap days are last.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + (153 * month + 2) / 5 + day - 1
}

fn written(total: i64, thousandths: i64) -> Option<String> {
    let (day, second) = (total.div_euclid(86_400), total.rem_euclid(86_400));
    // the year is the last one that begins not after the day
    let mut year = day / 365;
    while days(year, 3, 1) > day {
        year -= 1;
    }
    let rest = day - days(year, 3, 1);
    let month = (5 * rest + 2) / 153;
    let day = rest - (153 * month + 2) / 5 + 1;
    let (year, month) = if month < 10 { (year, month + 3) } else { (year + 1, month - 9) };
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    (0..=9999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}Z"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_form() {
        for (text, want) in [
            ("2024-03-05T10:00:00Z", "2024-03-05T10:00:00.000Z"),
            ("2024-03-05T10:00:00.5Z", "2024-03-05T10:00:00.500Z"),
            ("2019-01-03T19:46:09.334539+00:00", "2019-01-03T19:46:09.334Z"),
            ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00.000Z"),
            ("2023-12-31T23:30-0100", "2024-01-01T00:30:00.000Z"),
            ("2024-02-29", "2024-02-29T00:00:00.000Z"),
            ("0000-01-01T00:00Z", "0000-01-01T00:00:00.000Z"),
            ("2023-02-29", ""),
            ("0000-01-01T00:00+01", ""),
            ("2024-03-05T24:00", ""),
            ("yesterday", ""),
            ("", ""),
        ] {
            assert_eq!(canonical(text).unwrap_or_default(), want, "{text}");
        }
        assert_eq!(next("2024-02-29T23:59:59.999Z"), "2024-03-01T00:00:00.000Z");
        assert_eq!(next("2024-02-29T23:59:59.998Z"), "2024-02-29T23:59:59.999Z");
        assert_eq!(next("no time"), "no time");
    }

    proptest! {
        #[test]
        fn written_and_read(year in 0i64..9999, month in 1i64..=12, day in 1i64..=28, second in 0i64..86_400, part in 0i64..1000) {
            let text = written(days(year, month, day) * 86_400 + second, part).expect("a time");
            prop_assert_eq!(canonical(&text), Some(text.clone()));
            prop_assert!(text.starts_with(&format!("{year:04}-{month:02}-{day:02}T")), "{}", text);
            prop_assert!(next(&text) > text);
        }

        #[test]
        fn anything_is_read(text in "[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]?[0-9:.+\\-Z]{0,16}|\\PC{0,24}") {
            if let Some(time) = canonical(&text) {
                prop_assert_eq!(canonical(&time), Some(time.clone()));
            }
        }
    }
}

//! Decimal numbers read and written without the standard library's tables for every float there is.

/// Digits that a float holds for sure.
const DIGITS: u32 = 15;

/// Reads digits with at most one point among them, as `12`, `1.5`, `.5`; none for anything else. Right to the last bit up to 15
/// digits (W. Clinger: "How to read floating point numbers accurately", 1990: both the digits and the power of ten are exact, so
/// that one division rounds once); further digits count as zeros.
pub fn read_decimal(text: &str) -> Option<f64> {
    let (mut mantissa, mut digits, mut scale, mut fraction) = (0_u64, 0_u32, 0_i32, None);
    for byte in text.bytes() {
        match byte {
            b'.' if fraction.is_none() => fraction = Some(()),
            b'0'..=b'9' => {
                let kept = mantissa == 0 || digits < DIGITS;
                if kept {
                    mantissa = mantissa * 10 + u64::from(byte - b'0');
                    digits += u32::from(mantissa > 0);
                }
                scale = scale.saturating_add(i32::from(!kept)).saturating_sub(i32::from(fraction.is_some()));
            }
            _ => return None,
        }
    }
    text.bytes().any(|byte| byte.is_ascii_digit()).then(|| scaled(mantissa, scale))
}

/// digits · 10^exponent, by multiplications alone; at most 10^300 either way.
pub fn scaled(digits: u64, exponent: i32) -> f64 {
    let mut power = 1.0;
    for _ in 0..exponent.unsigned_abs().min(300) {
        power *= 10.0;
    }
    if exponent < 0 { digits as f64 / power } else { digits as f64 * power }
}

/// Writes a number with as many decimals as it needs, at most two.
pub fn write_decimal(number: f64) -> String {
    let hundredths = (number * 100.0).round() as i64;
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    let mut out = String::new();
    if hundredths < 0 {
        out.push('-');
    }
    out.push_str(&whole.to_string());
    if rest > 0 {
        out.push('.');
        out.push(char::from(b'0' + (rest / 10) as u8));
        if !rest.is_multiple_of(10) {
            out.push(char::from(b'0' + (rest % 10) as u8));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn written() {
        for (number, want) in [
            (0.0, "0"),
            (19.0, "19"),
            (1.6, "1.6"),
            (1.65, "1.65"),
            (22.5, "22.5"),
            (1.05, "1.05"),
            (-0.5, "-0.5"),
            (-0.001, "0"),
            (2.999, "3"),
        ] {
            assert_eq!(write_decimal(number), want);
        }
        // no number is written as the nearest that is one
        assert_eq!(write_decimal(f64::NAN), "0");
    }

    #[test]
    fn read() {
        for text in ["", ".", "1.2.3", "1,5", "-1", "1e5", " 1", "x"] {
            assert_eq!(read_decimal(text), None, "{text}");
        }
        assert_eq!(read_decimal("5."), Some(5.0));
        assert_eq!(read_decimal(".25"), Some(0.25));
        assert_eq!(read_decimal(&"9".repeat(400)), read_decimal(&"9".repeat(400)));
        assert_eq!(read_decimal("12345678901234567890"), Some(12_345_678_901_234_500_000.0));
        assert_eq!(read_decimal("000000000000000000001.5"), Some(1.5));
    }

    proptest! {
        #[test]
        fn as_the_standard_library_has_it(text in "[0-9]{1,9}(\\.[0-9]{1,6})?") {
            prop_assert_eq!(read_decimal(&text), text.parse().ok());
        }
    }
}

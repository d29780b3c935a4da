//! The natural logarithm, the same to the last bit on every platform.
//!
//! The standard library's `ln` is the platform's: its last bits differ between the host and wasm, and with them the order of close
//! hits. This one uses only additions, multiplications and divisions, which IEEE 754 pins.

/// ln(x) for a positive, finite x; 0 for anything else. Error below 1e-14 of the result's scale.
pub(crate) fn ln(x: f64) -> f64 {
    if !(x.is_finite() && x > 0.0) {
        return 0.0;
    }
    // x = m · 2^e with m in [√½, √2)
    let bits = x.to_bits();
    let mut exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    let mut mantissa = f64::from_bits((bits & 0x000f_ffff_ffff_ffff) | 0x3ff0_0000_0000_0000);
    if mantissa > core::f64::consts::SQRT_2 {
        mantissa *= 0.5;
        exponent += 1;
    }
    // ln m = 2 artanh((m − 1) / (m + 1)) = 2 Σ s^(2k+1) / (2k+1)
    let s = (mantissa - 1.0) / (mantissa + 1.0);
    let square = s * s;
    let mut sum = 0.0;
    for k in (0..12u32).rev() {
        sum = sum * square + 1.0 / f64::from(2 * k + 1);
    }
    2.0 * s * sum + exponent as f64 * core::f64::consts::LN_2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library() {
        for x in [1.0, 0.5, 2.0, 1.5, 10.0, 65.0, 65_000.0, 1e-9, 1e300] {
            assert!((ln(x) - f64::ln(x)).abs() < 1e-12 * (1.0 + f64::ln(x).abs()), "{x}");
        }
        assert_eq!(ln(0.0), 0.0);
        assert_eq!(ln(f64::NAN), 0.0);
    }
}

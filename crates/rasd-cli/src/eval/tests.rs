use super::score::round4;

#[test]
fn rounding_is_decimal_with_halves_to_even() {
    // 1/32 and 3/32 are exact binary halves of the fourth decimal place.
    for (x, expected) in [
        (0.03125, 0.0312),
        (0.09375, 0.0938),
        (2.0 / 3.0, 0.6667),
        (0.00005, 0.0001),
        (0.12345, 0.1235),
        (0.99995, 1.0),
        (1.0, 1.0),
    ] {
        assert_eq!(round4(x), expected, "{x}");
    }
}

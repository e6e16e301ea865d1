//! Publication dates as tables and pages write them.

use jiff::civil::Date;

/// The day that `text` opens with: `2024-03-18`, with or without a time behind it, also with
/// slashes or Arabic digits. Day and month in another order are not guessed at.
pub(super) fn published(text: &str) -> Result<Date, String> {
    let plain: String = text.trim().chars().map(western).collect();
    let day = plain.get(..10).unwrap_or(&plain).replace('/', "-");
    let rest = plain.get(10..).unwrap_or_default();
    let ends = !rest.starts_with(|c: char| c.is_ascii_alphanumeric() && c != 'T');
    let shape = day.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    day.parse()
        .ok()
        .filter(|_| ends && shape)
        .ok_or_else(|| format!("date {text:?}: expected YYYY-MM-DD"))
}

fn western(c: char) -> char {
    let digit = match c {
        '٠'..='٩' => c as u32 - '٠' as u32,
        '۰'..='۹' => c as u32 - '۰' as u32,
        _ => return c,
    };
    char::from_digit(digit, 10).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn days_with_and_without_times() {
        let day = "2024-03-18".parse().unwrap();
        for text in [
            "2024-03-18",
            " 2024/03/18 ",
            "2024-03-18T23:30:00Z",
            "2024-03-18T23:30:00+03:00",
            "2024-03-18 23:30",
            "٢٠٢٤-٠٣-١٨",
        ] {
            assert_eq!(published(text), Ok(day), "{text}");
        }
        for text in ["18/03/2024", "03/18/2024", "2024-13-01", "20240318", "2024-03-188", "أمس", ""]
        {
            assert!(published(text).is_err(), "{text}");
        }
    }
}

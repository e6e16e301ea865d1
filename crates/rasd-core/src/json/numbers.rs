//! Numbers of few digits, written as they are.

use super::Json;

impl Json<'_> {
    /// A whole number. Most are offsets in a report, of few digits.
    pub(super) fn whole(&mut self, number: u64) {
        let digit = |place: u64| b'0' + (number / place % 10) as u8;
        match number {
            0..10 => self.out.push(digit(1)),
            10..100 => self.out.extend_from_slice(&[digit(10), digit(1)]),
            100..1000 => self.out.extend_from_slice(&[digit(100), digit(10), digit(1)]),
            1000..10_000 => {
                self.out.extend_from_slice(&[digit(1000), digit(100), digit(10), digit(1)]);
            }
            _ => self.digits(number, 1),
        }
    }

    /// A whole number, with nought in front until it has so many digits.
    fn digits(&mut self, mut number: u64, least: usize) {
        let mut digits = [b'0'; 20];
        let mut first = digits.len();
        while number >= 10 {
            first -= 2;
            let two = (number % 100) as u8;
            digits[first..first + 2].copy_from_slice(&[b'0' + two / 10, b'0' + two % 10]);
            number /= 100;
        }
        if number > 0 {
            first -= 1;
            digits[first] = b'0' + number as u8;
        }
        self.out.extend_from_slice(&digits[first.min(digits.len() - least)..]);
    }

    /// A fraction that has so many places at most: the shortest way to write it, since no other
    /// number of so few digits is the same value.
    pub(super) fn fraction(&mut self, all: u64, places: u32) {
        let scale = 10_u64.pow(places);
        self.whole(all / scale);
        self.out.push(b'.');
        self.digits(all % scale, places as usize);
        let zeros = self.out.iter().rev().take(places as usize - 1).take_while(|d| **d == b'0');
        self.out.truncate(self.out.len() - zeros.count());
    }
}

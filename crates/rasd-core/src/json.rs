//! Records as JSON: the bytes that `serde_json` writes, in a fifth of the instructions.
//!
//! Names of fields are copied without a look for what must be escaped, texts are looked through
//! eight bytes at a time, and numbers of few digits are written as they are.

use std::fmt::{self, Display, Write};

use serde::de::value::Error;
use serde::ser::{Error as _, Impossible, Serialize, SerializeSeq, SerializeStruct, Serializer};

use crate::model::Record;

mod numbers;
mod texts;

impl Record {
    /// Adds the record to `out` as compact JSON, byte for byte as `serde_json` writes it.
    ///
    /// ```
    /// use rasd::{Extractor, Report};
    /// let record = Extractor::new().extract(&Report::new("r-1", "قصف مدفعي على سرمين أمس."));
    /// let mut json = Vec::new();
    /// record.write_json(&mut json);
    /// assert_eq!(json, serde_json::to_vec(&record).unwrap());
    /// ```
    pub fn write_json(&self, out: &mut Vec<u8>) {
        let begun = out.len();
        out.reserve(512 + 2048 * self.incidents.len());
        if self.serialize(&mut Json { out }).is_err() {
            // The model holds nothing that this writer refuses; were it to, serde_json knows it all.
            out.truncate(begun);
            let _ = serde_json::to_writer(out, self);
        }
    }
}

/// Writes the sorts of values that records are made of.
struct Json<'o> {
    out: &'o mut Vec<u8>,
}

impl Json<'_> {
    /// Three pieces whose lengths are known where this is called: short ones are put together first and
    /// then written at once.
    #[inline(always)]
    fn joined(&mut self, pieces: [&[u8]; 3]) {
        let mut all = [0; 32];
        let length = pieces.iter().map(|piece| piece.len()).sum();
        let Some(joined) = all.get_mut(..length) else {
            pieces.iter().for_each(|piece| self.out.extend_from_slice(piece));
            return;
        };
        let [first, second, third] = pieces;
        let (front, rest) = joined.split_at_mut(first.len());
        front.copy_from_slice(first);
        let (middle, end) = rest.split_at_mut(second.len());
        middle.copy_from_slice(second);
        end.copy_from_slice(third);
        self.out.extend_from_slice(joined);
    }

    fn any(&mut self, value: &impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(&mut *self.out, value).map_err(Error::custom)
    }
}

/// Places of degrees in the gazetteer.
const DEGREES: u32 = 6;

macro_rules! whole_numbers {
    ($($method:ident $number:ty,)+) => {
        $(fn $method(self, number: $number) -> Result<(), Error> {
            self.whole(number.into());
            Ok(())
        })+
    };
}

macro_rules! refused {
    ($($method:ident($($argument:ty),*) -> $result:ty;)+) => {
        $(fn $method(self, $(_: $argument),*) -> Result<$result, Error> {
            Err(Error::custom("no record holds such a value"))
        })+
    };
}

impl<'w, 'o> Serializer for &'w mut Json<'o> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Fields<'w, 'o>;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStruct = Fields<'w, 'o>;
    type SerializeStructVariant = Impossible<(), Error>;

    whole_numbers! {
        serialize_u8 u8,
        serialize_u16 u16,
        serialize_u32 u32,
        serialize_u64 u64,
    }

    refused! {
        serialize_i8(i8) -> ();
        serialize_i16(i16) -> ();
        serialize_i32(i32) -> ();
        serialize_i64(i64) -> ();
        serialize_char(char) -> ();
        serialize_bytes(&[u8]) -> ();
        serialize_unit() -> ();
        serialize_unit_struct(&'static str) -> ();
        serialize_tuple(usize) -> Self::SerializeTuple;
        serialize_tuple_struct(&'static str, usize) -> Self::SerializeTupleStruct;
        serialize_tuple_variant(&'static str, u32, &'static str, usize) -> Self::SerializeTupleVariant;
        serialize_map(Option<usize>) -> Self::SerializeMap;
        serialize_struct_variant(&'static str, u32, &'static str, usize) -> Self::SerializeStructVariant;
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.out.extend_from_slice(if value { b"true" } else { b"false" });
        Ok(())
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        let hundredths = (value * 100.0 + 0.5) as u8;
        if !(1..=100).contains(&hundredths) || f32::from(hundredths) / 100.0 != value {
            return self.any(&value);
        }
        let digits = [hundredths / 100, hundredths / 10 % 10, hundredths % 10].map(|d| d + b'0');
        let places = if digits[2] == b'0' { 1 } else { 2 };
        self.out.extend_from_slice(&[digits[0], b'.', digits[1], digits[2]][..2 + places]);
        Ok(())
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        let scale = 10_f64.powi(DEGREES as i32);
        let all = (value.abs() * scale + 0.5) as u64;
        if !(10_000..=1_000_000_000).contains(&all) || all as f64 / scale != value.abs() {
            return self.any(&value);
        }
        if value < 0.0 {
            self.out.push(b'-');
        }
        self.fraction(all, DEGREES);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Error> {
        self.out.extend_from_slice(b"null");
        Ok(())
    }

    fn serialize_some<T: ?Sized + Serialize>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    // As with names of fields.
    #[inline(always)]
    fn serialize_unit_variant(
        self,
        _name: &'static str,
        _index: u32,
        variant: &'static str,
    ) -> Result<(), Error> {
        // Nothing in an identifier is escaped.
        self.joined([b"\"", variant.as_bytes(), b"\""]);
        Ok(())
    }

    fn serialize_newtype_struct<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: ?Sized + Serialize>(
        self,
        _name: &'static str,
        _index: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), Error> {
        Err(Error::custom("no record holds such a value"))
    }

    fn serialize_seq(self, _len: Option<usize>) -> Result<Fields<'w, 'o>, Error> {
        Ok(Fields { json: self, before: b'[' })
    }

    fn serialize_struct(self, _name: &'static str, _len: usize) -> Result<Fields<'w, 'o>, Error> {
        Ok(Fields { json: self, before: b'{' })
    }

    fn collect_str<T: ?Sized + Display>(self, value: &T) -> Result<(), Error> {
        self.out.push(b'"');
        write!(self, "{value}").map_err(Error::custom)?;
        self.out.push(b'"');
        Ok(())
    }
}

impl Write for Json<'_> {
    fn write_str(&mut self, piece: &str) -> fmt::Result {
        self.escaped(piece);
        Ok(())
    }
}

/// The fields of an object or the items of a list. What opens it is written in front of the first, a
/// comma in front of each other.
struct Fields<'w, 'o> {
    json: &'w mut Json<'o>,
    before: u8,
}

impl Fields<'_, '_> {
    /// What stands in front of the next.
    #[inline(always)]
    const fn next(&mut self) -> u8 {
        std::mem::replace(&mut self.before, b',')
    }

    fn close(self, end: u8) -> Result<(), Error> {
        if self.before != b',' {
            self.json.out.push(self.before);
        }
        self.json.out.push(end);
        Ok(())
    }
}

impl SerializeStruct for Fields<'_, '_> {
    type Ok = ();
    type Error = Error;

    // The name is known where this is called, so that it is written as a whole.
    #[inline(always)]
    fn serialize_field<T: ?Sized + Serialize>(
        &mut self,
        key: &'static str,
        value: &T,
    ) -> Result<(), Error> {
        let before = [self.next(), b'"'];
        self.json.joined([&before, key.as_bytes(), b"\":"]);
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Error> {
        self.close(b'}')
    }
}

impl SerializeSeq for Fields<'_, '_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: ?Sized + Serialize>(&mut self, value: &T) -> Result<(), Error> {
        let before = self.next();
        self.json.out.push(before);
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Result<(), Error> {
        self.close(b']')
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, Serialize};

    fn same(value: &impl Serialize) {
        let mut out = Vec::new();
        value.serialize(&mut Json { out: &mut out }).unwrap();
        let expected = serde_json::to_string(value).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn texts() {
        let all: String = (0..0x250).filter_map(char::from_u32).collect();
        same(&all);
        for text in ["", "قصف", "a\"b", "سطر\nوسطر طويل جداً \\ ثم \u{1}", "🔴"]
        {
            same(&text);
            same(&format!("{}{text}", "ح".repeat(20)));
        }
    }

    #[test]
    fn numbers() {
        for number in [0_u32, 7, 10, 99, 123, 4567, 12_345, u32::MAX] {
            same(&number);
        }
        same(&[u64::MAX, 0].as_slice());
        for hundredths in 0_u16..=1100 {
            same(&(f32::from(hundredths) / 100.0));
            same(&(f32::from(hundredths) / 700.0));
        }
        same(&[-0.0_f32, f32::NAN, 1e9].as_slice());
        for step in -400_i32..=400 {
            same(&(f64::from(step) / 7.0));
            same(&(f64::from(step) / 8.0));
            same(&(f64::from(step) * 0.010_101));
            same(&(f64::from(step) * 12.345_678));
        }
        same(&[36.123_456_f64, 0.001, 0.01, 1000.0, -0.0, 1e-9, 1e300, f64::INFINITY].as_slice());
        same(&Some(0.1_f64 + 0.2));
    }
}

//! What goes into a database's columns and comes out of them.

use std::sync::Arc;

use super::Row;
use crate::book::error::BookError;

/// One value of a row. Books hold whole numbers, texts and hashes, and no other kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::book) enum Value<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// What no book holds: somebody else put it there.
    Foreign,
}

/// What can be put into a column.
pub(in crate::book) trait ToValue {
    fn to_value(&self) -> Value<'_>;
}

/// What can be read out of a column.
pub(in crate::book) trait FromValue<'a>: Sized {
    /// Nothing if the value is of another kind.
    fn from_value(value: Value<'a>) -> Option<Self>;
}

/// The values that a statement is asked with, in the order of its parameters.
macro_rules! values {
    ($($value:expr),* $(,)?) => {
        &[$($crate::book::engine::ToValue::to_value(&$value)),*]
    };
}
pub(in crate::book) use values;

impl<'a> Value<'a> {
    /// The text that it is.
    pub(in crate::book) const fn text(self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> Row<'a> {
    /// The value of a column, counted from 0.
    ///
    /// # Errors
    /// [`BookError::Damaged`] if it is of another kind than the schema promises: somebody changed it.
    pub(in crate::book) fn get<T: FromValue<'a>>(self, column: usize) -> Result<T, BookError> {
        T::from_value(self.value(column)).ok_or_else(|| {
            BookError::Damaged(format!("a row has something else in column {column} than a book does"))
        })
    }

    /// The text of a column, where it lies.
    pub(in crate::book) fn text(self, column: usize) -> Option<&'a str> {
        self.value(column).text()
    }
}

impl ToValue for Value<'_> {
    fn to_value(&self) -> Value<'_> {
        *self
    }
}

impl ToValue for str {
    fn to_value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl ToValue for [u8; 32] {
    fn to_value(&self) -> Value<'_> {
        Value::Bytes(self)
    }
}

impl ToValue for bool {
    fn to_value(&self) -> Value<'_> {
        Value::Integer((*self).into())
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Null, ToValue::to_value)
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> Value<'_> {
        (**self).to_value()
    }
}

/// Texts that are owned in one way or another.
macro_rules! owned_texts {
    ($($text:ty),*) => {$(
        impl ToValue for $text {
            fn to_value(&self) -> Value<'_> {
                Value::Text(self)
            }
        }
    )*};
}
owned_texts!(String, Box<str>, Arc<str>);

/// Numbers that always fit.
macro_rules! whole_numbers {
    ($($number:ty),*) => {$(
        impl ToValue for $number {
            fn to_value(&self) -> Value<'_> {
                Value::Integer((*self).into())
            }
        }

        impl FromValue<'_> for $number {
            fn from_value(value: Value<'_>) -> Option<Self> {
                match value {
                    Value::Integer(number) => number.try_into().ok(),
                    _ => None,
                }
            }
        }
    )*};
}
whole_numbers!(i64, i32, u32, u8);

impl FromValue<'_> for u64 {
    fn from_value(value: Value<'_>) -> Option<Self> {
        i64::from_value(value)?.try_into().ok()
    }
}

impl FromValue<'_> for bool {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Integer(number) => Some(number != 0),
            _ => None,
        }
    }
}

impl FromValue<'_> for String {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.to_owned()),
            _ => None,
        }
    }
}

impl FromValue<'_> for [u8; 32] {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Bytes(bytes) => bytes.try_into().ok(),
            _ => None,
        }
    }
}

impl<'a, T: FromValue<'a>> FromValue<'a> for Option<T> {
    fn from_value(value: Value<'a>) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            value => T::from_value(value).map(Some),
        }
    }
}

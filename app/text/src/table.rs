//! How a table of texts is defined: `name` for a text as it is, `name(login, time)` for one with gaps, and
//! `name #counted` for one that depends on a number.
//!
//! In a text, `{login}` is a gap, and `[words]` are the words of a link.

/// Defines one part of the texts: a struct that each language fills, and a method for each text.
macro_rules! texts {
    ($(
        $(#[$doc:meta])*
        $part:ident {
            $($name:ident $(($($gap:ident),+))? $(# $counted:ident)?),+ $(,)?
        }
    )+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $part {
            $(pub(crate) $name: $crate::table::kind!($($counted)?)),+
        }

        impl $part {
            $($crate::table::accessor!($name $(($($gap),+))? $(# $counted)?);)+

            /// Every text, for tests.
            #[cfg(test)]
            pub(crate) fn entries(&self) -> Vec<$crate::table::Entry> {
                vec![$($crate::table::Entry {
                    part: stringify!($part),
                    name: stringify!($name),
                    gaps: &[$($(stringify!($gap)),+)?],
                    text: self.$name.into(),
                }),+]
            }
        }
    )+};
}

/// The type of a text.
macro_rules! kind {
    () => { &'static str };
    (counted) => { $crate::Counted };
}

/// The method that gives a text.
macro_rules! accessor {
    ($name:ident) => {
        #[must_use]
        pub const fn $name(&self) -> &'static str {
            self.$name
        }
    };
    ($name:ident ($($gap:ident),+)) => {
        #[must_use]
        pub fn $name(&self, $($gap: &str),+) -> String {
            $crate::table::filled(self.$name, &[$((stringify!($gap), $gap)),+])
        }
    };
    ($name:ident # counted) => {
        #[must_use]
        pub fn $name(&self, number: u32) -> String {
            self.$name.of(number)
        }
    };
}

pub(crate) use {accessor, kind, texts};

/// A text with its gaps filled in. What is filled in is never read for gaps of its own.
pub(crate) fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut rest = text;
    let mut whole = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once('{') {
        whole.push_str(before);
        let (gap, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(name, _)| *name == gap);
        whole.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    whole + rest
}

/// A text, as tests look at it.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) part: &'static str,
    pub(crate) name: &'static str,
    pub(crate) gaps: &'static [&'static str],
    pub(crate) text: Text,
}

/// One wording, or several for a number.
#[cfg(test)]
#[derive(Debug)]
pub(crate) enum Text {
    Plain(&'static str),
    Counted(crate::Counted),
}

#[cfg(test)]
impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self::Plain(text)
    }
}

#[cfg(test)]
impl From<crate::Counted> for Text {
    fn from(counted: crate::Counted) -> Self {
        Self::Counted(counted)
    }
}

//! What may come in a form.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap};
use std::fmt;
use zeroize::Zeroizing;

/// What was typed into a field; empty when the field was missing. It may be a secret: wiped when
/// dropped, hidden from `Debug`.
#[derive(Clone, Default)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// The text, to the byte.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Typed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Typed(…)")
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self(Zeroizing::new(String::deserialize(deserializer)?)))
    }
}

/// Server functions have to be callable from the browser, by their macro; these never are.
impl Serialize for Typed {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        Err(serde::ser::Error::custom("typed text is not sent on"))
    }
}

/// Stands for the rest of a form's fields, of which there may be none.
#[derive(Clone, Copy, Debug)]
pub struct NothingElse;

impl<'de> Deserialize<'de> for NothingElse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Rest;
        impl<'de> de::Visitor<'de> for Rest {
            type Value = NothingElse;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("no further field")
            }

            fn visit_map<A: de::MapAccess<'de>>(
                self,
                mut rest: A,
            ) -> Result<NothingElse, A::Error> {
                match rest.next_key::<de::IgnoredAny>()? {
                    None => Ok(NothingElse),
                    Some(_) => Err(de::Error::custom("an unknown field")),
                }
            }
        }
        deserializer.deserialize_map(Rest)
    }
}

impl Serialize for NothingElse {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_map(Some(0))?.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    struct Example {
        #[serde(default)]
        code: Typed,
        #[serde(flatten)]
        _nothing_else: NothingElse,
    }

    #[test]
    fn unknown_fields_are_refused_and_missing_ones_are_empty() {
        let read = |json: &str| serde_json::from_str::<Example>(json);
        assert_eq!(read("{}").expect("valid").code.expose(), "");
        assert_eq!(read(r#"{"code":" 1"}"#).expect("valid").code.expose(), " 1");
        assert!(read(r#"{"code":"1","admin":"yes"}"#).is_err());
    }

    #[test]
    fn what_was_typed_is_never_shown() {
        let typed = Typed(Zeroizing::new("canary".into()));
        assert!(!format!("{typed:?}").contains("canary"));
        assert!(serde_json::to_string(&typed).is_err());
    }
}

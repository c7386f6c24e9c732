use crate::{ChainBreak, ChainHash, ChainHead};

/// A record as it lies in the database: the very texts, none of them read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StoredRecord<'a> {
    /// Its number.
    pub sequence: i64,
    /// When it was recorded, in Unix milliseconds.
    pub recorded_at: i64,
    /// What happened.
    pub kind: &'a str,
    /// Who did it.
    pub actor: &'a str,
    /// The person it was done to.
    pub subject: Option<&'a str>,
    /// The request it belongs to.
    pub request: Option<&'a str>,
    /// Where the caller came from.
    pub network: Option<&'a str>,
    /// The details, as JSON.
    pub details: &'a str,
    /// Its hash, as hexadecimal digits.
    pub hash: &'a str,
}

/// Walks a chain of stored records.
///
/// What is hashed is the text in the columns, so that a record is found to be altered even where
/// its meaning stayed the same, and nothing has to be parsed.
#[derive(Clone, Debug)]
pub struct ChainCheck {
    end: Option<ChainHead>,
    event: Vec<u8>,
}

impl ChainCheck {
    /// Expects the record that follows `end`; `None` is before the first one.
    #[must_use]
    pub const fn after(end: Option<ChainHead>) -> Self {
        Self {
            end,
            event: Vec::new(),
        }
    }

    /// Takes the next record.
    ///
    /// # Errors
    /// When it is not the next one, or was altered.
    pub fn take(&mut self, record: &StoredRecord<'_>) -> Result<(), ChainBreak> {
        let sequence = record.sequence;
        let (last, previous) = self.end.map_or((0, ChainHash::START), ChainHead::pair);
        if sequence != last + 1 {
            return Err(ChainBreak::Gap {
                expected: last + 1,
                found: sequence,
            });
        }
        self.event.clear();
        write_event(&mut self.event, record);
        let hash = ChainHash::over_text(previous, sequence, record.recorded_at, &self.event);
        if !hash.is_written(record.hash) {
            return Err(ChainBreak::Altered(sequence));
        }
        self.end = Some(ChainHead { sequence, hash });
        Ok(())
    }

    /// The record that was taken last, or what this check began after.
    #[must_use]
    pub const fn end(&self) -> Option<ChainHead> {
        self.end
    }

    /// Its number; 0 before the first record.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.end.map_or(0, |end| end.sequence)
    }
}

/// The event's JSON, as it was when it was hashed. The details come last: whatever their text is,
/// no other record has this one.
fn write_event(to: &mut Vec<u8>, record: &StoredRecord<'_>) {
    let fields = [
        (r#"{"kind":"#, Some(record.kind)),
        (r#","actor":"#, Some(record.actor)),
        (r#","subject":"#, record.subject),
        (r#","request":"#, record.request),
        (r#","network":"#, record.network),
    ];
    for (name, text) in fields {
        to.extend_from_slice(name.as_bytes());
        match text {
            Some(text) => write_text(to, text),
            None => to.extend_from_slice(b"null"),
        }
    }
    to.extend_from_slice(br#","details":"#);
    to.extend_from_slice(record.details.as_bytes());
    to.push(b'}');
}

fn write_text(to: &mut Vec<u8>, text: &str) {
    let is_plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if text.bytes().all(is_plain) {
        to.push(b'"');
        to.extend_from_slice(text.as_bytes());
        to.push(b'"');
    } else {
        to.extend(serde_json::to_vec(text).unwrap_or_default());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Actor, AuditEvent, AuditKind, AuditRecord};
    use jiff::Timestamp;
    use proptest::prelude::*;
    use serde_json::Map;

    /// The columns of a record, as a database keeps them.
    struct Columns {
        sequence: i64,
        recorded_at: i64,
        texts: [Option<String>; 7],
    }

    impl Columns {
        fn of(record: &AuditRecord) -> Self {
            let name = |value: serde_json::Value| value.as_str().map(str::to_owned);
            let event = &record.event;
            Self {
                sequence: record.sequence,
                recorded_at: record.at.as_millisecond(),
                texts: [
                    name(serde_json::json!(event.kind)),
                    name(serde_json::json!(event.actor)),
                    event.subject.clone(),
                    event.request.map(|id| id.to_string()),
                    event.network.clone(),
                    serde_json::to_string(&event.details).ok(),
                    Some(record.hash.to_string()),
                ],
            }
        }

        fn as_stored(&self) -> StoredRecord<'_> {
            let text = |place: usize| self.texts[place].as_deref();
            StoredRecord {
                sequence: self.sequence,
                recorded_at: self.recorded_at,
                kind: text(0).expect("a kind"),
                actor: text(1).expect("an actor"),
                subject: text(2),
                request: text(3),
                network: text(4),
                details: text(5).expect("details"),
                hash: text(6).expect("a hash"),
            }
        }
    }

    fn record(subject: Option<String>, network: Option<String>, detail: String) -> AuditRecord {
        let event = AuditEvent {
            kind: AuditKind::CodeSent,
            actor: Actor::Portal,
            subject,
            request: None,
            network,
            details: Map::from_iter([("word".to_owned(), detail.into())]),
        };
        AuditRecord::following(None, Timestamp::UNIX_EPOCH, event)
    }

    fn check(columns: &Columns) -> Result<(), ChainBreak> {
        ChainCheck::after(None).take(&columns.as_stored())
    }

    proptest! {
        #[test]
        fn a_stored_record_has_the_hash_it_was_appended_with(
            subject in any::<Option<String>>(),
            network in any::<Option<String>>(),
            detail in any::<String>(),
        ) {
            let record = record(subject, network, detail);
            let columns = Columns::of(&record);
            let mut check = ChainCheck::after(None);
            prop_assert_eq!(check.take(&columns.as_stored()), Ok(()));
            prop_assert_eq!(check.end(), Some(ChainHead::from((1, record.hash))));
        }

        #[test]
        fn a_change_of_any_text_is_found(place in 0_usize..7, text in any::<String>()) {
            let mut columns = Columns::of(&record(None, Some("203.0.113.0/24".into()), "x".into()));
            prop_assume!(columns.texts[place].as_ref() != Some(&text));
            columns.texts[place] = Some(text);
            prop_assert_eq!(check(&columns), Err(ChainBreak::Altered(1)));
        }
    }

    #[test]
    fn a_change_of_time_number_or_spelling_is_found() {
        let whole = || Columns::of(&record(Some("null".into()), None, "x".into()));
        assert_eq!(check(&whole()), Ok(()));
        let mut later = whole();
        later.recorded_at += 1;
        assert_eq!(check(&later), Err(ChainBreak::Altered(1)));
        let mut second = whole();
        second.sequence = 2;
        let (expected, found) = (1, 2);
        assert_eq!(check(&second), Err(ChainBreak::Gap { expected, found }));
        for (place, text) in [(2, None), (5, Some(r#"{"word": "x"}"#.to_owned()))] {
            let mut altered = whole();
            altered.texts[place] = text;
            assert_eq!(check(&altered), Err(ChainBreak::Altered(1)));
        }
        let mut shouted = whole();
        shouted.texts[6] = shouted.texts[6].take().map(|hash| hash.to_uppercase());
        assert_eq!(check(&shouted), Err(ChainBreak::Altered(1)));
    }
}

use super::generator_section;
use crate::{
    configured_object::{ticked, typed_values},
    connections::sentence_after_colon,
    form_state::FoundProblem,
};
use latchkey_administration::credential_stores::{CredentialStoreFault, CredentialStoreInput};
use latchkey_domain::{CredentialStoreProblem, CredentialStoreRecord, LookUpRule, Minimums};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The fields of a credential store's form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct StoreForm {
    pub(crate) alias: String,
    pub(crate) version: String,
    pub(crate) name: String,
    pub(crate) connection: String,
    pub(crate) login: String,
    pub(crate) short_name: String,
    pub(crate) domains: String,
    pub(crate) email: String,
    pub(crate) attribute: String,
    pub(crate) length: String,
    pub(crate) lowercase: String,
    pub(crate) uppercase: String,
    pub(crate) number: String,
    pub(crate) symbol: String,
    pub(crate) excludes_names: String,
    pub(crate) generator: String,
    pub(crate) made_length: String,
    pub(crate) history: String,
    pub(crate) person: String,
}

/// Every field that has a place on the page.
pub(super) const FIELDS: &[&str] = &[
    "alias",
    "name",
    "connection",
    "login",
    "domains",
    "attribute",
    "length",
    "generator",
    "made_length",
    "history",
    "person",
];

impl StoreForm {
    /// The form of a credential store that is there.
    pub(super) fn of(record: &CredentialStoreRecord, version: u32) -> Self {
        let (look_up, stricter) = (&record.look_up, record.stricter);
        Self {
            alias: record.alias.to_string(),
            version: version.to_string(),
            name: record.name.clone(),
            connection: record
                .connection
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            login: ticked(look_up.login),
            short_name: ticked(look_up.short_name),
            domains: look_up.short_name_domains.join("\n"),
            email: ticked(look_up.email),
            attribute: look_up.attribute.clone().unwrap_or_default(),
            length: stricter.length.to_string(),
            lowercase: ticked(stricter.lowercase),
            uppercase: ticked(stricter.uppercase),
            number: ticked(stricter.number),
            symbol: ticked(stricter.symbol),
            excludes_names: ticked(stricter.excludes_names),
            generator: generator_section::written(record.generator.style),
            made_length: record.generator.length.to_string(),
            history: record.history.to_string(),
            person: String::new(),
        }
    }

    /// What was entered, as the use case takes it.
    pub(super) fn input(&self) -> Result<CredentialStoreInput, FoundProblem> {
        let alias = self.alias.trim().parse();
        let alias = alias.map_err(|_| {
            FoundProblem::of(
                "alias",
                "Use 1 to 40 lower-case letters, digits and hyphens.",
            )
        })?;
        let connection = match self.connection.as_str() {
            "" => None,
            name => Some(
                name.parse()
                    .map_err(|_| FoundProblem::of("connection", "Choose one."))?,
            ),
        };
        let record = CredentialStoreRecord {
            alias,
            name: self.name.trim().to_owned(),
            connection,
            look_up: self.look_up(),
            stricter: self.stricter()?,
            generator: generator_section::read(self)?,
            history: generator_section::read_history(self)?,
        };
        Ok(CredentialStoreInput {
            record,
            replaces: self.version.parse().ok(),
        })
    }

    fn look_up(&self) -> LookUpRule {
        let attribute = self.attribute.trim();
        LookUpRule {
            login: !self.login.is_empty(),
            short_name: !self.short_name.is_empty(),
            short_name_domains: self.domains.split_whitespace().map(str::to_owned).collect(),
            email: !self.email.is_empty(),
            attribute: (!attribute.is_empty()).then(|| attribute.to_owned()),
        }
    }

    fn stricter(&self) -> Result<Minimums, FoundProblem> {
        let length = match self.length.trim() {
            "" => 0,
            text => text
                .parse()
                .map_err(|_| FoundProblem::of("length", "Write a number from 0 to 72."))?,
        };
        Ok(Minimums {
            length,
            lowercase: !self.lowercase.is_empty(),
            uppercase: !self.uppercase.is_empty(),
            number: !self.number.is_empty(),
            symbol: !self.symbol.is_empty(),
            excludes_names: !self.excludes_names.is_empty(),
        })
    }

    /// What may be shown again when something is wrong.
    pub(super) fn values(&self) -> BTreeMap<String, String> {
        typed_values(self)
    }
}

/// What is wrong, beside the field it is about.
pub(super) fn problem(fault: &CredentialStoreFault) -> FoundProblem {
    let field = match fault {
        CredentialStoreFault::AliasTaken => "alias",
        CredentialStoreFault::NoConnection | CredentialStoreFault::ConnectionNeeded => "connection",
        CredentialStoreFault::Definition(problem) => match problem {
            CredentialStoreProblem::Name => "name",
            CredentialStoreProblem::FindsNobody => "login",
            CredentialStoreProblem::Domain => "domains",
            CredentialStoreProblem::Attribute => "attribute",
            CredentialStoreProblem::Length => "length",
            CredentialStoreProblem::GeneratedLength => "made_length",
            CredentialStoreProblem::History => "history",
        },
    };
    FoundProblem::of(field, sentence_after_colon(&fault.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_values::{Generator, GeneratorStyle};

    #[test]
    fn a_store_comes_back_from_its_own_form_as_it_was() {
        let alias = "okta".parse().expect("valid");
        let mut record = CredentialStoreRecord::new(alias, "Okta".into(), None);
        record.look_up.short_name_domains = vec!["example.com".into(), "example.org".into()];
        record.stricter = Minimums {
            length: 12,
            symbol: true,
            ..Minimums::default()
        };
        record.generator = Generator {
            style: GeneratorStyle::Characters,
            length: 20,
        };
        record.history = 5;
        let input = StoreForm::of(&record, 3).input().expect("valid");
        assert_eq!(input.record, record);
        assert_eq!(input.replaces, Some(3));
    }

    #[test]
    fn what_is_no_number_is_told_beside_its_field() {
        let form = StoreForm {
            alias: "okta".into(),
            length: "many".into(),
            ..StoreForm::default()
        };
        assert_eq!(form.input().expect_err("refused").field, "length");
    }
}

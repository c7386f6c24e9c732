use super::{CredentialStoreRecord, LookUpRule, Minimums};

impl CredentialStoreRecord {
    /// What is weaker than in `before`, in words. Empty when nothing is.
    #[must_use]
    pub fn weaker_than(&self, before: &Self) -> Vec<String> {
        let mut found = self.look_up.weaker_than(&before.look_up);
        found.extend(self.stricter.weaker_than(before.stricter));
        found
    }
}

impl LookUpRule {
    fn weaker_than(&self, before: &Self) -> Vec<String> {
        let by = [
            ("their login", self.login && !before.login),
            ("a short name", self.short_name && !before.short_name),
            ("their address", self.email && !before.email),
        ];
        let by = by.into_iter().filter(|(_, is_new)| *is_new);
        let mut found: Vec<_> = by
            .map(|(what, _)| format!("People are found by {what} as well."))
            .collect();
        if let Some(attribute) = &self.attribute
            && self.attribute != before.attribute
        {
            found.push(format!("People are found by {attribute} as well."));
        }
        let (now, was) = (&self.short_name_domains, &before.short_name_domains);
        let opened =
            !was.is_empty() && (now.is_empty() || now.iter().any(|domain| !was.contains(domain)));
        if self.short_name && opened {
            found.push("Short names of more domains are found.".to_owned());
        }
        found
    }
}

impl Minimums {
    fn weaker_than(self, before: Self) -> Vec<String> {
        let asked = [
            ("a lower-case letter", self.lowercase, before.lowercase),
            ("an upper-case letter", self.uppercase, before.uppercase),
            ("a digit", self.number, before.number),
            ("a symbol", self.symbol, before.symbol),
            ("no name in it", self.excludes_names, before.excludes_names),
        ];
        let gone = asked.into_iter().filter(|(_, now, was)| *was && !now);
        let mut found: Vec<_> = gone
            .map(|(what, ..)| format!("A new password need not have {what} any more."))
            .collect();
        if self.length < before.length {
            let (now, was) = (self.length, before.length);
            found.push(format!(
                "A new password needs {now} instead of {was} characters."
            ));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strict() -> CredentialStoreRecord {
        let alias = "people".parse().expect("valid");
        let mut record = CredentialStoreRecord::new(alias, "People".into(), None);
        record.look_up = LookUpRule {
            login: false,
            short_name: true,
            short_name_domains: vec!["example.com".into()],
            email: false,
            attribute: None,
        };
        record.stricter = Minimums {
            length: 14,
            lowercase: true,
            uppercase: true,
            number: true,
            symbol: true,
            excludes_names: true,
        };
        record
    }

    type Change = fn(&mut CredentialStoreRecord);

    #[test]
    fn each_weaker_setting_is_named_and_the_way_back_is_none() {
        let changes: [(&str, Change); 10] = [
            ("by their login", |r| r.look_up.login = true),
            ("by their address", |r| r.look_up.email = true),
            ("by employeeNumber", |r| {
                r.look_up.attribute = Some("employeeNumber".into());
            }),
            ("more domains", |r| r.look_up.short_name_domains.clear()),
            ("lower-case", |r| r.stricter.lowercase = false),
            ("upper-case", |r| r.stricter.uppercase = false),
            ("a digit", |r| r.stricter.number = false),
            ("a symbol", |r| r.stricter.symbol = false),
            ("no name", |r| r.stricter.excludes_names = false),
            ("8 instead of 14", |r| r.stricter.length = 8),
        ];
        for (words, weaken) in changes {
            let mut after = strict();
            weaken(&mut after);
            let found = after.weaker_than(&strict());
            assert!(found.len() == 1 && found[0].contains(words), "{found:?}");
            assert_eq!(strict().weaker_than(&after), [""; 0], "{words}");
        }
    }
}

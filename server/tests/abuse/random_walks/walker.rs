use super::{Dice, forms, oracle::Oracle};
use crate::harness::{ALICE, Browser, CAROL, PURPOSES, Person, Portal, Purpose};

/// Somebody with a browser, who may be either of two people, and knows what both get by mail.
pub(super) struct Walker {
    browser: Browser,
    /// Whose login was typed last; `None` for nobody's.
    typed: Option<Person>,
    /// Who is proven in this browser, as far as an onlooker can tell.
    pub(super) proven: Option<Person>,
    /// The request that the last page named.
    request: String,
}

/// What was done, and where it led.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) form: String,
    pub(super) location: String,
    pub(super) status: u16,
}

type Fields = Vec<(&'static str, String)>;

impl Walker {
    pub(super) fn new(portal: &Portal) -> Self {
        Self {
            browser: portal.browser(),
            typed: None,
            proven: None,
            request: String::new(),
        }
    }

    /// One step, rather forward than not: otherwise nobody would ever get anywhere.
    pub(super) async fn step(
        &mut self,
        portal: &Portal,
        dice: &Dice,
        oracle: &mut Oracle,
        other: &Self,
    ) -> Done {
        let purpose = *dice.pick(&PURPOSES);
        match dice.roll(100) {
            0..4 => self.identify(portal, dice, purpose).await,
            4..22 => self.enter_code(portal, dice, purpose, other).await,
            22..24 => self.ask_for_another(portal, dice, purpose).await,
            24..35 => self.set_password(portal, dice, oracle, other).await,
            35..46 => {
                self.send("/do/unlock/confirm", Vec::new(), dice, other)
                    .await
            }
            46..53 => self.replace_password(portal, dice, oracle, other).await,
            53..61 => {
                let form = *dice.pick(&["/do/instead/reset", "/do/instead/unlock"]);
                self.send(form, Vec::new(), dice, other).await
            }
            61..63 => self.give_up(dice, purpose).await,
            63..95 => {
                let (form, fields) = forms::any(dice);
                self.send(&form, fields, dice, other).await
            }
            _ => self.look(&forms::page(dice, purpose)).await,
        }
    }

    async fn identify(&mut self, portal: &Portal, dice: &Dice, purpose: Purpose) -> Done {
        let person = *dice.pick(&[Some(ALICE), Some(ALICE), Some(CAROL), Some(CAROL), None]);
        let login = person.map_or("nobody@example.com", |person| person.login);
        let form = purpose.form("identify");
        let done = self.post(&form, &[("login", login.to_owned())]).await;
        portal.idle().await;
        self.look(&purpose.page("code")).await;
        done
    }

    /// The code of whoever was typed; sometimes somebody else's, or none at all.
    async fn enter_code(
        &mut self,
        portal: &Portal,
        dice: &Dice,
        purpose: Purpose,
        other: &Self,
    ) -> Done {
        let person = if dice.chance(85) {
            self.typed
        } else {
            Some(*dice.pick(&[ALICE, CAROL]))
        };
        let mailed = match person {
            Some(person) if dice.chance(85) => portal.code_for(person.codes_to),
            _ => None,
        };
        let is_mailed = mailed.is_some();
        let code = mailed.unwrap_or_else(|| (*dice.pick(&["000000", "", "12345"])).to_owned());
        let form = purpose.form("code");
        let done = self.send(&form, vec![("code", code)], dice, other).await;
        let proven = ["/password", "/confirm"]
            .iter()
            .any(|page| done.location.ends_with(page));
        if proven && is_mailed && self.typed == person {
            self.proven = person;
        }
        done
    }

    async fn ask_for_another(&mut self, portal: &Portal, dice: &Dice, purpose: Purpose) -> Done {
        if dice.chance(70) {
            portal
                .database
                .try_change("UPDATE challenges SET issued_at = issued_at - 31000")
                .await;
        }
        let done = self.post(&purpose.form("resend"), &[]).await;
        portal.idle().await;
        done
    }

    async fn set_password(
        &mut self,
        portal: &Portal,
        dice: &Dice,
        oracle: &mut Oracle,
        other: &Self,
    ) -> Done {
        let password = forms::password(dice);
        let again = if dice.chance(90) {
            password.clone()
        } else {
            forms::password(dice)
        };
        let fields = vec![("password", password.clone()), ("confirmation", again)];
        let done = self.send("/do/reset/password", fields, dice, other).await;
        self.note(portal, oracle, &password);
        done
    }

    /// Keeps in mind what was chosen.
    fn note(&self, portal: &Portal, oracle: &mut Oracle, password: &str) {
        if let Some(person) = self.proven {
            oracle.note_password(portal, person, password);
        }
    }

    async fn replace_password(
        &mut self,
        portal: &Portal,
        dice: &Dice,
        oracle: &mut Oracle,
        other: &Self,
    ) -> Done {
        let known = self.proven.map(|person| oracle.password_of(person));
        let current = match known {
            Some(current) if dice.chance(95) => current,
            _ => "Wrong 12 kettle".to_owned(),
        };
        let password = forms::password(dice);
        let fields = vec![
            ("current", current),
            ("password", password.clone()),
            ("confirmation", password.clone()),
        ];
        let done = self.send("/do/change/password", fields, dice, other).await;
        self.note(portal, oracle, &password);
        done
    }

    async fn give_up(&mut self, dice: &Dice, purpose: Purpose) -> Done {
        let form = if dice.chance(50) {
            purpose.form("cancel")
        } else {
            "/do/unlock/leave".into()
        };
        let done = self.post(&form, &[]).await;
        if done.location == "/" || !done.location.contains("/code") {
            (self.typed, self.proven) = (None, None);
        }
        done
    }

    /// A form that may name this browser's request, the other's, or none.
    async fn send(&mut self, form: &str, mut fields: Fields, dice: &Dice, other: &Self) -> Done {
        match dice.roll(10) {
            0 => fields.push(("request", other.request.clone())),
            1..4 => fields.push(("request", self.request.clone())),
            _ => {}
        }
        self.post(form, &fields).await
    }

    async fn post(&mut self, form: &str, fields: &[(&'static str, String)]) -> Done {
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let answer = self.browser.post(form, &fields).await;
        if form.ends_with("/identify") && answer.location().ends_with("/code") {
            let login = fields.iter().rfind(|(name, _)| *name == "login");
            let of = |person: &Person| login.is_some_and(|(_, login)| *login == person.login);
            (self.typed, self.proven) = ([ALICE, CAROL].into_iter().find(of), None);
        }
        Done {
            form: form.to_owned(),
            location: answer.location().to_owned(),
            status: answer.status,
        }
    }

    async fn look(&mut self, path: &str) -> Done {
        let answer = self.browser.get(path).await;
        let request = answer.hidden("request");
        if !request.is_empty() {
            request.clone_into(&mut self.request);
        }
        Done {
            form: String::new(),
            location: answer.location().to_owned(),
            status: answer.status,
        }
    }
}

use crate::harness::{Answer, Browser, Directory, Portal, Setup};

/// Somebody of the org's staff.
#[derive(Clone, Copy)]
pub(crate) struct Person {
    pub(crate) login: &'static str,
    pub(crate) password: &'static str,
}

/// A password administrator.
pub(crate) const PAT: Person = Person {
    login: "pat.admin@example.com",
    password: "Walnut58Harvest",
};
/// An auditor.
pub(crate) const AVERY: Person = Person {
    login: "avery.auditor@example.com",
    password: "Cedar75Monarch",
};
/// A credential manager.
pub(crate) const CASEY: Person = Person {
    login: "casey.credential@example.com",
    password: "Thistle24Beacon",
};
/// A senior agent of the service desk.
pub(crate) const SASHA: Person = Person {
    login: "sasha.senior@example.com",
    password: "Pebble39Cascade",
};
/// At the service desk.
pub(crate) const DREW: Person = Person {
    login: "drew.desk@example.com",
    password: "Lantern67Orbit",
};

/// A portal whose staff sign in at the org.
pub(crate) fn signing_in(setup: Setup) -> Setup {
    Setup {
        signs_in: true,
        ..setup
    }
}

impl Browser {
    /// Begins a sign-in; returns where at the org the browser is sent.
    pub(crate) async fn start_sign_in(&mut self, fields: &[(&str, &str)]) -> String {
        let answer = self.post("/do/sign-in/start", fields).await;
        assert_eq!(answer.status, 303, "{answer:?}");
        answer.location().to_owned()
    }

    /// Signs in at the org and comes back.
    pub(crate) async fn sign_in(&mut self, portal: &Portal, person: Person) -> Answer {
        self.sign_in_with(portal, person, &mut Directory::default(), &[])
            .await
    }

    /// The same in a browser that may be signed in at the org already.
    pub(crate) async fn sign_in_with(
        &mut self,
        portal: &Portal,
        Person { login, password }: Person,
        directory: &mut Directory,
        fields: &[(&str, &str)],
    ) -> Answer {
        portal.catch_up();
        let address = self.start_sign_in(fields).await;
        let back = directory.sign_in(&address, login, password).await;
        portal.catch_up();
        // From another site: nothing says where it comes from.
        let request = self
            .request(reqwest::Method::GET, &back)
            .header("sec-fetch-site", "cross-site");
        self.send(request).await
    }

    /// Whether the portal knows who is at the browser, whatever they may see.
    pub(crate) async fn is_signed_in(&mut self) -> bool {
        let answer = self.get("/admin").await;
        match answer.status {
            // Not for their roles.
            200 | 403 => true,
            // On to what is.
            303 if answer.location() == "/desk" => true,
            303 if answer.location() == "/sign-in?next=%2Fadmin" => false,
            _ => panic!("{answer:?}"),
        }
    }
}

use crate::{Letter, PortalFacts, Wording, sentences::sentences};
use minijinja::{
    Environment, Error, Output, State, UndefinedBehavior, Value, context, escape_formatter,
    syntax::SyntaxConfig, value::Serde,
};
use secrecy::ExposeSecret as _;

/// A letter as text.
pub(crate) struct Rendered {
    pub(crate) subject: String,
    pub(crate) text: String,
    pub(crate) html: String,
}

/// The built-in templates. Values are escaped in those whose name ends in `.html`.
pub(crate) struct Templates(Environment<'static>);

const FILES: [(&str, &str); 31] = [
    ("layout.html", include_str!("templates/layout.html")),
    ("layout.txt", include_str!("templates/layout.txt")),
    ("desk.html", include_str!("templates/desk.html")),
    ("desk.txt", include_str!("templates/desk.txt")),
    ("code.subject", include_str!("templates/code.subject")),
    ("code.txt", include_str!("templates/code.txt")),
    ("code.html", include_str!("templates/code.html")),
    (
        "password-link.subject",
        include_str!("templates/password-link.subject"),
    ),
    (
        "password-link.txt",
        include_str!("templates/password-link.txt"),
    ),
    (
        "password-link.html",
        include_str!("templates/password-link.html"),
    ),
    (
        "password-changed.subject",
        include_str!("templates/password-changed.subject"),
    ),
    (
        "password-changed.txt",
        include_str!("templates/password-changed.txt"),
    ),
    (
        "password-changed.html",
        include_str!("templates/password-changed.html"),
    ),
    (
        "account-unlocked.subject",
        include_str!("templates/account-unlocked.subject"),
    ),
    (
        "account-unlocked.txt",
        include_str!("templates/account-unlocked.txt"),
    ),
    (
        "account-unlocked.html",
        include_str!("templates/account-unlocked.html"),
    ),
    (
        "password-ends.subject",
        include_str!("templates/password-ends.subject"),
    ),
    (
        "password-ends.txt",
        include_str!("templates/password-ends.txt"),
    ),
    (
        "password-ends.html",
        include_str!("templates/password-ends.html"),
    ),
    (
        "not-served.subject",
        include_str!("templates/not-served.subject"),
    ),
    ("not-served.txt", include_str!("templates/not-served.txt")),
    ("not-served.html", include_str!("templates/not-served.html")),
    (
        "desk-code.subject",
        include_str!("templates/desk-code.subject"),
    ),
    ("desk-code.txt", include_str!("templates/desk-code.txt")),
    ("desk-code.html", include_str!("templates/desk-code.html")),
    (
        "desk-action.subject",
        include_str!("templates/desk-action.subject"),
    ),
    ("desk-action.txt", include_str!("templates/desk-action.txt")),
    (
        "desk-action.html",
        include_str!("templates/desk-action.html"),
    ),
    (
        "many-blocked.subject",
        include_str!("templates/many-blocked.subject"),
    ),
    (
        "many-blocked.txt",
        include_str!("templates/many-blocked.txt"),
    ),
    (
        "many-blocked.html",
        include_str!("templates/many-blocked.html"),
    ),
];

impl Templates {
    pub(crate) fn new() -> Self {
        let mut environment = Environment::new();
        environment.set_loader(|name| {
            Ok(FILES
                .iter()
                .find(|(file, _)| *file == name)
                .map(|(_, source)| (*source).to_owned()))
        });
        // Only delimiters can be refused, and these are the usual ones.
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        environment.set_syntax(syntax.unwrap_or_default());
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(write_on_one_line);
        // A template error must not carry the values it was rendered with.
        environment.set_debug(false);
        Self(environment)
    }

    pub(crate) fn render(
        &self,
        letter: &Letter,
        portal: &PortalFacts,
        wording: &Wording,
    ) -> Result<Rendered, Error> {
        let name = letter.name();
        let sentences = sentences(letter, portal, wording.language);
        let facts = match letter {
            Letter::Code { code, .. } | Letter::DeskCode { code, .. } => {
                context! { code => code.expose() }
            }
            Letter::PasswordLink { address, .. } => {
                context! { address => address.expose_secret() }
            }
            Letter::PasswordChanged {
                unlocked,
                sessions_revoked,
                ..
            } => context! { unlocked, sessions_revoked },
            Letter::AccountUnlocked { .. }
            | Letter::NotServed { .. }
            | Letter::DeskAction { .. } => context! {},
            Letter::PasswordEnds { page, .. } => context! { page },
            Letter::ManyBlocked { people, minutes } => context! { people, minutes },
        };
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let context = context! {
            portal => Value::from(Serde(portal)),
            text => Value::from(Serde(sentences)),
            language => wording.language.tag(),
            direction => wording.language.direction().name(),
            greeting => lines(&wording.greeting),
            footer => lines(&wording.footer),
            ..facts
        };
        let render = |kind: &str| {
            self.0
                .get_template(&format!("{name}.{kind}"))?
                .render(context.clone())
        };
        let subject = render("subject")?;
        Ok(Rendered {
            text: render("txt")?,
            html: render("html")?,
            subject,
        })
    }
}

/// No value can begin a line, and thereby a header, a paragraph or a signature of its own.
fn write_on_one_line(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if text.chars().any(breaks_or_turns_the_line) => {
            let line: String = text
                .chars()
                .map(|c| if breaks_or_turns_the_line(c) { ' ' } else { c })
                .collect();
            escape_formatter(out, state, &Value::from(line))
        }
        _ => escape_formatter(out, state, value),
    }
}

/// Control characters, line separators, and marks that change the direction of what follows.
fn breaks_or_turns_the_line(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

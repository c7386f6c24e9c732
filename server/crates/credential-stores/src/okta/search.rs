use super::failure;
use crate::{Failure, FoundPerson};
use latchkey_okta::{Attribute, Client, Filter, User, resources::users::UserQuery};
use latchkey_values::PersonNames;

/// Everybody whose name, login or address begins with `text`, or whose telephone number it is; deactivated
/// people too. Up to a second behind (operation `listUsers`, parameter `search`).
pub(super) async fn search(
    okta: &Client,
    text: &str,
    most: u32,
) -> Result<Vec<FoundPerson>, Failure> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let filter = match words.as_slice() {
        [] => return Ok(Vec::new()),
        _ if is_telephone_number(text) => by_number(text),
        [one] => by_word(one),
        [first, rest @ ..] => by_full_name(first, &rest.join(" ")),
    };
    let page = okta
        .users()
        .list(UserQuery::search(filter).limit(most))
        .first()
        .await
        .map_err(failure::of_read)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    Ok(page.items.into_iter().take(most).map(found).collect())
}

fn by_word(word: &str) -> Filter {
    let begins = |attribute| Filter::starts_with(attribute, word);
    begins(&Attribute::LOGIN)
        .or(begins(&Attribute::EMAIL))
        .or(begins(&Attribute::FIRST_NAME))
        .or(begins(&Attribute::LAST_NAME))
}

/// First and last name, in either order.
fn by_full_name(one: &str, other: &str) -> Filter {
    let named = |first: &str, last: &str| {
        Filter::starts_with(&Attribute::FIRST_NAME, first)
            .and(Filter::starts_with(&Attribute::LAST_NAME, last))
    };
    named(one, other).or(named(other, one))
}

/// As it was typed, and without what is only there to be read.
fn by_number(text: &str) -> Filter {
    let compact: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let is = |number: &str| {
        Filter::equals(&Attribute::MOBILE_PHONE, number)
            .or(Filter::equals(&Attribute::PRIMARY_PHONE, number))
    };
    is(text.trim()).or(is(&compact))
}

fn is_telephone_number(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let punctuation = |c: char| matches!(c, '+' | '-' | '(' | ')' | '/' | '.') || c.is_whitespace();
    digits >= 6 && text.chars().all(|c| c.is_ascii_digit() || punctuation(c))
}

fn found(user: User) -> FoundPerson {
    FoundPerson {
        id: user.id.to_string(),
        names: PersonNames {
            login: user.profile.login,
            first: user.profile.first_name.unwrap_or_default(),
            last: user.profile.last_name.unwrap_or_default(),
        },
        status: user.status,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_told_from_a_name() {
        for number in ["+1 555 0100-22", "(0151) 234 567", "015123456"] {
            assert!(is_telephone_number(number), "{number}");
        }
        for other in ["12345", "alice", "+1 555 alice", ""] {
            assert!(!is_telephone_number(other), "{other}");
        }
    }
}

//! Splits an expression into words, strings and parentheses.

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Open,
    Close,
    Word(String),
    /// The content of a quoted string.
    Text(String),
}

/// All tokens; `None` when a string has no end.
pub(super) fn tokens(text: &str) -> Option<Vec<Token>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '(' => (Token::Open, 1),
            ')' => (Token::Close, 1),
            '"' => quoted(rest)?,
            _ => {
                let end = rest.find(|c: char| c.is_whitespace() || "()\"".contains(c));
                let length = end.unwrap_or(rest.len());
                (Token::Word(rest[..length].to_owned()), length)
            }
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Some(tokens)
}

/// A quoted string at the start of `text`, and its length with the quotes.
fn quoted(text: &str) -> Option<(Token, usize)> {
    let mut content = String::new();
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => {
                content.push(character);
                escaped = false;
            }
            '\\' => escaped = true,
            '"' => return Some((Token::Text(content), at + 1)),
            _ => content.push(character),
        }
    }
    None
}

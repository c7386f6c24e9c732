//! Reads tokens: grouping binds before `not`, then `and`, then `or`.

use serde_json::Value;

use super::lexer::{Token, tokens};
use super::{Expression, Operator};

const DEEPEST: usize = 40;
const LONGEST: usize = 2_000;

struct Parser {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    depth: usize,
}

/// The expression; `None` when the text is none.
pub(super) fn parse(text: &str) -> Option<Expression> {
    let tokens = tokens(text).filter(|tokens| tokens.len() <= LONGEST)?;
    let mut parser = Parser {
        tokens: tokens.into_iter().peekable(),
        depth: 0,
    };
    let expression = parser.any()?;
    parser.tokens.next().is_none().then_some(expression)
}

impl Parser {
    fn any(&mut self) -> Option<Expression> {
        let mut parts = vec![self.all()?];
        while self.keyword("or") {
            parts.push(self.all()?);
        }
        single_or(parts, Expression::Any)
    }

    fn all(&mut self) -> Option<Expression> {
        let mut parts = vec![self.one()?];
        while self.keyword("and") {
            parts.push(self.one()?);
        }
        single_or(parts, Expression::All)
    }

    fn one(&mut self) -> Option<Expression> {
        if self.keyword("not") {
            return Some(Expression::Not(Box::new(self.group()?)));
        }
        if self.tokens.peek() == Some(&Token::Open) {
            return self.group();
        }
        let Some(Token::Word(path)) = self.tokens.next() else {
            return None;
        };
        let Some(Token::Word(operator)) = self.tokens.next() else {
            return None;
        };
        if operator.eq_ignore_ascii_case("pr") {
            return Some(Expression::Present(path));
        }
        let operator = self::operator(&operator)?;
        let value = match self.tokens.next()? {
            Token::Text(text) => Value::String(text),
            Token::Word(word) => serde_json::from_str(&word).ok()?,
            Token::Open | Token::Close => return None,
        };
        Some(Expression::Compare {
            path,
            operator,
            value,
        })
    }

    fn group(&mut self) -> Option<Expression> {
        self.depth += 1;
        if self.depth > DEEPEST || self.tokens.next() != Some(Token::Open) {
            return None;
        }
        let inner = self.any()?;
        self.depth -= 1;
        (self.tokens.next() == Some(Token::Close)).then_some(inner)
    }

    fn keyword(&mut self, keyword: &str) -> bool {
        let is_keyword = |token: &Token| matches!(token, Token::Word(word) if word.eq_ignore_ascii_case(keyword));
        self.tokens.next_if(is_keyword).is_some()
    }
}

fn single_or(
    mut parts: Vec<Expression>,
    join: fn(Vec<Expression>) -> Expression,
) -> Option<Expression> {
    if parts.len() == 1 {
        parts.pop()
    } else {
        Some(join(parts))
    }
}

fn operator(word: &str) -> Option<Operator> {
    Some(match word.to_ascii_lowercase().as_str() {
        "eq" => Operator::Equal,
        "ne" => Operator::NotEqual,
        "gt" => Operator::Greater,
        "ge" => Operator::GreaterOrEqual,
        "lt" => Operator::Less,
        "le" => Operator::LessOrEqual,
        "sw" => Operator::StartsWith,
        "ew" => Operator::EndsWith,
        "co" => Operator::Contains,
        _ => return None,
    })
}

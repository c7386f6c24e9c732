//! How often somebody may try to sign in by password. The same for names that nobody has.

use crate::sign_in::Counted;
use jiff::SignedDuration;
use latchkey_domain::{Limit, Network};
use latchkey_values::Alias;

const HERE: Limit = Limit {
    name: "local-sign-ins-of-name-in-network",
    most: 5,
    window: SignedDuration::from_hours(1),
};
const NETWORK: Limit = Limit {
    name: "local-sign-ins-of-network",
    most: 20,
    window: SignedDuration::from_hours(1),
};
/// High, because whoever knows the name can use it up; an operator can lift the block.
const NAME: Limit = Limit {
    name: "local-sign-ins-of-name",
    most: 100,
    window: SignedDuration::from_hours(24),
};

/// What a try counts for, the narrowest first: one that is turned away does not count at the wider ones.
pub(super) fn counted(name: &str, network: Network) -> Vec<Counted> {
    // What can be no name may be a password in the wrong field.
    let shown = name.parse::<Alias>();
    let shown = shown.map_or_else(|_| "no name".to_owned(), |name| format!("local {name}"));
    vec![
        Counted {
            limit: HERE,
            key: format!("{network} {name}"),
            shown: format!("{shown} from {network}"),
        },
        Counted {
            limit: NETWORK,
            key: network.to_string(),
            shown: network.to_string(),
        },
        Counted {
            limit: NAME,
            key: name.to_owned(),
            shown,
        },
    ]
}

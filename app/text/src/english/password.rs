use crate::{Change, Counted::One, Password, Refusals, Rules, Unlock};

pub(super) const PASSWORD: Password = Password {
    title: "Choose a new password",
    rules: "What the new password needs",
    met: "met",
    unmet: "not met yet",
    summary: "{met} of {all} rules met",
    same: "Both passwords are the same.",
    different: "The passwords are not the same.",
    show: "Show passwords",
    hide: "Hide passwords",
    signs_out: "You will be signed out everywhere, and sign in again with the new password.",
    set: "Set new password",
    suggest: "Suggest a password",
    suggest_why: "A few random words are easy to type and hard to guess. These were drawn for this page and are kept \
                  nowhere; load the page again for others.",
    copy: "Copy",
    copied: "Copied.",
    copy_failed: "Your browser does not allow that; select the text instead.",
    missing: "Type a new password.",
    too_long: "That is longer than {most} characters, the most a password can have.",
    unusable: "That holds an emoji or another character that passwords cannot have.",
    not_the_same: "The two passwords are not the same. Type both again.",
    on_sending: "checked on sending",
    not_met: "not met",
    locked: "Your account is locked. Setting a new password also unlocks it.",
    expired: "Your password has expired. With a new one you can sign in again.",
    recovery: "A reset was begun elsewhere. A new password set here completes it.",
    first: "Your account has no password yet. The one you choose here is its first.",
    know_it: "Do you know your password?",
    know_it_text: "Then you need no new one: the lock can be lifted alone.",
    keep_and_unlock: "Keep my password and unlock",
};

pub(super) const RULES: Rules = Rules {
    wish_length: One(
        "At least {number} character",
        "At least {number} characters",
    ),
    wish_lower: "A lower-case letter",
    wish_upper: "A capital letter",
    wish_digit: "A digit",
    wish_symbol: "A symbol, such as ! ? # or %",
    wish_username: "No part of your username",
    wish_username_parts: "No part of your username ({parts})",
    wish_first_name: "Not your first name",
    wish_last_name: "Not your last name",
    wish_repeats: One(
        "No character more than {number} time in a row",
        "No character more than {number} times in a row",
    ),
    breach_length: One(
        "The password needs at least {number} character.",
        "The password needs at least {number} characters.",
    ),
    breach_lower: "The password needs a lower-case letter.",
    breach_upper: "The password needs a capital letter.",
    breach_digit: "The password needs a digit.",
    breach_symbol: "The password needs a symbol, such as ! ? # or %.",
    breach_username: "The password must not hold a part of your username.",
    breach_first_name: "The password must not hold your first name.",
    breach_last_name: "The password must not hold your last name.",
    breach_repeats: One(
        "The password must not hold a character more than {number} time in a row.",
        "The password must not hold a character more than {number} times in a row.",
    ),
    not_present: "Not your present password",
    not_earlier: One(
        "Not your last password",
        "Not one of your last {number} passwords",
    ),
    not_common: "Not a password that many people use",
    min_age: "Your present password is at least {time} old",
};

pub(super) const REFUSALS: Refusals = Refusals {
    unknown: "The directory refused this password without saying which rule it breaks. Choose a longer one that is \
              unlike your earlier ones.",
    recently_used: "You have used this password before. Choose one you have not had yet.",
    common: "Many people use this password, so it is easily guessed. Choose another one.",
    contains_name: "The password holds a part of your name or username. Leave that out.",
    breached: "This password is known from leaked data, so attackers try it early. Choose another one.",
    company_word: "The password holds a name of the company. Leave that out.",
    too_young: "Passwords must be at least {time} old before they are changed.",
    changed_lately: "Your password was changed a short time ago.",
    ask_desk: "If you cannot wait, turn to the service desk.",
    own_name: "The password is built around your own name. Choose one that has nothing to do with you.",
    keyboard: "The password follows the keys of the keyboard. Choose some unrelated words instead.",
    repeats: "The password repeats itself. Choose some unrelated words instead.",
    sequence: "The password is a sequence like abc or 123. Choose some unrelated words instead.",
    date: "The password is built around a date. Choose some unrelated words instead.",
    name: "The password is built around a common name. Choose some unrelated words instead.",
    popular: "Many people use this password or one like it. Choose some unrelated words instead.",
    word: "The password is one word with little added. Choose some unrelated words instead.",
    guessable: "This password is easily guessed. Choose some unrelated words instead.",
};

pub(super) const UNLOCK: Unlock = Unlock {
    locked: "Your account is locked",
    locked_why: "That mostly comes from several sign-ins with a wrong password.",
    can_lift: "You can lift the lock now. Your password stays as it is.",
    lift: "Unlock my account",
    unsure: "Not sure of your password?",
    unsure_text: "A few more wrong tries lock the account again. A new password unlocks it as well.",
    new_instead: "Set a new password instead",
    leave: "Leave everything as it is",
    new_password: "Set a new password",
    desk_helps: "The [service desk] can help.",
    not_locked: "Your account is not locked",
    not_locked_text: "There is no lock on it, so nothing was changed. If you still cannot sign in, the password is \
                      most likely the reason. Try once more with care, because Caps Lock and other keyboard \
                      languages are common traps; or you need a new one.",
    expired: "Your password has expired",
    expired_text: "Your account is not locked. Its password has expired, and that is why you cannot sign in with it. \
                   You need a new one.",
    waits: "Your account waits for a new password",
    waits_text: "Your account is not locked. A reset was begun elsewhere, and until it is finished the old password \
                 does not work. A new one finishes it.",
    other_reason: "There is no lock on it, so nothing was changed. Something else keeps you from signing in, which \
                   this portal cannot mend.",
};

pub(super) const CHANGE: Change = Change {
    title: "Current and new password",
    label: "Current password",
    expired: "Your password has expired. Here it still counts as the current one.",
    recovery: "A reset was begun elsewhere. If the current password is not accepted any more, set a new one without \
               it.",
    unsure: "Not sure of your current password?",
    unsure_text: "You have proven who you are, so you do not need it.",
    without_old: "Set a new password without the old one",
    need_not_wait: "You need not wait: you have proven who you are, so the old password is not needed.",
    cannot_wait: "If you cannot wait, the [service desk] can help.",
    locked: "While it is locked, your password cannot be changed, not even by you.",
    unlock_first: "Unlock it first, with the password as it is. After that you can change it.",
    go_on_unlock: "Go on to unlock it",
    both_at_once: "Or do both at once: set a new password without the old one, which also unlocks.",
    desk_unlocks: "The [service desk] can unlock it.",
    missing: "Type your current password.",
    wrong_wait: "That is not your current password. It cannot be tried again now. The wait keeps your account from \
                 being locked.",
    wrong_left: One(
        "That is not your current password. You have {number} try left before you have to wait.",
        "That is not your current password. You have {number} tries left before you have to wait.",
    ),
    closed: "The current password was wrong too often. It can be tried again here in {time}. The wait keeps your \
             account from being locked.",
};

use crate::{Counted::One, Dates, Mail};

pub(super) const DATES: Dates = Dates {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    pattern: "{day} {month} {year} at {time}",
};

pub(super) const MAIL: Mail = Mail {
    code_subject: "Your code for {portal}",
    asked_reset: "Somebody, probably you, asked for a new password for your account.",
    asked_unlock: "Somebody, probably you, asked for an end to the lock on your account.",
    asked_change: "Somebody, probably you, asked for a change of the password of your account.",
    your_code: "Your code:",
    works_once: One(
        "It works once, for {number} minute, and only on the page that asked for it. Never tell it to anybody, not \
         even to the service desk.",
        "It works once, for {number} minutes, and only on the page that asked for it. Never tell it to anybody, not \
         even to the service desk.",
    ),
    not_asked: "If you did not ask for it, you need not do anything: without this code nothing changes.",
    changed_subject: "Your password was changed",
    changed: "The password of {login} was changed, in {portal}.",
    changed_at: "The password of {login} was changed on {when}, in {portal}.",
    was_locked: "Your account was locked. It is unlocked now.",
    signed_out: "You were signed out everywhere. Sign in again with the new password.",
    all_well: "If this was you, all is well.",
    call_now: "If this was not you: call the service desk now.",
    telephone: "Telephone: {number}",
    unlocked_subject: "Your account was unlocked",
    unlocked: "The account {login} was unlocked, in {portal}.",
    unlocked_at: "The account {login} was unlocked on {when}, in {portal}.",
    same_password: "The password is the same as before.",
    ends_today: "Your password ends within a day",
    ends_subject: One(
        "Your password ends in {number} day",
        "Your password ends in {number} days",
    ),
    ends: "The password of {login} ends on {when}. From then on, you have to choose a new one before you can sign in.",
    choose_now: "Choose it now, while it suits you:",
    odd_link: "Should the link look odd to you, type the address of the portal by hand. Nobody ever asks you for your password by mail.",
    desk_code_subject: "A code for your call with the service desk",
    on_the_phone: "Somebody on the telephone with the service desk says that they are you.",
    read_out: One(
        "If it is you who called the service desk, read this code out to the agent you are talking to. It works once, for {number} minute.",
        "If it is you who called the service desk, read this code out to the agent you are talking to. It works once, for {number} minutes.",
    ),
    not_calling: "If you did not call the service desk: tell this code to nobody, also not to somebody who calls you now. Without it nothing changes.",
    desk_subject: "The service desk helped with your account",
    desk_unlocked: "The service desk unlocked the account {login}, in {portal}. The password is the same as before.",
    desk_signed_out: "The service desk signed the account {login} out everywhere, in {portal}. The password is the same as before.",
    desk_expired: "The service desk let the password of {login} expire, in {portal}. It has to be changed at the next sign-in.",
    desk_handover: "The service desk read out a code for the account {login}, with which a new password can be chosen in {portal}. That also takes a code from your own mailbox.",
    desk_when: "That was on {when}.",
    desk_all_well: "If you called the service desk, all is well.",
    link_subject: "Your link to a new password for {portal}",
    link_asked: "You asked for a new password for your account and proved who you are. Open this page to have it made and shown:",
    link_button: "Get my new password",
    link_copy: "Or copy this address:",
    link_works: One(
        "The link works once, for {number} minute. Nothing changes before you press the button there. Never send it on, not even to the service desk.",
        "The link works once, for {number} minutes. Nothing changes before you press the button there. Never send it on, not even to the service desk.",
    ),
    link_not_you: "If you did not ask for it, do not open it, and call the service desk: somebody else proved to be you.",
    not_served_subject: "Your request in {portal}",
    not_served: "Somebody, probably you, asked for help with signing in to your account. We cannot give it here.",
    suspended: "Your account is suspended. Only the service desk can have it opened again.",
    deactivated: "Your account is switched off. If you still need it, ask the service desk.",
    not_activated: "Your account has not been activated yet. Use the link in the welcome mail; if it has expired or \
                    you cannot find it, ask the service desk for a new one.",
    elsewhere: "Your password is kept elsewhere. Change it where you sign in to your computer, or at the identity \
                provider that your company signs you in with.",
    administrator: "Your account has an administrator role, and this portal does not change the passwords of \
                    administrators. Ask the service desk.",
    wrong_codes: "Too many wrong codes were typed for your account, perhaps by somebody else. For safety, no code is \
                  accepted for some days. The service desk can end that earlier.",
    nothing_changed: "Nothing was changed. If you did not ask for it, you need not do anything.",
    need_help: "Need help? {desk}",
    email: "Email: {address}",
    web: "Web: {address}",
    automatic: "{portal} sent this mail by itself, from {url}. Nobody reads answers to it.",
};

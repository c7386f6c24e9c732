use crate::{Code, Counted::One, Errors, Frame, Goal, Home, Identify, Outcome, Time, Trouble};

pub(super) const FRAME: Frame = Frame {
    skip: "Skip to the content",
    need_person: "Need a person?",
    desk: "service desk",
    problem: "There is a problem",
    error: "Error: ",
    done: "Done: ",
    progress: "Progress",
    language: "Language",
    new_password: "New password",
    new_password_again: "New password again",
    go_on: "Continue",
};

pub(super) const HOME: Home = Home {
    title: "Trouble signing in?",
    lead: "Pick what fits. It takes a few minutes.",
    needs_email: "You need to be able to read your email on this or another device. If you cannot, the [service \
                  desk] can help.",
    nothing_offered: "Passwords cannot be reset here at the moment. Please turn to the [service desk].",
    by_desk: "Not possible on this page; the service desk does it.",
    forgotten: "I forgot my password",
    forgotten_reset: "You get a code by email, and then choose a new password.",
    locked_out: "I’m locked out",
    locked_out_unlock: "You get a code by email, and then unlock your account. Your password stays the same.",
    locked_out_reset: "You get a code by email, and then choose a new password, which also unlocks your account.",
    known: "I know my password and want a new one",
    known_change: "You get a code by email, and then type your password and a new one.",
    known_reset: "Changed here as if you had forgotten it: a code by email, then the new password.",
};

pub(super) const IDENTIFY: Identify = Identify {
    title: "Who are you?",
    label: "Username or email address",
    hint: "What you sign in with, for example alice@example.com",
    next: "Next, you get an email with a six-digit code that proves it is you.",
    busy: "There is a lot of traffic just now. Without JavaScript, this page cannot check that you are a person, \
           and may ask you to try again later.",
    checking: "Checking that you are a person…",
    checking_then_sends: "Checking that you are a person. The form is sent in a moment…",
    checked: "Checked. You can continue.",
    missing: "Type your username or email address.",
    too_long: "That is longer than {most} characters, so it can be no username.",
    unusable: "That holds a character no username has. Type it by hand instead of pasting it.",
    limited: "This was tried too often. Try again in {time}, or turn to the service desk.",
    needs_work: "There is a lot of traffic just now. Type your username again, and this page checks that you are a \
                 person. Without JavaScript, try again in {time}, or turn to the service desk.",
    start_again: "That took too long, or was begun in another browser. Please start again.",
    replaced: "That page was out of date: another tab has begun something else since. What you sent had no effect.",
};

pub(super) const CODE: Code = Code {
    title: "Enter the code",
    new_sent: "A new code is on its way. The one before no longer works.",
    on_its_way: "If we know {login}, a six-digit code is on its way to the addresses we have on file.",
    sends_itself: "It is sent as soon as all six digits are there.",
    label: "Six-digit code",
    no_email: "No email yet?",
    no_email_advice: "It can take a minute or two. Look in the junk folder as well. If you typed the wrong name, \
                      start again.",
    other_login: "Start again with another login",
    can_have: One(
        "You can have {number} more code.",
        "You can have {number} more codes.",
    ),
    next_in: One(
        "The next one {number} second from now.",
        "The next one {number} seconds from now.",
    ),
    wait: "You can ask for a new code in {time}.",
    ready: "You can ask for a new code now.",
    send_new: "Send a new code",
    empty: "Type the six-digit code from the email.",
    malformed: "A code has six digits and nothing else.",
    wrong: "That is not the code.",
    tries_left: One(
        "You have {number} try left with it.",
        "You have {number} tries left with it.",
    ),
    expired: "That code is no longer valid. Ask for a new one below.",
    no_tries_left: "That was wrong too often, so this code no longer works. Ask for a new one below.",
    too_soon: One(
        "A code was sent just now. You can ask for the next one {number} second later.",
        "A code was sent just now. You can ask for the next one {number} seconds later.",
    ),
};

pub(super) const TIME: Time = Time {
    minutes: One("{number} minute", "{number} minutes"),
    hours: One("{number} hour", "{number} hours"),
    days: One("{number} day", "{number} days"),
    hours_and_minutes: "{hours} and {minutes}",
    left: "You have {time} to finish; after that you start again.",
};

pub(super) const RESET: Goal = Goal {
    name: "Reset password",
    step_who: "Who you are",
    step_code: "Code",
    step_last: "New password",
    under_way: "You have a reset under way in this browser. [Go on with it], or start a new one below.",
    no_more_codes: "No more codes can be sent for this reset. Start again, or turn to the [service desk].",
    expired_none_left: "That code is no longer valid, and no more can be sent for this reset. Start again.",
    none_left: "No more codes can be sent for this reset. Start again, or turn to the service desk.",
    stopped: "This reset was stopped",
    was_ended: "This reset was ended",
    ended: "It was ended before a new password was set. Nothing was changed.",
    out_of_time: "The reset was not finished in time. Nothing was changed. You can start again.",
    not_possible: "Your account changed in the meantime, so this portal can no longer set its password. Nothing was \
                   changed. You can start again.",
    not_reached: "Your password was not changed, because the directory could not be reached. Please send it again \
                  in a minute.",
    not_done: "Your password was not changed: the directory did not get it. Please send it again.",
    no_clear_answer: "The directory has not said clearly yet whether your password was set.",
    not_found_out: "We could not find out whether your new password was set. Try to sign in with it.",
    done: "Your new password is set",
};

pub(super) const UNLOCK: Goal = Goal {
    name: "Unlock account",
    step_who: "Who you are",
    step_code: "Code",
    step_last: "Unlock",
    under_way: "You have an unlock request under way in this browser. [Go on with it], or start a new one below.",
    no_more_codes: "No more codes can be sent for this unlock request. Start again, or turn to the [service desk].",
    expired_none_left: "That code is no longer valid, and no more can be sent for this unlock request. Start again.",
    none_left: "No more codes can be sent for this unlock request. Start again, or turn to the service desk.",
    stopped: "This unlock request was stopped",
    was_ended: "This unlock request was ended",
    ended: "It was ended before an account was unlocked. Nothing was changed.",
    out_of_time: "The unlock request was not finished in time. Nothing was changed. You can start again.",
    not_possible: "Your account changed in the meantime, so this portal can no longer unlock it. Nothing was \
                   changed. You can start again.",
    not_reached: "Your account was not unlocked, because the directory could not be reached. Please send it again \
                  in a minute.",
    not_done: "Your account was not unlocked: the directory did not get it. Please send it again.",
    no_clear_answer: "The directory has not said clearly yet whether your account was unlocked.",
    not_found_out: "We could not find out whether your account was unlocked. Try to sign in.",
    done: "Your account is unlocked",
};

pub(super) const CHANGE: Goal = Goal {
    name: "Change password",
    under_way: "You have a password change under way in this browser. [Go on with it], or start a new one below.",
    no_more_codes: "No more codes can be sent for this password change. Start again, or turn to the [service desk].",
    expired_none_left: "That code is no longer valid, and no more can be sent for this password change. Start again.",
    none_left: "No more codes can be sent for this password change. Start again, or turn to the service desk.",
    stopped: "This password change was stopped",
    was_ended: "This password change was ended",
    out_of_time: "The password change was not finished in time. Nothing was changed. You can start again.",
    ..RESET
};

pub(super) const OUTCOME: Outcome = Outcome {
    also_unlocked: "Your account is unlocked.",
    same_password: "Your password is still the same. Sign in with it.",
    signed_out: "You were signed out everywhere. Sign in with the new password.",
    being_signed_out: "You are being signed out everywhere; that can take a moment.",
    stay_signed_in: "Where you are signed in already, you stay signed in.",
    confirmation: "A confirmation is on its way to your email addresses.",
    sign_in: "Sign in",
    not_you: "Was this not you? Call the [service desk] at once.",
    not_possible: "Not possible here",
    blocked: "There were too many wrong codes. Nothing was changed. You can start again with a new code.",
    time_up: "Time is up",
    start_again: "Start again",
    keeps_wrong: "If it keeps going wrong, the [service desk] can help.",
    checking: "We are checking whether it worked",
    finding_out: "The portal is finding out, and does not do anything twice.",
    looks_again: "This page looks again by itself every five seconds; you need not send anything again. You also \
                  get an email when it is done.",
    look_now: "Look again now",
    unclear: "It is not clear whether it worked",
    ask_desk: "If that does not work, turn to the [service desk]; a person has to look at this.",
    look_again: "Look again",
};

pub(super) const TROUBLE: Trouble = Trouble {
    not_found: "There is no such page",
    not_found_text: "The address may be mistyped, or the page has moved.",
    to_start: "To the start page",
    unavailable: "The portal is not available right now",
    unavailable_text: "Something on our side did not work. If you were about to set a new password or to unlock your \
                       account, that may not have happened.",
    unavailable_advice: "Wait a minute and try again. If it is urgent, turn to the [service desk].",
    try_again: "Try again",
};

pub(super) const ERRORS: Errors = Errors {
    unauthorized: "You are not signed in",
    unauthorized_do: "Sign in, then try again.",
    forbidden: "This form was not sent from this portal",
    forbidden_do: "Open the portal again and fill in the form there.",
    not_found: "There is no such page",
    not_found_do: "Check the address, or start again.",
    method: "This address cannot be used this way",
    method_do: "Start again and use the forms on the pages.",
    slow: "The connection was too slow",
    slow_do: "Check your connection and try again.",
    too_large: "That was too much text",
    too_large_do: "Go back and shorten what you typed.",
    other_address: "The portal has another address",
    other_address_do: "Use the address you were given by your company.",
    busy: "The portal is busy",
    busy_do: "If you sent a form, it may still be at work. Wait a minute and open the page again before you repeat it.",
    fault: "Something went wrong on our side",
    fault_do: "Wait a minute, then try again. If it happens again, tell the service desk.",
    refused: "The portal cannot do this",
    refused_do: "Go back, or start again.",
};

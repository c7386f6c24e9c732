mod handover;
mod made;
mod mail;
mod pages;
mod password;

use crate::Texts;

pub(crate) const TEXTS: Texts = Texts {
    frame: pages::FRAME,
    home: pages::HOME,
    identify: pages::IDENTIFY,
    code: pages::CODE,
    time: pages::TIME,
    reset: pages::RESET,
    unlock: pages::UNLOCK,
    change: pages::CHANGE,
    outcome: pages::OUTCOME,
    trouble: pages::TROUBLE,
    errors: pages::ERRORS,
    password: password::PASSWORD,
    rules: password::RULES,
    refusals: password::REFUSALS,
    lock: password::UNLOCK,
    current: password::CHANGE,
    handover: handover::HANDOVER,
    made: made::MADE,
    mail: mail::MAIL,
    dates: mail::DATES,
};

use crate::Handover;

pub(super) const HANDOVER: Handover = Handover {
    link: "I have a code from an agent",
    title: "A code from the service desk",
    lead: "Type the code that the agent reads out to you. Then you get another one by email, for you alone, and choose a new password.",
    label: "Code from the service desk",
    hint: "Eight letters and digits, for example 7K2M-Q9XW",
    no_match: "That is not a code that works now. Ask the agent to read it out again.",
    limited: "This was tried too often. Try again in {time}, or ask the agent for help.",
};

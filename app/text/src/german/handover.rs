use crate::Handover;

pub(super) const HANDOVER: Handover = Handover {
    link: "Ich habe einen Code vom Servicedesk",
    title: "Ein Code vom Servicedesk",
    lead: "Geben Sie den Code ein, den man Ihnen am Telefon vorliest. Danach bekommen Sie einen weiteren per E-Mail, nur für Sie, und wählen ein neues Passwort.",
    label: "Code vom Servicedesk",
    hint: "Acht Buchstaben und Ziffern, zum Beispiel 7K2M-Q9XW",
    no_match: "Dieser Code gilt jetzt nicht. Lassen Sie ihn sich noch einmal vorlesen.",
    limited: "Das wurde zu oft versucht. Versuchen Sie es in {time} wieder, oder bitten Sie am Telefon um Hilfe.",
};

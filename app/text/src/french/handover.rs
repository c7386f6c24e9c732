use crate::Handover;

pub(super) const HANDOVER: Handover = Handover {
    link: "J’ai un code du centre d’assistance",
    title: "Un code du centre d’assistance",
    lead: "Tapez le code que l’on vous lit au téléphone. Vous en recevrez ensuite un autre par e-mail, pour vous seul, puis vous choisirez un nouveau mot de passe.",
    label: "Code du centre d’assistance",
    hint: "Huit lettres et chiffres, par exemple 7K2M-Q9XW",
    no_match: "Ce code ne fonctionne pas en ce moment. Faites-le relire par votre interlocuteur.",
    limited: "Il y a eu trop d’essais. Réessayez dans {time} ou demandez de l’aide au téléphone.",
};

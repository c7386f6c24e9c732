use crate::{Counted::UpToOne, Dates, Mail};

pub(super) const DATES: Dates = Dates {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    pattern: "{day} {month} {year} à {time}",
};

pub(super) const MAIL: Mail = Mail {
    code_subject: "Votre code pour {portal}",
    asked_reset: "Quelqu’un, probablement vous, a demandé un nouveau mot de passe pour votre \
                  compte.",
    asked_unlock: "Quelqu’un, probablement vous, a demandé à lever le verrouillage de votre \
                   compte.",
    asked_change: "Quelqu’un, probablement vous, a demandé à changer le mot de passe de votre \
                   compte.",
    your_code: "Votre code :",
    works_once: UpToOne(
        "Il fonctionne une seule fois, pendant {number} minute, et uniquement sur la page qui l’a \
         demandé. Ne le donnez à personne, pas même au centre d’assistance.",
        "Il fonctionne une seule fois, pendant {number} minutes, et uniquement sur la page qui l’a \
         demandé. Ne le donnez à personne, pas même au centre d’assistance.",
    ),
    not_asked: "Si vous ne l’avez pas demandé, vous n’avez rien à faire: sans ce code, rien ne \
                change.",
    changed_subject: "Votre mot de passe a été changé",
    changed: "Le mot de passe de {login} a été changé, dans {portal}.",
    changed_at: "Le mot de passe de {login} a été changé le {when}, dans {portal}.",
    was_locked: "Votre compte était verrouillé. Il est maintenant déverrouillé.",
    signed_out: "Vous avez été déconnecté partout. Reconnectez-vous avec le nouveau mot de passe.",
    all_well: "Si c’était vous, tout va bien.",
    call_now: "Si ce n’était pas vous : appelez tout de suite le centre d’assistance.",
    telephone: "Téléphone : {number}",
    unlocked_subject: "Votre compte a été déverrouillé",
    unlocked: "Le compte {login} a été déverrouillé, dans {portal}.",
    unlocked_at: "Le compte {login} a été déverrouillé le {when}, dans {portal}.",
    same_password: "Le mot de passe est le même qu’avant.",
    ends_today: "Votre mot de passe expire dans moins d’un jour",
    ends_subject: UpToOne(
        "Votre mot de passe expire dans {number} jour",
        "Votre mot de passe expire dans {number} jours",
    ),
    ends: "Le mot de passe de {login} expire le {when}. Ensuite, vous devrez en choisir un nouveau avant de pouvoir vous connecter.",
    choose_now: "Choisissez-le dès maintenant, quand cela vous convient:",
    odd_link: "Si le lien vous paraît étrange, tapez vous-même l’adresse du portail. Personne ne vous demandera jamais votre mot de passe par e-mail.",
    desk_code_subject: "Un code pour votre appel au centre d’assistance",
    on_the_phone: "Quelqu’un est au téléphone avec le centre d’assistance et dit être vous.",
    read_out: UpToOne(
        "Si c’est bien vous qui avez appelé le centre d’assistance, lisez ce code à la personne à qui vous parlez. Il fonctionne une seule fois, pendant {number} minute.",
        "Si c’est bien vous qui avez appelé le centre d’assistance, lisez ce code à la personne à qui vous parlez. Il fonctionne une seule fois, pendant {number} minutes.",
    ),
    not_calling: "Si vous n’avez pas appelé le centre d’assistance, ne donnez ce code à personne, pas même à quelqu’un qui vous appelle maintenant. Sans lui, rien ne change.",
    desk_subject: "Le centre d’assistance est intervenu sur votre compte",
    desk_unlocked: "Le centre d’assistance a déverrouillé le compte {login}, dans {portal}. Le mot de passe est le même qu’avant.",
    desk_signed_out: "Le centre d’assistance a déconnecté le compte {login} partout, dans {portal}. Le mot de passe est le même qu’avant.",
    desk_expired: "Le centre d’assistance a fait expirer le mot de passe de {login}, dans {portal}. Il faudra le changer à la prochaine connexion.",
    desk_handover: "Le centre d’assistance a lu un code pour le compte {login}, avec lequel un nouveau mot de passe peut être choisi dans {portal}. Il faut pour cela aussi un code de votre propre boîte aux lettres.",
    desk_when: "C’était le {when}.",
    desk_all_well: "Si vous avez appelé le centre d’assistance, tout va bien.",
    link_subject: "Votre lien vers un nouveau mot de passe pour {portal}",
    link_asked: "Vous avez demandé un nouveau mot de passe pour votre compte et prouvé qui vous êtes. Cette page le crée et l’affiche:",
    link_button: "Obtenir mon nouveau mot de passe",
    link_copy: "Ou copiez cette adresse:",
    link_works: UpToOne(
        "Le lien fonctionne une seule fois, pendant {number} minute. Rien ne change tant que vous n’avez pas appuyé sur le bouton. Ne le transmettez jamais, pas même au centre d’assistance.",
        "Le lien fonctionne une seule fois, pendant {number} minutes. Rien ne change tant que vous n’avez pas appuyé sur le bouton. Ne le transmettez jamais, pas même au centre d’assistance.",
    ),
    link_not_you: "Si vous ne l’avez pas demandé, ne l’ouvrez pas et appelez le centre d’assistance: quelqu’un d’autre s’est fait passer pour vous.",
    not_served_subject: "Votre demande dans {portal}",
    not_served: "Quelqu’un, probablement vous, a demandé de l’aide pour se connecter à votre \
                 compte. Nous ne pouvons pas la donner ici.",
    suspended: "Votre compte est suspendu. Seul le centre d’assistance peut le faire rouvrir.",
    deactivated: "Votre compte est désactivé. Si vous en avez encore besoin, demandez au centre \
                  d’assistance.",
    not_activated: "Votre compte n’a pas encore été activé. Utilisez le lien de l’e-mail de \
                    bienvenue; s’il a expiré ou si vous ne le trouvez pas, demandez-en un nouveau \
                    au centre d’assistance.",
    elsewhere: "Votre mot de passe est géré ailleurs. Changez-le là où vous vous connectez à votre \
                ordinateur, ou auprès du fournisseur d’identité utilisé par votre entreprise.",
    administrator: "Votre compte a un rôle d’administrateur, et ce portail ne change pas les mots \
                    de passe des administrateurs. Demandez au centre d’assistance.",
    wrong_codes: "Trop de codes erronés ont été saisis pour votre compte, peut-être par quelqu’un \
                  d’autre. Par sécurité, aucun code n’est accepté pendant quelques jours. Le \
                  centre d’assistance peut y mettre fin plus tôt.",
    nothing_changed: "Rien n’a été modifié. Si vous n’avez rien demandé, vous n’avez rien à faire.",
    need_help: "Besoin d’aide ? {desk}",
    email: "E-mail : {address}",
    web: "Web : {address}",
    automatic: "{portal} a envoyé cet e-mail automatiquement, depuis {url}. Personne ne lit les \
                réponses.",
};

use crate::{Change, Counted::UpToOne, Password, Refusals, Rules, Unlock};

pub(super) const PASSWORD: Password = Password {
    title: "Choisissez un nouveau mot de passe",
    rules: "Ce qu’il faut au nouveau mot de passe",
    met: "respecté",
    unmet: "pas encore respecté",
    summary: "{met} règles respectées sur {all}",
    same: "Les deux mots de passe sont identiques.",
    different: "Les mots de passe ne sont pas identiques.",
    show: "Afficher les mots de passe",
    hide: "Masquer les mots de passe",
    signs_out: "Vous serez déconnecté partout, et vous vous reconnecterez avec le nouveau mot de \
                passe.",
    set: "Définir le nouveau mot de passe",
    suggest: "Proposer un mot de passe",
    suggest_why: "Quelques mots pris au hasard sont faciles à taper et difficiles à deviner. \
                  Ceux-ci ont été tirés pour cette page et ne sont conservés nulle part; rechargez \
                  la page pour en avoir d’autres.",
    copy: "Copier",
    copied: "Copié.",
    copy_failed: "Votre navigateur ne le permet pas ; sélectionnez plutôt le texte.",
    missing: "Saisissez un nouveau mot de passe.",
    too_long: "Cela dépasse {most} caractères, le maximum pour un mot de passe.",
    unusable: "Cela contient un émoji ou un autre caractère impossible dans un mot de passe.",
    not_the_same: "Les deux mots de passe ne sont pas identiques. Saisissez-les de nouveau tous \
                   les deux.",
    on_sending: "vérifié à l’envoi",
    not_met: "non respecté",
    locked: "Votre compte est verrouillé. Définir un nouveau mot de passe le déverrouille aussi.",
    expired: "Votre mot de passe a expiré. Avec un nouveau, vous pourrez vous reconnecter.",
    recovery: "Une réinitialisation a été commencée ailleurs. Un nouveau mot de passe défini ici \
               la termine.",
    first: "Votre compte n’a pas encore de mot de passe. Celui que vous choisissez ici est le \
            premier.",
    know_it: "Connaissez-vous votre mot de passe ?",
    know_it_text: "Alors il ne vous en faut pas de nouveau : le verrouillage peut être levé seul.",
    keep_and_unlock: "Garder mon mot de passe et déverrouiller",
};

pub(super) const RULES: Rules = Rules {
    wish_length: UpToOne(
        "Au moins {number} caractère",
        "Au moins {number} caractères",
    ),
    wish_lower: "Une lettre minuscule",
    wish_upper: "Une lettre majuscule",
    wish_digit: "Un chiffre",
    wish_symbol: "Un symbole, comme ! ? # ou %",
    wish_username: "Aucune partie de votre nom d’utilisateur",
    wish_username_parts: "Aucune partie de votre nom d’utilisateur ({parts})",
    wish_first_name: "Pas votre prénom",
    wish_last_name: "Pas votre nom de famille",
    wish_repeats: UpToOne(
        "Aucun caractère plus de {number} fois de suite",
        "Aucun caractère plus de {number} fois de suite",
    ),
    breach_length: UpToOne(
        "Le mot de passe doit avoir au moins {number} caractère.",
        "Le mot de passe doit avoir au moins {number} caractères.",
    ),
    breach_lower: "Il faut une lettre minuscule dans le mot de passe.",
    breach_upper: "Il faut une lettre majuscule dans le mot de passe.",
    breach_digit: "Il faut un chiffre dans le mot de passe.",
    breach_symbol: "Il faut un symbole dans le mot de passe, comme ! ? # ou %.",
    breach_username: "Le mot de passe ne doit contenir aucune partie de votre nom d’utilisateur.",
    breach_first_name: "Le mot de passe ne doit pas contenir votre prénom.",
    breach_last_name: "Le mot de passe ne doit pas contenir votre nom de famille.",
    breach_repeats: UpToOne(
        "Le mot de passe ne doit pas contenir un caractère plus de {number} fois de suite.",
        "Le mot de passe ne doit pas contenir un caractère plus de {number} fois de suite.",
    ),
    not_present: "Pas votre mot de passe actuel",
    not_earlier: UpToOne(
        "Pas votre dernier mot de passe",
        "Aucun de vos {number} derniers mots de passe",
    ),
    not_common: "Pas un mot de passe utilisé par beaucoup de gens",
    min_age: "Votre mot de passe actuel a au moins {time}",
};

pub(super) const REFUSALS: Refusals = Refusals {
    unknown: "L’annuaire a refusé ce mot de passe sans dire quelle règle il enfreint. \
              Choisissez-en un plus long, qui ne ressemble pas aux précédents.",
    recently_used: "Vous avez déjà utilisé ce mot de passe. Choisissez-en un que vous n’avez \
                    jamais eu.",
    common: "Beaucoup de gens utilisent ce mot de passe; il est donc facile à deviner. \
             Choisissez-en un autre.",
    contains_name: "Le mot de passe contient une partie de votre nom ou de votre nom \
                    d’utilisateur. Retirez-la.",
    breached: "Ce mot de passe est connu par des fuites de données; les attaquants l’essaient très \
               tôt. Choisissez-en un autre.",
    company_word: "Le mot de passe contient un nom de l’entreprise. Retirez-le.",
    too_young: "Un mot de passe doit avoir au moins {time} avant d’être changé.",
    changed_lately: "Votre mot de passe a été changé il y a peu.",
    ask_desk: "Si vous ne pouvez pas attendre, adressez-vous au centre d’assistance.",
    own_name: "Le mot de passe est construit autour de votre propre nom. Choisissez-en un qui n’a \
               rien à voir avec vous.",
    keyboard: "Le mot de passe suit les touches du clavier. Choisissez plutôt quelques mots sans \
               rapport entre eux.",
    repeats: "Le mot de passe se répète. Choisissez plutôt quelques mots sans rapport entre eux.",
    sequence: "Le mot de passe est une suite comme abc ou 123. Choisissez plutôt quelques mots \
               sans rapport entre eux.",
    date: "Le mot de passe est construit autour d’une date. Choisissez plutôt quelques mots sans \
           rapport entre eux.",
    name: "Le mot de passe est construit autour d’un nom courant. Choisissez plutôt quelques mots \
           sans rapport entre eux.",
    popular: "Beaucoup de gens utilisent ce mot de passe ou un autre très proche. Choisissez \
              plutôt quelques mots sans rapport entre eux.",
    word: "Le mot de passe est un seul mot avec peu d’ajouts. Choisissez plutôt quelques mots sans \
           rapport entre eux.",
    guessable: "Ce mot de passe est facile à deviner. Choisissez plutôt quelques mots sans rapport \
                entre eux.",
};

pub(super) const UNLOCK: Unlock = Unlock {
    locked: "Votre compte est verrouillé",
    locked_why: "Cela vient le plus souvent de plusieurs connexions avec un mauvais mot de passe.",
    can_lift: "Vous pouvez lever le verrouillage maintenant. Votre mot de passe reste tel quel.",
    lift: "Déverrouiller mon compte",
    unsure: "Pas sûr de votre mot de passe ?",
    unsure_text: "Quelques erreurs de plus verrouillent de nouveau le compte. Un nouveau mot de \
                  passe le déverrouille aussi.",
    new_instead: "Définir plutôt un nouveau mot de passe",
    leave: "Tout laisser tel quel",
    new_password: "Définir un nouveau mot de passe",
    desk_helps: "Le [centre d’assistance] peut vous aider.",
    not_locked: "Votre compte n’est pas verrouillé",
    not_locked_text: "Il n’est pas verrouillé; rien n’a donc été modifié. Si vous ne pouvez \
                      toujours pas vous connecter, c’est très probablement à cause du mot de \
                      passe. Réessayez avec attention, car le verrouillage des majuscules et les \
                      autres langues du clavier sont des pièges fréquents; ou bien il vous en faut \
                      un nouveau.",
    expired: "Votre mot de passe a expiré",
    expired_text: "Votre compte n’est pas verrouillé. Son mot de passe a expiré; c’est pourquoi \
                   vous ne pouvez pas vous connecter avec. Il vous en faut un nouveau.",
    waits: "Votre compte attend un nouveau mot de passe",
    waits_text: "Votre compte n’est pas verrouillé. Une réinitialisation a été commencée ailleurs, \
                 et tant qu’elle n’est pas terminée, l’ancien mot de passe ne fonctionne pas. Un \
                 nouveau la termine.",
    other_reason: "Il n’est pas verrouillé; rien n’a donc été modifié. Autre chose vous empêche de \
                   vous connecter, et ce portail ne peut pas y remédier.",
};

pub(super) const CHANGE: Change = Change {
    title: "Mot de passe actuel et nouveau mot de passe",
    label: "Mot de passe actuel",
    expired: "Votre mot de passe a expiré. Ici, il compte encore comme mot de passe actuel.",
    recovery: "Une réinitialisation a été commencée ailleurs. Si le mot de passe actuel n’est plus \
               accepté, définissez-en un nouveau sans lui.",
    unsure: "Pas sûr de votre mot de passe actuel ?",
    unsure_text: "Vous avez prouvé qui vous êtes ; vous n’en avez donc pas besoin.",
    without_old: "Définir un nouveau mot de passe sans l’ancien",
    need_not_wait: "Vous n’avez pas à attendre: vous avez prouvé qui vous êtes, l’ancien mot de \
                    passe n’est donc pas nécessaire.",
    cannot_wait: "Si vous ne pouvez pas attendre, le [centre d’assistance] peut vous aider.",
    locked: "Tant que le compte est verrouillé, votre mot de passe ne peut pas être changé, pas \
             même par vous.",
    unlock_first: "Déverrouillez-le d’abord, avec le mot de passe tel quel. Ensuite, vous pourrez \
                   le changer.",
    go_on_unlock: "Passer au déverrouillage",
    both_at_once: "Ou faites les deux à la fois: définissez un nouveau mot de passe sans l’ancien, \
                   ce qui déverrouille aussi le compte.",
    desk_unlocks: "Le [centre d’assistance] peut le déverrouiller.",
    missing: "Saisissez votre mot de passe actuel.",
    wrong_wait: "Ce n’est pas votre mot de passe actuel. Il n’est pas possible de réessayer \
                 maintenant. Cette attente évite que votre compte soit verrouillé.",
    wrong_left: UpToOne(
        "Ce n’est pas votre mot de passe actuel. Il vous reste {number} essai avant de devoir \
         attendre.",
        "Ce n’est pas votre mot de passe actuel. Il vous reste {number} essais avant de devoir \
         attendre.",
    ),
    closed: "Le mot de passe actuel a été erroné trop souvent. Vous pourrez réessayer ici dans \
             {time}. Cette attente évite que votre compte soit verrouillé.",
};

use crate::{Code, Counted::UpToOne, Errors, Frame, Goal, Home, Identify, Outcome, Time, Trouble};

pub(super) const FRAME: Frame = Frame {
    skip: "Aller au contenu",
    need_person: "Besoin de parler à quelqu’un ?",
    desk: "centre d’assistance",
    problem: "Il y a un problème",
    error: "Erreur : ",
    done: "Terminé : ",
    progress: "Progression",
    language: "Langue",
    new_password: "Nouveau mot de passe",
    new_password_again: "Nouveau mot de passe, encore une fois",
    go_on: "Continuer",
};

pub(super) const HOME: Home = Home {
    title: "Un problème pour vous connecter ?",
    lead: "Choisissez ce qui correspond. Cela prend quelques minutes.",
    needs_email: "Vous devez pouvoir lire vos e-mails sur cet appareil ou sur un autre. Sinon, le \
                  [centre d’assistance] peut vous aider.",
    nothing_offered: "Il n’est pas possible de réinitialiser un mot de passe ici pour le moment. \
                      Adressez-vous au [centre d’assistance].",
    by_desk: "Ce n’est pas possible sur cette page ; le centre d’assistance s’en charge.",
    forgotten: "J’ai oublié mon mot de passe",
    forgotten_reset: "Vous recevez un code par e-mail, puis vous choisissez un nouveau mot de \
                      passe.",
    locked_out: "Mon compte est verrouillé",
    locked_out_unlock: "Vous recevez un code par e-mail, puis vous déverrouillez votre compte. \
                        Votre mot de passe ne change pas.",
    locked_out_reset: "Vous recevez un code par e-mail, puis vous choisissez un nouveau mot de \
                       passe, ce qui déverrouille aussi votre compte.",
    known: "Je connais mon mot de passe et j’en veux un nouveau",
    known_change: "Vous recevez un code par e-mail, puis vous saisissez votre mot de passe et un \
                   nouveau.",
    known_reset: "Cela se fait ici comme si vous l’aviez oublié: un code par e-mail, puis le \
                  nouveau mot de passe.",
};

pub(super) const IDENTIFY: Identify = Identify {
    title: "Qui êtes-vous ?",
    label: "Nom d’utilisateur ou adresse e-mail",
    hint: "Ce avec quoi vous vous connectez, par exemple alice@example.com",
    next: "Vous recevrez ensuite un e-mail avec un code à six chiffres, qui prouve que c’est bien \
           vous.",
    busy: "Il y a beaucoup de trafic en ce moment. Sans JavaScript, cette page ne peut pas \
           vérifier que vous êtes une personne et vous demandera peut-être de réessayer plus tard.",
    checking: "Nous vérifions que vous êtes une personne…",
    checking_then_sends: "Nous vérifions que vous êtes une personne. Le formulaire sera envoyé \
                          dans un instant…",
    checked: "C’est vérifié. Vous pouvez continuer.",
    missing: "Saisissez votre nom d’utilisateur ou votre adresse e-mail.",
    too_long: "Cela dépasse {most} caractères et ne peut donc pas être un nom d’utilisateur.",
    unusable: "Cela contient un caractère qu’aucun nom d’utilisateur ne contient. Tapez-le au lieu \
               de le coller.",
    limited: "Il y a eu trop d’essais. Réessayez dans {time} ou adressez-vous au centre \
              d’assistance.",
    needs_work: "Il y a beaucoup de trafic en ce moment. Saisissez de nouveau votre nom \
                 d’utilisateur, et cette page vérifiera que vous êtes une personne. Sans \
                 JavaScript, réessayez dans {time} ou adressez-vous au centre d’assistance.",
    start_again: "Cela a duré trop longtemps ou a été commencé dans un autre navigateur. Veuillez \
                  recommencer.",
    replaced: "Cette page n’était plus à jour: autre chose a été commencé entre-temps dans un \
               autre onglet. Ce que vous avez envoyé n’a eu aucun effet.",
};

pub(super) const CODE: Code = Code {
    title: "Saisissez le code",
    new_sent: "Un nouveau code est en route. Le précédent n’est plus valable.",
    on_its_way: "Si nous connaissons {login}, un code à six chiffres est en route vers les \
                 adresses que nous avons enregistrées.",
    sends_itself: "Le code est envoyé dès que les six chiffres sont là.",
    label: "Code à six chiffres",
    no_email: "Pas encore d’e-mail ?",
    no_email_advice: "Cela peut prendre une minute ou deux. Regardez aussi dans les courriers \
                      indésirables. Si vous avez saisi un mauvais nom, recommencez.",
    other_login: "Recommencer avec un autre nom",
    can_have: UpToOne(
        "Vous pouvez encore recevoir {number} code.",
        "Vous pouvez encore recevoir {number} codes.",
    ),
    next_in: UpToOne(
        "Le prochain dans {number} seconde.",
        "Le prochain dans {number} secondes.",
    ),
    wait: "Vous pourrez demander un nouveau code dans {time}.",
    ready: "Vous pouvez maintenant demander un nouveau code.",
    send_new: "Envoyer un nouveau code",
    empty: "Saisissez le code à six chiffres reçu par e-mail.",
    malformed: "Un code a six chiffres et rien d’autre.",
    wrong: "Ce n’est pas le bon code.",
    tries_left: UpToOne(
        "Il vous reste {number} essai avec ce code.",
        "Il vous reste {number} essais avec ce code.",
    ),
    expired: "Ce code n’est plus valable. Demandez-en un nouveau ci-dessous.",
    no_tries_left: "Il y a eu trop d’erreurs; ce code n’est donc plus valable. Demandez-en un \
                    nouveau ci-dessous.",
    too_soon: UpToOne(
        "Un code vient d’être envoyé. Vous pourrez demander le suivant dans {number} seconde.",
        "Un code vient d’être envoyé. Vous pourrez demander le suivant dans {number} secondes.",
    ),
};

pub(super) const TIME: Time = Time {
    minutes: UpToOne("{number} minute", "{number} minutes"),
    hours: UpToOne("{number} heure", "{number} heures"),
    days: UpToOne("{number} jour", "{number} jours"),
    hours_and_minutes: "{hours} et {minutes}",
    left: "Il vous reste {time} pour terminer ; ensuite, il faudra recommencer.",
};

pub(super) const RESET: Goal = Goal {
    name: "Réinitialiser le mot de passe",
    step_who: "Qui vous êtes",
    step_code: "Code",
    step_last: "Nouveau mot de passe",
    under_way: "Une réinitialisation est en cours dans ce navigateur. [Reprenez-la], ou \
                commencez-en une nouvelle ci-dessous.",
    no_more_codes: "Aucun autre code ne peut être envoyé pour cette demande. Recommencez ou \
                    adressez-vous au [centre d’assistance].",
    expired_none_left: "Ce code n’est plus valable et aucun autre ne peut être envoyé pour cette \
                        demande. Recommencez.",
    none_left: "Aucun autre code ne peut être envoyé pour cette demande. Recommencez ou \
                adressez-vous au centre d’assistance.",
    stopped: "Cette réinitialisation a été arrêtée",
    was_ended: "Cette réinitialisation est terminée",
    ended: "Elle a pris fin avant qu’un nouveau mot de passe ne soit défini. Rien n’a été modifié.",
    out_of_time: "La réinitialisation n’a pas été terminée à temps. Rien n’a été modifié. Vous \
                  pouvez recommencer.",
    not_possible: "Votre compte a changé entre-temps; ce portail ne peut donc plus définir son mot \
                   de passe. Rien n’a été modifié. Vous pouvez recommencer.",
    not_reached: "Votre mot de passe n’a pas été modifié, car l’annuaire n’a pas pu être joint. \
                  Veuillez le renvoyer dans une minute.",
    not_done: "Votre mot de passe n’a pas été modifié: l’annuaire ne l’a pas reçu. Veuillez le \
               renvoyer.",
    no_clear_answer: "L’annuaire n’a pas encore dit clairement si votre mot de passe a été défini.",
    not_found_out: "Nous n’avons pas pu savoir si votre nouveau mot de passe a été défini. Essayez \
                    de vous connecter avec.",
    done: "Votre nouveau mot de passe est défini",
};

pub(super) const UNLOCK: Goal = Goal {
    name: "Déverrouiller le compte",
    step_last: "Déverrouillage",
    under_way: "Un déverrouillage est en cours dans ce navigateur. [Reprenez-le], ou commencez-en \
                un nouveau ci-dessous.",
    stopped: "Ce déverrouillage a été arrêté",
    was_ended: "Ce déverrouillage est terminé",
    ended: "Il a pris fin avant qu’un compte ne soit déverrouillé. Rien n’a été modifié.",
    out_of_time: "Le déverrouillage n’a pas été terminé à temps. Rien n’a été modifié. Vous pouvez \
                  recommencer.",
    not_possible: "Votre compte a changé entre-temps; ce portail ne peut donc plus le \
                   déverrouiller. Rien n’a été modifié. Vous pouvez recommencer.",
    not_reached: "Votre compte n’a pas été déverrouillé, car l’annuaire n’a pas pu être joint. \
                  Veuillez renvoyer la demande dans une minute.",
    not_done: "Votre compte n’a pas été déverrouillé: l’annuaire n’a pas reçu la demande. Veuillez \
               la renvoyer.",
    no_clear_answer: "L’annuaire n’a pas encore dit clairement si votre compte a été déverrouillé.",
    not_found_out: "Nous n’avons pas pu savoir si votre compte a été déverrouillé. Essayez de vous \
                    connecter.",
    done: "Votre compte est déverrouillé",
    ..RESET
};

pub(super) const CHANGE: Goal = Goal {
    name: "Changer le mot de passe",
    under_way: "Un changement de mot de passe est en cours dans ce navigateur. [Reprenez-le], ou \
                commencez-en un nouveau ci-dessous.",
    stopped: "Ce changement de mot de passe a été arrêté",
    was_ended: "Ce changement de mot de passe est terminé",
    ended: "Il a pris fin avant qu’un nouveau mot de passe ne soit défini. Rien n’a été modifié.",
    out_of_time: "Le changement de mot de passe n’a pas été terminé à temps. Rien n’a été modifié. \
                  Vous pouvez recommencer.",
    ..RESET
};

pub(super) const OUTCOME: Outcome = Outcome {
    also_unlocked: "Votre compte est déverrouillé.",
    same_password: "Votre mot de passe n’a pas changé. Connectez-vous avec.",
    signed_out: "Vous avez été déconnecté partout. Connectez-vous avec le nouveau mot de passe.",
    being_signed_out: "Vous êtes en train d’être déconnecté partout; cela peut prendre un instant.",
    stay_signed_in: "Là où vous êtes déjà connecté, vous le restez.",
    confirmation: "Une confirmation est en route vers vos adresses e-mail.",
    sign_in: "Se connecter",
    not_you: "Ce n’était pas vous ? Appelez tout de suite le [centre d’assistance].",
    not_possible: "Impossible ici",
    blocked: "Il y a eu trop de codes erronés. Rien n’a été modifié. Vous pouvez recommencer avec \
              un nouveau code.",
    time_up: "Le temps est écoulé",
    start_again: "Recommencer",
    keeps_wrong: "Si cela échoue encore, le [centre d’assistance] peut vous aider.",
    checking: "Nous vérifions si cela a fonctionné",
    finding_out: "Le portail se renseigne et ne fait rien deux fois.",
    looks_again: "Cette page vérifie d’elle-même toutes les cinq secondes; vous n’avez rien à \
                  renvoyer. Vous recevrez aussi un e-mail quand ce sera fait.",
    look_now: "Vérifier maintenant",
    unclear: "On ne sait pas si cela a fonctionné",
    ask_desk: "Si cela ne marche pas, adressez-vous au [centre d’assistance]; une personne doit \
               examiner la situation.",
    look_again: "Vérifier de nouveau",
};

pub(super) const TROUBLE: Trouble = Trouble {
    not_found: "Cette page n’existe pas",
    not_found_text: "L’adresse contient peut-être une faute de frappe, ou la page a été déplacée.",
    to_start: "Vers la page d’accueil",
    unavailable: "Le portail n’est pas disponible pour le moment",
    unavailable_text: "Quelque chose n’a pas fonctionné de notre côté. Si vous étiez sur le point \
                       de définir un nouveau mot de passe ou de déverrouiller votre compte, cela \
                       n’a peut-être pas été fait.",
    unavailable_advice: "Attendez une minute et réessayez. Si c’est urgent, adressez-vous au \
                         [centre d’assistance].",
    try_again: "Réessayer",
};

pub(super) const ERRORS: Errors = Errors {
    unauthorized: "Vous n’êtes pas connecté",
    unauthorized_do: "Connectez-vous, puis réessayez.",
    forbidden: "Ce formulaire n’a pas été envoyé depuis ce portail",
    forbidden_do: "Rouvrez le portail et remplissez-y le formulaire.",
    not_found: "Cette page n’existe pas",
    not_found_do: "Vérifiez l’adresse ou recommencez.",
    method: "Cette adresse ne peut pas être utilisée ainsi",
    method_do: "Recommencez et utilisez les formulaires des pages.",
    slow: "La connexion était trop lente",
    slow_do: "Vérifiez votre connexion et réessayez.",
    too_large: "Il y avait trop de texte",
    too_large_do: "Revenez en arrière et raccourcissez votre saisie.",
    other_address: "Le portail a une autre adresse",
    other_address_do: "Utilisez l’adresse que votre entreprise vous a donnée.",
    busy: "Le portail est très sollicité",
    busy_do: "Si vous avez envoyé un formulaire, il est peut-être encore en cours de traitement. \
              Attendez une minute et rouvrez la page avant de recommencer.",
    fault: "Un problème est survenu de notre côté",
    fault_do: "Attendez une minute, puis réessayez. Si cela se reproduit, prévenez le centre \
               d’assistance.",
    refused: "Le portail ne peut pas faire cela",
    refused_do: "Revenez en arrière ou recommencez.",
};

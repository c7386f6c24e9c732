use crate::{Counted::One, Dates, Mail};

pub(super) const DATES: Dates = Dates {
    months: [
        "Januar",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ],
    pattern: "{day}. {month} {year} um {time}",
};

pub(super) const MAIL: Mail = Mail {
    code_subject: "Ihr Code für {portal}",
    asked_reset: "Jemand, wahrscheinlich Sie selbst, hat um ein neues Passwort für Ihr Konto gebeten.",
    asked_unlock: "Jemand, wahrscheinlich Sie selbst, hat darum gebeten, die Sperre Ihres Kontos aufzuheben.",
    asked_change: "Jemand, wahrscheinlich Sie selbst, möchte das Passwort Ihres Kontos ändern.",
    your_code: "Ihr Code:",
    works_once: One(
        "Er gilt einmal, {number} Minute lang und nur auf der Seite, die nach ihm gefragt hat. Verraten Sie ihn \
         niemandem, auch nicht dem Servicedesk.",
        "Er gilt einmal, {number} Minuten lang und nur auf der Seite, die nach ihm gefragt hat. Verraten Sie ihn \
         niemandem, auch nicht dem Servicedesk.",
    ),
    not_asked: "Wenn Sie nicht darum gebeten haben, brauchen Sie nichts zu tun: Ohne diesen Code ändert sich nichts.",
    changed_subject: "Ihr Passwort wurde geändert",
    changed: "Das Passwort von {login} wurde geändert, und zwar in {portal}.",
    changed_at: "Das Passwort von {login} wurde am {when} geändert, und zwar in {portal}.",
    was_locked: "Ihr Konto war gesperrt. Jetzt ist es entsperrt.",
    signed_out: "Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen Passwort wieder an.",
    all_well: "Wenn Sie das waren, ist alles in Ordnung.",
    call_now: "Wenn Sie das nicht waren: Rufen Sie sofort den Servicedesk an.",
    telephone: "Telefon: {number}",
    unlocked_subject: "Ihr Konto wurde entsperrt",
    unlocked: "Das Konto {login} wurde entsperrt, und zwar in {portal}.",
    unlocked_at: "Das Konto {login} wurde am {when} entsperrt, und zwar in {portal}.",
    same_password: "Das Passwort ist dasselbe wie vorher.",
    ends_today: "Ihr Passwort läuft innerhalb eines Tages ab",
    ends_subject: One(
        "Ihr Passwort läuft in {number} Tag ab",
        "Ihr Passwort läuft in {number} Tagen ab",
    ),
    ends: "Das Passwort von {login} läuft am {when} ab. Danach müssen Sie ein neues wählen, bevor Sie sich anmelden können.",
    choose_now: "Wählen Sie es jetzt, wenn es Ihnen passt:",
    odd_link: "Wenn Ihnen der Link seltsam vorkommt, geben Sie die Adresse des Portals von Hand ein. Niemand fragt Sie je per Mail nach Ihrem Passwort.",
    desk_code_subject: "Ein Code für Ihr Gespräch mit dem Servicedesk",
    on_the_phone: "Jemand telefoniert mit dem Servicedesk und sagt, das seien Sie.",
    read_out: One(
        "Wenn Sie selbst den Servicedesk angerufen haben, lesen Sie diesen Code der Person vor, mit der Sie sprechen. Er gilt einmal, {number} Minute lang.",
        "Wenn Sie selbst den Servicedesk angerufen haben, lesen Sie diesen Code der Person vor, mit der Sie sprechen. Er gilt einmal, {number} Minuten lang.",
    ),
    not_calling: "Wenn Sie den Servicedesk nicht angerufen haben: Verraten Sie diesen Code niemandem, auch niemandem, der Sie jetzt anruft. Ohne ihn ändert sich nichts.",
    desk_subject: "Der Servicedesk hat bei Ihrem Konto geholfen",
    desk_unlocked: "Der Servicedesk hat das Konto {login} in {portal} entsperrt. Das Passwort ist dasselbe wie vorher.",
    desk_signed_out: "Der Servicedesk hat das Konto {login} in {portal} überall abgemeldet. Das Passwort ist dasselbe wie vorher.",
    desk_expired: "Der Servicedesk hat das Passwort von {login} in {portal} ablaufen lassen. Es muss beim nächsten Anmelden geändert werden.",
    desk_handover: "Der Servicedesk hat für das Konto {login} einen Code vorgelesen, mit dem in {portal} ein neues Passwort gewählt werden kann. Dazu gehört auch ein Code aus Ihrem eigenen Postfach.",
    desk_when: "Das war am {when}.",
    desk_all_well: "Wenn Sie den Servicedesk angerufen haben, ist alles in Ordnung.",
    link_subject: "Ihr Link zu einem neuen Passwort für {portal}",
    link_asked: "Sie haben um ein neues Passwort für Ihr Konto gebeten und nachgewiesen, wer Sie sind. Auf dieser Seite wird es erzeugt und gezeigt:",
    link_button: "Mein neues Passwort holen",
    link_copy: "Oder kopieren Sie diese Adresse:",
    link_works: One(
        "Der Link gilt einmal, {number} Minute lang. Es ändert sich nichts, bevor Sie dort den Knopf drücken. Leiten Sie ihn nie weiter, auch nicht an den Servicedesk.",
        "Der Link gilt einmal, {number} Minuten lang. Es ändert sich nichts, bevor Sie dort den Knopf drücken. Leiten Sie ihn nie weiter, auch nicht an den Servicedesk.",
    ),
    link_not_you: "Wenn Sie nicht darum gebeten haben, öffnen Sie ihn nicht und rufen Sie den Servicedesk an: Jemand anderes hat sich als Sie ausgewiesen.",
    not_served_subject: "Ihre Anfrage in {portal}",
    not_served: "Jemand, wahrscheinlich Sie selbst, hat um Hilfe beim Anmelden an Ihrem Konto gebeten. Hier können wir \
                 leider nicht helfen.",
    suspended: "Ihr Konto ist vorübergehend stillgelegt. Nur der Servicedesk kann es wieder öffnen lassen.",
    deactivated: "Ihr Konto ist abgeschaltet. Wenn Sie es noch brauchen, fragen Sie den Servicedesk.",
    not_activated: "Ihr Konto ist noch nicht aktiviert. Benutzen Sie den Link aus der Willkommens-Mail; wenn er \
                    abgelaufen ist oder Sie ihn nicht finden, bitten Sie den Servicedesk um einen neuen.",
    elsewhere: "Ihr Passwort wird anderswo verwaltet. Ändern Sie es dort, wo Sie sich an Ihrem Computer anmelden, oder \
                bei dem Anmeldedienst, den Ihre Firma benutzt.",
    administrator: "Ihr Konto hat eine Administratorrolle, und dieses Portal ändert keine Passwörter von \
                    Administratoren. Fragen Sie den Servicedesk.",
    wrong_codes: "Für Ihr Konto wurden zu viele falsche Codes eingegeben, vielleicht von jemand anderem. Zur Sicherheit \
                  wird einige Tage lang kein Code angenommen. Der Servicedesk kann das früher beenden.",
    nothing_changed: "Es wurde nichts geändert. Wenn Sie nicht darum gebeten haben, brauchen Sie nichts zu tun.",
    need_help: "Brauchen Sie Hilfe? {desk}",
    email: "E-Mail: {address}",
    web: "Web: {address}",
    automatic: "{portal} hat diese Mail selbsttätig gesendet, von {url}. Antworten darauf liest niemand.",
};

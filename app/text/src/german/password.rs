use crate::{Change, Counted::One, Password, Refusals, Rules, Unlock};

pub(super) const PASSWORD: Password = Password {
    title: "Neues Passwort wählen",
    rules: "Was das neue Passwort braucht",
    met: "erfüllt",
    unmet: "noch nicht erfüllt",
    summary: "{met} von {all} Regeln erfüllt",
    same: "Beide Passwörter sind gleich.",
    different: "Die Passwörter sind nicht gleich.",
    show: "Passwörter zeigen",
    hide: "Passwörter verbergen",
    signs_out: "Sie werden überall abgemeldet und melden sich mit dem neuen Passwort wieder an.",
    set: "Neues Passwort setzen",
    suggest: "Passwort vorschlagen",
    suggest_why: "Ein paar zufällige Wörter sind leicht zu tippen und schwer zu erraten. Diese wurden für diese Seite \
                  gezogen und nirgends aufbewahrt; laden Sie die Seite neu, wenn Sie andere möchten.",
    copy: "Kopieren",
    copied: "Kopiert.",
    copy_failed: "Ihr Browser erlaubt das nicht; markieren Sie stattdessen den Text.",
    missing: "Geben Sie ein neues Passwort ein.",
    too_long: "Das ist länger als {most} Zeichen; mehr kann ein Passwort nicht haben.",
    unusable: "Das enthält ein Emoji oder ein anderes Zeichen, das in Passwörtern nicht möglich ist.",
    not_the_same: "Die beiden Passwörter sind nicht gleich. Geben Sie beide noch einmal ein.",
    on_sending: "wird beim Senden geprüft",
    not_met: "nicht erfüllt",
    locked: "Ihr Konto ist gesperrt. Ein neues Passwort entsperrt es auch.",
    expired: "Ihr Passwort ist abgelaufen. Mit einem neuen können Sie sich wieder anmelden.",
    recovery: "Ein Zurücksetzen wurde anderswo begonnen. Ein neues Passwort, das Sie hier setzen, schließt es ab.",
    first: "Ihr Konto hat noch kein Passwort. Das, was Sie hier wählen, ist sein erstes.",
    know_it: "Kennen Sie Ihr Passwort?",
    know_it_text: "Dann brauchen Sie kein neues: Die Sperre lässt sich auch allein aufheben.",
    keep_and_unlock: "Passwort behalten und entsperren",
};

pub(super) const RULES: Rules = Rules {
    wish_length: One("Mindestens {number} Zeichen", "Mindestens {number} Zeichen"),
    wish_lower: "Ein Kleinbuchstabe",
    wish_upper: "Ein Großbuchstabe",
    wish_digit: "Eine Ziffer",
    wish_symbol: "Ein Sonderzeichen wie ! ? # oder %",
    wish_username: "Kein Teil Ihres Benutzernamens",
    wish_username_parts: "Kein Teil Ihres Benutzernamens ({parts})",
    wish_first_name: "Nicht Ihr Vorname",
    wish_last_name: "Nicht Ihr Nachname",
    wish_repeats: One(
        "Kein Zeichen öfter als {number}-mal hintereinander",
        "Kein Zeichen öfter als {number}-mal hintereinander",
    ),
    breach_length: One(
        "Das Passwort braucht mindestens {number} Zeichen.",
        "Das Passwort braucht mindestens {number} Zeichen.",
    ),
    breach_lower: "Das Passwort braucht einen Kleinbuchstaben.",
    breach_upper: "Das Passwort braucht einen Großbuchstaben.",
    breach_digit: "Das Passwort braucht eine Ziffer.",
    breach_symbol: "Das Passwort braucht ein Sonderzeichen wie ! ? # oder %.",
    breach_username: "Das Passwort darf keinen Teil Ihres Benutzernamens enthalten.",
    breach_first_name: "Das Passwort darf Ihren Vornamen nicht enthalten.",
    breach_last_name: "Das Passwort darf Ihren Nachnamen nicht enthalten.",
    breach_repeats: One(
        "Das Passwort darf kein Zeichen öfter als {number}-mal hintereinander enthalten.",
        "Das Passwort darf kein Zeichen öfter als {number}-mal hintereinander enthalten.",
    ),
    not_present: "Nicht Ihr jetziges Passwort",
    not_earlier: One(
        "Nicht Ihr letztes Passwort",
        "Keines Ihrer letzten {number} Passwörter",
    ),
    not_common: "Kein Passwort, das viele Leute benutzen",
    min_age: "Ihr jetziges Passwort gilt seit mindestens {time}",
};

pub(super) const REFUSALS: Refusals = Refusals {
    unknown: "Das Verzeichnis hat dieses Passwort abgelehnt, ohne zu sagen, gegen welche Regel es verstößt. Wählen Sie \
              ein längeres, das Ihren früheren nicht ähnelt.",
    recently_used: "Dieses Passwort hatten Sie schon einmal. Wählen Sie eines, das Sie noch nicht hatten.",
    common: "Viele Leute benutzen dieses Passwort, deshalb ist es leicht zu erraten. Wählen Sie ein anderes.",
    contains_name: "Das Passwort enthält einen Teil Ihres Namens oder Benutzernamens. Lassen Sie ihn weg.",
    breached: "Dieses Passwort ist aus Datenlecks bekannt; Angreifer probieren es früh aus. Wählen Sie ein anderes.",
    company_word: "Das Passwort enthält einen Namen der Firma. Lassen Sie ihn weg.",
    too_young: "Ein Passwort lässt sich erst ändern, wenn es seit mindestens {time} gilt.",
    changed_lately: "Ihr Passwort wurde erst vor Kurzem geändert.",
    ask_desk: "Wenn Sie nicht warten können, wenden Sie sich an den Servicedesk.",
    own_name: "Das Passwort ist um Ihren eigenen Namen gebaut. Wählen Sie eines, das nichts mit Ihnen zu tun hat.",
    keyboard: "Das Passwort folgt den Tasten der Tastatur. Wählen Sie stattdessen ein paar Wörter, die nichts \
               miteinander zu tun haben.",
    repeats: "Das Passwort wiederholt sich. Wählen Sie stattdessen ein paar Wörter, die nichts miteinander zu tun \
              haben.",
    sequence: "Das Passwort ist eine Folge wie abc oder 123. Wählen Sie stattdessen ein paar Wörter, die nichts \
               miteinander zu tun haben.",
    date: "Das Passwort ist um ein Datum gebaut. Wählen Sie stattdessen ein paar Wörter, die nichts miteinander zu tun \
           haben.",
    name: "Das Passwort ist um einen häufigen Namen gebaut. Wählen Sie stattdessen ein paar Wörter, die nichts \
           miteinander zu tun haben.",
    popular: "Viele Leute benutzen dieses Passwort oder ein ähnliches. Wählen Sie stattdessen ein paar Wörter, die \
              nichts miteinander zu tun haben.",
    word: "Das Passwort ist ein einzelnes Wort mit wenig dabei. Wählen Sie stattdessen ein paar Wörter, die nichts \
           miteinander zu tun haben.",
    guessable: "Dieses Passwort ist leicht zu erraten. Wählen Sie stattdessen ein paar Wörter, die nichts miteinander \
                zu tun haben.",
};

pub(super) const UNLOCK: Unlock = Unlock {
    locked: "Ihr Konto ist gesperrt",
    locked_why: "Das kommt meist von mehreren Anmeldungen mit falschem Passwort.",
    can_lift: "Sie können die Sperre jetzt aufheben. Ihr Passwort bleibt, wie es ist.",
    lift: "Mein Konto entsperren",
    unsure: "Sind Sie sich beim Passwort nicht sicher?",
    unsure_text: "Ein paar weitere falsche Versuche sperren das Konto wieder. Ein neues Passwort entsperrt es ebenfalls.",
    new_instead: "Stattdessen ein neues Passwort setzen",
    leave: "Alles lassen, wie es ist",
    new_password: "Neues Passwort setzen",
    desk_helps: "Der [Servicedesk] kann helfen.",
    not_locked: "Ihr Konto ist nicht gesperrt",
    not_locked_text: "Es liegt keine Sperre darauf, deshalb wurde nichts geändert. Wenn Sie sich trotzdem nicht anmelden \
                      können, liegt es höchstwahrscheinlich am Passwort. Versuchen Sie es noch einmal in Ruhe, denn \
                      die Feststelltaste und andere Tastatursprachen sind häufige Fallen; oder Sie brauchen ein neues.",
    expired: "Ihr Passwort ist abgelaufen",
    expired_text: "Ihr Konto ist nicht gesperrt. Sein Passwort ist abgelaufen, deshalb können Sie sich damit nicht \
                   anmelden. Sie brauchen ein neues.",
    waits: "Ihr Konto wartet auf ein neues Passwort",
    waits_text: "Ihr Konto ist nicht gesperrt. Ein Zurücksetzen wurde anderswo begonnen, und bis es abgeschlossen ist, \
                 gilt das alte Passwort nicht. Ein neues schließt es ab.",
    other_reason: "Es liegt keine Sperre darauf, deshalb wurde nichts geändert. Etwas anderes hindert Sie am Anmelden, \
                   das dieses Portal nicht beheben kann.",
};

pub(super) const CHANGE: Change = Change {
    title: "Jetziges und neues Passwort",
    label: "Jetziges Passwort",
    expired: "Ihr Passwort ist abgelaufen. Hier gilt es noch als das jetzige.",
    recovery: "Ein Zurücksetzen wurde anderswo begonnen. Wenn das jetzige Passwort nicht mehr angenommen wird, setzen \
               Sie ohne es ein neues.",
    unsure: "Sind Sie sich beim jetzigen Passwort nicht sicher?",
    unsure_text: "Sie haben gezeigt, wer Sie sind, deshalb brauchen Sie es nicht.",
    without_old: "Neues Passwort ohne das alte setzen",
    need_not_wait: "Sie brauchen nicht zu warten: Sie haben gezeigt, wer Sie sind, deshalb ist das alte Passwort nicht \
                    nötig.",
    cannot_wait: "Wenn Sie nicht warten können, hilft der [Servicedesk].",
    locked: "Solange es gesperrt ist, kann Ihr Passwort nicht geändert werden, auch nicht von Ihnen.",
    unlock_first: "Entsperren Sie es zuerst und behalten Sie das Passwort. Danach können Sie es ändern.",
    go_on_unlock: "Weiter zum Entsperren",
    both_at_once: "Oder beides auf einmal: Setzen Sie ohne das alte ein neues Passwort; das entsperrt das Konto auch.",
    desk_unlocks: "Der [Servicedesk] kann es entsperren.",
    missing: "Geben Sie Ihr jetziges Passwort ein.",
    wrong_wait: "Das ist nicht Ihr jetziges Passwort. Es kann jetzt nicht noch einmal versucht werden. Das Warten \
                 verhindert, dass Ihr Konto gesperrt wird.",
    wrong_left: One(
        "Das ist nicht Ihr jetziges Passwort. Sie haben noch {number} Versuch, bevor Sie warten müssen.",
        "Das ist nicht Ihr jetziges Passwort. Sie haben noch {number} Versuche, bevor Sie warten müssen.",
    ),
    closed: "Das jetzige Passwort war zu oft falsch. In {time} kann es hier wieder versucht werden. Das Warten \
             verhindert, dass Ihr Konto gesperrt wird.",
};

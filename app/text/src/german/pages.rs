use crate::{Code, Counted::One, Errors, Frame, Goal, Home, Identify, Outcome, Time, Trouble};

pub(super) const FRAME: Frame = Frame {
    skip: "Zum Inhalt springen",
    need_person: "Brauchen Sie einen Menschen?",
    desk: "Servicedesk",
    problem: "Es gibt ein Problem",
    error: "Fehler: ",
    done: "Erledigt: ",
    progress: "Fortschritt",
    language: "Sprache",
    new_password: "Neues Passwort",
    new_password_again: "Neues Passwort noch einmal",
    go_on: "Weiter",
};

pub(super) const HOME: Home = Home {
    title: "Probleme beim Anmelden?",
    lead: "Wählen Sie, was passt. Es dauert nur ein paar Minuten.",
    needs_email: "Sie müssen auf diesem oder einem anderen Gerät Ihre E-Mails lesen können. Wenn das nicht geht, hilft \
                  Ihnen der [Servicedesk].",
    nothing_offered: "Passwörter können hier zurzeit nicht zurückgesetzt werden. Bitte wenden Sie sich an den \
                      [Servicedesk].",
    by_desk: "Das geht nicht auf dieser Seite; der Servicedesk erledigt es.",
    forgotten: "Ich habe mein Passwort vergessen",
    forgotten_reset: "Sie bekommen einen Code per E-Mail und wählen dann ein neues Passwort.",
    locked_out: "Mein Konto ist gesperrt",
    locked_out_unlock: "Sie bekommen einen Code per E-Mail und entsperren dann Ihr Konto. Ihr Passwort bleibt gleich.",
    locked_out_reset: "Sie bekommen einen Code per E-Mail und wählen dann ein neues Passwort; das entsperrt auch Ihr \
                       Konto.",
    known: "Ich kenne mein Passwort und möchte ein neues",
    known_change: "Sie bekommen einen Code per E-Mail und geben dann Ihr Passwort und ein neues ein.",
    known_reset: "Das geht hier so, als hätten Sie es vergessen: ein Code per E-Mail, dann das neue Passwort.",
};

pub(super) const IDENTIFY: Identify = Identify {
    title: "Wer sind Sie?",
    label: "Benutzername oder E-Mail-Adresse",
    hint: "Womit Sie sich anmelden, zum Beispiel alice@example.com",
    next: "Als Nächstes bekommen Sie eine E-Mail mit einem sechsstelligen Code, der zeigt, dass Sie es sind.",
    busy: "Im Moment ist viel los. Ohne JavaScript kann diese Seite nicht prüfen, ob Sie ein Mensch sind, und bittet \
           Sie vielleicht, es später noch einmal zu versuchen.",
    checking: "Es wird geprüft, ob Sie ein Mensch sind …",
    checking_then_sends: "Es wird geprüft, ob Sie ein Mensch sind. Das Formular wird gleich gesendet …",
    checked: "Geprüft. Sie können weitermachen.",
    missing: "Geben Sie Ihren Benutzernamen oder Ihre E-Mail-Adresse ein.",
    too_long: "Das ist länger als {most} Zeichen und kann deshalb kein Benutzername sein.",
    unusable: "Das enthält ein Zeichen, das in keinem Benutzernamen vorkommt. Tippen Sie ihn ein, statt ihn einzufügen.",
    limited: "Das wurde zu oft versucht. Versuchen Sie es in {time} wieder, oder wenden Sie sich an den Servicedesk.",
    needs_work: "Im Moment ist viel los. Geben Sie Ihren Benutzernamen noch einmal ein; diese Seite prüft dann, ob Sie \
                 ein Mensch sind. Ohne JavaScript versuchen Sie es in {time} wieder, oder wenden Sie sich an den \
                 Servicedesk.",
    start_again: "Das hat zu lange gedauert oder wurde in einem anderen Browser begonnen. Bitte fangen Sie neu an.",
    replaced: "Diese Seite war veraltet: In einem anderen Tab wurde inzwischen etwas anderes begonnen. Was Sie \
               gesendet haben, hatte keine Wirkung.",
};

pub(super) const CODE: Code = Code {
    title: "Code eingeben",
    new_sent: "Ein neuer Code ist unterwegs. Der vorige gilt nicht mehr.",
    on_its_way: "Wenn wir {login} kennen, ist ein sechsstelliger Code an die Adressen unterwegs, die bei uns \
                 hinterlegt sind.",
    sends_itself: "Der Code wird gesendet, sobald alle sechs Ziffern da sind.",
    label: "Sechsstelliger Code",
    no_email: "Noch keine E-Mail?",
    no_email_advice: "Es kann ein, zwei Minuten dauern. Sehen Sie auch im Spam-Ordner nach. Wenn Sie den falschen \
                      Namen eingegeben haben, fangen Sie neu an.",
    other_login: "Mit einem anderen Namen neu anfangen",
    can_have: One(
        "Sie können noch {number} Code bekommen.",
        "Sie können noch {number} Codes bekommen.",
    ),
    next_in: One(
        "Den nächsten in {number} Sekunde.",
        "Den nächsten in {number} Sekunden.",
    ),
    wait: "Sie können in {time} einen neuen Code anfordern.",
    ready: "Sie können jetzt einen neuen Code anfordern.",
    send_new: "Neuen Code senden",
    empty: "Geben Sie den sechsstelligen Code aus der E-Mail ein.",
    malformed: "Ein Code hat sechs Ziffern und sonst nichts.",
    wrong: "Das ist nicht der Code.",
    tries_left: One(
        "Sie haben damit noch {number} Versuch.",
        "Sie haben damit noch {number} Versuche.",
    ),
    expired: "Dieser Code gilt nicht mehr. Fordern Sie unten einen neuen an.",
    no_tries_left: "Das war zu oft falsch, deshalb gilt dieser Code nicht mehr. Fordern Sie unten einen neuen an.",
    too_soon: One(
        "Gerade eben wurde ein Code gesendet. Den nächsten können Sie in {number} Sekunde anfordern.",
        "Gerade eben wurde ein Code gesendet. Den nächsten können Sie in {number} Sekunden anfordern.",
    ),
};

pub(super) const TIME: Time = Time {
    minutes: One("{number} Minute", "{number} Minuten"),
    hours: One("{number} Stunde", "{number} Stunden"),
    days: One("{number} Tag", "{number} Tagen"),
    hours_and_minutes: "{hours} und {minutes}",
    left: "Bitte werden Sie in {time} fertig; danach müssten Sie neu anfangen.",
};

pub(super) const RESET: Goal = Goal {
    name: "Passwort zurücksetzen",
    step_who: "Wer Sie sind",
    step_code: "Code",
    step_last: "Neues Passwort",
    under_way: "In diesem Browser wird gerade ein Passwort zurückgesetzt. [Machen Sie damit weiter], oder fangen Sie \
                unten neu an.",
    no_more_codes: "Für diese Anfrage können keine Codes mehr gesendet werden. Fangen Sie neu an, oder wenden Sie \
                    sich an den [Servicedesk].",
    expired_none_left: "Dieser Code gilt nicht mehr, und für diese Anfrage können keine Codes mehr gesendet werden. \
                        Fangen Sie neu an.",
    none_left: "Für diese Anfrage können keine Codes mehr gesendet werden. Fangen Sie neu an, oder wenden Sie sich an \
                den Servicedesk.",
    stopped: "Das Zurücksetzen wurde angehalten",
    was_ended: "Das Zurücksetzen wurde beendet",
    ended: "Es wurde beendet, bevor ein neues Passwort gesetzt war. Es wurde nichts geändert.",
    out_of_time: "Das Passwort wurde nicht rechtzeitig zurückgesetzt. Es wurde nichts geändert. Sie können neu \
                  anfangen.",
    not_possible: "Ihr Konto hat sich inzwischen geändert; dieses Portal kann das Passwort deshalb nicht mehr setzen. \
                   Es wurde nichts geändert. Sie können neu anfangen.",
    not_reached: "Ihr Passwort wurde nicht geändert, weil das Verzeichnis nicht erreichbar war. Bitte senden Sie es in \
                  einer Minute noch einmal.",
    not_done: "Ihr Passwort wurde nicht geändert: Es ist nicht beim Verzeichnis angekommen. Bitte senden Sie es noch \
               einmal.",
    no_clear_answer: "Das Verzeichnis hat noch nicht klar gesagt, ob Ihr Passwort gesetzt wurde.",
    not_found_out: "Wir konnten nicht herausfinden, ob Ihr neues Passwort gesetzt wurde. Versuchen Sie, sich damit \
                    anzumelden.",
    done: "Ihr neues Passwort ist gesetzt",
};

pub(super) const UNLOCK: Goal = Goal {
    name: "Konto entsperren",
    step_last: "Entsperren",
    under_way: "In diesem Browser wird gerade ein Konto entsperrt. [Machen Sie damit weiter], oder fangen Sie unten \
                neu an.",
    stopped: "Das Entsperren wurde angehalten",
    was_ended: "Das Entsperren wurde beendet",
    ended: "Es wurde beendet, bevor ein Konto entsperrt war. Es wurde nichts geändert.",
    out_of_time: "Das Konto wurde nicht rechtzeitig entsperrt. Es wurde nichts geändert. Sie können neu anfangen.",
    not_possible: "Ihr Konto hat sich inzwischen geändert; dieses Portal kann es deshalb nicht mehr entsperren. Es \
                   wurde nichts geändert. Sie können neu anfangen.",
    not_reached: "Ihr Konto wurde nicht entsperrt, weil das Verzeichnis nicht erreichbar war. Bitte senden Sie es in \
                  einer Minute noch einmal.",
    not_done: "Ihr Konto wurde nicht entsperrt: Die Bitte ist nicht beim Verzeichnis angekommen. Bitte senden Sie sie \
               noch einmal.",
    no_clear_answer: "Das Verzeichnis hat noch nicht klar gesagt, ob Ihr Konto entsperrt wurde.",
    not_found_out: "Wir konnten nicht herausfinden, ob Ihr Konto entsperrt wurde. Versuchen Sie, sich anzumelden.",
    done: "Ihr Konto ist entsperrt",
    ..RESET
};

pub(super) const CHANGE: Goal = Goal {
    name: "Passwort ändern",
    under_way: "In diesem Browser wird gerade ein Passwort geändert. [Machen Sie damit weiter], oder fangen Sie unten \
                neu an.",
    stopped: "Das Ändern wurde angehalten",
    was_ended: "Das Ändern wurde beendet",
    out_of_time: "Das Passwort wurde nicht rechtzeitig geändert. Es wurde nichts geändert. Sie können neu anfangen.",
    ..RESET
};

pub(super) const OUTCOME: Outcome = Outcome {
    also_unlocked: "Ihr Konto ist entsperrt.",
    same_password: "Ihr Passwort ist gleich geblieben. Melden Sie sich damit an.",
    signed_out: "Sie wurden überall abgemeldet. Melden Sie sich mit dem neuen Passwort an.",
    being_signed_out: "Sie werden überall abgemeldet; das kann einen Moment dauern.",
    stay_signed_in: "Wo Sie schon angemeldet sind, bleiben Sie angemeldet.",
    confirmation: "Eine Bestätigung ist an Ihre E-Mail-Adressen unterwegs.",
    sign_in: "Anmelden",
    not_you: "Waren Sie das nicht? Rufen Sie sofort den [Servicedesk] an.",
    not_possible: "Hier nicht möglich",
    blocked: "Es gab zu viele falsche Codes. Es wurde nichts geändert. Sie können mit einem neuen Code neu anfangen.",
    time_up: "Die Zeit ist um",
    start_again: "Neu anfangen",
    keeps_wrong: "Wenn es immer wieder schiefgeht, hilft der [Servicedesk].",
    checking: "Wir prüfen, ob es geklappt hat",
    finding_out: "Das Portal findet es heraus und tut nichts doppelt.",
    looks_again: "Diese Seite sieht alle fünf Sekunden von selbst nach; Sie brauchen nichts noch einmal zu senden. \
                  Wenn es erledigt ist, bekommen Sie auch eine E-Mail.",
    look_now: "Jetzt nachsehen",
    unclear: "Es ist nicht klar, ob es geklappt hat",
    ask_desk: "Wenn das nicht geht, wenden Sie sich an den [Servicedesk]; das muss sich ein Mensch ansehen.",
    look_again: "Noch einmal nachsehen",
};

pub(super) const TROUBLE: Trouble = Trouble {
    not_found: "Diese Seite gibt es nicht",
    not_found_text: "Vielleicht ist die Adresse falsch geschrieben, oder die Seite ist umgezogen.",
    to_start: "Zur Startseite",
    unavailable: "Das Portal ist gerade nicht verfügbar",
    unavailable_text: "Auf unserer Seite hat etwas nicht funktioniert. Wenn Sie gerade ein neues Passwort setzen oder \
                       Ihr Konto entsperren wollten, ist das vielleicht nicht geschehen.",
    unavailable_advice: "Warten Sie eine Minute und versuchen Sie es noch einmal. Wenn es eilt, wenden Sie sich an den \
                         [Servicedesk].",
    try_again: "Noch einmal versuchen",
};

pub(super) const ERRORS: Errors = Errors {
    unauthorized: "Sie sind nicht angemeldet",
    unauthorized_do: "Melden Sie sich an und versuchen Sie es dann noch einmal.",
    forbidden: "Dieses Formular wurde nicht von diesem Portal gesendet",
    forbidden_do: "Öffnen Sie das Portal noch einmal und füllen Sie das Formular dort aus.",
    not_found: "Diese Seite gibt es nicht",
    not_found_do: "Prüfen Sie die Adresse, oder fangen Sie neu an.",
    method: "Diese Adresse kann man so nicht benutzen",
    method_do: "Fangen Sie neu an und benutzen Sie die Formulare auf den Seiten.",
    slow: "Die Verbindung war zu langsam",
    slow_do: "Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.",
    too_large: "Das war zu viel Text",
    too_large_do: "Gehen Sie zurück und kürzen Sie Ihre Eingabe.",
    other_address: "Das Portal hat eine andere Adresse",
    other_address_do: "Benutzen Sie die Adresse, die Sie von Ihrer Firma bekommen haben.",
    busy: "Das Portal ist gerade ausgelastet",
    busy_do: "Wenn Sie ein Formular gesendet haben, wird es vielleicht noch bearbeitet. Warten Sie eine Minute und \
              öffnen Sie die Seite neu, bevor Sie es wiederholen.",
    fault: "Auf unserer Seite ist etwas schiefgegangen",
    fault_do: "Warten Sie eine Minute und versuchen Sie es dann noch einmal. Wenn es wieder geschieht, sagen Sie dem \
               Servicedesk Bescheid.",
    refused: "Das kann das Portal nicht",
    refused_do: "Gehen Sie zurück, oder fangen Sie neu an.",
};

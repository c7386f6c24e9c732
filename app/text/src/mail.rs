use crate::table::texts;

texts! {
    /// Mails.
    Mail {
        code_subject(portal),
        asked_reset,
        asked_unlock,
        asked_change,
        your_code,
        works_once #counted,
        not_asked,
        changed_subject,
        changed(login, portal),
        changed_at(login, portal, when),
        was_locked,
        signed_out,
        all_well,
        call_now,
        telephone(number),
        unlocked_subject,
        unlocked(login, portal),
        unlocked_at(login, portal, when),
        same_password,
        not_served_subject(portal),
        not_served,
        suspended,
        deactivated,
        not_activated,
        elsewhere,
        administrator,
        wrong_codes,
        nothing_changed,
        need_help(desk),
        email(address),
        web(address),
        automatic(portal, url),
    }
}

use crate::table::texts;

texts! {
    /// What stands around every page.
    Frame {
        skip,
        need_person,
        desk,
        problem,
        error,
        done,
        progress,
        language,
        new_password,
        new_password_again,
        go_on,
    }

    /// The first page.
    Home {
        title,
        lead,
        needs_email,
        nothing_offered,
        by_desk,
        forgotten,
        forgotten_reset,
        locked_out,
        locked_out_unlock,
        locked_out_reset,
        known,
        known_change,
        known_reset,
    }

    /// The page that asks who somebody is.
    Identify {
        title,
        label,
        hint,
        next,
        busy,
        checking,
        checking_then_sends,
        checked,
        missing,
        too_long(most),
        unusable,
        limited(time),
        needs_work(time),
        start_again,
        replaced,
    }

    /// The page that takes the code.
    Code {
        title,
        new_sent,
        on_its_way(login),
        sends_itself,
        label,
        no_email,
        no_email_advice,
        other_login,
        can_have #counted,
        next_in #counted,
        wait(time),
        ready,
        send_new,
        empty,
        malformed,
        wrong,
        tries_left #counted,
        expired,
        no_tries_left,
        too_soon #counted,
    }

    /// Lengths of time; in languages with cases, as they stand after “in”.
    Time {
        minutes #counted,
        hours #counted,
        days #counted,
        hours_and_minutes(hours, minutes),
        left(time),
    }

    /// What differs with what somebody came for.
    Goal {
        name,
        step_who,
        step_code,
        step_last,
        under_way,
        no_more_codes,
        expired_none_left,
        none_left,
        stopped,
        was_ended,
        ended,
        out_of_time,
        not_possible,
        not_reached,
        not_done,
        no_clear_answer,
        not_found_out,
        done,
    }

    /// The pages on which a request ends.
    Outcome {
        also_unlocked,
        same_password,
        signed_out,
        being_signed_out,
        stay_signed_in,
        confirmation,
        sign_in,
        not_you,
        not_possible,
        blocked,
        time_up,
        start_again,
        keeps_wrong,
        checking,
        finding_out,
        looks_again,
        look_now,
        unclear,
        ask_desk,
        look_again,
    }

    /// A page that is not there, and a portal that does not work.
    Trouble {
        not_found,
        not_found_text,
        to_start,
        unavailable,
        unavailable_text,
        unavailable_advice,
        try_again,
    }

    /// Refusals and faults that have no page of their own: what happened, and what to do (`_do`).
    Errors {
        unauthorized,
        unauthorized_do,
        forbidden,
        forbidden_do,
        not_found,
        not_found_do,
        method,
        method_do,
        slow,
        slow_do,
        too_large,
        too_large_do,
        other_address,
        other_address_do,
        busy,
        busy_do,
        fault,
        fault_do,
        refused,
        refused_do,
    }
}

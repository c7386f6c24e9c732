use crate::table::texts;

texts! {
    /// The page that takes a code which an agent of the service desk read out.
    Handover {
        link,
        title,
        lead,
        label,
        hint,
        no_match,
        limited(time),
    }
}

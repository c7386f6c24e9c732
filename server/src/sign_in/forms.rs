pub(super) const START: &str = "/do/sign-in/start";
pub(super) const LOCAL: &str = "/do/sign-in/local";
pub(super) const PASSWORD: &str = "/do/sign-in/password";
pub(super) const SIGN_OUT: &str = "/do/sign-out";
pub(super) const SIGN_OUT_EVERYWHERE: &str = "/do/sign-out-everywhere";

/// Every form by which staff sign in and out. The edge answers these besides those of `app`.
pub const SIGN_IN_FORMS: [&str; 5] = [START, LOCAL, PASSWORD, SIGN_OUT, SIGN_OUT_EVERYWHERE];

/// Whether a form is sent to this address.
pub(crate) fn is_form(path: &str) -> bool {
    SIGN_IN_FORMS.contains(&path)
}

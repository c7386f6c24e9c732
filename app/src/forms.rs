use latchkey_ui::Form;

/// The form that is sent to `endpoint`, of an employee's or a staff page. `None` when there is none: the
/// edge answers no other.
#[must_use]
pub fn form(endpoint: &str) -> Option<&'static Form> {
    let staff = latchkey_staff::FORMS.iter().map(|staff| &staff.form);
    let mut forms = latchkey_employee::FORMS.iter().chain(staff);
    forms.find(|form| form.endpoint == endpoint)
}

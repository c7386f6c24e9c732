use super::{
    fields::Shown,
    form::{ProcessForm, number, on},
};
use crate::{
    configured_object::ticked,
    form_state::FoundProblem,
    moment::{Moment, written},
};
use latchkey_administration::processes::{LastWalk, RemindersCounted};
use latchkey_domain::{EndReminders, Process, Reminders};
use latchkey_ui::{CheckField, Field, Input};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// When people are reminded that their password ends.
#[component]
pub(super) fn ReminderFields(shown: Shown) -> impl IntoView {
    let (days, hour, offset) = (
        shown.value("remind_days", |form| &form.remind_days),
        shown.value("remind_hour", |form| &form.remind_hour),
        shown.value("remind_utc_offset", |form| &form.remind_utc_offset),
    );
    view! {
        <fieldset>
            <legend>"Reminders"</legend>
            <CheckField name="remind_on" label="Mail people before their password ends"
                hint="With a link to this process. When a password ends is set by Okta's password policies."
                checked=shown.checked("remind_on", |form| &form.remind_on)/>
            <Field name="remind_days" label="Days before the end" input=Input::Text value=days
                hint="Each once, for example 14, 7, 1" error=shown.problem("remind_days")/>
            <Field name="remind_hour" label="Hour of the day" input=Input::Number value=hour
                hint="0 to 23" error=shown.problem("remind_hour")/>
            <Field name="remind_utc_offset" label="Ahead of UTC" input=Input::Text value=offset
                hint="Where that hour is, for example +01:00. It stays the same in summer."
                error=shown.problem("remind_utc_offset")/>
        </fieldset>
    }
}

/// What the reminders of a process came to last, and whom they would reach now.
#[component]
pub(super) fn ReminderState(
    alias: String,
    last: LastWalk,
    /// What was counted; `None` when nobody asked.
    counted: Option<RemindersCounted>,
) -> impl IntoView {
    let count = format!("/admin/processes/{alias}?count=reminders");
    view! {
        <section class="panel" aria-labelledby="reminders-title">
            <h2 id="reminders-title">"Reminders"</h2>
            {last.map(|walk| view! {
                <p>
                    {format!("{} people looked at, {} mails queued; begun ", walk.people, walk.reminded)}
                    <Moment at=walk.due/>
                    {walk.ended_at.map_or_else(
                        || ", and not at the end yet.".to_owned(),
                        |at| format!(", at the end {}.", written(at)),
                    )}
                </p>
            })}
            {match counted {
                None => view! {
                    <p><a class="button button-secondary" href=count>"Count who would be reminded now"</a></p>
                }
                .into_any(),
                Some(counted) => view! { <p role="status">{sentence(counted)}</p> }.into_any(),
            }}
        </section>
    }
}

fn sentence(counted: RemindersCounted) -> String {
    let Some(found) = counted.filter(|found| found.people > 0 || found.is_complete) else {
        return "Nobody could be counted: the credential store did not answer in time.".to_owned();
    };
    let (people, reminded) = (found.people, found.reminded);
    if found.is_complete {
        format!("Of {people} people, {reminded} would be reminded now.")
    } else {
        format!("Of the first {people} people, {reminded} would be reminded now.")
    }
}

impl ProcessForm {
    /// The same fields, of a process that is there.
    pub(super) fn with_reminders_of(self, process: &Process) -> Self {
        let reminders = &process.reminders.password_end;
        let days: Vec<_> = reminders
            .days_before
            .iter()
            .rev()
            .map(ToString::to_string)
            .collect();
        Self {
            remind_on: ticked(reminders.on),
            remind_days: days.join(", "),
            remind_hour: reminders.hour.to_string(),
            remind_utc_offset: reminders.utc_offset.to_string(),
            ..self
        }
    }

    /// What was entered into them.
    pub(super) fn reminders(&self) -> Result<Reminders, FoundProblem> {
        let offset = self.remind_utc_offset.trim().parse();
        Ok(Reminders {
            password_end: EndReminders {
                on: on(&self.remind_on),
                days_before: days(&self.remind_days)?,
                hour: i8::try_from(number("remind_hour", &self.remind_hour)?).unwrap_or(i8::MAX),
                utc_offset: offset.map_err(|error: latchkey_domain::InvalidUtcOffset| {
                    FoundProblem::of("remind_utc_offset", format!("{error}."))
                })?,
            },
        })
    }
}

fn days(text: &str) -> Result<BTreeSet<u32>, FoundProblem> {
    let numbers = text.split([',', ' ']).filter(|part| !part.is_empty());
    numbers.map(|part| number("remind_days", part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_domain::Offers;

    fn process() -> Process {
        let alias = |text: &str| text.parse().expect("valid");
        let mut process = Process::new(alias("staff"), "Staff".into(), alias("okta"), Offers::ALL);
        process.reminders.password_end = EndReminders {
            on: true,
            days_before: [21, 3].into(),
            hour: 6,
            utc_offset: "+02:00".parse().expect("valid"),
        };
        process
    }

    #[test]
    fn reminders_come_back_from_their_own_form_as_they_were() {
        let form = ProcessForm::default().with_reminders_of(&process());
        assert_eq!(form.remind_days, "21, 3");
        assert_eq!(form.reminders().expect("valid"), process().reminders);
    }

    #[test]
    fn what_is_wrong_is_told_beside_its_field() {
        let refused = |change: fn(&mut ProcessForm)| {
            let mut form = ProcessForm::default().with_reminders_of(&process());
            change(&mut form);
            form.reminders().expect_err("refused").field
        };
        assert_eq!(
            refused(|form| form.remind_days = "soon".into()),
            "remind_days"
        );
        assert_eq!(
            refused(|form| form.remind_hour = "noon".into()),
            "remind_hour"
        );
        assert_eq!(
            refused(|form| form.remind_utc_offset = "Vienna".into()),
            "remind_utc_offset"
        );
    }
}

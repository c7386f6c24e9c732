use latchkey_domain::{ScoreArea, SecurityScore};
use latchkey_ui::Score;
use leptos::prelude::*;

/// A process's score with the reason for every missing point.
#[component]
pub(super) fn ScorePanel(score: SecurityScore) -> impl IntoView {
    let areas = ScoreArea::ALL
        .into_iter()
        .map(|area| {
            let points = format!("{} of {}", score.points_in(area), area.points());
            view! { <li><strong>{name(area)}</strong><span></span><span>{points}</span></li> }
        })
        .collect_view();
    let missing = score
        .missing
        .iter()
        .map(|missing| {
            view! { <li><strong>{format!("−{}", missing.points)}</strong>" "{missing.reason}</li> }
        })
        .collect_view();
    let is_full = score.missing.is_empty();
    view! {
        <section class="panel" aria-labelledby="score-title">
            <h2 id="score-title">"Security score"</h2>
            <p><Score value=value(&score)/></p>
            <ul class="check-lines">{areas}</ul>
            {if is_full {
                view! { <p>"Nothing is missing."</p> }.into_any()
            } else {
                view! { <p>"What is missing:"</p><ul>{missing}</ul> }.into_any()
            }}
        </section>
    }
}

/// The score as a ring shows it.
pub(super) fn value(score: &SecurityScore) -> u8 {
    u8::try_from(score.points()).unwrap_or(100)
}

fn name(area: ScoreArea) -> &'static str {
    match area {
        ScoreArea::Identification => "Identification",
        ScoreArea::Verification => "Verification",
        ScoreArea::Configuration => "Configuration",
        ScoreArea::Policy => "Password policy",
    }
}

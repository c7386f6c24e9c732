use crate::Tone;
use leptos::prelude::*;

/// How safe something is, from 0 to 100, as a ring.
#[component]
pub fn Score(
    /// The score.
    value: u8,
) -> impl IntoView {
    let tone = tone(value);
    let dash = format!("{value} {}", 100 - value.min(100));
    view! {
        <span class=format!("score score-{}", tone.name())>
            <svg viewBox="0 0 36 36" aria-hidden="true">
                <circle class="score-rest" cx="18" cy="18" r="15.915"/>
                <circle class="score-ring" cx="18" cy="18" r="15.915" pathLength="100"
                    stroke-dasharray=dash/>
            </svg>
            <span class="score-value">
                {value}<span class="visually-hidden">" of 100"</span>
            </span>
        </span>
    }
}

/// The thresholds that ServiceNow's Password Reset has too.
fn tone(value: u8) -> Tone {
    match value {
        0..=40 => Tone::Bad,
        41..=75 => Tone::Care,
        _ => Tone::Good,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_change_after_forty_and_seventy_five() {
        let tones = [0, 40, 41, 75, 76, 100].map(tone);
        let (bad, care, good) = (Tone::Bad, Tone::Care, Tone::Good);
        assert_eq!(tones, [bad, bad, care, care, good, good]);
    }
}

use crate::Table;
use leptos::prelude::*;

/// One bar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How much.
    pub value: u64,
    /// More about it, shown in the table behind; empty when there is nothing to say.
    pub note: String,
}

/// Length of the longest bar and height of all, in units of their drawings.
const LENGTH: u64 = 360;
const HEIGHT: u64 = 20;

/// Bars beside their names, drawn on the server, with the numbers as a table behind. Only the bars shrink
/// with the page; names and numbers stay as large as other text.
#[component]
pub fn BarChart(
    /// What it shows.
    #[prop(into)]
    title: String,
    /// What is counted, as the head of the table's column.
    unit: &'static str,
    /// The bars, top to bottom.
    bars: Vec<Bar>,
) -> impl IntoView {
    let most = bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
    let drawn = bars.iter().map(|bar| draw(bar, most)).collect_view();
    let rows = bars.into_iter().map(row).collect_view();
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}</figcaption>
            <ul class="chart-bars" aria-hidden="true">{drawn}</ul>
            <details class="chart-table">
                <summary>"As a table"</summary>
                <Table caption=title caption_hidden=true head=CHART_HEAD>
                    <tr class="visually-hidden"><td colspan="3">{unit}</td></tr>
                    {rows}
                </Table>
            </details>
        </figure>
    }
}

const CHART_HEAD: &[&str] = &["What", "Number", "Note"];

fn draw(bar: &Bar, most: u64) -> impl IntoView + use<> {
    let length = (bar.value * LENGTH / most).max(u64::from(bar.value > 0) * 3);
    view! {
        <li>
            <span class="chart-name">{bar.label.clone()}</span>
            <svg viewBox=format!("0 0 {LENGTH} {HEIGHT}") preserveAspectRatio="none">
                <rect class="chart-bar" width=length.to_string() height=HEIGHT.to_string()/>
            </svg>
            <span class="chart-value">{bar.value}</span>
        </li>
    }
}

fn row(bar: Bar) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">{bar.label}</th>
            <td>{bar.value}</td>
            <td>{bar.note}</td>
        </tr>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(label: &str, value: u64) -> Bar {
        Bar {
            label: label.into(),
            value,
            note: String::new(),
        }
    }

    #[test]
    fn the_longest_bar_fills_the_space_and_none_is_invisible() {
        let bars = vec![bar("many", 100_000), bar("one", 1), bar("none", 0)];
        let html = view! { <BarChart title="Requests" unit="requests" bars/> }.to_html();
        assert!(html.contains(&format!(r#"width="{LENGTH}""#)), "{html}");
        assert!(html.contains(r#"width="3""#), "{html}");
        assert!(html.contains(r#"width="0""#), "{html}");
    }

    #[test]
    fn numbers_stand_in_a_table_too() {
        let html =
            view! { <BarChart title="Requests" unit="requests" bars=vec![bar("Reset", 7)]/> }
                .to_html();
        assert!(
            html.contains("<th scope=\"row\">Reset</th><td>7</td>"),
            "{html}"
        );
    }

    #[test]
    fn nothing_at_all_can_be_drawn() {
        let html = view! { <BarChart title="Requests" unit="requests" bars=Vec::new()/> }.to_html();
        assert!(html.contains("<figure"), "{html}");
        assert!(!html.contains("<svg"), "{html}");
    }
}

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

/// Space of one bar and of the names beside the bars, in units of the drawing.
const ROW: u64 = 30;
const NAMES: u64 = 200;
const BARS: u64 = 360;
const WIDTH: u64 = NAMES + BARS + 80;

/// Bars beside their names, drawn on the server, with the numbers as a table behind.
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
    let height = ROW * bars.len() as u64 + 8;
    let drawn: Vec<_> = (0..)
        .zip(&bars)
        .map(|(row, bar)| draw(row, bar, most))
        .collect();
    let rows = bars.iter().map(row).collect_view();
    view! {
        <figure class="chart">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox=format!("0 0 {WIDTH} {height}") aria-hidden="true">{drawn}</svg>
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

fn draw(row: u64, bar: &Bar, most: u64) -> impl IntoView + use<> {
    let top = row * ROW + 4;
    let middle = top + ROW / 2;
    let length = (bar.value * BARS / most).max(u64::from(bar.value > 0) * 3);
    view! {
        <text class="chart-name" x=(NAMES - 10).to_string() y=middle.to_string()
            text-anchor="end" dominant-baseline="middle">{shortened(&bar.label)}</text>
        <rect class="chart-bar" x=NAMES.to_string() y=(top + 4).to_string() rx="3"
            width=length.to_string() height=(ROW - 10).to_string()/>
        <text class="chart-value" x=(NAMES + length + 8).to_string() y=middle.to_string()
            dominant-baseline="middle">{bar.value}</text>
    }
}

fn row(bar: &Bar) -> impl IntoView + use<> {
    view! {
        <tr>
            <th scope="row">{bar.label.clone()}</th>
            <td>{bar.value}</td>
            <td>{bar.note.clone()}</td>
        </tr>
    }
}

/// A name that fits beside its bar.
fn shortened(label: &str) -> String {
    const MOST: usize = 26;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let kept: String = label.chars().take(MOST - 1).collect();
    format!("{kept}…")
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
        assert!(html.contains(&format!(r#"width="{BARS}""#)), "{html}");
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
        assert!(html.contains("<svg"), "{html}");
    }
}

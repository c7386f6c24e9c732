use jiff::Timestamp;

/// Rows under a head, each column as wide as what stands in it, with a line feed at the end.
pub(super) fn table<const N: usize>(head: [&str; N], rows: Vec<[String; N]>) -> String {
    let lines: Vec<_> = std::iter::once(head.map(str::to_owned))
        .chain(rows)
        .collect();
    let mut widths = [0; N];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = cell.chars().count().max(*width);
        }
    }
    let mut text = String::new();
    for line in &lines {
        let cells = line.iter().zip(widths);
        let padded: Vec<_> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        text.push_str(padded.join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// The time between two moments, to two units.
pub(super) fn span(from: Timestamp, to: Timestamp) -> String {
    let seconds = to.duration_since(from).as_secs().max(0);
    let (days, hours) = (seconds / 86_400, seconds / 3_600 % 24);
    let (minutes, seconds) = (seconds / 60 % 60, seconds % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => format!("{seconds}s"),
        (0, 0, _) => format!("{minutes}m {seconds}s"),
        (0, _, _) => format!("{hours}h {minutes}m"),
        _ => format!("{days}d {hours}h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;

    #[test]
    fn columns_are_as_wide_as_what_stands_in_them() {
        let rows = vec![
            ["1".to_owned(), "a word".to_owned(), "x".to_owned()],
            ["22".to_owned(), "é".to_owned(), String::new()],
        ];
        let expected = "ID  WHAT    WHY\n1   a word  x\n22  é\n";
        assert_eq!(table(["ID", "WHAT", "WHY"], rows), expected);
    }

    #[test]
    fn spans_are_told_to_two_units() {
        let from = Timestamp::UNIX_EPOCH;
        for (seconds, expected) in [
            (-5, "0s"),
            (59, "59s"),
            (61, "1m 1s"),
            (3_600 + 120, "1h 2m"),
            (86_400 * 9 + 3_601, "9d 1h"),
        ] {
            assert_eq!(
                span(from, from + SignedDuration::from_secs(seconds)),
                expected
            );
        }
    }
}

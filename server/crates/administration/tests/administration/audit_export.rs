use crate::office::{Office, event};
use futures::TryStreamExt as _;
use jiff::SignedDuration;
use latchkey_administration::{
    Export, ExportError,
    audit::{ExportFormat, TrailError, unsafe_cell},
};
use latchkey_auth::access::{ExportAudit, ReadAudit};
use latchkey_domain::{Actor, AuditEvent, AuditFilter, AuditKind, Role};
use serde_json::Value;

async fn export(office: &Office, filter: AuditFilter, format: ExportFormat) -> Vec<Vec<u8>> {
    let granted = office.granted::<ExportAudit>(Role::Auditor);
    let export = office.administration.export_audit(&granted, filter, format);
    let Export { body, .. } = export.await.expect("exported");
    body.try_collect().await.expect("whole")
}

fn lines(parts: &[Vec<u8>]) -> Vec<Value> {
    let text = String::from_utf8(parts.concat()).expect("UTF-8");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect()
}

#[tokio::test]
async fn each_record_is_a_line_of_json_and_the_last_tells_of_the_export() {
    let office = Office::open().await;
    office.record(3).await;
    let lines = lines(&export(&office, AuditFilter::default(), ExportFormat::JsonLines).await);
    let trail = office.trail().await;
    assert_eq!((lines.len(), trail.len()), (4, 4));
    for (line, record) in lines.iter().zip(&trail) {
        assert_eq!(line["sequence"], record.sequence);
        assert_eq!(line["hash"], record.hash.to_string());
        assert_eq!(line["details"], Value::from(record.event.details.clone()));
    }
    let told = &trail[3].event;
    assert_eq!(
        (told.kind, told.actor),
        (AuditKind::AuditExported, Actor::Staff)
    );
    assert_eq!(told.details["staff"]["name"], "Sam Staff");
    assert_eq!(told.details["format"], "jsonl");
}

#[tokio::test]
async fn item_58_no_cell_of_the_table_is_a_formula_and_each_reads_back() {
    let office = Office::open().await;
    let evil = [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\0=1",
        "'=1",
        "plain",
        "a,\"b\"\n",
    ];
    let mut unit = office.begin().await;
    for text in evil {
        let event = AuditEvent {
            subject: Some(text.into()),
            network: Some(text.into()),
            ..event(AuditKind::PersonLookedUp, [])
        };
        unit.append_audit(office.now(), event)
            .await
            .expect("appended");
    }
    unit.commit().await.expect("committed");
    let parts = export(&office, AuditFilter::default(), ExportFormat::Csv).await;
    let table = parts.concat();
    let mut table = csv::Reader::from_reader(&table[..]);
    let head: Vec<_> = table
        .headers()
        .expect("a head")
        .iter()
        .map(str::to_owned)
        .collect();
    assert_eq!(head[..3], ["sequence", "at", "kind"]);
    let rows: Vec<_> = table.records().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), evil.len() + 1);
    for (row, text) in rows.iter().zip(evil) {
        for cell in row {
            let begin = cell.chars().next();
            let dangerous = begin.is_some_and(|c| "=+-@\t\r\n\0".contains(c));
            assert!(!dangerous, "{cell:?}");
        }
        assert_eq!((unsafe_cell(&row[4]), unsafe_cell(&row[6])), (text, text));
    }
}

#[tokio::test]
async fn item_13_an_export_comes_in_parts_and_ends_while_new_records_are_written() {
    let office = Office::open().await;
    office.record(1_200).await;
    let granted = office.granted::<ExportAudit>(Role::Auditor);
    let any = AuditFilter::default();
    let export = office
        .administration
        .export_audit(&granted, any.clone(), ExportFormat::JsonLines);
    let mut export = export.await.expect("exported");
    let mut parts = Vec::new();
    while let Some(part) = export.body.try_next().await.expect("whole") {
        office.record(600).await;
        parts.push(part);
        assert!(parts.len() < 9, "it never ends");
    }
    assert_eq!(parts.len(), 3, "five hundred records at a time");
    assert_eq!(lines(&parts).len(), 1_201);
    let recorded = lines(
        &self::export(
            &office,
            filter_of(AuditKind::AuditExported),
            ExportFormat::JsonLines,
        )
        .await,
    );
    assert_eq!(recorded.len(), 2, "this one and the one before");
}

fn filter_of(kind: AuditKind) -> AuditFilter {
    AuditFilter {
        kinds: vec![kind],
        ..AuditFilter::default()
    }
}

#[tokio::test]
async fn item_13_nothing_heavy_runs_beside_an_export() {
    let office = Office::open().await;
    office.record(2).await;
    let auditor = office.granted::<ExportAudit>(Role::Auditor);
    let reader = office.granted::<ReadAudit>(Role::Auditor);
    let any = AuditFilter::default;
    let administration = &office.administration;
    let first = administration
        .export_audit(&auditor, any(), ExportFormat::Csv)
        .await;
    let second = administration
        .export_audit(&auditor, any(), ExportFormat::Csv)
        .await;
    assert!(matches!(second, Err(ExportError::Busy)));
    let verified = administration.verify_audit(&reader, None, |_| {}).await;
    assert!(matches!(verified, Err(TrailError::Busy)));
    assert_eq!(
        office.trail().await.len(),
        3,
        "what was refused left no record"
    );
    drop(first);
    let third = administration
        .export_audit(&auditor, any(), ExportFormat::Csv)
        .await;
    assert!(third.is_ok());
}

#[tokio::test]
async fn an_empty_table_has_its_head_and_a_filter_is_on_the_record() {
    let office = Office::open().await;
    let filter = AuditFilter {
        person: Some("00u1".into()),
        until: Some(office.now() + SignedDuration::from_hours(1)),
        ..AuditFilter::default()
    };
    let table = export(&office, filter, ExportFormat::Csv).await.concat();
    let table = String::from_utf8(table).expect("UTF-8");
    assert_eq!(
        table,
        "sequence,at,kind,actor,subject,request,network,details,hash\r\n"
    );
    let told = &office.trail().await[0].event;
    assert_eq!(told.details["filter"]["person"], "00u1");
}

use crate::house::{House, alias, process};
use latchkey_domain::{Offers, Process, ProcessField, ScoreArea};

#[tokio::test]
async fn the_list_shows_how_safe_each_process_is_by_the_policy_of_its_directory() {
    let house = House::open().await;
    house.saved(process()).await;
    let elsewhere = Process {
        alias: alias("elsewhere"),
        credential_store: alias("nowhere"),
        active: false,
        ..process()
    };
    house.saved(elsewhere).await;
    let list = house.administration.list_processes(&house.granted()).await;
    let list = list.expect("answers");
    let points: Vec<_> = list
        .iter()
        .map(|summary| {
            let policy = summary.score.points_in(ScoreArea::Policy);
            (summary.process.alias.as_str(), policy)
        })
        .collect();
    // Six points go with leaked passwords, six more where no policy can be read.
    assert_eq!(points, [("elsewhere", 8), ("employees", 14)]);
}

#[tokio::test]
async fn a_process_on_its_page_says_what_keeps_it_from_being_active() {
    let house = House::open().await;
    let idle = Process {
        offers: Offers::default(),
        active: false,
        ..process()
    };
    house.saved(idle).await;
    let by = house.granted();
    let (employees, missing) = (alias("employees"), alias("missing"));
    let view = house.administration.view_process(&by, &employees);
    let view = view.await.expect("answers").expect("there");
    let fields: Vec<_> = view.problems.iter().map(|problem| problem.field).collect();
    assert_eq!(fields, [ProcessField::Offers]);
    let missing = house.administration.view_process(&by, &missing);
    assert!(missing.await.expect("answers").is_none());
}

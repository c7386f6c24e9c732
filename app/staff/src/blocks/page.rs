use super::api::LiftBlock;
use crate::{
    moment::Moment,
    page::{StaffPage, found, page},
    visible::visible,
    words,
};
use latchkey_administration::monitoring::BlockSummary;
use latchkey_auth::access::{LiftBlocks, ViewMonitoring};
use latchkey_ui::{Empty, Table};
use leptos::{prelude::*, server_fn::ServerFn as _};

const HEAD: &[&str] = &["Blocked", "Why", "Since", "Until", "Action"];

/// Who is stopped now, and until when.
#[component]
pub fn BlocksPage() -> impl IntoView {
    page(|caller| async move {
        let granted = caller.granted::<ViewMonitoring>()?;
        let blocks = caller.administration.blocks(&granted).await?;
        let state = caller.form_state(LiftBlock::PATH).await?;
        let may_lift = caller.member.may::<LiftBlocks>();
        Ok(view! {
            <StaffPage title="Blocked people" done=state.done.clone() failed=state.is_refused()>
                {found(&state, &[])}
                <List blocks may_lift/>
            </StaffPage>
        })
    })
}

#[component]
fn List(blocks: Vec<BlockSummary>, may_lift: bool) -> impl IntoView {
    if blocks.is_empty() {
        return view! {
            <Empty title="Nobody is blocked"><p>"Who reaches a limit appears here until the block ends."</p></Empty>
        }
        .into_any();
    }
    let rows = blocks
        .into_iter()
        .map(|block| row(block, may_lift))
        .collect_view();
    view! { <Table caption="Blocks, the newest first" head=HEAD>{rows}</Table> }.into_any()
}

fn row(block: BlockSummary, may_lift: bool) -> impl IntoView {
    let blocked = visible(&block.blocked);
    let label = format!("Unblock {blocked}");
    let lift = may_lift.then(|| view! {
        <form method="post" action=LiftBlock::PATH>
            <input type="hidden" name="block" value=block.id.to_string()/>
            <button class="button button-secondary" type="submit" aria-label=label>"Unblock"</button>
        </form>
    });
    view! {
        <tr>
            <th scope="row"><bdi>{blocked}</bdi></th>
            <td>{words::words(&block.limit)}</td>
            <td><Moment at=block.since/></td>
            <td><Moment at=block.until/></td>
            <td>{lift}</td>
        </tr>
    }
}

use crate::{
    answer::{Answer, answer},
    caller::Caller,
    failure::Failure,
    form_state::FormState,
    visible::visible,
};
use latchkey_auth::access::LiftBlocks;
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::{prelude::*, server_fn::ServerFn as _};

const PAGE: &str = "/admin/blocks";

/// Lets somebody try again at once.
#[server(name = LiftBlock, prefix = "/do", endpoint = "admin/blocks/lift")]
pub(crate) async fn lift_block(
    #[server(default)] block: Typed,
    #[server(flatten)] nothing_else: NothingElse,
) -> Result<(), FormError> {
    let _: NothingElse = nothing_else;
    answer(PAGE, move |caller| lift(caller, block)).await
}

async fn lift(caller: Caller, block: Typed) -> Result<Answer, Failure> {
    let granted = caller.granted::<LiftBlocks>()?;
    let lifted = match block.expose().parse() {
        Ok(id) => caller.administration.lift_block(&granted, id).await?,
        Err(_) => None,
    };
    Ok(Answer::tell(
        PAGE,
        match lifted {
            Some(block) => FormState::done(
                LiftBlock::PATH,
                format!("{} may try again.", visible(&block.blocked)),
            ),
            None => FormState::failed(LiftBlock::PATH, "This block has ended already."),
        },
    ))
}

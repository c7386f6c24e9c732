//! The forms of the proof. Each purpose has its own set, so that every address tells what it is for.

use super::{
    cancel, code,
    identify::{self, begin::IdentifyForm},
};
use crate::answer::answer;
use latchkey_domain::Purpose;
use latchkey_ui::{FormError, NothingElse, Typed};
use leptos::{prelude::*, server_fn::ServerFn};

/// Where the forms of the proof are sent.
pub(crate) struct ProofForms {
    /// Takes the login.
    pub(crate) identify: &'static str,
    /// Takes the code.
    pub(crate) code: &'static str,
    /// Sends another code.
    pub(crate) resend: &'static str,
    /// Ends the request.
    pub(crate) cancel: &'static str,
}

impl ProofForms {
    /// Those of one purpose.
    pub(crate) const fn of(purpose: Purpose) -> &'static Self {
        match purpose {
            Purpose::Reset => &reset::FORMS,
            Purpose::Unlock => &unlock::FORMS,
            Purpose::Change => &change::FORMS,
        }
    }
}

macro_rules! proof_forms {
    ($module:ident for $purpose:expr => $identify:tt, $code:tt, $resend:tt, $cancel:tt) => {
        #[expect(dead_code, reason = "Leptos calls the functions by their addresses")]
        pub(crate) mod $module {
            use super::*;

            pub(super) const FORMS: ProofForms = ProofForms {
                identify: Identify::PATH,
                code: SubmitCode::PATH,
                resend: ResendCode::PATH,
                cancel: Cancel::PATH,
            };

            /// Begins a request for whom was typed.
            #[server(name = Identify, prefix = "/do", endpoint = $identify)]
            pub(crate) async fn identify(
                #[server(default)] login: Typed,
                #[server(default)] path: Typed,
                #[server(default)] form: Typed,
                #[server(default)] work: Typed,
                #[server(flatten)] nothing_else: NothingElse,
            ) -> Result<(), FormError> {
                let _: NothingElse = nothing_else;
                let sent = IdentifyForm {
                    login,
                    path,
                    form,
                    work,
                };
                answer(identify::begin::begin($purpose, sent)).await
            }

            /// Takes the code that was sent.
            #[server(name = SubmitCode, prefix = "/do", endpoint = $code)]
            pub(crate) async fn submit_code(
                #[server(default)] request: Typed,
                #[server(default)] code: Typed,
                #[server(flatten)] nothing_else: NothingElse,
            ) -> Result<(), FormError> {
                let _: NothingElse = nothing_else;
                answer(code::submit::submit($purpose, request, code)).await
            }

            /// Sends another code.
            #[server(name = ResendCode, prefix = "/do", endpoint = $resend)]
            pub(crate) async fn resend_code(
                #[server(default)] request: Typed,
                #[server(flatten)] nothing_else: NothingElse,
            ) -> Result<(), FormError> {
                let _: NothingElse = nothing_else;
                answer(code::send_again::send_again($purpose, request)).await
            }

            /// Ends the request of this browser, so that it can start again with another login.
            #[server(name = Cancel, prefix = "/do", endpoint = $cancel)]
            pub(crate) async fn cancel(
                #[server(default)] request: Typed,
                #[server(flatten)] nothing_else: NothingElse,
            ) -> Result<(), FormError> {
                let _: NothingElse = nothing_else;
                answer(cancel::cancel($purpose, request, |from| {
                    from.identify($purpose)
                }))
                .await
            }
        }
    };
}

proof_forms!(reset for Purpose::Reset =>
    "reset/identify", "reset/code", "reset/resend", "reset/cancel");
proof_forms!(unlock for Purpose::Unlock =>
    "unlock/identify", "unlock/code", "unlock/resend", "unlock/cancel");
proof_forms!(change for Purpose::Change =>
    "change/identify", "change/code", "change/resend", "change/cancel");

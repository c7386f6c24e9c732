//! Every route of the simulated API on one page.

use axum::extract::{FromRequest, RawPathParams, Request};
use axum::handler::Handler;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, any, get, post};
use axum::{Router, body, middleware};
use http::StatusCode;

use super::call::{Answer, Call, Origin, Verb};
use super::error::{BODY_NOT_WELL_FORMED, METHOD_NOT_SUPPORTED, PATH_NOT_FOUND, Refusal};
use super::org::Org;
use super::query::Query;
use super::state::State;
use super::{
    authn, credentials, envelope, factors, faults, groups, lifecycle, logs, oauth, organization,
    policies, recovery, roles, users,
};

/// Larger bodies are refused.
const LARGEST_BODY: usize = 1024 * 1024;

/// The API of `org`.
pub(crate) fn router(org: Org) -> Router {
    Router::new()
        .merge(user_routes())
        .merge(lifecycle_routes())
        .merge(factor_routes())
        .merge(group_routes())
        .merge(oauth_routes())
        .route("/api/v1/policies", get(on(policies::list::list)))
        .route("/api/v1/policies/{policyId}", get(on(policies::get::get)))
        .route(
            "/api/v1/policies/{policyId}/rules",
            get(on(policies::rules::list)),
        )
        .route(
            "/api/v1/policies/{policyId}/rules/{ruleId}",
            get(on(policies::rules::get)),
        )
        .route("/api/v1/logs", get(on(logs::list::list)))
        .route("/api/v1/org", get(on(organization::get)))
        .route("/api/v1/authn", post(on(authn::sign_in::sign_in)))
        .route("/reset_password/{token}", recovery())
        .route("/signin/reset-password/{token}", recovery())
        .route("/tokens/{token}/verify", recovery())
        .route(
            "/api/v1/authn/credentials/change_password",
            post(on(authn::change_password::change_password)),
        )
        .fallback(on(path_not_found))
        .method_not_allowed_fallback(on(method_not_supported))
        .layer(middleware::from_fn_with_state(org.clone(), envelope::wrap))
        .layer(middleware::from_fn_with_state(
            org.clone(),
            faults::layer::act,
        ))
        .with_state(org)
}

/// The pages behind mailed links.
fn recovery() -> MethodRouter<Org> {
    get(on(recovery::show)).post(on(recovery::complete))
}

fn user_routes() -> Router<Org> {
    Router::new()
        .route(
            "/api/v1/users",
            get(on(users::list::list)).post(on(users::create::create)),
        )
        .route(
            "/api/v1/users/{id}",
            get(on(users::get::get))
                .post(on(users::update::update))
                .put(on(users::replace::replace))
                .delete(on(users::delete::delete)),
        )
        .route("/api/v1/users/{id}/blocks", get(on(users::blocks::list)))
        .route(
            "/api/v1/users/{id}/groups",
            get(on(users::list_groups::list)),
        )
        .route(
            "/api/v1/users/{id}/sessions",
            axum::routing::delete(on(users::sessions::revoke)),
        )
        .route(
            "/api/v1/users/{id}/roles",
            get(on(roles::list::list)).post(on(roles::assign::assign)),
        )
        .route(
            "/api/v1/users/{id}/roles/{roleAssignmentId}",
            axum::routing::delete(on(roles::unassign::unassign)),
        )
}

fn lifecycle_routes() -> Router<Org> {
    let verbs: [(&str, Verb); 14] = [
        ("lifecycle/activate", lifecycle::activate::activate),
        ("lifecycle/reactivate", lifecycle::reactivate::reactivate),
        ("lifecycle/deactivate", lifecycle::deactivate::deactivate),
        ("lifecycle/suspend", lifecycle::suspend::suspend),
        ("lifecycle/unsuspend", lifecycle::unsuspend::unsuspend),
        ("lifecycle/unlock", lifecycle::unlock::unlock),
        (
            "lifecycle/expire_password",
            lifecycle::expire_password::expire_password,
        ),
        (
            "lifecycle/expire_password_with_temp_password",
            lifecycle::temporary_password::expire_with_temporary_password,
        ),
        (
            "lifecycle/reset_password",
            lifecycle::reset_password::reset_password,
        ),
        (
            "lifecycle/reset_factors",
            lifecycle::reset_factors::reset_factors,
        ),
        (
            "credentials/change_password",
            credentials::change_password::change_password,
        ),
        (
            "credentials/forgot_password",
            credentials::forgot_password::forgot_password,
        ),
        (
            "credentials/forgot_password_recovery_question",
            credentials::answer_recovery_question::set_password,
        ),
        (
            "credentials/change_recovery_question",
            credentials::change_recovery_question::change_recovery_question,
        ),
    ];
    verbs
        .into_iter()
        .fold(Router::new(), |router, (path, verb)| {
            router.route(&format!("/api/v1/users/{{id}}/{path}"), post(on(verb)))
        })
}

fn factor_routes() -> Router<Org> {
    let routes = [
        (
            "",
            get(on(factors::list::list)).post(on(factors::enroll::enroll)),
        ),
        ("/catalog", get(on(factors::catalog::list))),
        ("/questions", get(on(factors::questions::list))),
        (
            "/{factorId}",
            get(on(factors::get::get)).delete(on(factors::unenroll::unenroll)),
        ),
        (
            "/{factorId}/lifecycle/activate",
            post(on(factors::activate::activate)),
        ),
        (
            "/{factorId}/lifecycle/activate/poll",
            post(on(factors::activate::poll)),
        ),
        ("/{factorId}/resend", post(on(factors::resend::resend))),
        ("/{factorId}/verify", post(on(factors::verify::verify))),
        (
            "/{factorId}/transactions/{transactionId}",
            get(on(factors::poll::poll)).delete(on(factors::cancel::cancel)),
        ),
    ];
    routes
        .into_iter()
        .fold(Router::new(), |router, (path, verbs)| {
            router.route(&format!("/api/v1/users/{{id}}/factors{path}"), verbs)
        })
}

fn group_routes() -> Router<Org> {
    Router::new()
        .route(
            "/api/v1/groups",
            get(on(groups::list::list)).post(on(groups::create::create)),
        )
        // Group rules are not here; without this line, "rules" would pass for the id of a group.
        .route("/api/v1/groups/rules", any(on(path_not_found)))
        .route(
            "/api/v1/groups/{groupId}",
            get(on(groups::get::get))
                .put(on(groups::replace::replace))
                .delete(on(groups::delete::delete)),
        )
        .route(
            "/api/v1/groups/{groupId}/users",
            get(on(groups::list_users::list)),
        )
        .route(
            "/api/v1/groups/{groupId}/users/{userId}",
            axum::routing::put(on(groups::add_user::add)).delete(on(groups::remove_user::remove)),
        )
}

fn oauth_routes() -> Router<Org> {
    let metadata = || get(on(oauth::metadata::get));
    let routes = [
        ("/.well-known/openid-configuration", metadata()),
        ("/.well-known/oauth-authorization-server", metadata()),
        ("/oauth2/v1/keys", get(on(oauth::jwks::list))),
        (
            "/oauth2/v1/authorize",
            get(on(oauth::authorize::get)).post(on(oauth::authorize::post)),
        ),
        ("/oauth2/v1/token", post(on(oauth::token::token))),
        (
            "/oauth2/v1/introspect",
            post(on(oauth::introspect::introspect)),
        ),
        ("/oauth2/v1/revoke", post(on(oauth::revoke::revoke))),
        (
            "/oauth2/v1/userinfo",
            get(on(oauth::userinfo::get)).post(on(oauth::userinfo::post)),
        ),
        (
            "/oauth2/v1/logout",
            get(on(oauth::logout::get)).post(on(oauth::logout::post)),
        ),
        (
            "/login/login.htm",
            get(on(oauth::sign_in::show)).post(on(oauth::sign_in::submit)),
        ),
        ("/login/login.css", get(on(oauth::sign_in::style))),
    ];
    routes
        .into_iter()
        .fold(Router::new(), |router, (path, verbs)| {
            router.route(path, verbs)
        })
}

fn path_not_found(_: &mut State, _: &Call) -> Result<Answer, Refusal> {
    Err(Refusal::new(&PATH_NOT_FOUND))
}

fn method_not_supported(_: &mut State, _: &Call) -> Result<Answer, Refusal> {
    Err(Refusal::new(&METHOD_NOT_SUPPORTED))
}

/// Makes an axum handler of a verb: reads the call, runs the verb under the lock, writes the answer.
fn on(verb: Verb) -> impl Handler<(axum::extract::State<Org>, Request), Org> {
    OnVerb(verb)
}

#[derive(Clone, Copy)]
struct OnVerb(Verb);

impl Handler<(axum::extract::State<Org>, Request), Org> for OnVerb {
    type Future = std::pin::Pin<Box<dyn Future<Output = Response> + Send>>;

    fn call(self, request: Request, org: Org) -> Self::Future {
        Box::pin(async move {
            let read = read(request, &org).await;
            let mut state = org.lock_state();
            let answered = read.and_then(|call| (self.0)(&mut state, &call));
            match answered {
                Ok(answer) => answer.into_response(),
                Err(refusal) => refusal.into_response(&mut state.randomness),
            }
        })
    }
}

async fn read(request: Request, org: &Org) -> Result<Call, Refusal> {
    let (mut parts, content) = request.into_parts();
    let origin = parts
        .extensions
        .get::<Origin>()
        .cloned()
        .unwrap_or_default();
    let path_request = Request::from_parts(parts.clone(), body::Body::empty());
    let segments = RawPathParams::from_request(path_request, org)
        .await
        .map(|params| {
            let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
            params.iter().map(owned).collect()
        })
        .unwrap_or_default();
    let too_large = |_| {
        let mut refusal = Refusal::new(&BODY_NOT_WELL_FORMED);
        refusal.status = StatusCode::PAYLOAD_TOO_LARGE;
        refusal
    };
    Ok(Call {
        origin,
        path: parts.uri.path().to_owned(),
        segments,
        query: Query::parse(parts.uri.query().unwrap_or_default()),
        headers: std::mem::take(&mut parts.headers),
        body: body::to_bytes(content, LARGEST_BODY)
            .await
            .map_err(too_large)?,
    })
}

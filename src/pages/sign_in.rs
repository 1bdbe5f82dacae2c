//! Sign-in: the page, and the form that it shares with the dialog of an expired session.

use domain::session::{DemoAccount, Provider, SignIn as SignInOptions};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::http::{ApiError, Refusal};
use crate::browser::{dom, focus};
use crate::components::{Glyph, InputKind, TextField, icon};
use crate::routes::{self, SignInError};
use crate::state::state;
use crate::text::{format, lang, t};

#[component]
pub fn SignIn(options: SignInOptions) -> impl IntoView {
    focus::first_present(&[".sign-in input", ".sign-in a"]);
    let (_, search) = dom::path_and_query();
    let error = routes::sign_in_error(&search);
    if error.is_some() {
        // It is shown now; a reload, or a link that is copied later, must not report it again.
        Effect::new(|_| state().views.drop_reports());
    }
    // An old link may lead to a provider that is no longer there.
    let name = options.oidc.as_ref().map(|provider| provider.name.clone());
    let words = move || match error? {
        SignInError::Disabled => {
            let disabled = ApiError::Refused(Refusal::AccountDisabled);
            Some((t().connected().error)(&format(), &disabled))
        }
        error => Some((t().connected().provider_failed)(name.as_deref().unwrap_or(t().connected().provider), error)),
    };
    let failed = error.is_some().then(|| view! { <p class="form__error" role="alert">{words}</p> });
    let provider = options.oidc.map(provider_link);
    let accounts = options.demo_accounts;
    let accounts = (!accounts.is_empty()).then(|| view! { <DemoAccounts accounts/> });
    view! {
        <div class="sign-in">
            <section class="card sign-in__card" aria-labelledby="sign-in-title">
                <h1 id="sign-in-title" tabindex="-1">{t().common().sign_in}</h1>
                <p class="muted">{t().connected().lead}</p>
                {options.local.then(|| view! { <PasswordForm/> })}
                {failed}
                {provider}
            </section>
            {accounts}
        </div>
    }
}

/// The link that starts signing in through an identity provider and returns to this page.
fn provider_link(provider: Provider) -> AnyView {
    let (path, search) = dom::path_and_query();
    let Provider { name, url } = provider;
    view! {
        <a class="button sign-in__provider" href=routes::provider(&url, &path, &search) rel="external">
            {(t().connected().sign_in_with)(&name)}
        </a>
    }
    .into_any()
}

/// The ways to sign in again after the session has expired. The identity provider opens in a new tab: this page keeps
/// what was typed, and goes on when the other tab is signed in.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let options = Memo::new(move |_| state().sign_in_options());
    let is_local = move || options.with(|options| options.as_ref().is_none_or(|options| options.local));
    let provider = move || {
        options.get().and_then(|options| options.oidc).map(|provider| {
            let href = routes::provider(&provider.url, &format!("{}/", routes::base()), "");
            view! {
                <a class="button sign-in__provider" href=href rel="external" target="_blank">
                    {(t().connected().sign_in_in_new_tab)(&provider.name)}
                </a>
            }
        })
    };
    view! {
        <Show when=is_local>
            <PasswordForm/>
        </Show>
        {provider}
    }
}

/// The form for username and password.
#[component]
fn PasswordForm() -> impl IntoView {
    let known = state().session().with_untracked(|session| session.as_ref().map(|it| it.user.username.clone()));
    // With a known username, the password takes the focus.
    let is_new = known.is_none();
    let username = RwSignal::new(known.unwrap_or_default());
    let password = RwSignal::new(String::new());
    let attempt = Attempt::default();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        attempt.start(username.get_untracked(), password.get_untracked());
    };
    view! {
        <form class="form" on:submit=submit>
            <TextField
                label=t().connected().username
                value=username
                kind=InputKind::Username
                autofocus=is_new
            />
            <TextField
                label=t().connected().password
                value=password
                kind=InputKind::Password
                autofocus=!is_new
            />
            {attempt.error()}
            <button
                type="submit"
                class="button button--primary"
                aria-disabled=move || attempt.busy.get().then_some("true")
            >
                {move || if attempt.busy.get() { t().connected().please_wait } else { t().connected().sign_in }}
            </button>
        </form>
    }
}

/// The state of a sign-in request.
#[derive(Clone, Copy, Default)]
struct Attempt {
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
}

impl Attempt {
    fn start(self, username: String, password: String) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let state = state();
        spawn_local(async move {
            let done = state.sign_in(&username, &password).await;
            // After success the form is unmounted and its signals are disposed of, hence `try_set`.
            self.failed.try_set(done.err());
            self.busy.try_set(false);
        });
    }

    fn error(self) -> impl IntoView {
        view! {
            <p class="form__error" role="alert">
                {move || self.failed.get().map(|error| (t().connected().error)(&format(), &error))}
            </p>
        }
    }
}

/// The accounts of a demo instance: one click signs in.
#[component]
fn DemoAccounts(accounts: Vec<DemoAccount>) -> impl IntoView {
    let attempt = Attempt::default();
    let account = move |account: DemoAccount| {
        let DemoAccount { username, password, name, note } = account;
        view! {
            <li>
                <button
                    type="button"
                    class="button sign-in__account"
                    on:click=move |_| attempt.start(username.clone(), password.clone())
                >
                    {icon(Glyph::Person)}
                    <span class="stack">
                        <b>{(t().connected().use_account)(&name)}</b>" "
                        <span class="stack__sub">{note.get(lang()).to_owned()}</span>
                    </span>
                </button>
            </li>
        }
    };
    view! {
        <section class="card sign-in__card" aria-labelledby="demo-accounts">
            <h2 id="demo-accounts">{t().connected().demo_accounts}</h2>
            <p class="muted small">{t().connected().demo_accounts_hint}</p>
            <ul class="sign-in__accounts">{accounts.into_iter().map(account).collect_view()}</ul>
            {attempt.error()}
        </section>
    }
}

//! Messages of the connected app: sign-in, session, connection, payee form.

use domain::payee::ProfileKind;

use super::{Format, With1, refusal};
use crate::api::http::ApiError;
use crate::routes::SignInError;

#[derive(Debug)]
pub struct Connected {
    pub lead: &'static str,
    pub username: &'static str,
    pub password: &'static str,
    pub sign_in: &'static str,
    pub sign_in_with: fn(&str) -> String,
    /// A provider without a name, within a sentence.
    pub provider: &'static str,
    pub provider_failed: fn(&str, SignInError) -> String,
    pub demo_accounts: &'static str,
    pub demo_accounts_hint: &'static str,
    pub use_account: fn(&str) -> String,
    pub expired_hint: &'static str,
    pub sign_in_in_new_tab: fn(&str) -> String,
    pub other_person: fn(&str) -> String,
    pub other_person_hint: &'static str,
    pub signed_out_elsewhere: &'static str,
    pub signed_out_elsewhere_hint: &'static str,
    pub admin_at: With1<u32>,
    pub user_at: With1<u32>,
    pub no_role: &'static str,
    pub sign_out: &'static str,
    pub sign_out_everywhere: &'static str,
    pub connection_lost: With1<String>,
    pub connection_lost_hint: &'static str,
    pub behind: With1<String>,
    pub behind_hint: &'static str,
    pub form_lead: With1<String>,
    pub contact_name: &'static str,
    pub contact_email: &'static str,
    pub submit: &'static str,
    pub cancel: &'static str,
    pub profile_submitted: fn(ProfileKind) -> &'static str,
    pub profile_changed: fn(&str) -> String,
    pub please_wait: &'static str,
    pub error: fn(&Format, &ApiError) -> String,
}

pub const EN: Connected = Connected {
    lead: "Sign in to see where your company earns, and what must be done.",
    username: "Username",
    password: "Password",
    sign_in: "Sign in",
    sign_in_with: |provider| format!("Sign in with {provider}"),
    provider: "the identity provider",
    provider_failed: |provider, error| match error {
        SignInError::Unavailable => {
            format!("{provider} does not respond right now. Wait a moment, then try again.")
        }
        SignInError::Expired => {
            format!("Signing in with {provider} took too long, or was started in another browser. Try again.")
        }
        SignInError::Denied => {
            format!("{provider} did not let you sign in, or you cancelled. Try again, or use another account there.")
        }
        SignInError::Throttled => "Too many attempts to sign in. Wait five minutes, then try again.".to_owned(),
        SignInError::Failed | SignInError::Disabled => format!(
            "Signing in with {provider} did not succeed. Try again; if that does not help, contact the administrator \
             of this site."
        ),
    },
    demo_accounts: "Demo accounts",
    demo_accounts_hint: "This is a demo: anyone can use these accounts.",
    use_account: |name| format!("Sign in as {name}"),
    expired_hint: "Your session has ended. After you have signed in, you go on where you were; nothing that you typed \
                   is lost.",
    sign_in_in_new_tab: |provider| format!("Sign in with {provider} (opens a new tab)"),
    other_person: |name| format!("{name} has signed in in this browser."),
    other_person_hint: "You see what this person may see. What was typed here before and not submitted is discarded.",
    signed_out_elsewhere: "You have been signed out.",
    signed_out_elsewhere_hint: "Someone signed out in another tab of this browser.",
    admin_at: |f, n| format!("Incentives admin at {}", f.count(n, "location", "locations")),
    user_at: |f, n| format!("Incentives user at {}", f.count(n, "location", "locations")),
    no_role: "You have no role at any location. Ask an incentives admin to give you one.",
    sign_out: "Sign out",
    sign_out_everywhere: "Sign out everywhere",
    connection_lost: |_, time| format!("No connection to the server since {time}."),
    connection_lost_hint: "What you see was correct then and may have changed. It updates automatically.",
    behind: |_, time| format!("Changes since {time} could not be loaded."),
    behind_hint: "Some of what you see may be out of date. It updates automatically.",
    form_lead: |_, location| {
        format!(
            "{location}. The profile is validated within 48 hours. Name a contact for questions; this form never asks \
             for account numbers."
        )
    },
    contact_name: "Name of the contact",
    contact_email: "Email of the contact",
    submit: "Submit for validation",
    cancel: "Cancel",
    profile_submitted: |kind| match kind {
        ProfileKind::Bank => "The bank profile is submitted. Validation takes up to 48 hours.",
        ProfileKind::Tax => "The tax profile is submitted. Validation takes up to 48 hours.",
    },
    profile_changed: |status| {
        format!(
            "Someone has changed this location in the meantime: the profile is now “{status}”. Yours has not been \
             submitted. Check it, and submit again if it is still needed."
        )
    },
    please_wait: "One moment …",
    error: |f, error| match error {
        ApiError::Network => "There is no connection to the server. Check the network and try again.".to_owned(),
        ApiError::TimedOut => "The server did not answer in time. Try again.".to_owned(),
        ApiError::Interrupted => "The server’s response was interrupted. Try again.".to_owned(),
        ApiError::NotUnderstood(what) => {
            format!("The server sent a response that this app does not understand ({what}). Contact its administrator.")
        }
        ApiError::OtherVersion => {
            "The app and the server are of different versions. Reload the page; if that does not help, contact the \
             server’s administrator."
                .to_owned()
        }
        ApiError::NotSignedIn => "You are no longer signed in. Sign in, then try again.".to_owned(),
        ApiError::OtherUser => {
            "Someone else has signed in in this browser: nothing was sent for you. Sign in, then try again.".to_owned()
        }
        ApiError::WrongCredentials => "The username or the password is not right.".to_owned(),
        ApiError::Refused(refusal) => refusal::english(*refusal).to_owned(),
        ApiError::Forbidden => "You may not do this. Ask an incentives admin of the location.".to_owned(),
        ApiError::NotFound => "It does not exist, or you have no access to it.".to_owned(),
        ApiError::Conflict(_) => {
            "This cannot be done in its current state: someone may have done it already.".to_owned()
        }
        ApiError::Stale(_) => "Someone has changed it in the meantime. Check it, and try again.".to_owned(),
        ApiError::TooLarge => "This is longer than the server accepts. Shorten it and try again.".to_owned(),
        ApiError::TooMany(wait) => {
            format!("Too many attempts. Try again in {}.", f.count(*wait, "second", "seconds"))
        }
        ApiError::Invalid(what) => format!("The server does not accept this: {what}"),
        ApiError::Failed(id) if id.is_empty() => "The server failed. Try again in a moment.".to_owned(),
        ApiError::Failed(id) => {
            format!("The server failed. Try again in a moment. The administrator finds the reason under {id}.")
        }
    },
};

pub const SV: Connected = Connected {
    lead: "Logga in för att se var ditt företag får intäkter, och vad som måste göras.",
    username: "Användarnamn",
    password: "Lösenord",
    sign_in: "Logga in",
    sign_in_with: |provider| format!("Logga in med {provider}"),
    provider: "identitetsleverantören",
    provider_failed: |provider, error| match error {
        SignInError::Unavailable => format!("{provider} svarar inte just nu. Vänta en stund och försök igen."),
        SignInError::Expired => {
            format!("Inloggningen med {provider} tog för lång tid eller påbörjades i en annan webbläsare. Försök igen.")
        }
        SignInError::Denied => format!(
            "{provider} släppte inte in dig, eller så avbröt du inloggningen. Försök igen, eller använd ett annat \
             konto där."
        ),
        SignInError::Throttled => "För många inloggningsförsök. Vänta fem minuter och försök igen.".to_owned(),
        SignInError::Failed | SignInError::Disabled => format!(
            "Det gick inte att logga in med {provider}. Försök igen; om det inte hjälper, kontakta webbplatsens \
             administratör."
        ),
    },
    demo_accounts: "Demokonton",
    demo_accounts_hint: "Det här är en demo: vem som helst får använda kontona.",
    use_account: |name| format!("Logga in som {name}"),
    expired_hint: "Sessionen har gått ut. När du har loggat in fortsätter du där du var; inget som du har skrivit \
                   är förlorat.",
    sign_in_in_new_tab: |provider| format!("Logga in med {provider} (öppnas på en ny flik)"),
    other_person: |name| format!("{name} har loggat in i den här webbläsaren."),
    other_person_hint: "Du ser det som den personen får se. Det som skrevs här innan och inte skickades in är \
                        borttaget.",
    signed_out_elsewhere: "Du har loggats ut.",
    signed_out_elsewhere_hint: "Någon loggade ut på en annan flik i webbläsaren.",
    admin_at: |f, n| format!("Incitamentsadministratör på {}", f.count(n, "plats", "platser")),
    user_at: |f, n| format!("Incitamentsanvändare på {}", f.count(n, "plats", "platser")),
    no_role: "Du har ingen roll på någon plats. Be en incitamentsadministratör om en.",
    sign_out: "Logga ut",
    sign_out_everywhere: "Logga ut överallt",
    connection_lost: |_, time| format!("Ingen kontakt med servern sedan {time}."),
    connection_lost_hint: "Det du ser stämde då och kan ha ändrats. Det uppdateras automatiskt.",
    behind: |_, time| format!("Ändringar sedan {time} kunde inte läsas in."),
    behind_hint: "En del av det du ser kan vara inaktuellt. Det uppdateras automatiskt.",
    form_lead: |_, location| {
        format!(
            "{location}. Profilen verifieras inom 48 timmar. Ange vem som kan svara på frågor; kontonummer \
             efterfrågas aldrig här."
        )
    },
    contact_name: "Kontaktperson",
    contact_email: "Kontaktpersonens e-post",
    submit: "Skicka för verifiering",
    cancel: "Avbryt",
    profile_submitted: |kind| match kind {
        ProfileKind::Bank => "Bankprofilen är inskickad. Verifieringen tar upp till 48 timmar.",
        ProfileKind::Tax => "Skatteprofilen är inskickad. Verifieringen tar upp till 48 timmar.",
    },
    profile_changed: |status| {
        format!(
            "Någon har ändrat platsen under tiden: profilen är nu ”{status}”. Din har inte skickats in. Kontrollera \
             den, och skicka igen om det fortfarande behövs."
        )
    },
    please_wait: "Ett ögonblick …",
    error: |f, error| match error {
        ApiError::Network => "Det finns ingen kontakt med servern. Kontrollera nätverket och försök igen.".to_owned(),
        ApiError::TimedOut => "Servern svarade inte i tid. Försök igen.".to_owned(),
        ApiError::Interrupted => "Serverns svar bröts. Försök igen.".to_owned(),
        ApiError::NotUnderstood(what) => {
            format!("Servern skickade ett svar som appen inte förstår ({what}). Kontakta serverns administratör.")
        }
        ApiError::OtherVersion => {
            "Appen och servern har olika versioner. Läs in sidan igen; om det inte hjälper, kontakta serverns \
             administratör."
                .to_owned()
        }
        ApiError::NotSignedIn => "Du är inte längre inloggad. Logga in och försök igen.".to_owned(),
        ApiError::OtherUser => {
            "Någon annan har loggat in i den här webbläsaren: inget skickades i ditt namn. Logga in och försök igen."
                .to_owned()
        }
        ApiError::WrongCredentials => "Användarnamnet eller lösenordet stämmer inte.".to_owned(),
        ApiError::Refused(refusal) => refusal::swedish(*refusal).to_owned(),
        ApiError::Forbidden => "Du får inte göra det här. Fråga en incitamentsadministratör på platsen.".to_owned(),
        ApiError::NotFound => "Det finns inte, eller så har du inte åtkomst till det.".to_owned(),
        ApiError::Conflict(_) => "I nuvarande tillstånd går det inte: någon kan redan ha gjort det.".to_owned(),
        ApiError::Stale(_) => "Någon har ändrat det under tiden. Kontrollera det och försök igen.".to_owned(),
        ApiError::TooLarge => "Det här är längre än servern tar emot. Korta ner det och försök igen.".to_owned(),
        ApiError::TooMany(wait) => {
            format!("För många försök. Försök igen om {}.", f.count(*wait, "sekund", "sekunder"))
        }
        ApiError::Invalid(what) => format!("Servern godtar inte det här: {what}"),
        ApiError::Failed(id) if id.is_empty() => "Ett fel uppstod på servern. Försök igen om en stund.".to_owned(),
        ApiError::Failed(id) => {
            format!(
                "Ett fel uppstod på servern. Försök igen om en stund. Serverns administratör hittar orsaken under {id}."
            )
        }
    },
};

//! Why the backend refuses something, in the words of each reason.

use crate::api::http::Refusal;

pub const fn english(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::CrossOrigin => {
            "The server does not recognise this page as its own, so it changed nothing. Open the app at its usual \
             https:// address. If that does not help, ask its administrator to check the public address of the server."
        }
        Refusal::OtherHost => "The server does not answer at this address. Open the app at its usual address.",
        Refusal::LocalSignInOff => "Passwords are switched off here. Sign in through your organisation.",
        Refusal::AccountDisabled => "This account is disabled. Ask the administrator of this site.",
        Refusal::DemoAccount => "This is a demo account: its password is public and stays as it is.",
        Refusal::NoPassword => "You sign in through your organisation. Change the password there.",
        Refusal::WrongPassword => "The current password is not right.",
        Refusal::PasswordTooShort => "The new password is too short: it needs at least 12 characters.",
        Refusal::PasswordTooLong => "The new password is too long: it may have at most 200 characters.",
        Refusal::PasswordGuessable => {
            "The new password is easy to guess: it is a common one, a name, a repetition or a sequence. Use several \
             words that have nothing to do with each other."
        }
        Refusal::PasswordUnchanged => "The new password is the current one. Choose another.",
        Refusal::NoData => "The server has no data yet: its administrator has to import a dataset.",
        Refusal::StorageFull => {
            "The server’s disk is full, so nothing was changed. Its administrator has to make room; try again then."
        }
        Refusal::CookieNotKept { https: true } => {
            "Username and password are right, but the browser does not keep you signed in. Allow cookies for this \
             site, and sign in again."
        }
        Refusal::CookieNotKept { https: false } => {
            "Username and password are right, but the browser does not keep you signed in, because this page was \
             opened by http://. Open it by https://, and sign in there."
        }
    }
}

pub const fn swedish(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::CrossOrigin => {
            "Servern känner inte igen sidan som sin egen, så den ändrade inget. Öppna appen på dess vanliga \
             https://-adress. Om det inte hjälper, be den som driver servern att kontrollera serverns publika adress."
        }
        Refusal::OtherHost => "Servern svarar inte på den här adressen. Öppna appen på dess vanliga adress.",
        Refusal::LocalSignInOff => "Lösenord är avstängda här. Logga in via din organisation.",
        Refusal::AccountDisabled => "Kontot är inaktiverat. Fråga webbplatsens administratör.",
        Refusal::DemoAccount => "Det här är ett demokonto: lösenordet är offentligt och förblir som det är.",
        Refusal::NoPassword => "Du loggar in via din organisation. Byt lösenordet där.",
        Refusal::WrongPassword => "Det nuvarande lösenordet stämmer inte.",
        Refusal::PasswordTooShort => "Det nya lösenordet är för kort: det måste ha minst 12 tecken.",
        Refusal::PasswordTooLong => "Det nya lösenordet är för långt: det får ha högst 200 tecken.",
        Refusal::PasswordGuessable => {
            "Det nya lösenordet är lätt att gissa: det är vanligt, ett namn, en upprepning eller en följd. Använd \
             flera ord som inte har med varandra att göra."
        }
        Refusal::PasswordUnchanged => "Det nya lösenordet är detsamma som det nuvarande. Välj ett annat.",
        Refusal::NoData => "Servern har inga data ännu: den som driver den måste importera en datamängd.",
        Refusal::StorageFull => {
            "Serverns disk är full, så inget ändrades. Den som driver servern måste göra plats; försök sedan igen."
        }
        Refusal::CookieNotKept { https: true } => {
            "Användarnamn och lösenord stämmer, men webbläsaren håller dig inte inloggad. Tillåt kakor för webbplatsen \
             och logga in igen."
        }
        Refusal::CookieNotKept { https: false } => {
            "Användarnamn och lösenord stämmer, men webbläsaren håller dig inte inloggad, eftersom sidan öppnades med \
             http://. Öppna den med https:// och logga in där."
        }
    }
}

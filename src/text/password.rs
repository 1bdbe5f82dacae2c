//! Messages of the page that changes the password.

#[derive(Debug)]
pub struct Password {
    pub current: &'static str,
    pub new: &'static str,
    pub rules: &'static str,
    pub show: &'static str,
    pub changed: &'static str,
    pub not_here: &'static str,
}

pub const EN: Password = Password {
    current: "Current password",
    new: "New password",
    rules: "At least 12 characters. Several words that have nothing to do with each other are good; your name, a \
            common password or a repetition are not. You will be signed out everywhere else.",
    show: "Show passwords",
    changed: "Your password is changed. You are signed out everywhere else.",
    not_here: "The password of this account cannot be changed here: you sign in through your organisation, or with a \
               demo account.",
};

pub const SV: Password = Password {
    current: "Nuvarande lösenord",
    new: "Nytt lösenord",
    rules: "Minst 12 tecken. Flera ord som inte har med varandra att göra är bra; ditt namn, ett vanligt lösenord \
            eller en upprepning är det inte. Du loggas ut från alla andra ställen.",
    show: "Visa lösenorden",
    changed: "Ditt lösenord är bytt. Du är utloggad från alla andra ställen.",
    not_here: "Kontots lösenord kan inte bytas här: du loggar in via din organisation eller med ett demokonto.",
};

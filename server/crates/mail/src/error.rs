use std::io;

/// Why a mail was not handed over. Names no address: mail servers like to repeat them, so nothing
/// they say is kept but the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Trying again later can help.
    #[error("the mail cannot be sent now")]
    Temporary(#[source] MailFault),
    /// This mail will never be taken.
    #[error("the mail cannot be sent")]
    Permanent(#[source] MailFault),
}

/// What was wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailFault {
    /// The mail server's negative answer (RFC 5321, section 4.2).
    #[error("the mail server answered {0}")]
    Refused(u16),
    /// The mail server does not take our name and password, or wants some. The mail is not to blame.
    #[error("the mail server refused our sign-in ({0})")]
    SignIn(u16),
    /// There is no connection, or it broke.
    #[error("no connection to the mail server ({0})")]
    Connection(io::ErrorKind),
    /// No encryption could be agreed on, or the server's certificate is not trusted.
    #[error("no trusted encryption with the mail server")]
    Encryption,
    /// The mail server cannot do what this mail or our settings need (STARTTLS, SMTPUTF8), or answers nonsense.
    #[error("the mail server lacks a needed extension or broke the protocol")]
    Protocol,
    /// The mail folder cannot be written.
    #[error("the mail folder cannot be written ({0})")]
    Folder(io::ErrorKind),
    /// An address that no mail can be made for.
    #[error("the address cannot stand in a mail")]
    Address,
    /// The mail could not be put together.
    #[error("the mail could not be put together")]
    Content,
    /// The process is stopping.
    #[error("sending was cut off")]
    Interrupted,
}

//! Common and breached passwords, suggested passphrases.

//! The admin's pages and forms.

mod matrix;
mod monitoring;

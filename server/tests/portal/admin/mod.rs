//! The admin's pages and forms.

mod exports;
mod get_token;
mod matrix;
mod monitoring;
mod names;
mod objects;
mod pages;

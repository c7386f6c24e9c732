//! P2: how often a second the reset page is rendered, beside the same bytes from memory.

use crate::{
    database::Database,
    directory::Directory,
    page_load::{PageLoad, load},
    portal::Installation,
    process_figures,
    report::Row,
    settings::Settings,
    statistics::median,
};
use anyhow::{Result, ensure};
use axum::{Router, body::Bytes, http::HeaderMap, routing::get};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

const PAGE: &str = "/reset";
const CONNECTIONS: [u32; 2] = [8, 64];
const SECONDS: u32 = 5;

pub(crate) async fn measure(settings: &Settings) -> Result<Vec<Row>> {
    let directory = Directory::start().await?;
    let installation =
        Installation::empty(settings, "pages", &Database::Sqlite, &directory).await?;
    let portal = installation.start().await?;
    let baseline = serve_copy(portal.url(PAGE)).await?;
    let own = std::process::id();
    let mut rows = Vec::new();
    for connections in CONNECTIONS {
        let (mut rendered, mut constant) = (Loads::default(), Loads::default());
        for round in 0..settings.rounds {
            let cpu = portal.cpu_seconds()?;
            let taken = load(&portal.url(PAGE), connections, SECONDS).await?;
            let rendered_cpu = portal.cpu_seconds()? - cpu;
            let cpu = process_figures::cpu_seconds(own)?;
            let copied = load(&format!("http://{baseline}{PAGE}"), connections, SECONDS).await?;
            let constant_cpu = process_figures::cpu_seconds(own)? - cpu;
            if round > 0 {
                rendered.add(taken, rendered_cpu);
                constant.add(copied, constant_cpu);
            }
        }
        rows.extend(compared(connections, &rendered, &constant));
    }
    Ok(rows)
}

#[derive(Default)]
struct Loads {
    rates: Vec<f64>,
    microseconds_a_page: Vec<f64>,
}

impl Loads {
    fn add(&mut self, load: PageLoad, cpu_seconds: f64) {
        self.rates.push(load.pages_a_second);
        self.microseconds_a_page
            .push(cpu_seconds * 1e6 / load.pages);
    }
}

fn compared(connections: u32, rendered: &Loads, constant: &Loads) -> [Row; 2] {
    let cpu = [rendered, constant].map(|loads| median(&loads.microseconds_a_page));
    let rate = [rendered, constant].map(|loads| median(&loads.rates));
    [
        Row::ratio(
            format!("pages a second, {connections} connections"),
            rate[0],
            rate[1],
        )
        .at_least(0.3),
        Row::ratio(
            format!("pages for the same CPU time, {connections} connections"),
            1e6 / cpu[0],
            1e6 / cpu[1],
        )
        .beside("CPU µs a page", cpu[0])
        .beside("CPU µs a copy", cpu[1]),
    ]
}

/// Serves a copy of a page, bytes and headers, from memory.
async fn serve_copy(url: String) -> Result<SocketAddr> {
    let response = crate::browser::send(crate::browser::client()?.get(url)).await?;
    ensure!(
        response.status().is_success(),
        "the page: {}",
        response.status()
    );
    let mut headers: HeaderMap = response.headers().clone();
    // The server adds these itself.
    for own in ["date", "content-length"] {
        headers.remove(own);
    }
    let body: Bytes = response.bytes().await?;
    let copy = move || std::future::ready((headers.clone(), body.clone()));
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move { axum::serve(listener, Router::new().route(PAGE, get(copy))).await });
    Ok(address)
}

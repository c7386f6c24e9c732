//! `site`: builds the portal's browser bundles, style sheet and static files into one folder.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Parser;
use site::{Bundle, Inputs};

/// Builds the portal's browser bundles, style sheet and static files into one folder.
#[derive(Debug, Parser)]
struct Arguments {
    /// A browser bundle, as NAME=FILE.wasm; may stand several times
    #[arg(long = "bundle", value_parser = parse_bundle)]
    bundles: Vec<Bundle>,
    /// Entry style sheet
    #[arg(long)]
    style: PathBuf,
    /// Folder of files served as they are
    #[arg(long)]
    public: PathBuf,
    /// Folder to build; replaced as a whole
    #[arg(long)]
    out: PathBuf,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let inputs = Inputs {
        bundles: arguments.bundles,
        style: arguments.style,
        public: arguments.public,
    };
    let assets = site::build(&inputs, &arguments.out)?;
    for (name, size) in assets.sizes() {
        println!("{size:>9}  {name}");
    }
    Ok(())
}

fn parse_bundle(text: &str) -> Result<Bundle> {
    let (name, wasm) = text
        .split_once('=')
        .ok_or_else(|| anyhow!("expected NAME=FILE.wasm"))?;
    Ok(Bundle {
        name: name.to_owned(),
        wasm: wasm.into(),
    })
}

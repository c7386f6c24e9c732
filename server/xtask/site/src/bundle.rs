//! A browser bundle: WebAssembly and the JavaScript that loads it.

use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::{Assets, Bundle, Error};

/// Runs wasm-bindgen over a bundle and adds what it makes.
pub(crate) fn add(bundle: &Bundle, assets: &mut Assets) -> Result<(), Error> {
    let mut output = bind(bundle).map_err(|error| Error::Bundle {
        name: bundle.name.clone(),
        reason: format!("{error:#}"),
    })?;
    let wasm = output.wasm_mut().emit_wasm();
    let wasm_name = assets.add_hashed(&bundle.name, "wasm", wasm)?;
    // The loader falls back to this name when the page does not say where the WebAssembly is.
    let loader = output
        .js()
        .replace(&format!("{}_bg.wasm", bundle.name), &wasm_name);
    assets.add_hashed(&bundle.name, "js", loader.into_bytes())?;
    add_snippets(&output, assets)
}

fn bind(bundle: &Bundle) -> anyhow::Result<Output> {
    Bindgen::new()
        .input_path(&bundle.wasm)
        .out_name(&bundle.name)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate_output()
}

/// JavaScript that libraries carry along; the loader imports it by these very paths, whose folder
/// names hold a hash already. Two bundles may share one.
fn add_snippets(output: &Output, assets: &mut Assets) -> Result<(), Error> {
    for (library, sources) in output.snippets() {
        for (index, source) in sources.iter().enumerate() {
            let name = format!("snippets/{library}/inline{index}.js");
            assets.add_shared(&name, source.as_bytes())?;
        }
    }
    for (path, source) in output.local_modules() {
        assets.add_shared(&format!("snippets/{path}"), source.as_bytes())?;
    }
    Ok(())
}

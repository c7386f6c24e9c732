use crate::Assets;
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// Loads a browser bundle and wakes the islands of this page. Stands only on pages that have some,
/// so that all others stay plain HTML.
#[component]
pub fn LiveParts(
    /// Name of the bundle, as the site build knows it.
    bundle: &'static str,
) -> impl IntoView {
    let assets: Assets = use_context().unwrap_or_default();
    let script = assets.url(&format!("{bundle}.js"));
    let wasm = assets.url(&format!("{bundle}.wasm"));
    let starter = starter(&script, &wasm);
    view! {
        <link rel="modulepreload" href=script/>
        <link rel="preload" href=wasm r#as="fetch" r#type="application/wasm" crossorigin="anonymous"/>
        <script type="module" nonce=use_nonce()>{starter}</script>
    }
}

/// The islands have no children, so document order is enough to wake them.
fn starter(script: &str, wasm: &str) -> String {
    format!(
        "const bundle=await import({script:?});\
         await bundle.default({{module_or_path:{wasm:?}}});\
         bundle.hydrate();\
         for(const island of document.querySelectorAll('leptos-island'))\
         bundle[island.dataset.component]?.(island);"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundle_is_loaded_before_the_islands_wake() {
        let text = starter("/assets/employee-1.js", "/assets/employee-2.wasm");
        let order = [
            "/assets/employee-1.js",
            "/assets/employee-2.wasm",
            "hydrate()",
            "leptos-island",
        ];
        let places: Vec<_> = order.iter().map(|part| text.find(part)).collect();
        assert!(places.iter().all(Option::is_some), "{text}");
        assert!(places.is_sorted(), "{text}");
    }
}

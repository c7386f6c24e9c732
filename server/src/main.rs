//! The `latchkey` binary.

use std::process::ExitCode;

/// Rendering a page allocates much; `server/docs/PERFORMANCE.md` (P2) has the measurement.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    latchkey::cli::run()
}

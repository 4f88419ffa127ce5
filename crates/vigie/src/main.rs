//! The command line; all of it stands in the library, so that it can be tested.

fn main() -> std::process::ExitCode {
    vigie::cli::run()
}

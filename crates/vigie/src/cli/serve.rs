//! `vigie serve`: the record, or some files, as a page and an API.

use super::output::{complain, note, repeated};
use super::{About, Outcome};
use crate::serving::{RecordFile, Stages};
use crate::take_in::{Names, take_unique};
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use vigie_serve::{Access, InMemory, Record, Settings, Tokens};

/// Options of `vigie serve`.
#[derive(clap::Args)]
pub struct Options {
    /// Reports to look at without keeping them: .txt, .html, .jsonl, or - for standard input
    #[arg(value_name = "FILE")]
    files: Vec<String>,
    /// The record to show, check and correct
    #[arg(long, value_name = "RECORD", conflicts_with = "files")]
    record: Option<PathBuf>,
    /// Where to listen; anything but this machine's own addresses needs --tokens
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Who may come in: a file with a line `editor NAME TOKEN` or `reader NAME TOKEN` for each
    #[arg(long, value_name = "FILE")]
    tokens: Option<PathBuf>,
    /// An agreement the claims are held against: a file, or the name of one built in; all built in when left out
    #[arg(long, value_name = "FILE")]
    agreement: Vec<String>,
    #[command(flatten)]
    about: About,
}

/// Runs the verb, until interrupted.
pub fn run(options: &Options) -> Outcome {
    let access = match (&options.tokens, is_this_machine(options.listen.ip())) {
        (Some(path), _) => match Tokens::open(path) {
            Ok(tokens) => Access::Tokens(tokens),
            Err(e) => return complain(&e),
        },
        (None, true) => Access::Local,
        (None, false) => {
            return complain(&format!(
                "{}: others could come in without a token\n  help: give --tokens FILE, or listen on 127.0.0.1",
                options.listen
            ));
        }
    };
    let agreements = match crate::agreement::open_agreements(&options.agreement) {
        Ok(chosen) => chosen,
        Err(message) => return complain(&message),
    };
    let stages = match super::desk() {
        Ok(desk) => Stages::new(desk.with_agreements(&agreements), agreements),
        Err(message) => return complain(&message),
    };
    let (record, name): (Box<dyn Record>, String) = match &options.record {
        Some(path) => match RecordFile::open(path, stages.coder().clone()) {
            Ok(record) => (Box::new(record), path.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned())),
            Err(e) => return complain(&e),
        },
        None => match from_files(options, &stages) {
            Some(record) => record,
            None => return Outcome::Failed,
        },
    };
    let settings = Settings { access, name, is_kept: options.record.is_some() };
    let app = match vigie_serve::open(settings, Arc::new(stages), record) {
        Ok(app) => app,
        Err(e) => return complain(&e),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => return complain(&format!("the server cannot begin: {e}\n  help: close other programs and try again")),
    };
    let ready = |address: SocketAddr| eprintln!("http://{address}/  (Ctrl-C ends it)");
    let stop = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    let ended = runtime.block_on(vigie_serve::listen(app, options.listen, ready, stop));
    runtime.shutdown_background();
    match ended {
        Ok(()) => Outcome::Found,
        Err(e) => complain(&e),
    }
}

/// Reads the files into memory. `None` when nothing could be read.
fn from_files(options: &Options, stages: &Stages) -> Option<(Box<dyn Record>, String)> {
    let (mut reports, mut claims) = (Vec::new(), Vec::new());
    let mut names = Names::default();
    for path in &options.files {
        take_unique(path, &options.about.told(), &mut names, &mut |taken| {
            match taken {
                Ok(report) => {
                    for told in &report.notes {
                        note(&report.id, told);
                    }
                    let (report, found) = stages.read_for_good(report);
                    claims.extend(found);
                    reports.push(report);
                }
                Err(problem) => {
                    complain(&problem);
                }
            }
            true
        });
    }
    repeated(&names);
    if reports.is_empty() && !options.files.is_empty() {
        return None;
    }
    let name = match options.files.as_slice() {
        [one] => one.clone(),
        files => format!("{} files", files.len()),
    };
    Some((Box::new(InMemory::new(reports, claims)), name))
}

fn is_this_machine(ip: IpAddr) -> bool {
    ip.is_loopback()
}

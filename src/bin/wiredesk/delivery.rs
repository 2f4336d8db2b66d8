//! What came of the work goes to files or lines, and what is to be known of it to people or machines.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use wiredesk::model::{Digest, Reason, Rejection};
use wiredesk::par;
use wiredesk::read::Records;
use wiredesk::report::{self, File, RunRecord};

use crate::console::{self, Output};
use crate::desk::{Desk, Job};
use crate::outputs::Outputs;
use crate::progress::Lap;
use crate::{memory, summary};

const RUN_JSON: &str = "run.json";
/// How many rejected records are told one by one; `-v` tells all.
const TOLD: usize = 10;

/// Does a job and writes its files and `run.json` into `dir`.
pub fn to_dir(desk: &Desk<'_>, records: Records, job: &Job, dir: &Path) -> anyhow::Result<ExitCode> {
    let mut names: Vec<&'static str> = job.files.iter().map(|file| file.name()).collect();
    names.push(RUN_JSON);
    let mut outputs = Outputs::open(dir, &names)?;
    let stale: Vec<&str> = File::ALL
        .iter()
        .map(|file| file.name())
        .filter(|name| !names.contains(name) && dir.join(name).exists())
        .collect();

    let digest = desk.run(records, job)?;
    desk.board.enter("write");
    for file in job.files {
        outputs.write(file.name(), |out| file.write(&digest, &desk.config().report, out))?;
    }
    let (laps, seconds) = desk.board.finish();
    let inputs = desk.inputs();
    let timing = timing(desk, &laps, seconds)?;
    let record = RunRecord::new(&digest, job.command, &inputs, &names, Some(timing));
    outputs.write(RUN_JSON, |out| report::run_json(&record, out))?;
    outputs.finish()?;

    tell_if_nothing_came_in(desk, &digest);
    tell_rejected(desk, &digest.rejected, Some(dir));
    if !stale.is_empty() && !desk.global.quiet {
        console::complain(&format!("{}: of an earlier run: {}", dir.display(), stale.join(", ")));
    }
    if desk.global.json {
        let mut text = Vec::new();
        report::run_json(&record, &mut text)?;
        console::print(&text)?;
    } else if !desk.global.quiet {
        console::print(summary::of_run(&digest, &laps, seconds, dir, &names).as_bytes())?;
    }
    Ok(verdict(desk, digest.stats.rejected))
}

/// Does a job and writes lines to standard output.
pub fn to_lines(
    desk: &Desk<'_>,
    records: Records,
    job: &Job,
    write: impl FnOnce(&Digest, &mut dyn Write) -> std::io::Result<()>,
) -> anyhow::Result<ExitCode> {
    let digest = desk.run(records, job)?;
    let (laps, seconds) = desk.board.finish();
    let mut output = Output::lock();
    output.write(|out| write(&digest, out))?;
    output.finish()?;
    tell_if_nothing_came_in(desk, &digest);
    tell_rejected(desk, &digest.rejected, None);
    if desk.global.verbose {
        console::complain(&summary::of_times(&laps, seconds));
    }
    Ok(verdict(desk, digest.stats.rejected))
}

/// Tells that the inputs were empty: a wrong path is the likely reason.
fn tell_if_nothing_came_in(desk: &Desk<'_>, digest: &Digest) {
    if digest.articles.is_empty() && digest.rejected.is_empty() {
        tell_nothing_came_in(desk);
    }
}

/// Tells that the inputs hold no record.
pub fn tell_nothing_came_in(desk: &Desk<'_>) {
    if !desk.global.quiet {
        let inputs = desk.inputs().join(", ");
        console::complain(&format!(
            "no record in {inputs}; of a directory all files are read but hidden ones"
        ));
    }
}

/// Tells of rejected records on standard error: the first of them one by one, and how many more there are.
pub fn tell_rejected(desk: &Desk<'_>, rejected: &[Rejection], dir: Option<&Path>) {
    let mut teller = Teller::new(desk, dir);
    for rejection in rejected {
        teller.hear(rejection);
    }
    teller.finish();
}

/// Tells of rejected records as they come, and holds none of them.
pub struct Teller<'a> {
    dir: Option<&'a Path>,
    quiet: bool,
    verbose: bool,
    /// How many records were rejected, skips not among them.
    pub n_rejected: usize,
    skipped: BTreeMap<Reason, usize>,
}

impl<'a> Teller<'a> {
    /// Makes a teller; `dir` is where `rejected.jsonl` stands, if it does.
    pub fn new(desk: &Desk<'_>, dir: Option<&'a Path>) -> Self {
        let (quiet, verbose) = (desk.global.quiet, desk.global.verbose);
        Self { dir, quiet, verbose, n_rejected: 0, skipped: BTreeMap::new() }
    }

    /// Hears of one rejected record.
    pub fn hear(&mut self, rejection: &Rejection) {
        if rejection.reason.is_skip() {
            *self.skipped.entry(rejection.reason).or_default() += 1;
        } else {
            self.n_rejected += 1;
        }
        let is_told = self.verbose || !rejection.reason.is_skip() && self.n_rejected <= TOLD;
        if is_told && !self.quiet {
            console::complain(&summary::of_rejection(rejection));
        }
    }

    /// Tells how many there were beside those that were told.
    pub fn finish(&self) {
        if self.quiet {
            return;
        }
        let rest = self.n_rejected.saturating_sub(TOLD);
        if rest > 0 && !self.verbose {
            console::complain(&match self.dir {
                Some(dir) => {
                    format!("{rest} more rejected, see {}", dir.join(File::Rejected.name()).display())
                }
                None => format!("{rest} more rejected; -v tells all"),
            });
        }
        if !self.skipped.is_empty() {
            console::complain(&format!(
                "skipped, as they have no text: {}",
                summary::of_reasons(&self.skipped)
            ));
        }
    }
}

/// Gives the exit code of work that was done.
pub fn verdict(desk: &Desk<'_>, n_rejected: usize) -> ExitCode {
    if desk.global.strict && n_rejected > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn timing(desk: &Desk<'_>, laps: &[Lap], seconds: f64) -> anyhow::Result<serde_json::Value> {
    let mut timing = serde_json::json!({
        "seconds": seconds,
        "threads": desk.with_threads(par::n_threads)?,
        "stages": laps,
    });
    if let (Some(peak), Some(fields)) = (memory::peak(), timing.as_object_mut()) {
        fields.insert("peak_bytes".to_owned(), peak.into());
    }
    Ok(timing)
}

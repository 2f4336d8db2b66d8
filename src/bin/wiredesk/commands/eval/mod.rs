//! `wiredesk eval`: files against references, in figures.
//!
//! Each kind of score has a file; what they share lies beside them: `source` reads files and says where in them a fault
//! is, `faults` decides what becomes of a case that cannot be scored, `report` prints.

mod args;
mod cases;
mod cleaning;
mod clusters;
mod faults;
mod labels;
mod pairs;
mod report;
mod rouge;
mod rouge_args;
mod source;

use std::process::ExitCode;

use wiredesk::par;

pub use self::args::Eval;
use crate::args::Global;
use crate::console;

pub fn main(eval: &Eval, global: &Global) -> anyhow::Result<ExitCode> {
    let n_threads = global.threads.map_or(0, usize::from);
    let report = par::with_threads(n_threads, || match eval {
        Eval::Rouge(args) => rouge::report(args),
        Eval::Clusters(args) => clusters::report(args),
        Eval::Pairs(args) => pairs::report(args),
        Eval::Cleaning(args) => cleaning::report(args),
    })??;
    let format = if global.json { args::Format::Json } else { eval.output().format };
    console::print(report.write(format)?.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

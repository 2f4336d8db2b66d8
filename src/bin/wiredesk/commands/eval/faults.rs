//! Cases that cannot be scored as they are: each is named, and none is scored silently.

use std::path::Path;

use wiredesk::Error;

use super::args::OnFault;
use super::source;
use crate::console;
use crate::layout::{count, plain};

/// How many faults are told one by one.
const TOLD: usize = 20;

/// The faults of a run and what is to become of them.
pub struct Faults {
    way: OnFault,
    messages: Vec<String>,
    n_left_out: u64,
}

/// What becomes of one case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Score,
    LeaveOut,
}

impl Faults {
    pub const fn new(way: OnFault) -> Self {
        Self { way, messages: Vec::new(), n_left_out: 0 }
    }

    /// Notes a fault that may count as nothing said.
    pub fn note(&mut self, case: &str, what: &str) -> Verdict {
        self.messages.push(format!("{}: {what}", plain(case)));
        if self.way == OnFault::Zero {
            return Verdict::Score;
        }
        self.n_left_out += 1;
        Verdict::LeaveOut
    }

    /// Notes a case that has nothing to be scored against.
    pub fn note_unscorable(&mut self, case: &str, what: &str) {
        self.messages.push(format!("{}: {what}", plain(case)));
        self.n_left_out += 1;
    }

    /// Tells all on standard error. Under `refuse` one fault is enough to end the run.
    pub fn settle(self, path: &Path, n_scored: usize) -> Result<u64, Error> {
        for message in self.messages.iter().take(TOLD) {
            console::complain(message);
        }
        let n = self.messages.len();
        if n > TOLD {
            console::complain(&format!("and {} more", n - TOLD));
        }
        if n > 0 && self.way == OnFault::Refuse {
            let faults = count(n, "fault", "faults");
            let message = format!(
                "nothing was scored, for there is {faults}; --on-fault skip leaves such cases out, zero counts what \
                 is missing as nothing"
            );
            return Err(source::bad(path, None, message));
        }
        if n_scored == 0 {
            return Err(source::bad(path, None, "no case was left to score"));
        }
        Ok(self.n_left_out)
    }
}

//! What is heard of a run: bars on a terminal, and the time and memory of each stage.

use std::io::IsTerminal;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use serde::Serialize;
use wiredesk::progress::Progress;

use crate::memory;

/// What one stage took.
#[derive(Clone, Debug, Serialize)]
pub struct Lap {
    /// The name of the stage.
    pub stage: &'static str,
    /// How long it took.
    pub seconds: f64,
    /// The peak of the memory of the process at its end, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_bytes: Option<u64>,
}

/// Hears progress, shows it, and takes the times.
#[derive(Clone)]
pub struct Board(Arc<Mutex<State>>);

struct State {
    show: bool,
    begun: Instant,
    current: Option<(&'static str, Instant, ProgressBar)>,
    laps: Vec<Lap>,
}

impl Board {
    /// Makes a board; it shows bars only when it may and standard error is a terminal.
    pub fn new(may_show: bool) -> Self {
        Self(Arc::new(Mutex::new(State {
            show: may_show && std::io::stderr().is_terminal(),
            begun: Instant::now(),
            current: None,
            laps: Vec::new(),
        })))
    }

    /// Hears one report.
    pub fn hear(&self, progress: Progress) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.enter(progress.stage.name());
        if let Some((_, _, bar)) = &state.current {
            if let Some(total) = progress.total {
                bar.set_length(total as u64);
            }
            bar.set_position(progress.done as u64);
        }
    }

    /// Begins a stage that the library does not know.
    pub fn enter(&self, stage: &'static str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).enter(stage);
    }

    /// Ends the last stage and gives the times of all, and of the whole.
    pub fn finish(&self) -> (Vec<Lap>, f64) {
        let mut state = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        state.leave();
        (state.laps.clone(), state.begun.elapsed().as_secs_f64())
    }
}

impl State {
    fn enter(&mut self, stage: &'static str) {
        if self.current.as_ref().is_some_and(|(name, ..)| *name == stage) {
            return;
        }
        self.leave();
        let bar = if self.show { bar(stage) } else { ProgressBar::hidden() };
        self.current = Some((stage, Instant::now(), bar));
    }

    fn leave(&mut self) {
        if let Some((stage, begun, bar)) = self.current.take() {
            bar.finish_and_clear();
            self.laps.push(Lap { stage, seconds: begun.elapsed().as_secs_f64(), peak_bytes: memory::peak() });
        }
    }
}

fn bar(stage: &'static str) -> ProgressBar {
    let bar = ProgressBar::no_length();
    if let Ok(style) = ProgressStyle::with_template("{msg:<10} {wide_bar} {human_pos}/{human_len} {per_sec}")
    {
        bar.set_style(style);
    }
    bar.set_message(stage);
    bar
}

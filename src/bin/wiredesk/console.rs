//! Standard output and standard error.

use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

use crate::failure::Unwritten;

/// Standard output, locked and buffered.
pub struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    /// Locks standard output.
    pub fn lock() -> Self {
        Self(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Lets `write` write, and says where it failed.
    pub fn write(&mut self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Unwritten> {
        write(&mut self.0).map_err(unwritten)
    }

    /// Writes out what is still held back.
    pub fn finish(mut self) -> Result<(), Unwritten> {
        self.0.flush().map_err(unwritten)
    }
}

fn unwritten(source: io::Error) -> Unwritten {
    Unwritten { name: "standard output".to_owned(), source }
}

/// Writes a whole text to standard output.
pub fn print(text: &[u8]) -> Result<(), Unwritten> {
    let mut output = Output::lock();
    output.write(|out| out.write_all(text))?;
    output.finish()
}

/// Writes one line to standard error, after the name of the program. A closed standard error is nobody's loss.
pub fn complain(message: &str) {
    let _ = writeln!(io::stderr().lock(), "wiredesk: {message}");
}

/// How a stretch of text looks on a terminal.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    colour: bool,
}

impl Style {
    /// Finds out whether standard output takes colour: it is a terminal, and `NO_COLOR` is absent or empty.
    pub fn of_stdout() -> Self {
        let refused = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
        Self { colour: !refused && io::stdout().is_terminal() }
    }

    /// Makes a text bold.
    pub fn bold(self, text: &str) -> String {
        self.wrap(text, "1")
    }

    /// Makes a text faint.
    pub fn faint(self, text: &str) -> String {
        self.wrap(text, "2")
    }

    /// Marks what was taken out.
    pub fn cut(self, text: &str) -> String {
        self.wrap(text, "31")
    }

    /// Marks what was put in.
    pub fn added(self, text: &str) -> String {
        self.wrap(text, "32")
    }

    /// Leaves every text as it is.
    #[cfg(test)]
    pub const fn plain() -> Self {
        Self { colour: false }
    }

    fn wrap(self, text: &str, code: &str) -> String {
        if self.colour { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

//! A desk for one test: a directory of its own, articles to put into it, and the program to call.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A directory that goes when the test ends.
pub struct Desk(TempDir);

/// What a call of the program left.
pub struct Call {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A desk with the articles of [`PILE`] in `pile.jsonl`.
    pub fn with_pile() -> Self {
        let desk = Self::new();
        desk.put("pile.jsonl", pile());
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(name), content).unwrap();
    }

    pub fn get(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Lists a directory, hidden files too.
    pub fn list(&self, name: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path(name)) else { return Vec::new() };
        let mut names: Vec<String> =
            entries.map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Calls the program from within the directory.
    pub fn call(&self, args: &[&str]) -> Call {
        self.call_with(args, "")
    }

    /// Calls the program with a text on standard input.
    pub fn call_with(&self, args: &[&str], input: &str) -> Call {
        call(self.0.path(), args, input)
    }
}

fn call(dir: &Path, args: &[&str], input: &str) -> Call {
    let output = Command::new(env!("CARGO_BIN_EXE_wiredesk"))
        .current_dir(dir)
        .env_remove("NO_COLOR")
        .args(args)
        .write_stdin(input)
        .output()
        .unwrap();
    Call {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Call {
    /// Checks that all went well and gives standard output.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.err);
        self.out
    }

    /// Checks the exit code and that standard error is one line with all the parts.
    #[track_caller]
    pub fn fails(&self, code: i32, parts: &[&str]) {
        assert_eq!(self.code, Some(code), "{}", self.err);
        assert_eq!(self.err.lines().count(), 1, "{}", self.err);
        assert!(self.err.starts_with("wiredesk: "), "{}", self.err);
        for part in parts {
            assert!(self.err.contains(part), "no {part:?} in {}", self.err);
        }
    }
}

/// Copies of one agency text in two outlets, one of them cut; another desk's report of the same event; and two articles
/// of other events.
const PILE: [(&str, &str, &str, &str, &str); 5] = [
    (
        "ferry-post",
        "The Ostwick Post",
        "Quenby ferry sails again after winter of repairs",
        "2026-03-02T08:00:00Z",
        "QUENBY (Norvane Press) - The ferry Saint Hilda sailed from Quenby to Ostwick on Monday for the first time since \
         October, carrying 212 passengers and 40 cars.\\n\\nThe harbour office said the ship had been given a new engine at \
         a cost of two million crowns after a fire in the autumn. Captain Ida Morrow told reporters that the crossing took \
         fifty minutes in calm water.\\n\\nIslanders had to travel by a small mail boat through the winter, and the price \
         of milk on Quenby doubled in January. The council of the island has asked for a second ship before next year.",
    ),
    (
        "ferry-herald",
        "Marlow Herald",
        "Ferry back in service",
        "2026-03-02T09:30:00Z",
        "QUENBY (Norvane Press) - The ferry Saint Hilda sailed from Quenby to Ostwick on Monday for the first time since \
         October, carrying 212 passengers and 40 cars.\\n\\nThe harbour office said the ship had been given a new engine at \
         a cost of two million crowns after a fire in the autumn. Captain Ida Morrow told reporters that the crossing took \
         fifty minutes in calm water.",
    ),
    (
        "ferry-echo",
        "Island Echo",
        "Cheers as Saint Hilda leaves Quenby",
        "2026-03-02T12:00:00Z",
        "Hundreds of people stood on the quay of Quenby to cheer the ferry Saint Hilda as she left for Ostwick.\\n\\nThe \
         ferry had been in the yard since a fire in October destroyed her engine. Shopkeepers on Quenby said that the mail \
         boat had never brought enough milk and bread during the winter.\\n\\nThe harbour office promised that the ferry \
         would now sail twice a day.",
    ),
    (
        "quarry",
        "The Ostwick Post",
        "Quarry at Felden to close",
        "2026-03-04T07:00:00Z",
        "The slate quarry at Felden will close in June, its owner said on Wednesday, and ninety workers will lose their \
         jobs.\\n\\nOrders from abroad have fallen by half in two years. A union of quarrymen called the decision hasty and \
         wants the mine to be offered for sale first.",
    ),
    (
        "choir",
        "Marlow Herald",
        "Choir of Tarn wins the lake festival",
        "2026-03-06T18:00:00Z",
        "The girls' choir of Tarn won the singing festival at the lake on Friday with a programme of old fishing songs.\
         \\n\\nEleven choirs took part. The jury praised the clear voices of the singers and the courage of their \
         conductor, who is twenty-three.",
    ),
];

/// How many articles [`pile`] has.
pub const PILE_SIZE: usize = PILE.len();

/// The articles as JSON lines.
pub fn pile() -> String {
    PILE.iter()
        .map(|(id, source, title, published, text)| {
            format!(
                "{{\"id\":\"{id}\",\"source\":\"{source}\",\"title\":\"{title}\",\"published\":\"{published}\",\
                 \"text\":\"{text}\"}}\n"
            )
        })
        .collect::<Vec<_>>()
        .concat()
}

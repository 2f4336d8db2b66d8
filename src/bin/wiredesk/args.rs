//! What can be typed.

use std::path::PathBuf;

use clap::{ArgAction, Parser, Subcommand};

use crate::commands::eval::Eval;

/// Group the copies in a pile of news, join them to stories, and brief each story with its sources.
#[derive(Debug, Parser)]
#[command(
    name = "wiredesk",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    after_long_help = EXAMPLES
)]
pub struct Args {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  wiredesk run articles/ -o out                       the whole way, files in out/
  wiredesk run feed.jsonl.gz -o out --json            the same, with a summary for machines
  wiredesk dedup --keep pile.jsonl > unique.jsonl     one copy of each article
  wiredesk clean pages/ | wiredesk dedup - | wiredesk stories - | wiredesk brief -
  wiredesk explain ID ID --in out                     why two articles match, or do not
  wiredesk config --set dedup.threshold=0.3           the settings that would hold

Exit status: 0 when done, rejected records included; 1 when something failed, or with --strict when a record was
rejected; 2 when an input is absent or a setting or argument is wrong.";

/// What holds for every command.
#[derive(Clone, Debug, clap::Args)]
#[command(next_help_heading = "Common options")]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own that can be typed")]
pub struct Global {
    /// Read settings from this TOML file
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Change one setting; may be given again (`wiredesk config` lists them)
    #[arg(long = "set", global = true, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Use this many threads; the result is the same with any number [default: one a core]
    #[arg(long, global = true, value_name = "N", value_parser = n_threads)]
    pub threads: Option<u16>,
    /// Exit with 1 when a record was rejected
    #[arg(long, global = true)]
    pub strict: bool,
    /// Write the summary as JSON
    #[arg(long, global = true)]
    pub json: bool,
    /// Tell nothing but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Tell more: every rejected record, and the time of each stage
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Go the whole way: read, clean, group copies, find stories, write briefs
    Run(Run),
    /// Read files of any format and write raw articles as JSON lines
    Read(Read),
    /// Clean articles and write them as JSON lines
    Clean(Clean),
    /// Find copies; adds group, relation and kept to each line
    Dedup(Dedup),
    /// Find stories; adds story to each line
    Stories(Stories),
    /// Write one brief a story
    Brief(Brief),
    /// Score files against references: summaries, groups, pairs, cleaned texts
    #[command(subcommand)]
    Eval(Eval),
    /// Tell why two articles are copies or of one story, or are not, and what differs
    Explain(Explain),
    /// Show the settings that hold, as TOML, each with what it does
    #[command(after_long_help = "\
Examples:
  wiredesk config > mine.toml                        a file to change and to give to --config
  wiredesk config --config mine.toml --set brief.max_words=60
                                                     what would hold with both")]
    Config,
    /// List the formats that are read
    #[command(after_long_help = "\
Example:
  wiredesk formats                                   each with how it is recognised and what is taken from it")]
    Formats,
    /// Tell what the written files hold, field by field; with FILE as a JSON Schema
    #[command(after_long_help = "\
Examples:
  wiredesk schema                                    all files, as Markdown
  wiredesk schema briefs.jsonl > briefs.schema.json  one of them, for a program")]
    Schema {
        /// One of the written files, or `settings`
        #[arg(value_name = "FILE")]
        file: Option<String>,
    },
    /// Write a completion script for a shell
    #[command(after_long_help = "\
Examples:
  wiredesk completions bash > ~/.local/share/bash-completion/completions/wiredesk
  wiredesk completions fish > ~/.config/fish/completions/wiredesk.fish")]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual page, or with -o one page a command
    #[command(after_long_help = "\
Examples:
  wiredesk man | man -l -                            read it here
  wiredesk man -o ~/.local/share/man/man1            wiredesk(1), wiredesk-run(1) and the others")]
    Man {
        /// Write the pages into this directory
        #[arg(short, long = "out", value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Files in DIR: articles.jsonl, rejected.jsonl, groups.jsonl, stories.jsonl, stories.csv, briefs.jsonl, briefs.md, report.html, \
run.json. They get their names when all is done; until then, and after a failure, an earlier run's files stand as they were.

Example:
  wiredesk run data/sample -o out")]
pub struct Run {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Write the files into this directory; it is made where absent
    #[arg(short, long = "out", value_name = "DIR")]
    pub out: PathBuf,
    #[command(flatten)]
    pub earlier: Earlier,
}

#[derive(Debug, clap::Args)]
pub struct Earlier {
    /// Give each story the id that most of it had in this directory of an earlier run
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  wiredesk read feeds/                               what was understood of each record, before any cleaning
  wiredesk read new.xml | wiredesk dedup -           the stages read what this writes
  wiredesk read dump.jsonl --set read.fields.text=story_body
                                                     texts under a name of one's own")]
pub struct Read {
    #[command(flatten)]
    pub inputs: Inputs,
}

#[derive(Debug, clap::Args)]
pub struct Filter {
    #[command(flatten)]
    pub inputs: Inputs,
    /// Write files into this directory instead of lines to standard output
    #[arg(short, long = "out", value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  wiredesk stories pile.jsonl                every article with its story
  wiredesk dedup pile.jsonl | wiredesk stories -
                                             the same; groups that the lines bring along are taken over
  wiredesk stories --threshold-report pile.jsonl --gold gold.jsonl
                                             how the stories change with stories.threshold, and how good they are")]
pub struct Stories {
    #[command(flatten)]
    pub filter: Filter,
    #[command(flatten)]
    pub earlier: Earlier,
    /// Write no articles, but a table: how the stories change with the threshold (with --json for machines). Groups are
    /// found anew
    #[arg(long, conflicts_with_all = ["previous", "out"])]
    pub threshold_report: bool,
    /// JSON lines with id and label (or story): scores the stories at each threshold
    #[arg(long, value_name = "FILE", requires = "threshold_report")]
    pub gold: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  wiredesk clean pages/ > clean.jsonl               one line an article, with what was removed and by which rule
  wiredesk clean --explain page.html                the same for people
  wiredesk clean --save-profile sites pile.jsonl -o out
  wiredesk clean --profile sites new.jsonl          each record as it comes, by what was learned from the pile")]
pub struct Clean {
    #[command(flatten)]
    pub filter: Filter,
    /// Show each article with what went from it, and the rule that took it, instead of JSON lines
    #[arg(long, conflicts_with = "out")]
    pub explain: bool,
    /// Clean each record by itself as it comes; what outlets repeat is told by this file
    #[arg(long, value_name = "FILE", conflicts_with_all = ["out", "save_profile"])]
    pub profile: Option<PathBuf>,
    /// Write what the outlets of these articles repeat into this file, for --profile
    #[arg(long, value_name = "FILE")]
    pub save_profile: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Examples:
  wiredesk dedup pile.jsonl                  every article with its group and relation
  wiredesk dedup --keep pile.jsonl           one article a group
  wiredesk dedup --drop pile.jsonl           the others: what --keep leaves out
  wiredesk dedup --keep --outlet-rank outlets.txt pile.jsonl
                                             of each group the copy of the outlet that is trusted most
  wiredesk dedup --threshold-report pile.jsonl --gold gold.jsonl
                                             how the groups change with dedup.threshold, and how good they are")]
pub struct Dedup {
    #[command(flatten)]
    pub filter: Filter,
    /// Write only the kept copy of each group
    #[arg(long, conflicts_with_all = ["drop", "out"])]
    pub keep: bool,
    /// Write only the copies that are not kept
    #[arg(long, conflicts_with = "out")]
    pub drop: bool,
    /// Keep of each group the copy of the outlet that this file names first; one outlet a line, as articles name their
    /// source
    #[arg(long, value_name = "FILE")]
    pub outlet_rank: Option<PathBuf>,
    /// Write no articles, but a table: how the groups change with the threshold (with --json for machines)
    #[arg(long, conflicts_with_all = ["keep", "drop", "out"])]
    pub threshold_report: bool,
    /// JSON lines with id and label (or cluster): scores the groups at each threshold
    #[arg(long, value_name = "FILE", requires = "threshold_report")]
    pub gold: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
The articles are compared as a run compares them, among all others: what is rare in a pile depends on the pile. With --in
the settings are those of the run.

Examples:
  wiredesk explain post-17 herald-3 --in out        two articles of a run
  wiredesk explain post-17 herald-3 pile.jsonl      two articles of a file
  wiredesk explain post-17 herald-3 --in out --set dedup.threshold=0.6
                                                    the same with another setting")]
pub struct Explain {
    /// The id of the one
    #[arg(value_name = "A")]
    pub a: String,
    /// The id of the other
    #[arg(value_name = "B")]
    pub b: String,
    /// Files, directories, or - for standard input
    #[arg(value_name = "INPUT", required_unless_present = "dir", conflicts_with = "dir")]
    pub inputs: Vec<PathBuf>,
    /// The directory that `wiredesk run -o` wrote
    #[arg(long = "in", value_name = "DIR")]
    pub dir: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
Without -o and --format the briefs are JSON lines. A limit of sentences or bytes lifts that of words, unless --words is \
given too.

Examples:
  wiredesk brief pile.jsonl --format text               what each story says, to be read
  wiredesk brief pile.jsonl --query 'ferry inquiry'     what is said of the inquiry, of the stories that speak of it
  wiredesk brief pile.jsonl --since 2024-03-05          what is new since then
  wiredesk brief pile.jsonl --since out/briefs.jsonl    what those briefs do not tell
  wiredesk brief pile.jsonl --headline --format text    one line a story")]
pub struct Brief {
    #[command(flatten)]
    pub filter: Filter,
    /// Tell only of this; stories without a word of it have no brief
    #[arg(long, value_name = "WORDS")]
    pub query: Option<String>,
    /// Tell only what is new since a time, or beside the briefs of an earlier run (briefs.jsonl)
    #[arg(long, value_name = "TIME|FILE")]
    pub since: Option<String>,
    /// Choose the sentences by this method
    #[arg(long, value_name = "NAME", value_parser = clap::builder::PossibleValuesParser::new(wiredesk::brief::METHODS))]
    pub method: Option<String>,
    /// The most words of a brief
    #[arg(long, value_name = "N")]
    pub words: Option<usize>,
    /// The most sentences of a brief
    #[arg(long, value_name = "N")]
    pub sentences: Option<usize>,
    /// The most bytes of a brief
    #[arg(long, value_name = "N")]
    pub bytes: Option<usize>,
    /// One sentence a story, one that opens an article
    #[arg(long)]
    pub headline: bool,
    /// One brief an article instead of one a story
    #[arg(long, conflicts_with = "out")]
    pub single: bool,
    /// How briefs are written to standard output
    #[arg(long, value_enum, default_value_t = BriefFormat::Jsonl, conflicts_with = "out")]
    pub format: BriefFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum BriefFormat {
    /// JSON, one brief a line
    Jsonl,
    /// Markdown, the most important stories
    Markdown,
    /// Plain text
    Text,
}

#[derive(Debug, clap::Args)]
pub struct Inputs {
    /// Files, directories, or - for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub paths: Vec<PathBuf>,
}

fn n_threads(text: &str) -> Result<u16, String> {
    let n = text.parse().ok().filter(|n| (1..=1024).contains(n));
    n.ok_or_else(|| "it must be a whole number from 1 to 1024".to_owned())
}

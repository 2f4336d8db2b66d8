//! What can be typed after `wiredesk eval rouge`, and what it means for each dialect.

use std::fmt;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use serde::Deserialize;
use wiredesk::Error;
use wiredesk::metrics::rouge::rouge_score;
use wiredesk::metrics::rouge::rouge155::{self, Averaging, Limit, References};

use super::args::Output;

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
SYSTEM and REFERENCE are each a directory of texts, a file of JSON lines, or a text with one summary a line.
  directories  are paired by file name without its ending; NAME.1.txt, NAME.B.txt and NAME/anything.txt are further
               references of NAME
  JSON lines   {id, summary} and {id, references}; a text is a string or a list of sentences, `references` a list of
               texts; briefs.jsonl of wiredesk is read as it is; where no line has an id, lines are paired by number
  plain lines  are paired by number
Several REFERENCE are several references a summary. Line ends part sentences, which ROUGE-L of ROUGE-1.5.5 and rougeLsum
go by. What ROUGE-1.5.5 is told by one letter has a name here:
  -n -x -w -2 -u -U  --metrics      -m  --no-stem takes it away      -s  --remove-stop-words
  -l  --max-words    -b  --max-bytes    -f  --several    -p  --alpha    -t  --average    -r  --resamples
  -c  --confidence   and --options takes its whole command line

Examples:
  wiredesk eval rouge out/briefs.jsonl references.jsonl
  wiredesk eval rouge system/ models/ --options '-n 4 -w 1.2 -m -2 4 -u -l 100 -f A -p 0.5 -t 0'
  wiredesk eval rouge a.txt ref.txt --compare b.txt --format csv")]
pub struct Rouge {
    /// The summaries that are judged
    #[arg(value_name = "SYSTEM")]
    pub system: PathBuf,
    /// The reference summaries
    #[arg(value_name = "REFERENCE", required = true)]
    pub references: Vec<PathBuf>,
    /// Whose figures: those of Google's rouge-score 0.1.2 or of the Perl program ROUGE-1.5.5
    #[arg(long, value_enum, value_name = "NAME")]
    pub dialect: Option<Dialect>,
    /// The metrics [default: 1,2,L,Lsum of rouge-score; 1,2,L of rouge-1.5.5, which has W1.2, S4, SU4 and SU* too]
    #[arg(long, value_delimiter = ',', value_name = "LIST", conflicts_with_all = ["options", "settings"])]
    pub metrics: Vec<String>,
    /// Do not stem
    #[arg(long, conflicts_with_all = ["options", "settings"])]
    pub no_stem: bool,
    /// Leave out the 596 words of the SMART list (rouge-1.5.5)
    #[arg(long, conflicts_with_all = ["options", "settings"])]
    pub remove_stop_words: bool,
    /// Cut all texts after N words (rouge-1.5.5)
    #[arg(long, value_name = "N", conflicts_with_all = ["options", "settings", "max_bytes"])]
    pub max_words: Option<usize>,
    /// Cut all texts after N bytes (rouge-1.5.5)
    #[arg(long, value_name = "N", conflicts_with_all = ["options", "settings"])]
    pub max_bytes: Option<usize>,
    /// What several references make together (rouge-1.5.5; in rouge-score the best F counts)
    #[arg(long, value_enum, value_name = "HOW", conflicts_with_all = ["options", "settings"])]
    pub several: Option<Several>,
    /// The weight of precision in F, 0 to 1 (rouge-1.5.5)
    #[arg(long, value_name = "WEIGHT", conflicts_with_all = ["options", "settings"])]
    pub alpha: Option<f64>,
    /// What is averaged (rouge-1.5.5)
    #[arg(long, value_enum, value_name = "WHAT", conflicts_with_all = ["options", "settings"])]
    pub average: Option<Average>,
    /// Leave out each reference in turn and average (rouge-1.5.5)
    #[arg(long)]
    pub jackknife: bool,
    /// A command line of ROUGE-1.5.5 (its -r and -c too); chooses that dialect
    #[arg(long, value_name = "LINE", allow_hyphen_values = true, conflicts_with = "settings")]
    pub options: Option<String>,
    /// Take dialect and options from the `rouge` table of this TOML file
    #[arg(long, value_name = "FILE", conflicts_with = "dialect")]
    pub settings: Option<PathBuf>,
    /// Where SYSTEM is JSON lines, the field of the summary [default: summary, sentences or text]
    #[arg(long, value_name = "FIELD")]
    pub field: Option<String>,
    /// Where REFERENCE is JSON lines, the field of the references [default: references, reference, summary or text]
    #[arg(long, value_name = "FIELD")]
    pub reference_field: Option<String>,
    /// Where lines are JSON, the field that pairs them [default: id or story]
    #[arg(long, value_name = "FIELD")]
    pub id: Option<String>,
    /// What stands for a line end within a text, such as <n>
    #[arg(long, value_name = "TEXT")]
    pub sentence_mark: Option<String>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dialect {
    /// Google's package, which most papers since 2019 report
    RougeScore,
    /// The Perl program, which DUC, TAC and older papers report
    #[value(name = "rouge-1.5.5")]
    #[serde(rename = "rouge-1.5.5")]
    Rouge155,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Several {
    /// Their hits and sizes are added up
    Average,
    /// The one with the best recall counts
    Best,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Average {
    /// Scores: every summary weighs the same
    Summaries,
    /// Counts: every word weighs the same
    Words,
    /// Nothing: the counts are added up
    Totals,
}

/// A dialect with its options.
pub enum Scoring {
    RougeScore(rouge_score::Params),
    Rouge155(rouge155::Options),
}

/// The `rouge` table of a settings file; the others are not for this command.
#[derive(Deserialize)]
struct Settings {
    rouge: RougeSettings,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RougeSettings {
    dialect: Dialect,
    /// The command line of ROUGE-1.5.5.
    options: Option<String>,
    /// For rouge-score.
    metrics: Option<Vec<String>>,
    /// For rouge-score.
    stem: Option<bool>,
}

impl Rouge {
    /// Says what was asked for, or which option the dialect does not have.
    pub fn scoring(&self) -> Result<Scoring, Error> {
        if let Some(path) = &self.settings {
            let scoring = Scoring::of_settings(path)?;
            if self.jackknife && matches!(scoring, Scoring::RougeScore(_)) {
                return Err(foreign("--jackknife"));
            }
            return Ok(scoring);
        }
        if let Some(line) = &self.options {
            if self.dialect == Some(Dialect::RougeScore) {
                return Err(Error::setting("--options", line, "used with --dialect rouge-1.5.5"));
            }
            return Ok(Scoring::Rouge155(line.parse()?));
        }
        match self.dialect.unwrap_or(Dialect::RougeScore) {
            Dialect::RougeScore => self.rouge_score(),
            Dialect::Rouge155 => self.rouge155(),
        }
    }

    fn rouge_score(&self) -> Result<Scoring, Error> {
        let options = [
            ("--remove-stop-words", self.remove_stop_words),
            ("--max-words", self.max_words.is_some()),
            ("--max-bytes", self.max_bytes.is_some()),
            ("--several", self.several.is_some()),
            ("--alpha", self.alpha.is_some()),
            ("--average", self.average.is_some()),
            ("--jackknife", self.jackknife),
        ];
        if let Some((name, _)) = options.iter().find(|(_, given)| *given) {
            return Err(foreign(name));
        }
        let mut params = rouge_score::Params { stem: !self.no_stem, ..rouge_score::Params::default() };
        if !self.metrics.is_empty() {
            params.metrics = parsed(&self.metrics)?;
        }
        params.validate()?;
        Ok(Scoring::RougeScore(params))
    }

    fn rouge155(&self) -> Result<Scoring, Error> {
        let mut options = rouge155::Options {
            n_resamples: self.output.resamples,
            confidence: self.output.confidence,
            ..rouge155::Options::default()
        };
        let params = &mut options.params;
        if !self.metrics.is_empty() {
            params.metrics = parsed(&self.metrics)?;
        }
        params.stem = !self.no_stem;
        params.remove_stop_words = self.remove_stop_words;
        params.limit = self.max_words.map(Limit::Words).or(self.max_bytes.map(Limit::Bytes));
        if self.several == Some(Several::Best) {
            params.references = References::Best;
        }
        params.alpha = self.alpha.unwrap_or(params.alpha);
        params.validate()?;
        options.averaging = match self.average {
            None | Some(Average::Summaries) => Some(Averaging::Summaries),
            Some(Average::Words) => Some(Averaging::Words),
            Some(Average::Totals) => None,
        };
        Ok(Scoring::Rouge155(options))
    }
}

fn foreign(option: &str) -> Error {
    Error::setting(
        option,
        &"given",
        "left out, or used with --dialect rouge-1.5.5: rouge-score has no such option",
    )
}

fn parsed<T: std::str::FromStr<Err = Error>>(names: &[String]) -> Result<Vec<T>, Error> {
    names.iter().map(|name| name.trim().parse()).collect()
}

impl Scoring {
    fn of_settings(path: &Path) -> Result<Self, Error> {
        let bad = |message: String| Error::Format { path: path.to_owned(), line: None, message };
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let Settings { rouge } = toml::from_str(&text).map_err(|e| bad(e.message().to_owned()))?;
        match rouge {
            RougeSettings { dialect: Dialect::Rouge155, options: Some(line), metrics: None, stem: None } => {
                Ok(Self::Rouge155(line.parse().map_err(|e: Error| bad(e.to_string()))?))
            }
            RougeSettings { dialect: Dialect::RougeScore, options: None, metrics, stem } => {
                let mut params = rouge_score::Params::default();
                if let Some(names) = metrics {
                    params.metrics = parsed(&names).map_err(|e| bad(e.to_string()))?;
                }
                params.stem = stem.unwrap_or(params.stem);
                params.validate().map_err(|e| bad(e.to_string()))?;
                Ok(Self::RougeScore(params))
            }
            _ => Err(bad("rouge-1.5.5 takes options, rouge-score takes metrics and stem".to_owned())),
        }
    }

    /// Tells whether a text has a word that the dialect counts.
    pub fn has_words(&self, text: &str) -> bool {
        match self {
            Self::RougeScore(_) => rouge_score::has_words(text),
            Self::Rouge155(_) => rouge155::has_words(text),
        }
    }

    pub const fn dialect(&self) -> &'static str {
        match self {
            Self::RougeScore(_) => "rouge-score",
            Self::Rouge155(_) => "rouge-1.5.5",
        }
    }
}

impl fmt::Display for Scoring {
    /// Writes the options as the original takes them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RougeScore(params) => {
                let metrics: Vec<String> = params.metrics.iter().map(ToString::to_string).collect();
                let stem = if params.stem { "True" } else { "False" };
                write!(f, "{}, use_stemmer={stem}", metrics.join(" "))
            }
            Self::Rouge155(options) => write!(f, "{options}"),
        }
    }
}

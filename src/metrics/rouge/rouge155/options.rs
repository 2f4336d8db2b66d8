//! The program's command line, as papers quote it: `-n 4 -w 1.2 -m -2 4 -u -c 95 -r 1000 -f A -p 0.5 -t 0`.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{Averaging, Limit, Metric, Params, References};
use crate::error::{Error, Result};

/// All that a command line of ROUGE-1.5.5 says about scores. What is not said has the program's default, which is not
/// that of [`Params`]: no stemming, and ROUGE-L alone.
///
/// ```
/// use wiredesk::metrics::rouge::rouge155::{Limit, Metric, Options};
///
/// let options: Options = "-n 2 -x -m -l 100".parse()?;
/// assert_eq!(options.params.metrics, [Metric::N(1), Metric::N(2)]);
/// assert_eq!(options.params.limit, Some(Limit::Words(100)));
/// assert_eq!(options.to_string(), "-n 2 -x -m -l 100 -c 95 -r 1000 -f A -p 0.5 -t 0");
/// # Ok::<(), wiredesk::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Options {
    /// How a summary is scored.
    pub params: Params,
    /// What is averaged over summaries (`-t`); `None` where only totals are wanted (`-t 2`).
    pub averaging: Option<Averaging>,
    /// How often summaries are drawn again (`-r`).
    pub n_resamples: usize,
    /// How much of the resampled means the interval holds, in percent (`-c`).
    pub confidence: f64,
}

impl Default for Options {
    /// The [`Params`] of this crate with the program's way of averaging.
    fn default() -> Self {
        Self {
            params: Params::default(),
            averaging: Some(Averaging::default()),
            n_resamples: 1000,
            confidence: 95.0,
        }
    }
}

impl FromStr for Options {
    type Err = Error;

    /// Reads a command line. The name of the program and what concerns files and printing (`-a`, `-d`, `-e DIR`, `-v`,
    /// `-z FORMAT`) is passed over. Metrics come in the program's order: N, L, W, S, SU.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for an option that the program does not have, one without its value, both `-l` and
    /// `-b`, and basic elements (`-3`), which are not computed here.
    fn from_str(line: &str) -> Result<Self> {
        let mut options = Self {
            params: Params { metrics: Vec::new(), stem: false, ..Params::default() },
            ..Self::default()
        };
        let params = &mut options.params;
        let (mut n_max, mut lcs, mut weight) = (0, true, None);
        let (mut gap, mut unigrams, mut both) = (None, false, false);
        let mut words = line.split_whitespace().filter(|word| !word.ends_with("ROUGE-1.5.5.pl"));
        while let Some(option) = words.next() {
            let mut value = || words.next().ok_or_else(|| bad(option, "followed by its value"));
            match option {
                "-n" => n_max = number(option, value()?)?,
                "-x" => lcs = false,
                "-w" => weight = Some(number(option, value()?)?),
                "-2" => gap = Some(number::<i64>(option, value()?)?),
                "-u" => unigrams = true,
                "-U" => both = true,
                "-m" => params.stem = true,
                "-s" => params.remove_stop_words = true,
                "-l" | "-b" if params.limit.is_some() => return Err(bad(option, "the only limit")),
                "-l" => params.limit = Some(Limit::Words(number(option, value()?)?)),
                "-b" => params.limit = Some(Limit::Bytes(number(option, value()?)?)),
                "-f" => {
                    params.references = match value()? {
                        "A" => References::Average,
                        "B" => References::Best,
                        other => return Err(Error::setting("-f", &other, "A or B")),
                    }
                }
                "-p" => params.alpha = number(option, value()?)?,
                "-t" => {
                    options.averaging = match value()? {
                        "0" => Some(Averaging::Summaries),
                        "1" => Some(Averaging::Words),
                        "2" => None,
                        other => return Err(Error::setting("-t", &other, "0, 1 or 2")),
                    }
                }
                "-r" => options.n_resamples = number(option, value()?)?,
                "-c" => options.confidence = number(option, value()?)?,
                "-e" | "-z" => drop(value()?),
                "-a" | "-d" | "-v" => {}
                _ => return Err(bad(option, "an option of ROUGE-1.5.5 that bears on scores of summaries")),
            }
        }
        params.metrics.extend((1..=n_max).map(Metric::N));
        params.metrics.extend(lcs.then_some(Metric::L));
        params.metrics.extend(weight.map(Metric::W));
        if let Some(gap) = gap {
            // Below zero there is no limit.
            let gap = usize::try_from(gap).ok();
            params.metrics.extend((both || !unigrams).then_some(Metric::S { gap, unigrams: false }));
            params.metrics.extend((both || unigrams).then_some(Metric::S { gap, unigrams: true }));
        }
        params.validate()?;
        Ok(options)
    }
}

fn bad(option: &str, expected: &str) -> Error {
    Error::setting("a word of the command line", &option, expected)
}

fn number<T: FromStr>(option: &str, value: &str) -> Result<T> {
    value.parse().map_err(|_| Error::setting(option, &value, "a number in its range"))
}

impl fmt::Display for Options {
    /// Writes the command line that asks for these options. Metrics that one line cannot ask for (ROUGE-2 without
    /// ROUGE-1, two weights) come with others.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let metrics = &self.params.metrics;
        let mut words: Vec<String> = Vec::new();
        let n_max =
            metrics.iter().filter_map(|metric| if let Metric::N(n) = metric { Some(*n) } else { None });
        words.extend(n_max.max().map(|n| format!("-n {n}")));
        if !metrics.contains(&Metric::L) {
            words.push("-x".to_owned());
        }
        let mut skips = [None; 2];
        for metric in metrics {
            match *metric {
                Metric::W(weight) => words.push(format!("-w {weight}")),
                Metric::S { gap, unigrams } => skips[usize::from(unigrams)] = Some(gap),
                Metric::N(_) | Metric::L => {}
            }
        }
        if let Some(gap) = skips[0].or(skips[1]) {
            words.push(gap.map_or_else(|| "-2 -1".to_owned(), |gap| format!("-2 {gap}")));
            words.extend(skips[1].map(|_| if skips[0].is_some() { "-U" } else { "-u" }.to_owned()));
        }
        words.extend(self.params.stem.then(|| "-m".to_owned()));
        words.extend(self.params.remove_stop_words.then(|| "-s".to_owned()));
        words.extend(self.params.limit.map(|limit| match limit {
            Limit::Words(n) => format!("-l {n}"),
            Limit::Bytes(n) => format!("-b {n}"),
        }));
        let formula = if self.params.references == References::Average { 'A' } else { 'B' };
        let averaging = match self.averaging {
            Some(Averaging::Summaries) => 0,
            Some(Averaging::Words) => 1,
            None => 2,
        };
        let (confidence, n_resamples, alpha) = (self.confidence, self.n_resamples, self.params.alpha);
        words.push(format!("-c {confidence} -r {n_resamples} -f {formula} -p {alpha} -t {averaging}"));
        f.write_str(&words.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_and_written_as_it_stands() {
        for line in [
            "-n 4 -w 1.2 -2 4 -u -m -l 100 -c 95 -r 1000 -f A -p 0.5 -t 0",
            "-n 1 -x -2 -1 -U -s -b 665 -c 90 -r 200 -f B -p 0.8 -t 1",
            "-x -2 0 -c 95 -r 1000 -f A -p 0.5 -t 2",
            "-c 95 -r 1000 -f A -p 0.5 -t 0",
        ] {
            assert_eq!(line.parse::<Options>().unwrap().to_string(), line);
        }
    }

    #[test]
    fn what_is_not_said_is_as_in_the_program() {
        let options: Options = "ROUGE-1.5.5.pl -e data -a -d".parse().unwrap();
        assert_eq!(options.params.metrics, [Metric::L]);
        assert!(!options.params.stem);
    }

    #[test]
    fn a_wrong_word_is_named() {
        for (line, named) in [
            ("-n", "-n"),
            ("-n two", "two"),
            ("-q", "-q"),
            ("-3 HM", "-3"),
            ("-l 100 -b 665", "-b"),
            ("-f C", "C"),
            ("-n 1 -w 0", "0"),
            ("-p 2", "2"),
        ] {
            let message = line.parse::<Options>().unwrap_err().to_string();
            assert!(message.contains(named), "{line}: {message}");
        }
    }
}

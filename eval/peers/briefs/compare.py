"""sumy and wiredesk on the same clusters in one run, both from raw text.

    python compare.py [--clusters N] [--rounds N]          after cargo build --release --examples --bins

The clusters are made up with a fixed seed: ten articles of 26 sentences each, so 260 sentences, as in DUC 2004. sumy runs in this process;
its time is that of parsing and choosing, without Python's start. Its own sentence splitter needs data that has to be fetched, so it gets a
splitter and a tokenizer of regular expressions, which are faster than its own. wiredesk goes the same way in `examples/known_clusters.rs`: raw texts of a
known cluster to sentences, with cleaning, order and support, on one thread. Beside that stands the whole program, from reading the file
to the briefs, which finds copies and stories as well. The start of a process is taken off by timing an input of one article.
All times are processor seconds, so that other work on the machine counts little; the best of the rounds counts for both.
"""

import argparse
import json
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")

from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer

SYLLABLES = "ka ro mi te lu san vor den qui pel ost ar ben ul ges ty".split()
STOP = "the of in and to was on that".split()
SENTENCES = 5


class Tokenizer:
    """The two methods that sumy asks of a tokenizer."""

    def to_sentences(self, text):
        return re.split(r"(?<=[.!?])\s+", text.strip())

    def to_words(self, sentence):
        return re.findall(r"[^\W\d_]+", sentence)


def cluster(rng, number):
    def made(n):
        return SYLLABLES[n % 16] + SYLLABLES[n // 16 % 16] + SYLLABLES[n // 256]

    def word():
        kind = rng.random()
        if kind < 0.4:
            return rng.choice(STOP)
        n = rng.randrange(1 + rng.randrange(600))
        # A third of the others are words of this event alone.
        return made(n) if kind < 0.8 else made(n % 40) + made(number)

    def sentence():
        return "Kor " + " ".join(word() for _ in range(22)) + "."

    return [" ".join(sentence() for _ in range(26)) for _ in range(10)]


def sumy_seconds(summarizer_class, clusters):
    began = time.process_time()
    for texts in clusters:
        parser = PlaintextParser.from_string("\n\n".join(texts), Tokenizer())
        summarizer_class(Stemmer("english"))(parser.document, SENTENCES)
    return (time.process_time() - began) / len(clusters)


def seconds_of(call):
    """The processor seconds of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "RAYON_NUM_THREADS": "1"})
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--target", type=Path, default=Path(os.environ.get("CARGO_TARGET_DIR", "target")) / "release")
    args.add_argument("--clusters", type=int, default=20)
    args.add_argument("--rounds", type=int, default=3)
    args = args.parse_args()
    rng = random.Random(42)
    clusters = [cluster(rng, number) for number in range(args.clusters)]
    lines = [
        json.dumps({"id": f"{c}-{i}", "text": text, "story": f"s{c}"}) + "\n"
        for c, texts in enumerate(clusters)
        for i, text in enumerate(texts)
    ]
    with tempfile.TemporaryDirectory() as folder:
        full, one = Path(folder) / "full.jsonl", Path(folder) / "one.jsonl"
        full.write_text("".join(lines))
        one.write_text(lines[0])
        seconds = {}
        for _ in range(args.rounds):
            for name, summarizer in (("sumy LexRank", LexRankSummarizer), ("sumy TextRank", TextRankSummarizer)):
                seconds.setdefault(name, []).append(sumy_seconds(summarizer, clusters))
            example = str(args.target / "examples" / "known_clusters")
            program = [str(args.target / "wiredesk"), "brief", "--threads", "1", "--quiet"]
            calls = {
                "wiredesk coverage": lambda path: [example, path, "coverage"],
                "wiredesk lexrank": lambda path: [example, path, "lexrank"],
                "the whole program": lambda path: [*program, path],
            }
            for name, call in calls.items():
                took = seconds_of(call(str(full))) - seconds_of(call(str(one)))
                seconds.setdefault(name, []).append(took / args.clusters)
    best = {name: min(times) for name, times in seconds.items()}
    for name, second in best.items():
        ratio = second / best["wiredesk coverage"]
        print(f"{name:<20} {1000 * second:9.2f} ms a cluster   {ratio:7.1f} x wiredesk coverage")


if __name__ == "__main__":
    sys.exit(main())

"""Scores a file of summaries with rouge-score, as a process of its own that can be timed.

    python google.py SYSTEM REFERENCE OUT [--each]

Both files are JSON lines, `summary` and `references`. Writes the means and their intervals as JSON, with --each the scores of each case too.
"""

import json
import sys

from rouge_score import rouge_scorer, scoring

TYPES = ["rouge1", "rouge2", "rougeL", "rougeLsum"]


def read(path, field):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line)[field] for line in lines]


def main():
    system, reference, out = sys.argv[1:4]
    scorer = rouge_scorer.RougeScorer(TYPES, use_stemmer=True)
    aggregator = scoring.BootstrapAggregator()
    each = []
    for summary, references in zip(read(system, "summary"), read(reference, "references"), strict=True):
        scores = scorer.score_multi(references, summary)
        aggregator.add_scores(scores)
        if "--each" in sys.argv:
            each.append({name: [float(s.recall), float(s.precision), float(s.fmeasure)] for name, s in scores.items()})
    means = {name: [[float(x) for x in score] for score in (a.low, a.mid, a.high)] for name, a in aggregator.aggregate().items()}
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"means": means, "each": each}, file)


if __name__ == "__main__":
    main()

"""Scores the texts of tests/reference/rouge_score.jsonl again with the pinned rouge-score.

    VENV/bin/python eval/scripts/rouge_golden.py < tests/reference/rouge_score.jsonl > again.jsonl

The two files must be the same. A line without "scores" is a new case.
"""

import json
import sys

from rouge_score import rouge_scorer

TYPES = ["rouge1", "rouge2", "rouge3", "rouge4", "rougeL", "rougeLsum"]


def main():
    scorers = {stem: rouge_scorer.RougeScorer(TYPES, use_stemmer=stem) for stem in (False, True)}
    for line in sys.stdin:
        case = json.loads(line)
        scores = scorers[case["stem"]].score_multi(case["refs"], case["pred"])
        case["scores"] = [[round(float(x), 12) for x in scores[t]] for t in TYPES]
        print(json.dumps(case, ensure_ascii=True, separators=(",", ":")))


if __name__ == "__main__":
    main()

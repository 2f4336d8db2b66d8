"""Stems the words of tests/reference/stems.tsv again with the pinned NLTK (second column).

    VENV/bin/python eval/scripts/stem_golden.py < tests/reference/stems.tsv > again.tsv

The third column is ROUGE-1.5.5's stem without its exception lists; it is copied.
"""

import sys

from nltk.stem.porter import PorterStemmer


def main():
    stemmer = PorterStemmer()
    for line in sys.stdin:
        word, _, perl = line.rstrip("\n").split("\t")
        print(word, stemmer.stem(word), perl, sep="\t")


if __name__ == "__main__":
    main()

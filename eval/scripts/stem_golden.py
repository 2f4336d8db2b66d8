"""Stems the words of tests/reference/stems.tsv again: with the pinned NLTK (second column) and with the rules of ROUGE-1.5.5.pl, without its lists of
exceptions (third column).

    VENV/bin/python eval/scripts/stem_golden.py < tests/reference/stems.tsv > again.tsv

The two files must be the same.
"""

import sys

from nltk.stem.porter import PorterStemmer

import rouge155


def main():
    words = [line.split("\t")[0] for line in sys.stdin]
    stemmer = PorterStemmer()
    for word, by_rule in zip(words, rouge155.stems(words), strict=True):
        print(word, stemmer.stem(word), by_rule, sep="\t")


if __name__ == "__main__":
    main()

"""Runs the evaluation: measures, prints, and writes the page."""

import datetime
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from site_builder.reviewing.evaluation.articles import article_table
from site_builder.reviewing.evaluation.corpora import read_gum
from site_builder.reviewing.evaluation.names import name_tables, wikinews_table
from site_builder.reviewing.evaluation.page import PAGE, markdown, plain
from site_builder.reviewing.evaluation.suggestions import suggestion_table
from site_builder.reviewing.evaluation.times import time_table


def _today() -> datetime.date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.datetime.fromtimestamp(int(epoch) if epoch else time.time(), datetime.UTC).date()


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the page; 2 where the corpora are not there."""
    folders = [Path(argument) for argument in arguments]
    if len(folders) != 2 or not all(folder.is_dir() for folder in folders):
        sys.stderr.write("usage: python -m site_builder.reviewing.evaluation CORPORA RAW (two folders)\n")
        return 2
    texts = read_gum(folders[0] / "gum-news")
    tables = [
        *name_tables(texts),
        time_table(texts),
        article_table(folders[1]),
        suggestion_table(folders[1]),
        wikinews_table(folders[0] / "wikinews"),
    ]
    PAGE.write_text(markdown(tables, _today()), "utf-8")
    sys.stdout.writelines(map(plain, tables))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

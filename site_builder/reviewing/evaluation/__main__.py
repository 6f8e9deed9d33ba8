"""Runs the evaluation: measures, prints, and writes the page."""

import datetime
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from site_builder.proving.executors import Cluster, ClusterError, Executor, Processes, usable_cores
from site_builder.reviewing.evaluation.articles import article_table
from site_builder.reviewing.evaluation.corpora import read_gum
from site_builder.reviewing.evaluation.names import name_tables, wikinews_table
from site_builder.reviewing.evaluation.page import PAGE, markdown, plain
from site_builder.reviewing.evaluation.pages import page_table, read_pages
from site_builder.reviewing.evaluation.suggestions import suggestion_table
from site_builder.reviewing.evaluation.tables import ResultTable
from site_builder.reviewing.evaluation.times import time_table

USAGE = "usage: python -m site_builder.reviewing.evaluation CORPORA RAW [SCHEDULER] (two folders, an address)"


def _today() -> datetime.date:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.datetime.fromtimestamp(int(epoch) if epoch else time.time(), datetime.UTC).date()


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and write the page; 2 where the corpora or a cluster are not there."""
    folders = [Path(argument) for argument in arguments[:2]]
    if len(folders) != 2 or not all(folder.is_dir() for folder in folders) or arguments[3:]:
        sys.stderr.write(f"{USAGE}\n")
        return 2
    executor = Cluster(arguments[2]) if arguments[2:] else Processes(usable_cores())
    try:
        tables = _measured(folders[0], folders[1], executor)
    except ClusterError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    PAGE.write_text(markdown(tables, _today()), "utf-8")
    sys.stdout.writelines(map(plain, tables))
    return 0


def _measured(corpora: Path, raw: Path, executor: Executor) -> list[ResultTable]:
    texts = read_gum(corpora / "gum-news")
    return [
        *name_tables(texts, executor),
        time_table(texts, executor),
        article_table(raw),
        suggestion_table(raw),
        wikinews_table(corpora / "wikinews", executor),
        page_table(read_pages(corpora / "pages"), executor),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

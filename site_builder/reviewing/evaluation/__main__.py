"""Runs the evaluation: measures, prints, and writes the page."""

import datetime
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from site_builder.proving.executors import Cluster, ClusterError, Executor, Processes, usable_cores
from site_builder.reviewing.evaluation import marked_texts
from site_builder.reviewing.evaluation.articles import article_table
from site_builder.reviewing.evaluation.corpora import read_gum, read_meantime
from site_builder.reviewing.evaluation.named_articles import (
    GUM,
    MEANTIME,
    WIKINEWS,
    gum_articles,
    meantime_articles,
    wikinews_articles,
)
from site_builder.reviewing.evaluation.names import name_section
from site_builder.reviewing.evaluation.page import PAGE, markdown, plain
from site_builder.reviewing.evaluation.pages import page_section, read_pages
from site_builder.reviewing.evaluation.suggestions import suggestion_section
from site_builder.reviewing.evaluation.tables import Section
from site_builder.reviewing.evaluation.times import time_section

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
        sections = list(_measured(folders[0], folders[1], executor))
    except ClusterError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    PAGE.write_text(markdown(sections, _today()), "utf-8")
    sys.stdout.writelines(plain(table) for section in sections for table in section.tables)
    return 0


def _measured(corpora: Path, raw: Path, executor: Executor) -> Iterator[Section]:
    """Measure part by part; each gives a section of its own."""
    texts = read_gum(corpora / GUM)
    articles = (
        *gum_articles(texts),
        *meantime_articles(corpora / MEANTIME),
        *wikinews_articles(corpora / WIKINEWS),
    )
    yield name_section(articles, executor)
    yield time_section(texts, read_meantime(corpora / MEANTIME), executor)
    yield marked_texts.section()
    yield page_section(read_pages(corpora / "pages"), executor)
    yield suggestion_section(raw)
    yield Section("The captured articles", "", (article_table(raw),))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

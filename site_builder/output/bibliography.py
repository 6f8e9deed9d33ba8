"""All articles of a site as one bibliography, in the forms that programs for references read."""

from collections.abc import Mapping
from typing import Final

from site_builder.linking.site import Site
from site_builder.pages.article_work import article_work
from site_builder.pages.citing import bibtex, csl, ris_lines

BIBTEX: Final = "articles.bib"
RIS: Final = "articles.ris"
CSL: Final = "articles.csl.json"


def bibliography(site: Site) -> Mapping[str, bytes]:
    """Give the files of the bibliography by name, in UTF-8; articles in the order of their ids.

    An article's key is its id, which is unique and stays. Sentences about dates and addresses are in the
    language that is spoken here. Lines end in a line feed, but those of RIS as its form demands.
    """
    works = [article_work(site, article) for article in sorted(site.corpus.articles)]
    references = ["".join(f"{line}\r\n" for line in ris_lines(work)) for work in works]
    return {
        BIBTEX: "\n".join(map(bibtex, works)).encode(),
        RIS: "\r\n".join(references).encode(),
        CSL: csl(works).encode(),
    }

"""Data, redirects and files of pages, among the files that MkDocs knows and on the site."""

from collections.abc import Callable, Iterator
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from site_builder.build import Built
from site_builder.publishing.mkdocs_pages import GeneratedFile, Taken
from site_builder.publishing.site_writer import SiteWriter


def add_other_files(files: Files, site: Built, config: MkDocsConfig, *, alone: bool) -> Iterator[str]:
    """Tell MkDocs of data, redirects and files of pages, and give their paths.

    Where others have a say MkDocs writes them itself: then all must be made.
    """
    taken = Taken(files)
    for path in sorted(site.files):
        taken.give_way(path)
        files.append(_other_file(path, partial(site.files.__getitem__, path), config, alone=alone))
        yield path
    for one in (one for page in site.pages for one in page.files):
        taken.give_way(one.path)
        files.append(_other_file(one.path, partial(getattr, one, "data"), config, alone=alone))
        yield one.path
    for path in site.on_demand:
        taken.give_way(path)
        files.append(GeneratedFile.of(path, config))


def _other_file(path: str, read: Callable[[], bytes], config: MkDocsConfig, *, alone: bool) -> File:
    if alone:
        return GeneratedFile.of(path, config)
    return File.generated(config, path, content=read(), inclusion=InclusionLevel.NOT_IN_NAV)


def paths_of_mkdocs(files: Files, config: MkDocsConfig) -> frozenset[str]:
    """Paths of the files that MkDocs writes."""
    listed = (file.dest_uri for file in files if not isinstance(file, GeneratedFile))
    return frozenset((*listed, *config.theme.static_templates, *config.extra_templates))


def write_other_files(site: Built, writer: SiteWriter) -> None:
    """Write data, redirects and files of pages; of the data some may still be made."""
    for page in site.pages:
        for one in page.files:
            writer.made_file(one)
    for path in sorted(site.files):
        writer.file(path, site.files[path])

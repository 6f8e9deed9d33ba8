"""Data, redirects and files of pages, among the files that MkDocs knows and on the site."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from site_builder.build import Built
from site_builder.publishing.mkdocs_pages import GeneratedFile, Taken
from site_builder.publishing.site_writer import SiteWriter


def other_paths(files: Files, site: Built) -> frozenset[str]:
    """Paths of data, redirects and files of pages, in whose place no file of MkDocs stays."""
    taken = Taken(files)
    paths = (*sorted(site.files), *(one.path for page in site.pages for one in page.files))
    for path in (*paths, *site.on_demand):
        taken.give_way(path)
    return frozenset(paths)


def add_other_files(files: Files, site: Built, config: MkDocsConfig) -> None:
    """Have MkDocs write these files itself, as others have a say in them: then all must be made."""
    made = [(path, site.files[path]) for path in sorted(site.files)]
    for path, data in (*made, *((one.path, one.data) for page in site.pages for one in page.files)):
        files.append(File.generated(config, path, content=data, inclusion=InclusionLevel.NOT_IN_NAV))
    for path in site.on_demand:
        files.append(GeneratedFile.of(path, config))


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

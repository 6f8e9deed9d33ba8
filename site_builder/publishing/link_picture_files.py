"""The pictures beside links to pages, as files of a site: one is drawn again if it says something else."""

from typing import TYPE_CHECKING

from site_builder.build import Built
from site_builder.storage.progress import counted

if TYPE_CHECKING:
    from site_builder.publishing.site_writer import SiteWriter


def write_pictures(site: Built, writer: "SiteWriter") -> None:
    """Write the pictures of all pages; those that stood on the site before are taken as they are."""
    if site.picture is None:
        return
    own = (page.picture for page in site.pages)
    pictures = {picture.path: picture for picture in (site.picture, *own) if picture is not None}
    lacking = []
    for path, picture in sorted(pictures.items()):
        writer.asked.add(path)
        if not writer.take(path, picture.digest):
            lacking.append(picture)
    if not lacking:
        return
    from site_builder.output.link_pictures.drawing import png_of  # noqa: PLC0415 - Pillow takes long to load

    for picture in counted(lacking, "link pictures drawn", len(lacking)):
        writer.file(picture.path, png_of(picture), picture.digest)

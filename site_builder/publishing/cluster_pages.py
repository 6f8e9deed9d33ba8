"""Pages that are made on a cluster, whose workers read and link the project themselves.

Each worker does so once a build: a linked site is far larger than what a page takes from it, so it is not
sent. The files have to stand at the same path on all machines, as on a network drive. That a worker saw the
same as the process that asked is proved by what each page looked up (`output.page_making`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from uuid import uuid4

from site_builder.build import BuildOptions, Memory, days_of, fingerprints, imprint_of, linked, page_making
from site_builder.corpus.loading import find_project
from site_builder.output.page_making import Made, PageMaking
from site_builder.pages import page_units
from site_builder.pages.page_units import PageUnit
from site_builder.proving.executors import Cluster, ClusterError
from site_builder.storage.store import code_stamp, for_another_process
from site_builder.translation.languages import ENGLISH, language_for
from site_builder.translation.messages import speaking


@dataclass(frozen=True, slots=True)
class Request:
    """What a worker is asked to make pages of: a project in a folder, by the same code, for one build."""

    root: Path
    options: BuildOptions
    language: str
    code: str
    build: str


@dataclass(frozen=True, slots=True)
class ClusterPages:
    """Makes the pages of a project on a cluster; what cannot be used there is a `ClusterError`."""

    cluster: Cluster
    root: Path
    options: BuildOptions

    def made(self, names: Sequence[str]) -> Iterator[Made]:
        """Give what was made of each of some units, by their names, in their order."""
        asked = Request(
            root=self.root.absolute(),
            options=replace(
                self.options,
                texts=tuple(path.absolute() for path in self.options.texts),
                folders=tuple(path.absolute() for path in self.options.folders),
                language=ENGLISH,
                elsewhere=None,
                jobs=1,
            ),
            language=self.options.language.code,
            code=code_stamp(),
            build=uuid4().hex,
        )
        yield from self.cluster.map(partial(made_there, asked), names)


def made_there(asked: Request, name: str) -> Made:
    """Make the pages of a unit, on a worker."""
    making, units = _ready(asked)
    if name not in units:
        raise ClusterError(f"a worker has other files in {asked.root} than this process: {name} is not there")
    with speaking(making.memory.language):
        return making.made_for_others(units[name])


@lru_cache(maxsize=1)
def _ready(asked: Request) -> tuple[PageMaking, Mapping[str, PageUnit]]:
    """Read and link the project; the worker holds it until the next build."""
    if code_stamp() != asked.code:
        raise ClusterError("a worker has another version of this package: install the same one on each")
    project, _ = find_project(asked.root)
    language = language_for(asked.language) or ENGLISH
    options = replace(asked.options, language=language)
    store = for_another_process()
    memory = Memory.of_one_build().with_store(store)
    with speaking(language):
        found = linked(project, options, memory)[0] if project else None
        if project is None or found is None:
            raise ClusterError(f"a worker cannot read the project in {asked.root}: it has to be there, too")
        prints = fingerprints(project, options, found, memory)
        imprint = imprint_of(project, found.site, options, days_of(project, found.site, options))
        making = page_making(project, found.site, options, memory, prints, imprint=imprint)
        units = page_units(found.site, listed=options.listed, pairs=memory.pages.pairs)
        ready = {unit.name: unit for unit in units}
    store.taken()  # of reading and linking the other process keeps its own
    return making, ready

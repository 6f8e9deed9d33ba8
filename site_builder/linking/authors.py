"""Who wrote an article, by their names as citations have them."""

from site_builder.linking.site import Site
from site_builder.model.value_types import ActorId, ArticleId
from site_builder.names.author_names import AuthorName, author_name


def authors_of(site: Site, article: ArticleId) -> tuple[AuthorName, ...]:
    """The names of an article's authors, in its order; that of a body of the registry is not divided."""
    known = site.corpus.articles[article]
    names = (author_name(author, known.language) for author in known.authors)
    return tuple(AuthorName(name.printed) if _is_body(site, name.printed) else name for name in names)


def registered_author(site: Site, printed: str) -> ActorId | None:
    """The one actor that bears a form of a name; None where there is none, or several."""
    registry = site.corpus.registry
    ids = [ActorId(name) for name in site.naming.authors.get(printed, ())]
    actors = [actor for actor in ids if actor in registry.actors]
    return actors[0] if len(actors) == 1 else None


def _is_body(site: Site, printed: str) -> bool:
    actor, registry = registered_author(site, printed), site.corpus.registry
    return actor is not None and registry.kind_of(registry.actors[actor]) != "person"

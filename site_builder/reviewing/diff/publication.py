"""Texts that a change would make public: what whoever reviews it must see before anything else."""

from collections.abc import Iterator, Mapping

from site_builder.model.article import Article
from site_builder.model.rights import opens
from site_builder.model.value_types import ArticleId
from site_builder.reviewing.diff.compared_state import Side
from site_builder.reviewing.diff.markdown import ListItem, Markdown, Section, counted, said

NOTE = Markdown(
    "With this change the next build shows these texts whole, to everybody. See that the rights are what the "
    "original says, and that nobody but their holder gave a permission."
)


def publication_section(base: Side, head: Side, renames: Mapping[str, str]) -> Section:
    """List articles whose text the old state does not publish, or another text, or by other rights."""
    before = {new: old for old, new in renames.items()}
    items = tuple(
        ListItem(said("{}", article.title), tuple(_text_details(article, earlier)))
        for name, article in head.corpus.articles.items()
        for earlier in (base.corpus.articles.get(ArticleId(before.get(name, name))),)
        if article.publish == "text" and (earlier is None or _facts(article) != _facts(earlier))
    )
    title = "Texts that would be published"
    line = Markdown(f"**{title}: {counted(len(items), 'text')}**" if items else "")
    return Section(title, items, line, NOTE, unfolded=True)


def _facts(article: Article) -> tuple[str, str, str]:
    return article.publish, article.rights, article.text.sha256 if article.text else ""


def _text_details(article: Article, earlier: Article | None) -> Iterator[Markdown]:
    was = earlier or article
    yield (
        said("Publish: {} → {}", was.publish, "text")
        if was.publish != "text"
        else said("Publish: {}", "text")
    )
    if was.rights != article.rights:
        yield said("Rights: {} → {}", was.rights, article.rights)
    else:
        yield said("Rights: {}", article.rights)
    if not opens(article.rights):
        yield Markdown("These rights do not allow it: `check` refuses the change.")
    if earlier is None:
        yield Markdown("A new article.")
    elif _facts(article)[2] != _facts(earlier)[2]:
        yield Markdown("Another text than before.")
    if article.text:
        yield said(f"Text: {article.text.chars:,} characters, sha256 {{}}", article.text.sha256)
    if article.url or article.archived:
        yield said("Original: {}", article.url or article.archived or "")

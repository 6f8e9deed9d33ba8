"""The coverage page adds up what is kept of each article; it says what the page of all articles would say."""

from site_builder.linking.open_findings import OpenFindings, totals
from site_builder.linking.site import Site
from site_builder.model.value_types import ArticleId
from site_builder.pages import PageMemory, page_units
from site_builder.pages.coverage import coverage_page
from site_builder.pages.page_units import units_by_path
from site_builder.pages.parts import Bounds

SMALL = Bounds(nodes=40, first=20, several=20)


def test_numbers_are_those_of_what_the_whole_page_lists(toy_site: Site) -> None:
    page = coverage_page(toy_site)
    for one in page.articles:
        kept = toy_site.open[ArticleId(one.id)]
        listed = [one.names, one.candidates, one.times, one.amounts, one.unverified]
        numbers = [kept.names, kept.candidates, kept.times, kept.amounts, kept.unverified]
        assert numbers == list(map(len, listed))
        assert one.quotes == f"{kept.verified} of {kept.quotes}"
    everything = totals(toy_site.open.values())
    assert everything.found > 0
    assert everything.dated >= everything.read >= everything.right > 0
    assert totals([]) == OpenFindings()


def test_totals_look_into_no_layer(toy_site: Site) -> None:
    """So an edit has the one article counted again that it changes."""
    memory = PageMemory(keeps=False)
    memory.turn_to(toy_site, "Toy", SMALL)
    made = memory.pages_of(units_by_path(page_units(toy_site, SMALL))["coverage/"])
    looked_into = {table for table, _ in made.reads}
    assert made.pages[0].template == "coverage"
    assert "site.open" in looked_into
    assert looked_into.isdisjoint({"site.layers", "site.evidence", "site.naming.unlinked"})

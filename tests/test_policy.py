"""The second wall: what a page may load and run."""

import base64
import hashlib

from site_builder.publishing.security_policy import with_policy

THEME = '<head><meta charset="utf-8"></head><body><script>theme()</script>{}</body>'


def hash_of(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_only_the_themes_scripts_have_a_hash() -> None:
    content = "<p>text</p><script>alert(1)</script>"
    page = with_policy(THEME.format(content), content)
    assert page.startswith('<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ')
    assert hash_of("theme()") in page
    assert hash_of("alert(1)") not in page
    assert "unsafe" not in page


def test_the_rest_of_the_page_stays_as_it_was() -> None:
    page = THEME.format("x")
    done = with_policy(page, "x")
    start, end = done.index("<meta http-equiv"), done.index('<meta charset="utf-8">')
    assert done[:start] + done[end:] == page


def test_data_and_files_need_no_hash() -> None:
    page = with_policy('<head></head><script src="a.js"></script><script type="application/json">{}</script>')
    assert "script-src 'self';" in page


def test_only_the_search_runs_webassembly() -> None:
    assert "script-src 'self' 'wasm-unsafe-eval' 'sha256-" in with_policy(THEME.format(""), wasm=True)
    assert "wasm" not in with_policy(THEME.format(""))

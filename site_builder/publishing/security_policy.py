"""The content security policy of published pages: a second wall behind the escaping.

Nothing may be loaded from another host, and no inline script may run but the theme's own, each
by its hash (CSP level 3). Hashes come from the page without its content, so that a script that
slipped into the content would find none.
"""

import base64
import hashlib
import re

_INLINE = re.compile(r"<script(?![^>]*\ssrc=)([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"type=[\"']?application/(ld\+)?json", re.IGNORECASE)
_BEGINNING = re.compile(r"<head[^>]*>", re.IGNORECASE)


def with_policy(page: str, content: str = "", *, wasm: bool = False) -> str:
    """Give a whole page its policy, as the first thing of its head; `content` is what we put into it.

    `wasm` lets the page run WebAssembly, which is no `eval` of text: Pagefind and SQLite are that. Both run
    in workers, which some browsers hold to the policy of their page, and others to none.
    """
    shell = page.replace(content, "", 1) if content else page
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(shell, wasm=wasm)}">'
    return _BEGINNING.sub(lambda match: match[0] + meta, page, count=1)


def policy(shell: str, *, wasm: bool = False) -> str:
    """The policy for a page whose own inline scripts are those of `shell`."""
    scripts = (inner for kind, inner in _INLINE.findall(shell) if not _DATA.search(kind))
    allowed = ["'self'", *(["'wasm-unsafe-eval'"] if wasm else []), *dict.fromkeys(map(_hash, scripts))]
    return "; ".join((
        "default-src 'none'",
        f"script-src {' '.join(allowed)}",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ))  # fmt: skip


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"

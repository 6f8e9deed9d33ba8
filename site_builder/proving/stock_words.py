"""Stock words of English web pages: what menus, buttons and notices around an article say.

A block is given with its words and whether it ends as a sentence; no pattern looks far.
"""

import re
from collections.abc import Sequence

from site_builder.model.lazy_pattern import lazy_pattern
from site_builder.names import word_lists

HEADING = 14
"""A heading, label or byline has at most so many words."""
_SENTENCE = 10
"""With so many words, what ends as a sentence is no link, whatever it begins with."""

_COMMENTS = lazy_pattern(
    r"(?:\d+\s+|no\s+|add\s+|view\s+|show\s+|all\s+|reader\s+|readers'\s+|your\s+)?comments?"
    r"(?:\s*\(?\d+\)?|\s+section|\s+policy)?:?"
    r"|(?:leave|post|add|write)\s+(?:a|your)\s+(?:comment|reply|response).{0,40}"
    r"|join\s+the\s+(?:conversation|discussion).{0,20}|discussion|responses?|what\s+do\s+you\s+think\?"
    r"|your\s+e-?mail\s+address\s+will\s+not\s+be\s+published.{0,60}",
    re.IGNORECASE,
)
_STORIES = (
    r"(?:news|stor(?:y|ies)|articles?|reads?|reading|headlines?|posts?|videos?|coverage|content|links?)"
)
_ASIDE = lazy_pattern(
    rf"(?:related|popular|trending|recommended|featured|suggested|similar|further|latest|top|other|breaking)"
    rf"(?:\s+{_STORIES})?(?:\s+(?:now|today|for\s+you|this\s+week|topics?|from\s.{{1,40}}|on\s.{{1,40}}))?:?"
    rf"|more\s+(?:(?:top|latest|recent|related)\s+)?{_STORIES}(?:\s+(?:from|on|about|like)\s.{{1,40}})?:?"
    r"|more\s+(?:from|by|on|about|like|in)(?:\s+\S+){1,5}:?"
    r"|most\s+(?:read|viewed|popular|shared|commented|discussed|watched|recent)(?:\s+\S+){0,3}:?"
    r"|you\s+(?:may|might)\s+(?:also\s+)?(?:like|enjoy|be\s+interested\s+in).{0,20}"
    r"|(?:read\s+(?:more|also|next|this)|also\s+read|don't\s+miss):|see\s+also:?|read\s+next|up\s+next:?"
    r"|what\s+to\s+read\s+next|in\s+other\s+news:?|editors?'?s?'?\s+(?:picks?|choice):?|must[\s-]reads?:?"
    r"|(?:from\s+)?around\s+the\s+web|(?:promoted|sponsored)\s+stories|(?:also\s+)?in\s+this\s+section"
    rf"|(?:our\s+)?other\s+{_STORIES}|about\s+us|contact\s+us",
    re.IGNORECASE,
)

# ------------------------------------------------------------------ junk

_SHARE = word_lists.words("buttons to share", "site_builder.proving")
_LABEL = lazy_pattern(
    r"ad(?:vert(?:isement)?)?s?|sponsored(?:\s+content|\s+by\s.{1,40})?|promoted|premium(?:\s+content)?"
    r"|(?:story|article)\s+continues.{0,40}|continue\s+reading.{0,40}|scroll\s.{0,30}continue.{0,30}"
    r"|(?:more\s+info(?:rmation)?|(?:read|show|load|view|see|learn)\s+(?:more|all))\W{0,4}"
    r"|back\s+to\s+(?:top|home\s?page|home|gallery|article|story)|skip\s+to\s.{1,30}|(?:main\s+)?menu|search|close|home|loading\W{0,3}"
    r"|none|null|undefined|nan|image|photo|video|play|pause|mute|listen.{0,30}|(?:\S+\s+){0,3}logo"
    r"|(?:log|sign)\s?[io]n(?:\s+or\s.{1,30})?|register|subscribe(?:\s+now)?|donate(?:\s+now)?|support\s+us"
    r"|(?:next|previous)(?:\s+(?:article|story|post))?|\d+\s+min(?:ute)?s?\s+read|https?://\S+"
    r"|(?:download|get)\s.{0,40}\bapp\b.{0,20}|(?:follow|join|find|like)\s+us\b.{0,60}"
    r"|you're\s+(?:now\s+)?subscribed.{0,20}|thank\s+you\s+for\s+(?:subscribing|signing).{0,60}"
    r"|(?:page\s+)?\d{1,2}\s+(?:of|/)\s+\d{1,2}(?:\s+pages?)?|page\s+\d{1,2}|(?:next|previous)\s+page\W{0,3}"
    r"|(?:go\s+to|continue\s+(?:to|on)|continued\s+on|read)\s+(?:the\s+)?(?:next\s+page|page\s+\d{1,2})\W{0,3}"
    r"|(?:subscribe|register|sign\s?(?:up|in)|log\s?in)\s+(?:now\s+)?to\s+(?:continue|keep|read|unlock)\b.{0,30}"
    r"|view\s+(?:as\s+)?(?:a\s+|on\s+)?(?:single|one)\s+page|(?:pages?:?\s*)?(?:\d{1,2}\W{1,3}){2,12}(?:next\W{0,3})?"
    r"|(?:accept|allow|reject|decline|deny|refuse)\s+(?:all|cookies?|and\s+(?:close|continue)).{0,30}"
    r"|(?:manage|cookie|consent|privacy|ad(?:vertising)?)\s+(?:preferences|options|choices|consent|settings)\W{0,3}"
    r"|(?:your\s+)?privacy\s+choices|(?:i\s+)?(?:accept|agree|consent)\W{0,3}|got\s+it\W{0,2}|(?:your\s+)?ad\s?choices"
    r"|(?:this\s+)?(?:advertisement|ad)\W.{0,12}(?:loading|loaded|load|closed?|below|continues?).{0,40}|loading\s+ad\W{0,3}"
    r"|(?:privacy|cookie)\s+(?:policy|notice|settings).{0,60}|terms\s+(?:of|and)\s.{1,60}|powered\s+by\s.{1,40}",
    re.IGNORECASE,
)
_LEAD = lazy_pattern(
    r"(?:read\s+(?:more|also|next|this)|also\s+read|see\s+also|related|more\s+on|watch|listen|recommended"
    r"|don't\s+miss|tags?|topics?|keywords|filed\s+under|categor(?:y|ies)|posted\s+in)\b[^:.]{0,30}:"
    r"|(?:last|latest)\s+(?:updated?|modified)\b|(?:updated|modified)(?:\s+(?:on|at)|:)\s.{0,20}\d",
    re.IGNORECASE,
)
COPYRIGHT = lazy_pattern(
    r"(?:©|\(c\)|copyright)\W{0,3}(?:©\s*|\(c\)\s*)?\d{4}|\d{4}\s?©|\A©|all\s+rights\s+reserved",
    re.IGNORECASE,
)
_ASKING = lazy_pattern(
    r"(?:please\s+|you\s+can\s+(?:also\s+)?|to\s+)?(?:sign\s+up|subscribe|get|join|support|help|donate|follow"
    r"|click|tap|download|register|log\s+in|enter|type|press|hit|use|search|filter|try|never\s+miss|enable"
    r"|don't\s+miss|stay|like|receive|become|send|unsubscribe|by\s+(?:clicking|signing|subscribing|continuing))\b",
    re.IGNORECASE,
)
_ASKED = lazy_pattern(
    r"\b(?:newsletters?|inbox|e-?mails?|notifications?|alerts?|free\s+trial|our\s+(?:app|journalism|work|coverage"
    r"|channel|page|team|reporting)|breaking\s+news|keywords?|password|javascript|browser|account|subscribers?"
    r"|social\s+media|telegram|whatsapp|facebook|twitter|instagram|updated|membership|member|terms|search|button)\b",
    re.IGNORECASE,
)
_COOKIES = lazy_pattern(
    r"\b(?:we|site|website)\b.{0,40}\b(?:uses?|stores?)\b.{0,30}\bcookies\b|\bthis\s+site\s+is\s+protected\s+by\b"
    r"|\Awe\s+(?:value|care\s+about|respect)\s+your\s+privacy\b"
    r"|\bwe\s+and\s+our\s+(?:\S+\s+){0,3}partners\b.{0,60}\b(?:store|access|process|use|share)\b"
    r"|\A(?:by\s+)?(?:continuing|clicking|using|browsing|accepting)\b.{0,60}\b(?:cookies|privacy\s+policy)\b"
    r"|\A(?:you\s+can\s+)?(?:change|withdraw|manage)\s.{0,40}\b(?:consent|cookies|privacy)\b",
    re.IGNORECASE,
)


def is_heading_of_comments(block: str, words: Sequence[str]) -> bool:
    """Tell a heading over what readers write."""
    return len(words) <= HEADING and _COMMENTS.fullmatch(block) is not None


def is_heading_of_others(block: str, words: Sequence[str]) -> bool:
    """Tell a heading over other stories."""
    return len(words) <= HEADING and _ASIDE.fullmatch(block) is not None


def is_junk(block: str, words: Sequence[str], *, ended: bool) -> bool:
    """Tell share buttons, adverts, sign-ups, copyright lines and single links to other stories."""
    if not words or COPYRIGHT.search(block) or _COOKIES.search(block):
        return True
    if len(words) <= HEADING and (_LABEL.fullmatch(block) or all(w.lower() in _SHARE for w in words)):
        return True
    if _LEAD.match(block) and (not ended or len(words) < _SENTENCE):
        return True
    return bool(_ASKING.match(block) and _ASKED.search(block))


# ------------------------------------------------------------------ bylines

_DATED = 24
"""A byline that says when it was published, and updated, has at most so many words."""
_BY = lazy_pattern(
    r"(?:by|via|(?:written|story|words|text|report|reported|posted)\s+by|authors?:?)\s+(?:the\s+)?(\S)",
    re.IGNORECASE,
)
_CREDITS = lazy_pattern(r"(?:additional\s+)?(?:reporting|editing|writing)\s+by\s+\S", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = lazy_pattern(
    rf"\b(?:{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\b",
    re.IGNORECASE,
)
_PUBLISHED = lazy_pattern(r"(?:first\s+)?(?:published|posted|date)\b", re.IGNORECASE)
_SMALL = word_lists.words("small words of bylines", "site_builder.proving")


def is_byline(block: str, words: Sequence[str], *, ended: bool) -> bool:
    """Tell a line that says who wrote it, or when."""
    if len(words) > HEADING:
        dated = len(words) <= _DATED and _DATE.search(block) and not ended
        return bool(dated and (_BY.match(block) or _PUBLISHED.match(block)))
    if _CREDITS.match(block):
        return True
    if ended:
        return False
    by = _BY.match(block)
    if by:
        return not by[1].islower()
    if not _DATE.search(block):
        return False
    named = all(not word.islower() or word in _SMALL for word in words)
    return bool(_PUBLISHED.match(block)) or (named and len(words) <= 9)

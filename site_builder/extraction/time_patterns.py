"""The shapes of time expressions, as regular expressions that are tried where a word may begin one.

Every repetition is bounded, so each try takes constant time. Names are matched capitalised or in
capitals only: "march" and "may" are verbs. `point` is the piece that most shapes share; its groups
carry a prefix, since a range has two of it.
"""

from typing import Final

from site_builder.extraction import lexicon
from site_builder.extraction.numbers import SMALL_WORDS
from site_builder.model.edtf import MONTHS
from site_builder.model.lazy_pattern import lazy_pattern

SEASONS: Final = lexicon.numbers("seasons")
DECADES: Final = lexicon.numbers("decades")
CENTURIES: Final = lexicon.numbers("centuries")
UNITS: Final = ("day", "week", "month", "quarter", "year", "decade", "century")

_SHORT = lexicon.numbers("short months")
MONTH_NUMBER: Final = {name.lower(): n for n, name in enumerate(MONTHS, 1)} | _SHORT
WEEKDAY_NUMBER: Final = lexicon.numbers("weekdays")
_WEEKDAYS = [name.capitalize() for name in WEEKDAY_NUMBER]

S: Final = " {1,3}"
_GAP = " {0,3}"
_BOTH = "|".join
_MONTH_NAMES = _BOTH([*MONTHS, *(name.upper() for name in MONTHS)])
FULL_MONTH: Final = rf"(?:{_MONTH_NAMES})\b"
MONTH: Final = rf"(?:(?:{_MONTH_NAMES})\b|(?:{_BOTH(name.capitalize() for name in _SHORT)})(?:\.|\b))"
_FULL_WEEKDAY = rf"(?:{_BOTH([*_WEEKDAYS, *(day.upper() for day in _WEEKDAYS)])})\b"
_WEEKDAY = rf"(?:{_FULL_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)"
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?\b(?![,.:][0-9]| ?%)"
_YEAR = r"(?:[12][0-9]{3}|'[0-9]{2})\b(?![,.:][0-9]| ?%|(?<=0)'s\b)"
_COUNT = rf"(?:[0-9]{{1,4}}(?![0-9,])|{SMALL_WORDS})"
_VAGUE = r"(?:a few|few|several|some|many|a couple of|couple of|a couple|couple)"
_UNIT = rf"(?:{_BOTH(UNITS)}|hour|minute|weekend|fortnight|centurie)"
_THIS_YEAR = r"(?:last|this|next|that|the same|that same|the previous|the following|the next) year\b"


def year(prefix: str) -> str:
    """Make the shape of a year: in digits, or "last year"."""
    return rf"(?:(?P<{prefix}y>{_YEAR})|(?P<{prefix}ry>(?i:{_THIS_YEAR})))"


def point(prefix: str) -> str:
    """Make the shape of a day, month or year, with or without what is above it."""
    month_day = (
        rf"(?P<{prefix}m1>{MONTH}){S}(?P<{prefix}d1>{_DAY})"
        rf"(?:(?:,|,?{S})(?:of{S}|in{S})?{year(prefix + '1')})?"
    )
    day_month = (
        rf"(?:the{S}(?=[0-9]{{1,2}}[a-z]))?(?P<{prefix}d2>{_DAY}){S}(?:of{S})?(?P<{prefix}m2>{MONTH})"
        rf"(?:,?{S}(?:of{S}|in{S})?{year(prefix + '2')})?"
    )
    month_year = rf"(?P<{prefix}m3>{MONTH}),?{S}(?:of{S})?{year(prefix + '3')}"
    bare_month = rf"(?P<{prefix}m4>{FULL_MONTH})(?!-[a-z])"
    return (
        rf"(?:(?P<{prefix}w>{_WEEKDAY}),?{S}(?=[0-9JFMASONDt])(?:the{S})?)?"
        rf"(?:{month_day}|{day_month}|{month_year}|{bare_month}|{year(prefix + '4')})"
    )


_PERIOD = (
    rf"(?:(?P<m>{FULL_MONTH})(?:,?{S}(?:of{S})?(?P<my>{_YEAR}))?|(?P<y>{_YEAR})"
    rf"|(?P<det>last|this|next|the|that|the same|the previous|the following){S}(?P<u>year|month|week|"
    rf"decade|century)\b)"
)
_PART = "(?P<part>early|mid|late|beginning|start|middle|end|close)"
_TO = rf"(?P<to>{S}(?:to|until|till|through|and){S}|{_GAP}-{_GAP})"


RANGE: Final = lazy_pattern(
    rf"(?:(?P<pre>(?i:from|between)){S}(?:the{S})?)?{point('a')}{_TO}(?:the{S})?"
    rf"(?:{point('b')}|(?P<now>now|today|(?:the{S})?present(?:{S}day)?)\b)"
)
DAY_RANGE: Final = lazy_pattern(
    rf"(?:(?P<pre>(?i:from|between)){S}(?:the{S})?)?(?:"
    rf"(?P<m1>{MONTH}){S}(?P<a1>{_DAY}){_TO}(?:the{S})?(?P<b1>{_DAY})(?:,?{S}{year('x1')})?"
    rf"|(?P<a2>{_DAY}){_TO.replace('<to>', '<to2>')}(?:the{S})?(?P<b2>{_DAY})"
    rf"{S}(?:of{S})?(?P<m2>{MONTH})(?:,?{S}{year('x2')})?)"
)
SHORT_RANGE: Final = lazy_pattern(r"(?P<a>(?:1[6-9]|20)[0-9]{2})[-/](?P<b>[0-9]{2})\b(?![-/.:][0-9]| ?%)")
WEEKDAY_RANGE: Final = lazy_pattern(
    rf"(?:(?P<pre>(?i:from|between)){S})?(?P<a>{_FULL_WEEKDAY}){_TO}(?P<b>{_FULL_WEEKDAY})"
)
POINT: Final = lazy_pattern(point("a"))
ONWARDS: Final = lazy_pattern(rf"(?i:from){S}{point('a')}{S}(?:onwards?)\b")
NUMERIC: Final = lazy_pattern(
    r"(?P<iy>[12][0-9]{3})(?P<is>[-/])(?P<im>[01]?[0-9])(?P=is)(?P<id>[0-3]?[0-9])\b(?![-/][0-9])"
    r"|(?P<a>[0-3]?[0-9])(?P<sep>[./])(?P<b>[0-3]?[0-9])(?P=sep)(?P<y>(?:19|20)[0-9]{2})\b(?![./-][0-9])"
    r"|(?P<da>[0-3][0-9])\.(?P<db>[01][0-9])\.(?P<dy>[0-9]{2})\b(?![./-]?[0-9])"
    r"|(?P<sa>[0-3]?[0-9])/(?P<sb>[0-3]?[0-9])/(?P<sy>[0-9]{2})\b(?![./-][0-9])"
)
PART: Final = lazy_pattern(
    rf"(?i:the{S})?(?i:{_PART})(?:{S}of{S}|-|{S}(?:in{S})?)(?:the{S}(?=[A-Z0-9]))?{_PERIOD}"
)
YEAR_END: Final = lazy_pattern(rf"(?P<det>(?i:the)?){_GAP}(?i:year(?:-|'s{S}|{S})end)\b")
QUARTER: Final = lazy_pattern(
    rf"(?:(?i:the{S})?(?i:early|mid|late|middle|beginning|start|end|close)(?:{S}of|{S}in|{S}|-){S}(?=the|[QH]))?"
    rf"(?i:the{S})?(?:(?i:(?P<q>first|second|third|fourth|last|final|1st|2nd|3rd|4th))(?:{S}|"
    rf"-)(?P<half>quarter|half)s?"
    rf"|(?P<code>[QH][1-4]|[1-4]Q|[12]H))(?:{S}of{S}|,?{S}|{S}in{S})(?:the{S}(?=[0-9]))?{_PERIOD}"
)
YEAR_QUARTER: Final = lazy_pattern(
    rf"(?i:the{S})?(?P<y>(?:19|20)[0-9]{{2}})(?:'s)?{S}"
    rf"(?:(?i:(?P<q>first|second|third|fourth|last|final))(?:{S}|-)(?P<half>quarter|half)|(?P<code>[QH][1-4]))\b"
)
BARE_QUARTER: Final = lazy_pattern(
    rf"(?P<the>(?i:the{S}))?(?:(?i:(?P<q>first|second|third|fourth))(?:{S}|-)quarter"
    rf"|(?i:(?P<h>first|second))-(?P<half>half)|(?P<code>Q[1-4]|[1-4]Q))"
    rf"(?P<named>'s|(?=(?:{S}[a-z-]{{3,12}})?{S}(?:net|profit|revenue|result|earning|sales|GDP|growth|figure|report"
    rf"|loss|income|guidance|outlook|dividend)))?\b(?!-of)"
)
FIRST_OF: Final = lazy_pattern(
    rf"(?i:the{S})?(?i:(?P<end>first|last|final|second|third|fourth)){S}(?:(?P<n>{_COUNT}|few|several){S})?"
    rf"(?P<piece>days?|weeks?|weekend|months?|quarters?){S}(?:of|in){S}{_PERIOD}"
)
SEASON: Final = lazy_pattern(
    rf"(?i:the{S})?(?:(?i:early|mid|late)[- ])?"
    rf"(?:(?i:(?P<det>last|this past|this coming|past|coming|this|next|that|previous|following)){S})?"
    rf"(?i:(?P<s>{_BOTH(SEASONS)}))\b"
    rf"(?:{S}(?:of{S}|in{S})?(?:(?P<span>(?:19|20)[0-9]{{2}}[-/][0-9]{{2}}(?:[0-9]{{2}})?)\b|{year('')}))?"
)
DECADE: Final = lazy_pattern(
    rf"(?P<the>(?i:the{S}))?(?:(?i:(?P<part>early|mid|late))(?:-|{S}))?"
    rf"(?:(?P<y>(?:1[4-9]|20)[0-9]0)'?s\b|'(?P<yy>[1-9]0)'?s\b|(?P<bare>[5-9]0)'?s\b(?!{S}F\b)"
    rf"|(?i:(?P<word>{_BOTH(DECADES)}))\b)"
)
CENTURY: Final = lazy_pattern(
    rf"(?i:the{S})?(?:(?i:(?P<part>early|mid|late))(?:-|{S}))?(?:(?P<n>[1-9][0-9]?)(?:st|nd|rd|th)"
    rf"|(?i:(?P<word>(?:six|seven|eigh|nine)teenth|fifteenth|twentieth|twenty[- ]first)))"
    rf"(?:{S}|-)(?i:century)\b"
)
TODAY: Final = lazy_pattern(
    rf"(?i:(?:earlier|later){S}today|today|tonight|tomorrow|yesterday|this{S}(?:morning|afternoon|"
    rf"evening)|last{S}night"
    rf"|(?:the{S})?day{S}(?:before{S}yesterday|after{S}tomorrow))\b(?:{S}(?:morning|afternoon|evening|"
    rf"night)\b)?"
)
WEEKDAY: Final = lazy_pattern(
    rf"(?i:the{S})?(?:(?i:(?P<det>last|next|this past|this coming|this|previous|following|that|coming)){S})?"
    rf"(?P<wd>{_FULL_WEEKDAY})(?:{S}(?:[Mm]orning|[Aa]fternoon|[Ee]vening|[Nn]ight)\b)?"
    rf"(?:{S}(?:of{S})?(?P<week>last|this|next){S}week\b)?"
)
MONTH_OF: Final = lazy_pattern(
    rf"(?i:(?P<det>last|next|this past|this coming|this|that)){S}(?:(?P<m>{FULL_MONTH})(?!{S}[0-9])"
    rf"|(?P<md>{MONTH}){S}(?P<d>{_DAY})(?!,?{S}{_YEAR}))"
)
UNIT: Final = lazy_pattern(
    rf"(?P<the>(?i:the{S}))?(?i:(?P<det>last|this past|this coming|past|this|next|previous|following|"
    rf"coming|current|preceding|same|that same|that|"
    rf"immediate past)){S}(?i:(?P<u>day|week|weekend|fortnight|month|quarter|year|decade|century))"
    rf"(?:\b(?!-)|(?<=this year)s(?={S}[a-z]))(?P<half>{S}and{S}a{S}half)?"
)
SAME: Final = lazy_pattern(
    rf"(?i:the{S})(?:(?:same|corresponding|comparable){S}(?P<u>period|time|point|stage|day|week|month|quarter|half){S}"
    rf"(?:(?:of|in){S})?(?:the{S}(?=year))?(?:(?P<which>last|(?:the{S})?previous|next){S}year\b|(?P<ago>a|one){S}year{S}(?:ago|earlier|before|previously)\b|(?P<y>{_YEAR}))"
    rf"|(?:year-(?:ago|earlier)|(?:prior|previous)(?:-|{S})year)(?:'s)?{S}(?P<ago_u>period|month|quarter|half)\b)"
)
DAY_TOLD: Final = lazy_pattern(
    rf"(?i:(?P<when>earlier|later|early|late){S}in{S}the{S}(?P<u>day|week|month|year)|"
    rf"(?P<which>that|(?:the{S})(?:next|following|same|previous)){S}(?:morning|afternoon|evening|night)|"
    rf"the{S}(?P<part>morning|afternoon|evening|night){S}before(?=[.,;:)\"\n]|$|{S}(?:and|but|had|was)\b)|"
    rf"the{S}(?P<unit>day|week|month|quarter|year))\b(?!-|')"
)
BEFORE_LAST: Final = lazy_pattern(
    rf"(?i:the{S})(?i:(?P<u>week|month|year)){S}(?:(?P<back>before{S}last)|after{S}next)\b"
    rf"(?!{S}(?:[A-Z]|week|month|year|night|spring|summer|autumn|winter|season|quarter))"
)
WEEKEND: Final = lazy_pattern(rf"(?i:the{S}|(?<=at ))(?P<u>weekend)\b")
LAST_N: Final = lazy_pattern(
    rf"(?i:the{S})?(?i:(?P<det>last|this past|past|previous|next|coming|preceding|"
    rf"following)){S}(?P<n>{_COUNT}|{_VAGUE}){S}"
    rf"(?i:(?P<u>{_UNIT}))s\b(?P<half>{S}and{S}a{S}half)?"
)
AGO: Final = lazy_pattern(
    rf"(?i:(?P<half>half{S}an?|(?:one|a){S}and{S}a{S}half)|(?P<n>{_COUNT}|{_VAGUE}|an?|"
    rf"(?=[a-z]+s{S}ago)))(?:{S}|(?=[a-z]+s{S}ago))"
    rf"(?i:(?P<u>{_UNIT}))s?\b(?P<more>[- ]{{1,3}}and[- ]{{1,3}}a[- ]{{1,3}}half|{S}or{S}(?:two|so))?"
    rf"{S}(?i:(?P<dir>ago|from{S}now|hence))\b(?P<today>{S}today\b)?"
)
IN_TIME: Final = lazy_pattern(
    rf"(?P<n>{_COUNT}|an?|{_VAGUE}){S}(?P<u>{_UNIT})s?(?:'s|'|){S}time\b(?!{S}[a-z]+ing)"
)
LATER: Final = lazy_pattern(
    rf"(?i:(?P<n>the|{_COUNT}|an?|{_VAGUE})){S}(?P<u>day|week|fortnight|month|year|decade)s?{S}"
    rf"(?:(?P<dir>earlier|later|afterwards?|previously)\b(?!{S}(?:than|in{S}the|this|that)\b)"
    rf"|(?P<dir2>before|after)(?=[.,;:)\"\n]|$|{S}(?:and|but|when)\b))"
)
RECENT: Final = lazy_pattern(rf"(?i:the{S})?(?i:recent){S}(?P<u>days|weeks|months|years|decades|times)\b")
WEEK_OF: Final = lazy_pattern(
    rf"(?i:the{S})?(?i:week){S}(?:(?:that{S}|which{S})?(?P<ended>ending|ended|ends)|of|beginning|starting|commencing){S}(?:on{S})?{point('a')}"
)
DECADE_BEFORE: Final = lazy_pattern(
    rf"(?i:the{S})(?:(?P<n>{_COUNT}){S})?(?P<u>decade|years|year|months|month|weeks|week|days)"
    rf"{S}(?P<dir>before|prior to|preceding|leading up to|until|to|through|ending|after|following){S}"
    rf"(?:(?:the{S})?(?:[A-Za-z-]{{2,20}}{S}){{0,3}}?(?:of{S}|in{S})?{point('a')}|(?=the{S}|[A-Za-z]))"
)
EDGE: Final = lazy_pattern(rf"(?i:(?P<edge>since|until|till))(?:{S}at{S}least)?{S}(?=[A-Za-z0-9'])")
FISCAL: Final = lazy_pattern(
    rf"(?i:the{S})?(?:(?:FY|(?i:fiscal(?:{S}year)?|financial{S}year))(?:{_GAP}|-)(?:(?P<y>(?:19|20)[0-9]{{2}})|'?(?P<yy>[0-9]{{2}}))"
    rf"(?:[-/](?P<end>[0-9]{{2}}(?:[0-9]{{2}})?))?\b(?![-/.,:]?[0-9])|(?P<y2>(?:19|20)[0-9]{{2}})(?:[-/](?P<end2>[0-9]{{2}}))?{S}(?i:fiscal|financial){S}year\b)"
)
NINE_ELEVEN: Final = lazy_pattern(
    r"9/11\b(?![/.-][0-9])|Sept(?:ember|\.)? 11(?:th)?(?=,? (?:terror|attack|hijack|strikes))"
)

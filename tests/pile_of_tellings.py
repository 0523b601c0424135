"""Builds the tables that group and compare read from tellings written in a line each.

A telling: "CONSULT/visit Ana/PRT > ESP at faro/PRT on 2030-05-03 as asserted by Ben/ESP via Herald in d1 of 2030-05-04"
(one line). All but the action and the document may be left out. `Ana/PRT` is a person, `PRT` a country, `faro/PRT` a
place; "on XX-05-03" is a day without its year; "in d1" alone is a document without a date.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from sayso import tables as t

_FORM = re.compile(
    r"(?P<action>[A-Z]+)(/(?P<mode>[a-z-]+))?(?P<not> not)? (?P<actors>\S+)( > (?P<recipients>\S+))?"
    r"( at (?P<place>\S+))?( on (?P<day>\S+))?( of (?P<count>\d+) (?P<what>\w+))?( as (?P<status>\w+)(?P<soon> soon)?)?"
    r"( by (?P<holder>\S+))?( via (?P<outlet>\S+))?"
    r" in (?P<doc>\w+)( of (?P<published>\S+))?$"
)
_FUTURE = ("predicted", "pledged")
QUADS: dict[str, t.Quad] = {
    "CONSULT": "verbal cooperation",
    "AID": "material cooperation",
    "ASSAULT": "material conflict",
}


@dataclass
class Pile:
    """Tables in the making."""

    mentions: list[t.LocalEventMention] = field(default_factory=list)
    statements: dict[str, t.LocalStatement] = field(default_factory=dict)
    entities: dict[str, t.Entity] = field(default_factory=dict)
    links: dict[str, t.ReferentEntity] = field(default_factory=dict)
    times: dict[str, t.TimeValue] = field(default_factory=dict)
    places: dict[str, t.LocalPlace] = field(default_factory=dict)
    dates: dict[str, t.DocumentDate] = field(default_factory=dict)
    texts: dict[str, t.Text] = field(default_factory=dict)

    def tell(self, line: str, publisher: str | None = None) -> str:
        """A telling in a line -> its event_mention_id."""
        found = _FORM.match(line)
        if not found:
            raise ValueError(f"not a telling: {line}")
        part: dict[str, Any] = found.groupdict()
        action = part["action"]
        number = len(self.mentions)
        mention_id, statement_id = f"m{number:03}", f"s{number:03}"
        actors, actor_countries = self._party(part["actors"])
        recipients, recipient_countries = self._party(part["recipients"])
        status: t.Status = part["status"] or "asserted"
        self._document(part["doc"], part["published"], publisher)
        self._statement(statement_id, part)
        self.mentions.append(
            t.LocalEventMention(
                event_mention_id=mention_id, statement_id=statement_id, doc_id=part["doc"], start=0, end=1, text="x",
                trigger_start=0, trigger_end=1, plover=action, action=action, mode=part["mode"],
                contexts=(), cameo=None, goldstein=None, quad=QUADS.get(part["action"], "verbal conflict"),
                actor_referent_ids=actors, recipient_referent_ids=recipients, actor_countries=actor_countries,
                recipient_countries=recipient_countries, actor_sectors=(), recipient_sectors=(),
                time_id=self._time(part["day"]), place_id=self._place(part["place"]),
                numbers=(t.NumberTold(part["what"], float(part["count"]), 0, 1),) if part["what"] else (),
                status=status, polarity="negative" if part["not"] else "positive", certainty="certain",
                tense="future" if status in _FUTURE or part["soon"] else "past", antecedent_id=None, score=1.0,
                method="test", detail="",
            )
        )  # fmt: skip
        return mention_id

    def for_group(self) -> tuple[
        t.LocalEventMentions, t.LocalPlaces, t.Entities, t.ReferentEntities, t.DocumentDates, t.TimeValues
    ]:  # fmt: skip
        """What group and compare both read, in this order."""
        return (
            t.LocalEventMentions.of(self.mentions),
            t.LocalPlaces.of(self.places.values()),
            t.Entities.of(self.entities.values()),
            t.ReferentEntities.of(self.links.values()),
            t.DocumentDates.of(self.dates.values()),
            t.TimeValues.of(self.times.values()),
        )

    def _party(self, words: str | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
        names = [name for name in (words or "").split("+") if name and name != "-"]
        referents = tuple(sorted(self._entity(name, "person" if "/" in name else "country") for name in names))
        return referents, tuple(sorted({name.rpartition("/")[2] for name in names}))

    def _entity(self, name: str, kind: t.EntityKind) -> str:
        country = name.rpartition("/")[2] if "/" in name or kind == "country" else None
        sector = "GOV" if kind == "person" else None
        self.entities[name] = t.Entity(name, name, kind, country, sector, (), (), None, None, None, "test", "")
        self.links["r:" + name] = t.ReferentEntity("r:" + name, name, 1.0, "test", "")
        return "r:" + name

    def _time(self, day: str | None) -> str | None:
        if day is None:
            return None
        first, _, last = day.partition("..")
        partial = day.startswith("XX-")
        self.times[day] = t.TimeValue(
            day, "XX" + day if partial else day, None if partial else first or None,
            None if partial else (last if ".." in day else first) or None, "test", "",
        )  # fmt: skip
        return day

    def _place(self, name: str | None) -> str | None:
        if name is None:
            return None
        kind: t.EntityKind = "place" if "/" in name else "country"
        self.places[name] = t.LocalPlace(
            name, "d", 0, 1, "x", self._entity(name, kind), name, None, None, None, None, "city", "test", ""
        )
        return name

    def _document(self, doc_id: str, published: str | None, publisher: str | None) -> None:
        if doc_id in self.texts:
            return
        self.dates[doc_id] = t.DocumentDate(doc_id, published, published, None, "test", "")
        self.texts[doc_id] = t.Text(doc_id, "x", None, publisher, None, (), "en", "report", "test", "")

    def _statement(self, statement_id: str, part: dict[str, Any]) -> None:
        nameless = part["holder"] == "?"
        sources, _ = self._party(None if nameless else part["holder"])
        chain = [t.ChainLink("document", part["doc"], None, None, None)]
        if part["outlet"]:
            outlet = self._entity(part["outlet"], "organisation")
            chain.append(t.ChainLink("outlet", part["outlet"], outlet, None, None))
            sources = sources or (outlet,)
        self.statements[statement_id] = t.LocalStatement(
            statement_id=statement_id, doc_id=part["doc"], start=0, end=1, parts=((0, 1),), text="x",
            voice="attributed" if sources or nameless else "author",
            source_text="a witness" if nameless else None, source_start=None,
            source_end=None, source_referent_ids=sources, cue_text=None, cue_start=None, cue_end=None,
            chain=tuple(chain), parent_id=None, antecedent_id=None, status=part["status"] or "asserted",
            polarity="positive", certainty="certain", tense="past", quote="none", said_time_id=None, method="test",
            detail="",
        )  # fmt: skip


def copies(*pairs: tuple[str, str]) -> t.Relations:
    """Pairs of documents -> relations that say they are near copies."""
    return t.Relations.of(t.Relation(min(pair), max(pair), "near", 1.0, "test", "") for pair in pairs)

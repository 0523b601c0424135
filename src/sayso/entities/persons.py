"""Persons: referents of persons -> groups that are one person each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sayso.entities.groups import Group, most_frequent
from sayso.language.spelling import nearly_same, sound_key, with_one_part_cut
from sayso.language.wording import plain_key
from sayso.tables import Referent

SAME, SPELLED, MIDDLE, SLIP, SURNAME, FREQUENT, ROLE = 1.0, 0.95, 0.9, 0.85, 0.8, 0.6, 0.6
"""How sure each way to take two names for one person is; set by judgement, to be measured."""

CLEARLY_MORE = 3
"""Times as often as any other must a full name occur for a bare surname to be taken for it."""


def group_persons(referents: Sequence[Referent]) -> list[Group]:
    """Referents of persons, sorted -> groups, each referent in exactly one."""
    by_role = [referent for referent in referents if is_role_only(referent)]
    named = [referent for referent in referents if not is_role_only(referent) and referent.known_as is None]
    full = [referent for referent in named if " " in plain_key(referent.name)]
    short = [referent for referent in named if " " not in plain_key(referent.name)]
    groups = _known([referent for referent in referents if referent.known_as is not None]) + _same_name(full)
    groups = _join(groups, lambda group: ["".join(group.key.split())], SPELLED, "the same letters, parted differently")
    groups = _join(groups, lambda group: [sound_key(group.key)], SPELLED, "another transcription of the name")
    groups = _join(
        groups, _first_and_last, MIDDLE, "the same first and last name, with or without a middle one", _one_short
    )
    groups = _join_slips(groups)
    groups = _join_ends(groups)
    groups = _place_surnames(groups, short)
    return _place_roles(groups, by_role)


def is_role_only(referent: Referent) -> bool:
    """Whether a referent is known by a role alone ("defense minister of Norway")."""
    return bool(referent.roles) and any(referent.name.startswith(f"{role} of ") for role in referent.roles)


def _known(referents: Iterable[Referent]) -> list[Group]:
    """Referents that a list knows -> a group for each whom it knows."""
    groups: dict[str, Group] = {}
    for referent in referents:
        group = groups.setdefault(referent.known_as or "", Group("person", plain_key(referent.name)))
        group.add([referent], SAME, f"in the lists as {referent.known_as}")
    return list(groups.values())


def _same_name(referents: Iterable[Referent], reasons: Mapping[str, str] | None = None) -> list[Group]:
    """Same plain name -> one group; but one a country, where documents put the bearers in different countries."""
    by_name: dict[str, list[Referent]] = defaultdict(list)
    for referent in referents:
        by_name[plain_key(referent.name)].append(referent)
    groups = []
    for name, bearers in sorted(by_name.items()):
        countries = sorted({bearer.country for bearer in bearers if bearer.country is not None})
        main = most_frequent(bearer.country for bearer in bearers)
        for country in (*countries,) or (None,):
            group = Group("person", name)
            for bearer in bearers:
                why = (reasons or {}).get(bearer.referent_id)
                if bearer.country == country:
                    group.add([bearer], SAME, "the same name" + (f"; {why}" if why else ""))
            if country == main and country is not None:
                sure = SAME if len(countries) == 1 else FREQUENT
                others = [b for b in bearers if b.country is None]
                group.add(
                    others, sure, "the same name" if sure == SAME else f"the same name; most bearers are of {main}"
                )
            groups.append(group)
    return groups


def _first_and_last(group: Group) -> list[str]:
    parts = group.key.split()
    return [f"{parts[0]} {parts[-1]}"] if len(parts) in (2, 3) and len(parts[0]) > 1 else []


def _one_short(a: Group, b: Group) -> bool:
    """Whether just one of two names has a middle name: two that differ in it are two persons."""
    return min(len(a.key.split()), len(b.key.split())) == 2


def _join(
    groups: list[Group],
    keys: Callable[[Group], list[str]],
    score: float,
    detail: str,
    may: Callable[[Group, Group], bool] = Group.agrees_with,
) -> list[Group]:
    """Groups that share a key and do not contradict each other -> one, under the larger one's name."""
    largest_first = sorted(groups, key=_known_and_large_first)
    by_key: dict[str, list[Group]] = defaultdict(list)
    kept: list[Group] = []
    for group in largest_first:
        fitting = [
            other for key in keys(group) for other in by_key[key] if other.agrees_with(group) and may(other, group)
        ]
        if len(fitting) == 1:
            fitting[0].take(group, score, f"{detail}: {fitting[0].key}")
            continue
        kept.append(group)
        for key in keys(group):
            by_key[key].append(group)
    return kept


def _join_slips(groups: list[Group]) -> list[Group]:
    """Names one slip apart -> one person, if the two share a role or a country and contradict each other in nothing."""
    largest_first = sorted(groups, key=_known_and_large_first)
    by_rest: dict[tuple[int, str], list[Group]] = defaultdict(list)
    kept: list[Group] = []
    for group in largest_first:
        key = sound_key(group.key)
        rests = list(with_one_part_cut(key))
        near = {
            id(other): other
            for rest in rests
            for other in by_rest[rest]
            if _may_be_one(other, group) and nearly_same(sound_key(other.key), key)
        }
        if len(near) == 1:
            (other,) = near.values()
            shared = ", ".join(sorted(other.roles & group.roles)) or str(other.country)
            other.take(group, SLIP, f"one slip of transcription from {other.key}, and both are {shared}")
            continue
        kept.append(group)
        for rest in rests:
            by_rest[rest].append(group)
    return kept


def _join_ends(groups: list[Group]) -> list[Group]:
    """Surnames of several words -> the one person of the pile whose name ends so: "el-Sisi", "von der Leyen"."""
    by_end: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        parts = sound_key(group.key).split()
        for length in range(2, len(parts)):
            by_end[" ".join(parts[-length:])].append(group)
    kept: list[Group] = []
    for group in groups:
        fitting = [other for other in by_end[sound_key(group.key)] if other.agrees_with(group)]
        if len(fitting) == 1 and group.known_as is None:
            fitting[0].take(group, SURNAME, f"the only person of the pile whose name ends so: {fitting[0].key}")
        else:
            kept.append(group)
    return kept


def _known_and_large_first(group: Group) -> tuple[bool, int, str, str]:
    return (group.known_as is None, -group.size, group.key, group.country or "")


def _may_be_one(a: Group, b: Group) -> bool:
    """Two groups of names that differ: a role in common, or a country, and never both named in one document."""
    in_common = bool(a.roles & b.roles) or (a.country is not None and a.country == b.country and len(a.key.split()) > 2)
    return in_common and a.agrees_with(b) and not a.documents & b.documents


def _place_surnames(groups: list[Group], referents: Sequence[Referent]) -> list[Group]:
    """Referents with one name only -> the one person of the pile who has it, or a group of their own."""
    by_word: dict[str, list[Group]] = defaultdict(list)
    for group in groups:
        parts = group.key.split()
        for word in dict.fromkeys((parts[-1], parts[0])):
            by_word[word].append(group)
    sizes = {id(group): group.size for group in groups}
    alone: list[tuple[Referent, str]] = []
    for referent in referents:
        word = plain_key(referent.name)
        fitting = [g for g in by_word[word] if g.country is None or referent.country in (None, g.country)]
        fitting.sort(key=lambda group: (-sizes[id(group)], group.key))
        if len(fitting) == 1:
            fitting[0].add([referent], SURNAME, f"the only person of that name in the pile: {fitting[0].key}")
        elif len(fitting) > 1 and sizes[id(fitting[0])] >= CLEARLY_MORE * sizes[id(fitting[1])]:
            detail = f"far the most frequent of {len(fitting)} persons of that name in the pile: {fitting[0].key}"
            fitting[0].add([referent], FREQUENT, detail)
        else:
            several = (
                f"the pile has {len(fitting)} persons of that name" if fitting else "the pile gives no fuller name"
            )
            alone.append((referent, several))
    reasons = {referent.referent_id: several for referent, several in alone}
    return groups + _same_name((referent for referent, _ in alone), reasons)


def _place_roles(groups: list[Group], referents: Sequence[Referent]) -> list[Group]:
    """Referents known by role -> the one person of the pile with that role and country, or a group of their own."""
    holders: dict[tuple[str, str], list[Group]] = defaultdict(list)
    for group in groups:
        for role in group.roles if group.country is not None else ():
            holders[(role, str(group.country))].append(group)
    unnamed: dict[str, Group] = {}
    for referent in referents:
        found = {id(g): g for role in referent.roles for g in holders.get((role, referent.country or ""), ())}
        if len(found) == 1:
            (holder,) = found.values()
            holder.add([referent], ROLE, f"the only person of the pile who is {referent.name}: {holder.key}")
        else:
            group = unnamed.setdefault(referent.name, Group("person", plain_key(referent.name)))
            group.add([referent], SAME, "the same role, without a name")
    return groups + list(unnamed.values())

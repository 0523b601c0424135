"""Plain words to make invented paragraphs of."""

WORDS = [
    "river",
    "council",
    "bridge",
    "school",
    "harvest",
    "minister",
    "border",
    "market",
    "ferry",
    "station",
    "village",
]

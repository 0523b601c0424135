"""annotate: text -> sentences, mentions, referents, times, places."""

from __future__ import annotations

from collections import defaultdict

from sayso.annotate.mentions.find import find_mentions
from sayso.annotate.page import Page
from sayso.annotate.places.find import find_places
from sayso.annotate.sentences import find_sentences
from sayso.annotate.times.find import find_times
from sayso.language.gazetteer import Gazetteer
from sayso.language.names import NameLists
from sayso.language.parse import Parses, split_text
from sayso.spans import Span
from sayso.tables import (
    Block,
    Blocks,
    LocalMention,
    LocalMentions,
    LocalPlace,
    LocalPlaces,
    LocalTime,
    LocalTimes,
    Referent,
    Referents,
    Sentence,
    Sentences,
    Texts,
)


def annotate(
    texts: Texts, blocks: Blocks, parses: Parses, names: NameLists, gazetteer: Gazetteer
) -> tuple[Sentences, LocalMentions, Referents, LocalTimes, LocalPlaces]:
    """Texts[n], their blocks and parses -> everything that is marked in them.

    Shape: a text in a language that cannot be read gives its sentences alone, so that it can be searched and quoted
    """
    by_document: dict[str, list[Block]] = defaultdict(list)
    for block in blocks.rows():
        by_document[block.doc_id].append(block)
    sentences: list[Sentence] = []
    mentions: list[LocalMention] = []
    referents: list[Referent] = []
    times: list[LocalTime] = []
    places: list[LocalPlace] = []
    for text in texts.rows():
        parse = parses.get(text.doc_id)
        if parse is None:
            sentences += find_sentences(text.doc_id, text.text, split_text(text.text), by_document[text.doc_id])
            continue
        spans = [Span(sentence.start_char, sentence.end_char) for sentence in parse.sents]
        found = find_sentences(text.doc_id, text.text, spans, by_document[text.doc_id])
        page = Page(text.doc_id, text.text, parse, tuple(found))
        page_mentions, page_referents = find_mentions(page, names, gazetteer)
        by_id = {referent.referent_id: referent for referent in page_referents}
        sentences += found
        mentions += page_mentions
        referents += page_referents
        times += find_times(text.doc_id, text.text, parse, [Span(s.start, s.end) for s in found])
        places += find_places(page, page_mentions, by_id, text.publisher, names, gazetteer)
    return (
        Sentences.of(sentences),
        LocalMentions.of(mentions),
        Referents.of(referents),
        LocalTimes.of(times),
        LocalPlaces.of(places),
    )

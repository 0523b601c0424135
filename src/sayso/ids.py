"""Ids made from content: the same words in the same place have the same id in every build."""

from __future__ import annotations

import hashlib
import json

ID_LENGTH = 16
"""Hex digits of an id: 64 bits, so that ten million documents collide with probability 3e-6."""


def sha256_of(content: bytes) -> str:
    """Bytes -> their SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def doc_id_of(content: bytes) -> str:
    """A document's own bytes -> its doc_id."""
    return sha256_of(content)[:ID_LENGTH]


def content_id(kind: str, *parts: object) -> str:
    """What makes a row that row (strings, numbers, lists of them, None) -> its id.

    `kind` keeps the ids of different tables apart.
    """
    canonical = json.dumps([kind, *parts], ensure_ascii=True, separators=(",", ":"))
    return sha256_of(canonical.encode())[:ID_LENGTH]

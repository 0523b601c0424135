"""Feeds: RSS and Atom -> their entries, each a document of its own."""

"""Mentions: words that mean somebody or something, and who is meant in the document."""

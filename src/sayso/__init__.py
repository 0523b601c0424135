"""Sayso: from a pile of news pages to a dossier that can be checked."""

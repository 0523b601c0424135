"""Places: mentions that are meant as places, and which places they are."""

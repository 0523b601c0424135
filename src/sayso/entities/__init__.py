"""link: who is who across the pile."""

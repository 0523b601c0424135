"""state: who says so, and how firmly."""

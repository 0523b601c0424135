"""The product's one encoder: MiniLM with heads for who says what, and for what is held to have happened."""

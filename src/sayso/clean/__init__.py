"""furniture and clean: what is on the page, and which of it is the text."""

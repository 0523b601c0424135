"""PDF: its pages -> paragraphs in reading order."""

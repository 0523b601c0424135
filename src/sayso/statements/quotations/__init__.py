"""Quotation marks, and who says what stands between them; transcripts and their turns."""

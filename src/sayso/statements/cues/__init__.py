"""Words that report: verbs, nouns and adverbs of the cue lists, and what they report."""

"""How a statement is held: status, polarity, certainty, tense, and in whose voice."""

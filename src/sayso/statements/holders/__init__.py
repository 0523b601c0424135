"""Who holds a statement: mentions, outlets, signatures, datelines, and when it was said."""

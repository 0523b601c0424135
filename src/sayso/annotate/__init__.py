"""annotate and resolve: sentences, who, when and where."""

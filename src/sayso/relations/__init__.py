"""relate: documents that are not independent."""

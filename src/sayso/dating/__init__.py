"""date and redate: when a document was published."""

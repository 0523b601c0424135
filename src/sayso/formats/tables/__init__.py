"""Tables: CSV and JSON -> their rows, each a document of its own."""

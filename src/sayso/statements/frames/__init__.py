"""Sources, cues and contents as the encoder reads them, joined with what the rules found."""

"""What several stages need to read text; imports no stage."""

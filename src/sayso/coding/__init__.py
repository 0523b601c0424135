"""code: who does what to whom."""

"""What statements answer, and what an author makes of what others hold."""

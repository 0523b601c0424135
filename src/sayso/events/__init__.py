"""group: the same action, told again."""

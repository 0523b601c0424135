"""compare: where independent sources agree, deny or contradict each other."""

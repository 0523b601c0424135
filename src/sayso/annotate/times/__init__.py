"""Times: time expressions, their kinds, and how their values hang on something else."""

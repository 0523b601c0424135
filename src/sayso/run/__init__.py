"""The only code that touches disk: finds inputs, runs the stages, keeps the dossier."""

"""Archives: zip, tar and packed files -> the files in them, without ever unpacking to a disk."""

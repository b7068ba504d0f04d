"""ZIP archives: their files are documents of their own, at the archive's path and theirs."""

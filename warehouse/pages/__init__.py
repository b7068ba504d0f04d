"""What every page that a person looks at shares: its frame, its look, its two languages, and that nothing a document prints can act in it."""

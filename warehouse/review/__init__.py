"""``make review``: a document's pages beside the rows that were loaded from it, for whoever checks them."""

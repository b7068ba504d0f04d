"""``make report``: one page over the published file, for those who decide."""

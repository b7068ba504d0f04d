"""``make trace``: the place of an indicator, as a picture of its page."""

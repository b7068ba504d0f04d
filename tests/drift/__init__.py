"""Whether documents still read as they did: raw rows of a few documents kept beside those documents.

``documents/`` were typeset once from invented forms and from parts of the sample, and are kept as bytes, because a document that is made
anew would change with what makes it. ``rows/`` holds what was read from them and from the sample when it was last accepted.
"""

"""Layouts as declared data, and the readers that they steer."""

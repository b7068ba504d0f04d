"""What stands on one page: a grid becomes cells with roles, projects with their texts and amounts, and rows of indicators."""

"""What every format that prints in places has in common: characters and rules of a page to lines, grids and cells. It knows of no format."""

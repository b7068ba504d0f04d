"""From a page's own coordinates to what is displayed: crop box, rotation and user unit applied, y pointing down."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Text that leans by more degrees than this from a quarter turn is slanted.
SLANT = 5.0


@dataclass(frozen=True, slots=True)
class PageSpace:
    """``x0 y0 x1 y1`` is the visible box in user space (points, y up); ``rotation`` is clockwise, a multiple of 90."""

    x0: float
    y0: float
    x1: float
    y1: float
    rotation: int = 0
    user_unit: float = 1.0

    @property
    def width(self) -> float:
        return (self.x1 - self.x0 if self.rotation in (0, 180) else self.y1 - self.y0) * self.user_unit

    @property
    def height(self) -> float:
        return (self.y1 - self.y0 if self.rotation in (0, 180) else self.x1 - self.x0) * self.user_unit

    def displayed(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """User space points to displayed points (x to the right, y down, from the top left)."""
        match self.rotation:
            case 90:
                shown = (y - self.y0, x - self.x0)
            case 180:
                shown = (self.x1 - x, y - self.y0)
            case 270:
                shown = (self.y1 - y, self.x1 - x)
            case _:
                shown = (x - self.x0, self.y1 - y)
        return shown[0] * self.user_unit, shown[1] * self.user_unit

    def displayed_angle(self, angle: Floats) -> NDArray[np.int64]:
        """Directions of writing in user space (degrees, counterclockwise) as displayed: quarter turns, and whole degrees of what is slanted."""
        angle = angle - self.rotation
        quarter = np.rint(angle / 90) * 90
        return np.where(np.abs(angle - quarter) <= SLANT, quarter, np.rint(angle)).astype(np.int64) % 360

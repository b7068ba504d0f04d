"""What every test shares."""

import os

from tests.dbt_project.compiled import BLANKS

# Builds in processes of their own find it too.
os.environ.setdefault("PTW_BLANKS", str(BLANKS))

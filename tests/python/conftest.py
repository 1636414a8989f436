from __future__ import annotations

import sys
from pathlib import Path

from hypothesis import settings

sys.path.append(str(Path(__file__).parent / "support"))

settings.register_profile("libcase", deadline=None, print_blob=True, max_examples=50)
settings.load_profile("libcase")

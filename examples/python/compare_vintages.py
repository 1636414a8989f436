"""December 2011 as the office knew it on 5 January and on 1 April 2012.

Usage: compare_vintages.py R.db, a register of the 2011 caseload.
"""

import sys

import libcase

with libcase.open(sys.argv[1], read_only=True) as reg:
    for day in ("2012-01-05", "2012-04-01"):
        table = libcase.departures(
            reg,
            period="2011-12",
            by=["mode"],
            where={"mode": ["voluntary", "forced"]},
            totals=[[]],
            as_known_at=day,
        )
        total = table.rows()[-1][-1]
        print(f"known on {day}: {total} demonstrable departures in December 2011")

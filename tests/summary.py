"""Adds up JUnit files: shows what failed, and closes with "N passed, N failed"."""

import sys
import xml.etree.ElementTree as ET


def main(finished: str, *files: str) -> int:
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for file in files:
        try:
            cases = list(ET.parse(file).getroot().iter("testcase"))
        except (OSError, ET.ParseError):
            cases = []
        if not cases:
            print(f"{file} holds no test: its runner did not finish")
            counts["failed"] += 1
        for case in cases:
            problems = [found for tag in ("failure", "error") for found in case.iter(tag)]
            if problems:
                counts["failed"] += 1
                print(f"\nFAILED {case.get('classname')}: {case.get('name')}")
                output = case.findtext("system-out") or problems[0].text or ""
                print(output.strip()[-4000:])
            elif case.find("skipped") is not None:
                counts["skipped"] += 1
            else:
                counts["passed"] += 1
    if finished != "yes" and counts["failed"] == 0:
        print("a test runner ended with an error, though no test failed")
        counts["failed"] += 1
    print(f"{counts['passed']} passed, {counts['failed']} failed, {counts['skipped']} skipped")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

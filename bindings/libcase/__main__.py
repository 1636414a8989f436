"""`python -m libcase` is the command `libcase`."""

from libcase.cli import main

if __name__ == "__main__":
    main()

"""`python -m extractor.cli`: the same as `arqam`."""

from extractor.cli import main

if __name__ == "__main__":
    main()

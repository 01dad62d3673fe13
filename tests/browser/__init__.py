"""The fact-checker's pages in a real Chromium: `make test-browser`; a part of `make test` where both are there."""

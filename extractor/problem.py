"""What a person can mend: a wrong option, a destination that cannot be written, a database that is none."""

from __future__ import annotations


class UserError(Exception):
    """Something only the user can put right; the message is one sentence that says what and how.

    The commands print it without a traceback and end with exit status 2.
    """

"""What texts claim, set side by side: an obligation beside the events that answer it, one happening as several texts tell it."""

from extractor.accounts.comparing import Account, Accounts, Difference, Telling, compare_accounts
from extractor.accounts.implementing import Claim, Duty, Implementation, implementation

__all__ = [
    "Account", "Accounts", "Claim", "Difference", "Duty", "Implementation", "Telling", "compare_accounts", "implementation",
]  # fmt: skip

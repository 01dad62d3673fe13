"""Amounts that something was done with: budgets, prices, deals, sums, fines."""

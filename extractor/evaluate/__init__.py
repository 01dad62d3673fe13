"""How good the claims are: scores against gold, gains and losses against the recorded run, accuracy floors."""

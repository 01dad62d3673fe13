"""The figure beside another: the same again, a part, a member of a list, one in brackets."""

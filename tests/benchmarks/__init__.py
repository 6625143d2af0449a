"""``make bench``: every measured ratio beside its peer or limit, in one run."""

"""``make eval``: answers the tasks of ``EVAL_DIR`` by the ways that production uses, and prints the scores."""

"""Step 8: the edition → its renditions. Every format is a pure function of the edition and the templates."""

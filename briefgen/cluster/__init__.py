"""Step 5 of 9. Articles → Stories: the reports of one happening, across outlets. Pure."""

from briefgen.cluster.grouping import group

__all__ = ["group"]

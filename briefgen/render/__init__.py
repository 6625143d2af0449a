"""Step 8: edition → its renditions. Every format is a pure function of the edition and the templates."""

from briefgen.render.engine import Engine, packaged_templates
from briefgen.render.renditions import SENDER, render

__all__ = ["SENDER", "Engine", "packaged_templates", "render"]

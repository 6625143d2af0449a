"""Step 8: edition → its renditions. Every format is a pure function of the edition and the templates."""

from briefgen.render.engine import Engine, packaged_templates
from briefgen.render.mailing import render_messages
from briefgen.render.pdf import open_press
from briefgen.render.pdf_press import Press
from briefgen.render.renditions import SENDER, render

__all__ = ["SENDER", "Engine", "Press", "open_press", "packaged_templates", "render", "render_messages"]

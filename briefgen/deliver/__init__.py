"""Step 9 of 9. Renditions → where readers find them: files in ``out/``. Edge: disk."""

from briefgen.deliver.files import write_renditions, write_whole

__all__ = ["write_renditions", "write_whole"]

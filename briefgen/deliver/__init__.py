"""Step 9 of 9. Renditions → where readers find them: files in ``out/``, a mail server. Edge: disk, SMTP."""

from briefgen.deliver.carriage import Carried, Way
from briefgen.deliver.carrying import carry
from briefgen.deliver.files import write_renditions, write_whole

__all__ = ["Carried", "Way", "carry", "write_renditions", "write_whole"]

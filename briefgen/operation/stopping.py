"""The signals that stop a process: waited for, not handled. Edge.

They stay blocked in every thread, and so in every process that is started, for Ctrl-C in a terminal reaches those as
well, in the middle of a page. Libraries start threads when they are loaded, so this module loads none.
"""

import signal

_SIGNALS = (signal.SIGTERM, signal.SIGINT)


def keep_signals() -> None:
    """Keep SIGTERM and SIGINT for ``signalled``. To be called before anything starts a thread."""
    signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)


def signalled(seconds: float) -> int:
    """Wait for a signal for so long; return its number, 0 if none came."""
    found = signal.sigtimedwait(_SIGNALS, seconds)
    return found.si_signo if found else 0

"""Two hosts → whether they belong to one outlet, as far as their names tell. Pure.

An outlet has many hosts, ``www.``, ``m.``, ``amp.``, one for each language, and often one name under several endings.
So hosts are of one outlet if the label is the same that somebody registered. There is no list of public suffixes here:
what is wanted is a cue, and a list of ten thousand lines ages.
"""

from ipaddress import ip_address

#: Second-level labels under which countries let others register names: ``.co.uk``, ``.com.tr``, ``.org.il``.
_SHARED = frozenset({"ac", "co", "com", "edu", "gob", "gov", "gv", "info", "ltd", "muni", "ne", "net", "or", "org"})


def same_outlet(one: str, other: str) -> bool:
    """Tell whether two hosts belong to one outlet."""
    return one.lower() == other.lower() or _name(one) == _name(other)


def _name(host: str) -> str:
    """The label that was registered; of an address in numbers, all of it."""
    labels = host.lower().strip(".").split(".")
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SHARED:  # noqa: PLR2004  as www.outlet.co.uk
            return labels[-3]
        return labels[-2] if len(labels) > 1 else labels[0]
    return host

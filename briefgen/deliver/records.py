"""A key → what the DNS says of it: would servers accept our signatures? Edge: DNS."""

from collections.abc import Sequence

import dns.exception
import dns.resolver

from briefgen.deliver.dkim import Key, record_problem
from briefgen.model.errors import DeliveryError

#: Seconds that the DNS may take.
PATIENCE = 5.0


def published_problem(key: Key, *, servers: Sequence[str] = (), port: int = 53, patience: float = PATIENCE) -> str:
    """Return what is wrong with the record that stands in the DNS, in words; empty if nothing is.

    ``servers`` are asked instead of those of this machine. Raises DeliveryError if none of them answers.
    """
    try:
        resolver = dns.resolver.Resolver(configure=not servers)
        if servers:
            resolver.nameservers, resolver.port = list(servers), port
        found = resolver.resolve(f"{key.record_name}.", "TXT", lifetime=patience)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return record_problem(key, [])
    except (dns.exception.DNSException, OSError) as error:
        message = f"the DNS could not be asked for {key.record_name}: {' '.join(str(error).split())[:200]}"
        raise DeliveryError(message) from error
    # A long record comes as several strings, which belong together without anything between (RFC 6376, 3.6.2.2).
    return record_problem(key, [b"".join(record.strings).decode(errors="replace") for record in found])

"""The record of a key in the DNS, asked of a server on loopback."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import dns.flags
import dns.message
import dns.rcode
import dns.rrset
import pytest

from briefgen.deliver.records import published_problem
from briefgen.model.errors import DeliveryError
from tests.deliver.test_dkim import a_key


@contextmanager
def a_name_server(*texts: str, fails: bool = False) -> Iterator[int]:
    """Run a server that has these TXT records for every name, each in strings of at most 200 characters."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        bound.bind(("127.0.0.1", 0))

        def serve() -> None:
            with suppress(OSError):
                while True:
                    question, asker = bound.recvfrom(4_096)
                    if not question:
                        return
                    asked = dns.message.from_wire(question)
                    answer = dns.message.make_response(asked)
                    if fails:
                        answer.set_rcode(dns.rcode.SERVFAIL)
                    elif texts:
                        strings = [" ".join(f'"{t[at : at + 200]}"' for at in range(0, len(t), 200)) for t in texts]
                        answer.answer.append(dns.rrset.from_text(asked.question[0].name, 60, "IN", "TXT", *strings))
                    else:
                        answer.set_rcode(dns.rcode.NXDOMAIN)
                    bound.sendto(answer.to_wire(), asker)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield bound.getsockname()[1]
        bound.sendto(b"", bound.getsockname())
        thread.join()


def test_a_record_that_is_right_is_found_in_its_parts() -> None:
    """An RSA key is longer than one string of the DNS."""
    key = a_key()
    with a_name_server(key.record) as port:
        assert published_problem(key, servers=["127.0.0.1"], port=port) == ""


def test_a_record_that_is_missing_or_of_another_key_is_told() -> None:
    """With what it must be."""
    key = a_key()
    with a_name_server() as port:
        assert f"it must be {key.record}" in published_problem(key, servers=["127.0.0.1"], port=port)
    with a_name_server(a_key("ed25519").record) as port:
        assert "another key" in published_problem(key, servers=["127.0.0.1"], port=port)


def test_a_dns_that_does_not_know_is_told_as_that() -> None:
    """It says nothing about the record."""
    with a_name_server(fails=True) as port, pytest.raises(DeliveryError, match="the DNS could not be asked"):
        published_problem(a_key(), servers=["127.0.0.1"], port=port, patience=0.5)

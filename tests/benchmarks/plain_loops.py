"""What people send a newsletter with: a loop over smtplib, in as many threads as we have connections. Three of them.

The first is the loop as it stands in programs: for each reader a message is built, a connection opened, the message
handed in. The others are better than that; each leaves out work that the one before does.
"""

import smtplib
import threading
import time
from collections.abc import Callable
from email.message import EmailMessage

from tests.benchmarks.booking import PLAN

Loop = Callable[[int, int, int], None]


def pace(loop: Loop, port: int, messages: int, size: int, threads: int) -> float:
    """Return the messages of ``size`` octets a second that threads of a loop hand in."""
    share = messages // threads
    running = [threading.Thread(target=loop, args=(port, share, size)) for _ in range(threads)]
    start = time.perf_counter()
    for thread in running:
        thread.start()
    for thread in running:
        thread.join()
    return share * threads / (time.perf_counter() - start)


def built_for_each(port: int, messages: int, size: int) -> None:
    """Build a message for each reader, and hand it in over a connection of its own."""
    for number in range(messages):
        mail = a_message(number, size)
        with _connection(port) as server:
            server.send_message(mail)


def over_its_own(port: int, messages: int, size: int) -> None:
    """Hand in bytes that were made before, each time over a connection of its own."""
    ready = a_message(0, size).as_bytes()
    for number in range(messages):
        with _connection(port) as server:
            server.sendmail("desk@example.org", [f"r{number}@example.org"], ready)


def over_one(port: int, messages: int, size: int) -> None:
    """Hand in bytes that were made before, all over one connection."""
    ready = a_message(0, size).as_bytes()
    with _connection(port) as server:
        for number in range(messages):
            server.sendmail("desk@example.org", [f"r{number}@example.org"], ready)


def _connection(port: int) -> smtplib.SMTP:
    return smtplib.SMTP("127.0.0.1", port, local_hostname="bench")


def a_message(number: int, size: int) -> EmailMessage:
    """Return a reader's newsletter of about so many octets: plain text and HTML, with his own links in both."""
    reader = f"r{number}@example.org"
    leave = f"https://briefing.example.org/unsubscribe/{PLAN.edition}/{number:032x}"
    mail = EmailMessage()
    mail["From"] = "Israel Briefing <desk@example.org>"
    mail["To"] = reader
    mail["Subject"] = "A calm day"
    mail["List-Unsubscribe"] = f"<{leave}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(_TEXT * (size // 10 // len(_TEXT)) + f"\nUnsubscribe: {leave}\n")
    story = f"<p style='margin: 0 0 16px'>{_TEXT}</p>\n"
    html = story * (size * 6 // 7 // len(story))
    mail.add_alternative(f"<html><body>{html}<a href='{leave}'>Unsubscribe</a></body></html>\n", subtype="html")
    return mail


_TEXT = "Talks resume in the capital, says the ministry of the other side.\n"

"""What is in doubt → sent, or pending again; the whole way, with Postfix's log, is in ``tests/mail``."""

from datetime import UTC, datetime
from pathlib import Path

from briefgen.commands.opening import present
from briefgen.model.delivery import Outcome, Wanted
from briefgen.sending import plan_of
from briefgen.settling import Settled, settle
from briefgen.store import Store
from tests.factories import an_edition
from tests.mail.newsstand import its_briefing, subscribe, the_settings


def test_what_the_log_will_never_tell_is_not_waited_for(tmp_path: Path) -> None:
    """It was rotated away: no later edition is kept back for that."""
    begun, edition = datetime(2021, 12, 28, 4, tzinfo=UTC), an_edition()
    (tmp_path / "mail.log").touch()
    with Store.open(f"sqlite:///{tmp_path}/briefgen.db") as store:
        subscribe(store, edition, "reader@readers.example")
        store.ledger.plan(plan_of(edition, its_briefing(edition), store), begun)
        run = store.runs.start("sender", begun)
        (row,) = store.ledger.step(run, [], Wanted(edition=edition.id, most=1), begun)
        lost = Outcome(mailing=row.mailing, subscriber=row.subscriber, state="doubtful", words="it hung up")
        store.ledger.step(run, [lost], None, begun)
        settings = the_settings(tmp_path, 9, mail_log=str(tmp_path / "mail.log"))
        assert settle(store, settings, present, patience=3_600) == Settled(held=1)

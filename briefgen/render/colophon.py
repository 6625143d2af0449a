"""Edition → the sentences of its end: where its reports come from, and who worded what. Pure."""

from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from briefgen.model.edition import Balance, Edition
from briefgen.render.wording import country, listed, percent

#: What stands behind a sentence that a language model worded.
MARK = "°"


@pass_context
def balance_line(context: Context, balance: Balance) -> str:
    """Return ``Israel 9, Lebanon 4; 20% from state-owned outlets. No report from Syria.``; empty of no countries."""
    if not balance.countries:
        return ""
    words: Any = context["words"]
    named = [(-reports, country(context, code), reports) for code, reports in balance.countries.items()]
    told = ", ".join(f"{name}\u00a0{reports}" for _, name, reports in sorted(named))
    line = f"{told}; {words['state_owned'].replace('{share}', percent(context, balance.state_owned))}."
    if balance.absent:
        absent = listed(context, [_side(context, code) for code in balance.absent])
        line += f" {words['absent'].replace('{countries}', absent)}."
    return line


@pass_context
def provenance(context: Context, edition: Edition) -> str:
    """Return whose words the sentences are, and what a language model had to do with them."""
    words: Any = context["words"]
    model = edition.model or words["some_model"]
    if any(sentence.rewritten for story in edition.stories for sentence in story.summary):
        told: str = words["model_reworded"].replace("{model}", model).replace("{mark}", MARK)
    elif not edition.stories:
        told = ""
    else:
        told = words["as_reported"]
        if edition.model:
            told += " " + words["model_ordered"].replace("{model}", model)
    if any(sentence.corrected for story in edition.stories for sentence in story.summary):
        told += " " + words["corrected_some"]
    return told


def _side(context: Context, code: str) -> str:
    """Return the name of a country, or of an actor of the edition."""
    edition: Edition = context["edition"]
    return edition.names.get(code) or country(context, code)

"""The source of an attribution → who speaks, and for which side. Pure.

A tracked actor inside the source's words is the speaker, unless it only says whose: "Putin's envoy", "ambassador to
Russia". Somebody who is not tracked speaks for the state that the report puts beside the name, there or where it
introduces the name. A pronoun is resolved only where one person is in question.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from briefgen.language.attribution import Attribution
from briefgen.language.sentences import Span
from briefgen.model.article import Article
from briefgen.model.watch import Actor, Match, Mention, Watchlist
from briefgen.summarize.channels import (
    institution,
    is_institution,
    is_media,
    is_official,
    is_private,
    is_state_media,
    is_unnamed,
)

#: How far behind a name what it is may stand: "Yuval X, director general of the Israeli Foreign Ministry".
_NEAR = 110
_LONGEST_NAME = 60

_PRONOUN = re.compile(r"(?:he|she|him|her|они?|она|הוא|היא|هو|هي|او|وی)", re.IGNORECASE)
_THE_MINISTER = re.compile(
    r"the (?:[a-z]+ )?(?:minister|president|premier|spokes\w+|ambassador|envoy|leader|king|prince|general|ministry|"
    r"statement|diplomat|official|secretary|chief|group|movement)",
    re.IGNORECASE,
)
#: Before a name: it only tells to whom, of whom, where.
_ASIDE = re.compile(
    r"(?:\b(?:of|for|to|with|in|on|at|by|from|against|near|about|and)(?: the| a| an)?)\s+$", re.IGNORECASE
)
_OWNER = re.compile(r"['’]s?\s+\w")
_NAME = re.compile(r"[A-Z][\w’'-]+(?: (?:[A-Z][\w.’'-]*|al|bin|ben|ibn|el|de|von|van|abu)){0,5} [A-Z][\w’'-]+")
_TITLE = re.compile(
    r"((?:[A-Z][\w’'-]+ |of |for |and |the |to ){0,7}(?:(?:deputy |special |former |foreign |prime |chief )*"
    r"(?:minister|spokes\w+|envoy|ambassador|leader|chief|secretary|representative|president|general|commander|adviser|"
    r"director|aide) )?)$"
)
_CLAUSE = re.compile(r",?[^.;\n]*")
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:, [\w.’' ]{2,30}){0,2}(?: \([^()\n]{2,30}\))? ?[—–-]")
_LEADING = re.compile(r"^(?:the|a|an|то|но)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Speaker:
    """``actor`` is the id of a tracked one, or empty; ``side`` the id of the state or camp spoken for."""

    actor: str
    side: str
    name: str
    role: str
    source: str  #: as written


class Speakers:
    """Resolves the sources of one article, in their order."""

    def __init__(self, article: Article, match: Match | None, watchlist: Watchlist) -> None:
        """Know the article's mentions by place."""
        self._article, self._watchlist = article, watchlist
        found = match.actors if match else ()
        self._mentions = sorted((m for m in found if m.place == "text"), key=lambda m: (m.start, m.end))
        self._starts = [m.start for m in self._mentions]
        self._last: tuple[Speaker, Attribution] | None = None
        self._known: dict[str, Speaker] = {}

    def speaker(self, said: Attribution, since: int) -> Speaker | None:
        """Return who says it; ``since`` is where the sentence before its own begins. None where that is not safe."""
        if said.source is None:
            return None
        words = " ".join(self._article.text[said.source.start : said.source.end].split())
        found = self._referred(said, since, words) if self._refers(words) else self._named(said.source, words)
        if found is not None:
            self._last = (found, said)
        elif not self._refers(words):
            self._last = None
        return found

    # A name or a description ------------------------------------------------------------------------------------

    def _named(self, source: Span, words: str) -> Speaker | None:
        inside = self._within(source.start, source.end)
        heads = [m for m in inside if not self._only_tells_whose(m, source)]
        persons = [m for m in heads if self._actor(m).kind == "person"]
        if persons and not is_media(words):
            return self._actor_speaks(persons[0], source, words)
        if is_media(words) or is_private(words):
            return None
        others = [m for m in heads if self._actor(m).kind == "organization"]
        states = [m for m in heads if self._actor(m).kind == "state"]
        hints = [*states, *(m for m in inside if m not in heads)]
        if others and not self._untracked_name(words, inside):
            return self._actor_speaks(others[0], source, words)
        sides = [self._side(self._actor(m)) for m in [*states, *others, *hints]]
        if sides:
            return self._for_side(words, sides[0], inside, source)
        if is_institution(words) and (side := self._dateline()):
            return self._for_side(words, side, (), source)  # "MOSCOW — … a Foreign Ministry spokesman said"
        return self._introduced(source, words)

    def _dateline(self) -> str:
        """The state of the place that the report is written from, or empty."""
        found = _DATELINE.match(self._article.text)
        inside = self._within(0, found.end()) if found else []
        states = {self._side(self._actor(m)) for m in inside if self._actor(m).kind == "state"}
        return states.pop() if len(states) == 1 else ""

    def _actor_speaks(self, mention: Mention, source: Span, words: str) -> Speaker:
        actor = self._actor(mention)
        before = self._article.text[source.start : mention.start]
        role = _role_at(actor, self._article.published.date()) or self._written_role(before, source.start)
        return Speaker(actor.id, self._side(actor), actor.name, role, words)

    def _for_side(self, words: str, side: str, mentions: Sequence[Mention], source: Span) -> Speaker:
        """Somebody who is not tracked, or an institution, speaks for a state."""
        name = _LEADING.sub("", words)
        states = [m for m in mentions if self._actor(m).kind == "state"]
        bare = bool(states) and len(name.split()) <= len(states[0].words.split())
        if bare and side in self._watchlist.actors:
            return Speaker(side, side, self._watchlist.actors[side].name, "", words)
        if is_institution(words) and not is_official(words) and not self._untracked_name(words, mentions):
            return Speaker(side, side, institution(words), "", words)
        if is_state_media(words) or is_unnamed(words):
            return Speaker("", side, _short(name), "", words)
        person = self._untracked_name(words, mentions)
        if not person:
            return Speaker("", side, _short(name), "", words)
        role = self._written_role(words[: words.find(person)], source.start) or _apposition(words, person)
        speaker = Speaker("", side, person, role, words)
        self._known[person.split()[-1]] = speaker
        return speaker

    def _introduced(self, source: Span, words: str) -> Speaker | None:
        """A name without a side: look where the report introduces it."""
        found = _NAME.fullmatch(words) or re.fullmatch(r"[A-Z][\w’'-]{2,}", words)
        if not found:
            return None
        last = words.rsplit(maxsplit=1)[-1]
        if last in self._known:
            known = self._known[last]
            return Speaker(known.actor, known.side, known.name, known.role, words)
        text = self._article.text
        full = re.compile(rf"((?:[A-Z][\w’'-]+ (?:al |bin |ben |ibn |el )?){{1,3}}){re.escape(last)}\b")
        for place in full.finditer(text, 0, source.end):
            clause = _CLAUSE.match(text, place.end(), place.end() + _NEAR)
            beyond = place.end() + (clause.end() if clause and clause[0].startswith(",") else 0)
            title = _TITLE.search(text, max(0, place.start() - _LONGEST_NAME), place.start())
            start = title.start() if title else place.start()
            sides = [
                self._side(self._actor(m))
                for m in self._within(start, beyond)
                if not self._only_tells_whose(m, Span(start, beyond), near=place.end())
            ]
            if sides:
                name = self._untracked_name(place[0], ()) or place[0]
                role = _apposition(text[place.start() : beyond], place[0])
                self._known[last] = Speaker("", sides[0], name, role, words)
                return self._known[last]
        return None

    # A pronoun or a description that refers back -----------------------------------------------------------------

    def _refers(self, words: str) -> bool:
        return bool(_PRONOUN.fullmatch(words) or _THE_MINISTER.fullmatch(words))

    def _referred(self, said: Attribution, since: int, words: str) -> Speaker | None:
        """Safe where nobody else is named since the sentence before, outside of what was said."""
        source = said.source
        if source is None:
            return None
        quoted = self._last[1].contents if self._last else ()
        near = {
            m.id
            for m in self._within(since, source.start)
            if self._actor(m).kind == "person" and not any(c.start <= m.start < c.end for c in quoted)
        }
        if self._last is not None:
            speaker, before = self._last
            end = max(c.end for c in before.contents)
            recent = end >= since or before.cue.end >= since
            if recent and near <= {speaker.actor}:
                return Speaker(speaker.actor, speaker.side, speaker.name, speaker.role, words)
        if len(near) != 1 or self._strangers(since, source.start):
            return None
        actor = self._watchlist.actors[near.pop()]
        role = _role_at(actor, self._article.published.date())
        return Speaker(actor.id, self._side(actor), actor.name, role, words)

    def _strangers(self, start: int, end: int) -> bool:
        """Tell whether somebody not tracked is named there by full name."""
        text = self._article.text
        return any(
            not self._within(start + found.start(), start + found.end()) for found in _NAME.finditer(text[start:end])
        )

    # Mentions ---------------------------------------------------------------------------------------------------

    def _actor(self, mention: Mention) -> Actor:
        return self._watchlist.actors[mention.id]

    def _side(self, actor: Actor) -> str:
        return actor.side or actor.id

    def _within(self, start: int, end: int) -> list[Mention]:
        """The mentions that overlap a span, in order."""
        first = max(0, bisect_left(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m.end > start and m.id in self._watchlist.actors]

    def _only_tells_whose(self, mention: Mention, source: Span, near: int | None = None) -> bool:
        text = self._article.text
        if mention.start > source.start and _ASIDE.search(text[max(source.start, mention.start - 12) : mention.start]):
            # "director general of the Israeli Foreign Ministry": there the state is whom he serves
            return not (near is not None or self._serves(mention, source))
        person = self._actor(mention).kind == "person"
        return person and bool(_OWNER.match(text[mention.end : mention.end + 4]))

    def _serves(self, mention: Mention, source: Span) -> bool:
        """Tell whether it is whom a speaker serves: "X, head of the Israeli Foreign Ministry", "a spokesman for …"."""
        text = self._article.text
        before = text[source.start : mention.start]
        preposition = re.search(r"\b(of|for|at)(?: the)?\s+$", before)
        return bool(preposition and self._actor(mention).kind != "person" and re.search(r"[a-z]", before))

    def _untracked_name(self, words: str, mentions: Sequence[Mention]) -> str:
        """The name of a person in the words, without titles: the last two or three words in capitals before a comma."""
        head = words.split(",", maxsplit=1)[0]
        if institution(head) and not re.search(r"\b(?:[Ss]pokes\w+|[Mm]inister|[Ee]nvoy|[Cc]hief|[Dd]irector)\b", head):
            return ""
        found = list(_NAME.finditer(head))
        if not found:
            return ""
        parts = found[-1][0].split()
        kept = [part for part in parts if part not in _TITLES and not self._is_mention(part, mentions)]
        name = " ".join(kept[-3:] if len(kept) > 3 else kept)  # noqa: PLR2004  given name, particle, family name
        return name if len(kept) > 1 and head.endswith(kept[-1]) else ""

    def _is_mention(self, part: str, mentions: Sequence[Mention]) -> bool:
        return any(part == m.words for m in mentions)

    def _written_role(self, before: str, start: int) -> str:
        """The title before a name as written, without the state: "Russian Foreign Minister" → "Foreign Minister"."""
        found = _TITLE.search(" ".join(before.split()) + " ")
        role = found[0].strip() if found else ""
        offset = before.find(role) + start if role else start
        states = [m for m in self._within(offset, offset + len(role)) if self._actor(m).kind == "state"]
        for state in states:
            role = re.sub(rf"^(?:the )?{re.escape(state.words)}(?:['’]s)?\s*", "", role)
        return re.sub(r"^(?:the|and|of|for)\s+", "", role.strip(), flags=re.IGNORECASE)


_TITLES = frozenset(
    (
        *("Minister", "Foreign", "Defense", "Defence", "Prime", "Deputy", "President", "Spokesman", "Spokeswoman"),
        *("Spokesperson", "Ambassador", "General", "Gen.", "Lt.", "Maj.", "Brig.", "Col.", "Mr.", "Mrs.", "Ms.", "Dr."),
        *("Sen.", "Rep.", "Secretary", "Ministry", "Chief", "Commander", "Envoy", "Special", "Representative", "State"),
        *("Director", "Chairman", "Speaker", "Adviser", "Advisor", "Senior", "Former", "Vice", "Supreme", "Leader"),
        *("King", "Prince", "Sheikh", "Ayatollah", "Interior", "Finance", "Justice", "National", "Security", "Council"),
    )
)


def _role_at(actor: Actor, day: date) -> str:
    """The office that an actor held on a day; of several the latest."""
    held = [r for r in actor.roles if (r.start is None or r.start <= day) and (r.end is None or day <= r.end)]
    return max(held, key=lambda r: (r.start or date.min, r.title)).title if held else ""


def _apposition(words: str, name: str) -> str:
    """What stands behind a name: "X, the top aide to Y," → "top aide to Y"."""
    rest = words.partition(name)[2]
    found = re.match(r",\s*(?:the |a |an )?([^,]{3,70})", " ".join(rest.split()))
    return (
        found[1].strip()
        if found and not re.match(r"(?:who|which|whose)\b|.*\b(?:was|is|were|had|has)\b", found[1])
        else ""
    )


def _short(name: str) -> str:
    """A source's words as a name: without what follows the first comma."""
    return name.split(",", maxsplit=1)[0].strip()

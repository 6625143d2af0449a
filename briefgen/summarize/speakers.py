"""The source of an attribution → who speaks, and for which side. Pure.

A tracked actor inside the source's words is the speaker, unless it only says whose: "Putin's envoy", "ambassador to
Russia". Somebody who is not tracked speaks for the state that the report puts beside the name, there or where it
introduces the name. A pronoun is resolved only where one person is in question.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

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
from briefgen.summarize.roles import NAME, TITLE, TITLES, apposition, office, role_at, short

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
_CLAUSE = re.compile(r"(?:,\s*[^,.;\n“\"]*)?")
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:, [\w.’' ]{2,30}){0,2}(?: \([^()\n]{2,30}\))? ?[—–-]")
_GROUP = re.compile(r"the (?:[a-z]+ )?(?:ministry|statement|group|movement)", re.IGNORECASE)
_WORDS = r"(?:tweets?|statement|post|message|letter|remarks?|comments?|speech|interview|readout|announcement|account)"
_WORDS_OF = re.compile(rf"\b{_WORDS} (?:of|by|from)(?: the)? $")
_ITS_WORDS = re.compile(rf"['’]s? (?:[a-z]+ )?{_WORDS}\b")
#: Between two subjects of one verb: no preposition, which would make the second belong to the first.
_JOINED = re.compile(
    r"(?:(?!\b(?:of|for|to|with|in|on|at|by|from|against|who|which|whose)\b)[^.;:,\n])*\b(?:and|&|и|ve)\b"
    r"(?:(?!\b(?:of|for|to|with|in|on|at|by|from|against)\b)[^.;:,\n])*"
)
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
        if self._is_joint(self._within(said.source.start, said.source.end), said.source):
            found = None  # "X and Y said": neither alone
        else:
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
        if others and states and states[0].start < others[0].start:
            others = []  # "the Russian U.N. mission"
        if others and not self._untracked_name(words, inside):
            return self._actor_speaks(others[0], source, words)
        sides = [self._side(self._actor(m)) for m in [*states, *others, *hints]]
        if sides:
            return self._for_side(words, sides[0], inside, source)
        if institution(words)[:1].isupper() and not is_unnamed(words) and (side := self._dateline()):
            return self._for_side(words, side, (), source)  # "MOSCOW — … a Foreign Ministry spokesman said"
        return self._introduced(source, words)

    def _is_joint(self, mentions: Sequence[Mention], source: Span) -> bool:
        """Tell whether two sides are the subject: "X and Y", "X's and Y's officials"."""
        text = self._article.text
        return any(
            self._side(self._actor(one)) != self._side(self._actor(other))
            and _JOINED.fullmatch(text, one.end, max(one.end, other.start))
            for one, other in pairwise(m for m in mentions if m.start >= source.start)
        )

    def _dateline(self) -> str:
        """The state of the place that the report is written from, or empty."""
        found = _DATELINE.match(self._article.text)
        inside = self._within(0, found.end()) if found else []
        states = {self._side(self._actor(m)) for m in inside if self._actor(m).kind == "state"}
        return states.pop() if len(states) == 1 else ""

    def _actor_speaks(self, mention: Mention, source: Span, words: str) -> Speaker:
        actor = self._actor(mention)
        before = self._article.text[source.start : mention.start]
        role = role_at(actor, self._article.published.date())
        if not role and actor.kind == "person":
            role = self._written_role(before, source.start)
        return Speaker(actor.id, self._side(actor), actor.name, role, words)

    def _for_side(self, words: str, side: str, mentions: Sequence[Mention], source: Span) -> Speaker | None:
        """Somebody who is not tracked, or an institution, speaks for a state."""
        name = _LEADING.sub("", words)
        states = [m for m in mentions if self._actor(m).kind == "state"]
        bare = bool(states) and len(name.split()) <= len(states[0].words.split())
        if bare and side in self._watchlist.actors and not is_institution(words):
            before = self._article.text[max(0, source.start - 12) : source.start]
            if _ASIDE.search(before):
                return None  # "X, reporting from Egypt, said"
            return Speaker(side, side, self._watchlist.actors[side].name, "", words)
        if is_institution(words) and not is_official(words) and not self._untracked_name(words, mentions):
            told = institution(words)
            return Speaker(side, side, short(name) if told.islower() else told, "", words)
        speaks = is_state_media(words) or is_unnamed(words) or is_official(words) or is_institution(words)
        if not speaks:
            return None  # "a gunman from there"
        person = self._untracked_name(words, mentions)
        if not person or is_state_media(words):
            return Speaker("", side, short(name), "", words)
        role = self._written_role(words[: words.find(person)], source.start) or apposition(words, person)
        speaker = Speaker("", side, person, role, words)
        self._known[person.split()[-1]] = speaker
        return speaker

    def _introduced(self, source: Span, words: str) -> Speaker | None:
        """A name without a side: look where the report introduces it."""
        found = NAME.fullmatch(words) or re.fullmatch(r"[A-Z][\w’'-]{2,}", words)
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
            beyond = clause.end() if clause else place.end()
            title = TITLE.search(text, max(0, place.start() - _LONGEST_NAME), place.start())
            start = title.start() if title else place.start()
            sides = [
                self._side(self._actor(m))
                for m in self._within(start, beyond)
                if not self._only_tells_whose(m, Span(start, beyond), near=place.end())
            ]
            official = text[start:beyond]
            if sides and not is_private(official) and (is_official(official) or is_institution(official)):
                name = self._untracked_name(place[0], ()) or place[0]
                role = apposition(text[place.start() : beyond], place[0])
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
        quoted = (
            (*self._last[1].contents, *([self._last[1].source] if self._last[1].source else [])) if self._last else ()
        )
        near = {
            m.id
            for m in self._within(since, source.start)
            if self._actor(m).kind == "person" and not any(c.start <= m.start < c.end for c in quoted)
        }
        if self._last is not None:
            speaker, before = self._last
            end = max(c.end for c in before.contents)
            recent = end >= since or before.cue.end >= since
            if recent and near <= {speaker.actor} and self._fits(words, speaker):
                return Speaker(speaker.actor, speaker.side, speaker.name, speaker.role, words)
        if len(near) != 1 or _GROUP.fullmatch(words) or self._strangers(since, source.start):
            return None
        actor = self._watchlist.actors[near.pop()]
        role = role_at(actor, self._article.published.date())
        return Speaker(actor.id, self._side(actor), actor.name, role, words)

    def _fits(self, words: str, speaker: Speaker) -> bool:
        """Tell whether "he" is a person, "the ministry" is none, and "the ambassador" was called one."""
        actor = self._watchlist.actors.get(speaker.actor)
        person = actor.kind == "person" if actor else bool(speaker.role) or not is_unnamed(speaker.name)
        if _PRONOUN.fullmatch(words):
            return person
        if _GROUP.fullmatch(words):
            return not person or actor is None
        return words.rsplit(maxsplit=1)[-1].lower() in f"{speaker.role} {speaker.source}".lower()

    def _strangers(self, start: int, end: int) -> bool:
        """Tell whether somebody not tracked is named there by full name."""
        text = self._article.text
        return any(
            not self._within(start + found.start(), start + found.end()) for found in NAME.finditer(text[start:end])
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
        if _WORDS_OF.search(text[source.start : mention.start]) or _ITS_WORDS.match(text, mention.end, source.end):
            return False  # "a tweet of X", "X's statement": X speaks
        head, comma, _ = text[source.start : mention.start].partition(",")
        if comma and near is None and NAME.search(head) and not is_official(head):
            return True  # "The National Front, which fights X"
        if mention.start > source.start and _ASIDE.search(text[max(source.start, mention.start - 12) : mention.start]):
            # "director general of the Israeli Foreign Ministry": there the state is whom he serves
            return not (near is not None or self._serves(mention, source))
        person = self._actor(mention).kind == "person"
        if not person and re.search(r"['’]s $", text[max(source.start, mention.start - 3) : mention.start]):
            return True  # "Japan's U.N. envoy"
        end = mention.end - 2 if mention.words.endswith(("'s", "’s")) else mention.end
        return person and bool(_OWNER.match(text[end : end + 4]))

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
        found = list(NAME.finditer(head))
        if not found:
            return ""
        parts = found[-1][0].split()
        kept = [part for part in parts if part not in TITLES and not self._is_mention(part, mentions)]
        name = " ".join(kept[-3:] if len(kept) > 3 else kept)  # noqa: PLR2004  given name, particle, family name
        return name if len(kept) > 1 and head.endswith(kept[-1]) else ""

    def _is_mention(self, part: str, mentions: Sequence[Mention]) -> bool:
        return any(part in m.words.split() for m in mentions)

    def _written_role(self, before: str, start: int) -> str:
        """The title before a name as written, without the state: "Russian Foreign Minister" → "Foreign Minister"."""
        found = TITLE.search(" ".join(before.split()) + " ")
        role = found[0].strip() if found else ""
        offset = before.find(role) + start if role else start
        states = [m for m in self._within(offset, offset + len(role)) if self._actor(m).kind == "state"]
        for state in states:
            role = re.sub(rf"^(?:the )?{re.escape(state.words)}(?:['’]s)?\s*", "", role)
        return office(role)

"""Which articles tell of many things at once. Pure.

A newsletter shares words with every story of its day. It may join one, but two stories that are alike to it are not
alike to each other: it is no bridge.
"""

import re

from briefgen.language.fold import fold
from briefgen.model.article import Article

#: In a folded title.
_ROUND_UP = re.compile(
    r"""
    \b(?: (?:your|daily|morning|evening|noon|midday|weekend|weekly|news|press
             |(?:mon|tues|wednes|thurs|fri|satur|sun)day)
          \s (?:[\w']+\s){0,2} (?:briefing|brief|round\s?up|digest|newsletter|recap|headlines|wrap(?:\s?up)?)
        | (?:news|press) \s? (?:round\s?up|digest|letter|review|in\ brief)
        | (?:round\s?up|recap) \s of \s the \s (?:day|week)
        | (?:top|biggest|main) \s (?:stories|headlines|news)
        | (?:the|this) \s week \s in \s (?:review|pictures|photos|numbers)
        | (?:day|week|month|year) \s in \s (?:review|pictures|photos|numbers)
        | (?:things|stories|takeaways) \s (?:to|you) \s (?:know|need|may\ have\ missed)
        | what \s (?:to|you \s (?:need|should) \s to) \s (?:know|watch) \s (?:today|this\ (?:morning|week|weekend))
        | first \s thing: | at \s a \s glance \s? [:|]
        | главное \s (?:за|к) \s | итоги \s (?:дня|недели) | дайджест | обзор \s прессы
        | günün \s (?:özeti|gelismeleri|haberleri) | gunun \s (?:ozeti|gelismeleri|haberleri) | basin \s ozeti
        | סיכום \s היום | מהדורת \s | חדשות \s הבוקר
        | موجز \s | حصاد \s (?:اليوم|الاسبوع) | نشره \s (?:الاخبار|اخبار) | ابرز \s (?:عناوين|الاخبار) | جوله \s الصحافه
        | مهمترين \s (?:اخبار|عناوين) | خلاصه \s اخبار | گزيده \s اخبار
    )
    """,
    re.VERBOSE,
)


def is_roundup(article: Article) -> bool:
    """Tell by its title whether an article gathers the news of a day or a week."""
    return bool(_ROUND_UP.search(fold(article.title).text))

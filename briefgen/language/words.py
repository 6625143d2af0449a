"""Text → the words by which it is compared with another. Pure."""

import functools
import re

import snowballstemmer

from briefgen.language.fold import fold

#: Runs of letters, or of digits with what stands inside a number.
_WORD = re.compile(r"[^\W\d_]{2,}|\d+(?:[.,]\d+)*")

_STEMMERS = {"en": "english", "ru": "russian", "ar": "arabic", "tr": "turkish", "fr": "french", "de": "german"}
#: scikit-learn's list holds a few words that say much in the news.
_TELLING = {"fire", "bill", "mine", "mill", "system", "serious", "interest", "cry"}
_REPORTING = {"said", "says", "say", "according", "mr", "ms", "mrs", "also", "including"}

#: Words of grammar and of reporting of the other languages.
_OTHERS = {
    "ru": (
        "и в во на с со к ко о об от до за из по при под для не ни но а как что это его ее их он она они мы вы я "
        "бы же ли или если то так также уже еще был была было были быть будет есть который которая которые "
        "которого после перед между через без над этом этого том года году сообщил сообщила заявил заявила сказал "
        "словам данным"
    ),
    "ar": (
        "في من على الى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن ان او ثم قد كان كانت يكون هو هي هم بعد "
        "قبل بين عند حتى كما اذا كل غير خلال منذ ضد حول وقال قال قالت واضاف اضاف اكد وفق حسب امس اليوم"
    ),
    "he": (
        "של על את עם אל מן לא כי גם או אם הוא היא הם הן זה זו זאת אני אנו היה היתה היו יהיה אך אבל כל אשר יותר "
        "בין לפני אחרי עד כדי רק כבר עוד אמר אמרה לדברי לפי היום אתמול"
    ),
    "fa": (
        "در از به با بر که را اين ان و يا تا براي هم نيز است بود شد شده مي كرد كرده است هر ما او وي انها پس پيش "
        "بين روي گفت افزود اعلام امروز ديروز"
    ),
    "tr": (
        "ve bir bu da de ile icin olarak olan oldu dedi ise ama gibi daha en cok her sonra once kadar gore ya ki "
        "ne o tarafindan acikladi belirtti soyledi"
    ),
}


@functools.lru_cache(maxsize=16_384)  # grouping, rarity and summaries ask for the same titles and texts
def words(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the stems of a text's words in order, without the words that say nothing."""
    stop_words = _stop_words(language)
    return tuple(stem(word, language) for word in _WORD.findall(fold(text).text) if word not in stop_words)


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the word itself in a language without a stemmer."""
    name = _STEMMERS.get(language)
    return _stemmer(name).stemWord(word) if name else word


@functools.cache
def _stop_words(language: str) -> frozenset[str]:
    if language in _OTHERS:
        return frozenset(fold(_OTHERS[language]).text.split())
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS  # noqa: PLC0415  80 MB that polling does without

    return frozenset((ENGLISH_STOP_WORDS - _TELLING) | _REPORTING)


@functools.cache
def _stemmer(name: str) -> "snowballstemmer.stemmer":
    return snowballstemmer.stemmer(name)

"""Offices in six languages, and which of them a role is. Pure.

A role such as "Foreign Minister of Russia" is an office and a body; without "of …" the body is its holder's side.
Any other title ("Director of the Mossad") is its own office, in English only.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefgen.match.spellings import folded_alias
from briefgen.model.watch import Actor, Role, Watchlist

#: An office → how it is called. The first word of each row in English is the title under which the catalogue knows it.
OFFICES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "president": {
        "en": ("president",),
        "ru": ("президент",),
        "ar": ("الرئيس", "رئيس"),
        "he": ("נשיא", "הנשיא"),
        "fa": ("رئیس‌جمهور", "رئیس جمهور", "رئیس‌جمهوری", "رئیس جمهوری"),
        "tr": ("Cumhurbaşkanı", "Devlet Başkanı", "Başkanı"),
    },
    "prime minister": {
        "en": ("prime minister", "premier", "PM"),
        "ru": ("премьер-министр", "премьер"),
        "ar": ("رئيس الوزراء", "رئيس الحكومة", "رئيس وزراء", "رئيس حكومة"),
        "he": ("ראש הממשלה", "ראש ממשלת"),
        "fa": ("نخست‌وزیر", "نخست وزیر"),
        "tr": ("Başbakanı", "Başbakan"),
    },
    "foreign minister": {
        "en": ("foreign minister", "FM", "top diplomat", "minister of foreign affairs"),
        "ru": ("министр иностранных дел", "глава МИД"),
        "ar": ("وزير الخارجية", "وزير خارجية"),
        "he": ("שר החוץ",),
        "fa": ("وزیر امور خارجه", "وزیر خارجه"),
        "tr": ("Dışişleri Bakanı",),
    },
    "defense minister": {
        "en": ("defense minister", "defence minister", "minister of defense", "minister of defence"),
        "ru": ("министр обороны", "глава Минобороны"),
        "ar": ("وزير الدفاع", "وزير دفاع"),
        "he": ("שר הביטחון", "שר ההגנה"),
        "fa": ("وزیر دفاع",),
        "tr": ("Savunma Bakanı",),
    },
    "finance minister": {
        "en": ("finance minister", "minister of finance"),
        "ru": ("министр финансов",),
        "ar": ("وزير المالية", "وزير مالية"),
        "he": ("שר האוצר",),
        "fa": ("وزیر دارایی",),
        "tr": ("Maliye Bakanı",),
    },
    "energy minister": {
        "en": ("energy minister", "minister of energy"),
        "ru": ("министр энергетики",),
        "ar": ("وزير الطاقة", "وزير طاقة"),
        "he": ("שר האנרגיה",),
        "fa": ("وزیر انرژی",),
        "tr": ("Enerji Bakanı",),
    },
    "justice minister": {
        "en": ("justice minister", "minister of justice"),
        "ru": ("министр юстиции",),
        "ar": ("وزير العدل", "وزير القضاء"),
        "he": ("שר המשפטים",),
        "fa": ("وزیر دادگستری",),
        "tr": ("Adalet Bakanı",),
    },
    "national security minister": {
        "en": ("national security minister",),
        "ru": ("министр национальной безопасности",),
        "ar": ("وزير الأمن القومي",),
        "he": ("השר לביטחון לאומי",),
    },
    "secretary of state": {
        "en": ("secretary of state", "top diplomat"),
        "ru": ("госсекретарь",),
        "ar": ("وزير الخارجية", "وزير خارجية"),
        "he": ("מזכיר המדינה", "שר החוץ"),
        "fa": ("وزیر امور خارجه", "وزیر خارجه"),
        "tr": ("Dışişleri Bakanı",),
    },
    "secretary of defense": {
        "en": ("secretary of defense", "defense secretary", "defence secretary", "defense chief"),
        "ru": ("министр обороны", "глава Пентагона"),
        "ar": ("وزير الدفاع",),
        "he": ("שר ההגנה",),
        "fa": ("وزیر دفاع",),
        "tr": ("Savunma Bakanı",),
    },
    "vice president": {
        "en": ("vice president",),
        "ru": ("вице-президент",),
        "ar": ("نائب الرئيس", "نائب رئيس"),
        "he": ("סגן נשיא",),
        "tr": ("Cumhurbaşkanı Yardımcısı", "Başkan Yardımcısı"),
    },
    "supreme leader": {
        "en": ("supreme leader",),
        "ru": ("верховный лидер", "верховный руководитель"),
        "ar": ("المرشد الأعلى", "المرشد"),
        "he": ("המנהיג העליון",),
        "fa": ("رهبر معظم انقلاب", "رهبر معظم"),
        "tr": ("dini lideri",),
    },
    "king": {
        "en": ("king", "monarch"),
        "ru": ("король",),
        "ar": ("ملك", "العاهل"),
        "he": ("מלך",),
        "fa": ("پادشاه", "شاه"),
        "tr": ("Kralı",),
    },
    "crown prince": {
        "en": ("crown prince",),
        "ru": ("наследный принц",),
        "ar": ("ولي العهد", "ولي عهد"),
        "he": ("יורש העצר",),
        "fa": ("ولیعهد",),
        "tr": ("Veliaht Prensi",),
    },
    "emir": {"en": ("emir",), "ru": ("эмир",), "ar": ("أمير",), "he": ("אמיר",), "fa": ("امیر",), "tr": ("Emiri",)},
    "sultan": {
        "en": ("sultan",),
        "ru": ("султан",),
        "ar": ("سلطان",),
        "he": ("סולטן",),
        "fa": ("سلطان",),
        "tr": ("Sultanı",),
    },
    "chancellor": {
        "en": ("chancellor",),
        "ru": ("канцлер",),
        "ar": ("المستشار", "مستشار"),
        "he": ("קנצלר",),
        "fa": ("صدراعظم",),
        "tr": ("Başbakanı", "Şansölyesi"),
    },
    "speaker of the parliament": {
        "en": ("parliament speaker", "speaker of the parliament", "speaker of parliament", "parliamentary speaker"),
        "ru": ("спикер парламента",),
        "ar": ("رئيس البرلمان", "رئيس مجلس النواب"),
        "fa": ("رئیس مجلس",),
        "tr": ("Meclis Başkanı",),
    },
    "chief of the general staff": {
        "en": ("chief of the general staff", "chief of general staff", "chief of staff", "army chief"),
        "ru": ("начальник Генштаба", "начальник Генерального штаба"),
        "ar": ("رئيس الأركان", "رئيس أركان"),
        "he": ('רמטכ"ל', "ראש המטה הכללי"),
        "fa": ("رئیس ستاد کل",),
        "tr": ("Genelkurmay Başkanı",),
    },
    "commander": {
        "en": ("commander", "commander-in-chief", "commander in chief", "chief"),
        "ru": ("командующий", "главнокомандующий", "командир"),
        "ar": ("قائد", "القائد العام"),
        "he": ("מפקד",),
        "fa": ("فرمانده", "فرمانده کل"),
        "tr": ("komutanı",),
    },
    "commander-in-chief": {
        "en": ("commander-in-chief", "commander in chief", "commander", "chief"),
        "ru": ("командующий", "главнокомандующий"),
        "ar": ("قائد", "القائد العام"),
        "he": ("מפקד",),
        "fa": ("فرمانده کل", "فرمانده"),
        "tr": ("komutanı",),
    },
    "attorney general": {"en": ("attorney general",), "he": ("היועצת המשפטית לממשלה",)},
    "secretary-general": {
        "en": ("secretary-general", "secretary general", "chief", "leader"),
        "ru": ("генсек", "генеральный секретарь"),
        "ar": ("الأمين العام", "أمين عام"),
        "he": ('מזכ"ל',),
        "fa": ("دبیرکل",),
        "tr": ("Genel Sekreteri",),
    },
    "director": {
        "en": ("director", "chief", "head"),
        "ru": ("глава", "директор"),
        "ar": ("رئيس", "مدير"),
        "he": ("ראש",),
    },
    "director general": {
        "en": ("director general", "director-general", "chief", "head"),
        "ru": ("глава", "гендиректор", "генеральный директор"),
        "ar": ("المدير العام", "مدير عام", "مدير"),
        "he": ('מנכ"ל', "ראש"),
        "fa": ("مدیرکل",),
        "tr": ("Başkanı", "Direktörü"),
    },
}  # fmt: skip


#: A part of a state is no state: its president is not the state's.
_PART = re.compile(r"\b(?:Region|Strip|Bank|Province)\b")
#: Offices that several hold at a time, or that say nothing without their own "of".
_ONE_OF_SEVERAL = re.compile(r"\b(?:deputy|acting|special|envoy|ambassador|representative|spokes\w+|leader)\b")


@dataclass(frozen=True, slots=True)
class Tenure:
    """Who held an office of a body, and when."""

    office: str  #: a key of OFFICES, or a title of its own
    body: str  #: the id of a state or an organization
    holder: str  #: the id of a person
    role: Role


def tenures(watchlist: Watchlist) -> Iterator[Tenure]:
    """Yield every role of the catalogue that is an office of somebody in the catalogue."""
    bodies = {
        folded_alias(name): actor.id
        for actor in watchlist.actors.values()
        if actor.kind != "person"
        for name in (actor.name, *actor.aliases.get("en", ()))
        if actor.kind != "state" or not _PART.search(name)
    }
    for actor in watchlist.actors.values():
        for role in actor.roles:
            office, body = _split(role.title, actor, bodies)
            if office and body in watchlist.actors:
                yield Tenure(office, body, actor.id, role)


def words_for(office: str) -> Mapping[str, tuple[str, ...]]:
    """Return what an office is called, by language; one that is not in the table as its title has it."""
    return OFFICES.get(office, {"en": (office,)})


def _split(title: str, actor: Actor, bodies: Mapping[str, str]) -> tuple[str, str]:
    """A title → its office and its body; the longest office that leaves a known body behind "of"."""
    whole = folded_alias(title)
    if whole in _FOLDED:
        return _FOLDED[whole], actor.side
    if whole.endswith(" minister") and not _ONE_OF_SEVERAL.search(whole) and " of " not in whole:
        return whole, actor.side
    places = [place for place in range(len(whole)) if whole.startswith(" of ", place)]
    for place in reversed(places):
        office, rest = whole[:place], whole[place + 4 :].removeprefix("the ")
        if rest in bodies:
            return _FOLDED.get(office, "" if _ONE_OF_SEVERAL.search(office) else office), bodies[rest]
    return "", ""


#: Folded English titles → offices.
_FOLDED = {folded_alias(name): office for office in OFFICES for name in (office, OFFICES[office]["en"][0])}

"""Drops the lines of a text that sell or steer instead of telling. Pure.

Text rules, because structure does not help: on a page that is one ``div`` every extractor keeps 66 of 67 such lines
(reference ``language.md``). A line is dropped only if it is short and speaks to the reader in the words below;
a paragraph of reporting that happens to hold one of them stays.
"""

import re

# ruff: noqa: E501  one pattern on one line is what can be read

#: Longer lines are reporting. Characters.
LONGEST = 260

_PHRASES = {
    "en": (
        r"^\W*(?:subscribe|sign ?up|join|register|become)\b.{0,90}\b(?:newsletters?|today|now|free|digest|inbox|channel|premium|pro|members?|subscribers?)\b",
        r"\b(?:subscribe|sign ?up) (?:to|for) (?:our|the|this|daily|free)\b.{0,60}\b(?:newsletters?|updates|alerts|podcast)\b",
        r"\balready a (?:member|subscriber)\b",
        r"^\W*(?:sign|log) ?in\b.{0,40}$",
        r"\b(?:straight|directly|delivered) to your inbox\b",
        r"^\W*(?:read|see|watch|listen|view)(?: (?:more|also|next)\b.{0,90}$| the full (?:story|article|text)\b)",
        r"^\W*(?:related|recommended|more) (?:articles?|content|stor(?:y|ies)|topics?|coverage|news)(?: from .{0,40})?:?$",
        r"^\W*(?:you (?:may|might) also (?:like|be interested)|most (?:read|popular|viewed)\W*$|trending now\W*$)",
        r"\b(?:follow|like|join|find) us on (?:our )?(?:facebook|twitter|x|instagram|telegram|youtube|whatsapp|linkedin)\b",
        r"^\W*share (?:this|on|via)\b.{0,40}$",
        r"^\W*(?:continue reading|click here|tap here|download (?:our|the) app)\b",
        r"^\W*(?:advertisement|sponsored(?: content)?|skip to (?:main )?content)\W*$",
        r"\b(?:we|this (?:web)?site|our (?:partners|website)) uses? .{0,40}cookies\b",
        r"^\W*(?:cookie|privacy) policy\W*$|^\W*accept (?:all )?cookies",
        r"^\W*all rights reserved\b|^(?:©|\(c\)|copyright) ?\d{4}\b",
        r"^\W*be the first to know\b|^\W*never miss (?:a|an) (?:story|update)\b",
        r"^\W*support (?:our|independent) journalism\b|^\W*dear reader\b|\bone of our (?:loyal|valued) readers\b",
        r"^\W*(?:the post|this (?:article|post|story)) .{0,160}\b(?:appeared first|(?:first|originally) (?:appeared|published))\b",
        r"\b(?:start (?:your|a) free trial|billed annually|cancel any ?time)\b",
        r"^\W*original publication\b|^\W*for subscribers only\W*$|^\W*(?:what's|what is) included\W*$",
    ),
    "he": (r"הירשמו|הרשמו|הצטרפו (?:ל|אל)|לחצו כאן|לקריאה נוספת|קראו (?:גם|עוד)|כתבות נוספות|עקבו אחרינו|כבר מנוי",),
    "ar": (
        r"^\W*اشترك(?:وا)?\b|اقرأ(?:وا)? (?:أيض|المزيد)|تابعونا|النشرة البريدية|سجل(?:وا)? (?:الدخول|الآن)|مواضيع ذات صلة",
    ),
    "fa": (r"عضو(?:یت)? (?:در )?(?:خبرنامه|کانال)|بیشتر بخوانید|ما را دنبال کنید|انتهای پیام",),
    "ru": (
        r"подпи(?:шитесь|сывайтесь)\b|читайте (?:также|ещё|еще|нас)\b|^\W*по теме\W*$|следите за нами",
        r"\bнаш(?:ем|их)? (?:telegram|телеграм)|^\W*войти\W*$",
    ),
    "tr": (r"abone ol|bültenimize|ayrıca okuyun|daha fazla oku|bizi takip edin|üye girişi|ilgili haberler",),
}

_PROMOTION = re.compile("|".join(phrase for phrases in _PHRASES.values() for phrase in phrases), re.IGNORECASE)


def is_promotion(line: str) -> bool:
    """Tell whether a line sells or steers."""
    return len(line) <= LONGEST and bool(_PROMOTION.search(line.strip()))


def without_promotion(text: str) -> str:
    """Return the text without its promotion lines; paragraphs stay paragraphs."""
    paragraphs = []
    for paragraph in text.split("\n\n"):
        kept = "\n".join(line for line in paragraph.split("\n") if not is_promotion(line))
        if kept.strip():
            paragraphs.append(kept)
    return "\n\n".join(paragraphs)

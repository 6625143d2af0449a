"""A message → did a machine answer for a person who is away? Pure. RFC 3834 and what programs do instead of it."""

import re
from email.message import Message

#: How out-of-office answers begin their subject, in the languages of our readers and of the programs they use.
_SUBJECT = re.compile(
    r"^\W*(?:(?:re|aw|antw|sv|vs|отв|رد|پاسخ|השב|ynt)\s*:\s*)*(?:"
    r"out[ -]of[ -](?:the )?office|automatic(?:ally)? (?:generated )?(?:reply|response)|auto[- ]?(?:matic )?repl|"
    r"auto[- ]?respon|away from|(?:i am |i'm )?on (?:vacation|leave|holiday)|vacation|holiday repl|"
    r"abwesen|automatische antwort|r[ée]ponse automatique|absence|absent|respuesta autom|fuera de la oficina|"
    r"risposta automatica|fuori sede|resposta autom|automatisch antwoord|automatiskt? svar|autosvar|"
    r"autom[a-z]+ odpow|автоответ|автоматическ\w+ ответ|нет на месте|вне офиса|"
    r"תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד|בחופשה|رد تلقائي|الرد التلقائي|خارج المكتب|"
    r"پاسخ خودکار|خارج از دفتر|otomatik (?:yanıt|cevap)|ofis dışında)",
    re.IGNORECASE,
)


def is_auto_reply(message: Message, subject: str) -> bool:
    """Tell whether a program answered in its reader's place; a report of a mail server is none.

    Headers count before words. ``subject`` is decoded.
    """
    said = _value(message, "Auto-Submitted")
    if said.startswith("auto-replied"):
        return True
    if any(name in message for name in ("X-Autoreply", "X-Autorespond", "X-Autoresponder", "X-Auto-Reply")):
        return True
    if any("auto_reply" in _value(message, name) for name in ("Precedence", "X-Precedence")):
        return True
    return _SUBJECT.search(subject) is not None


def _value(message: Message, name: str) -> str:
    return str(message.get(name, "")).strip().lower()

"""Lines that sell or steer go, lines that tell stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.parse.promotion import LONGEST, is_promotion, without_promotion


@pytest.mark.parametrize(
    "line",
    [
        "Start the day with the Daily Bugle. Five stories in your inbox. Sign up, it is free.",
        "You have read two of your three free articles this month.",
        "You've reached your limit of 5 free articles.",
        "Follow us: Twitter, Instagram, Facebook",
        "Facebook | Twitter | Telegram",
        "Bugle Pro. Business people use Pro for data and memos. Try it free, cancel whenever you like. See our plans",
        "Get our weekly round-up by email",
        "Only €4 a month, with everything that we write:",
        "Already a member? Sign in",
        "READ MORE: Who is who in the talks",
        ">> The pullout: what it means | Analysis",
        "We use cookies of our own and of others.",
        "The post Talks resume appeared first on Daily Bugle.",
        "© 2021 Daily Bugle",
        "3 minute read",
        "- Continue reading",
        "הירשמו לניוזלטר היומי שלנו",
        "קראו גם: השיחות נמשכות",
        "לקריאה נוספת",
        "اشترك الآن في نشرتنا",
        "اقرأ أيضا: محادثات فيينا",
        "تابعونا على تويتر",
        "انتهای پیام/",
        "بیشتر بخوانید: مذاکرات",
        "Подписывайтесь на наш Telegram-канал",
        "Читайте также: переговоры в Вене",
        "Bültenimize abone olun",
        "Bizi Twitter'da takip edin",
        "İlgili haberler",
        "Lire aussi : les négociations",
        "Create a free account to keep reading",
        "You have 3 free articles left this month",
        "Manage cookies",
        "אתר זה משתמש בעוגיות כדי לשפר את השירות",
        "תוכן זה זמין למנויים בלבד",
        "שתפו בפייסבוק",
        "يستخدم هذا الموقع ملفات تعريف الارتباط",
        "هذا المحتوى متاح للمشتركين فقط",
        "انضموا إلى قناتنا على واتساب",
        "این سایت از کوکی‌ها استفاده می‌کند",
        "این مطلب ویژه مشترکان است",
        "به کانال تلگرام ما بپیوندید",
        "Мы используем файлы cookie, чтобы сайт работал лучше.",
        "Материал доступен только подписчикам",
        "Поделиться в Telegram",
        "Bu site çerez kullanmaktadır.",
        "Bu içerik yalnızca abonelere özeldir",
        "Devamını oku",
    ],
)
def test_a_line_that_sells_or_steers_is_promotion(line: str) -> None:
    """In the languages that feeds are in."""
    assert is_promotion(line)


@pytest.mark.parametrize(
    "line",
    [
        "Thousands of new recruits join the army today, the ministry said.",
        "“Follow us into the square,” one of the protesters called.",
        "“Help us to free our sons,” the mothers wrote to the minister.",
        "The bank said that customers had received false offers in your inbox style, and warned them.",
        "$300 a month is what a teacher earns there.",
        "He subscribed to the view that the talks had failed.",
        "Readers of the newspaper are leaving, its editor said.",
        "See rain in the north, forecasters say.",
        "Signs in Hebrew were taken down.",
        "Registered voters will receive a letter.",
        "The related articles of the treaty were struck out.",
        "More news is expected from Vienna on Monday.",
        "חיילים הצטרפו לכוחות בצפון",  # soldiers joined
        "הם קראו גם לממשלה להתפטר",  # they also called on the government
        "اشترك الوزير في الاجتماع",  # the minister took part
        "سجل في غزة ثلاثون إصابة",  # thirty cases were recorded
        "Konuyla ilgili haberler ajanslara düştü.",
        "Yüz bin kişi abone oldu.",
        "Ayrıca okullarda eğitim başladı.",
        "По теме санкций стороны не договорились.",
        "»Wir gehen«, sagte er.",
        "Create an account of what happened, the judge told the ministry.",
        "הם שתפו פעולה עם המשטרה",  # they worked with the police
        "האתר נסגר לאחר הפיגוע",  # the site was closed after the attack
        "شارك الوزير في الاجتماع",  # the minister took part in the meeting
        "انضم الوزير إلى الوفد",  # the minister joined the delegation
        "هذا المقال كتبه الوزير",  # the minister wrote this article
        "این سایت هسته‌ای تعطیل شد",  # this nuclear site was closed
        "Материал доступен следствию.",  # the evidence is at the inquiry's disposal
        "Мы используем все средства, заявил министр.",  # we use all means, the minister said
        "Присоединяйтесь к нам, призвал министр.",  # join us, the minister called
        "Haberi doğrulayan bakan istifa etti.",  # the minister who confirmed it resigned
    ],
)
def test_a_line_that_reports_is_none_though_it_holds_the_words(line: str) -> None:
    """To lose a line of the report is the worse fault."""
    assert not is_promotion(line)
    assert without_promotion(line) == line


def test_a_list_of_links_goes_with_its_heading() -> None:
    """Headlines do not end with a full stop; the next paragraph of prose ends the list."""
    prose = (
        "The two ministers also spoke about the port, which was hit for the second time within one month on Tuesday."
    )
    text = f"{prose}\n\nRelated articles\n\nMinister to visit Moscow\n\nWhat the port is worth\n\n{prose}"
    assert without_promotion(text) == f"{prose}\n\n{prose}"


def test_a_short_sentence_of_report_ends_a_list_too() -> None:
    """It says who said it."""
    assert without_promotion("Read more\n\nHeadline\n\nNobody was hurt, SANA said.") == "Nobody was hurt, SANA said."


def test_a_wrapped_line_is_part_of_its_sentence() -> None:
    """What begins a line in plain text need not begin a sentence."""
    text = "The ministry asked all travellers to leave and to\nsubscribe to the daily alerts of the embassy.\nRead more"
    assert without_promotion(text) == text.removesuffix("\nRead more")


def test_read_more_behind_a_text_that_is_cut_off_goes() -> None:
    """Inside its paragraph."""
    assert without_promotion("The talks went on. Read more") == "The talks went on."
    assert without_promotion("The talks went on […] Continue reading →") == "The talks went on […]"


_PROMOTING = "Subscribe to our newsletter and follow us on Twitter, read more, dear reader, all rights reserved. "


@given(st.text(max_size=80), st.integers(0, 5))
def test_a_long_paragraph_is_never_dropped(text: str, times: int) -> None:
    """Whatever it says."""
    paragraph = " ".join((_PROMOTING * (3 + times) + text).split())
    assert len(paragraph) > LONGEST
    assert without_promotion(paragraph)[:LONGEST] == paragraph[:LONGEST]


@given(
    st.lists(
        st.sampled_from(["Related articles", "Read more", "A headline", "They met on Monday, he said.", "", "x " * 60])
    )
)
def test_what_stays_is_in_order_and_unaltered(lines: list[str]) -> None:
    """Nothing is made up, and doing it again changes nothing."""
    text = "\n\n".join(lines)
    kept = without_promotion(text)
    remaining = iter(line.strip() for line in lines)
    assert all(line.strip() in remaining for line in kept.split("\n\n") if line)
    assert without_promotion(kept) == kept

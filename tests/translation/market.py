"""The market brochure in languages that the program has few words of, as an agency delivers it."""

from __future__ import annotations

from typing import Final

TEXTS: Final = (
    "Le marché couvert",
    "Ce que l'on trouve sous la halle",
    "Ville de Montrel",
    "Rouvert le 12 mai 2021 après {ans:full} de travaux et {travaux:compact} d'euros.",
    "**{etals:full}** sous la halle de 1903, dont {part} de produits de la vallée.",
    "Le mardi et le samedi, de 8 h à 13 h 30 : « venez avec un panier ».",
    "{visites:compact} de visites en 2021",
    "Plan de la halle, page 12",
    "Étals par métier",
    "Fruits et légumes",
    "Fromages",
    "Service des halles, 2021",
)
UNITS: Final = ("étals", "visites", "ans")
PHRASES: Final = (
    "base", "rest", "period", "source", "source_of", "about", "table", "ledger", "words", "each",
    "kinds.donut", "kinds.bar", "kinds.dots", "kinds.stacked-bar", "kinds.waffle", "kinds.people",
    "kinds.icons", "kinds.timeline",
)  # fmt: skip

TRANSLATIONS: Final[dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]]] = {
    "bg": (
        (
            "Покритият пазар",
            "Какво има в халите",
            "Община Монтрел",
            "Отворен отново на 12 май 2021 г. след {ans:full} ремонт и {travaux:compact} евро.",
            "**{etals:full}** в халата от 1903 г., от които {part} с продукти от долината.",
            "Вторник и събота, от 8 ч. до 13:30 ч.: „елате с кошница“.",
            "{visites:compact} посещения през 2021 г.",
            "План на халата, страница 12",
            "Щандове по занаят",
            "Плодове и зеленчуци",
            "Сирена",
            "Отдел пазари, 2021 г.",
        ),
        (("щанд", "щанда"), ("посещение", "посещения"), ("година", "години")),
    ),
    "el": (
        (
            "Η σκεπαστή αγορά",
            "Τι βρίσκει κανείς στην αγορά",
            "Δήμος Μοντρέλ",
            "Άνοιξε ξανά στις 12 Μαΐου 2021: {ans:full} έργων και {travaux:compact} ευρώ.",
            "**{etals:full}** στην αγορά του 1903, από αυτούς {part} με προϊόντα της κοιλάδας.",
            "Τρίτη και Σάββατο, 8:00–13:30: «ελάτε με ένα καλάθι».",
            "{visites:compact} επισκέψεις το 2021",
            "Χάρτης της αγοράς, σελίδα 12",
            "Πάγκοι ανά επάγγελμα",
            "Φρούτα και λαχανικά",
            "Τυριά",
            "Υπηρεσία αγορών, 2021",
        ),
        (("πάγκος", "πάγκοι"), ("επίσκεψη", "επισκέψεις"), ("χρόνος", "χρόνια")),
    ),
    "he": (
        (
            "השוק המקורה",
            "מה מוצאים בשוק",
            "עיריית מונטרל",
            "נפתח מחדש ב-12 במאי 2021 לאחר {ans:full} של עבודות ו-{travaux:compact} אירו.",
            "**{etals:full}** בשוק משנת 1903, מתוכם {part} תוצרת העמק.",
            "בימי שלישי ושבת, מ-8:00 עד 13:30: ”בואו עם סל”.",
            "{visites:compact} ביקורים בשנת 2021",
            "מפת השוק, עמוד 12",
            "דוכנים לפי תחום",
            "פירות וירקות",
            "גבינות",
            "מחלקת השווקים, 2021",
        ),
        (("דוכן", "דוכנים", "דוכנים"), ("ביקור", "ביקורים", "ביקורים"), ("שנה", "שנים", "שנים")),
    ),
    "ko": (
        (
            "실내 시장",
            "시장 건물에서 만나는 것들",
            "몽트렐시",
            "{ans:full}의 공사와 {travaux:compact} 유로를 들여 2021년 5월 12일 다시 열었습니다.",
            "1903년에 지은 시장 건물에 **{etals:full}**, 그중 {part}는 계곡에서 난 산물입니다.",
            "화요일과 토요일, 8시~13시 30분: “장바구니를 들고 오세요”.",
            "2021년 방문 {visites:compact} 회",
            "시장 안내도, 12쪽",
            "업종별 점포",
            "과일과 채소",
            "치즈",
            "시장 관리과, 2021",
        ),
        (("개 점포",), ("회",), ("년",)),
    ),
    "pt": (
        (
            "O mercado coberto",
            "O que se encontra no mercado",
            "Câmara Municipal de Montrel",
            "Reaberto em 12 de maio de 2021 após {ans:full} de obras e {travaux:compact} de euros.",
            "**{etals:full}** no edifício de 1903, das quais {part} com produtos do vale.",
            "Às terças e aos sábados, das 8 h às 13 h 30: “venha com um cesto”.",
            "{visites:compact} de visitas em 2021",
            "Planta do mercado, página 12",
            "Bancas por ofício",
            "Frutas e legumes",
            "Queijos",
            "Serviço de mercados, 2021",
        ),
        (("banca", "bancas"), ("visita", "visitas"), ("ano", "anos")),
    ),
    "sw": (
        (
            "Soko lenye paa",
            "Yanayopatikana ndani ya soko",
            "Jiji la Montrel",
            "Lilifunguliwa tena tarehe 12 Mei 2021 baada ya miaka {ans} ya kazi na yuro "
            "{travaux:compact}.",
            "**Vibanda {etals}** ndani ya jengo la 1903, {part} vikiwa na mazao ya bonde.",
            "Jumanne na Jumamosi, saa 8:00–13:30: “njoo na kikapu”.",
            "Ziara {visites:compact} mwaka 2021",
            "Ramani ya soko, ukurasa wa 12",
            "Vibanda kwa biashara",
            "Matunda na mboga",
            "Jibini",
            "Idara ya masoko, 2021",
        ),
        (("kibanda", "vibanda"), ("ziara", "ziara"), ("mwaka", "miaka")),
    ),
}
"""The texts in the order of `TEXTS`, and the forms of each unit (the last serves for more)."""

SAID: Final[dict[str, tuple[str, ...]]] = {
    "bg": (
        "от {a}", "остатък: {a}", "Период: {a}.", "Източник: {a}.", "Източник ({a}): {b}.",
        "около {a}", "стойностите са в таблицата по-долу.",
        "Числата в изданието с мярка, дата и източник ({a})",
        "Текстовете и числата, от които е направено изданието", "Един знак представлява {a}.",
        "Пръстеновидна диаграма", "Лентова диаграма", "Точкова диаграма",
        "Лентова диаграма с натрупване", "Мрежа от клетки", "Фигури на хора", "Пиктограми",
        "Времева линия",
    ),
    "el": (
        "από {a}", "υπόλοιπο: {a}", "Περίοδος: {a}.", "Πηγή: {a}.", "Πηγή ({a}): {b}.",
        "περίπου {a}", "οι τιμές είναι στον πίνακα που ακολουθεί.",
        "Τα στοιχεία της έκδοσης, με μονάδα, ημερομηνία και πηγή ({a})",
        "Τα κείμενα και τα στοιχεία από τα οποία έγινε η έκδοση",
        "Κάθε σύμβολο αντιστοιχεί σε {a}.", "Διάγραμμα δακτυλίου", "Ραβδόγραμμα",
        "Διάγραμμα κουκκίδων", "Στοιβαγμένο ραβδόγραμμα", "Πλέγμα κελιών", "Εικονίδια ανθρώπων",
        "Εικονίδια", "Χρονολόγιο",
    ),
    "he": (
        "מתוך {a}", "יתר: {a}", "תקופה: {a}.", "מקור: {a}.", "מקור ({a}): {b}.", "כ-{a}",
        "הערכים בטבלה שלהלן.", "נתוני הפרסום, עם יחידה, תאריך ומקור ({a})",
        "הטקסטים והנתונים שמהם עשוי הפרסום", "כל סמל מייצג {a}.", "תרשים טבעת", "תרשים עמודות",
        "תרשים נקודות", "תרשים עמודות מוערמות", "רשת תאים", "סמלי אנשים", "סמלים", "ציר זמן",
    ),
    "ko": (
        "{a} 중", "나머지: {a}", "기간: {a}.", "출처: {a}.", "출처({a}): {b}.", "약 {a}",
        "값은 다음 표에 있습니다.", "단위, 날짜, 출처가 붙은 이 간행물의 수치({a})",
        "이 간행물을 만든 글과 수치", "그림 하나는 {a}에 해당합니다.", "도넛 차트", "막대 차트",
        "점 차트", "누적 막대 차트", "격자 차트", "사람 그림 차트", "그림 차트", "연표",
    ),
    "sw": (
        "kati ya {a}", "iliyobaki: {a}", "Kipindi: {a}.", "Chanzo: {a}.", "Chanzo ({a}): {b}.",
        "takriban {a}", "thamani ziko katika jedwali lifuatalo.",
        "Takwimu za chapisho, pamoja na kipimo, tarehe na chanzo ({a})",
        "Maandishi na takwimu ambazo chapisho limetengenezwa nazo", "Kila alama inawakilisha {a}.",
        "Chati ya pete", "Chati ya mipau", "Chati ya nukta", "Chati ya mipau iliyorundikwa",
        "Gridi ya visanduku", "Alama za watu", "Alama", "Mfuatano wa matukio",
    ),
}  # fmt: skip
"""The program's phrases in the order of `PHRASES`, of languages in which it has none."""

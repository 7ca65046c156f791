"""English made from word lists: paragraphs of many shapes, to compare two readers of the same text."""

WHO = ["Ilham Aliyev", "the Armenian delegation", "Mr Serrano", "UN Secretary-General Ban", "residents of Khndzoresk", "I", "they", "who", "Russian peacekeepers",
       "the OSCE Minsk Group", "New York's mayor", "a 34-year-old farmer", "NATO", "Dr. Anna Petrosyan-Weiss", "officials", "Şuşa municipality", "no one"]  # fmt: skip
DID = ["agreed to withdraw from", "has not visited", "was shelled near", "will reopen", "denied blocking", "said it had left", "would have been handed",
       "ain't gonna give up", "bought 1,200 tonnes of wheat for $4.5 million in", "let's say crossed", "exchanged 17 prisoners at", "criticised", "got ta see"]  # fmt: skip
WHERE = ["Lachin", "the Zangezur corridor", "Paris, France", "the M-2 highway", "Lake Sevan", "Washington, D.C.", "the so-called grey zone", "“Camp 7”", "Nagorno-Karabakh",
         "the European Court of Human Rights", "it", "them", "the St. Petersburg\u2013Baku line"]  # fmt: skip
WHEN = [
    "on 9 November 2020",
    "two days later",
    "last Tuesday",
    "by the end of 1994",
    "at 10:30 p.m.",
    "",
    "",
    "in the third quarter",
    "since the 1990s",
    "[12]",
    "(see p. 45)",
]
JOIN = [", but ", "; ", ", because ", " and ", " \u2013 which ", ", after ", ": ", " although\n"]
END = [". ", "! ", "? ", "...", ".\n", ".” ", " (sic). ", ".\n\n", ".\n\n\n", ":\n- ", "\n"]
HEADS = [
    "Background\n\n",
    "III. THE ROAD AHEAD\n\n",
    "12 May 1994: ",
    "YEREVAN, 3 June (Agency) - ",
    "* * *\n",
    "1.\t",
    "https://example.org/a?b=c#d\n",
    "\t\n",
]


def paragraphs(random, count):
    """`count` texts of some four hundred words."""
    for _ in range(count):
        parts = []
        for _ in range(random.randint(20, 50)):
            if random.random() < 0.15:
                parts.append(random.choice(HEADS))
            parts.append(
                JOIN[random.randrange(len(JOIN))].join(_clause(random) for _ in range(random.choice((1, 1, 1, 2, 3))))
            )
            parts.append(random.choice(END))
        yield "".join(parts)


def _clause(random):
    words = [random.choice(WHO), random.choice(DID), random.choice(WHERE), random.choice(WHEN)]
    if random.random() < 0.1:
        random.shuffle(words)
    text = " ".join(word for word in words if word)
    return text if random.random() < 0.1 else text[:1].upper() + text[1:]

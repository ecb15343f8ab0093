"""Tidying: what no writer wrote goes, and is listed; prose stays letter for letter."""

from __future__ import annotations

import random
import string

import pytest

from corpus.blocks import Block
from corpus.boilerplate import boilerplate_reasons
from corpus.decoding import decode, mend_text
from corpus.strays import main_script, mend_line, stray_reason
from corpus.tidy import tidy_blocks

ARTICLE = (
    "Rainfall in Ruritania rose by 12.5% in 2023, the meteorological office said on Monday.",
    "The office counted 1,234 stations, up from 987 a year before, at a cost of €3.4m.",
    "“We did not expect that,” its director, Anna Müller, told reporters in Strelsau.",
    "Farmers in the south (where 40 per cent of the grain grows) had asked for more stations.",
    "The ministry will publish the data, table by table, before the end of the year.",
)


def _tidied(*lines: str) -> tuple[list[str], dict[str, str]]:
    kept, dropped = tidy_blocks([Block(text=line) for line in lines])
    return [block.text for block in kept], {item.text: item.reason for item in dropped}


def _among(*strays: str, every: int = 1) -> tuple[list[str], dict[str, str]]:
    """Tidy an article with lines put between its paragraphs."""
    lines: list[str] = []
    for position, paragraph in enumerate(ARTICLE):
        lines.append(paragraph)
        if position % every == 0:
            lines += strays
    return _tidied(*lines)


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe now for full access",
        "Already a subscriber? Log in",
        "Sign in to read the full story",
        "Create a free account to keep reading",
        "You have 2 free articles left this month.",
        "Start your free trial. Cancel anytime.",
        "Get our morning briefing delivered to your inbox",
        "Join us today and support independent journalism",
        "To continue reading this article, please register.",
        "This content is reserved for members",
        "Sign up for The Week in Weather, our free newsletter.",
        "Don't have an account? Register here",
        "Jetzt abonnieren und weiterlesen mit Plus",
        "Abonnez-vous pour lire la suite",
        "Suscríbete para seguir leyendo",
        "立即订阅，阅读全文",
        "扫码关注我们的公众号",
        "Advertisement",
        "Share this article",
        "Share on Facebook",
        "Facebook Twitter LinkedIn WhatsApp",
        "Read more: Five storms that changed the coast",
        "Most read",
        "Follow us on Mastodon",
        "We use cookies to improve your experience.",
        "By clicking “Accept”, you agree to our Terms of Use.",
        "© 2024 The Strelsau Courier. All rights reserved.",
        "Please enable JavaScript to view the comments",
        "Best online casino with free spins and no deposit",
        "Buy cheap viagra here",
    ],
)
def test_a_line_that_speaks_for_the_page_is_dropped_and_listed(line: str) -> None:
    kept, dropped = _tidied(*ARTICLE[:3], line, *ARTICLE[3:])

    assert list(ARTICLE) == kept
    assert [line] == list(dropped)


def test_the_list_under_an_offer_goes_with_it() -> None:
    offer = ["Subscribe for unlimited access to:", "- All weather maps", "- The print edition"]
    offer += ["- Puzzles and games", "Already a member? Sign in"]

    kept, dropped = _tidied(*ARTICLE, *offer)

    assert list(ARTICLE) == kept
    assert offer == list(dropped)


@pytest.mark.parametrize(
    "line",
    [
        "The publisher said that registration is free and that 4,000 people had signed up.",
        "Under the plan, subscribers get unlimited access to the archive for €5 a month.",
        "“Sign up for our newsletter,” the minister joked, and nobody laughed.",
        "Readers of the journal subscribe to the view that trade follows research.",
        "All companies must register with the authority before 1 March 2025.",
        "The court ruled on cookies: sites that track visitors need their consent first.",
        "Casinos in Strelsau paid 12% more tax in 2023 than in the year before.",
        "Related work has looked at rainfall in mountains, with mixed results.",
        "Share prices fell by 3% after the storm.",
        "Print runs of newspapers have halved since 2010, the survey found.",
        "Advertisement spending rose by 4% in 2024.",
        "Join the dots and the picture is clear: rain follows heat.",
        "What happened next",
        "Findings",
        "Method and data",
        "Why it matters",
    ],
)
def test_a_line_of_the_text_stays_whatever_it_is_about(line: str) -> None:
    kept, dropped = _tidied(*ARTICLE[:2], line, *ARTICLE[2:])

    assert line in kept
    assert {} == dropped


PROSE = {
    "English": "Output rose 4.5% (from 1,203 to 1,257), the “largest rise since 1998” – see p. 12.",
    "French": "« Les chercheurs n’ont pas attendu », explique-t-elle ; 12 % d’entre eux l’ont dit.",
    "German": "Die Zahl der Veröffentlichungen stieg 2024 auf 23.695, sagte Jürgen Groß in Köln.",
    "Spanish": "¿Cuántos artículos publicó China? El año pasado, según el informe, 23.695.",
    "Polish": "Chrząszcz brzmi w trzcinie w Szczebrzeszynie, a naukowcy policzyli 1 234 prace.",
    "Czech": "Strč prst skrz krk; výzkumníci z Brna zveřejnili čtvrt tisíce prací za rok.",
    "Finnish": "Tutkijat laskivat, että yhdeksänkymmentä julkaisua ilmestyi viime vuonna Oulussa.",
    "Welsh": "Cyhoeddwyd mwy o bapurau gan ymchwilwyr yng Nghymru nag erioed o'r blaen yn 2024.",
    "Turkish": "Araştırmacılar geçen yıl 23.695 makale yayımladı; bu sayı bir önceki yılı aştı.",
    "Vietnamese": "Các nhà nghiên cứu đã công bố nhiều bài báo hơn bất kỳ năm nào trước đây.",
    "Indonesian": "Para peneliti menerbitkan lebih banyak makalah daripada tahun sebelumnya.",
    "Russian": "В 2024 году учёные опубликовали 23 695 статей — больше, чем когда-либо.",
    "Greek": "Οι ερευνητές δημοσίευσαν 23.695 άρθρα το 2024, περισσότερα από ποτέ.",
    "Arabic": "نشر الباحثون 23695 ورقة بحثية في عام 2024، وهو أعلى رقم على الإطلاق.",
    "Hebrew": "החוקרים פרסמו 23,695 מאמרים בשנת 2024, יותר מאי פעם.",
    "Hindi": "शोधकर्ताओं ने 2024 में 23,695 शोधपत्र प्रकाशित किए, जो अब तक सबसे अधिक है।",
    "Chinese": "报告显示，2024年中国的人工智能论文数量达到23695篇，超过美国、英国和欧盟的总和。",
    "Japanese": "報告書によると、2024年の論文数は２３，６９５本に達し、過去最多となった。",
    "Korean": "보고서에 따르면 2024년 논문 수는 23,695편으로 역대 최다를 기록했다.",
    "formula": "The index is h = max{i : c(i) ≥ i}, with α ≈ 0.05 and Δx² ≤ 3·10⁻⁴.",
    "reference": "Hook, D. (2025). DeepSeek and the New Geopolitics of AI. https://doi.org/10.6084/x1",
    "model names": "DeepSeek-R1, GPT-4o, Qwen2.5-72B and LLaMA-3.1-405B were compared on MMLU.",
    "short forms": "The NSF, DFG, UKRI, CNRS, JST and KRF all answered; the NIH did not.",
    "a question": "Who pays? And who decides? Nobody could say.",
}


@pytest.mark.parametrize("language", PROSE)
def test_good_prose_of_any_language_stays_letter_for_letter(language: str) -> None:
    for lines in ([PROSE[language]], [*ARTICLE, PROSE[language]], [PROSE[language]] * 2):
        kept, dropped = _tidied(*lines)
        assert lines == kept
        assert {} == dropped
    assert PROSE[language] == mend_text(PROSE[language])


def test_a_chinese_quotation_in_an_english_article_stays() -> None:
    quotation = "他说：“我们没有想到。”"
    kept, dropped = _among(quotation, every=9)
    assert quotation in kept
    assert {} == dropped


@pytest.mark.parametrize("stray", ["蓝天视频App", "Казино", "91香蕉Video", "야동 사이트"])
def test_a_line_of_another_script_put_in_again_and_again_is_dropped(stray: str) -> None:
    kept, dropped = _among(stray)

    assert list(ARTICLE) == kept
    assert {stray: "stray line in another script"} == dropped


def test_strays_are_taken_out_of_sentences_too() -> None:
    kept, _ = _tidied(*ARTICLE, "蓝天视频App", "The rain 蓝天视频App stopped.", "蓝天视频App")
    assert "The rain stopped." == kept[-1]


def test_random_letters_are_told_from_words() -> None:
    letters = random.Random(7)
    told = 0
    for _ in range(200):
        words = ["".join(letters.choices(string.ascii_lowercase, k=8)) for _ in range(5)]
        told += bool(stray_reason(" ".join(words), times=1, script="Latin"))
    assert told >= 180


@pytest.mark.parametrize(
    "line",
    [
        "@@##%%^^&&**!!~~||==++",
        "�����asd���� qwe ���",
        "asdfgh jklqwe zxcvbn qwrtpsd fghjklz",
        "aGVsbG8gd29ybGQgdGhpcyBpcyBhIHRlc3Qgb2YgYmFzZTY0IHRleHQ",
        "x7Qp9ZkLm2Wq4 R8tYv3Nb6Hj1Kd 5GfSaPo0IuY7",
        "https://spam.example/a https://spam.example/b https://spam.example/c",
    ],
)
def test_a_line_of_stray_characters_is_dropped(line: str) -> None:
    kept, dropped = _among(line, every=9)
    assert list(ARTICLE) == kept
    assert [line] == list(dropped)


def test_a_short_line_repeated_over_and_over_is_dropped() -> None:
    kept, dropped = _among("Strelsau Courier weather desk")
    assert list(ARTICLE) == kept
    assert {"Strelsau Courier weather desk": "line repeated over and over"} == dropped


def test_names_of_speakers_and_rows_of_tables_may_repeat() -> None:
    lines = ["Interviewer:", "Müller:", "total; 12"] * 4
    kept, dropped = _among(*lines)
    assert {} == dropped
    assert "Interviewer:" in kept


def test_lost_characters_are_mended_and_listed() -> None:
    kept, dropped = _tidied("It began in May 2025?and went on. The study, , is new.")
    assert ["It began in May 2025 and went on. The study, is new."] == kept
    assert ["lost characters, mended"] == list(dropped.values())


@pytest.mark.parametrize(
    "text", ["Really? Yes.", "https://a.example/q?x=1", "Is it so? no, it is not.", "why?"]
)
def test_a_question_mark_where_it_belongs_stays(text: str) -> None:
    assert text == mend_line(text)


def test_a_document_about_gambling_keeps_its_subject() -> None:
    lines = ["Online casino", "Jackpot and free spins", "Betting bonus", "Poker online"]
    assert ["", "", "", ""] == boilerplate_reasons(lines)


def test_a_document_in_two_scripts_has_no_main_one() -> None:
    assert "" == main_script([ARTICLE[0], PROSE["Chinese"] * 3])
    assert "Latin" == main_script(ARTICLE)


CHINESE = (
    "报告显示，中国的人工智能论文数量超过美国、英国和欧盟的总和。研究人员认为，这一优势还会继续扩大。"
    "不过，作者也提醒说，数据只来自一个数据库，其他机构的统计方法不同，结果也不同。"
    "大学、企业和政府之间的合作是主要原因，投资和人才的增长也起了作用。"
)
JAPANESE = (
    "報告書によると、人工知能に関する論文の数は過去最多となった。研究者の数も増えている。"
    "ただし、この数字は一つのデータベースに基づくもので、別の機関の集計とは異なる。"
    "大学と企業の協力が主な理由だと、著者は説明している。"
)
RUSSIAN = (
    "В прошлом году учёные опубликовали больше статей, чем когда-либо прежде. Авторы доклада "
    "предупреждают, что данные взяты из одной базы и что другие ведомства считают иначе. "
    "Главная причина роста, по их словам, в сотрудничестве университетов и предприятий. "
    "Расходы на науку тоже выросли, хотя и не так быстро, как ожидало министерство."
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Zürich – “Größe”".encode(), "Zürich – “Größe”"),
        ("Zürich – “Größe”".encode("cp1252"), "Zürich – “Größe”"),
        ("Zürich".encode("utf-16"), "Zürich"),
        ("Zürich, Zug".encode("utf-16-le"), "Zürich, Zug"),
        (CHINESE.encode("gb18030"), CHINESE),
        (JAPANESE.encode("shift_jis"), JAPANESE),
        (RUSSIAN.encode("cp1251"), RUSSIAN),
        (RUSSIAN.encode("koi8-r"), RUSSIAN),
    ],
)
def test_text_is_decoded_whatever_it_was_saved_as(raw: bytes, expected: str) -> None:
    assert expected == decode(raw, name="a.txt")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("Itâ€™s â€œcleanâ€\x9d â€“ MÃ¼ller", "It’s “clean” – Müller"),
        ("CafÃ© in KÃ¶ln", "Café in Köln"),
        ("Sound: “as it is” – fi ﬁ １２", "Sound: “as it is” – fi ﬁ １２"),
    ],
)
def test_mojibake_is_mended_and_sound_text_left(broken: str, mended: str) -> None:
    assert mended == mend_text(broken)

import pytest

from runstrong_tui.big_text import Scale, Texture, draw, fit, width_px
from runstrong_tui.face import GLYPHS, HEIGHT_PX

WORDS = ("LEFT", "RIGHT", "REST", "HOLD", "DONE", "SWITCH", "READY", "GO", "PAUSE", "TURN")


@pytest.mark.parametrize("char", sorted(GLYPHS))
def test_every_glyph_is_a_rectangle(char: str) -> None:
    rows = GLYPHS[char]
    assert len(rows) == HEIGHT_PX
    assert len({len(row) for row in rows}) == 1


def test_the_face_has_every_digit_letter_and_sign() -> None:
    assert set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ:+-.?") <= set(GLYPHS)


def test_no_two_glyphs_look_alike_but_zero_and_the_letter() -> None:
    different = {char: glyph for char, glyph in GLYPHS.items() if char != "O"}
    assert len(set(different.values())) == len(different)


@pytest.mark.parametrize("text", [*WORDS, "88", "1:30", "12+1", "-3"])
@pytest.mark.parametrize("box", [(28, 5), (44, 14), (58, 11), (70, 22), (78, 20)])
def test_a_text_that_fits_stays_in_its_box(text: str, box: tuple[int, int]) -> None:
    scale = fit(text, *box)
    if scale is None:
        assert width_px(text) > box[0]
        return
    rows = draw(text, scale)
    assert len(rows) <= box[1]
    assert {len(row) for row in rows} == {width_px(text) * scale.across}


def test_two_digits_are_fourteen_rows_high_beside_the_table_at_80x24() -> None:
    scale = fit("88", 44, 14)
    assert scale is not None
    assert len(draw("88", scale)) == 14


@pytest.mark.parametrize("word", WORDS)
def test_every_word_is_at_least_seven_rows_high_beside_the_table_at_80x24(word: str) -> None:
    scale = fit(word, 44, 14)
    assert scale is not None
    assert len(draw(word, scale)) >= 7


def test_unscaled_text_is_the_face_in_half_blocks() -> None:
    assert draw("1", Scale(1, 1)) == (" ▄█  ", "  █  ", "  █  ", " ▀▀▀ ")


def test_doubling_rounds_corners_and_keeps_straight_strokes() -> None:
    assert draw("I", Scale(2, 2))[2:5] == ("  ██  ",) * 3
    assert draw("0", Scale(2, 2))[0] == " ▄██████▄ "


def test_stripes_leave_out_every_second_row() -> None:
    striped = draw("8", Scale(4, 4), Texture.STRIPED)
    assert set("".join(striped)) == {" ", "▀"}
    assert striped != draw("8", Scale(4, 4))


def test_characters_without_a_glyph_take_no_room() -> None:
    assert width_px("1é2") == width_px("12")
    assert draw("1é2", Scale(1, 1)) == draw("12", Scale(1, 1))

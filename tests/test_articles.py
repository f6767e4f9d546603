"""Articles are read unchanged, and what cannot be read gets one clear line."""

import json
from datetime import date

import pytest

from karamap.articles import digest, parse_line, read_file, read_folder
from karamap.errors import InputError


def write(folder, name, content):
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_keeps_every_byte(tmp_path):
    raw = "\ufeffTitle\r\n\r\nBody\u00a0text\u2028more.\r\n".encode()
    (article,) = read_file(write(tmp_path, "a.txt", raw))
    assert article.text.encode("utf-8") == raw
    assert article.id == "a"
    assert article.sha256 == digest(article.text)


def test_json_lines_map_fields_by_name(tmp_path):
    row = {"uid": 7, "headline": "H", "body": "Some text.", "date": "2020-10-05T10:00Z", "source": "S", "lang": "en"}
    (article,) = read_file(write(tmp_path, "a.jsonl", json.dumps(row) + "\n"))
    assert (article.id, article.title, article.outlet, article.language) == ("7", "H", "S", "en")
    assert article.published and article.published.start == date(2020, 10, 5)


def test_json_lines_are_cut_at_line_feeds_only(tmp_path):
    row = json.dumps({"id": "x", "text": "one\u2028two\x0bthree"}, ensure_ascii=False)
    (article,) = read_file(write(tmp_path, "a.jsonl", row))
    assert article.text == "one\u2028two\x0bthree"


def test_html_goes_through_the_extractor(tmp_path):
    body = "<p>" + "Shelling was reported near the town of Foo on Monday. " * 6 + "</p>"
    html = f"<html><head><title>Shelling near Foo</title></head><body><nav>Menu</nav><article><h1>Shelling near Foo</h1>{body}</article></body></html>"
    (article,) = read_file(write(tmp_path, "page.html", html))
    assert "Shelling was reported" in article.text
    assert "Menu" not in article.text
    assert article.path == "page.html#text"


def test_markdown_front_matter_is_metadata(tmp_path):
    text = "---\ntitle: Talks\ndate: 2021-01-11\nsource: Gazette\n---\n\nThe sides met.\n"
    (article,) = read_file(write(tmp_path, "a.md", text))
    assert (article.title, article.outlet) == ("Talks", "Gazette")
    assert article.text == text


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.txt", b"caf\xe9 news", ["a.txt", "byte 3", "UTF-8"]),
        ("a.txt", b"   \n", ["a.txt", "empty"]),
        ("a.doc", b"x", [".doc", ".txt"]),
        ("a.jsonl", b'{"text": "x"}\nnot json\n', ["a.jsonl, line 2", "JSON"]),
        ("a.jsonl", b'{"title": "x"}\n', ["line 1", "'text'"]),
        ("a.jsonl", b'{"text": "x", "date": "last week"}\n', ["line 1", "YYYY-MM-DD"]),
        ("a.html", b"<html><body></body></html>", ["a.html", "no article text"]),
    ],
)
def test_bad_input_is_one_clear_line(tmp_path, name, content, words):
    with pytest.raises(InputError) as caught:
        read_file(write(tmp_path, name, content))
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message


def test_a_huge_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputError, match="50,000,000 bytes"):
        read_file(path)


def test_a_bad_file_is_refused_and_the_rest_is_read(tmp_path):
    write(tmp_path, "a.txt", "Good text here.")
    write(tmp_path, "b.txt", b"\xff\xfe")
    write(tmp_path, "a.md", "Same id as a.txt.")
    articles, refused = read_folder(tmp_path)
    assert [a.path for a in articles] == ["seeds/a.md"]
    assert [(r.path, "UTF-8" in r.reason or "id 'a'" in r.reason) for r in refused] == [
        ("seeds/a.txt", True),
        ("seeds/b.txt", True),
    ]


@pytest.mark.parametrize("make", [False, True])
def test_a_missing_or_empty_folder_says_what_to_do(tmp_path, make):
    folder = tmp_path / "seeds"
    if make:
        folder.mkdir()
    with pytest.raises(InputError, match="seeds/"):
        read_folder(folder)


def test_what_looks_like_an_article_and_is_none_is_refused(tmp_path):
    write(tmp_path, "a.txt", "Shells fell.")
    write(tmp_path, "notes", "No article by its name.")
    (tmp_path / "kept.txt").mkdir()
    write(tmp_path / "kept.txt", "b.md", "Shells fell again.")
    (tmp_path / "empty.txt").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere.html")
    (tmp_path / "more").symlink_to(tmp_path / "kept.txt", target_is_directory=True)
    (tmp_path / ".hidden.txt").mkdir()
    found, refused = read_folder(tmp_path)
    assert [article.path for article in found] == ["seeds/a.txt", "seeds/kept.txt/b.md"]
    said = {refusal.path: refusal.reason.partition(";")[0] for refusal in refused}
    assert said == {
        "seeds/empty.txt": "a folder without a file",
        "seeds/gone.html": "a link that leads nowhere",
        "seeds/more": "a link to a folder",
        "seeds/notes": "cannot read files that end in ''",
    }


@pytest.mark.parametrize("data", ["Hit.".encode("utf-16"), "Hit.".encode("utf-16-le"), bytes(900)])
def test_what_is_no_text_in_utf8_is_refused(tmp_path, data):
    with pytest.raises(InputError, match=r"a\.txt: .*save it as"):
        read_file(write(tmp_path, "a.txt", data))


def test_a_stray_zero_character_spoils_no_article(tmp_path):
    (article,) = read_file(write(tmp_path, "a.txt", b"Shells fell\0 on the town."))
    assert "\0" in article.text


def test_the_registry_confirms_the_date_and_guards_the_bytes(tmp_path):
    write(tmp_path, "a.txt", "Some text.")
    entry = '[[article]]\nfile = "a.txt"\npublished_start = "2020-10-11"\npublished_end = "2020-10-17"\ninferred = true\npublished_basis = "words"\n'
    write(tmp_path, "registry.toml", entry)
    (article,), _ = read_folder(tmp_path)
    assert article.published and article.published.inferred
    assert article.published.end == date(2020, 10, 17)
    write(tmp_path, "registry.toml", entry + 'sha256 = "00"\n')
    with pytest.raises(InputError, match="SHA-256"):
        read_folder(tmp_path)
    write(tmp_path, "registry.toml", entry + 'colour = "red"\n')
    with pytest.raises(InputError, match="unknown key 'colour'"):
        read_folder(tmp_path)


def test_the_registry_knows_pages_and_says_what_it_lists_in_vain(tmp_path):
    body = "<p>" + "Shelling was reported near the town of Foo on Monday. " * 6 + "</p>"
    write(tmp_path, "page.html", f"<html><body><article>{body}</article></body></html>")
    entries = '[[article]]\nfile = "page.html"\noutlet = "The Post"\n[[article]]\nfile = "gone.txt"\n'
    write(tmp_path, "registry.toml", entries)
    (article,), (refusal,) = read_folder(tmp_path)
    assert article.outlet == "The Post"
    assert (refusal.path, refusal.reason.partition(";")[0]) == (
        "seeds/registry.toml", "no article 'gone.txt' is there",
    )  # fmt: skip


@pytest.mark.parametrize(("text", "words"), [
    ('[[articles]]\nfile = "a.txt"\n', "'articles' is not known"),
    ('[article]\nfile = "a.txt"\n', "'article' is no list of tables"),
    ("article = [1]\n", "'article' is no list of tables"),
])  # fmt: skip
def test_a_registry_of_another_form_is_refused(tmp_path, text, words):
    write(tmp_path, "a.txt", "Shells fell.")
    write(tmp_path, "registry.toml", text)
    with pytest.raises(InputError, match=words):
        read_folder(tmp_path)


def test_published_may_be_an_interval_and_may_not_be_reversed():
    line = '{"text": "x", "published": {"start": "2020-10-05", "end": "2020-10-01"}}'
    with pytest.raises(InputError, match="ends before it starts"):
        parse_line(line, 1, "in")


def test_a_page_may_declare_another_encoding(tmp_path):
    body = "<p>" + "Soldiers said “we were shelled” near the town of Foo on Monday. " * 6 + "</p>"
    page = f'<html><head><meta charset="windows-1252"><title>T</title></head><body><article>{body}</article></body></html>'
    (article,) = read_file(write(tmp_path, "a.html", page.encode("cp1252")))
    assert "“we were shelled”" in article.text
    with pytest.raises(InputError, match="not UTF-8"):
        read_file(write(tmp_path, "b.html", page.replace("windows-1252", "no-such").encode("cp1252")))

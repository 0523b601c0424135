"""Mails and saved pages -> their words, their metadata, what is attached to them."""

from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import InputError
from sayso.formats import read_page
from sayso.formats.kinds import Kind, kind_of
from sayso.formats.mail.messages import mail_parts
from tests.case_tables import read_cases

HEAD = b"Received: by mail.example\nFrom: Ann Example <ann@news.example>\nSubject: Ferry home\nMIME-Version: 1.0\n"
MARKUP = "<html><head><title>x</title></head><body class='a'><p>It came.</p></body></html>"


def mail_of(**headers: str) -> EmailMessage:
    message = EmailMessage()
    stated = {"From": '"Exämple, Ann" <ann@news.example>', "To": "list@news.example", "Subject": "Fähre & home"}
    for name, value in {**stated, "Message-ID": "<1@news.example>", **headers}.items():
        message[name.replace("_", "-")] = value
    return message


def metadata_of(content: bytes) -> dict[str, str]:
    return {field.name: field.value for field in read_page(content, "a.eml").metadata}


def test_a_plain_mail_has_its_subject_on_top() -> None:
    message = mail_of(Date="Tue, 10 May 2022 08:00:00 +0900")
    message.set_content(
        "It cost 3 € on Monday.\n\n> All saw it?\nThey did.\n", charset="iso-8859-15", cte="quoted-printable"
    )
    page = read_page(message.as_bytes(), "a.eml")
    assert page.text == "Fähre & home\n\nIt cost 3 € on Monday.\n\n> All saw it?\nThey did.\n"
    assert (page.media_type, page.is_markup) == ("message/rfc822", False)
    assert metadata_of(message.as_bytes()) == {
        "record:title": "Fähre & home",
        "record:date": "Tue, 10 May 2022 08:00:00 +0900",
        "record:author": "Exämple, Ann",
    }


def test_html_goes_before_plain_text_and_keeps_its_body() -> None:
    message = mail_of()
    message.set_content("plain")
    message.add_alternative(MARKUP, subtype="html")
    page = read_page(message.as_bytes(), "a.eml")
    assert page.is_markup
    assert page.text.strip() == MARKUP.replace("'a'>", '"a">\n<h1>Fähre &amp; home</h1>\n').replace('"a"', "'a'")
    assert list(mail_parts(message.as_bytes(), "a.eml")) == []


def test_lists_and_archives_say_who_publishes_and_where() -> None:
    message = mail_of(List_Id="Harbour News <news.harbour.example>", Archived_At="<https://harbour.example/17>")
    message.set_content("Words.")
    said = metadata_of(message.as_bytes())
    assert (said["record:publisher"], said["record:url"]) == ("Harbour News", "https://harbour.example/17")


@pytest.mark.parametrize("case", read_cases("mail_senders"), ids=lambda case: case["note"])
def test_the_sender_is_a_name_if_there_is_one(case: dict[str, str]) -> None:
    content = HEAD.replace(b"Ann Example <ann@news.example>", case["written"].encode()) + b"\nWords.\n"
    assert metadata_of(content).get("record:author", "") == case["author"]


@pytest.mark.parametrize("case", read_cases("wrapped_lines"), ids=lambda case: case["note"])
def test_line_ends_that_a_program_made_are_taken_out(case: dict[str, str]) -> None:
    sent = {"flowed": "; format=flowed", "delsp": "; format=flowed; delsp=yes", "fixed": ""}[case["sent_as"]]
    words = case["written"].replace("|", "\n").replace("_", " ")
    content = HEAD + f"Content-Type: text/plain; charset=utf-8{sent}\n\n{words}".encode()
    assert read_page(content, "a.eml").text == "Ferry home\n\n" + case["read"].replace("|", "\n").lstrip()


def test_attachments_that_can_be_documents_are_given() -> None:
    message = mail_of()
    message.set_content("See the files.")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="../plän.pdf")
    message.add_attachment(b"PNG", maintype="image", subtype="png", filename="a.png")
    message.add_attachment("BEGIN:VCALENDAR", subtype="calendar", filename="a.ics")
    message.add_attachment(b"sig", maintype="application", subtype="pgp-signature", filename="a.asc")
    message.add_attachment("words of a file", filename="notes.txt")
    message.add_attachment(b"12", maintype="application", subtype="octet-stream")
    inner = mail_of(Subject="An older mail")
    inner.set_content("Older words.")
    message.add_attachment(inner)
    found = dict(mail_parts(message.as_bytes(), "a.eml"))
    assert list(found) == ["plän.pdf", "notes.txt", "attachment 3", "An older mail.eml"]
    assert found["notes.txt"].strip() == b"words of a file"
    assert read_page(found["An older mail.eml"], "b.eml").text == "An older mail\n\nOlder words.\n"
    assert read_page(message.as_bytes(), "a.eml").text.startswith("Fähre & home\n\nSee the files.")


def test_pictures_in_the_text_make_no_saved_page_of_a_mail() -> None:
    message = mail_of()
    message.set_content(MARKUP, subtype="html")
    message.add_related(b"PNG", "image", "png", cid="<1>")
    assert kind_of(message.as_bytes()) is Kind.mail
    assert "It came." in read_page(message.as_bytes(), "a.eml").text
    assert list(mail_parts(message.as_bytes(), "a.eml")) == []


def saved(
    start: str = "", first: str = "text/css", location: str = "Snapshot-Content-Location: https://h.example/a\n"
) -> bytes:
    return (
        f"From: <Saved by a browser>\n{location}Subject: x\nDate: Tue, 10 May 2022 08:00:00 -0000\nMIME-Version: 1.0\n"
        f"Content-Type: multipart/related; {start}boundary=B\n\n--B\nContent-Type: {first}\n\np {{}}\n"
        "--B\nContent-Type: text/html\nContent-ID: <frame>\n\n<html><body>an advertisement</body></html>\n"
        "--B\nContent-Type: text/html; charset=iso-8859-1\nContent-ID: <page>\n"
        "Content-Transfer-Encoding: quoted-printable\nContent-Location: https://h.example/b\n\n<html><body><p>F=E4hre</p></body></html>\n--B--\n"
    ).encode()


def test_a_saved_page_is_its_root_with_where_and_when_it_was_saved() -> None:
    page = read_page(saved('start="<page>"; '), "a.mhtml")
    assert (page.text, page.media_type, page.is_markup) == (
        "<html><body><p>Fähre</p></body></html>", "multipart/related", True,
    )  # fmt: skip
    assert [(field.name, field.value) for field in page.metadata] == [
        ("capture:url", "https://h.example/a"),
        ("capture:date", "Tue, 10 May 2022 08:00:00 -0000"),
    ]
    assert "advertisement" in read_page(saved(), "a.mhtml").text
    assert read_page(saved('start="<page>"; ', location=""), "a.mhtml").metadata[0].value == "https://h.example/b"


def test_a_saved_page_without_html_says_so() -> None:
    with pytest.raises(InputError, match="holds no HTML"):
        read_page(saved().replace(b"text/html", b"text/css"), "a.mhtml")


@pytest.mark.parametrize("case", read_cases("broken_mails"), ids=lambda case: case["note"])
def test_a_broken_mail_is_read_as_far_as_it_goes(case: dict[str, str]) -> None:
    content = HEAD + case["rest"].replace("|", "\n").encode().decode("unicode_escape").encode("latin-1")
    assert read_page(content, "a.eml").text.split() == case["text"].split()


def test_parts_in_parts_without_end_are_refused() -> None:
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=B%d\n\n--B%d\n" % (at, at) for at in range(3_000))
    for levels in (deep, deep[:8_000], b"Content-Type: message/rfc822\n\n" * 100):
        with pytest.raises(InputError, match="nested"):
            read_page(HEAD + levels + b"\nend", "a.eml")


@pytest.mark.parametrize("header", [b"Content-Type: a/b", b"Content-Disposition: x", b"From: x", b"Subject: x"])
def test_headers_without_end_take_no_time(header: bytes) -> None:
    for sign in (b";", b'";a="', b"(", b"=?utf-8?q?x?=", b'<"@,', b"%"):
        assert read_page(HEAD + header + b'; boundary="' + sign * 50_000 + b"\n\nWords.", "a.eml").media_type


PIECES = st.lists(
    st.sampled_from(
        [b"--B\n", b"--B--\n", b"\n", b"Content-Type: text/html\n", b"Content-Type: message/rfc822\n", b"\xff",
         b"Content-Transfer-Encoding: base64\n", b"Content-Type: multipart/alternative; boundary=C\n", b"--C\n",
         b"words ", b"<p>a</p>", b"Content-Type: text/plain; charset=x-no\n",
         b"Content-Disposition: attachment; filename*0*=x''%ff; filename*2=b\n",
         b"Subject: =?utf-8?b?a?=\n", b"Content-Type: text/plain; charset=\"a\0b\"; format=flowed\n", b"> a \n"]
    ),
    max_size=20,
).map(b"".join)  # fmt: skip


@given(PIECES)
def test_any_mail_gives_a_page_or_a_reason(inside: bytes) -> None:
    content = HEAD + b"Content-Type: multipart/mixed; boundary=B\n\n" + inside
    try:
        assert read_page(content, "a") == read_page(content, "b")
        assert all(name and own for name, own in mail_parts(content, "a"))
    except InputError:
        return

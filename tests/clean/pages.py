"""Pages written for the tests: an invented town, its ferry, and the furniture around the news of it."""

from __future__ import annotations

TITLE = "Ferry returns to the northern harbour after nine weeks"
PARAGRAPHS = (
    "The ferry between the two towns returned on Monday after nine weeks in dock, the harbour office said, and more "
    "than two hundred people waited on the quay to see it come in.",
    "“We are glad that it is over,” said the head of the office, Ann Example. “Nobody knew how long it would take.”",
    "It is *not* over.",
    "Repairs cost about four million crowns, twice what the council had set aside in the spring, according to a report",
    "that was read to the council on Friday, and the price of a ticket will go up in the autumn.",
    "Why did it take so long?",
    "Two firms had offered to do the work, but neither had the parts in store, and one of them went out of business in "
    "June while the ship was in its yard.",
)
CAPTION = "△ The ferry at the quay on Monday (Photo: Bo Sample)"
PLAIN = f"""Skip to main content
Harbour Gazette
  Home
  News
  Sport
  Weather

Local news

# {TITLE}

By [Ann Example](#)

Harbour Gazette, March 3, 2021

Share this article

{PARAGRAPHS[0]}

{CAPTION}

{PARAGRAPHS[1]}

{PARAGRAPHS[2]}

{PARAGRAPHS[3]}

{PARAGRAPHS[4]}

{PARAGRAPHS[5]}

{PARAGRAPHS[6]}

***

Sign up for our daily newsletter to read more stories like this one.

Ann Example is a reporter who has written about ships and harbours for eleven years.

Most read

  • Bakery wins prize for its rye bread for the third year in a row
  • Council votes on new street lamps
  • Nine ways to cook a herring that you have not tried

You may also like

  • 1
    School opens its doors to visitors

    TOWN

The views expressed here are those of the author and do not necessarily reflect those of the paper.
© 2021 Harbour Gazette. All rights reserved. Contact: desk@harbour.example
"""
HTML = f"""<!DOCTYPE html><html lang="en"><head><title>{TITLE} | Harbour Gazette</title>
<meta property="og:title" content="{TITLE}"><meta name="author" content="Ann Example">
<link rel="canonical" href="https://www.harbour.example/news/ferry"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>{TITLE}</h1><p>By Ann Example</p><p>March 3, 2021</p>
{"".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)}</article>
<aside><h2>Most read</h2><ul><li><a href="/b">Bakery wins prize for its rye bread</a></li></ul></aside>
<footer><p>© 2021 Harbour Gazette. All rights reserved.</p></footer></body></html>"""

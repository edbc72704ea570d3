"""The wording of every warning that a reader gives of a file; ``.format`` fills in what it counts."""

from __future__ import annotations

# characters
UNDECODABLE = "{count} characters could not be decoded as {encoding}"
WRONG_CHARSET = "the page says its encoding is {declared}, but its bytes are {encoding}"
TWICE_ENCODED = "the text was encoded twice and is read as it was meant"
PRIVATE = "{count} characters of private use, which no other computer can show"
LOST = "{count} places where characters were lost before the file was written ({sample})"

# what kind of text it is
FEW_CHINESE = "hardly any Chinese characters: perhaps no Chinese text, or one in an unknown encoding"
NO_PAGE = "reads like the message of a server or browser, not like a regulation; save the page anew"
NO_REGULATION = "reads like no regulation: none of the words that regulations are made of"
NARROW = "lines are broken after {count} characters: sentences may be torn; save the text with whole paragraphs"

# parts of a file that are left out, or were read another way
HIDDEN = "hidden text left out: {count} characters that no reader of the page sees"
STRUCK = "struck-through text left out: {count} characters"
RULES = "{count} style rules of the page are not followed; text it hides may be read"
HIDDEN_READ = "the text is hidden in the page and read all the same"
DELETED = "deleted text left out (tracked changes): {count} characters"
WIDGETS = "text in {parts} left out: {count} characters"
SENTENCES = "{count} sentences around the regulation left out ({sample})"
FRAMES = "{count} sentences in other pages of the archive left out ({sample})"
UNCLOSED = "a {part} of the page is not closed; what follows it is lost"
CUT = "the page breaks off before its end"
PICTURES = "{count} pictures left out"
NOTES = "{count} {kind} left out"
OBJECTS = "{count} embedded objects left out"
EDGES = "text of headers and footers left out: {count} characters"
ALIEN_PART = "an embedded part in another format was left out"
DRAWING = "text of a diagram (SmartArt) or chart left out"
BOXES = "{count} text boxes beside a paragraph left out: {texts}"
WIKI = "{count} templates and notes of the wiki left out"

# pages
OCR = "read by OCR"
OCR_PAGES = "read by OCR: {pages}"
NEEDS_OCR = "{pages} left out: needs OCR, {remedy}"
HIDDEN_LAYER = "read from the text layer behind a scan: {pages}"
DAMAGED_PAGES = "{pages} left out: damaged"
DAMAGED = "a part of the file is damaged; text may be missing"
RULED = "a table drawn by lines is read line by line, check who is named for which task: {pages}"
OFF_PAGE = "hidden text left out: {count} characters that the pages do not show"
WATERMARK = "slanting text left out (a watermark): {count} characters"
FIELDS = "text in form fields left out: {count} characters"
FOOTNOTES = "{count} lines of footnotes left out"

"""Texts that mean something to whatever they are written into."""

HOSTILE = (
    "</svg><script>alert(1)</script>",
    "3.9|x",
    "@everyone",
    "`code`",
    "[link](https://host.example)",
    "![picture](https://host.example/x.png)",
    "https://host.example",
    "www.host.example",
    "<!-- ",
    "&lt;b&gt;",
    "\x1b[31mred\x07\x00",
    "\u202egnp",
    "\ud800",
    "a\n::error::b",
    "##[error]c",
    "# title\n\n| a | b |",
    "{{ 7 * 7 }}",
    "\\|",
    "long " * 5000,
    "",
)

"""Answers made by hand."""

from bot.answer import Answer, CitedFact, Comparability, Derived, Quote

QUOTE = Quote(
    source="report", session="fair-2023", title="The [red]fair[/red]", quote="over 2,400 exhibitors", start=17, end=38
)

FULL = Answer(
    status="answered",
    answer="The fair had over 2,400 exhibitors.",
    caveats=("the figure is preliminary.",),
    intent="value",
    sessions=("fair-2023",),
    facts=(CitedFact(id="f", session="fair-2023", measure="exhibitors", label="exhibitors", value="over 2,400"),),
    derived=(Derived(expression="a / b", value="2", statement="Twice.", from_=("f", "g")),),
    comparability=Comparability(verdict="caveat", reason="counted otherwise"),
    citations=(QUOTE,),
    suggestions=("And in 2022?", "Who came?"),
    headings=(("source", "Source"), ("note", "Note"), ("ask_next", "You can also ask")),
)

CHOICE = Answer(
    status="clarify",
    answer="Which do you mean?",
    choices=("visits", "visitors"),
    reason="ambiguous",
    headings=FULL.headings,
)

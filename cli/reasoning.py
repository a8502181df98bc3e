"""What a language model made of a note, for people: its steps, and what does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape

if TYPE_CHECKING:
    from rich.console import Console

    from ..model.inference import GroundedAnswer


def render_reasoning(found: GroundedAnswer, console: Console) -> None:
    """Print the model's steps with their citations, its diagnoses, and every flag."""
    console.print(f"\n[bold]Reasoning of {escape(found.model)}[/bold], checked against the graph")
    if found.fell_back:
        console.print(f"  none: {escape(found.fell_back)}")
        return
    for number, step in enumerate(found.reasoning, 1):
        cites = f" [{', '.join(step.cites)}]" if step.cites else ""
        console.print(f"  {number}. {escape(step.text + cites)}")
    for each in found.diagnoses:
        held = "grounded" if each.grounded else "not grounded"
        known = each.id or "not in the graph"
        console.print(f"  {each.rank}. {escape(each.name)} ({known}): {held}")
    for flag in found.flags:
        console.print(f"  ! {flag.where}: {flag.kind}: {escape(flag.what)}")
    cited = {one for step in found.reasoning for one in step.cites}
    cited |= {one for each in found.diagnoses for one in each.cites}
    for statement in found.context.statements.values():
        if statement.id in cited:
            console.print(f"  {escape(statement.line)}")

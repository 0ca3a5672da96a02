"""Ask output/ the question of README.md and README.zh.md, and write its answer below it; with --check only compare."""

import re
import sys
from pathlib import Path

import kg

QUESTION = re.compile(r"(```sparql\n(?P<question>.+?)```\n\n)(?P<answer>(?:\|[^\n]*\n)+)", re.DOTALL)


def answered(text: str, graph: kg.KnowledgeGraph) -> str:
    """Return a page in which the table below each question is its answer."""
    return QUESTION.sub(lambda found: found[1] + table(graph, found["question"]), text)


def table(graph: kg.KnowledgeGraph, question: str) -> str:
    """Return the answer to a question as a table in Markdown."""
    answer = graph.query(question)
    rows = [list(answer.columns), ["---"] * len(answer.columns), *answer.astype(str).values.tolist()]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def main() -> None:
    """Answer, or with --check compare: exit 1 when a page gives another answer."""
    root = Path(__file__).parent.parent
    graph = kg.KnowledgeGraph.load(root / "output")
    for page in (root / "README.md", root / "README.zh.md"):
        text = page.read_text("utf-8")
        if not QUESTION.search(text):
            sys.exit(f"{page.name}: has no question with an answer below")
        if "--check" not in sys.argv:
            page.write_text(answered(text, graph), "utf-8")
        elif answered(text, graph) != text:
            sys.exit(f"{page.name}: its answer is not that of output/; run .ci/rebuild-output")


if __name__ == "__main__":
    main()

"""What is written once, after the last package: the index, and results that no output could hold."""

from dataclasses import replace

from pypistats_action.errors import PublishError
from pypistats_action.inputs import Request
from pypistats_action.model import Document, Outcome
from pypistats_action.publishing import Publisher
from pypistats_action.runner import Announcer
from pypistats_action.runner.outputs import MOST_RESULTS_CHARACTERS, results_text


def closed(outcome: Outcome, request: Request, publisher: Publisher, announcer: Announcer) -> Outcome:
    """The outcome with what was written for all packages together; nothing where there is one, or none was served.

    What can't be written is warned of: each package has its own files already.
    """
    if len(outcome.packages) == 1 or not outcome.results:
        return outcome
    from pypistats_action.rendering.index import compose_index

    documents = compose_index(outcome, request.output_dir, html=request.look.html, own=request.templates)
    results, results_file = results_text(outcome), None
    if len(results) > MOST_RESULTS_CHARACTERS:
        base = "" if request.output_dir == "." else f"{request.output_dir}/"
        results_file = f"{base}results.json"
        documents = (*documents, Document(results_file, results + "\n"))
    try:
        receipt = publisher.publish(documents)
    except PublishError as error:
        announcer.warn(f"The index of all packages can't be written. {error}")
        return outcome
    return replace(outcome, closing=receipt, index=documents[0].path, results_file=results_file)

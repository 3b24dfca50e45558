"""The text of a pull request: what is proposed, the reports, and where they end."""

from urllib.parse import quote

from pypistats_action.model import Account, Commit
from pypistats_action.publishing.github import addresses, body
from pypistats_action.publishing.github.place import Place
from pypistats_action.publishing.proposed_change import Change
from pypistats_action.publishing.settings import ASK_AGAIN


def page_of(account: Account, change: Change, commit: Commit, place: Place) -> str:
    """The Markdown of a pull request that ends with ``commit``, no longer than GitHub takes."""
    repository, proposal = place.client.repository, account.proposal
    if proposal is None:
        raise ValueError("a pull request needs a proposal")
    # By the commit and not by the branch, so that pictures outlive the branch.
    pictures = addresses.raw_address(repository, commit.sha)
    pages = addresses.page_address(repository, commit.sha)
    parts = [body.absolute(proposal.text, "", pictures=pictures, pages=pages)]
    for path in proposal.reports:
        folder = path.rpartition("/")[0]
        text = place.text(path)
        if change.edits.files:
            # The text above says which of these steps are left.
            text = body.without_section(text, body.STEPS_HEADING)
        text = body.without_pictures(text, folder, change.has)
        parts.append(body.absolute(text, folder, pictures=pictures, pages=pages))
    whole = "\n\n".join(part.strip() for part in parts if part.strip())
    footer = f"\n\n---\n{proposal.footer}" if proposal.footer else ""
    commit_page = addresses.commit_page(repository, commit.sha)
    rest = pages + quote(proposal.reports[0]) if proposal.reports else commit_page
    room = body.MOST_CHARACTERS - len(footer) - len(ASK_AGAIN) - 2
    return body.cut(whole, rest, room) + footer

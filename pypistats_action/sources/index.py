"""A package index: what the newest release of a package declares."""

from base64 import b64encode
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pypistats_action.errors import SourceError
from pypistats_action.model import Declaration, MetadataSource, PublishedRelease, Secret
from pypistats_action.projects.published import from_core_metadata
from pypistats_action.sources.pacing import Pacer
from pypistats_action.sources.simple_api import ACCEPT, IndexedRelease, newest_release
from pypistats_action.sources.transport import Transport
from pypistats_action.transport import Credentials, Server

if TYPE_CHECKING:
    from pypistats_action.transport import Answer, Manners

SERVICE = "the package index"
REQUESTS_PER_MINUTE = 600
RETRY_WAITS_SECONDS = (2.0, 5.0)
"""Shorter than those of a source of figures: a report can do without the index."""
LARGEST_PAGE_BYTES = 64 * 1024 * 1024
TOO_LARGE = "answers with more than 64 MB, where 2 MB are many"
MOST_OUTAGES = 2
"""Packages in a row for which there is no answer, after which an index isn't asked any more."""


def default_index_url() -> str:
    """The address of the index that pip asks where nobody names one."""
    # Imported here: whoever names an index needs no default.
    from distlib.index import DEFAULT_INDEX

    return urljoin(str(DEFAULT_INDEX), "simple")


class Index:
    """One index. ``url`` is the address below which each project has its page, without a slash at its end.

    ``credentials`` is ``user:password``; it goes to the index's own host only.
    """

    def __init__(self, url: str, manners: "Manners", credentials: Secret | None = None) -> None:
        self._url = url
        self._transport = Transport(
            Server(SERVICE),
            Pacer(REQUESTS_PER_MINUTE, clock=manners.clock, sleep=manners.sleep),
            manners,
            address_input="index-url",
            accept=ACCEPT,
            most_bytes=LARGEST_PAGE_BYTES,
            too_large=TOO_LARGE,
            credentials=_basic(url, credentials) if credentials else None,
        )
        self._outages = 0

    def declaration(self, package: str) -> Declaration | None:
        """What the newest release declares; None where the index has no such package, or no release of it.

        Raises SourceError where the index gives no answer that can be used.
        """
        answer = self._asked(package)
        if answer.status == 404:
            return None
        if answer.status in (401, 403):
            raise SourceError(
                f"{SERVICE} wants credentials that it knows (HTTP {answer.status}). Look at index-token, and at the "
                "user in index-url."
            )
        if answer.status != 200:
            raise SourceError(f"{SERVICE} answers HTTP {answer.status} for {package}. Look at index-url.")
        try:
            release = newest_release(answer.body, answer.headers.get("content-type", ""), answer.url)
        except ValueError as problem:
            raise SourceError(
                f"{SERVICE} gives an answer for {package} that can't be used: {problem}. Look at index-url."
            ) from None
        return self._declared(release) if release else None

    def _asked(self, package: str) -> "Answer":
        if self._outages >= MOST_OUTAGES:
            raise SourceError(f"{SERVICE} gave no answer before, and was not asked again.")
        try:
            answer = self._transport.get(f"{self._url}/{package}/")
        except SourceError:
            self._outages += 1
            raise
        self._outages = 0
        return answer

    def _declared(self, release: IndexedRelease) -> Declaration:
        metadata = self._core_metadata(release)
        return Declaration(
            source=MetadataSource.INDEX,
            requires_python=release.requires_python or (metadata.requires_python if metadata else None),
            classifiers=metadata.classifiers if metadata else (),
            odd_classifiers=metadata.odd_classifiers if metadata else (),
            release=PublishedRelease(
                version=release.version,
                uploaded=release.uploaded,
                since=release.since,
                has_classifiers=metadata is not None,
            ),
        )

    def _core_metadata(self, release: IndexedRelease) -> Declaration | None:
        """What the release's core metadata says; None where it can't be had, since a report can do without."""
        if release.metadata_url is None:
            return None
        try:
            answer = self._transport.get(release.metadata_url)
        except SourceError:
            return None
        return from_core_metadata(answer.body) if answer.status == 200 else None


def _basic(url: str, credentials: Secret) -> Credentials:
    secret = Secret(b64encode(credentials.reveal().encode()).decode("ascii"))
    # Files often lie on another host than the pages: that one is asked too, without the credentials.
    return Credentials(url, secret, "Authorization", "Basic ", keeps_to_origin=False)

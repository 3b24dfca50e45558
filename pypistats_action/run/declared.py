"""What a run looks up of each package besides its figures: what the project declares."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

from pypistats_action.analysis import load_calendar, resolve_support, support_notes
from pypistats_action.errors import InputError, SourceError
from pypistats_action.formats import listed
from pypistats_action.inputs import ProjectMetadata, Request
from pypistats_action.model import ALL_PACKAGES, Declaration, Project, Subject, Support
from pypistats_action.projects.monorepo import Several
from pypistats_action.run.world import World

ADVICE = "write requires-python into [project], or as the input requires-python"


@dataclass(frozen=True, kw_only=True, slots=True)
class Declared:
    """What is known of a package before its figures.

    ``project`` is the workspace's of this name. ``problem`` says why its files can't be used. ``published`` is on its
    way, None where nobody is asked.
    """

    package: str
    project: Project | Several | None = None
    problem: InputError | None = None
    published: Future[Declaration | None] | None = None

    @property
    def folder(self) -> str:
        """The folder of the workspace's project, ``.`` where there is none."""
        return self.project.folder if isinstance(self.project, Project) else "."

    def ask(self, world: World, executor: Executor) -> "Declared":
        """Ask what is published, without waiting for the answer."""
        if world.metadata.ask is None or not self._is_to_be_asked(world):
            return self
        return replace(self, published=executor.submit(world.metadata.ask, self.package))

    def remember(self, published: Declaration | None, world: World) -> "Declared":
        """Take what an earlier run was told to be what is published, where this one would have asked too."""
        if not self._is_to_be_asked(world):
            return self
        known: Future[Declaration | None] = Future()
        known.set_result(published)
        return replace(self, published=known)

    def _is_to_be_asked(self, world: World) -> bool:
        return world.metadata.asks_for(self.package) and self.problem is None


def look_up(package: str, world: World) -> Declared:
    """Look the project up in the workspace."""
    if world.metadata.given:
        return Declared(package=package)
    try:
        return Declared(package=package, project=world.metadata.in_workspace(package))
    except InputError as problem:
        return Declared(package=package, problem=problem)


def find_support(declared: Declared, request: Request, world: World) -> tuple[Support, bool]:
    """Tell what the project supports, and whether everyone who was asked has answered.

    What is published counts where the workspace doesn't say. Raises InputError where the project's own files, or the
    input, can't be used.
    """
    if declared.problem:
        raise declared.problem
    published, failure = _published(declared)
    own = world.metadata.given or _own(declared, published)
    released = load_calendar().released(request.reference_date)
    try:
        support = resolve_support(own or published or Declaration(), released)
    except ValueError as problem:
        if own is not None and own.release is None:
            raise InputError([f"requires-python{_place(own)}: {problem}"]) from None
        failure, support = f"its published requires-python {problem}", Support()
    if failure:
        _tell(declared.package, failure, support, world)
    unread = tuple(_unread(declared, support, request, world))
    if support.supported is None and published is None and declared.published and not failure:
        unread = (*unread, f"Nothing is published of {declared.package} that says which versions it supports.")
    return replace(
        support,
        remedy=_remedy(request),
        published=published,
        notes=(*unread, *support_notes(support, declared.project, published, released)),
    ), failure is None


def _remedy(request: Request) -> str:
    """Tell what says best which versions are supported, where nobody knows."""
    if len(request.packages) == 1:
        return "requires-python"
    asks_index = request.documents.project_metadata in (ProjectMetadata.AUTO, ProjectMetadata.INDEX)
    return "declaration" if asks_index else "project-metadata"


def _published(declared: Declared) -> tuple[Declaration | None, str | None]:
    """Give what is published, and why it isn't known."""
    try:
        return declared.published.result() if declared.published else None, None
    except SourceError as error:
        return None, str(error)


def _own(declared: Declared, published: Declaration | None) -> Declaration | None:
    """Give what the workspace says; what is published speaks for a requires-python there that wasn't read."""
    project = declared.project
    if not isinstance(project, Project) or project.declaration is None:
        return None
    own = project.declaration
    is_unread = any(found.subject is Subject.REQUIRES_PYTHON for found in project.unread)
    if is_unread and published and published.requires_python:
        return replace(
            published,
            classifiers=own.classifiers,
            odd_classifiers=own.odd_classifiers,
            classifiers_file=own.classifiers_file,
        )
    return own


def _tell(package: str, failure: str, support: Support, world: World) -> None:
    if support.supported is None:
        world.announcer.warn(f"{package}: {failure} Nothing is recommended.")
    else:
        world.announcer.log(f"note: {package}: {failure} What the workspace says counts.")


def _unread(declared: Declared, support: Support, request: Request, world: World) -> Iterator[str]:
    """Sentences on what stands in the workspace and was not read."""
    project = declared.project
    if isinstance(project, Several):
        yield (
            f"{listed(project.folders, 5)} are all {declared.package}, so none of them was read: write the right one "
            "into project-dir."
        )
    elif project is not None:
        for found in project.unread:
            if found.subject is Subject.REQUIRES_PYTHON:
                yield f"{found.sentence}, which was not read: {ADVICE}."
            elif found.subject is Subject.CLASSIFIERS and not support.declaration.names_versions:
                yield f"{found.sentence}, which were not read."
    elif world.metadata.projects and len(request.packages) == 1 and declared.package != ALL_PACKAGES:
        root = world.metadata.projects.root
        for found in root.unread if root.name is None else ():
            if found.subject is Subject.NAME:
                yield (
                    f"{found.sentence}, which was not read: write project-dir: . if it is {declared.package}, so that "
                    "its files count."
                )


def _place(declaration: Declaration) -> str:
    if declaration.file is None:
        return ""
    return f" in {declaration.file}{f', line {declaration.line}' if declaration.line else ''}"

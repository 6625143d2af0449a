"""The template engine: whose template wins, what a fault says, what a template may not do."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from briefgen.model.errors import TemplateError
from briefgen.render import Engine, packaged_templates, render
from tests.factories import an_edition

#: What a page is given beside the edition.
PAGE: dict[str, Any] = {"description": "", "linked_data": {}, "page_url": ""}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return the empty templates folder of a workspace whose path has a space."""
    folder = tmp_path / "a workspace" / "templates"
    folder.mkdir(parents=True)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    """Write a template."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


FAULTS = {
    "a wrong tag": ("one\n{% if %}\n", 2, "Expected an expression"),
    "an unclosed block": ("one\n{% for x in edition.stories %}\n", 2, "Unexpected end of template"),
    "an unknown filter": ("one\ntwo\n{{ edition.title|shout }}\n", 3, "No filter named 'shout'"),
    "an unknown name": ("one\n\n{{ weather }}\n", 3, "'weather' is undefined"),
    "an unknown attribute": ("{{ edition.title }}\n{{ edition.colour }}\n", 2, "has no attribute 'colour'"),
    "a fault while it runs": ("one\n{{ 1 / 0 }}\n", 2, "division by zero"),
    "a missing include": ("one\n{% include 'page/nowhere.html.j2' %}\n", 2, "no template 'page/nowhere.html.j2'"),
    "a theme without the key": ("{{ theme.colours.light.pink }}\n", 1, "pink"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_names_file_and_line(workspace: Path, case: str) -> None:
    """Whatever is wrong, the one line begins with the template's path inside the workspace and the line."""
    text, line, problem = FAULTS[case]
    write(workspace, "page/index.html.j2", text)
    with pytest.raises(TemplateError) as caught:
        list(render(an_edition(), ["html"], templates=[workspace, packaged_templates()]))
    assert caught.value.file == "templates/page/index.html.j2"
    assert caught.value.line == line
    assert problem in caught.value.problem
    assert str(caught.value).startswith(f"templates/page/index.html.j2:{line}: ")
    assert "\n" not in str(caught.value)


def test_a_fault_inside_a_macro_names_the_macros_file(workspace: Path) -> None:
    """The innermost template is told, not the one that called it."""
    write(workspace, "macros/mine.html.j2", "{% macro shout(x) %}\n{{ x.loud }}\n{% endmacro %}\n")
    write(workspace, "page/index.html.j2", "{% from 'macros/mine.html.j2' import shout %}\n\n{{ shout('a') }}\n")
    with pytest.raises(TemplateError) as caught:
        Engine([workspace]).render("page/index.html.j2", an_edition())
    assert (caught.value.file, caught.value.line) == ("templates/macros/mine.html.j2", 2)


def test_a_wrong_theme_file_names_its_line(workspace: Path) -> None:
    """The theme is a template's file like any other."""
    write(workspace, "theme.toml", '[logo]\ntext = "x"\nbroken\n')
    with pytest.raises(TemplateError) as caught:
        Engine([workspace, packaged_templates()])
    assert (caught.value.file, caught.value.line) == ("templates/theme.toml", 3)


def test_a_missing_template_is_told_by_name(workspace: Path) -> None:
    """A folder without templates gives the same kind of error, no traceback."""
    with pytest.raises(TemplateError, match=r"there is no template 'page/index.html.j2'"):
        list(render(an_edition(), ["html"], templates=[workspace]))


def test_a_workspaces_own_template_wins(workspace: Path) -> None:
    """One file replaces one file; everything else stays the packaged one."""
    write(workspace, "page/story.html.j2", "<p>our way to tell {{ story.headline }}</p>\n")
    page, _ = render(an_edition(), ["html"], templates=[workspace, packaged_templates()])
    assert page.content.count(b"<p>our way to tell Ministers speak by phone") == 4
    assert b'<header class="masthead">' in page.content


def test_a_publication_has_templates_and_a_theme_of_its_own(workspace: Path) -> None:
    """They lie over the plain ones, in the folder of its id, and concern no other publication."""
    write(workspace, "briefings/israel/theme.toml", '[logo]\ntext = "The Bay"\n')
    own = "{% extends 'page/index.html.j2' %}{% block after %}<p>our own end</p>{% endblock %}"
    write(workspace, "briefings/israel/page.html.j2", own)
    engine = Engine([workspace, packaged_templates()])
    other = an_edition(briefing=replace(an_edition().briefing, id="jordan"))
    ours = engine.render("page/index.html.j2", an_edition(), **PAGE)
    theirs = engine.render("page/index.html.j2", other, **PAGE)
    assert ("our own end" in ours, "The Bay" in ours) == (True, True)
    assert ("our own end" in theirs, "The Bay" in theirs) == (False, False)


def test_a_publication_may_be_made_with_the_templates_of_another(workspace: Path) -> None:
    """Its configuration names the folder."""
    write(workspace, "briefings/bay/theme.toml", '[logo]\ntext = "The Bay"\n')
    engine = Engine([workspace, packaged_templates()])
    edition = an_edition(briefing=replace(an_edition().briefing, template="bay"))
    assert engine.theme_of(edition)["logo"]["text"] == "The Bay"


@pytest.mark.parametrize("name", ["nowhere", "../briefings", "/etc", "a/../b"])
def test_a_template_folder_that_does_not_exist_is_told_by_name(workspace: Path, name: str) -> None:
    """Also where a foreign edition.json asks for one outside."""
    edition = an_edition(briefing=replace(an_edition().briefing, template=name))
    with pytest.raises(TemplateError, match="there is no such folder of templates"):
        Engine([workspace, packaged_templates()]).render("page/index.html.j2", edition, **PAGE)


def test_a_theme_changes_only_what_it_names(workspace: Path) -> None:
    """A newsroom rebrands with three lines; colours, words and the other names stay."""
    packaged = Engine([packaged_templates()]).theme_of(an_edition())
    write(workspace, "theme.toml", '[logo]\ntext = "The Bay"\n[colours.light]\nbrand = "#114411"\n')
    theme = Engine([workspace, packaged_templates()]).theme_of(an_edition())
    assert theme["colours"] == {**packaged["colours"], "light": {**packaged["colours"]["light"], "brand": "#114411"}}
    assert theme["logo"] == {**packaged["logo"], "text": "The Bay"}
    for rendition in render(an_edition(), ["html", "email"], templates=[workspace, packaged_templates()]):
        if rendition.name.endswith(".html"):
            assert b"The Bay" in rendition.content
            assert b"#114411" in rendition.content


def test_a_newsrooms_theme_wins_over_that_of_a_packaged_publication(workspace: Path) -> None:
    """It rebrands all of them with one file, and each of them again in a folder of its own."""
    write(workspace, "theme.toml", '[colours.light]\nbrand = "#114411"\n')
    assert Engine([packaged_templates()]).theme_of(an_edition())["colours"]["light"]["brand"] != "#114411"
    assert Engine([workspace, packaged_templates()]).theme_of(an_edition())["colours"]["light"]["brand"] == "#114411"
    write(workspace, "briefings/israel/theme.toml", '[colours.light]\nbrand = "#222211"\n')
    assert Engine([workspace, packaged_templates()]).theme_of(an_edition())["colours"]["light"]["brand"] == "#222211"


@pytest.mark.parametrize("name", ["x.html.j2", "x.html", "x.svg.j2", "x.xml.j2", "x.css.j2", "x"])
def test_what_a_template_prints_is_escaped(workspace: Path, name: str) -> None:
    """Escaping is on whatever the file is called, also where Jinja's own rule forgets it."""
    write(workspace, name, "{{ '<b>' ~ edition.title }}")
    assert Engine([workspace]).render(name, an_edition(title="A & B")) == "&lt;b&gt;A &amp; B"


@pytest.mark.parametrize("name", ["x.txt.j2", "x.md.j2"])
def test_plain_text_is_not_escaped(workspace: Path, name: str) -> None:
    """Text and Markdown are no HTML."""
    write(workspace, name, "{{ edition.title }}")
    assert Engine([workspace]).render(name, an_edition(title="A & B")) == "A & B"


ESCAPES = (
    "{{ edition.__class__.__mro__ }}",
    "{{ ''.__class__.__subclasses__() }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ edition.names.update({'a': 'b'}) }}",
    "{{ theme.logo.clear() }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(edition) }}",
    "{{ range(99999999)|list }}",
)


@pytest.mark.parametrize("template", ESCAPES)
def test_a_template_cannot_leave_the_sandbox(workspace: Path, template: str) -> None:
    """Neither Python's insides nor a change of the edition or the theme is within reach."""
    write(workspace, "x.html.j2", template)
    with pytest.raises(TemplateError):
        Engine([workspace, packaged_templates()]).render("x.html.j2", an_edition())


def test_a_template_outside_the_folders_is_out_of_reach(workspace: Path) -> None:
    """``..`` leads nowhere."""
    write(workspace.parent, "secret.html.j2", "secret")
    write(workspace, "x.html.j2", "{% include '../secret.html.j2' %}")
    with pytest.raises(TemplateError, match="there is no template"):
        Engine([workspace]).render("x.html.j2", an_edition())


@pytest.mark.parametrize("language", ["he", "ar", "ru", "fa", "tr", "en"])
def test_every_language_has_every_word(language: str) -> None:
    """No edition mixes English labels into another language."""
    engine = Engine([packaged_templates()])
    english = engine.words("en")
    theirs = engine._words[language]  # noqa: SLF001  the words as the file has them, without the fallback
    assert set(theirs) == {*english, "section"} if language != "en" else set(english)
    assert set(theirs["change"]) == set(english["change"])


def test_a_language_without_words_of_its_own_reads_english() -> None:
    """An unknown language is no error."""
    engine = Engine([packaged_templates()])
    assert engine.words("mt-MT")["sources"] == "Sources"

"""Monitoring in the standards of others: what an evaluation covers in DCAT, evaluations as documents in IATI."""

from __future__ import annotations

import pytest
from ckan import model
from ckan.tests.helpers import CKANTestApp
from rdflib import Graph, Literal, URIRef

from ckanext.dtts.dcat.terms import DCT, DTTS, FOAF, PROV, RDFS
from ckanext.dtts.followup import citing
from glue.followup.conftest import EVALUATION

pytestmark = pytest.mark.usefixtures("year")


@pytest.fixture(scope="module")
def graph(site: CKANTestApp, year: dict[str, bytes]) -> Graph:
    return Graph().parse(data=site.get("/dataset/nam-giam-sat.ttl").get_data(as_text=True), format="turtle")


def test_dcat_says_which_items_and_indicators_the_published_rows_are_about(graph: Graph) -> None:
    items = {str(each) for each in graph.objects(predicate=DTTS.programmeItem)}
    assert items == {"DA01", "DA03.TDA2", "DA04.TDA1", "DA05.TDA1", "DA10.TDA2.ND02"}
    (indicator,) = graph.objects(predicate=DCT.relation)
    assert str(indicator).endswith("/chi-tieu/I1719.16")
    assert {str(each) for each in graph.objects(predicate=DTTS.evaluationKind)} == {"annual"}


def test_dcat_says_who_did_it_and_how_in_both_languages(graph: Graph) -> None:
    (agent,) = graph.objects(predicate=DCT.contributor)
    assert graph.value(agent, FOAF.name) == Literal(EVALUATION["evaluator"], lang="vi")
    (work,) = graph.objects(predicate=PROV.wasGeneratedBy)
    assert set(graph.objects(work, RDFS.comment)) == {
        Literal(EVALUATION["method"], lang="vi"),
        Literal(EVALUATION["method_en"], lang="en"),
    }
    assert isinstance(next(graph.subjects(predicate=PROV.wasGeneratedBy)), URIRef)


def test_an_evaluation_is_a_document_of_the_indicators_that_it_cites_and_of_no_other(
    site: CKANTestApp,
) -> None:
    with site.flask_app.test_request_context():
        (found,) = citing.documents(["I1719.02", "I1719.16"], demo=True)
        assert found.address.endswith("/giam-sat/danh-gia/MH-DGGK-2026?bo=nam-giam-sat")
        assert (found.on.isoformat(), found.demo) == ("2026-08-31", True)
        assert citing.documents(["I1719.02"], demo=True) == ()
        assert citing.documents(["I1719.16"], demo=False) == ()
    model.Session.remove()

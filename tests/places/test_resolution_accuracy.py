"""Resolution against texts with known places, a sample of them: accuracy, honesty, calibration.

The whole is measured by ``python -m benchmarks.run resolution``.
"""

import pytest

from benchmarks.corpora import CORPORA, corpus, evaluation_data
from benchmarks.resolution import calibration_error, judged, most_populous, resolve_all, share
from geomoves.places import Gazetteer

WITHOUT_CORPORA = evaluation_data() is None
pytestmark = pytest.mark.skipif(WITHOUT_CORPORA, reason="GEOMOVES_EVALUATION_DATA is not set")

# Every so many texts of a corpus, and what such a sample has to reach: less than the whole does.
EVERY = {"lgl": 6, "wotr-train": 9}
LEAST_RIGHT = {"lgl": 0.87, "wotr-train": 0.63}
LEAST_RIGHT_RESOLVED = {"lgl": 0.96, "wotr-train": 0.94}


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer(world=True)


@pytest.fixture(scope="module", params=CORPORA)
def sample(request, gazetteer):
    texts = corpus(request.param)[:: EVERY[request.param]]
    return request.param, texts, judged(texts, resolve_all(gazetteer, texts))


def test_most_names_are_put_where_they_are(sample, gazetteer):
    name, texts, given = sample
    right = share([one.right for one in given])
    assert right >= LEAST_RIGHT[name]
    assert right > share([km <= 161 for km in most_populous(gazetteer, texts)]) + 0.05


def test_what_is_called_resolved_is_right(sample):
    name, _, given = sample
    resolved = [one for one in given if one.status == "resolved"]
    assert len(resolved) >= 0.45 * len(given)
    assert share([one.right for one in resolved]) >= LEAST_RIGHT_RESOLVED[name]


def test_scores_mean_what_they_say(sample):
    _, _, given = sample
    scored = [(one.score, one.right) for one in given if one.kind != "no candidate"]
    assert calibration_error(scored) <= 0.12


def test_the_order_of_mentions_changes_no_answer_of_a_real_text(gazetteer):
    for text in corpus("lgl")[3:60:8]:
        straight = gazetteer.resolve(text.mentions, text=text.text, date=text.date)
        turned = gazetteer.resolve(text.mentions[::-1], text=text.text, date=text.date)
        assert straight == turned[::-1]

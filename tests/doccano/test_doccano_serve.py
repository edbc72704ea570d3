"""Auto-labelling: our service behind doccano's own menu, with the templates of labels/doccano."""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
import requests
from doccano_samples import Browser, KeywordTagger, ignore, label

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.screens import Screen
from provtag.commands.doccano import add_commands
from provtag.doccano.client import Doccano
from provtag.doccano.push import push_blind
from provtag.doccano.server import Server
from provtag.doccano.suggestions import make_server
from provtag.paths import LABELS
from provtag.schema import ProvtagError

TEXT = "市公安局负责打击拐卖，<宣传> & 排查。"


@contextmanager
def service(tagger: KeywordTagger) -> Iterator[str]:
    with make_server(tagger, LabelTypes.load(), "127.0.0.1", 0) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/"
        finally:
            running.shutdown()


@pytest.mark.doccano
def test_a_document_uploaded_by_hand_is_labelled_from_doccano_itself(
    server: Server, admin: Doccano, name: str, types: LabelTypes, tagger: KeywordTagger, browser_of: Callable[[str], Browser]
) -> None:
    push_blind(admin, name, [Screen(label(1, "各地要负责。"))], ["alice"], types, ignore)
    boss = Browser(server.url, "admin")
    project = boss.project(name)
    example = boss.call("POST", f"projects/{project}/examples", {"text": TEXT, "meta": {}})["id"]
    request = json.loads((LABELS / "doccano" / "request.json").read_text(encoding="utf-8"))
    with service(tagger) as url:
        request["model_attrs"]["url"] = url
        answer = boss.call("POST", f"projects/{project}/auto-labeling/request-testing", request | {"text": TEXT})
        for task, file in (("Category", "categories.jinja2"), ("Span", "spans.jinja2")):
            template = (LABELS / "doccano" / file).read_text(encoding="utf-8")
            body = {"response": answer, "template": template, "task_type": task}
            assert boss.call("POST", f"projects/{project}/auto-labeling/label-extractor-testing", body)
            config = request | {"template": template, "task_type": task, "label_mapping": {}}
            boss.call("POST", f"projects/{project}/auto-labeling/configs", config)
        alice = browser_of("alice")
        for _ in range(2):  # asking twice marks nothing twice
            alice.call("POST", f"projects/{project}/auto-labeling?example={example}")
    assert alice.labels(project, example) == ({"预防", "打击", "宣传"}, {(0, 4, "主责")})
    assert len(alice.call("GET", f"projects/{project}/examples/{example}/spans")) == 1


def test_bad_requests_are_refused_and_the_service_goes_on(tagger: KeywordTagger) -> None:
    with service(tagger) as url:
        for body in (b"", b"{", b"[]", b'{"text": 1}', b"\xff\xfe"):
            answer = requests.post(url, data=body, timeout=10)
            assert (answer.status_code, list(answer.json())) == (400, ["error"]), body
        huge = requests.post(url, data=b"x" * 1_000_001, timeout=10)
        assert huge.status_code == 400
        assert requests.get(url, timeout=10).status_code == 501
        good = requests.post(url, json={"text": ""}, timeout=10).json()
        assert good == {"categories": [], "spans": []}


def test_it_listens_on_this_machine_only_unless_told_and_a_taken_port_is_one_line(tagger: KeywordTagger) -> None:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    assert parser.parse_args(["serve"]).host == "127.0.0.1"
    with (
        make_server(tagger, LabelTypes.load(), "127.0.0.1", 0) as running,
        pytest.raises(ProvtagError, match=r"cannot serve there .*choose another --port"),
    ):
        make_server(tagger, LabelTypes.load(), "127.0.0.1", running.server_port)

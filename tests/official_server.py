"""A server of official files on this machine, and every source beside HPO in miniature."""

from __future__ import annotations

import gzip
import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from rareseek.ingest.translations import LANGUAGES

Answer = Callable[[BaseHTTPRequestHandler], None]

SSSOM = "subject_id\tsubject_label\tpredicate_id\tobject_id\tobject_label\n"
PACKET = {
    "ORPHAcode": "558",
    "creationDate": "2025-12-09 10:00:00",
    "Label": "Marfan syndrome",
    "DisorderType": {"value": "Disease"},
}
BABELON = (
    "source_language\ttranslation_language\tsubject_id\tpredicate_id\tsource_value\t"
    "translation_value\ttranslation_status\n"
)
PRODUCTS = Path(__file__).parent / "fixtures" / "orphanet"
VCF = """##fileformat=VCFv4.1
##fileDate=2025-06-01
##source=ClinVar
##reference=GRCh38
#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO
15\t48411226\t16444\tC\tT\t.\t.\tCLNDISDB=MONDO:MONDO:0007947,OMIM:154700;CLNDN=Marfan_syndrome;\
CLNREVSTAT=criteria_provided,_single_submitter;CLNSIG=Pathogenic;GENEINFO=FBN1:2200;\
MC=SO:0001583|missense_variant
"""
TEXTS = {
    "orphapackets.jsonl": json.dumps(PACKET) + "\n",
    "mondo.obo": "format-version: 1.2\ndata-version: releases/2026-05-05\nontology: mondo\n\n"
    "[Term]\nid: MONDO:0007947\nname: Marfan syndrome\n",
    "mondo_exactmatch_omim.sssom.tsv": "# mapping_set_version: 2026-08-04\n"
    f"{SSSOM}MONDO:0007947\tMarfan syndrome\tskos:exactMatch\tOMIM:154700\tMarfan\n",
    "mondo_exactmatch_orphanet.sssom.tsv": "# mapping_set_version: 2026-08-04\n"
    f"{SSSOM}MONDO:0007947\tMarfan syndrome\tskos:exactMatch\tOrphanet:558\tMarfan\n",
    "hgnc_complete_set.txt": "hgnc_id\tsymbol\tstatus\talias_symbol\tprev_symbol\tentrez_id\t"
    "ensembl_gene_id\nHGNC:3603\tFBN1\tApproved\tMASS\tFBN\t2200\tENSG00000166147\n",
    "clingen_gene_disease_validity.csv": '"FILE CREATED: 2025-10-09"\n'
    '"GENE SYMBOL","GENE ID (HGNC)","DISEASE LABEL","DISEASE ID (MONDO)","MOI","CLASSIFICATION"\n'
    '"FBN1","HGNC:3603","Marfan syndrome","MONDO:0007947","AD","Definitive"\n',
    "mim2gene_medgen": "#MIM number\tGeneID\ttype\tSource\tMedGenCUI\tComment\n"
    "154700\t2200\tphenotype\tGeneMap\tC0024796\t-\n",
}


def write_other_sources(folder: Path) -> None:
    """Every source beside HPO by its official name, and ClinVar's checksum."""
    for name, text in TEXTS.items():
        (folder / name).write_text(text)
    for language in LANGUAGES:
        row = f"en\t{language}\tHP:0001250\trdfs:label\tSeizure\tx\tOFFICIAL\n"
        (folder / f"hp-{language}.babelon.tsv").write_text(BABELON + row)
    for path in PRODUCTS.glob("*.xml"):
        (folder / path.name).write_bytes(path.read_bytes())
    write_clinvar(folder, VCF)


def write_clinvar(folder: Path, text: str) -> None:
    """A release of ClinVar with its checksum."""
    packed = gzip.compress(text.encode(), mtime=0)
    (folder / "clinvar.vcf.gz").write_bytes(packed)
    checksum = f"{hashlib.md5(packed).hexdigest()}  /pub/clinvar/vcf_GRCh38/clinvar.vcf.gz\n"
    (folder / "clinvar.vcf.gz.md5").write_text(checksum)


@dataclass
class OfficialServer:
    """Serves a folder over HTTP as official servers do; a file can be given another answer."""

    folder: Path
    answers: dict[str, Answer] = field(default_factory=dict)
    changed: dict[str, str] = field(default_factory=dict)
    """``Last-Modified`` of files, by name; others have an ``ETag``."""
    cut: dict[str, int] = field(default_factory=dict)
    """After how many bytes of a file its connection is cut, as often as it is asked for."""
    stalled: dict[str, int] = field(default_factory=dict)
    """After how many bytes of a file nothing more comes, until `go_on` is set."""
    go_on: threading.Event = field(default_factory=threading.Event)
    asked: list[str] = field(default_factory=list)
    sent: list[tuple[str, int, int]] = field(default_factory=list)
    """Bytes that were sent: name, first, one past the last."""
    url: str = ""

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        name = request.path.rpartition("/")[2]
        self.asked.append(name)
        if name in self.answers:
            self.answers[name](request)
        elif (self.folder / name).is_file():
            self._send_file(request, name)
        else:
            request.send_error(404)

    def _send_file(self, request: BaseHTTPRequestHandler, name: str) -> None:
        body = (self.folder / name).read_bytes()
        header, value = self._validator(name, body)
        known = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        if value in known:
            request.send_response(304)
            request.end_headers()
            return
        first = _first(request, value)
        last = min(len(body), first + self.cut.get(name, len(body)))
        self.sent.append((name, first, last))
        request.send_response(206 if first else 200)
        request.send_header("Content-Length", str(len(body) - first))
        request.send_header(header, value)
        request.end_headers()
        pause = min(last, first + self.stalled.get(name, len(body)))
        request.wfile.write(body[first:pause])
        if pause < last:
            self.go_on.wait(60)
            with suppress(ConnectionError):  # of a process that was killed
                request.wfile.write(body[pause:last])

    def _validator(self, name: str, body: bytes) -> tuple[str, str]:
        if name in self.changed:
            return "Last-Modified", self.changed[name]
        return "ETag", f'"{hashlib.sha1(body).hexdigest()}"'


def _first(request: BaseHTTPRequestHandler, validator: str) -> int:
    """The first byte that is asked for of a file that is still the same."""
    asked = request.headers.get("Range")
    if asked is None or request.headers.get("If-Range") != validator:
        return 0
    return int(asked.removeprefix("bytes=").rstrip("-"))


def send(request: BaseHTTPRequestHandler, body: bytes, *, length: int | None = None) -> None:
    """Answer with a body; a longer stated length cuts the connection before the end."""
    request.send_response(200)
    if length != -1:
        request.send_header("Content-Length", str(length or len(body)))
    request.end_headers()
    request.wfile.write(body)


@contextmanager
def serving(folder: Path) -> Iterator[OfficialServer]:
    """A server of a folder's files, on a port of its own."""
    official = OfficialServer(folder)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            official.answer(self)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        official.url = f"http://127.0.0.1:{http.server_address[1]}"
        threading.Thread(target=http.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield official
        finally:
            official.go_on.set()
            http.shutdown()

"""Passages as LlamaIndex nodes.

Metadata schema, the same for every node (JSON values, hidden from models and embeddings):

=====================  =======================================================================
``snapshot``           id of the snapshot that all of it comes from
``rank``               place in the differential, from 1
``disease_id``         leading id (CURIE); ``disease_name`` its name
``equivalent_ids``     further records of the same disease, pooled with it
``score``              sum of the findings' log likelihood ratios, ``adjustment`` (what the learned
                       ranker adds) and ``genotype`` (what genes and variants add), all in nats
``posterior``          probability among all diseases of the snapshot, 0 to 1; the node's score
``absence``            probability that the patient's disease is not in the snapshot, where the
                       ranker can tell, or null
``stands_out``         false: none of the diseases should be taken for the answer (the text of
                       the first node says so); both are of the whole retrieval
``findings``           HPO ids by status: matched, related, unexplained, conflicting, missing,
                       absent as expected, neutral
``genes``              list of ``{"id", "symbol"}``, every gene of the disease
``inheritance``        HPO ids of the modes that a source states
``references``         every article or record that the evidence cites
``statements``         list of the statements in the text: ``{"id" (E1...), "key", "kind",
                       "text", "disease_id", "finding", "object_id", "frequency",
                       "references", "source", "worth"}``; of kind ``variant`` is what the patient's
                       variants in a gene of the disease say (``finding`` ClinVar id or the variant
                       as given, ``object_id`` the gene, ``source`` ClinVar, where it has it; the
                       stars are in the text), of kind ``named gene`` a gene without a variant
=====================  =======================================================================
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from llama_index.core.schema import NodeWithScore, TextNode

from .context import Citations, Passage, citations
from .courses import modes_stated
from .differential import Diagnosis
from .evidence import Status
from .passages import references
from .ranking.ranker import Ranking
from .rendering import passage_record
from .statements import Statement


def node(passage: Passage, diagnosis: Diagnosis, snapshot: str, ranking: Ranking) -> NodeWithScore:
    """One passage of a ranking as a node; its score is the posterior."""
    metadata = _metadata(passage, diagnosis, snapshot) | {
        "absence": ranking.absence,
        "stands_out": ranking.stands_out,
    }
    return NodeWithScore(
        node=TextNode(
            id_=f"{snapshot}/{passage.disease_id}",
            text=passage.text,
            metadata=metadata,
            excluded_llm_metadata_keys=list(metadata),
            excluded_embed_metadata_keys=list(metadata),
        ),
        score=passage.posterior,
    )


def cited(text: str, nodes: Iterable[NodeWithScore]) -> Citations:
    """What a model's answer cites of the nodes it was given: ``cited(str(r), r.source_nodes)``."""
    records = (each for one in nodes for each in one.metadata.get("statements", ()))
    known = (Statement(**{**each, "references": tuple(each["references"])}) for each in records)
    return citations(text, {each.id: each for each in known})


def _metadata(passage: Passage, diagnosis: Diagnosis, snapshot: str) -> dict[str, Any]:
    findings: dict[str, list[str]] = {status.value: [] for status in Status}
    for evidence in diagnosis.evidence:
        annotation = evidence.annotation
        term = evidence.phenotype or (annotation.phenotype_id if annotation else None)
        if term is not None:
            findings[evidence.status].append(term)
    genes = {gene.gene_id: gene.symbol for gene in diagnosis.genes}
    stated = [annotation.phenotype_id for annotation in diagnosis.course]
    stated += [words for record in diagnosis.records for words in record.inheritance]
    modes = dict.fromkeys(mode for each in stated for mode in modes_stated(each)[:1])
    return {
        "snapshot": snapshot,
        **passage_record(passage),
        "findings": findings,
        "genes": [{"id": one, "symbol": symbol} for one, symbol in genes.items()],
        "inheritance": list(modes),
        "references": list(references(diagnosis.evidence)),
    }

// Reading queries of Neo4j's own Cypher. Each ends with a semicolon at the end of a line,
// which is no part of it; a comment before a query is. Parameters come from the test.
;

MATCH (d:Disease) WHERE d:Disease RETURN d.id;

MATCH (a)-[r]->(b) RETURN type(r) AS type, labels(a)[0] AS source, labels(b)[0] AS target, count(*) AS n ORDER BY n DESC;

MATCH (a:Disease {id: $id})-[r]-(b) RETURN type(r), head(labels(b)), b.id, b.name;

MATCH p = shortestPath((a:Phenotype {id: 'HP:0001250'})-[:IS_A*..20]-(b:Phenotype {id: 'HP:0001166'})) RETURN length(p), [n IN nodes(p) | n.name] AS names;

MATCH p = allShortestPaths((g:Gene {symbol: 'FBN1'})-[*..5]-(q:Phenotype {id: 'HP:0001250'})) RETURN [r IN relationships(p) | type(r)];

MATCH (a:Gene {symbol: 'FBN1'}), (b:Gene {symbol: 'MECP2'}) MATCH p = shortestPath((a)-[*..10]-(b)) RETURN p;

MATCH p = (a:Phenotype {id: 'HP:0001250'})-[:IS_A*1..3]->(b) RETURN [n IN nodes(p) | n.id] AS ids, length(p);

MATCH (d:Disease) WHERE EXISTS { (d)-[:HAS_PHENOTYPE]->(:Phenotype {id: $phenotype}) } RETURN d.id;

MATCH (d:Disease) WHERE exists((d)-[:HAS_PHENOTYPE]->(:Phenotype {id: 'HP:0001250'})) RETURN d.name;

MATCH (d:Disease) WHERE NOT exists((d)<-[:CLASSIFIED_FOR]-(:Variant)) RETURN d.name;

MATCH (d:Disease) RETURN d.name, COUNT { (d)-[:HAS_PHENOTYPE]->() } AS phenotypes ORDER BY phenotypes DESC;

MATCH (d:Disease) RETURN d.name, COLLECT { MATCH (d)-[:HAS_PHENOTYPE]->(p) RETURN p.name ORDER BY p.name LIMIT 3 } AS names;

MATCH (d:Disease) WHERE EXISTS { MATCH (d)-[r:HAS_PHENOTYPE]->(p) WITH p, r WHERE r.negated RETURN p } RETURN d.name;

MATCH (d:Disease) WHERE COUNT { MATCH (d)-[:HAS_PHENOTYPE]->(p) RETURN DISTINCT p } > 2 RETURN d.name;

MATCH (d:Disease) RETURN d {.id, .name} AS disease;

MATCH (d:Disease) RETURN d {.*} AS disease;

MATCH (d:Disease {id: $id})-[r:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p {.id, .name, frequency: r.frequency}) AS phenotypes
RETURN d {.id, .name, phenotypes: phenotypes} AS record;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, count(p) AS n RETURN d {.name, n} AS row ORDER BY row.n DESC;

MATCH (d:Disease) RETURN d.name, [(d)-[:HAS_PHENOTYPE]->(p:Phenotype) | p.name] AS phenotypes;

MATCH (d:Disease) RETURN d.name, [(d)-[r:HAS_PHENOTYPE]->(p) WHERE r.negated | p.name] AS excluded;

MATCH (d:Disease) RETURN d.id, size([(d)<-[:ASSOCIATED_WITH]-(g) | g]) AS genes;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p) WITH d, collect(p.name) AS names RETURN d.name, [n IN names WHERE n STARTS WITH 'A'] AS a, [n IN names | toUpper(n)] AS upper;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p) WITH d, collect(DISTINCT p.name) AS names RETURN d.name, head(names), last(names), tail(names), names[0..2], names[-1], size(names);

MATCH (d:Disease)
CALL {
  WITH d
  MATCH (d)-[:HAS_PHENOTYPE]->(p:Phenotype)
  RETURN count(p) AS n
}
RETURN d.name, n;

MATCH (d:Disease)
CALL (d) {
  MATCH (g:Gene)-[:ASSOCIATED_WITH]->(d)
  RETURN collect(g.symbol) AS genes
}
RETURN d.name, genes;

CALL {
  MATCH (d:Disease) RETURN d.id AS id, d.name AS name
  UNION
  MATCH (g:Gene) RETURN g.id AS id, g.symbol AS name
}
RETURN id, name ORDER BY id;

MATCH (d:Disease) CALL (*) { MATCH (d)<-[:CLASSIFIED_FOR]-(v:Variant) RETURN v ORDER BY v.stars DESC LIMIT 1 } RETURN d.name, v.id, v.stars;

CALL () { MATCH (d:Disease) RETURN count(d) AS n } RETURN n;

MATCH (d:Disease WHERE d.source = 'OMIM')-[r:HAS_PHENOTYPE WHERE NOT r.negated]->(p:Phenotype) RETURN d.name, p.name;

MATCH (n:Disease|Gene) RETURN coalesce(n.name, n.symbol) AS name, labels(n);

MATCH (n) WHERE n:Disease OR n:Gene RETURN count(n);

MATCH (n) WHERE n:Disease|Phenotype RETURN labels(n), count(*);

MATCH (d:Disease)-[r]->() WHERE r:HAS_PHENOTYPE RETURN count(r);

MATCH (d:Disease)-[r]-(x) WHERE type(r) IN ['HAS_PHENOTYPE', 'SAME_AS'] RETURN type(r), count(x);

MATCH (d:Disease) RETURN toString(size(d.name)) + ' characters', toInteger('12'), toFloat('0.5'), toBoolean('true');

MATCH (v:Variant) WHERE v.variation_id IS NOT NULL RETURN toInteger(v.variation_id) AS id ORDER BY id;

MATCH (d:Disease) RETURN split(d.id, ':')[1] AS number, split(d.name, ' ')[0] AS first;

MATCH (d:Disease) RETURN split(d.id, ':') AS parts;

MATCH (d:Disease) RETURN d.name ORDER BY rand() LIMIT 2;

MATCH (d:Disease) RETURN id(d) AS internal, elementId(d) AS element;

MATCH (d:Disease) RETURN properties(d) AS all, keys(d) AS names LIMIT 1;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p) RETURN startNode(r).id, endNode(r).id LIMIT 1;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p) RETURN isEmpty(r.references) AS uncited, count(*);

MATCH (p:Phenotype) RETURN stDev(p.ic), stDevP(p.ic), percentileDisc(p.ic, 0.9), round(avg(p.ic), 2), sign(-1), exp(1), log10(10);

MATCH (d:Disease) RETURN toLower(d.name), toUpper(d.name), ltrim(d.name), rtrim(d.name), reverse(d.name);

MATCH (d:Disease) WITH collect(d.name) AS names UNWIND names AS name RETURN name ORDER BY name;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p) WITH d, collect(p.id) AS ids WHERE single(x IN ids WHERE x = 'HP:0001250') RETURN d.name;

MATCH (a:Disease {id: 'OMIM:154700'})-[:HAS_PHENOTYPE]->(p) WITH collect(p) AS ps MATCH (b:Disease)-[:HAS_PHENOTYPE]->(q) WHERE q IN ps RETURN b.name, count(q);

MATCH (d:Disease) OPTIONAL MATCH (d)<-[:CLASSIFIED_FOR]-(v:Variant) WITH d, count(v) AS n RETURN d.name, CASE WHEN n = 0 THEN 'none' ELSE toString(n) END AS variants;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WITH d, p, r ORDER BY r.frequency DESC WITH d, collect({phenotype: p.name, frequency: r.frequency})[0..3] AS top RETURN d.name, top;

MATCH (d:Disease) RETURN {id: d.id, name: d.name, source: d.source} AS record;

MATCH (d:Disease) WITH {id: d.id, label: d.name} AS row RETURN row.id, row.label;

MATCH (d:Disease) WHERE d.definition IS NULL OR char_length(d.definition) < 10 RETURN d.id;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.id) AS ids RETURN d.id, ids[1], size(ids);

MATCH (d:Disease) RETURN d.id, substring(d.name, 0, 6) AS beginning;

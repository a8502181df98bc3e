// Reading queries of Ladybug's own Cypher. Each ends with a semicolon at the end of a line,
// which is no part of it; a comment before a query is. Parameters come from the test.
;

MATCH (a)-[r]->(b) RETURN label(a), label(r), label(b), count(*) AS n ORDER BY n DESC;

MATCH (n) RETURN label(n), count(n);

MATCH (n:Disease:Gene) RETURN n.id;

MATCH (n:Disease|Gene) RETURN n.id;

MATCH (a:Disease)-[r:HAS_PHENOTYPE|ASSOCIATED_WITH]-(b) RETURN label(r), count(*);

MATCH path = (a:Phenotype {id: 'HP:0001250'})-[:IS_A* SHORTEST 1..20]-(b:Phenotype {id: 'HP:0001166'}) RETURN length(path), properties(nodes(path), 'name');

MATCH (g:Gene {symbol: 'FBN1'})-[* SHORTEST 1..5]-(p:Phenotype {id: 'HP:0001250'}) RETURN g.symbol, p.name;

MATCH (a:Gene {symbol: 'FBN1'})-[e* SHORTEST 1..6]-(b:Gene {symbol: 'MECP2'}) RETURN length(e), properties(rels(e), 'source');

MATCH path = (p:Phenotype {id: $phenotype})-[:IS_A*1..3]->(a:Phenotype) RETURN properties(nodes(path), 'id') AS ids, length(path) AS hops;

MATCH path = (p:Phenotype {id: 'HP:0001250'})-[:IS_A*1..5]->(a:Phenotype) RETURN nodes(path), rels(path) LIMIT 2;

MATCH (g:Gene)-[r*1..3]-(p:Phenotype {id: $phenotype}) RETURN DISTINCT g.symbol;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE list_contains(r.references, 'PMID:20591885') RETURN d.name;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN p.name, r.references[1:2], size(r.references);

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN p.name, list_extract(r.references, 1), list_slice(r.references, 1, 1);

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.name) AS names RETURN d.name, list_sort(names), list_distinct(names), list_to_string(', ', names);

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.id) AS ids WHERE list_has_all(ids, ['HP:0001250', 'HP:0000733']) RETURN d.name;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.id) AS ids WHERE list_has_any(ids, $phenotypes) RETURN d.name;

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.ic) AS ics RETURN d.name, list_min(ics), list_max(ics), list_position(ics, 1.1);

MATCH (d:Disease) RETURN cast(size(d.name) AS STRING), cast('12' AS INT64), cast('0.5' AS DOUBLE), string(1), to_int64('3'), to_double('0.5');

MATCH (v:Variant) WHERE v.variation_id IS NOT NULL RETURN cast(v.variation_id AS INT64) AS id ORDER BY id;

MATCH (d:Disease) WHERE starts_with(d.name, 'Rett') OR ends_with(d.name, 'nothing') OR contains(d.name, 'Marfan') RETURN d.id;

MATCH (d:Disease) WHERE prefix(d.name, 'Rett') OR suffix(d.name, 'nothing') RETURN d.id;

MATCH (d:Disease) RETURN initcap(d.source), lcase(d.name), ucase(d.name), substr(d.name, 1, 3), concat(d.id, ' ', d.name);

MATCH (d:Disease) RETURN ifnull(d.definition, 'none'), ln(2.0), pow(2, 3);

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN start_node(r), end_node(r) LIMIT 1;

MATCH (d:Disease) RETURN id(d), typeof(d.name);

MATCH (d:Disease) RETURN {id: d.id, name: d.name} AS record;

MATCH (d:Disease) WITH {id: d.id} AS record RETURN record.id;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN d.name, collect({phenotype: p.name, frequency: r.frequency}) AS top;

MATCH (g:Gene)-[assoc:ASSOCIATED_WITH]->(d:Disease) RETURN g.symbol, label(assoc) AS relation, d.name;

MATCH (d:Disease {id: $id})-[r]-(x) RETURN label(r) AS relation, label(x) AS what, x.id AS id;

MATCH (d:Disease)-[r]-(x) WHERE label(r) = 'SAME_AS' RETURN d.id, x.id;

MATCH (n) WHERE label(n) IN ['Disease', 'Gene'] RETURN n.id;

MATCH (d:Disease) WHERE EXISTS { MATCH (d)-[:HAS_PHENOTYPE]->(p:Phenotype) WHERE p.id = $phenotype } RETURN d.name;

MATCH (d:Disease) RETURN keys(d) LIMIT 1;

MATCH (d:Disease) RETURN d.name + ' (' + d.source + ')' AS shown;

MATCH ()-[r:ASSOCIATED_WITH]->() RETURN DISTINCT r.type;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() WITH d, r.references[1] AS first RETURN {disease: d.id, reference: first} AS cited;

MATCH (start:Phenotype)-[path:IS_A]->(stop:Phenotype) RETURN start.id, stop.id;

MATCH (type:Disease) RETURN type.type AS date;

MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE list_contains(r.references, $name) RETURN d.name;

MATCH (a)-[r]->(b) RETURN label(a), label(r), label(b), count(*) AS n;

MATCH (d:Disease) RETURN cast(d.id AS STRING), d.name + ' (' + d.source + ')' AS shown;

MATCH (d:Disease)--(x) RETURN label(x), count(*);

MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.id) AS ids RETURN d.id, ids[1], size(ids);

MATCH (d:Disease) RETURN d.id, substring(d.name, 1, 6) AS beginning;

// Queries that the guard must let through and Ladybug must run, one a line. Parameters come from the test.
MATCH (d:Disease) RETURN d.id, d.name
MATCH (d:Disease) RETURN d
MATCH (d:Disease {id: $id}) RETURN d.name
MATCH (d:Disease {id: 'OMIM:154700'}) RETURN d.name, d.definition
MATCH (d:Disease {id: "OMIM:154700"}) RETURN d.mondo_id AS mondo
match (d:Disease) where d.id = $id return d.name limit 5
MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) RETURN d.name, p.name LIMIT 10
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE d.id IN $ids RETURN d.id, p.id, r.frequency, r.references
MATCH (p:Phenotype)<-[r:HAS_PHENOTYPE]-(d:Disease) WHERE p.id = $phenotype AND NOT r.negated RETURN d.name, r.n, r.m
MATCH (p:Phenotype)-[:HAS_PHENOTYPE]-(d:Disease) RETURN p.name, d.name
MATCH (g:Gene)-[:ASSOCIATED_WITH]->(d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WHERE g.symbol = 'FBN1' RETURN p.name
MATCH (g:Gene {symbol: $name})-[a:ASSOCIATED_WITH]->(d:Disease) RETURN d.id, d.name, a.type, a.moi, a.confidence
MATCH (d:Disease) RETURN count(*)
MATCH (d:Disease) RETURN count(DISTINCT d.source) AS sources
MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) RETURN d.name, count(p) AS n ORDER BY n DESC, d.name ASC LIMIT 3
MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, count(p) AS n WHERE n > 2 RETURN d.name, n
MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype) WITH d, collect(p.name) AS names RETURN d.name, names, size(names)
MATCH (a:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype)<-[:HAS_PHENOTYPE]-(b:Disease) WHERE a.id = $id AND a.id <> b.id RETURN b.name, collect(p.name)
MATCH (d:Disease) WHERE d.name CONTAINS 'Marfan' RETURN d.id
MATCH (d:Disease) WHERE lower(d.name) STARTS WITH 'rett' OR d.name ENDS WITH 'nothing' RETURN d.id
MATCH (d:Disease) WHERE toLower(d.name) =~ '.*syndrome.*' RETURN d.id
MATCH (d:Disease) WHERE d.name =~ '(?i)angelman.*' RETURN d.id
MATCH (d:Disease) WHERE d.definition IS NULL RETURN d.id
MATCH (d:Disease) WHERE d.definition IS NOT NULL XOR d.source = 'ORPHA' RETURN d.id
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE r.frequency >= 0.5 AND r.frequency <= 1.0 RETURN p.name
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE (r.n > 10 AND r.m < 1000) OR r.negated = true RETURN p.name, r.n * 100 / r.m AS percent
MATCH (d:Disease)-[r:HAS_PHENOTYPE {negated: true}]->(p:Phenotype) RETURN d.name, p.name
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE 'PMID:20591885' IN r.references RETURN d.name, p.name
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) WHERE list_contains(r.references, $name) RETURN d.name
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN p.name, r.references[1], r.references[1..1], size(r.references)
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN DISTINCT r.source, r.aspect, r.evidence ORDER BY r.source
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->(p:Phenotype) RETURN d.name, CASE WHEN r.negated THEN 'excluded' WHEN r.frequency > 0.5 THEN 'frequent' ELSE 'present' END AS status
MATCH (d:Disease) RETURN CASE d.source WHEN 'OMIM' THEN 1 ELSE 2 END AS code
MATCH (d:Disease) OPTIONAL MATCH (d)-[:HAS_PHENOTYPE]->(p:Phenotype {id: $phenotype}) RETURN d.name, p.id IS NOT NULL AS has_it
MATCH (d:Disease) WHERE EXISTS { MATCH (d)-[:HAS_PHENOTYPE]->(p:Phenotype) WHERE p.id = $phenotype } RETURN d.name
MATCH (d:Disease) WHERE NOT EXISTS { MATCH (d)-[:HAS_PHENOTYPE]->(:Phenotype {id: 'HP:0001250'}) } RETURN d.name
MATCH (d:Disease) RETURN d.name, COUNT { MATCH (d)-[:HAS_PHENOTYPE]->(:Phenotype) } AS n
MATCH (d:Disease) WHERE (d)-[:HAS_PHENOTYPE]->(:Phenotype {id: 'HP:0001250'}) RETURN d.name
MATCH (p:Phenotype {id: $phenotype})-[:IS_A*1..30]->(a:Phenotype) RETURN a.id, a.name
MATCH (p:Phenotype {id: $phenotype})-[:IS_A*0..3]->(a:Phenotype) RETURN a.name
MATCH (p:Phenotype {id: $phenotype})-[:IS_A*2]->(a:Phenotype) RETURN a.name
MATCH (p:Phenotype {id: $phenotype})-[:IS_A*..4]->(a:Phenotype) RETURN a.name
MATCH (p:Phenotype {id: 'HP:0000118'})<-[:IS_A*1..20]-(c:Phenotype)<-[:HAS_PHENOTYPE]-(d:Disease) RETURN DISTINCT d.name
MATCH path = (a:Phenotype {id: 'HP:0001250'})-[:IS_A* SHORTEST 1..20]-(b:Phenotype {id: 'HP:0001166'}) RETURN length(path), properties(nodes(path), 'name')
MATCH (g:Gene)-[r*1..3]-(p:Phenotype {id: $phenotype}) RETURN DISTINCT g.symbol
MATCH (a)-[r]->(b) RETURN label(a), label(r), label(b), count(*) AS n
MATCH (n) RETURN label(n), count(n)
MATCH (n:Disease:Gene) RETURN n.id
MATCH (n:Disease|Gene) RETURN n.id
MATCH (a:Disease)-[r:HAS_PHENOTYPE|ASSOCIATED_WITH]-(b) RETURN label(r), count(*)
MATCH (d:Disease), (g:Gene) RETURN d.name, g.symbol LIMIT 4
MATCH (d:Disease)-[:HAS_PHENOTYPE]->(p:Phenotype), (g:Gene)-[:ASSOCIATED_WITH]->(d) RETURN g.symbol, p.name
UNWIND $ids AS id MATCH (d:Disease {id: id}) RETURN d.name
UNWIND ['HP:0001250', 'HP:0001166'] AS id MATCH (p:Phenotype) WHERE p.id = id RETURN p.name
WITH 'OMIM:154700' AS id MATCH (d:Disease) WHERE d.id = id RETURN d.name
MATCH (d:Disease) RETURN d.name AS name UNION MATCH (g:Gene) RETURN g.symbol AS name
MATCH (d:Disease) RETURN d.name AS name LIMIT 1 UNION ALL MATCH (g:Gene) RETURN g.symbol AS name
MATCH (d:Disease) RETURN d.id ORDER BY d.name DESC SKIP 1 LIMIT 1
MATCH (d:Disease) RETURN d.id ORDER BY d.name SKIP $n LIMIT $n
MATCH (r:Release) RETURN r.source, r.version, r.date, r.sha256, r.licence, r.rows, r.quarantined
MATCH (p:Phenotype) RETURN max(p.ic), min(p.ic), avg(p.ic), sum(p.ic), round(avg(p.ic), 2)
MATCH (p:Phenotype) WHERE p.ic > -1 AND p.ic < 1e3 RETURN coalesce(p.definition, 'none') AS definition
MATCH (d:Disease) RETURN {id: d.id, name: d.name} AS record
MATCH (d:Disease) RETURN [d.id, d.name] AS pair
MATCH (d:Disease) WITH {id: d.id} AS record RETURN record.id
MATCH (d:Disease) RETURN d.`name` AS `disease name`
MATCH (d:`Disease`)-[r:`HAS_PHENOTYPE`]->(p) RETURN count(r)
MATCH (d:Disease) WHERE any(word IN ['Marfan', 'Rett'] WHERE d.name CONTAINS word) RETURN d.id
MATCH (d:Disease) RETURN cast(d.id AS STRING), d.name + ' (' + d.source + ')' AS shown
MATCH (d:Disease) RETURN *
MATCH (d:Disease) WITH * RETURN d.id
MATCH (d:Disease) WHERE d.name = 'DROP TABLE; DELETE everything' RETURN d.id
MATCH (d:Disease) WHERE d.name = 'CREATE (n) SET n.x = 1 // MERGE /* COPY */ CALL db.labels()' RETURN d.id
MATCH (d:Disease) WHERE d.definition CONTAINS "LOAD FROM '/etc/passwd' RETURN *" RETURN d.id
MATCH (d:Disease) WHERE d.definition CONTAINS 'Also "happy puppet", it\'s said' RETURN d.name
MATCH (d:Disease) WHERE d.name = 'Syndrome de Sjögren–Larsson 马凡综合征' RETURN d.id
MATCH (d:Disease) WHERE d.name = 'a`b$c{d}[e](f)\\g' RETURN d.id
MATCH (d:Disease) /* the three diseases */ RETURN d.id // nothing more
MATCH (type:Disease) RETURN type.type AS date
MATCH (start:Phenotype)-[path:IS_A]->(stop:Phenotype) RETURN start.id, stop.id
MATCH (d:Disease) WHERE NOT (d.source = 'OMIM') RETURN d.id
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() RETURN d.id, sum(CASE WHEN r.negated THEN 1 ELSE 0 END) AS excluded
MATCH (d:Disease {id: $id})-[r:HAS_PHENOTYPE]->(p:Phenotype) WITH p, r ORDER BY r.frequency DESC LIMIT 2 RETURN p.name
MATCH ()-[r:ASSOCIATED_WITH]->() RETURN DISTINCT r.type
RETURN 1 AS one
MATCH (d:Disease)-->(p:Phenotype)<--(e:Disease) WHERE d.id < e.id RETURN p.name
MATCH (d:Disease)--(x) RETURN label(x), count(*)
MATCH (d:Disease)-[r:HAS_PHENOTYPE]->() WITH d, r.references[1] AS first RETURN {disease: d.id, reference: first} AS cited
MATCH path = (p:Phenotype {id: $phenotype})-[:IS_A*1..3]->(a:Phenotype) RETURN properties(nodes(path), 'id') AS ids, length(path) AS hops

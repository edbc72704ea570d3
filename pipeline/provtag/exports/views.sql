-- The questions that the tables of provtag.duckdb answer, one view each. Counts are of words in documents, not of deeds.

-- The action types of each clause; `counted`: figures count its document.
CREATE VIEW clause_types AS
SELECT doc_id, clause_id, action_type, CAST(scores ->> action_type AS DOUBLE) AS score, counted
FROM (
  SELECT doc_id, clause_id, scores, counted, unnest(CAST(action_types AS VARCHAR[])) AS action_type
  FROM clauses JOIN documents USING (doc_id)
);

-- The measures of each clause, the main one with rank 1; `counted`: figures count its document.
CREATE VIEW clause_measures AS
SELECT doc_id, clause_id, place AS rank, found ->> 'id' AS measure_id, found ->> 'name' AS measure, CAST(found ->> 'score' AS DOUBLE) AS score,
       counted
FROM (
  SELECT doc_id, clause_id, counted, unnest(CAST(measures AS JSON[])) AS found, generate_subscripts(CAST(measures AS JSON[]), 1) AS place
  FROM clauses JOIN documents USING (doc_id)
);

-- How much of what does each document that counts order?
CREATE VIEW documents_by_type AS
SELECT doc_id, action_type, count(*) AS clauses FROM clause_types WHERE counted GROUP BY ALL ORDER BY ALL;

CREATE VIEW documents_by_measure AS
SELECT doc_id, measure_id, any_value(measure) AS measure, count(*) AS clauses FROM clause_measures WHERE counted GROUP BY ALL ORDER BY ALL;

-- Who leads and who supports what in the documents that count, by type and by measure?
CREATE VIEW who_by_type AS
SELECT t.doc_id, t.action_type, a.role, a.agency_id, any_value(a.agency) AS agency, count(DISTINCT t.clause_id) AS clauses
FROM clause_types t JOIN agencies a USING (clause_id) WHERE t.counted AND a.role <> 'mention'
GROUP BY t.doc_id, t.action_type, a.role, a.agency_id
ORDER BY t.doc_id, t.action_type, a.role, clauses DESC, a.agency_id;

CREATE VIEW who_by_measure AS
SELECT m.doc_id, m.measure_id, any_value(m.measure) AS measure, a.role, a.agency_id, any_value(a.agency) AS agency,
       count(DISTINCT m.clause_id) AS clauses
FROM clause_measures m JOIN agencies a USING (clause_id) WHERE m.counted AND a.role <> 'mention'
GROUP BY m.doc_id, m.measure_id, a.role, a.agency_id
ORDER BY m.doc_id, m.measure_id, a.role, clauses DESC, a.agency_id;

-- What of a plan does a document carry out, and in which clauses of its own?
CREATE VIEW carried_out AS
SELECT l.plan_doc_id, l.plan_clause_id, p.text AS plan_text, l.doc_id, l.clause_id, c.text, l.grade, l.score
FROM links l JOIN clauses p ON p.clause_id = l.plan_clause_id JOIN clauses c ON c.clause_id = l.clause_id
WHERE l.grade <> 'missing';

-- What does it leave out?
CREATE VIEW left_out AS
SELECT l.plan_doc_id, l.plan_clause_id, p.number, p.text AS plan_text, l.doc_id
FROM links l JOIN clauses p ON p.clause_id = l.plan_clause_id WHERE l.grade = 'missing';

-- Of which measures of the plan does it carry out how many clauses?
CREATE VIEW plan_measures AS
SELECT l.plan_doc_id, m.measure_id, any_value(m.measure) AS measure, l.doc_id, count(DISTINCT l.plan_clause_id) AS plan_clauses,
       count(DISTINCT l.plan_clause_id) FILTER (l.grade <> 'missing') AS carried_out,
       count(DISTINCT l.plan_clause_id) FILTER (l.grade = 'missing') AS left_out
FROM links l JOIN clause_measures m ON m.clause_id = l.plan_clause_id
GROUP BY l.plan_doc_id, m.measure_id, l.doc_id ORDER BY l.plan_doc_id, m.measure_id, l.doc_id;

-- What does it add?
CREATE VIEW additions AS
SELECT a.doc_id, a.clause_id, c.number, c.text FROM added a JOIN clauses c USING (clause_id);

-- What changed from one edition to the next, and who gained or lost a task?
CREATE VIEW changed_clauses AS
SELECT c.change, c.moved, o.number AS old_number, o.text AS old_text, n.number AS new_number, n.text AS new_text, c.difference
FROM changes c LEFT JOIN clauses o ON o.clause_id = c.old_clause_id LEFT JOIN clauses n ON n.clause_id = c.new_clause_id
WHERE c.change <> 'kept';

CREATE VIEW changed_tasks AS
SELECT agency_id, agency, count(*) FILTER (change = 'gained') AS gained, count(*) FILTER (change = 'lost') AS lost,
       count(*) FILTER (change NOT IN ('gained', 'lost')) AS other_role
FROM tasks GROUP BY agency_id, agency ORDER BY gained + lost DESC, agency_id, agency;

-- In whose words is a clause, also of copies? The documents that have words of it, by the characters that their runs share with it.
CREATE VIEW whose_words AS
SELECT c.doc_id, c.clause_id, r.source_doc_id, sum(least(c."end", r."end") - greatest(c.start, r.start)) AS characters
FROM clauses c JOIN runs r ON r.doc_id = c.doc_id AND r.start < c."end" AND r."end" > c.start
GROUP BY c.doc_id, c.clause_id, r.source_doc_id ORDER BY c.doc_id, c.clause_id, characters DESC, r.source_doc_id;

-- Who works with whom? Of the documents that count, as edges are.
CREATE VIEW works_with AS
SELECT source_agency, target_agency, weight, led, units FROM edges ORDER BY weight DESC, source, target;

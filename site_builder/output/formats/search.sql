-- Words of names, titles, quotes and records, to be found with MATCH: any script, without regard to accents.
CREATE VIRTUAL TABLE search USING fts5(
    kind UNINDEXED, id UNINDEXED, path UNINDEXED, words, tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO search (kind, id, path, words)
SELECT subjects.kind, subjects.id, subjects.path, names.name
FROM names JOIN subjects ON subjects.id = names.subject ORDER BY names.subject, names.position;
INSERT INTO search (kind, id, path, words)
SELECT kind, id, path, name FROM subjects WHERE kind IN ('event', 'article') ORDER BY id;
INSERT INTO search (kind, id, path, words)
SELECT 'quote', quotes.record, records.path, quotes.words
FROM quotes JOIN records ON records.id = quotes.record ORDER BY quotes.id;
INSERT INTO search (search) VALUES ('optimize');

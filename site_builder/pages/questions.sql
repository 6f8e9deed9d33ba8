-- # deals-with-quotes
-- Who sells what to whom, for how much, and in whose words?
SELECT title, event, suppliers, recipients, items, value_min,
    value_max, value_currency, status, "by", quotes, article
FROM deals_with_quotes
ORDER BY coalesce(value_max, value_min, 0) DESC, event, article;

-- # who-met-whom
-- Who met whom, on how many visits, and how many articles tell of it?
SELECT visitor, visitor_unnamed, met, met_unnamed, visits, articles
FROM who_met_whom
ORDER BY visits DESC, articles DESC, visitor, met;

-- # one-origin
-- Which events rest on one origin alone, however many articles repeat it?
SELECT title, event, date, origin, CASE origin_unnamed WHEN 1 THEN 'somebody unnamed of it' END AS who, articles
FROM events_on_one_origin
ORDER BY articles DESC, event;

-- # who-says-what
-- Who says what: every statement with its speaker, its day and the exact words?
SELECT records."by" AS speaker, records.by_unnamed, statements.date, statements.says, evidence.quotes,
    evidence.article, evidence.record
FROM statements
JOIN records ON records.id = statements.record
JOIN evidence ON evidence.record = statements.record
ORDER BY speaker IS NULL, speaker, statements.date_from, evidence.record;

-- # figures-side-by-side
-- What figures are given of the same thing, with the least and the most that each may mean?
SELECT figures.measure, figures.subject, figures.object, figures.value_wording AS wording, figures.value_min,
    figures.value_max, figures.value_currency AS currency, measures.unit, figures.value_sense AS sense,
    (SELECT group_concat(date, '; ') FROM record_dates WHERE record_dates.record = figures.record) AS period,
    records.origin, records.article
FROM figures
JOIN records ON records.id = figures.record
LEFT JOIN measures ON measures.id = figures.measure
ORDER BY figures.measure, figures.subject, figures.object, figures.value_min, records.id;

-- # where-reports-differ
-- Where do reports contradict or dispute each other, and what does each of them say?
SELECT disagreements.kind, disagreements.event, disagreements.fields, disagreement_records.part, records.origin,
    coalesce(records.says, evidence.quotes) AS says, evidence.quotes, records.article
FROM disagreements
JOIN disagreement_records ON disagreement_records.disagreement = disagreements.id
JOIN records ON records.id = disagreement_records.record
JOIN evidence ON evidence.record = records.id
ORDER BY disagreements.kind, disagreements.id, disagreement_records.part, records.id;

-- # events-by-year
-- How many events of each type are there in each year, and how many of them are disputed?
SELECT substr(coalesce(date_from, date_to), 1, 4) AS year, event_types.name AS type, count(*) AS events,
    sum(disputed) AS disputed, sum(reports) AS reports
FROM events
JOIN event_types ON event_types.id = events.type
GROUP BY year, event_types.id
ORDER BY year IS NULL, year, type;

-- # origins-of-articles
-- On whose word does each article rest: its own, or which others', and how often?
SELECT (SELECT title FROM articles WHERE articles.id = records.article) AS title, article, origin,
    CASE origin_unnamed WHEN 1 THEN 'somebody unnamed of it' END AS who, count(*) AS records, count(DISTINCT event) AS events,
    origin = (SELECT publisher FROM articles WHERE articles.id = records.article) AS its_own
FROM records
GROUP BY article, origin, origin_unnamed
ORDER BY article, records DESC, origin, origin_unnamed;

-- # one-actor
-- What is said of one actor? Write another id in place of the one that most records name.
WITH named AS (
    SELECT actor, record FROM roles
    UNION SELECT actor, record FROM record_actors
    UNION SELECT subject, record FROM figures
    UNION SELECT "by", id FROM records
), chosen AS (
    SELECT actor AS id FROM named WHERE actor IN (SELECT id FROM actors)
    GROUP BY actor ORDER BY count(*) DESC, actor LIMIT 1   -- instead: SELECT 'some-id' AS id
)
SELECT chosen.id AS actor, evidence.section, records.event, records.says, evidence.quotes, evidence."by",
    evidence.published, evidence.article, evidence.record
FROM chosen
JOIN named ON named.actor = chosen.id
JOIN evidence ON evidence.record = named.record
JOIN records ON records.id = named.record
ORDER BY evidence.published, evidence.record;

-- # quotes-and-texts
-- How many quotes does each article give, and how many of them were not found in its text?
SELECT articles.title, articles.id AS article, articles.published, articles.text_chars AS characters, articles.quoted_share,
    count(DISTINCT records.id) AS records, count(quotes.id) AS quotes,
    count(quotes.id) - total(quotes.verified) AS not_found
FROM articles
LEFT JOIN records ON records.article = articles.id
LEFT JOIN quotes ON quotes.record = records.id
GROUP BY articles.id
ORDER BY not_found DESC, articles.published, articles.id;

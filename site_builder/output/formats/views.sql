-- What is asked most often, ready to be looked at.

-- Every record with its article, who says so, and its quotes in one cell.
CREATE VIEW evidence AS
SELECT records.id AS record, records.section, records.event, articles.id AS article, articles.title AS article_title,
    articles.published, publishers.name AS publisher, speakers.name AS by, records.by_unnamed, records.mode,
    records.verified,
    (SELECT group_concat(words, ' … ') FROM (SELECT words FROM quotes WHERE quotes.record = records.id ORDER BY position))
        AS quotes,
    records.path
FROM records
JOIN articles ON articles.id = records.article
JOIN actors AS publishers ON publishers.id = articles.publisher
LEFT JOIN actors AS speakers ON speakers.id = records.by;

-- Arms deals as each article reports them, with parties, amount and quotes.
CREATE VIEW deals_with_quotes AS
SELECT arms_deals.event, events.title, arms_deals.kind,
    (SELECT group_concat(actor, '; ') FROM record_actors AS parties
        WHERE parties.record = arms_deals.record AND parties.field = 'suppliers') AS suppliers,
    (SELECT group_concat(actor, '; ') FROM record_actors AS parties
        WHERE parties.record = arms_deals.record AND parties.field = 'recipients') AS recipients,
    (SELECT group_concat(coalesce(equipment, goods), '; ') FROM deal_items
        WHERE deal_items.record = arms_deals.record) AS items,
    arms_deals.value_min, arms_deals.value_max, arms_deals.value_currency, arms_deals.value_wording,
    arms_deals.status, evidence.article, evidence.by, evidence.quotes, evidence.path
FROM arms_deals
JOIN evidence ON evidence.record = arms_deals.record
LEFT JOIN events ON events.id = arms_deals.event;

-- Who met whom on visits, on how many of them.
CREATE VIEW who_met_whom AS
SELECT visitor, visitors.name AS visitor_name, visitor_unnamed, met, hosts.name AS met_name, met_unnamed,
    count(DISTINCT event) AS visits, count(DISTINCT article) AS articles
FROM meetings
JOIN actors AS visitors ON visitors.id = meetings.visitor
JOIN actors AS hosts ON hosts.id = meetings.met
GROUP BY visitor, visitor_unnamed, met, met_unnamed;

-- Events that rest on a single origin, however many articles report them.
CREATE VIEW events_on_one_origin AS
SELECT events.id AS event, events.title, events.date, origins.origin, actors.name AS origin_name,
    origins.origin_unnamed, count(DISTINCT reports.article) AS articles
FROM events
JOIN origins ON origins.event = events.id AND origins.rests_on
JOIN actors ON actors.id = origins.origin
JOIN reports ON reports.event = events.id
GROUP BY events.id
HAVING count(DISTINCT origins.origin || origins.origin_unnamed) = 1;

-- What reports of an event cannot both be right about.
CREATE VIEW conflicts AS
SELECT verdicts.event, events.title, verdicts.field, events.reports
FROM verdicts JOIN events ON events.id = verdicts.event
WHERE verdicts.verdict = 'conflicts';

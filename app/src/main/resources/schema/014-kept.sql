-- What is kept back until more is known is looked for every few seconds, among all that was ever decided.
CREATE INDEX verdict_kept ON verdict (event, target) WHERE kind IN ('doubted', 'offline', 'flapping') AND released_at IS NULL;

-- What was given up stays on its list until somebody has seen it.

ALTER TABLE delivery ADD COLUMN acknowledged_at INTEGER;

CREATE INDEX delivery_dead ON delivery (settled_at) WHERE state = 'dead';
CREATE INDEX delivery_again ON delivery (redelivers) WHERE redelivers IS NOT NULL;

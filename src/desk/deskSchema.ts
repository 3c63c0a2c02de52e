/** Statements that may run again at each start, and mean the same to SQLite and PostgreSQL. */
export const deskSchema: readonly string[] = [
  `CREATE TABLE IF NOT EXISTS desk_call (
    reference TEXT PRIMARY KEY,
    owner TEXT, -- opaque; nobody's while it is handed over
    state TEXT NOT NULL, -- open, closed, handedOver
    started BIGINT NOT NULL, -- milliseconds since the epoch, as touched
    touched BIGINT NOT NULL,
    summary TEXT NOT NULL -- sealed
  )`,
  'CREATE INDEX IF NOT EXISTS desk_call_by_touched ON desk_call (touched)',
  // How many are open, and which were closed last, is read from these alone.
  `CREATE INDEX IF NOT EXISTS desk_call_open ON desk_call (touched) WHERE state <> 'closed'`,
  `CREATE INDEX IF NOT EXISTS desk_call_closed ON desk_call (touched) WHERE state = 'closed'`,
  `CREATE TABLE IF NOT EXISTS desk_session (
    id TEXT PRIMARY KEY, -- of the cookie's secret, which is kept nowhere
    seen BIGINT NOT NULL,
    until BIGINT NOT NULL,
    person TEXT NOT NULL -- sealed
  )`,
  // Second signatures that an act has taken.
  'CREATE TABLE IF NOT EXISTS desk_signature (id TEXT PRIMARY KEY, act TEXT NOT NULL, until BIGINT NOT NULL)',
  // Calls whose records are to go to the record system; due in milliseconds since the epoch.
  'CREATE TABLE IF NOT EXISTS desk_outbox (reference TEXT PRIMARY KEY, due BIGINT NOT NULL, tries BIGINT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS desk_person (id TEXT PRIMARY KEY, name TEXT NOT NULL)',
];

/** The audit trail, apart from what it watches over. */
export const auditSchema: readonly string[] = [
  'CREATE TABLE IF NOT EXISTS audit (number BIGINT PRIMARY KEY, line TEXT NOT NULL, mac TEXT NOT NULL)',
  'CREATE TABLE IF NOT EXISTS audit_head (one BIGINT PRIMARY KEY, number BIGINT NOT NULL, mac TEXT NOT NULL, seal TEXT NOT NULL)',
];

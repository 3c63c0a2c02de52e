/** The tables of the version before rows were encrypted, as it made them; types that both databases know. */
export const plainTables = (identity: string): string => `
  CREATE TABLE conversation (
    id ${identity}, name text NOT NULL UNIQUE, log integer NOT NULL, revision integer NOT NULL,
    watermark integer NOT NULL, touched bigint NOT NULL);
  CREATE TABLE log (
    conversation bigint NOT NULL, number integer NOT NULL, head text NOT NULL, PRIMARY KEY (conversation, number));
  CREATE TABLE entry (
    conversation bigint NOT NULL, log integer NOT NULL, revision integer NOT NULL, entry text NOT NULL,
    PRIMARY KEY (conversation, log, revision));
  CREATE TABLE transcript (
    conversation bigint NOT NULL, sequence integer NOT NULL, activity text NOT NULL,
    PRIMARY KEY (conversation, sequence));
  CREATE TABLE handled (
    conversation bigint NOT NULL, activity text NOT NULL, response text, PRIMARY KEY (conversation, activity));`;

const head =
  '{"started":"2026-01-01T00:00:00.000Z","channel":"webchat","role":"self","language":"en","content":"test"}';

/** One conversation in its second log, with a reply that waits and one that can never go; and one that was erased. */
export const plainConversations = (sealedLater: string, yes: string): string => `
  INSERT INTO conversation (name, log, revision, watermark, touched, finished)
    VALUES ('room-marked', 2, 1, 3, ${sealedLater}, ${yes}), ('erased', 2, 0, 1, ${sealedLater}, ${yes});
  INSERT INTO log VALUES (1, 1, '${head}'), (1, 2, '${head}');
  INSERT INTO entry VALUES (1, 1, 1, '{"t":1,"f":{"legWeakness":"left"},"h":"heard-marked"}'), (1, 2, 1, '{"t":2,"f":{"legWeakness":"none"}}');
  INSERT INTO transcript VALUES (1, 1, '"shown-marked"'), (1, 3, '"later"');
  INSERT INTO handled VALUES (1, 'activity-marked', 'answered-marked'), (1, 'silent', NULL), (2, 'before', NULL);
  INSERT INTO outbox (conversation, message, aside) VALUES (1, 'unsent-marked', ${yes}), (1, 'two', ${yes === '1' ? '0' : 'false'});`;

export const markedWords = ['room-', 'heard-', 'shown-', 'activity-', 'answered-', 'unsent-'].map(
  (kind) => `${kind}marked`,
);

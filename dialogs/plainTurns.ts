import { z } from 'zod';
import type { SentActivity } from './activity.ts';
import { FilledForm } from './cards/filledForm.ts';
import { type TriageSettings, type TriageTurn, type TriageTurns, triageTurns } from './triageTurn.ts';
import { turnSettings } from './turnSettings.ts';

/**
 * The same turns for a host, which may look into a card: each is an object of its own. Throws where a setting is misspelt
 * or has a value that it does not take; the message names it.
 */
export function plainTurns(settings: TriageSettings = {}): TriageTurns {
  const wrong = z.strictObject(turnSettings).safeParse(settings).error;
  if (wrong !== undefined) throw new TypeError(`triageTurns: ${z.prettifyError(wrong)}`);
  const { begin, takeUp, next, again } = triageTurns(settings);
  return {
    begin: (...given) => plain(begin(...given)),
    takeUp: (...given) => plain(takeUp(...given)),
    next: (...given) => plain(next(...given)),
    again: (...given) => plain(again(...given)),
  };
}

const plain = ({ messages, updates, ...turned }: TriageTurn): TriageTurn => ({
  ...turned,
  messages: messages.map(withPlainCards),
  updates: updates.map(withPlainCards),
});

const withPlainCards = (activity: SentActivity): SentActivity =>
  activity.attachments === undefined
    ? activity
    : {
        ...activity,
        attachments: activity.attachments.map((one) =>
          one.content instanceof FilledForm ? { ...one, content: Object(one.content.toJSON()) } : one,
        ),
      };

import { z } from 'zod';
import type { SentActivity } from './activity.ts';
import { FilledForm } from './cards/filledForm.ts';
import { checked, plainObject } from './checked.ts';
import { readActivity } from './readActivity.ts';
import { type TriageSettings, type TriageTurn, type TriageTurns, triageTurns } from './triageTurn.ts';
import { checkedSources, turnSettings } from './turnSettings.ts';

const settingsSchema = plainObject(z.strictObject(turnSettings));

/**
 * The same turns for a host, which may look into a card: each is an object of its own. Throws where a setting is misspelt
 * or has a value that it does not take, and each turn for what is no activity; the message names it.
 */
export function plainTurns(settings: TriageSettings = {}): TriageTurns {
  const given = checked('triageTurns', settingsSchema, settings);
  const { begin, takeUp, next, again } = triageTurns({ ...given, ...checkedSources(given, 'triageTurns') });
  return {
    begin: (head, activity) => withPlain(begin(head, readActivity('begin', activity))),
    takeUp: (log, activity) => withPlain(takeUp(log, readActivity('takeUp', activity))),
    next: (log, activity, cards, role) => withPlain(next(log, readActivity('next', activity), cards, role)),
    again: (log, activity) => withPlain(again(log, readActivity('again', activity))),
  };
}

const withPlain = ({ messages, updates, ...turned }: TriageTurn): TriageTurn => ({
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

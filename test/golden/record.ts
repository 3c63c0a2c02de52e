import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { contentVersion } from '../../dialogs/contentVersion.ts';
import type { Log } from '../../machines/answerLog.ts';
import { findingsIn, view } from '../../machines/conversationView.ts';
import released from '../../package.json' with { type: 'json' };
import { storedEntry, storedHead } from '../../src/storage/storedLog.ts';
import { type Rehearsal, rehearse } from '../dialogs/conversation/rehearsal.ts';
import type { Golden } from './goldenLog.ts';

/** Conversations that together hold every kind of entry that a log can have. */
const conversations: Readonly<Record<string, { readonly about: string; readonly held: () => Rehearsal }>> = {
  routine: {
    about: 'a plain routine case',
    held: () => rehearse().answer('none', 'no', 'normal', 'normal', 'none', 'none', 'no', 'no', 'none', 'no', 'no'),
  },
  'one-weak-leg': {
    about: 'a clinician with one weak leg and a pacemaker, to the end',
    held: () =>
      rehearse('clinician')
        .answer('left', 'stable', 'no', 'normal', 'normal', 'none', 'one', 'no', 'no', 'none', 'no', 'past')
        .answer('unknown', 'no', 'no', 'no', 'delayed'),
  },
  'numb-saddle': {
    about: 'an emergency that was told, then gone on from, to the end',
    held: () =>
      rehearse()
        .answer('none', 'yes')
        .tap({ verb: 'continue' })
        .answer('retention', 'normal', 'none', 'both', 'no', 'no', 'none', 'no', 'none', 'no', 'no', 'no'),
  },
  'both-legs-stopped': {
    about: 'a carer who stopped at the emergency',
    held: () => rehearse('carer').answer('both').tap({ verb: 'stop' }),
  },
  'fever-typed': {
    about: 'a nurse who typed, changed an answer, went back and is not finished',
    held: () =>
      rehearse('nurse')
        .type('the left leg is weak')
        .answer('improving', 'no', 'normal', 'normal', 'mild', 'none', 'no', 'yes')
        .tap({ verb: 'change', question: 'bladder' })
        .answer('altered')
        .tap({ verb: 'back' }),
  },
  'taken-back': {
    about: 'an emergency answer that was confirmed away, with words not understood on the way',
    held: () =>
      rehearse()
        .answer('none', 'yes')
        .tap({ verb: 'continue' })
        .type('what a lovely day')
        .tap({ verb: 'change', question: 'saddleNumbness' })
        .answer('no')
        .tap({ verb: 'decline' })
        .tap({ verb: 'change', question: 'saddleNumbness' })
        .answer('no')
        .tap({ verb: 'confirm' }),
  },
  'not-sure': {
    about: 'not sure twice, by somebody who turned out to be there for another person',
    held: () => rehearse().tap({ verb: 'role', role: 'carer' }).answer('unsure', 'unsure', 'unsure', 'no'),
  },
  'chest-pain-at-fifteen': {
    about: 'under 18, with chest pain, stopped early',
    held: () => rehearse().answer('none').type('I am 15 years old').type('I have chest pain').tap({ verb: 'stop' }),
  },
};

function golden(about: string, held: Log): Golden {
  const log: Log = { ...held, head: { ...held.head, content: contentVersion } };
  const shows = view(log);
  return {
    about,
    log: { head: { ...log.head }, entries: log.entries.map((entry) => ({ ...entry })) },
    stored: { head: storedHead(log.head), entries: log.entries.map(storedEntry) },
    concluded: { answers: { ...findingsIn(shows) }, urgency: shows.recommendation.urgency },
  };
}

const folder = new URL(`${released.version}/`, import.meta.url);
if (existsSync(folder)) {
  console.error(`The logs of ${released.version} are recorded already, and are never changed.`);
  process.exitCode = 1;
} else {
  mkdirSync(folder);
  for (const [name, { about, held }] of Object.entries(conversations)) {
    writeFileSync(new URL(`${name}.json`, folder), `${JSON.stringify(golden(about, held().log), null, 2)}\n`);
  }
  console.log(`Recorded ${Object.keys(conversations).length} logs of ${released.version}.`);
}

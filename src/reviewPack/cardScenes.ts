import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { answersCard, oldCard, settledCard } from '../../dialogs/cards/answerCards.ts';
import { card } from '../../dialogs/cards/card.ts';
import { otherEmergencyCard } from '../../dialogs/cards/otherEmergencyCard.ts';
import { type ChatView, chatView } from '../../dialogs/conversation/chatView.ts';
import { newLog } from '../../dialogs/conversation/newLog.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { type MessageId, message } from '../../dialogs/texts.ts';
import type { Entry, Log } from '../../machines/answerLog.ts';
import { type Findings, questionIds, type Role } from '../../machines/findings.ts';
import { nothingFound } from './nothingFound.ts';
import type { Pack } from './words/packWords.ts';

/** A card of each kind, as its conversation led to it. */
export type Scene = {
  /** In English. */
  readonly about: string;
  readonly card: AdaptiveCard;
  /** The titles of what a tap would open and is to be seen. */
  readonly open?: readonly string[];
};

const presentation: Presentation = { buttons: 'submit', emergencyNumber: undefined };

const answered = (findings: Findings): Entry => ({ kind: 'answered', findings: { ...findings }, at: 0 });
const stopped: Entry = { kind: 'stopped', at: 0 };
const goOn: Entry = { kind: 'continued', at: 0 };

function shown(language: string, role: Role, ...entries: readonly Entry[]): ChatView {
  const { head } = newLog({ conversation: 'review', channel: 'review', role, language }, 0, 'review');
  const log: Log = { head, entries };
  return chatView(log);
}
/** To the end; all is said twice, so that "not sure" stands. */
function ended(language: string, role: Role, findings: Findings): ChatView {
  const all = answered({ ...nothingFound, legPain: 'one', ...findings });
  return shown(language, role, all, goOn, all);
}

/** One scene for each kind of card, and the last card for each kind of advice. */
export function cardScenes({ language }: Pack): readonly Scene[] {
  const of = (about: string, shows: ChatView, ...open: readonly MessageId[]): Scene => ({
    about,
    card: card(shows, presentation),
    open: open.map((id) => message(shows, id)),
  });
  const early = shown(language, 'self', answered({ legWeakness: 'none' }));
  return [
    of('The welcome with the first question (patient)', shown(language, 'self')),
    of('A personal question (patient)', early),
    of(
      'The same after "not sure", in simpler words (patient)',
      shown(language, 'self', answered({ legWeakness: 'unsure' })),
    ),
    of(
      'An emergency interrupts (patient)',
      shown(language, 'self', answered({ legWeakness: 'none', saddleNumbness: 'yes' })),
    ),
    of(
      'A question under a standing emergency (nurse)',
      shown(language, 'nurse', answered({ legWeakness: 'left', weaknessCourse: 'stable', saddleNumbness: 'yes' })),
      'card.whatToDo',
    ),
    of(
      'Emergency, at the end (patient)',
      ended(language, 'self', { saddleNumbness: 'yes', bladder: 'retention' }),
      'card.sources',
    ),
    of(
      'Emergency, at the end (clinician)',
      ended(language, 'clinician', { saddleNumbness: 'yes', cancerHistory: 'yes', implantedDevice: 'unknown' }),
      'card.practicePoints',
      'card.answers',
    ),
    of('Urgent (nurse)', ended(language, 'nurse', { legWeakness: 'left', weaknessCourse: 'unsure' })),
    of('Urgent (patient)', ended(language, 'self', { infection: 'yes' })),
    of('Soon, thin bones (patient)', ended(language, 'self', { boneFragility: 'yes' })),
    of('Soon, thin bones (clinician)', ended(language, 'clinician', { boneFragility: 'yes' })),
    of('Soon, an answer not known (nurse)', ended(language, 'nurse', { cancerHistory: 'unsure' })),
    of('Routine (patient)', ended(language, 'self', {})),
    of('Routine (clinician)', ended(language, 'clinician', { trauma: 'minor' })),
    of(
      'Stopped before enough was asked (patient)',
      shown(language, 'self', answered({ legWeakness: 'none' }), stopped),
    ),
    of(
      'Under 18 with no warning sign (carer)',
      shown(language, 'carer', answered({ ...nothingFound, legPain: 'one' }), {
        kind: 'noted',
        what: 'under18',
        at: 0,
      }),
    ),
    of(
      'Before an emergency answer is taken back (patient)',
      shown(language, 'self', answered({ legWeakness: 'both' }), goOn, {
        kind: 'asked',
        asked: { kind: 'confirmation', of: { kind: 'answered', findings: { legWeakness: 'none' } } },
        at: 0,
      }),
    ),
    { about: 'Words about another emergency (patient)', card: otherEmergencyCard(early, presentation) },
    { about: 'All answers, to change one (patient)', card: answersCard(ended(language, 'self', {}), presentation) },
    { about: 'What an answered question becomes', card: settledCard(early, 'legWeakness', 'none', presentation) },
    { about: 'A tap on a card that is old', card: oldCard(early, questionIds[0], presentation) },
  ];
}

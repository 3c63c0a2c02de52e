import type { ActionId } from '../../machines/actions.ts';
import { isBelow } from '../../machines/urgency.ts';
import { advice, signs } from '../advice.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { message } from '../texts.ts';
import type { CallReader } from './callReader.ts';
import { computedUrgency, hasLapsed, levelTitle } from './judgement.ts';

/** A piece of advice to read to the caller; its id is kept when the caller reads it back. */
export type Aloud = { readonly id: ActionId | 'otherEmergency' | 'judged'; readonly text: string };

/**
 * What the caller is told, in their language and as "you" or "they".
 * A judgement comes first where it is more urgent; where it is less, the rules' advice stays beside it.
 */
export function readAloud({
  shows,
  reader,
  language,
}: {
  readonly shows: ChatView;
  readonly reader: CallReader;
  readonly language: string;
}): readonly Aloud[] {
  const caller = { ...shows, language, role: shows.margin.party?.about === 'other' ? 'carer' : 'self' } as const;
  const number = reader.emergencyNumber ?? message(caller, 'localEmergencyNumber');
  const { judged } = shows.margin;
  const raised =
    judged !== undefined && !hasLapsed(shows, judged) && isBelow(computedUrgency(shows), judged.to)
      ? [{ id: 'judged', text: levelTitle(caller, judged.to) } as const]
      : [];
  const other =
    shows.otherEmergency === 'noted'
      ? [
          {
            id: 'otherEmergency',
            text: message(caller, 'call.otherEmergencyAloud', { number }),
          } as const,
        ]
      : [];
  const calming = raised.length > 0 || (other.length > 0 && isBelow(shows.recommendation.urgency, 'urgent'));
  const steps = advice(caller, reader).filter(({ id }) => !calming || id === 'safetyNet');
  // Who is on the telephone has no card to show.
  const said = steps.map(({ id, text }) => ({
    id,
    text: id === 'sayAtTheDesk' ? message(caller, 'call.sayAtTheDesk', { signs: signs(caller) }) : text,
  }));
  return [...other, ...raised, ...said];
}

import type { Findings } from '../../../machines/findings.ts';
import type { Learned } from '../likely/likelihoods.ts';
import type { Read } from '../readings/readings.ts';
import { type Cries, criesIn } from './cries.ts';
import { leftOver } from './explained.ts';
import { worsensSomewhere } from './firstWords.ts';
import { judged } from './judged.ts';
import { type LikelyAnswer, likelyAnswer } from './likelyAnswer.ts';
import { offered } from './offered.ts';
import { type OpenSigns, openSigns } from './openSigns.ts';
import { findingOf, likelyAmong, otherFindings } from './otherFindings.ts';
import { ownAnswer } from './ownAnswer.ts';
import { type Quoted, quoted } from './quoted.ts';
import type { Settled } from './settle.ts';
import { windAlone } from './windAlone.ts';

/** All that a message tells, before it is decided as what it is heard. */
export type Told = {
  readonly message: Read;
  /** It opens the conversation: nothing was asked. */
  readonly isFirst: boolean;
  /** What the phrases answer to the question asked, and what is made of it with likeness. */
  readonly own: Settled;
  readonly likely: LikelyAnswer | undefined;
  readonly answered: Settled;
  /** What the phrases say for certain, of the question asked and of others; and of others alone. */
  readonly findings: Findings;
  readonly others: Findings;
  readonly ownFindings: Findings;
  readonly open: OpenSigns;
  readonly cries: Cries;
  /** Of a leg that gets weaker, first words do not say which. */
  readonly worsens: boolean;
  /** The places of the words left over, and what is quoted of the message. */
  readonly left: readonly number[];
  readonly said: Quoted;
};

export function toldIn(message: Read, isFirst: boolean, known: Learned): Told {
  const { asked } = message;
  const own = ownAnswer(message);
  const ownFindings = asked && own.is === 'value' ? findingOf(asked, own.value) : {};
  const besides = otherFindings(message);
  const others = likelyAmong(besides, ownFindings, message, known);
  const findings = { ...others, ...ownFindings };
  const left = leftOver(message);
  const likely = asked ? likelyAnswer(asked, message, left, known) : undefined;
  return {
    message,
    isFirst,
    own,
    likely,
    answered:
      asked && likely ? offered(asked, windAlone(judged(asked, own, likely), message), likely, message, left) : own,
    findings,
    others,
    ownFindings,
    open: openSigns(message, findings),
    cries: criesIn(message),
    worsens: isFirst && worsensSomewhere(message, besides),
    left,
    said: quoted(message, left),
  };
}

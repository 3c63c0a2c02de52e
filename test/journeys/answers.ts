import { answerText, questionText } from '../../dialogs/texts.ts';
import type { Findings, QuestionId } from '../../machines/findings.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { mildest } from '../machines/mildest.ts';
import type { Chat } from './chat.ts';

/** A question, known by its own words, and the button to tap: no tap reaches a card that is about to be replaced. */
export type Step = readonly [question: RegExp, button: string];

export async function answer(chat: Pick<Chat, 'sees' | 'taps'>, steps: readonly Step[]): Promise<void> {
  for (const [question, button] of steps) {
    await chat.sees(question);
    await chat.taps(button);
  }
}

const patient = { language: 'en', role: 'self' } as const;

/** What a patient taps whose answers differ so from the mildest ones, from the first question on or a later one, up to the end or another. */
export function stepsOf(
  differing: Findings,
  { from, until }: { readonly from?: QuestionId; readonly until?: QuestionId } = {},
): readonly Step[] {
  const answers = { ...mildest, ...differing };
  const asked = pathOf('self', answers);
  for (const named of [from, until])
    if (named !== undefined && !asked.includes(named)) throw new Error(`these answers do not lead by ${named}`);
  return asked
    .slice(from === undefined ? 0 : asked.indexOf(from), until === undefined ? undefined : asked.indexOf(until))
    .map((id) => [inACard(questionText(patient, id, 'ask')), answerText(patient, id, answers[id] ?? 'unsure')]);
}

/** The first line of a text as a card shows it, where quotation marks are set as in print. */
function inACard(text: string): RegExp {
  const [line = ''] = text.split('\n');
  return new RegExp(line.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(/['"]/g, '.'));
}

export const noWeakness: Step = [/leg or foot weaker/, 'No weakness'];
export const saddleAsBefore: Step = [/area between your legs/, 'No, it feels as before'];
export const emergency: readonly Step[] = [noWeakness, [/area between your legs/, 'Yes, numb or different']];
export const routine = stepsOf({});
export const withPacemaker: Findings = {
  legWeakness: 'left',
  weaknessCourse: 'stable',
  implantedDevice: 'unknown',
};

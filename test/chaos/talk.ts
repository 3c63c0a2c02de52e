import { answerText, questionText } from '../../dialogs/texts.ts';
import type { Answer, Findings, QuestionId } from '../../machines/findings.ts';
import { BrokenPromise } from './brokenPromise.ts';
import { type Chance, chance } from './chance.ts';
import type { Counts } from './counts.ts';
import type { Person } from './person.ts';
import { type Button, buttonsOn, type SeenActivity } from './seenActivity.ts';
import type { WebClient } from './webClient.ts';

/** How often people do what, at a question. */
const atQuestion = {
  answer: 60,
  'answer in words': 8,
  'tap twice': 6,
  'answer wrongly': 6,
  'tap two answers at once': 3,
  'tap an old card': 5,
  'go back': 3,
  'change an earlier answer': 2,
  'ask why': 2,
  'say something else': 1.5,
  stop: 0.7,
  'start again': 0.4,
  'erase all': 0.4,
} as const;
type Deed = keyof typeof atQuestion;

/** What happens to the page meanwhile. */
const meanwhile = { nothing: 90, 'lose the socket': 4, reload: 2, type: 4 } as const;

const mostSteps = 500;
const notFresh = new Set(['answer', 'back', 'continue', 'stop', 'confirm', 'decline']);

/**
 * Talks to Cauda until the recommendation rests on this person's findings. Each step's decision depends on the seed, the
 * name and what is seen; never on the clock.
 */
export async function talk({ name, role, findings }: Person, seed: string, client: WebClient, counts: Counts) {
  const reader = { role, language: 'en' };

  async function say(...activities: readonly object[]): Promise<void> {
    const ids = await client.post(...activities);
    const here = (id: string) => client.seen().some(({ channelData }) => channelData.clientActivityID === id);
    await client.until(() => ids.every(here), 'the message come back');
  }
  const tap = (...buttons: readonly (Button | undefined)[]): Promise<void> =>
    say(...buttons.flatMap((button) => (button === undefined ? [] : [{ type: 'message', value: button.data }])));
  const words = (text: string): Promise<void> => {
    const card = lastCard(client.seen());
    const cauda = { ...card.channelData.cauda, card: card.id };
    return say({ type: 'message', text, channelData: { cauda } });
  };

  async function atAQuestion(card: SeenActivity, luck: Chance): Promise<void> {
    const answers = buttonsOn(card).filter(({ data }) => data.verb === 'answer');
    const question = answers[0]?.data.question;
    if (question === undefined) throw new BrokenPromise('a question card without a question');
    const [right] = answers.filter(({ data }) => data.value === told(findings, question));
    const any = luck.one([right, ...answers]);
    if (right === undefined || any === undefined) throw new BrokenPromise('a question card without the answer');
    const deed = luck.weighted<Deed>(atQuestion) ?? 'answer';
    counts.add(`deed: ${deed}`);
    switch (deed) {
      case 'answer':
        return tap(right);
      case 'answer in words':
        return words(right.title);
      case 'tap twice':
        return tap(right, right);
      case 'answer wrongly':
        return tap(any);
      case 'tap two answers at once':
        return tap(right, any);
      case 'tap an old card':
        return tapOld(luck);
      case 'go back': {
        const back = buttonsOn(card).find(({ data }) => data.verb === 'back');
        return back === undefined ? tap(right) : tap(back);
      }
      case 'change an earlier answer': {
        const changes = client
          .seen()
          .flatMap(buttonsOn)
          .filter(({ data }) => data.verb === 'change' && data.question !== undefined);
        const change = changes[Math.floor(luck.next() * changes.length)];
        return tap(change ?? right);
      }
      case 'ask why':
        return tap(
          ...buttonsOn(card)
            .filter(({ data }) => data.verb === 'why')
            .slice(0, 1),
        );
      case 'say something else':
        return words('the weather is nice today');
      case 'stop':
        return words('stop');
      case 'start again':
        return words('start again');
      case 'erase all':
        return words('delete my answers');
      default:
        return deed satisfies never;
    }
  }

  async function tapOld(luck: Chance): Promise<void> {
    const old = client
      .seen()
      .flatMap(buttonsOn)
      .filter(({ data }) => notFresh.has(data.verb));
    const button = old[Math.floor(luck.next() * old.length)];
    if (button === undefined) return;
    await tap(button);
  }

  async function step(number: number): Promise<'goes on' | 'over'> {
    const luck = chance(seed, name, number);
    const card = lastCard(client.seen());
    const buttons = buttonsOn(card);
    const has = (verb: string) => buttons.find(({ data }) => data.verb === verb);
    const confirm = has('confirm');
    const decline = has('decline');
    const goOn = has('continue');
    if (buttons.some(({ data }) => data.verb === 'answer')) await atAQuestion(card, luck);
    else if (confirm !== undefined && decline !== undefined) {
      if (luck.happens(0.1)) await tap(decline);
      else if (asksToErase(client.seen())) await client.erase({ type: 'message', value: confirm.data }, role);
      else await tap(confirm);
    } else if (goOn !== undefined) {
      const otherwise = luck.weighted({ on: 8, twice: 1, stop: 1, back: 1 });
      const other = otherwise === 'stop' || otherwise === 'back' ? has(otherwise) : undefined;
      await (otherwise === 'twice' ? tap(goOn, goOn) : tap(other ?? goOn));
    } else return atTheEnd(card);
    return 'goes on';
  }

  /** Reads the list of answers, and changes those that are not this person's own. */
  async function atTheEnd(card: SeenActivity): Promise<'goes on' | 'over'> {
    const changes = buttonsOn(card).filter(({ data }) => data.verb === 'change');
    const list = changes.find(({ data }) => data.question === undefined);
    const wrong = changes.find(({ data }) => data.question !== undefined && !says(card, data.question));
    if (wrong === undefined && list === undefined) return 'over';
    await tap(wrong ?? list);
    return 'goes on';
  }
  const says = ({ attachments }: SeenActivity, question: QuestionId): boolean => {
    const label = questionText(reader, question, 'label');
    const line = `${label}: **${answerText(reader, question, told(findings, question))}**`;
    return JSON.stringify(attachments).includes(JSON.stringify(line).slice(1, -1));
  };

  await client.start(role);
  for (let number = 0; number < mostSteps; number += 1) {
    const luck = chance(seed, name, number, 'meanwhile');
    const happens = luck.weighted(meanwhile);
    if (happens === 'lose the socket') client.loseSocket();
    if (happens === 'reload') await client.reload();
    if (happens === 'type') await client.type();
    if ((await step(number)) === 'over') return;
  }
  throw new BrokenPromise('the conversation does not end');
}

const told = (findings: Findings, question: QuestionId): Answer => findings[question] ?? 'unsure';

/** The card that the conversation stands at. */
function lastCard(seen: readonly SeenActivity[]): SeenActivity {
  const card = seen.findLast(({ channelData, attachments = [] }) => channelData.cauda && attachments.length > 0);
  if (card === undefined) throw new BrokenPromise('no card was seen');
  return card;
}

const asksToErase = (seen: readonly SeenActivity[]): boolean =>
  seen.findLast(({ from }) => from.role === 'user')?.text === 'delete my answers';

import {
  type Answer,
  answersTo,
  type Findings,
  knownFindings,
  type QuestionId,
  questionIds,
  type Role,
} from '../../machines/findings.ts';
import { type Chance, chance } from './chance.ts';
import type { Counts } from './counts.ts';
import { type Button, buttonsOn, type SeenActivity } from './seenActivity.ts';
import { BrokenPromise, type WebClient } from './webClient.ts';

/** What a person holds true, and will have told when the conversation is over. */
export type Person = { readonly name: string; readonly role: Role; readonly findings: Findings };

export function person(seed: string, name: string): Person {
  const luck = chance(seed, name, 'person');
  const role = luck.weighted({ self: 5, carer: 2, nurse: 2, clinician: 1 }) ?? 'self';
  const values = questionIds.map((id) => {
    const [first, ...others] = answersTo(id);
    return [id, others.length === 0 || luck.happens(0.75) ? first : others[Math.floor(luck.next() * others.length)]];
  });
  return { name, role, findings: knownFindings(Object.fromEntries(values)) };
}

/** How often people do what, at a question. */
const atQuestion = {
  'answer': 60,
  'answer in words': 8,
  'tap twice': 6,
  'answer wrongly': 6,
  'tap two answers at once': 3,
  'tap an old card': 5,
  'go back': 3,
  'change an earlier answer': 2,
  'ask why': 2,
  'say something else': 1.5,
  'stop': 0.7,
  'start again': 0.4,
  'erase all': 0.4,
} as const;
type Deed = keyof typeof atQuestion;

/** What happens to the page meanwhile. */
const meanwhile = { 'nothing': 90, 'lose the socket': 4, 'reload': 2, 'type': 4 } as const;

const mostSteps = 500;
const notFresh = new Set(['answer', 'back', 'continue', 'stop', 'confirm', 'decline']);

/**
 * Talks to Cauda until the recommendation rests on this person's findings. Each step's decision depends on the seed, the
 * name and what is seen; never on the clock.
 */
export async function talk({ name, role, findings }: Person, seed: string, client: WebClient, counts: Counts) {
  /** Questions whose answer that stands may not be the person's own. */
  let doubtful = new Set<QuestionId>();
  let everDoubtful = new Set<QuestionId>();
  const doubt = (question: QuestionId): void => void (doubtful.add(question) && everDoubtful.add(question));
  const doubtAll = (): void => void (doubtful = new Set(everDoubtful));

  async function say(...activities: readonly object[]): Promise<void> {
    const ids = await client.post(...activities);
    const here = (id: string) => client.seen().some(({ channelData }) => channelData.clientActivityID === id);
    await client.until(() => ids.every(here), 'the message come back');
  }
  const tap = (...buttons: readonly Button[]): Promise<void> =>
    say(...buttons.map(({ data }) => ({ type: 'message', value: data })));
  const words = (text: string): Promise<void> => {
    const card = lastCard(client.seen());
    const cauda = { ...card.channelData.cauda, card: card.id };
    return say({ type: 'message', text, channelData: { cauda } });
  };

  async function eraseAll(yes: Button): Promise<void> {
    const before = client.seen().length;
    await client.post({ type: 'message', value: yes.data });
    const said = () => client.seen().slice(before).find(({ from, text }) => from.role === 'bot' && text !== undefined);
    await client.until(() => said() !== undefined, 'that all is erased');
    const first = said();
    if (first !== undefined) client.forgetBefore(first);
    doubtful = new Set();
    everDoubtful = new Set();
    await say({ type: 'message', text: 'hello' });
  }

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
        doubtful.delete(question);
        return tap(right);
      case 'answer in words':
        doubt(question);
        return words(right.title);
      case 'tap twice':
        doubtful.delete(question);
        return tap(right, right);
      case 'answer wrongly':
        doubt(question);
        return tap(any);
      case 'tap two answers at once':
        doubt(question);
        return tap(right, any);
      case 'tap an old card':
        return tapOld(luck);
      case 'go back': {
        const back = buttonsOn(card).find(({ data }) => data.verb === 'back');
        doubtAll();
        return back === undefined ? tap(right) : tap(back);
      }
      case 'change an earlier answer': {
        const changes = client.seen().flatMap(buttonsOn).filter(({ data }) => data.verb === 'change');
        const change = changes[Math.floor(luck.next() * changes.length)];
        return tap(change ?? right);
      }
      case 'ask why':
        return tap(...buttonsOn(card).filter(({ data }) => data.verb === 'why').slice(0, 1));
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

  /** Whatever an old card may still bring about is doubtful afterwards. */
  async function tapOld(luck: Chance): Promise<void> {
    const old = client.seen().flatMap(buttonsOn).filter(({ data }) => notFresh.has(data.verb));
    const button = old[Math.floor(luck.next() * old.length)];
    if (button === undefined) return;
    if (button.data.question !== undefined) doubt(button.data.question);
    doubtAll();
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
      if (luck.happens(0.1)) {
        doubtAll();
        await tap(decline);
      } else if (asksToErase(client.seen())) await eraseAll(confirm);
      else await tap(confirm);
    } else if (goOn !== undefined) {
      const otherwise = luck.weighted({ on: 8, twice: 1, stop: 1, back: 1 });
      const other = otherwise === 'stop' || otherwise === 'back' ? has(otherwise) : undefined;
      if (otherwise === 'back') doubtAll();
      await (otherwise === 'twice' ? tap(goOn, goOn) : tap(other ?? goOn));
    } else return atTheEnd(buttons);
    return 'goes on';
  }

  /** Puts right what may be wrong, one answer after the other. */
  async function atTheEnd(buttons: readonly Button[]): Promise<'goes on' | 'over'> {
    const changes = buttons.filter(({ data }) => data.verb === 'change');
    const [list] = changes.filter(({ data }) => data.question === undefined);
    const wrong = changes.find(({ data }) => data.question !== undefined && doubtful.has(data.question));
    if (wrong !== undefined) await tap(wrong);
    else if (list !== undefined && doubtful.size > 0) await tap(list);
    else return 'over';
    return 'goes on';
  }

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

import { shapesFor } from '../../dialogs/activities.ts';
import { cardAction } from '../../dialogs/cardActions.ts';
import type { AdaptiveCard, CardElement, SentAction } from '../../dialogs/cards/adaptiveCard.ts';
import { type ChatView, chatView } from '../../dialogs/conversation/chatView.ts';
import { converse, type Message } from '../../dialogs/conversation/converse.ts';
import { newLog, nextLog } from '../../dialogs/conversation/newLog.ts';
import { currentView, type Reply } from '../../dialogs/conversation/outcome.ts';
import { hear } from '../../dialogs/hear.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { extended, type Log } from '../../machines/answerLog.ts';
import type { Role } from '../../machines/findings.ts';

/** As the chat page is shown cards. */
const onPage: Presentation = {
  buttons: 'submit',
  onPage: true,
  emergencyNumber: '112',
  pictures: { at: '/static/', as: 'svg' },
};

/** A conversation and its newest card. */
export type Standing = { readonly log: Log; readonly card: AdaptiveCard };

/** A button of a card, or a part of a picture that stands in for one. */
export type Button = { readonly title: string; readonly inPicture: boolean; readonly action: SentAction };

/** Something done: a button pressed, or words typed. */
export type Act = { readonly press: Button } | { readonly type: string };

/** What an act leads to; without a card where only words came, and undefined where nothing is left of it. */
export type Led = { readonly to: Standing; readonly newCard: boolean } | undefined;

export function begun(role: Role, language: string): Standing {
  const log = newLog({ conversation: 'graph', channel: 'directline', role, language }, 0, 'graph');
  const card = newestCard([currentView], log);
  if (card === undefined) throw new Error('A conversation begins with a card.');
  return { log, card };
}

function newestCard(replies: readonly Reply[], log: Log): AdaptiveCard | undefined {
  const shapes = shapesFor(replies, chatView(log), onPage);
  return shapes.flatMap((shape) => ('card' in shape ? [shape.card] : [])).at(-1);
}

export function after({ log, card }: Standing, act: Act): Led {
  const message = messageOf(log, act);
  const { entries, replies, next } = converse(log, message, Date.parse(log.head.started) + 1_000);
  if (next === 'erase') return undefined;
  const then = next === 'restart' ? nextLog(log, Date.parse(log.head.started), 'graph') : extended(log, entries);
  const shown = newestCard(next === 'restart' ? [...replies, currentView] : replies, then);
  return { to: { log: then, card: shown ?? card }, newCard: shown !== undefined };
}

function messageOf(log: Log, act: Act): Message {
  if ('type' in act) return { kind: 'typed', text: act.type, ...hear(log, act.type, new Date(0)), shown: undefined };
  const action = cardAction({ type: 'message', value: act.press.action.data });
  if (action === undefined || action === 'unreadable') throw new Error(`"${act.press.title}" sends nothing.`);
  return { kind: 'tapped', action };
}

export const buttonsOn = ({ card }: Standing): readonly Button[] => card.body.flatMap((one) => buttonsIn(one, false));

function buttonsIn(element: CardElement, inPicture: boolean): readonly Button[] {
  const place = (action: SentAction | undefined): readonly Button[] =>
    action === undefined ? [] : [{ title: action.title, inPicture, action }];
  switch (element.type) {
    case 'ActionSet':
      return element.actions.flatMap((action) =>
        action.type === 'Action.ShowCard'
          ? action.card.body.flatMap((one) => buttonsIn(one, true))
          : [{ title: action.title, inPicture: false, action }],
      );
    case 'Container':
      return [...place(element.selectAction), ...element.items.flatMap((one) => buttonsIn(one, inPicture))];
    case 'ColumnSet':
      return element.columns.flatMap((column) => [
        ...place(column.selectAction),
        ...column.items.flatMap((one) => buttonsIn(one, inPicture)),
      ]);
    case 'TextBlock':
    case 'Image':
    case 'Input.ChoiceSet':
      return [];
    default:
      return element satisfies never;
  }
}

const askedIn = (view: ChatView): readonly unknown[] => {
  switch (view.kind) {
    case 'question':
      return [view.question, view.simpler, view.changing];
    case 'confirmation':
      return [view.of.kind];
    default:
      return [];
  }
};

const kinds = new WeakMap<Standing, string>();

/** Two cards of one kind ask the same and have the same buttons. */
export function kindOf(standing: Standing): string {
  const known = kinds.get(standing);
  if (known !== undefined) return known;
  const view = chatView(standing.log);
  const titles = buttonsOn(standing).map(({ title, inPicture }) => (inPicture ? `(${title})` : title));
  const kind = [view.kind, ...askedIn(view), ...titles].join(' | ');
  kinds.set(standing, kind);
  return kind;
}

export const pairOf = (standing: Standing, { title, inPicture }: Button): string =>
  `${kindOf(standing)} → ${inPicture ? `(${title})` : title}`;

/** Words that bring cards which no button leads to. */
const words: Readonly<Record<string, readonly string[]>> = {
  en: [
    'delete my answers',
    'change an answer',
    'start again',
    'form',
    'I have crushing chest pain',
    'talk to a person',
  ],
  es: ['borrar mis respuestas', 'cambiar una respuesta', 'empezar de nuevo', 'formulario', 'me duele mucho el pecho'],
};

export type Way = { readonly acts: readonly Act[]; readonly to: Standing };

/** The shortest ways from one standing to each kind of card that can be reached, the nearest first. */
export function* waysFrom(from: Standing, language: string, typing: boolean): Generator<Way> {
  const seen = new Set([kindOf(from)]);
  let now: readonly Way[] = [{ acts: [], to: from }];
  while (now.length > 0) {
    const next: Way[] = [];
    for (const way of now) {
      yield way;
      const typed = typing && way.acts.length < 3 ? (words[language] ?? []).map((type) => ({ type })) : [];
      for (const act of [...buttonsOn(way.to).map((press) => ({ press })), ...typed]) {
        const led = after(way.to, act);
        if (led === undefined || !led.newCard || seen.has(kindOf(led.to))) continue;
        seen.add(kindOf(led.to));
        next.push({ acts: [...way.acts, act], to: led.to });
      }
    }
    now = next;
  }
}

/** The pairs of a kind of card and one of its buttons. */
export const pairsOn = (ways: readonly Way[]): ReadonlySet<string> =>
  new Set(ways.flatMap(({ to }) => buttonsOn(to).map((button) => pairOf(to, button))));

import type { Activity } from 'botbuilder';
import type { Log } from '../machines/answerLog.ts';
import { type View, view } from '../machines/conversationView.ts';
import { type Findings, isProfessional, questionIds } from '../machines/findings.ts';
import type { Shown } from './cardActions.ts';
import { answersCard, card, oldCard, otherEmergencyCard, settledCard } from './cards.ts';
import type { Reply } from './conversation/outcome.ts';
import { explanation, reasons } from './explanation.ts';
import { actionText, answerText, type MessageId, message, questionText, type Reader } from './texts.ts';
import { worksheet } from './worksheet.ts';

/** How a channel shows cards. */
export type Presentation = {
  /** `execute` where invokes are answered (Teams); `submit` everywhere else. */
  readonly buttons: 'execute' | 'submit';
  /** Undefined says "your local emergency number". */
  readonly emergencyNumber: string | undefined;
};

/** What is sent: cards that replace earlier ones, then new messages, in order. */
export type Activities = {
  readonly updates: readonly Partial<Activity>[];
  readonly messages: readonly Partial<Activity>[];
};

type Shape = { readonly text: string } | { readonly card: object } | { readonly update: object; readonly id: string };

/** Replies as activities. Neighbouring texts become one message, so that a phone buzzes once. */
export function activitiesFor(replies: readonly Reply[], log: Log, presentation: Presentation): Activities {
  const shows = view(log);
  const shapes = replies.flatMap((one) => shape(one, shows, presentation));
  const channelData = { cauda: stampOf(shows, presentation) };
  return {
    updates: shapes.flatMap((one) => ('update' in one ? [{ ...cardMessage(one.update), id: one.id }] : [])),
    messages: joined(shapes).map((one) =>
      'card' in one
        ? { ...cardMessage(one.card), channelData }
        : { type: 'message', text: one.text, textFormat: 'markdown' },
    ),
  };
}

const cardMessage = (content: object): Partial<Activity> => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

/** Where the conversation stands; pages send it back with typed words. A professional's page also gets the worksheet. */
const stampOf = (shows: View, presentation: Presentation): Shown & { readonly worksheet?: object } => ({
  conversation: shows.conversation,
  log: shows.log,
  revision: shows.revision,
  ...(shows.kind === 'question' ? { question: shows.question } : {}),
  ...(isProfessional(shows.role) ? { worksheet: worksheet(shows, presentation) } : {}),
});

function joined(shapes: readonly Shape[]): readonly ({ readonly text: string } | { readonly card: object })[] {
  const out: ({ text: string } | { card: object })[] = [];
  for (const one of shapes) {
    const last = out.at(-1);
    if ('update' in one) continue;
    if ('text' in one && last !== undefined && 'text' in last) last.text = `${last.text}\n\n${one.text}`;
    else out.push('text' in one ? { text: one.text } : { card: one.card });
  }
  return out;
}

function shape(reply: Reply, shows: View, presentation: Presentation): readonly Shape[] {
  const number = presentation.emergencyNumber ?? message(shows, 'localEmergencyNumber');
  const say = (id: MessageId, values: Record<string, string | number> = {}): Shape[] => [
    { text: message(shows, id, { number, ...values }) },
  ];
  switch (reply.kind) {
    case 'view':
      return [{ card: card(shows, presentation) }];
    case 'say':
      return say(reply.message);
    case 'settled':
      return reply.shown.card === undefined
        ? []
        : [{ update: settledCard(shows, reply.question, reply.value, presentation), id: reply.shown.card }];
    case 'understood':
      return say('understood', { answers: answersInWords(shows, reply.findings) });
    case 'changed':
      return say('changed', {
        question: questionText(shows, reply.question, 'label'),
        from: answerText(shows, reply.question, reply.from),
        to: answerText(shows, reply.question, reply.to),
      });
    case 'urgencyChanged':
      return say('urgencyChanged', { urgency: shows.recommendation.urgency });
    case 'explained':
      return [{ text: explanation(shows, reply.question, reply.part) }];
    case 'adviceExplained':
      return [{ text: reasons(shows) }];
    case 'answers':
      return shows.answers.length === 0 ? say('notAnsweredYet') : [{ card: answersCard(shows, presentation) }];
    case 'oldCard':
      return [{ card: oldCard(shows, reply.question, presentation) }];
    case 'progress':
      return shows.kind === 'question'
        ? say('progress', { ...shows.progress, urgency: shows.recommendation.urgency })
        : say('progressEnded', { urgency: shows.recommendation.urgency });
    case 'otherEmergency':
      return [{ card: otherEmergencyCard(shows, presentation) }];
    case 'safetyNet':
      return [{ text: actionText(shows, 'safetyNet', { number }) }];
    default:
      return reply satisfies never;
  }
}

/** "Leg weakness: left leg; Bladder: normal". */
const answersInWords = (reader: Reader, findings: Findings): string =>
  questionIds
    .flatMap((question) => {
      const value = findings[question];
      return value === undefined
        ? []
        : [`${questionText(reader, question, 'label')}: ${answerText(reader, question, value)}`];
    })
    .join('; ');

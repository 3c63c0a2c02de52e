import type { Log } from '../machines/answerLog.ts';
import type { EmergencyView, RecommendationView } from '../machines/conversationView.ts';
import { isProfessional } from '../machines/findings.ts';
import type { SentActivity, Stamp, StandingAdvice } from './activity.ts';
import type { AdaptiveCard } from './cards/adaptiveCard.ts';
import { answersCard, filledCard, oldCard, settledCard } from './cards/answerCards.ts';
import { callButtons, callCard } from './cards/callButtons.ts';
import { card } from './cards/card.ts';
import type { FilledForm } from './cards/filledForm.ts';
import { formCard } from './cards/formCard.ts';
import { otherEmergencyCard } from './cards/otherEmergencyCard.ts';
import { questionForm } from './cards/questionForm.ts';
import { recommendationForm } from './cards/recommendationForm.ts';
import { worksheetCard } from './cards/worksheetCard.ts';
import { contentVersion } from './contentVersion.ts';
import { type ChatView, chatView } from './conversation/chatView.ts';
import type { Reply } from './conversation/outcome.ts';
import { essence } from './essence.ts';
import { adviceExplanation, answersInWords, explanation } from './explanation.ts';
import { lineText } from './notice.ts';
import type { Presentation } from './presentation.ts';
import { actionText, answerText, dispositionText, type MessageId, message, questionText, quoted } from './texts.ts';
import type { Unread } from './unread.ts';

const unreadMessages = {
  picture: 'unread.picture',
  recording: 'unread.recording',
  file: 'unread.file',
  reaction: 'unread.reaction',
  edit: 'unread.edit',
  deletion: 'unread.deletion',
} as const satisfies Readonly<Record<Unread, MessageId>>;

/** What is sent: cards that replace earlier ones, then new messages, in order. */
export type Activities = {
  readonly updates: readonly SentActivity[];
  readonly messages: readonly SentActivity[];
};

/** One reply as a channel without activities would print it. */
export type Shape =
  | { readonly text: string }
  | { readonly card: AdaptiveCard }
  /** Takes the place of the card that the activity `id` shows. */
  | { readonly update: AdaptiveCard; readonly id: string };

/** What an earlier card becomes, by the activity that shows it. */
export type FoldedCard = { readonly id: string; readonly card: AdaptiveCard };

/**
 * Replies as activities. Neighbouring texts become one message, so that a phone buzzes once.
 * @param folded earlier cards that change beside what the replies themselves change.
 */
export function activitiesFor(
  replies: readonly Reply[],
  log: Log,
  presentation: Presentation,
  folded: readonly FoldedCard[] = [],
): Activities {
  const shows = chatView(log, contentVersion);
  const shapes = replies.flatMap((one) => shape(one, shows, presentation));
  const own = shapes.flatMap((one) => (one !== 'view' && 'update' in one ? [{ id: one.id, card: one.update }] : []));
  const updates = [...own, ...folded.filter(({ id }) => !own.some((one) => one.id === id))];
  const stamp = stampOf(shows);
  const importance = tellsEmergency(replies, shows) ? ({ importance: 'high' } as const) : {};
  // Nothing of the conversation is left, so pages clear their screen.
  const says = (id: MessageId): boolean => replies.some((one) => one.kind === 'say' && one.message === id);
  const erased = says('erased') ? ({ channelData: { caudaErased: true } } as const) : {};
  const keeps =
    says('asked.keep') && presentation.onPage === true ? ({ channelData: { caudaKeep: true } } as const) : {};
  return {
    updates: updates.map(({ id, card }) => ({ ...cardMessage(card), id })),
    messages: joined(shapes).map((one) => {
      if (one !== 'view' && 'text' in one)
        return { type: 'message', text: one.text, textFormat: 'markdown', ...importance, ...erased, ...keeps };
      const view = one === 'view' ? { view: shows.kind } : {};
      const content = one === 'view' ? cardNow(shows, presentation) : one.card;
      return { ...cardMessage(content), ...importance, channelData: { cauda: { ...stamp, ...view } } };
    }),
  };
}

/** Channels let such a message wait for nothing. */
const tellsEmergency = (replies: readonly Reply[], shows: ChatView): boolean =>
  shows.recommendation.urgency === 'emergency' || replies.some(({ kind }) => kind === 'otherEmergency');

/** Replies as they are printed. */
export const shapesFor = (replies: readonly Reply[], shows: ChatView, presentation: Presentation): readonly Shape[] =>
  replies
    .flatMap((one) => shape(one, shows, presentation))
    .map((one) => (one === 'view' ? { card: card(shows, presentation) } : one));

/** The card of what is shown now; one that many are shown alike is not made anew for each. */
const cardNow = (shows: ChatView, presentation: Presentation): AdaptiveCard | FilledForm =>
  formNow(shows, presentation) ?? card(shows, presentation);

function formNow(shows: ChatView, presentation: Presentation): FilledForm | undefined {
  if (shows.kind === 'question') return questionForm(shows, presentation);
  return shows.kind === 'recommendation' ? recommendationForm(shows, presentation) : undefined;
}

const cardMessage = (content: AdaptiveCard | FilledForm): SentActivity => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

/** Where the conversation stands; pages send it back with typed words, speak its language and keep a told emergency in sight. */
const stampOf = (shows: ChatView): Stamp => ({
  conversation: shows.conversation,
  log: shows.log,
  ...(shows.run === undefined ? {} : { run: shows.run }),
  revision: shows.revision,
  language: shows.language,
  ...(shows.kind === 'question' ? { question: shows.question, progress: shows.progress } : {}),
  ...standingAdvice(shows),
  // A result can be kept: its card is there, and this goes into a code beside it.
  ...(hasResult(shows) ? { essence: essence(shows), disposition: shows.recommendation.disposition } : {}),
});

const hasResult = (shows: ChatView): shows is EmergencyView | RecommendationView =>
  shows.kind === 'recommendation' || shows.kind === 'emergency';

function standingAdvice(shows: ChatView): { readonly standing?: StandingAdvice } {
  if (shows.recommendation.disposition === 'emergency')
    return { standing: { title: dispositionText(shows, 'emergency', 'title') } };
  return shows.otherEmergency === 'noted' ? { standing: { title: message(shows, 'card.otherEmergency') } } : {};
}

/** `view` is the card of what the conversation shows now. */
type Told = Shape | 'view';
type Sent = Exclude<Told, { readonly update: AdaptiveCard }>;

function joined(shapes: readonly Told[]): readonly Sent[] {
  const out: Sent[] = [];
  for (const one of shapes) {
    const last = out.at(-1);
    if (one === 'view' || 'card' in one) out.push(one);
    else if ('text' in one && last !== undefined && last !== 'view' && 'text' in last)
      out[out.length - 1] = { text: `${last.text}\n\n${one.text}` };
    else if ('text' in one) out.push(one);
  }
  return out;
}

/** What people are told to call stands below as buttons, where a page can call. */
function said(id: MessageId, shows: ChatView, presentation: Presentation): readonly Shape[] {
  const { emergencyNumber, personLine, onPage } = presentation;
  const number = emergencyNumber ?? message(shows, 'localEmergencyNumber');
  const calling = (words: string, whom: 'emergency' | 'person' = 'emergency'): readonly Shape[] => {
    const buttons = callButtons(shows, presentation, whom);
    return [buttons.length === 0 ? { text: words } : { card: callCard(words, buttons) }];
  };
  switch (id) {
    case 'asked.ambulance':
    case 'asked.alone':
    case 'asked.worry':
    case 'asked.worryAtTheEnd':
      return calling(message(shows, id, { number }));
    case 'asked.person':
      return personLine === undefined
        ? calling(message(shows, id, { number }), 'person')
        : calling(message(shows, 'asked.personLine', { number, line: lineText(personLine) }), 'person');
    case 'asked.keep':
      if (onPage !== true) return [{ text: message(shows, id) }];
      return [{ text: message(shows, hasResult(shows) ? 'asked.keepNow' : 'asked.keepOnPage') }];
    default:
      return [{ text: message(shows, id, { number }) }];
  }
}

function shape(reply: Reply, shows: ChatView, presentation: Presentation): readonly Told[] {
  const number = presentation.emergencyNumber ?? message(shows, 'localEmergencyNumber');
  const say = (id: MessageId, values: Record<string, string | number> = {}): readonly Shape[] => [
    { text: message(shows, id, { number, ...values }) },
  ];
  switch (reply.kind) {
    case 'view':
      return ['view'];
    case 'say':
      return said(reply.message, shows, presentation);
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
    case 'takenBack':
      return say('takenBack', {
        question: questionText(shows, reply.question, 'label'),
        answer: answerText(shows, reply.question, reply.answer),
      });
    case 'urgencyChanged':
      return say('urgencyChanged', { urgency: shows.recommendation.urgency });
    case 'explained':
      return [{ text: explanation(shows, reply.question, reply.part) }];
    case 'adviceExplained':
      return [{ text: adviceExplanation(shows) }];
    case 'answers':
      return shows.answers.length === 0 ? say('notAnsweredYet') : [{ card: answersCard(shows, presentation) }];
    case 'oldCard':
      return [{ card: oldCard(shows, reply.question, presentation) }];
    case 'progress':
      if (isProfessional(shows.role)) return [{ card: worksheetCard(shows, presentation) }];
      if (shows.kind === 'question' && shows.answers.length === 0) return say('progressBegin', shows.progress);
      return shows.kind === 'question'
        ? say('progress', { ...shows.progress, urgency: shows.recommendation.urgency })
        : say('progressEnded', { urgency: shows.recommendation.urgency });
    case 'notHeard':
      return say('notHeard', { words: quoted(reply.words) });
    case 'unused':
      return say('unused', { words: quoted(reply.words) });
    case 'otherEmergency':
      return [{ card: otherEmergencyCard(shows, presentation) }];
    case 'form':
      return [{ card: formCard(shows, presentation) }];
    case 'filled':
      return reply.shown.card === undefined
        ? []
        : [{ update: filledCard(shows, reply.findings, presentation), id: reply.shown.card }];
    case 'unread':
      return say(unreadMessages[reply.what]);
    case 'safetyNet':
      return [{ text: actionText(shows, 'safetyNet', { number }) }];
    default:
      return reply satisfies never;
  }
}

import type { Entry, Log } from '../../machines/answerLog.ts';
import { type Findings, finding, findingsOn, knownFindings, type QuestionId } from '../../machines/findings.ts';
import { triage } from '../../machines/triage.ts';
import type { CardAction, Shown, Verb } from '../cardActions.ts';
import { formQuestions } from '../form.ts';
import { type HeardWords, hearAnswer } from '../hear.ts';
import type { Heard } from '../heard.ts';
import { spokenLanguages } from '../texts.ts';
import type { Unread } from '../unread.ts';
import { answer, askAgain, emergency, hasAny, notUnderstood, offTopic, propose, stored, under18 } from './answering.ts';
import { type ChatView, chatView } from './chatView.ts';
import { change, command, confirm, decline } from './commands.ts';
import { freshness, proposedIn } from './freshness.ts';
import { currentView, type Outcome, preceded, recording, replying, type Step, sentence } from './outcome.ts';
import { afterwards, withTold } from './told.ts';

/** What reached the bot: a button, words together with what they were understood to say, or neither. */
export type Message =
  | { readonly kind: 'tapped'; readonly action: CardAction }
  | Typed
  /** `text` are the words of an edit. */
  | { readonly kind: 'unread'; readonly what: Unread; readonly text: string };
type Typed = HeardWords & {
  readonly kind: 'typed';
  readonly text: string;
  readonly shown: Shown | undefined;
  /** What came along and is not heard. */
  readonly beside?: Unread | undefined;
};

/**
 * One turn of the conversation: what a message adds to the log, and what is shown. Pure.
 * @param now milliseconds since the epoch.
 */
export function converse(log: Log, message: Message, now: number): Outcome {
  const at = Math.max(0, Math.floor((now - Date.parse(log.head.started)) / 1000));
  const step: Step = { log, before: chatView(log), at };
  const silence = at - (log.entries.at(-1)?.at ?? 0);
  const outcome = withWhatIsTold(step, outcomeOf(step, message, now));
  if (silence > aDay && step.before.answers.length > 0 && canWait(message) && !addsEmergency(step, outcome))
    return propose(step, { kind: 'resumed' });
  return silence > anHour && outcome.replies.length > 0 ? preceded(outcome, [sentence('welcomeBack')]) : outcome;
}

const withWhatIsTold = ({ log }: Step, outcome: Outcome): Outcome => ({
  ...outcome,
  entries: withTold(log, outcome.entries),
});

function outcomeOf(step: Step, message: Message, now: number): Outcome {
  switch (message.kind) {
    case 'tapped':
      return tapped(step, message.action);
    case 'unread':
      return unread(step, message.what, message.text, now);
    case 'typed': {
      const outcome = withUnused(message.heard, inLanguage(message, step, typed(step, message, now)));
      return message.beside === undefined ? outcome : preceded(outcome, [{ kind: 'unread', what: message.beside }]);
    }
    default:
      return message satisfies never;
  }
}

/** What was understood and no question holds is said to be so, not swallowed. */
function withUnused(heard: Heard, outcome: Outcome): Outcome {
  const words = 'unused' in heard ? (heard.unused ?? []) : [];
  return words.length === 0 ? outcome : preceded(outcome, [{ kind: 'unused', words }]);
}

/** An edit rewrites nothing, and a reaction answers nothing; but emergency words count wherever they are. */
function unread(step: Step, what: Unread, text: string, now: number): Outcome {
  const waits = step.before.kind === 'question' || step.before.kind === 'confirmation';
  if (what === 'reaction') return waits ? replying({ kind: 'unread', what }) : replying();
  if (what === 'deletion') return replying({ kind: 'unread', what });
  return lateEmergency(step, text, now) ?? replying({ kind: 'unread', what }, currentView);
}

const anHour = 60 * 60;
const aDay = 24 * anHour;

/** After a long silence the first message only brings the conversation back, unless it must not wait. */
const canWait = (message: Message): boolean =>
  message.kind !== 'typed' ||
  (message.heard.kind !== 'emergency' && !(message.heard.kind === 'command' && message.heard.command === 'erase'));

/** It makes an emergency rule fire that did not before, at once or when it is confirmed. */
function addsEmergency({ log, before }: Step, { entries }: Outcome): boolean {
  const confirmed = entries.map((entry): Entry => {
    const proposed = proposedIn(entry);
    return proposed?.kind === 'answered' ? { ...proposed, at: entry.at } : entry;
  });
  const rulesIn = ({ recommendation }: ChatView): readonly string[] =>
    recommendation.urgency === 'emergency' ? recommendation.rules : [];
  const known = rulesIn(before);
  return rulesIn(chatView(afterwards(log, confirmed))).some((rule) => !known.includes(rule));
}

function tapped(step: Step, { shown, verb }: CardAction): Outcome {
  const age = freshness(step.log, shown, verb);
  if (age === 'repeated') return replying();
  if (age === 'old') return replying({ kind: 'oldCard', question: answeredOn(shown, verb) }, currentView);
  switch (verb.verb) {
    case 'answer':
      return tappedAnswer(step, shown, verb.question, verb.value);
    case 'role':
      return recording({ kind: 'settings', role: verb.role, at: step.at }, currentView);
    case 'change':
      return change(step, verb.question);
    case 'confirm':
      return confirm(step);
    case 'decline':
      return decline(step);
    case 'why':
      // Without a question it stands on a card with advice, whatever is asked by now.
      return verb.question === undefined ? replying({ kind: 'adviceExplained' }) : command(step, 'why', verb.question);
    case 'help':
      return command(step, 'help', verb.question);
    case 'filled':
      return filled(step, shown, verb.answers);
    case 'form':
    case 'back':
    case 'continue':
    case 'stop':
    case 'status':
    case 'restart':
    case 'erase':
      return command(step, verb.verb);
    default:
      return verb satisfies never;
  }
}

const answeredOn = (shown: Shown, verb: Verb): QuestionId | undefined =>
  verb.verb === 'answer' ? verb.question : shown.question;

function tappedAnswer(step: Step, shown: Shown, question: QuestionId, said: string): Outcome {
  const findings = finding(question, said);
  const value = findings?.[question];
  if (findings === undefined || value === undefined) return replying({ kind: 'oldCard', question }, currentView);
  const outcome = answer(step, findings);
  // A card whose answer first needs a "yes" stays as it is until then.
  return isProposed(outcome) ? outcome : preceded(outcome, [{ kind: 'settled', question, value, shown }]);
}

const isProposed = ({ entries }: Outcome): boolean => entries.some((entry) => entry.kind === 'asked');

/** All that was filled in is one entry, so that one *back* takes it back; what is open is asked. */
function filled(step: Step, shown: Shown, answers: Readonly<Record<string, string>>): Outcome {
  const findings = findingsOn(knownFindings(answers), formQuestions(step.before.role));
  if (!hasAny(findings)) return replying(sentence('formEmpty'), { kind: 'form' });
  const outcome = answer(step, findings);
  return isProposed(outcome) ? outcome : preceded(outcome, [{ kind: 'filled', findings, shown }]);
}

/** Who writes in another language goes on in it. */
function inLanguage({ heard, language }: HeardWords, { at }: Step, outcome: Outcome): Outcome {
  const asksForOne = heard.kind === 'command' && heard.command === 'language';
  if (language === undefined || asksForOne || outcome.replies.length === 0 || outcome.next !== 'go on') return outcome;
  return preceded(outcome, [sentence('languageChanged')], [{ kind: 'settings', language, at }]);
}

function typed(step: Step, { text, heard, shown }: Typed, now: number): Outcome {
  if (shown !== undefined && dependsOnWhatWasAsked(heard)) {
    const age = freshness(step.log, shown, { typed: text });
    if (age === 'repeated') return replying();
    if (age === 'old') return lateEmergency(step, text, now) ?? replying(sentence('movedOn'), currentView);
  }
  switch (heard.kind) {
    case 'answer':
      return answer(step, heard.findings, text);
    case 'partial':
      return weakLeg(step, heard, text);
    case 'ambiguous':
      if (hasAny(heard.findings))
        return heard.guess === undefined || !asksAnother(heard.guess, step)
          ? answer(step, heard.findings, text)
          : answeredAndProposed(step, heard.findings, heard.guess, text);
      if (heard.guess === undefined)
        return withSaid(
          step,
          text,
          heard.which ? askAgain(step, sentence('whichOne')) : notUnderstood(step, heard.unheard),
        );
      return proposal(step, heard.guess, text, heard.unheard);
    case 'emergency':
      return emergency(step, heard.findings, heard.other, text);
    case 'under18':
      return under18(step, heard.findings, text);
    case 'command':
      // What is said in the same breath counts for its question.
      return heard.findings !== undefined && hasAny(heard.findings)
        ? answer(step, heard.findings, text)
        : command(step, heard.command, heard.question, heard.language);
    case 'confirm':
      return confirm(step);
    case 'decline':
      return decline(step);
    case 'story':
      return withSaid(step, text, notUnderstood(step, heard.unheard));
    case 'off-topic':
      return offTopic(step);
    case 'tooLong':
      return replying(sentence('tooLong'), currentView);
    default:
      return heard satisfies never;
  }
}

/** A leg is weak, and its side was not said: that is asked, also of who said before that none is. */
function weakLeg(step: Step, { findings, unheard }: Extract<Heard, { kind: 'partial' }>, text: string): Outcome {
  const { before, log, at } = step;
  const { legWeakness } = triage(log).context.answers;
  const isAsked = before.kind === 'question' && before.question === 'legWeakness';
  const beside = hasAny(findings) ? answer(step, findings, text) : undefined;
  if (beside !== undefined && (isProposed(beside) || addsEmergency(step, beside))) return withSaid(step, text, beside);
  if (isAsked || (beside === undefined && legWeakness === undefined))
    return beside === undefined ? askAgain(step, sentence('whichLeg')) : preceded(beside, [sentence('whichLeg')]);
  if (legWeakness === 'left' || legWeakness === 'right' || legWeakness === 'both')
    return beside ?? withSaid(step, text, notUnderstood(step, unheard));
  const done = beside ?? withSaid(step, text, replying(currentView));
  const asked: Entry = { kind: 'asked', asked: { kind: 'change', question: 'legWeakness' }, at };
  const entries = legWeakness === undefined ? done.entries : [...done.entries, asked];
  return preceded({ ...done, entries }, [sentence('whichLeg')]);
}

/** Something is certain, and something else is asked about: both, one after the other. */
function answeredAndProposed(step: Step, findings: Findings, guess: Findings, text: string): Outcome {
  const outcome = answer(step, findings, text);
  if (isProposed(outcome) || addsEmergency(step, outcome)) return withSaid(step, text, outcome);
  const { entries } = proposal(step, guess, text);
  return { ...outcome, entries: [...outcome.entries, ...entries] };
}

/** The guess is about something else than what is asked, which would else be asked anyway. */
const asksAnother = (guess: Findings, { before }: Step): boolean =>
  Object.keys(guess).some((question) => before.kind !== 'question' || question !== before.question);

const proposal = (step: Step, guess: Findings, text: string, unheard?: readonly string[]): Outcome =>
  propose(step, {
    kind: 'answered',
    findings: stored(guess),
    heard: text,
    ...(unheard === undefined ? {} : { unheard: [...unheard] }),
  });

/** Words that were not understood are kept as they were typed: whoever sees the person next can read them. */
const withSaid = ({ at }: Step, words: string, outcome: Outcome): Outcome =>
  preceded(outcome, [], [{ kind: 'said', words, at }]);

/** Words that are too late for their question count all the same where they make an emergency, in any language. */
function lateEmergency(step: Step, text: string, now: number): Outcome | undefined {
  const { language, role } = step.before;
  for (const spoken of [language, ...spokenLanguages.filter((other) => other !== language)]) {
    const heard = hearAnswer(text, undefined, spoken, new Date(now), role);
    if (heard.kind === 'emergency') return emergency(step, heard.findings, heard.other, text);
    const outcome =
      heard.kind === 'answer' || heard.kind === 'partial' ? answer(step, heard.findings, text) : undefined;
    if (outcome !== undefined && addsEmergency(step, outcome)) return outcome;
  }
  return undefined;
}

/** Emergency words count whenever they were written, and an age; so do commands, but for one that undoes. */
const dependsOnWhatWasAsked = (heard: Heard): boolean =>
  heard.kind === 'command'
    ? heard.command === 'back'
    : !['emergency', 'off-topic', 'under18', 'tooLong'].includes(heard.kind);

import type { Entry } from '../../machines/answerLog.ts';
import { findingsOn, knownFindings, type QuestionId } from '../../machines/findings.ts';
import { triage } from '../../machines/triage.ts';
import { openOnForm } from '../form.ts';
import type { Command } from '../heard.ts';
import { languageSpokenFor } from '../texts.ts';
import { hasAny, notUnderstood, propose, recordingAnswer } from './answering.ts';
import { asides } from './asides.ts';
import { currentView, isConfirmedFirst, type Outcome, recording, replying, type Step, sentence } from './outcome.ts';

/** What the bot says to what people say to it; no advice without the safety net. */
const answered = {
  keep: 'asked.keep',
  ambulance: 'asked.ambulance',
  person: 'asked.person',
  alone: 'asked.alone',
  worry: 'asked.worry',
  howLong: 'asked.howLong',
} as const;

/** Does what a button or natural words ask for. `question` is what a change, a why or a help names. */
export function command(step: Step, named: Command, question?: QuestionId, language?: string): Outcome {
  const { before, at } = step;
  switch (named) {
    case 'back':
      return back(step);
    case 'change':
      return change(step, question);
    case 'why':
    case 'help':
      return explain(step, named, question);
    case 'continue':
      return before.kind === 'emergency' || (before.kind === 'recommendation' && before.stopped)
        ? recording({ kind: 'continued', at }, currentView)
        : replying(currentView);
    case 'stop':
      return before.kind === 'recommendation'
        ? replying(sentence('alreadyEnded'))
        : recording({ kind: 'stopped', ...(before.notAsked.length === 0 ? {} : { early: true }), at }, currentView);
    case 'restart':
      return restart(step);
    case 'erase':
      return propose(step, { kind: 'erased' });
    case 'status':
      return replying({ kind: 'progress' });
    case 'who':
      return replying(sentence('whoIAm'));
    case 'language':
      return speak(step, language);
    case 'form':
      return openOnForm(before).length === 0
        ? replying(sentence('asked.form'), currentView)
        : replying({ kind: 'form' });
    case 'keep':
    case 'ambulance':
    case 'person':
    case 'alone':
    case 'worry':
    case 'howLong':
      return toTheBot(step, named);
    default:
      return named satisfies never;
  }
}

type ToTheBot = keyof typeof answered;
export const isToTheBot = (named: Command): named is ToTheBot => named in answered;
const withSafetyNet: ReadonlySet<ToTheBot> = new Set(['person', 'worry']);

/** What people say to the bot is answered, and the conversation goes on where it was. */
function toTheBot({ before }: Step, named: ToTheBot): Outcome {
  const asks = before.kind === 'question';
  const ended = before.kind === 'recommendation';
  const emergency = before.recommendation.urgency === 'emergency';
  return replying(
    // The number comes first where somebody cannot get to a hospital by themselves.
    ...(named === 'ambulance' || (named === 'alone' && emergency) ? [{ kind: 'otherEmergency' } as const] : []),
    sentence(named === 'worry' && ended ? 'asked.worryAtTheEnd' : answered[named]),
    ...(withSafetyNet.has(named) && !emergency ? [{ kind: 'safetyNet' } as const] : []),
    ...((named === 'howLong' && asks) || (named === 'worry' && ended) ? [{ kind: 'progress' } as const] : []),
    // The card with advice stands above already.
    ...(ended ? [] : [currentView]),
  );
}

function back(step: Step): Outcome {
  const { log, before } = step;
  if (isAside(step)) return decline(step);
  const entry: Entry = { kind: 'undone', at: step.at };
  if (!hasAny(triage(log).context.answers) && triage(log).context.simpler.length === 0) {
    return before.kind === 'recommendation'
      ? command(step, 'continue')
      : replying(sentence('nothingToGoBackTo'), currentView);
  }
  return isConfirmedFirst(step, entry) ? propose(step, { kind: 'undone' }) : recordingAnswer(step, entry, {});
}

/** Something asked outside the pathway's order waits for its answer. */
const isAside = ({ log }: Step): boolean => {
  const asked = asides(log).at(-1);
  return asked?.kind === 'confirmation' || asked?.kind === 'change';
};

/** Asks an answered question again; its answer stands until another is given. */
export function change(step: Step, question: QuestionId | undefined): Outcome {
  if (question === undefined) return replying({ kind: 'answers' });
  const answered = hasAny(findingsOn(triage(step.log).context.answers, [question]));
  return answered
    ? recording({ kind: 'asked', asked: { kind: 'change', question }, at: step.at }, currentView)
    : replying(sentence('notAnsweredYet'), currentView);
}

function explain({ before }: Step, part: 'why' | 'help', question: QuestionId | undefined): Outcome {
  const asked = question ?? (before.kind === 'question' ? before.question : undefined);
  if (asked !== undefined) return replying({ kind: 'explained', question: asked, part });
  return part === 'why' ? replying({ kind: 'adviceExplained' }) : replying(sentence('howToUse'), currentView);
}

function restart(step: Step): Outcome {
  const { before } = step;
  const ended = before.kind === 'recommendation';
  const outdated = before.kind === 'confirmation' && before.of.kind === 'resumed';
  const emergency = before.recommendation.urgency === 'emergency';
  const losesSomething = before.answers.length > 0 && (emergency || (!ended && !outdated));
  return losesSomething ? propose(step, { kind: 'restarted' }) : { entries: [], replies: [], next: 'restart' };
}

function speak({ at }: Step, language: string | undefined): Outcome {
  if (language === undefined || languageSpokenFor(language) !== language.toLowerCase().split('-')[0]) {
    return replying(sentence('languagesSpoken'), currentView);
  }
  return recording({ kind: 'settings', language: languageSpokenFor(language), at }, currentView);
}

/** "Yes" to what the bot asked aside, or to its offer to go on. */
export function confirm(step: Step): Outcome {
  const { before, at } = step;
  if (before.kind === 'emergency') return command(step, 'continue');
  if (before.kind !== 'confirmation') return notUnderstood(step);
  const { of } = before;
  switch (of.kind) {
    case 'answered': {
      // What was not understood stands with the question; an answer has no such field, and what is read lacks it.
      const { unheard: _, ...answered } = of;
      return recordingAnswer(step, { ...answered, at }, knownFindings(of.findings));
    }
    case 'undone':
      return recordingAnswer(step, { kind: 'undone', at }, {});
    case 'restarted':
      return { entries: [], replies: [], next: 'restart' };
    case 'erased':
      return { entries: [], replies: [sentence('erased')], next: 'erase' };
    case 'resumed':
      return recording({ kind: 'asked', asked: { kind: 'nothing' }, at }, currentView);
    default:
      return of satisfies never;
  }
}

/** "No" to what the bot asked aside: nothing changes, and the pathway's question is asked. */
export function decline(step: Step): Outcome {
  const { before, at } = step;
  if (before.kind === 'emergency') return command(step, 'stop');
  if (!isAside(step)) return notUnderstood(step);
  if (before.kind === 'confirmation' && before.of.kind === 'resumed') return restart(step);
  return recording({ kind: 'asked', asked: { kind: 'nothing' }, at }, sentence('nothingChanged'), currentView);
}

import type { Entry } from '../../machines/answerLog.ts';
import { findingsOn, knownFindings, type QuestionId } from '../../machines/findings.ts';
import { standing } from '../../machines/standing.ts';
import type { Command } from '../heard.ts';
import { languageOf } from '../texts.ts';
import { askAgain, hasAny, propose, settle } from './answering.ts';
import { type Outcome, record, reply, type Step, say, show, takesEmergencyAway } from './outcome.ts';

/** What the bot says to what people say to it. */
const answered = {
  form: 'asked.form',
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
        ? record({ kind: 'continued', at }, show)
        : reply(show);
    case 'stop':
      return before.kind === 'recommendation' ? reply(say('alreadyEnded')) : record({ kind: 'stopped', at }, show);
    case 'restart':
      return restart(step);
    case 'erase':
      return propose(step, { kind: 'erased' });
    case 'status':
      return reply({ kind: 'progress' });
    case 'who':
      return reply(say('whoIAm'));
    case 'language':
      return speak(step, language);
    case 'form':
    case 'keep':
    case 'ambulance':
    case 'person':
    case 'alone':
    case 'worry':
    case 'howLong':
      return reply(say(answered[named]), show);
    default:
      return named satisfies never;
  }
}

function back(step: Step): Outcome {
  const { log, before } = step;
  if (isAside(step)) return decline(step);
  const entry: Entry = { kind: 'undone', at: step.at };
  if (!hasAny(standing(log).answers) && standing(log).simpler.length === 0) {
    return before.kind === 'recommendation' ? command(step, 'continue') : reply(say('nothingToGoBackTo'), show);
  }
  return takesEmergencyAway(step, entry) ? propose(step, { kind: 'undone' }) : record(entry, show);
}

/** Something asked outside the pathway's order waits for its answer. */
const isAside = ({ log }: Step): boolean => {
  const { asked } = standing(log);
  return asked?.kind === 'confirmation' || asked?.kind === 'change';
};

/** Asks an answered question again; its answer stands until another is given. */
export function change(step: Step, question: QuestionId | undefined): Outcome {
  if (question === undefined) return reply({ kind: 'answers' });
  const answered = hasAny(findingsOn(standing(step.log).answers, [question]));
  return answered
    ? record({ kind: 'asked', asked: { kind: 'change', question }, at: step.at }, show)
    : reply(say('notAnsweredYet'), show);
}

function explain({ before }: Step, part: 'why' | 'help', question: QuestionId | undefined): Outcome {
  const asked = question ?? (before.kind === 'question' ? before.question : undefined);
  if (asked !== undefined) return reply({ kind: 'explained', question: asked, part });
  return part === 'why' ? reply({ kind: 'adviceExplained' }) : reply(say('howToUse'), show);
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
  if (language === undefined || languageOf(language) !== language.toLowerCase().split('-')[0]) {
    return reply(say('languagesSpoken'), show);
  }
  return record({ kind: 'settings', language: languageOf(language), at }, show);
}

/** "Yes" to what the bot asked aside, or to its offer to go on. */
export function confirm(step: Step): Outcome {
  const { before, at } = step;
  if (before.kind === 'emergency') return command(step, 'continue');
  if (before.kind !== 'confirmation') return askAgain(step, say('notUnderstood'));
  const { of } = before;
  switch (of.kind) {
    case 'answered':
      return settle(step, { ...of, at }, knownFindings(of.findings));
    case 'undone':
      return settle(step, { kind: 'undone', at }, {});
    case 'restarted':
      return { entries: [], replies: [], next: 'restart' };
    case 'erased':
      return { entries: [], replies: [say('erased')], next: 'erase' };
    case 'resumed':
      return record({ kind: 'asked', asked: { kind: 'nothing' }, at }, show);
    default:
      return of satisfies never;
  }
}

/** "No" to what the bot asked aside: nothing changes, and the pathway's question is asked. */
export function decline(step: Step): Outcome {
  const { before, at } = step;
  if (before.kind === 'emergency') return command(step, 'stop');
  if (!isAside(step)) return askAgain(step, say('notUnderstood'));
  if (before.kind === 'confirmation' && before.of.kind === 'resumed') return restart(step);
  return record({ kind: 'asked', asked: { kind: 'nothing' }, at }, say('nothingChanged'), show);
}

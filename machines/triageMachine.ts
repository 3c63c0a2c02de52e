import { and, assign, getInitialMicrosteps, setup, transition } from 'xstate';
import { type Findings, finding, isProfessional, isQuestionId, type QuestionId, type Role } from './findings.ts';
import { fractureIsImaged, scanIsAdvised } from './imagingRules.ts';
import { remembered } from './remembered.ts';
import { type EmergencyRuleId, emergencyRules, urgency } from './urgencyRules.ts';

/** What the walk starts from: the answers that stand, and what was said about going on. */
export type Known = {
  readonly role: Role;
  readonly answers: Findings;
  /** Emergency rules told before, at the last "go on". */
  readonly acknowledged: readonly EmergencyRuleId[];
  readonly stopped: boolean;
};

type TriageEvent =
  | { readonly type: 'answer'; readonly question: QuestionId; readonly value: string }
  | { readonly type: 'continue' }
  | { readonly type: 'stop' };

const answered = <Q extends QuestionId>(question: Q) => ({ type: 'answered', params: { question } }) as const;

/**
 * The clinical pathway: one state a question, in the order of asking. A question that is already answered is passed; the
 * edge out of it decides what comes next. Pure: walk it with `walk`, or run it live, with the same result.
 */
export const triageMachine = setup({
  types: { context: {} as Known, input: {} as Known, events: {} as TriageEvent },
  guards: {
    emergencyToTell: ({ context }) => emergencyToTell(context),
    answered: ({ context }, { question }: { question: QuestionId }) => context.answers[question] !== undefined,
    weaknessDenied: ({ context }) => context.answers.legWeakness === 'none',
    injuryIsMajor: ({ context }) => context.answers.trauma === 'major',
    scanIsAdvised: ({ context }) => scanIsAdvised(urgency(context.answers)),
    fractureIsImaged: ({ context }) => fractureIsImaged(context.answers),
    professionalAnswers: ({ context }) => isProfessional(context.role),
  },
  actions: {
    record: assign(({ context, event }) =>
      event.type === 'answer' ? { answers: { ...context.answers, ...finding(event.question, event.value) } } : {},
    ),
    acknowledge: assign({ acknowledged: ({ context }) => emergencyRules(context.answers), stopped: false }),
    stop: assign({ stopped: true }),
  },
}).createMachine({
  id: 'triage',
  context: ({ input }) => input,
  options: { maxIterations: 100 },
  initial: 'known',
  on: {
    answer: { target: '.known', actions: 'record' },
    continue: { target: '.known', actions: 'acknowledge' },
    stop: { target: '.stopped', actions: 'stop' },
  },
  states: {
    known: { always: [{ guard: 'emergencyToTell', target: 'emergency' }, { target: 'legWeakness' }] },
    emergency: { tags: 'interrupted' },

    legWeakness: {
      always: [
        { guard: 'weaknessDenied', target: 'saddleNumbness' },
        { guard: answered('legWeakness'), target: 'weaknessCourse' },
      ],
    },
    weaknessCourse: { always: { guard: answered('weaknessCourse'), target: 'saddleNumbness' } },
    saddleNumbness: { always: { guard: answered('saddleNumbness'), target: 'bladder' } },
    bladder: { always: { guard: answered('bladder'), target: 'bowel' } },
    bowel: { always: { guard: answered('bowel'), target: 'sensoryOrReflex' } },
    sensoryOrReflex: { always: { guard: answered('sensoryOrReflex'), target: 'legPain' } },

    legPain: { always: { guard: answered('legPain'), target: 'cancerHistory' } },
    cancerHistory: { always: { guard: answered('cancerHistory'), target: 'infection' } },
    infection: { always: { guard: answered('infection'), target: 'trauma' } },
    trauma: {
      always: [
        { guard: 'injuryIsMajor', target: 'spinalSurgery' },
        { guard: answered('trauma'), target: 'boneFragility' },
      ],
    },
    boneFragility: { always: { guard: answered('boneFragility'), target: 'spinalSurgery' } },
    spinalSurgery: {
      always: [
        { guard: and([answered('spinalSurgery'), 'scanIsAdvised']), target: 'implantedDevice' },
        // An X-ray asks for no more than this.
        { guard: and([answered('spinalSurgery'), 'fractureIsImaged']), target: 'pregnancy' },
        { guard: answered('spinalSurgery'), target: 'finished' },
      ],
    },

    implantedDevice: { always: { guard: answered('implantedDevice'), target: 'metalFragments' } },
    metalFragments: { always: { guard: answered('metalFragments'), target: 'pregnancy' } },
    pregnancy: {
      always: [
        { guard: and([answered('pregnancy'), 'scanIsAdvised']), target: 'claustrophobia' },
        { guard: answered('pregnancy'), target: 'finished' },
      ],
    },
    claustrophobia: {
      always: [
        { guard: and([answered('claustrophobia'), 'professionalAnswers']), target: 'mriAccess' },
        { guard: answered('claustrophobia'), target: 'finished' },
      ],
    },
    mriAccess: { always: { guard: answered('mriAccess'), target: 'finished' } },

    finished: { tags: 'finished' },
    /** An answer that changes here is taken; only `continue` goes on. */
    stopped: { tags: 'stopped', on: { answer: { actions: 'record' } } },
  },
});

/** Where a walk ends, and the answered questions that it passed, in order. */
export type Walk =
  | { readonly at: 'question'; readonly question: QuestionId; readonly path: readonly QuestionId[] }
  /** An emergency to tell before anything else is asked. */
  | { readonly at: 'interrupted'; readonly path: readonly QuestionId[] }
  | { readonly at: 'finished'; readonly path: readonly QuestionId[] }
  /** Stopped by the person; `next` is where it would go on. */
  | { readonly at: 'stopped'; readonly next: QuestionId | undefined; readonly path: readonly QuestionId[] };

/** Walks the machine over standing answers. Pure. Throws where the machine itself is at fault (a cycle). */
export const walk = ({ role, answers, acknowledged, stopped }: Known): Walk =>
  walkTo({ role, answers, acknowledged, stopped });

/** People's answers are much alike, and a walk takes longer than all else in a turn. */
const walkTo = remembered((known: Known): Walk => {
  const steps = getInitialMicrosteps(triageMachine, { ...known, stopped: false }).map(([snapshot]) => snapshot);
  const rest = steps.at(-1);
  if (rest === undefined || rest.status === 'error') throw new Error('triage machine did not come to rest');
  const visited = steps.map(({ value }) => value).filter(isQuestionId);
  const question = isQuestionId(rest.value) ? rest.value : undefined;
  const path = visited.filter((id) => id !== question);

  const ended = known.stopped && !rest.hasTag('finished') ? transition(triageMachine, rest, { type: 'stop' })[0] : rest;
  if (ended.hasTag('stopped')) return { at: 'stopped', next: question, path };
  if (ended.hasTag('finished')) return { at: 'finished', path };
  if (ended.hasTag('interrupted')) return { at: 'interrupted', path };
  if (question === undefined) throw new Error(`triage machine rests on a state that is no question: ${ended.value}`);
  return { at: 'question', question, path };
}, 4_096);

/** Patients are told at once; professionals work on under a standing banner. Told again when none of what was told still holds. */
function emergencyToTell({ role, answers, acknowledged }: Known): boolean {
  const firing = emergencyRules(answers);
  return !isProfessional(role) && firing.length > 0 && !firing.some((rule) => acknowledged.includes(rule));
}

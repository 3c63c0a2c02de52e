import { and, assign, getInitialMicrosteps, type SnapshotFrom, setup } from 'xstate';
import type { Entry } from './answerLog.ts';
import { type Findings, isProfessional, isQuestionId, type QuestionId, type Role } from './findings.ts';
import { fractureIsImaged, scanIsAdvised } from './imagingRules.ts';
import {
  changed,
  emergencyRulesOf,
  goneOn,
  nothingSaid,
  recorded,
  type Standing,
  stopped,
  takenBack,
  urgencyOf,
  withNote,
} from './standing.ts';

/** An entry of the log as the machine's event: its kind is the event's type. */
export type TriageEvent = { readonly type: Entry['kind']; readonly entry: Entry };
export const eventOf = (entry: Entry): TriageEvent => ({ type: entry.kind, entry });

const answered = <Q extends QuestionId>(question: Q) => ({ type: 'answered', params: { question } }) as const;

/**
 * The clinical pathway: one state a question, in the order of asking. A question that is already answered is passed; the
 * edge out of it decides what comes next. Its events are the entries of the log, so a conversation is a fold over
 * them (`triage`); entries that are no step of the course move nothing.
 */
export const triageMachine = setup({
  types: {
    context: {} as Standing,
    input: {} as Pick<Standing, 'role'> & Partial<Standing>,
    events: {} as TriageEvent,
  },
  guards: {
    emergencyToTell: ({ context }) => emergencyToTell(context),
    answered: ({ context }, { question }: { question: QuestionId }) => context.answers[question] !== undefined,
    weaknessDenied: ({ context }) => context.answers.legWeakness === 'none',
    injuryIsMajor: ({ context }) => context.answers.trauma === 'major',
    scanIsAdvised: ({ context }) => scanIsAdvised(urgencyOf(context)),
    fractureIsImaged: ({ context }) => fractureIsImaged(context.answers),
    professionalAnswers: ({ context }) => isProfessional(context.role),
  },
  actions: {
    record: assign(({ context, event }) => recorded(context, event.entry)),
    takeBack: assign(({ context, event }) => takenBack(context, event.entry)),
    acknowledge: assign(({ context, event }) => goneOn(context, event.entry)),
    stop: assign(({ context, event }) => stopped(context, event.entry)),
    set: assign(({ context, event }) => changed(context, event.entry)),
    note: assign(({ context, event }) => withNote(context, event.entry)),
  },
}).createMachine({
  id: 'triage',
  context: ({ input }) => ({ ...nothingSaid(input.role, 'en'), ...input }),
  options: { maxIterations: 100 },
  initial: 'known',
  on: {
    answered: { target: '.known', actions: 'record' },
    undone: { target: '.known', actions: 'takeBack' },
    continued: { target: '.known', actions: 'acknowledge' },
    stopped: { target: '.known', actions: 'stop' },
    settings: { target: '.known', actions: 'set' },
    noted: { actions: 'note' },
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
  },
});

export type Triage = SnapshotFrom<typeof triageMachine>;

/** The question that a conversation rests on; also one that was stopped there. */
export const questionAt = ({ value }: Triage): QuestionId | undefined => (isQuestionId(value) ? value : undefined);

/** The questions that these answers lead by, in order; nothing interrupts them. */
export function pathOf(role: Role, answers: Findings): readonly QuestionId[] {
  const told = emergencyRulesOf({ ...nothingSaid(role, 'en'), answers });
  const steps = getInitialMicrosteps(triageMachine, { role, answers, acknowledged: told }).map(([state]) => state);
  const rest = steps.at(-1)?.value;
  return steps
    .map(({ value }) => value)
    .filter(isQuestionId)
    .filter((id) => id !== rest);
}

/**
 * Patients are told at once; professionals work on under a standing banner. Told again when none of what was told still
 * holds; who has stopped has the card already.
 */
function emergencyToTell(context: Standing): boolean {
  const rules = emergencyRulesOf(context);
  const untold = rules.length > 0 && !rules.some((rule) => context.acknowledged.includes(rule));
  return !isProfessional(context.role) && !context.stopped && untold;
}

import { createRequire } from 'node:module';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cardAction } from '../../dialogs/cardActions.ts';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { answersCard, filledCard, oldCard, outdatedCard, settledCard } from '../../dialogs/cards/answerCards.ts';
import { card } from '../../dialogs/cards/card.ts';
import { formCard } from '../../dialogs/cards/formCard.ts';
import { otherEmergencyCard } from '../../dialogs/cards/otherEmergencyCard.ts';
import { type PlainButton, plainButtons, plainText } from '../../dialogs/cards/plainText.ts';
import { worksheetCard } from '../../dialogs/cards/worksheetCard.ts';
import { type ChatView, chatView } from '../../dialogs/conversation/chatView.ts';
import { actionText, answerText, dispositionText, message, spokenLanguages } from '../../dialogs/texts.ts';
import { actionIds } from '../../machines/actions.ts';
import type { Entry } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import {
  answersTo,
  type Findings,
  knownFindings,
  questionIds,
  type Role,
  roleSchema,
} from '../../machines/findings.ts';
import { alternatives, noteIds } from '../../machines/imagingRules.ts';
import { practicePointIds } from '../../machines/practicePoints.ts';
import { conditions } from '../../machines/urgencyRules.ts';
import { quietAnswers } from '../machines/conversation.ts';
import { type Rehearsal, rehearse } from './conversation/rehearsal.ts';

// The bundle that Web Chat draws with; its other entry point cannot be loaded by Jest.
const {
  AdaptiveCard: Renderer,
  SerializationContext,
  Versions,
}: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

const personLine = 'https://teams.microsoft.com/l/chat/0/0?users=nurse@hospital.example';
const teams = {
  buttons: 'execute',
  emergencyNumber: '112',
  personLine,
  pictures: { at: `https://${'a'.repeat(60)}.hospital.example/static/`, as: 'png' },
} as const;
const web = {
  buttons: 'submit',
  emergencyNumber: undefined,
  pictures: { at: '/static/', as: 'svg' },
} as const;
const roles: readonly Role[] = roleSchema.options;

/** Everything, the longest card that there is. */
const everything: Findings = {
  legWeakness: 'both',
  weaknessCourse: 'worsening',
  saddleNumbness: 'yes',
  bladder: 'retention',
  bowel: 'altered',
  sensoryOrReflex: 'cord-signs',
  legPain: 'both',
  cancerHistory: 'yes',
  infection: 'yes',
  trauma: 'major',
  spinalSurgery: 'recent',
  implantedDevice: 'mr-unsafe',
  metalFragments: 'unsure',
  pregnancy: 'unsure',
  claustrophobia: 'yes',
  mriAccess: 'unsure',
};
const plain: Findings = {
  ...knownFindings(Object.fromEntries(questionIds.map((id) => [id, answersTo(id)[0] ?? '']))),
  weaknessCourse: 'stable',
};

/** Every step of a conversation that answers so, up to its end. */
function steps(role: Role, findings: Findings, language?: string): readonly Rehearsal[] {
  const taken = [rehearse(role, language)];
  for (let now = taken[0]; now !== undefined && now.view.kind !== 'recommendation'; taken.push(now)) {
    now =
      now.view.kind === 'question'
        ? now.answer(findings[now.view.question] ?? 'unsure')
        : now.tap({ verb: now.view.kind === 'emergency' ? 'continue' : 'confirm' });
    if (taken.length > 60) throw new Error('the conversation does not end');
  }
  return taken;
}

/** The end of such a conversation, in three steps: all answers, "not sure" said again, and on past an emergency. */
function end(role: Role, findings: Findings): ChatView {
  const { log } = rehearse(role);
  const answered = { kind: 'answered', findings: { ...findings }, at: 0 } as const;
  const shown = chatView({ ...log, entries: [answered, answered, { kind: 'continued', at: 0 }] });
  if (shown.kind !== 'recommendation') throw new Error(`not the end, but ${shown.kind}`);
  return shown;
}

/** What a step can show besides its own view: stopped there, or asked aside, or after another emergency. */
function aside({ log, view: shown }: Rehearsal): readonly ChatView[] {
  const after = (...entries: readonly Entry[]): ChatView => chatView({ ...log, entries: [...log.entries, ...entries] });
  const answered = shown.answers[0];
  return [
    after({ kind: 'stopped', at: 0 }),
    after({ kind: 'noted', what: 'otherEmergency', at: 0 }),
    after({ kind: 'noted', what: 'under18', at: 0 }),
    ...(['undone', 'restarted', 'erased'] as const).map((kind) =>
      after({ kind: 'asked', asked: { kind: 'confirmation', of: { kind } }, at: 0 }),
    ),
    after({
      kind: 'asked',
      asked: { kind: 'confirmation', of: { kind: 'answered', findings: { saddleNumbness: 'no' } } },
      at: 0,
    }),
    ...(answered === undefined
      ? []
      : [after({ kind: 'asked', asked: { kind: 'change', question: answered.question }, at: 0 })]),
  ];
}

function cardsOf(view: ChatView): readonly AdaptiveCard[] {
  const shown = { ...view, conversation: 'a:'.padEnd(160, 'x') }; // as long as Teams names one
  const answered = shown.answers.at(-1);
  return [teams, web].flatMap((presentation) => [
    card(shown, presentation),
    answersCard(shown, presentation),
    oldCard(shown, answered?.question, presentation),
    otherEmergencyCard(shown, presentation),
    formCard(shown, presentation),
    worksheetCard(shown, presentation),
    filledCard(shown, findingsIn(shown), presentation),
    outdatedCard(shown),
    ...(answered === undefined ? [] : [settledCard(shown, answered.question, answered.value, presentation)]),
  ]);
}

/** What the renderer objects to when a client of version 1.5 reads the card. */
function objections(one: AdaptiveCard): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new Renderer();
  parsed.parse(one, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...events, ...parsed.validateProperties().validationEvents].map((event) => event.message);
}

const words = (one: AdaptiveCard): string => plainText(one, { details: true });
/** Ids that no English word looks like. */
const ids = [...questionIds, ...actionIds, ...noteIds, ...alternatives, ...practicePointIds, ...conditions].filter(
  (id) => /[A-Z-]/.test(id),
);
const rawId = new RegExp(
  `\\b(${ids.join('|')}|with-and-without|whole-spine|undefined|null|NaN)\\b|[{}]|\\b[EUSM]\\d+\\b`,
);

/** Teams hides a seventh action of one set. */
function largestActionSet(one: unknown): number {
  if (typeof one !== 'object' || one === null) return 0;
  const here = 'actions' in one && Array.isArray(one.actions) ? one.actions.length : 0;
  return Math.max(here, ...Object.values(one).map(largestActionSet));
}

function isUnderstood({ data }: PlainButton): boolean {
  const read = cardAction({ type: 'message', value: data });
  return read !== undefined && read !== 'unreadable' && read.shown.log === 1 && read.verb.verb === data.verb;
}

/** What is wrong with a card, by what it should be. */
function faultsOf(one: AdaptiveCard, json: string): object {
  const [strange] = words(one).match(rawId) ?? [];
  return {
    ...when('read by a client of 1.5', objections(one)),
    ...when('below 28 KB', Buffer.byteLength(json) < 28 * 1024 - 2000 ? [] : [Buffer.byteLength(json)]),
    ...when('six actions in a set', largestActionSet(one) <= 6 ? [] : [largestActionSet(one)]),
    ...when('in words', strange === undefined ? [] : [strange]),
    ...when('spoken', one.speak === '' ? ['nothing'] : []),
    ...when(
      'understood',
      plainButtons(one).filter((button) => !isUnderstood(button)),
    ),
  };
}
const when = (what: string, faults: readonly unknown[]): object => (faults.length === 0 ? {} : { [what]: faults });

/** Many steps show the very same card: it is looked at once. */
const sound = new Set<string>();
function expectSound(cards: readonly AdaptiveCard[]): void {
  for (const one of cards) {
    const json = JSON.stringify(one);
    if (sound.has(json)) continue;
    expect(faultsOf(one, json)).toEqual({});
    sound.add(json);
  }
}

const someFindings = fc
  .tuple(...questionIds.map((id) => fc.option(fc.constantFrom(...answersTo(id)), { nil: undefined })))
  .map((values) => knownFindings(Object.fromEntries(questionIds.map((id, index) => [id, values[index] ?? 'unsure']))));

describe('every card', () => {
  const readers = spokenLanguages.flatMap((language) => roles.map((role) => [language, role] as const));

  test.each(readers)(
    'in %s that a %s can reach is valid, small, in words, and its buttons are understood',
    (language, role) => {
      for (const findings of [plain, everything, {}]) {
        for (const step of steps(role, findings, language)) {
          expectSound(cardsOf(step.view));
          expectSound(aside(step).map((shown) => card(shown, teams)));
        }
      }
    },
  );

  test('is sound for any findings', () => {
    fc.assert(
      fc.property(someFindings, fc.constantFrom(...roles), (findings, role) =>
        expectSound([card(end(role, findings), teams)]),
      ),
      { numRuns: 60 },
    );
  });

  test('an unknown property or a wrong value would be found', () => {
    const wrong = { ...card(rehearse().view, web), body: [{ type: 'TextBlock', text: 'x', size: 'enormous' }] };
    const context = new SerializationContext(Versions.v1_5);
    new Renderer().parse(wrong, context);
    expect(context.eventCount).toBe(1);
  });

  test('sends the same from a button of Teams as from one of the web', () => {
    const shown = rehearse().view;
    const [execute] = plainButtons(card(shown, teams));
    const [submit] = plainButtons(card(shown, web));
    expect(execute).toEqual(submit);
    const value = { action: { verb: 'answer', data: execute?.data } };
    expect(cardAction({ type: 'invoke', name: 'adaptiveCard/action', value })).toEqual(
      cardAction({ type: 'message', value: submit?.data }),
    );
  });
});

describe('a button that comes in', () => {
  const data = plainButtons(card(rehearse().view, web))[0]?.data;

  test('names the card that it is on, by the channel where the button does not', () => {
    const value = { action: { verb: 'answer', data } };
    expect(cardAction({ type: 'invoke', name: 'adaptiveCard/action', value, replyToId: 'of the card' })).toMatchObject({
      shown: { card: 'of the card' },
    });
  });

  test.each(['x', 7, ['x'], {}, { ...data, log: -1 }, { ...data, question: 'shoeSize' }, { ...data, verb: 'obey' }])(
    'is unreadable when it carries %j',
    (value) => {
      expect(cardAction({ type: 'message', value })).toBe('unreadable');
      expect(cardAction({ type: 'invoke', name: 'adaptiveCard/action', value })).toBe('unreadable');
    },
  );
});

describe('the question', () => {
  test('offers all answers first, numbered', () => {
    const asked = rehearse().answer('none', 'no').view;
    const text = plainText(card(asked, web));
    expect(text).toMatch(/Question 3 of at most \d+/);
    for (const [index, value] of answersTo('bladder').entries()) {
      expect(text).toContain(`${index + 1}. ${answerText(asked, 'bladder', value)}`);
    }
  });

  test('says hello once, with its limits and the emergency number', () => {
    const first = rehearse();
    expect(words(card(first.view, teams))).toMatch(/not a diagnosis.*not clinically validated.*call 112/s);
    expect(words(card(first.view, web))).toContain('your local emergency number');
    expect(words(card(first.answer('none').view, teams))).not.toMatch(/not a diagnosis/);
  });

  test.each([
    ['self', 'carer'],
    ['carer', 'self'],
  ] as const)('lets a %s say that it is about someone else, until something is answered', (role, other) => {
    const first = rehearse(role);
    const verbs = (one: Rehearsal) => plainButtons(card(one.view, web)).map(({ data }) => data);
    expect(verbs(first)).toContainEqual(expect.objectContaining({ verb: 'role', role: other }));
    expect(verbs(first.answer('none'))).not.toContainEqual(expect.objectContaining({ verb: 'role' }));
  });

  test('keeps the emergency in sight while a nurse goes on asking', () => {
    const text = words(card(rehearse('nurse').answer('none', 'yes').view, teams));
    expect(text).toContain(dispositionText({ language: 'en', role: 'nurse' }, 'emergency', 'title'));
    expect(text.indexOf('Emergency department')).toBeLessThan(text.indexOf('Ask the caller'));
  });

  test('says the answer that stands when it is asked to change it', () => {
    const asked = rehearse().answer('none', 'no').tap({ verb: 'change', question: 'saddleNumbness' }).view;
    expect(words(card(asked, web))).toContain(answerText(asked, 'saddleNumbness', 'no'));
  });
});

describe('the emergency', () => {
  test('says first what to do, then why, then offers to go on without waiting', () => {
    const shown = rehearse().answer('none', 'yes').view;
    const text = plainText(card(shown, teams));
    const order = [
      dispositionText(shown, 'emergency', 'title'),
      actionText(shown, 'goToEmergencyDepartment', {}),
      'Numbness between the legs: Yes',
      'Do not wait for them',
      'Answer more questions',
    ].map((words) => text.indexOf(words));
    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  test.each(['self', 'carer'] as const)('never tells a %s the 48 hours', (role) => {
    for (const { view: shown } of steps(role, everything)) expect(words(card(shown, teams))).not.toMatch(/48/);
    expect(words(card(rehearse(role).answer('both').tap({ verb: 'stop' }).view, teams))).not.toMatch(/48/);
  });

  test.each(['nurse', 'clinician'] as const)('tells a %s the suspected condition with its clock', (role) => {
    expect(words(card(end(role, { ...plain, saddleNumbness: 'yes' }), teams))).toMatch(
      /Cauda equina.*48 hours of onset/s,
    );
  });

  test('names what was not asked, and that the imaging is provisional', () => {
    const text = words(card(rehearse('clinician').answer('both').tap({ verb: 'stop' }).view, teams));
    expect(text).toMatch(/Provisional.*Infection/s);
    expect(text).toMatch(/MRI safety check first/);
  });
});

describe('an early card', () => {
  test.each(['self', 'carer'] as const)('tells a %s what was not asked yet', (role) => {
    const interrupted = words(card(rehearse(role).answer('none', 'yes').view, teams));
    expect(interrupted).toMatch(/Not asked yet: Bladder, Bowel.*Pregnancy/s);
    expect(interrupted).not.toMatch(/Not asked yet:[^.]*Numbness/);
  });
});

describe('what is handed over', () => {
  test.each(['self', 'carer'] as const)('a %s tells of pregnancy, tight spaces and contrast', (role) => {
    const told = { ...plain, saddleNumbness: 'yes', pregnancy: 'possible', claustrophobia: 'yes' } as const;
    expect(words(card(end(role, told), teams))).toMatch(/pregnan.*tight spaces/s);
    expect(words(card(end(role, { ...plain, legWeakness: 'left', spinalSurgery: 'past' }), teams))).toMatch(/kidney/);
    expect(words(card(end(role, { ...plain, saddleNumbness: 'yes' }), teams))).not.toMatch(/kidney|tight spaces/);
  });

  test('the words for the desk name cancer, infection and an operation whatever else decided', () => {
    const severe = { ...plain, sensoryOrReflex: 'severe' } as const;
    const told = words(
      card(end('self', { ...severe, infection: 'yes', cancerHistory: 'yes', spinalSurgery: 'recent' }), teams),
    );
    expect(told).toMatch(/My signs are: [^"]*cancer[^"]*infection[^"]*spine operation/i);
    expect(words(card(end('self', severe), teams))).not.toMatch(/My signs are: [^"]*(cancer|infection|operation)/i);
  });

  test('beside CT it never reads as if the CT had to wait for the MRI safety check', () => {
    const text = words(
      card(end('clinician', { ...plain, trauma: 'major', implantedDevice: 'mr-unsafe', metalFragments: 'yes' }), teams),
    );
    expect(text).toMatch(/Before any MRI, not before this CT/);
    expect(text).not.toMatch(/MRI safety check first|CT first\./);
  });
});

describe('the result', () => {
  test.each(roles)('carries the safety net for a %s whenever it is no emergency', (role) => {
    const urgent = end(role, { ...plain, legWeakness: 'left' });
    const stopped = rehearse(role).answer('none').tap({ verb: 'stop' }).view;
    for (const shown of [end(role, plain), urgent, stopped]) {
      expect(plainText(card(shown, teams))).toContain(actionText(shown, 'safetyNet', { number: '112' }));
    }
  });

  test.each(roles)('stopped early without a sign never tells a %s that no scan is needed', (role) => {
    for (const step of steps(role, plain).slice(0, -1)) {
      const text = words(card(step.tap({ verb: 'stop' }).view, teams));
      expect(text).not.toContain(dispositionText({ language: 'en', role }, 'routine', 'title'));
      expect(text).not.toContain(actionText({ language: 'en', role }, 'noImagingNow', {}));
      expect(text).toMatch(/Not asked yet/);
    }
  });

  test('says once more, for whoever sees the person next, what is not known and what was first answered', () => {
    const took = rehearse()
      .answer('none', 'yes')
      .tap({ verb: 'continue' })
      .tap({ verb: 'change', question: 'saddleNumbness' })
      .answer('no')
      .tap({ verb: 'confirm' });
    const background = quietAnswers().slice(quietAnswers('cancerHistory').length);
    const shown = took.answer('normal', 'normal', 'none', 'unsure', 'unsure', ...background).view;
    const text = plainText(card(shown, teams));
    expect(text).toMatch(/tell the doctor\n- Numbness between the legs: first "Yes/);
    expect(text).toMatch(/Not known: tell the doctor\n- Leg pain/);
  });

  test('gives a professional the sources in words, and the claim about the clock with them', () => {
    const text = words(card(end('clinician', { ...plain, saddleNumbness: 'yes' }), teams));
    expect(text).toContain(message({ language: 'en', role: 'clinician' }, 'source.policy'));
    expect(text).toMatch(/From the article, its references 1, 2:(.|\n)*within 48 hours/);
  });

  test('a confirmation that takes an emergency away says so', () => {
    const asks = rehearse()
      .answer('none', 'yes')
      .tap({ verb: 'continue' })
      .tap({ verb: 'change', question: 'saddleNumbness' })
      .answer('no').view;
    expect(plainText(card(asks, teams))).toMatch(/takes back the advice to go to an emergency department/);
  });
});

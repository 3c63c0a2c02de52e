import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Entry, Log } from '../../../machines/answerLog.ts';
import type { View } from '../../../machines/conversationView.ts';
import type { Role } from '../../../machines/findings.ts';
import { isBelow, type Urgency } from '../../../machines/urgency.ts';
import { someRole } from '../../machines/arbitraries.ts';
import { logOf } from '../../machines/conversation.ts';
import { type Content, otherContents } from '../../machines/otherContents.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

/*
 * Conversations that go through several contents, each really made from machines/ with one change: rules and questions
 * come, go, get other names and another order, forwards and back again. By that alone nobody is told less than before.
 */
const folder = temporaryFolder();
let contents: readonly Content[];
beforeAll(async () => {
  contents = await otherContents(folder);
}, 60_000);

type Step =
  | { readonly does: 'answers'; readonly question: number; readonly value: number }
  | { readonly does: 'undone' | 'continued' | 'stopped' }
  | { readonly does: 'speaks'; readonly role: Role; readonly language: string }
  | { readonly does: 'meets'; readonly content: number };

const nth = fc.nat({ max: 1_000 });
const someStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('answers'), question: fc.constant(0), value: nth }) },
  { weight: 5, arbitrary: fc.record({ does: fc.constant('answers'), question: nth, value: nth }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('undone', 'continued', 'stopped') }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('meets'), content: nth }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('speaks'), role: someRole, language: fc.constantFrom('en', 'es') }),
  },
);

const at = <T>(all: readonly T[], index: number): T => {
  const one = all[index % all.length];
  if (one === undefined) throw new Error('there is none');
  return one;
};

type Now = { readonly content: Content; readonly log: Log };
const viewOf = ({ content, log }: Now): View => content.conversationView.view(log, content.name);
const urgencyIn = (now: Now): Urgency => viewOf(now).recommendation.urgency;

function entryOf(step: Exclude<Step, { does: 'meets' }>, now: Now): Entry {
  if (step.does === 'stopped')
    return { kind: 'stopped', ...(viewOf(now).notAsked.length > 0 ? { early: true } : {}), at: 0 };
  if (step.does === 'speaks') return { kind: 'settings', role: step.role, language: step.language, at: 0 };
  if (step.does !== 'answers') return { kind: step.does, at: 0 };
  const { questionIds, answersTo } = now.content.findings;
  const shows = viewOf(now);
  const question = step.question === 0 && shows.kind === 'question' ? shows.question : at(questionIds, step.question);
  // Half of the answers are the mildest, so that conversations come to an end.
  const values = answersTo(question);
  return {
    kind: 'answered',
    findings: { [question]: at(values, step.value % 2 === 0 ? 0 : (step.value - 1) / 2) },
    at: 0,
  };
}

/** The last card says "today" or more, be it because not enough was asked. */
const toldToday = ({ recommendation: { disposition }, kind }: View): boolean =>
  kind === 'recommendation' && !['routine', 'soon'].includes(disposition);
const tellsToday = (shows: View): boolean => shows.kind !== 'recommendation' || toldToday(shows);

const named = (name: string): Content =>
  at(
    contents,
    contents.findIndex((one) => one.name === name),
  );
const asks = (now: Now, id: string): boolean => {
  const shows = viewOf(now);
  return shows.kind === 'question' && shows.question === id;
};

function meeting(before: Now, content: Content): Now {
  const now = { content, log: before.log };
  const [was, is] = [viewOf(before), viewOf(now)];
  // Asked so often that an expectation each would take most of the time.
  if (isBelow(is.recommendation.urgency, was.recommendation.urgency) || (toldToday(was) && !tellsToday(is)))
    expect({ under: content.name, ...is.recommendation }).toEqual({
      under: before.content.name,
      ...was.recommendation,
    });
  return now;
}

function saying(now: Now, step: Exclude<Step, { does: 'meets' }>): Now {
  const { content, log } = now;
  const entry = entryOf(step, now);
  const after = { content, log: content.told.afterwards(log, [entry], content.name) };
  const { answers, told } = content.triage.triage(log).context;
  const lowered = isBelow(urgencyIn(after), urgencyIn(now));
  if (lowered && entry.kind === 'answered') {
    // This content makes of the same answers what the answer takes back, for each of the reasons that were told.
    expect(isBelow(content.urgencyRules.urgency(answers), urgencyIn(now))).toBe(false);
    const reasons = told === undefined || !isBelow(urgencyIn(after), told.urgency) ? [] : told.rules;
    expect(content.urgencyRules.firedRules(answers)).toEqual(expect.arrayContaining([...reasons]));
  }
  if (entry.kind === 'stopped' || entry.kind === 'settings') expect(lowered).toBe(false);
  // Whoever reads on in another role or language is told no less.
  if (entry.kind === 'settings' && toldToday(viewOf(now))) expect(tellsToday(viewOf(after))).toBe(true);
  return after;
}

test('no change of content lowers what was told, and no answer what the content in force does not make', () => {
  fc.assert(
    fc.property(someRole, nth, fc.array(someStep, { maxLength: 24 }), (role, first, steps) => {
      const begun: Now = { content: at(contents, first), log: logOf(role) };
      steps.reduce(
        (now, step) => (step.does === 'meets' ? meeting(now, at(contents, step.content)) : saying(now, step)),
        begun,
      );
    }),
    { numRuns: 300 },
  );
}, 60_000);

/** Each change forwards and backwards, after each question of a plain conversation: each of its answers, and stopping. */
test('wherever a conversation stands, each content shows at least what each other told', () => {
  const asItIs = at(contents, 0);
  for (const content of contents) {
    let now: Now = { content, log: logOf('self') };
    while (viewOf(now).kind === 'question') {
      const shows = viewOf(now);
      const values = shows.kind === 'question' ? content.findings.answersTo(shows.question) : [];
      const next = [
        saying(now, { does: 'stopped' }),
        ...values.map((_, value) => saying(now, { does: 'answers', question: 0, value: 2 * value + 1 })),
      ];
      for (const one of next) for (const other of content === asItIs ? contents : [asItIs]) meeting(one, other);
      now = saying(now, { does: 'answers', question: 0, value: 0 });
    }
  }
});

/** Surgery is asked about last, so the content without that question has all its answers when the person stops. */
test('"be seen today" of an early stop outlives whatever is answered since, until the person goes on', () => {
  const [asItIs, shorter] = [named('as it is'), named('no question about surgery')];
  let now: Now = { content: asItIs, log: logOf('self') };
  while (!asks(now, 'spinalSurgery')) now = saying(now, { does: 'answers', question: 0, value: 0 });
  const stopped = saying(now, { does: 'stopped' });
  const dispositionIn = (one: Now): string => viewOf(one).recommendation.disposition;
  for (const [question, id] of asItIs.findings.questionIds.entries())
    for (const value of asItIs.findings.answersTo(id).keys()) {
      const answer: Step = { does: 'answers', question, value: 2 * value + 1 };
      const since = saying(stopped, answer);
      meeting(since, shorter);
      if (id !== 'spinalSurgery') expect(toldToday(viewOf(saying(meeting(stopped, shorter), answer)))).toBe(true);
    }
  // The answer to the last question under the same content leaves nothing open.
  const last = asItIs.findings.questionIds.indexOf('spinalSurgery');
  expect(dispositionIn(saying(stopped, { does: 'answers', question: last, value: 0 }))).toBe('routine');
  const corrected = saying(stopped, { does: 'answers', question: 0, value: 0 });
  const elsewhere = saying(meeting(corrected, shorter), { does: 'answers', question: 0, value: 0 });
  expect([stopped, corrected, elsewhere].map(dispositionIn)).toEqual(Array.from({ length: 3 }, () => 'notEnoughAsked'));
  expect(dispositionIn(saying(elsewhere, { does: 'continued' }))).toBe('routine');
});

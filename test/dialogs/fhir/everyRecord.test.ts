import { expect, test } from '@jest/globals';
import type { CallAct } from '../../../dialogs/call/callActs.ts';
import { callView } from '../../../dialogs/call/callSheet.ts';
import { callRecord } from '../../../dialogs/fhir/callBundle.ts';
import { callTransaction } from '../../../dialogs/fhir/callTransaction.ts';
import { dispositions } from '../../../machines/actions.ts';
import type { AnyOf, Criteria } from '../../../machines/criteria.ts';
import { type Findings, finding, questionIds } from '../../../machines/findings.ts';
import { everyImagingRow } from '../../../machines/imagingRules.ts';
import { urgencyRows } from '../../../machines/urgencyRules.ts';
import { type DeskCall, deskCall, plainCall, readerIn } from '../call/deskCall.ts';
import { fhirPath, profileFaults, schemaFaults } from './validators.ts';

/**
 * The records of calls that end in each way that a call can: by every alternative of every rule, for the back and for the
 * scanner, and with all that may stand beside it. Each is given to all three validators, without a warning.
 */
const quiet: Findings = { ...plainCall, boneFragility: 'no' };

const alternatives = (line: AnyOf): readonly Findings[] =>
  questionIds.flatMap((question) => (line[question] ?? []).map((value) => finding(question, value) ?? {}));

/** Each alternative of each line once, the other lines by their first. */
function waysToMeet(criteria: Criteria): readonly Findings[] {
  const first = criteria.map((line) => alternatives(line)[0] ?? {});
  return criteria.flatMap((line, at) =>
    alternatives(line).map((one) => first.with(at, one).reduce((all, more) => ({ ...all, ...more }), {})),
  );
}

const scanned: Findings = { saddleNumbness: 'yes', implantedDevice: 'none', metalFragments: 'no' };
const scanner: Findings = { ...scanned, pregnancy: 'no', claustrophobia: 'no', mriAccess: 'available' };
const endings: readonly Findings[] = [
  quiet,
  ...urgencyRows.flatMap(({ when }) => waysToMeet(when).map((found) => ({ ...quiet, ...found }))),
  ...everyImagingRow.flatMap(({ when }) => waysToMeet(when).map((found) => ({ ...quiet, ...scanner, ...found }))),
];

const act =
  (...acts: readonly CallAct[]) =>
  (call: DeskCall): DeskCall =>
    acts.reduce((before, one) => {
      const after = before.act(one, { secondedBy: 'n2' });
      if (after.acted?.kind !== 'done') throw new Error(`${JSON.stringify(one)}: ${JSON.stringify(after.acted)}`);
      return after;
    }, call);
const close = (how: 'complete' | 'disconnected' | 'transferred' | 'declined') =>
  act({ act: 'close', how, readBack: ['safetyNet'], callback: 'at five' });

/** What may stand beside a call. The rules read none of it. */
const besides: Readonly<Record<string, (call: DeskCall) => DeskCall>> = {
  'going on': (call) => call,
  complete: close('complete'),
  disconnected: close('disconnected'),
  transferred: close('transferred'),
  declined: close('declined'),
  'handed over': act({ act: 'handOver', to: 'City hospital' }),
  'with notes and words': (call) =>
    act({ act: 'note', text: 'lives <alone> & "far"', about: 'bladder' })(call.type('a purple hat\u00a0ñ 😀')),
  'for a child': act({ act: 'party', about: 'other', age: 15, relation: 'son', callback: '555', interpreter: true }),
  'with a life threat': act({ act: 'lifeThreats', present: true }),
  'with a life threat that was taken back': act(
    { act: 'lifeThreats', present: true },
    { act: 'lifeThreats', present: false, confirmed: true },
  ),
  'with a correction': (call) =>
    call.set({ bladder: 'retention' }).set({ bladder: 'normal' }, true).act({ act: 'back', confirmed: true }),
  judged: (call) => {
    const { computed } = call.sheet;
    const less = { act: 'judge', to: 'soon', reason: 'known', words: 'seen "yesterday"' } as const;
    const more = { act: 'judge', to: 'urgent', reason: 'alone', words: '' } as const;
    return act(computed === 'emergency' || computed === 'urgent' ? less : more)(call);
  },
  'judged, and risen above it': (call) =>
    call
      .set({ legPain: 'one', infection: 'yes' }, true)
      .act({ act: 'judge', to: 'routine', reason: 'known', words: 'x' }, { secondedBy: 'n2' })
      .set({ bladder: 'retention' }),
};

const faultsOf = (call: DeskCall, language: string): readonly string[] => {
  const record = callRecord(call.log, 'K7QX2M4', readerIn(language));
  // The questionnaire is the same in all calls of a language, and is validated with a call in callBundle.test.ts.
  const without = {
    ...record.bundle,
    entry: record.bundle.entry.filter(({ resource }) => resource.resourceType !== 'Questionnaire'),
  };
  const bundle: unknown = JSON.parse(JSON.stringify(without));
  const sent = callTransaction({ ...record, bundle: without });
  // Its resources are those of the bundle.
  const asked: unknown = { ...sent, entry: sent.entry.map(({ request }) => ({ request })) };
  const shows = callView(call.log, language);
  const holds = (name: string, path: string): readonly string[] =>
    fhirPath(bundle, path, { resource: bundle })[0] === true ? [] : [name];
  const red = call.sheet.sections.filter((one) => one.red).length;
  return [
    ...profileFaults(bundle),
    ...schemaFaults(bundle),
    ...profileFaults(sent),
    ...schemaFaults(asked),
    ...holds('bdl-7', 'Bundle.entry.fullUrl.isDistinct()'),
    ...holds('ids', 'Bundle.entry.resource.id.isDistinct()'),
    ...holds('red', `Bundle.entry.resource.ofType(Flag).count() = ${red}`),
    ...holds('dom-2', 'Bundle.entry.resource.all(contained.contained.empty())'),
    ...holds('ele-1', 'Bundle.descendants().all(hasValue() or children().count() > 0)'),
    ...holds('txt', "Bundle.descendants().where($this is string).all(matches('^\\\\s*$').not())"),
    ...holds('prr-1', 'Bundle.entry.resource.ofType(ServiceRequest).all(orderDetail.empty() or code.exists())'),
    ...holds(
      'a scan is a proposal, and there is one as long as it is advised',
      `Bundle.entry.resource.ofType(ServiceRequest).where(intent = 'proposal' and status = 'draft').count() = ${
        shows.recommendation.imaging === null ? 0 : 1
      }`,
    ),
    ...holds(
      'each answer is there once',
      `Bundle.entry.resource.ofType(QuestionnaireResponse).item.linkId.isDistinct() and Bundle.entry.resource.ofType(QuestionnaireResponse).item.count() = ${shows.answers.length}`,
    ),
    ...holds(
      'times go forward',
      'Bundle.entry.resource.ofType(Encounter).period.all(end.empty() or start <= end) and Bundle.entry.resource.ofType(Provenance).all(recorded >= %resource.entry.resource.ofType(Encounter).period.start.first())',
    ),
  ];
};

const named = Object.entries(besides);
const languages = ['en', 'es'];
const called = (language: string, findings: Findings): DeskCall => deskCall(language).set(findings, true);

test('each way in which a call ends gives a valid record, to all three validators, without a warning', () => {
  const seen = new Set<string>();
  for (const [index, findings] of endings.entries()) {
    const language = languages[index % 2] ?? 'en';
    const [name, beside] = named[index % named.length] ?? ['', (call: DeskCall) => call];
    const call = beside(called(language, findings));
    expect([name, findings, faultsOf(call, language)]).toEqual([name, findings, []]);
    seen.add(callView(call.log, language).recommendation.disposition);
  }
  for (const [name, beside] of named) {
    for (const findings of [{ legWeakness: 'none' }, { ...quiet }, { ...quiet, cancerHistory: 'yes' }] as const) {
      const call = beside(called('en', findings));
      expect([name, findings, faultsOf(call, 'en')]).toEqual([name, findings, []]);
      seen.add(callView(call.log, 'en').recommendation.disposition);
    }
  }
  expect([...seen].sort()).toEqual([...dispositions].sort());
}, 60_000);

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { callView } from '../../../dialogs/call/callSheet.ts';
import { callBundle } from '../../../dialogs/fhir/callBundle.ts';
import { questionnaire } from '../../../dialogs/fhir/questionnaire.ts';
import type { QuestionnaireItem } from '../../../dialogs/fhir/resources.ts';
import { answersTo, knownFindings, questionIds } from '../../../machines/findings.ts';
import { someFindings } from '../../machines/arbitraries.ts';
import { type DeskCall, deskCall, plainCall, readerIn } from '../call/deskCall.ts';
import { fhirPath, profileFaults, schemaFaults } from './validators.ts';

const bundleOf = ({ log }: DeskCall, language = 'en') => callBundle(log, 'K7QX2M4', readerIn(language));
const typesIn = (call: DeskCall) => bundleOf(call).entry.map(({ resource }) => resource.resourceType);

const calls: Readonly<Record<string, () => DeskCall>> = {
  'just begun': () => deskCall(),
  plain: () => deskCall().set(plainCall).act({ act: 'close', how: 'complete', readBack: [] }),
  'an emergency that was taken back': () => deskCall().set({ bladder: 'retention' }).set({ bladder: 'normal' }, true),
  'an emergency with all': () =>
    deskCall()
      .act({ act: 'party', about: 'other', age: 71, relation: 'daughter' })
      .set({ legWeakness: 'both', cancerHistory: 'yes', implantedDevice: 'unknown', pregnancy: 'possible' })
      .type('he cannot pee and has a purple hat')
      .act({ act: 'note', text: 'lives alone' })
      .act({ act: 'handOver', to: 'City hospital' }),
};

describe.each(Object.entries(calls))('a call, %s', (_name, make) => {
  test.each(['en', 'es'])('is valid FHIR R4 to both validators, without a warning (%s)', (language) => {
    const bundle: unknown = JSON.parse(JSON.stringify(bundleOf(make(), language)));
    expect(profileFaults(bundle)).toEqual([]);
    expect(schemaFaults(bundle)).toEqual([]);
  });

  test('holds R4’s invariants', () => {
    const bundle: unknown = JSON.parse(JSON.stringify(bundleOf(make())));
    const invariants = {
      'bdl-7': 'Bundle.entry.fullUrl.isDistinct()',
      'bdl-8': "Bundle.entry.fullUrl.all(contains('/_history/').not())",
      'que-2': 'Bundle.entry.resource.ofType(Questionnaire).item.linkId.isDistinct()',
      'que-7':
        "Bundle.entry.resource.ofType(Questionnaire).item.enableWhen.all(operator = 'exists' implies (answer is boolean))",
      'que-12':
        'Bundle.entry.resource.ofType(Questionnaire).item.all(enableWhen.count() > 1 implies enableBehavior.exists())',
      'every reference inside is there':
        'Bundle.entry.resource.descendants().where(reference.exists()).reference.all($this in %resource.entry.fullUrl)',
      'every answer is an option of its question':
        'Bundle.entry.resource.ofType(QuestionnaireResponse).item.linkId.all($this in %resource.entry.resource.ofType(Questionnaire).item.linkId)',
      'a scan is no order':
        "Bundle.entry.resource.ofType(ServiceRequest).all(intent = 'proposal' and status = 'draft')",
    };
    for (const [name, path] of Object.entries(invariants))
      expect([name, fhirPath(bundle, path, { resource: bundle })]).toEqual([name, [true]]);
  });
});

test('the validators do find faults', () => {
  const bundle = { ...bundleOf(deskCall()), surprise: 1 };
  expect(profileFaults(bundle)).not.toEqual([]);
  expect(schemaFaults({ ...bundle, type: 'heap' })).not.toEqual([]);
});

test('a scan is proposed only as long as it stands', () => {
  const call = deskCall().set({ ...plainCall, infection: 'yes' });
  expect(typesIn(call)).toContain('ServiceRequest');
  expect(typesIn(call.set({ infection: 'no' }))).not.toContain('ServiceRequest');
});

test('what stands in red is flagged, another emergency too', () => {
  const red = JSON.stringify(bundleOf(deskCall().set(plainCall).type('she has crushing chest pain')));
  expect(red).toContain('"resourceType":"Flag"');
  expect(red).toContain('Another emergency first: 112');
});

test('the questionnaire shows exactly the questions that the pathway asks', () => {
  const { item } = questionnaire({ language: 'en', role: 'nurse' });
  const whole = fc
    .tuple(...questionIds.map((id) => fc.constantFrom(...answersTo(id))))
    .map((values) => knownFindings(Object.fromEntries(questionIds.map((id, index) => [id, values[index] ?? '']))));
  const mild = someFindings().map((found) => ({ ...plainCall, boneFragility: 'no' as const, ...found }));
  fc.assert(
    fc.property(fc.oneof(whole, mild), (findings) => {
      const response = {
        resourceType: 'QuestionnaireResponse',
        status: 'in-progress',
        item: questionIds.flatMap((linkId) => {
          const value = findings[linkId];
          return value === undefined ? [] : [{ linkId, answer: [{ valueCoding: { code: value } }] }];
        }),
      };
      const shown = item.filter((one) => isShown(one, response)).map(({ linkId }) => linkId);
      const call = deskCall().set(findings, true);
      const shows = callView(call.log, 'en');
      const asked = new Set<string>([...shows.answers.map(({ question }) => question), ...shows.notAsked]);
      expect(shown.filter((id) => findings[questionIds.find((one) => one === id) ?? 'bladder'] !== undefined)).toEqual(
        questionIds.filter((id) => asked.has(id) && findings[id] !== undefined),
      );
    }),
    { numRuns: 40 },
  );
});

function isShown({ enableWhen, extension }: QuestionnaireItem, response: object): boolean {
  if (extension !== undefined)
    return extension.every(
      ({ valueExpression }) => fhirPath(response, valueExpression.expression, { resource: response })[0] === true,
    );
  if (enableWhen === undefined) return true;
  return enableWhen.some(
    ({ question, answerCoding }) =>
      fhirPath(response, `item.where(linkId = '${question}').answer.value.code`)[0] === answerCoding.code,
  );
}

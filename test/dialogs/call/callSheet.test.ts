import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainLines } from '../../../dialogs/call/callSections.ts';
import { callView } from '../../../dialogs/call/callSheet.ts';
import { callWords } from '../../../dialogs/call/callWords.ts';
import type { CardElement } from '../../../dialogs/cards/adaptiveCard.ts';
import { card } from '../../../dialogs/cards/card.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { findingsSchema, questionIds } from '../../../machines/findings.ts';
import { someFindings } from '../../machines/arbitraries.ts';
import { quietAnswers } from '../../machines/conversation.ts';
import { type DeskCall, deskCall, plainCall, readerIn } from './deskCall.ts';

const languages = ['en', 'es'] as const;

/** The words of a card that stand in red. */
function redWords(elements: readonly CardElement[]): readonly string[] {
  return elements.flatMap((element) => {
    if (element.type === 'Container')
      return element.style === 'attention' ? plainLines({ body: element.items }) : redWords(element.items);
    if (element.type === 'TextBlock') return element.color === 'attention' ? plainLines({ body: [element] }) : [];
    return element.type === 'ColumnSet' ? element.columns.flatMap(({ items }) => redWords(items)) : [];
  });
}

const cardOf = (call: DeskCall, language: string) =>
  card(callView(call.log, language), { ...readerIn(language), buttons: 'submit' });

/** A step of a card carries its number. */
const withoutNumber = (line: string): string => line.replace(/^\d+ /, '');

const lineOf = (call: DeskCall, id: string): string =>
  (call.sheet.sections.find((one) => one.id === id)?.lines ?? []).join('\n');

test.each(languages)('no red word of a card is missing from sheet, copy, print or hand-over (%s)', (language) => {
  const others = fc.constantFrom('', 'chest pain', 'she has crushing chest pain too', 'tiene dolor en el pecho');
  fc.assert(
    fc.property(someFindings(), others, (findings, words) => {
      const answered = deskCall(language).set(findings, true);
      const call = words === '' ? answered : answered.type(words);
      const { text, sheet } = call;
      // Print shows the sheet, copy and hand-over its parts: nothing of one is missing from the other.
      for (const { title, lines } of sheet.sections) for (const line of [title, ...lines]) expect(text).toContain(line);
      for (const line of redWords(cardOf(call, language).body).map(withoutNumber)) expect(text).toContain(line);
    }),
    { numRuns: 20 },
  );
});

test.each(['en', 'es'])('another emergency makes the record red, and nothing on it calms (%s)', (language) => {
  const call = deskCall(language).set(plainCall).type('she has crushing chest pain too');
  expect(call.sheet).toMatchObject({ urgency: 'emergency', computed: 'routine', lifeThreats: 'noted' });
  expect(call.sheet.headline).toContain('112');
  expect(call.text).not.toMatch(/stay active|mantenerse activo/i);
  expect(call.sheet.aloud[0]).toMatchObject({ id: 'otherEmergency' });
});

test('everything that a hand-over needs stands on it', () => {
  const call = deskCall()
    .act({ act: 'lifeThreats', present: false })
    .act({ act: 'party', about: 'other', relation: 'daughter', age: 71, callback: '555 0101', interpreter: true })
    .set({ legWeakness: 'both' })
    .type('he cannot pee at all')
    .act({ act: 'note', text: 'lives alone' })
    .act({ act: 'close', how: 'transferred', readBack: ['callAmbulance'] });
  for (const said of [
    'K7QX2M4',
    'November 28, 2026',
    'daughter',
    '71',
    '555 0101',
    'Through an interpreter',
    'he cannot pee at all',
    'lives alone',
    'within 48 hours',
    'not clinically validated',
    'If that is not possible:',
    'Asked: none',
    'Caller put through',
  ])
    expect(call.text).toContain(said);
});

test('every first answer stays with its time, and the emergency that was taken back is named rightly', () => {
  const call = deskCall()
    .set({ bladder: 'retention' })
    .set({ bladder: 'incontinence' })
    .set({ bladder: 'normal' }, true);
  expect(lineOf(call, 'corrections')).toBe(
    [
      '02:02 PM, Bladder: first "Cannot go, or cannot empty", then "A new leak, even a little". It was an emergency sign: tell the clinician',
      '02:03 PM, Bladder: first "A new leak, even a little", then "No change". It was an emergency sign: tell the clinician',
    ].join('\n'),
  );
  expect(call.sheet.sections.find(({ id }) => id === 'corrections')?.red).toBe(true);
  const undone = deskCall().set({ saddleNumbness: 'yes' }).act({ act: 'back', confirmed: true });
  expect(lineOf(undone, 'corrections')).toContain('then taken back. It was an emergency sign');
});

test('an emergency that only stood together with another answer is named too', () => {
  const call = deskCall().set({ sensoryOrReflex: 'mild', infection: 'yes' }).set({ infection: 'no' }, true);
  expect(lineOf(call, 'corrections')).toContain('It was an emergency sign');
});

test("a quoted sentence in the caller's language never changes the desk's", () => {
  const call = deskCall().type('me he orinado encima sin darme cuenta').type('me duele mucho la espalda');
  expect(call.sheet.headline).toMatch(/Emergency department now/);
  expect(chatView(call.log).language).toBe('en');
  const spanish = call.act({ act: 'party', about: 'self', language: 'es' });
  expect(spanish.sheet.headline).toMatch(/Emergency department now/);
  expect(spanish.sheet.aloud.map(({ text }) => text).join(' ')).toMatch(/urgencias/);
});

test('the script is read in the language of the caller, the rest in that of the desk', () => {
  const words = callWords('en', { language: 'es', about: 'self' }, 'nurse');
  const bladder = words.questions.find(({ question }) => question === 'bladder');
  expect(bladder).toMatchObject({ label: 'Bladder' });
  expect(bladder?.ask).toMatch(/orina/);
  expect(words.questions.map(({ question }) => question)).toEqual(questionIds);
});

test.each([
  ['en', /\byours?\b|\byou\b(?! are with)/i],
  ['es', /\b(usted|tiene usted|su pierna)\b/i],
])('who speaks for somebody else is asked about that person (%s)', (language, ofYou) => {
  const { questions } = callWords(language, { language, about: 'other' }, 'nurse');
  for (const { question, ask } of questions.filter((one) => one.question !== 'mriAccess'))
    expect([question, ask.replace(/If you do not know.*/, '')]).toEqual([question, expect.not.stringMatching(ofYou)]);
});

test.each(['en', 'es'])('nobody on the telephone is told to show a card, or that they wrote (%s)', (language) => {
  const threat = deskCall(language).act({ act: 'lifeThreats', present: true });
  expect(threat.sheet.aloud[0]?.text).toMatch(/112/);
  expect(threat.sheet.aloud[0]?.text).not.toMatch(/wrote|typed|escrito/i);
  const call = deskCall(language).set({ legWeakness: 'both' });
  const other = call.act({ act: 'party', about: 'other' });
  for (const { sheet } of [call, other])
    expect(sheet.aloud.map(({ text }) => text).join(' ')).not.toMatch(/show this card|muestre esta tarjeta/i);
  expect(other.sheet.aloud.map(({ text }) => text).join(' ')).toMatch(/This person has|Esta persona tiene/);
});

test('an age under 18 acts', () => {
  const call = deskCall().set(plainCall).act({ act: 'party', about: 'other', age: 15 });
  expect(call.sheet.headline).not.toMatch(/No scan needed/);
  const corrected = call.act({ act: 'party', about: 'other', age: 51 });
  expect(lineOf(corrected, 'corrections')).toContain('Age: first "15", then "51"');
});

test('while questions are open and nothing was found there is no result; a call that ends then is never reassured', () => {
  const open = deskCall().set({ legWeakness: 'none' });
  expect(open.sheet).toMatchObject({ openSoFar: true, headline: 'No warning sign so far', aloud: [] });
  const ended = open.act({ act: 'close', how: 'disconnected', readBack: [] });
  expect(ended.sheet).toMatchObject({ openSoFar: false, headline: 'Seen today: not enough was asked' });
  expect(ended.text).toContain('Go to an emergency department at once');
});

test('in whichever order a call goes, its conclusion is the same', () => {
  const ordered = fc
    .tuple(someFindings(), fc.shuffledSubarray([...questionIds], { minLength: questionIds.length }))
    .map(([findings, order]) => ({ findings, order }));
  fc.assert(
    fc.property(ordered, ({ findings, order }) => {
      const inOrder = deskCall().set(findings, true);
      const shuffled = order.reduce((call, question) => {
        const value = findings[question];
        return value === undefined ? call : call.set(findingsSchema.parse({ [question]: value }), true);
      }, deskCall());
      expect(chatView(shuffled.log).recommendation).toEqual(chatView(inOrder.log).recommendation);
      expect(shuffled.sheet.questions.map(({ value }) => value)).toEqual(
        inOrder.sheet.questions.map(({ value }) => value),
      );
    }),
    { numRuns: 20 },
  );
});

test.each(['en', 'es'])('as many words are read aloud as docs/desk.md says (%s)', (language) => {
  const words = (text: string): number => (text.match(/[\p{L}\p{N}'’-]+/gu) ?? []).length;
  const { questions, lifeThreatsAsk } = callWords(language, { language, about: 'self' }, 'nurse');
  const advice = (call: DeskCall) => call.sheet.aloud.reduce((sum, { text }) => sum + words(text), 0);
  const plain = deskCall(language).set({ ...plainCall, boneFragility: 'no' });
  const asked = plain.sheet.questions.flatMap(({ question, value }) => (value === undefined ? [] : [question]));
  const script = questions
    .filter(({ question }) => asked.includes(question))
    .reduce((sum, { ask, framing }) => sum + words(ask) + words(framing ?? ''), words(lifeThreatsAsk));
  expect([plain.sheet.complete, asked.length]).toEqual([true, quietAnswers().length]);
  expect(script).toBeLessThanOrEqual(850);
  expect(advice(plain)).toBeLessThanOrEqual(170);
  const three = deskCall(language).set({ legWeakness: 'both', saddleNumbness: 'yes', bladder: 'retention' });
  expect(words(lifeThreatsAsk)).toBeLessThanOrEqual(25);
  expect(advice(three)).toBeLessThanOrEqual(100);
});

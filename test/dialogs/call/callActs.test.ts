import { describe, expect, test } from '@jest/globals';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { deskCall, plainCall } from './deskCall.ts';

describe('an answer', () => {
  test('is stale only if that very question changed since it was seen', () => {
    const call = deskCall().set({ legWeakness: 'left' });
    const seen = call.sheet.revision;
    const moved = call.set({ bladder: 'normal' });
    expect(moved.act({ act: 'set', question: 'bowel', value: 'normal' }, { seen }).acted?.kind).toBe('done');
    expect(moved.act({ act: 'set', question: 'legWeakness', value: 'right' }, { seen }).acted?.kind).toBe('done');
    expect(moved.act({ act: 'set', question: 'bladder', value: 'retention' }, { seen }).acted).toEqual({
      kind: 'refused',
      why: 'stale',
    });
  });

  test('said again changes nothing, and one that no question takes is refused', () => {
    const call = deskCall().set({ bladder: 'normal' });
    expect(call.set({ bladder: 'normal' }).log.entries).toEqual(call.log.entries);
    expect(call.act({ act: 'set', question: 'bladder', value: 'purple' }).acted).toMatchObject({ why: 'noSuchAnswer' });
  });

  test('"not sure" stands at once', () => {
    expect(
      deskCall()
        .set({ bladder: 'unsure' })
        .sheet.questions.find((one) => one.question === 'bladder')?.value,
    ).toBe('unsure');
  });

  test('that takes an emergency away, and going back from one, needs a second word', () => {
    const call = deskCall().set({ bladder: 'retention' });
    const away = { act: 'set', question: 'bladder', value: 'normal' } as const;
    expect(call.act(away).acted).toEqual({ kind: 'refused', why: 'takesEmergencyAway' });
    expect(call.act({ act: 'back' }).acted).toEqual({ kind: 'refused', why: 'takesEmergencyAway' });
    expect(call.act({ ...away, confirmed: true }).sheet.computed).toBe('routine');
  });

  test('that changes the urgency keeps what was told by it, set or typed, so that other content never clears it', () => {
    const told = (urgency: string, ...rules: readonly string[]) => ({ urgency, rules, content: contentVersion });
    const set = deskCall().set({ bladder: 'retention' });
    expect(set.log.entries.at(-1)).toMatchObject({ kind: 'answered', by: 'n1', told: told('emergency', 'E2') });
    const away = set.act({ act: 'set', question: 'bladder', value: 'normal', confirmed: true });
    expect(away.log.entries.at(-1)).toMatchObject({ by: 'n1', told: told('routine') });
    const typed = deskCall().type('I cannot pee');
    expect(typed.log.entries.at(-1)).toMatchObject({ kind: 'answered', told: told('emergency', 'E2') });
    expect(deskCall().set({ bladder: 'normal' }).log.entries.at(-1)).not.toHaveProperty('told');
  });

  test('going back takes back what was seen, nothing newer', () => {
    const call = deskCall().set({ legWeakness: 'none' });
    const seen = call.sheet.revision;
    expect(call.set({ bladder: 'normal' }).act({ act: 'back' }, { seen }).acted).toMatchObject({ why: 'stale' });
    expect(deskCall().act({ act: 'back' }).acted).toMatchObject({ why: 'nothingToGoBackTo' });
  });
});

describe('a life threat', () => {
  const none = { act: 'lifeThreats', present: false } as const;
  const noted = () => deskCall().set(plainCall).act({ act: 'lifeThreats', present: true });

  test('that was noted is never taken back by the key of habit, and asked for twice it stands once', () => {
    expect(noted().act(none).acted).toEqual({ kind: 'refused', why: 'takesEmergencyAway' });
    expect(noted().act({ act: 'lifeThreats', present: true }).acted).toEqual({ kind: 'done', entries: [] });
    expect(noted().act(none, { by: 'n2' }).acted).toMatchObject({ why: 'notYours' });
  });

  test.each(['en', 'es'])(
    'pressed or heard by mistake is taken back once confirmed, and leaves its trace (%s)',
    (language) => {
      const heard = deskCall(language).set(plainCall).type('she has crushing chest pain too');
      const pressed = deskCall(language).set(plainCall).act({ act: 'lifeThreats', present: true });
      for (const call of [heard, pressed]) {
        expect(call.sheet).toMatchObject({ urgency: 'emergency', lifeThreats: 'noted' });
        const back = call.act({ ...none, confirmed: true });
        expect(back.sheet).toMatchObject({ urgency: 'routine', lifeThreats: 'none' });
        const trace = back.sheet.sections.find(({ id }) => id === 'corrections');
        expect(trace).toMatchObject({
          red: true,
          lines: [expect.stringMatching(/life threats|peligro para la vida/i)],
        });
        expect(back.text).toMatch(/tell the clinician|dígalo al médico/);
        expect(back.act({ act: 'lifeThreats', present: true }).sheet.urgency).toBe('emergency');
      }
    },
  );
});

describe('a typed line', () => {
  test('is heard, and what was not heard of it is shown and kept', () => {
    const { acted, sheet } = deskCall().type('she has a purple giraffe on the shelf');
    expect(acted).toMatchObject({ kind: 'done', hearing: { recorded: [], otherEmergency: false } });
    expect(acted?.kind === 'done' ? acted.hearing?.unheard.length : 0).toBeGreaterThan(0);
    expect(sheet.sections.find(({ id }) => id === 'said')?.lines.join()).toContain('purple giraffe');
  });

  test('that would take an emergency away is only a guess, to be confirmed', () => {
    const call = deskCall().set({ saddleNumbness: 'yes' });
    const { acted, sheet } = call.act({ act: 'type', text: 'No, it feels as before', about: 'saddleNumbness' });
    expect(acted).toMatchObject({ hearing: { recorded: [], guessed: [{ question: 'saddleNumbness', value: 'no' }] } });
    expect(sheet.computed).toBe('emergency');
  });

  test("keeps the caller's words beside the answer", () => {
    const { sheet } = deskCall().act({ act: 'type', text: 'he cannot pee at all', about: 'bladder' });
    expect(sheet.questions.find((one) => one.question === 'bladder')).toMatchObject({
      value: 'retention',
      words: 'he cannot pee at all',
      at: '02:01 PM',
    });
  });
});

describe('a judgement', () => {
  const judge = { act: 'judge', words: 'walked into the clinic yesterday' } as const;

  test('more urgent needs a reason, less urgent a reason of its own list and words', () => {
    const call = deskCall().set({ ...plainCall, infection: 'yes' });
    expect(call.act({ ...judge, to: 'emergency', reason: 'soundsWorse', words: '' }).sheet).toMatchObject({
      urgency: 'emergency',
      computed: 'urgent',
    });
    expect(call.act({ ...judge, to: 'routine', reason: 'soundsWorse' }).acted).toMatchObject({ why: 'wrongReason' });
    expect(call.act({ ...judge, to: 'routine', reason: 'known', words: '' }).acted).toMatchObject({
      why: 'needsWords',
    });
    expect(call.act({ ...judge, to: 'urgent', reason: 'known' }).acted).toMatchObject({ why: 'sameAsComputed' });
    expect(call.act({ ...judge, to: 'routine', reason: 'known' }).sheet).toMatchObject({
      urgency: 'urgent',
      judged: 'routine',
    });
  });

  test('below an emergency needs a second person, also where it is another emergency', () => {
    const call = deskCall().set({ bladder: 'retention' });
    const less = { ...judge, to: 'urgent', reason: 'seenAlready' } as const;
    expect(call.act(less).acted).toMatchObject({ why: 'needsSecond' });
    expect(call.act(less, { secondedBy: 'n2' }).text).toContain('Second signature: Nurse n2');
    const other = deskCall().set(plainCall).act({ act: 'lifeThreats', present: true });
    expect(other.act({ ...less, to: 'urgent' }).acted).toMatchObject({ why: 'needsSecond' });
  });

  test('never moves what the rules say, and lapses visibly when that rises', () => {
    const before = deskCall().set({ ...plainCall, infection: 'yes' });
    const judged = before.act({ ...judge, to: 'routine', reason: 'known' });
    expect(chatView(judged.log).recommendation).toEqual(chatView(before.log).recommendation);
    const risen = judged.set({ bladder: 'retention' });
    expect(risen.sheet).toMatchObject({ judged: undefined, urgency: 'emergency' });
    expect(risen.text).toContain('It no longer holds');
    const other = judged.act({ act: 'lifeThreats', present: true });
    expect(other.text).toContain('It no longer holds');
  });
});

describe('a call', () => {
  test('is acted on by who has it, and by nobody else until they take it over', () => {
    const call = deskCall();
    const answer = { act: 'set', question: 'bladder', value: 'normal' } as const;
    expect(call.act(answer, { by: 'n2' }).acted).toEqual({ kind: 'refused', why: 'notYours' });
    const over = call.act({ act: 'take' }, { by: 'n2' });
    expect(over.act(answer, { by: 'n2' }).acted?.kind).toBe('done');
    expect(over.act(answer).acted).toEqual({ kind: 'refused', why: 'notYours' });
    const handed = over.act({ act: 'handOver', to: 'City hospital' }, { by: 'n2' });
    expect(handed.sheet).toMatchObject({ owner: undefined, handedOver: true });
    expect(handed.act(answer, { by: 'n2' }).acted).toEqual({ kind: 'refused', why: 'notYours' });
  });

  test('is signed entry by entry', () => {
    const { log } = deskCall().set({ bladder: 'normal' }).type('odd').act({ act: 'note', text: 'x' });
    expect(log.entries.every((entry) => entry.kind !== 'foreign' && entry.by === 'n1')).toBe(true);
  });

  test('that goes on after its end is open again', () => {
    const ended = deskCall().set(plainCall).act({ act: 'close', how: 'complete', readBack: [], callback: 'ring at 5' });
    expect(ended.sheet.closed).toBe(true);
    expect(ended.text).toContain('ring at 5');
    expect(ended.set({ bladder: 'retention' }).sheet.closed).toBe(false);
  });
});

test('a weak leg without its side is left to the nurse, in the words that she typed', () => {
  const call = deskCall().act({ act: 'type', text: 'bladder is normal, his leg is weak', about: 'bladder' });
  expect(call.acted).toMatchObject({ hearing: { unheard: ['bladder is normal, his leg is weak'] } });
});

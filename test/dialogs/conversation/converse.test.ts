import { describe, expect, test } from '@jest/globals';
import { chatView } from '../../../dialogs/conversation/chatView.ts';
import { nextLog } from '../../../dialogs/conversation/newLog.ts';
import { extended } from '../../../machines/answerLog.ts';
import { pathOf } from '../../../machines/triageMachine.ts';
import { quietAnswers } from '../../machines/conversation.ts';
import { mildest } from '../../machines/mildest.ts';
import { rehearse } from './rehearsal.ts';

const plainRoutine = quietAnswers();

describe('the pathway', () => {
  test('a plain routine case ends after the last question', () => {
    expect(rehearse().answer(...plainRoutine).view).toMatchObject({
      kind: 'recommendation',
      recommendation: { disposition: 'routine', complete: true, imaging: null },
    });
  });

  test('a numb saddle interrupts before the next question', () => {
    expect(rehearse().answer('none', 'yes').view).toMatchObject({
      kind: 'emergency',
      recommendation: { urgency: 'emergency', rules: ['E1', 'M1'], complete: false },
    });
  });

  test('a nurse is not interrupted, but sees the emergency at once', () => {
    expect(rehearse('nurse').answer('none', 'yes').view).toMatchObject({
      kind: 'question',
      question: 'bladder',
      recommendation: { urgency: 'emergency' },
    });
  });

  test('after the emergency a patient may go on, and is not interrupted again', () => {
    const went = rehearse().answer('none', 'yes').tap({ verb: 'continue' });
    expect(went.view).toMatchObject({ kind: 'question', question: 'bladder' });
    expect(went.answer('retention').view).toMatchObject({ kind: 'question', question: 'bowel' });
  });

  test('stopped early without a warning sign never says that no scan is needed', () => {
    expect(rehearse().answer('none', 'no').tap({ verb: 'stop' }).view).toMatchObject({
      kind: 'recommendation',
      stopped: true,
      recommendation: { disposition: 'notEnoughAsked', complete: false },
    });
  });

  test('stopped at the emergency gives the emergency card, and "go on" takes it up again', () => {
    const stopped = rehearse().answer('both').tap({ verb: 'stop' });
    expect(stopped.view).toMatchObject({ kind: 'recommendation', recommendation: { urgency: 'emergency' } });
    expect(stopped.tap({ verb: 'continue' }).view).toMatchObject({ kind: 'question', question: 'weaknessCourse' });
  });
});

describe('a weak leg without its side', () => {
  test('is asked about, also of who said that none is weak; what was said beside it stands', () => {
    const said = rehearse().answer('none', 'no').type('normal. my foot has dropped');
    expect(said.view).toMatchObject({ kind: 'question', question: 'legWeakness' });
    expect(said.view.answers).toContainEqual({ question: 'bladder', value: 'normal' });
    expect(said.answer('left').view.answers).toContainEqual({ question: 'legWeakness', value: 'left' });
  });

  test.each(['my leg is weak', 'my foot has dropped'])(
    '"%s" alone is asked about too, and its words are kept',
    (text) => {
      const said = rehearse().answer('none', 'no').type(text);
      expect(said.view).toMatchObject({ kind: 'question', question: 'legWeakness' });
      expect(said.log.entries).toContainEqual(expect.objectContaining({ kind: 'said', words: text }));
      const left = said.type('left');
      expect(left.view.answers).toContainEqual({ question: 'legWeakness', value: 'left' });
    },
  );

  test('is asked about at the end, where "none" stands', () => {
    const said = rehearse()
      .answer(...plainRoutine)
      .type('my leg is weak');
    expect(said.view).toMatchObject({ kind: 'question', question: 'legWeakness' });
  });

  test('says nothing new where the side is known', () => {
    const said = rehearse().answer('left', 'stable', 'no').type('normal. my leg is weak');
    expect(said.view).toMatchObject({ kind: 'question', question: 'bowel' });
    const alone = rehearse().answer('left', 'stable', 'no').type('my leg is weak');
    expect(alone.view).toMatchObject({ kind: 'question', question: 'bladder' });
  });
});

describe('a sign that a denial may reach or not', () => {
  const said = rehearse()
    .answer(...quietAnswers('infection'))
    .type('no fever, difficulty passing urine');

  test('is asked about, and what is certain beside it stands, whatever the answer', () => {
    expect(said.view).toMatchObject({ kind: 'confirmation', of: { findings: { bladder: 'altered' } } });
    for (const verb of ['confirm', 'decline'] as const)
      expect(said.tap({ verb }).view.answers).toContainEqual({ question: 'infection', value: 'no' });
  });

  test('is an emergency once it is confirmed', () => {
    expect(said.tap({ verb: 'confirm' }).view).toMatchObject({ kind: 'emergency' });
    const path = pathOf('self', mildest);
    const next = path[path.indexOf('infection') + 1];
    expect(said.tap({ verb: 'decline' }).view).toMatchObject({ kind: 'question', question: next });
  });
});

describe('not sure', () => {
  test('is asked once more in simpler words, then stands', () => {
    const once = rehearse().answer('unsure');
    expect(once.view).toMatchObject({ kind: 'question', question: 'legWeakness', simpler: true });
    expect(once.answer('unsure').view).toMatchObject({
      question: 'weaknessCourse',
      recommendation: { urgency: 'urgent' },
    });
  });

  test('tapped twice on the same card counts once', () => {
    const first = rehearse();
    const once = first.answer('unsure');
    const twice = once.tap({ verb: 'answer', question: 'legWeakness', value: 'unsure' }, first.shown);
    expect(twice.replies).toEqual([]);
    expect(twice.log.entries).toHaveLength(1);
  });

  test('said once stands when the person stops', () => {
    expect(rehearse().answer('unsure').tap({ verb: 'stop' }).view).toMatchObject({
      recommendation: { urgency: 'urgent' },
    });
  });
});

describe('old cards', () => {
  test('a double tap is silently nothing', () => {
    const first = rehearse();
    const twice = first.answer('left').tap({ verb: 'answer', question: 'legWeakness', value: 'left' }, first.shown);
    expect(twice.replies).toEqual([]);
    expect(twice.log.entries).toHaveLength(1);
  });

  test('another tap on an old card is refused and offers to change that answer', () => {
    const first = rehearse();
    const other = first.answer('left').tap({ verb: 'answer', question: 'legWeakness', value: 'none' }, first.shown);
    expect(other.replies).toEqual([{ kind: 'oldCard', question: 'legWeakness' }, { kind: 'view' }]);
    expect(other.log.entries).toHaveLength(1);
  });

  test('a card of an earlier log, of another conversation or of a time to come is old', () => {
    const first = rehearse();
    for (const shown of [
      { ...first.shown, log: 2 },
      { ...first.shown, conversation: 'other' },
      { ...first.shown, revision: 1 },
    ]) {
      expect(first.tap({ verb: 'answer', question: 'legWeakness', value: 'none' }, shown).log.entries).toEqual([]);
    }
  });

  test('words that were not understood do not age the card above them', () => {
    const first = rehearse();
    const muddled = first.type('the weather is nice');
    expect(muddled.tap({ verb: 'answer', question: 'legWeakness', value: 'right' }, first.shown).view).toMatchObject({
      question: 'weaknessCourse',
    });
  });

  test('a typed "no" that was sent again does not answer the next question', () => {
    const first = rehearse();
    const once = first.type('no', first.shown);
    expect(once.view).toMatchObject({ question: 'saddleNumbness' });
    const again = once.type('no', first.shown);
    expect(again.log.entries).toHaveLength(1);
    expect(again.replies).toEqual([]);
  });

  test('emergency words count although they were meant for an earlier question', () => {
    const first = rehearse().answer('none');
    const late = first.answer('no').type("I've wet myself", first.shown);
    expect(late.view).toMatchObject({ kind: 'emergency', recommendation: { rules: expect.arrayContaining(['E2']) } });
  });

  test.each(['me he orinado encima', 'no puedo orinar'])(
    '"%s", too late, is heard in the other language too',
    (words) => {
      const first = rehearse().answer('none');
      expect(first.answer('no').type(words, first.shown).view).toMatchObject({ kind: 'emergency' });
    },
  );

  test('late words count where they make an emergency together with what was answered', () => {
    const first = rehearse().answer('left', 'stable');
    expect(first.answer('no').type('I had breast cancer', first.shown).view).toMatchObject({
      recommendation: { rules: expect.arrayContaining(['E7']) },
    });
  });

  test('an age counts whenever it is told', () => {
    const first = rehearse().answer('none');
    expect(first.answer('no').type('I am 15 years old', first.shown).view).toMatchObject({ under18: true });
  });

  test.each([
    ['a change was begun', rehearse().answer('left', 'stable'), 'no', { verb: 'change', question: 'legWeakness' }],
    ['"is that right?" was asked', rehearse('nurse').answer('none', 'yes'), 'yes', { verb: 'back' }],
  ] as const)('words that were sent before %s answer nothing there', (_, before, words, then) => {
    const asked = before.tap(then);
    const late = asked.type(words, before.shown);
    expect(late.log).toEqual(asked.log);
    expect(late.replies).toEqual([{ kind: 'say', message: 'movedOn' }, { kind: 'view' }]);
  });

  test('words that led to "is that right?", sent again, are no answer to it', () => {
    const changing = rehearse('nurse').answer('none', 'yes').tap({ verb: 'change', question: 'saddleNumbness' });
    const asked = changing.type('normal', changing.shown);
    expect(asked.view).toMatchObject({ kind: 'confirmation' });
    expect(asked.type('normal', changing.shown)).toMatchObject({ replies: [], log: asked.log });
  });

  test('a "no" to "is that right?", sent again, does not answer the question after it', () => {
    const asked = rehearse().answer('none').type('a bit numb maybe');
    expect(asked.view).toMatchObject({ kind: 'confirmation' });
    const declined = asked.type('no', asked.shown);
    expect(declined.type('no', asked.shown).log).toEqual(declined.log);
  });

  test('other words meant for an earlier question are not counted, and it says so', () => {
    const first = rehearse();
    const late = first.answer('none').type('yes', first.shown);
    expect(late.log.entries).toHaveLength(1);
    expect(late.replies).toEqual([{ kind: 'say', message: 'movedOn' }, { kind: 'view' }]);
  });
});

describe('old cards after', () => {
  const saddle = rehearse().answer('none');
  const bladder = saddle.answer('no');
  const emergency = saddle.answer('yes');
  test.each([
    ['going back', bladder.tap({ verb: 'back' }), bladder, 'retention'],
    ['stopping', bladder.tap({ verb: 'stop' }), bladder, 'retention'],
    ['the same answer, typed', saddle.type('no'), saddle, 'no'],
  ] as const)('%s: an answer on one is not counted', (_, now, { shown }, value) => {
    const { question } = shown;
    if (question === undefined) throw new Error('a card with a question was wanted');
    const late = now.tap({ verb: 'answer', question, value }, shown);
    expect(late.log).toEqual(now.log);
    expect(late.replies).toEqual([{ kind: 'oldCard', question }, { kind: 'view' }]);
  });

  test.each([
    ['back', bladder],
    ['stop', bladder],
    ['continue', emergency],
  ] as const)('"%s" tapped twice counts once', (verb, before) => {
    const once = before.tap({ verb });
    expect(once.log.entries).toHaveLength(before.log.entries.length + 1);
    expect(once.tap({ verb }, before.shown)).toMatchObject({ replies: [], log: once.log });
  });

  test('going on from an emergency: it cannot be stopped from there any more', () => {
    const on = emergency.tap({ verb: 'continue' });
    expect(on.tap({ verb: 'stop' }, emergency.shown).log).toEqual(on.log);
  });
});

describe('back and change', () => {
  test('back asks the last question again; the same answer leaves everything as it was', () => {
    const before = rehearse().answer('none', 'no');
    const after = before.tap({ verb: 'back' });
    expect(after.view).toMatchObject({ question: 'saddleNumbness' });
    expect(after.answer('no').view).toMatchObject({ question: 'bladder', answers: before.view.answers });
  });

  test('a change asks the question again; what is typed then answers that question', () => {
    const changing = rehearse().answer('none', 'no').tap({ verb: 'change', question: 'legWeakness' });
    expect(changing.view).toMatchObject({ question: 'legWeakness', changing: 'none' });
    const changed = changing.type('left');
    expect(changed.view).toMatchObject({ question: 'weaknessCourse', recommendation: { urgency: 'urgent' } });
    expect(changed.replies).toContainEqual({ kind: 'changed', question: 'legWeakness', from: 'none', to: 'left' });
  });

  test('a change that takes an emergency away is confirmed first, and the first answer is kept for the clinician', () => {
    const emergency = rehearse('nurse').answer('none', 'yes');
    const asked = emergency.tap({ verb: 'change', question: 'saddleNumbness' }).answer('no');
    expect(asked.view).toMatchObject({ kind: 'confirmation', recommendation: { urgency: 'emergency' } });
    expect(asked.tap({ verb: 'decline' }).view).toMatchObject({ recommendation: { urgency: 'emergency' } });
    const confirmed = asked.tap({ verb: 'confirm' });
    expect(confirmed.view).toMatchObject({ recommendation: { urgency: 'routine' }, retracted: [{ rule: 'E1' }] });
    expect(confirmed.replies).toContainEqual({ kind: 'say', message: 'emergencyTakenAway' });
    expect(confirmed.replies).toContainEqual({ kind: 'safetyNet' });
  });

  test.each(['self', 'carer'] as const)('%s: any change that lowers the urgency is confirmed first', (role) => {
    const urgent = rehearse(role).answer('left');
    for (const asked of [
      urgent.tap({ verb: 'back' }),
      urgent.tap({ verb: 'change', question: 'legWeakness' }).answer('none'),
    ]) {
      expect(asked.view).toMatchObject({ kind: 'confirmation', lowers: true, recommendation: { urgency: 'urgent' } });
      expect(asked.tap({ verb: 'confirm' }).view).toMatchObject({
        recommendation: { urgency: 'routine' },
        retracted: [{ rule: 'U1', answers: { legWeakness: 'left' } }],
      });
    }
    const typed = urgent.tap({ verb: 'change', question: 'legWeakness' }).type('no weakness');
    expect(typed.view).toMatchObject({ kind: 'confirmation' });
  });

  test('a professional changes an urgent answer at once, and the first is kept', () => {
    const now = rehearse('nurse').answer('left').tap({ verb: 'change', question: 'legWeakness' }).answer('none');
    expect(now.view).toMatchObject({ kind: 'question', retracted: [{ rule: 'U1', answers: { legWeakness: 'left' } }] });
  });

  test('back says what it took back, and what stands again', () => {
    const back = rehearse().answer('none', 'no').tap({ verb: 'back' });
    expect(back.replies).toContainEqual({ kind: 'takenBack', question: 'saddleNumbness', answer: 'no' });
    const changed = rehearse('nurse').answer('left').tap({ verb: 'change', question: 'legWeakness' }).answer('right');
    expect(changed.tap({ verb: 'back' }).replies).toContainEqual({
      kind: 'changed',
      question: 'legWeakness',
      from: 'right',
      to: 'left',
    });
    const unsure = rehearse().answer('none', 'unsure').tap({ verb: 'back' });
    expect(unsure.replies).toContainEqual({ kind: 'takenBack', question: 'saddleNumbness', answer: 'unsure' });
  });

  test('a course that a change put aside is offered, and counts only once it is given again', () => {
    const before = rehearse('nurse').answer('left', 'worsening');
    const without = before.tap({ verb: 'change', question: 'legWeakness' }).answer('none').tap({ verb: 'confirm' });
    const again = without.tap({ verb: 'change', question: 'legWeakness' }).answer('left');
    expect(again.view).toMatchObject({
      question: 'weaknessCourse',
      offered: 'worsening',
      recommendation: { urgency: 'urgent' },
    });
    expect(again.answer('worsening').view).toMatchObject({ recommendation: { urgency: 'emergency' } });
  });

  test('back from an emergency is confirmed first, by typing too', () => {
    const asked = rehearse().answer('none', 'yes').tap({ verb: 'back' });
    expect(asked.view).toMatchObject({ kind: 'confirmation' });
    expect(asked.type('yes').view).toMatchObject({ kind: 'question', question: 'saddleNumbness' });
    expect(asked.type('no').view).toMatchObject({ kind: 'emergency' });
  });

  test('back from a change leaves all answers, and asks what was asked', () => {
    const before = rehearse().answer('none', 'no');
    const after = before.tap({ verb: 'change', question: 'legWeakness' }).tap({ verb: 'back' });
    expect(after.view).toMatchObject({ question: 'bladder', answers: before.view.answers });
  });

  test('a tapped card stays open while its answer waits for a "yes"', () => {
    const asked = rehearse('nurse').answer('none', 'yes').tap({ verb: 'change', question: 'saddleNumbness' });
    expect(asked.answer('no').replies).toEqual([{ kind: 'view' }]);
  });

  test('a "yes" to a question that something else came between is not taken for given', () => {
    const asked = rehearse().answer('none', 'no').type('it could be a leak');
    expect(asked.view).toMatchObject({ kind: 'confirmation', of: { findings: { bladder: 'incontinence' } } });
    const between = asked.type('my left foot is tingling');
    const late = between.tap({ verb: 'confirm' }, asked.shown);
    expect(late.log).toEqual(between.log);
    expect(late.replies).toContainEqual({ kind: 'view' });
  });

  test('a confirmation tapped twice counts once', () => {
    const asked = rehearse().answer('none', 'yes').tap({ verb: 'back' });
    const confirmed = asked.tap({ verb: 'confirm' });
    expect(confirmed.tap({ verb: 'confirm' }, asked.shown)).toMatchObject({ replies: [], log: confirmed.log });
  });
});

describe('commands and words', () => {
  test('restart begins anew at once when nothing is lost, and asks first otherwise', () => {
    expect(
      rehearse()
        .answer(...plainRoutine)
        .tap({ verb: 'restart' }).ended,
    ).toBe('restart');
    const asked = rehearse().answer('none').tap({ verb: 'restart' });
    expect(asked).toMatchObject({ ended: 'go on', view: { kind: 'confirmation' } });
    expect(asked.tap({ verb: 'confirm' }).ended).toBe('restart');
  });

  test.each([
    ['self', true],
    ['carer', false],
    ['nurse', false],
    ['clinician', false],
  ] as const)('"I am 15", then "start again" as %s: still under 18: %s', (role, still) => {
    const told = extended(rehearse(role).log, [{ kind: 'noted', what: 'under18', at: 1 }]);
    expect(chatView(nextLog(told, 0, 'next'))).toMatchObject({ under18: still, log: 2, answers: [] });
  });

  test('why, help and status log nothing', () => {
    const first = rehearse();
    for (const verb of ['why', 'help', 'status'] as const) expect(first.tap({ verb }).log.entries).toEqual([]);
  });

  test('volunteered emergencies interrupt, whatever was asked', () => {
    const told = rehearse().type("I've wet myself");
    expect(told.view).toMatchObject({ kind: 'emergency', recommendation: { rules: expect.arrayContaining(['E2']) } });
  });

  test('on the emergency card a typed "yes" goes on and a typed "no" stops there', () => {
    const emergency = rehearse().answer('none', 'yes');
    expect(emergency.type('yes').view).toMatchObject({ kind: 'question', question: 'bladder' });
    expect(emergency.type('no').view).toMatchObject({ kind: 'recommendation', stopped: true });
  });

  test('another emergency is answered and noted, and the conversation goes on', () => {
    const told = rehearse().type('I have crushing chest pain');
    expect(told.replies[0]).toEqual({ kind: 'otherEmergency' });
    expect(told.view).toMatchObject({ kind: 'question', question: 'legWeakness', otherEmergency: 'noted' });
  });

  test('what is not understood twice in a row is offered as a list', () => {
    const twice = rehearse().type('blah blah').type('blah blah');
    expect(twice.replies).toContainEqual({ kind: 'say', message: 'choicesAsList' });
    expect(twice.view).toMatchObject({ question: 'legWeakness', answers: [] });
  });

  test('words about something else are told so, and the question stays', () => {
    const told = rehearse().answer('none').type('will it rain tomorrow?');
    expect(told.replies).toContainEqual({ kind: 'say', message: 'offTopic' });
    expect(told.view).toMatchObject({ question: 'saddleNumbness' });
  });

  test('another role changes the wording and keeps the answers', () => {
    expect(rehearse().answer('none').tap({ verb: 'role', role: 'carer' }).view).toMatchObject({
      role: 'carer',
      question: 'saddleNumbness',
      answers: [{ question: 'legWeakness', value: 'none' }],
    });
  });
});

describe('coming back', () => {
  test('after an hour it says so and goes on', () => {
    const back = rehearse().answer('none').after(2).type('no');
    expect(back.replies[0]).toEqual({ kind: 'say', message: 'welcomeBack' });
    expect(back.view).toMatchObject({ question: 'bladder' });
  });

  test('after a day without any answer there is nothing to ask about', () => {
    expect(rehearse().after(25).type('no').view).toMatchObject({ kind: 'question', question: 'saddleNumbness' });
  });

  test('after a day it first asks whether the answers still hold', () => {
    const back = rehearse().answer('none', 'no').after(25).type('no');
    expect(back.view).toMatchObject({ kind: 'confirmation', of: { kind: 'resumed' } });
    expect(back.type('yes').view).toMatchObject({ kind: 'question', question: 'bladder' });
    expect(back.type('no').ended).toBe('restart');
  });

  test.each(["I've wet myself", "I can't pee at all since this morning", "I think I can't empty my bladder"])(
    'after a day "%s" does not wait for the old answers, even where it answers the question',
    (words) => {
      const { view } = rehearse().answer('none', 'no').after(25).type(words);
      expect(view.kind === 'confirmation' ? view.of : view.recommendation).toMatchObject(
        view.kind === 'confirmation' ? { findings: { bladder: 'retention' } } : { urgency: 'emergency' },
      );
    },
  );

  test('after a day a tapped emergency is told at once', () => {
    expect(rehearse().answer('none', 'no').after(25).answer('incontinence').view).toMatchObject({ kind: 'emergency' });
  });

  test('"yes, they still hold", tapped twice, counts once', () => {
    const asked = rehearse().answer('none', 'no').after(25).type('no');
    const held = asked.tap({ verb: 'confirm' });
    expect(held.tap({ verb: 'confirm' }, asked.shown)).toMatchObject({ replies: [], log: held.log });
  });

  test('after a day an emergency is told at once, and one that stands is not dropped without a "yes"', () => {
    expect(rehearse().answer('none').after(25).type("I've wet myself").view).toMatchObject({ kind: 'emergency' });
    const back = rehearse('nurse').answer('both').after(25).type('no');
    expect(back.type('no').view).toMatchObject({ kind: 'confirmation', of: { kind: 'restarted' } });
  });
});

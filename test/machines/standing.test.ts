import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Findings, knownFindings, questionIds } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { someEntries } from './arbitraries.ts';
import { conversation, from, logOf } from './conversation.ts';

const leadingToAll: Findings = knownFindings(Object.fromEntries(questionIds.map((id) => [id, 'unsure'])));

describe('not sure', () => {
  test('said once leaves the question open, to be asked in simpler words', () => {
    const stands = conversation().answer('none', 'unsure').standing();
    expect(stands).toMatchObject({ answers: { legWeakness: 'none' }, simpler: ['saddleNumbness'] });
    expect(stands.answers.saddleNumbness).toBeUndefined();
  });

  test('said twice stands', () => {
    const { answers, simpler } = conversation().answer('none', 'unsure', 'unsure').standing();
    expect(answers).toEqual({ legWeakness: 'none', saddleNumbness: 'unsure' });
    expect(simpler).toEqual([]);
  });

  test.each(['nurse', 'clinician'] as const)('stands at once where a %s says it', (role) => {
    const stands = conversation(role).answer('none', 'unsure').standing();
    expect(stands).toMatchObject({ answers: { legWeakness: 'none', saddleNumbness: 'unsure' }, simpler: [] });
  });

  test('gives way to an answer', () => {
    const { answers, simpler } = conversation().answer('none', 'unsure', 'no').standing();
    expect(answers).toEqual({ legWeakness: 'none', saddleNumbness: 'no' });
    expect(simpler).toEqual([]);
  });

  test('is enough once when the person stops, and open again when they go on', () => {
    const stopped = conversation().answer('none', 'unsure').stop();
    expect(stopped.standing()).toMatchObject({ answers: { saddleNumbness: 'unsure' }, simpler: [], stopped: true });
    const on = stopped.goOn().standing();
    expect(on).toMatchObject({ simpler: ['saddleNumbness'], stopped: false });
    expect(on.answers.saddleNumbness).toBeUndefined();
  });

  test('opens an answered question again, and needs to be said twice there too', () => {
    const once = conversation().answer('left').say({ legWeakness: 'unsure' });
    expect(once.standing()).toMatchObject({ answers: {}, simpler: ['legWeakness'] });
    expect(once.say({ legWeakness: 'unsure' }).standing().answers).toEqual({ legWeakness: 'unsure' });
  });

  test('stands when it is said again after it stood', () => {
    const stood = conversation().answer('unsure', 'unsure').say({ legWeakness: 'unsure' });
    expect(stood.standing()).toMatchObject({ answers: { legWeakness: 'unsure' }, simpler: [] });
  });

  test('of two questions at once stays open for both', () => {
    const { simpler } = conversation().say({ bladder: 'unsure', bowel: 'unsure' }).standing();
    expect(simpler).toEqual(['bladder', 'bowel']);
  });
});

describe('back', () => {
  test('cancels the latest answer, and again the one before', () => {
    const said = conversation().answer('left', 'stable', 'no').back();
    expect(said.standing().answers).toEqual({ legWeakness: 'left', weaknessCourse: 'stable' });
    expect(said.back().standing().answers).toEqual({ legWeakness: 'left' });
    expect(said.back().back().back().standing().answers).toEqual({});
  });

  test('cancels all answers of one message', () => {
    expect(conversation().say({ bladder: 'altered', bowel: 'normal' }).back().standing().answers).toEqual({});
  });

  test('restores what a change replaced', () => {
    const changed = conversation().answer('left').say({ legWeakness: 'right' });
    expect(changed.back().standing().answers).toEqual({ legWeakness: 'left' });
  });

  test('takes back one "not sure" of two', () => {
    const { answers, simpler } = conversation().answer('unsure', 'unsure').back().standing();
    expect([answers, simpler]).toEqual([{}, ['legWeakness']]);
  });

  test('does not undo settings, notes or what was acknowledged, but a stop', () => {
    const said = conversation()
      .answer('both')
      .goOn()
      .settings({ language: 'es' })
      .note('under18')
      .note('otherEmergency')
      .stop()
      .back();
    expect(said.standing()).toMatchObject({
      answers: {},
      acknowledged: ['E4'],
      language: 'es',
      under18: true,
      otherEmergency: 'noted',
      stopped: false,
    });
  });
});

test('nothing is noted, stopped or acknowledged at the start', () => {
  expect(conversation('carer').standing()).toMatchObject({
    role: 'carer',
    language: 'en',
    answers: {},
    simpler: [],
    offered: {},
    acknowledged: [],
    stopped: false,
    fired: [],
    told: undefined,
    under18: false,
    otherEmergency: 'not asked',
  });
});

test('going on acknowledges the rules that fire at that moment, and no others', () => {
  const first = conversation().say({ bladder: 'retention' }).goOn();
  expect(first.standing().acknowledged).toEqual(['E2']);
  const second = first.say({ bladder: 'normal', legWeakness: 'both' }).goOn();
  expect(second.standing().acknowledged).toEqual(['E4']);
  expect(conversation().goOn().standing().acknowledged).toEqual([]);
});

test('settings change what they name and nothing else', () => {
  const said = conversation('self').settings({ role: 'nurse' });
  expect(said.standing()).toMatchObject({ role: 'nurse', language: 'en' });
  expect(said.settings({ language: 'es' }).standing()).toMatchObject({ role: 'nurse', language: 'es' });
});

test('each note sets its own mark', () => {
  expect(conversation().note('under18').standing()).toMatchObject({ under18: true, otherEmergency: 'not asked' });
  expect(conversation().note('otherEmergency').standing()).toMatchObject({ under18: false, otherEmergency: 'noted' });
});

describe('what was taken back', () => {
  test('is kept with the answers that it rested on', () => {
    const { retracted } = conversation()
      .answer('left', 'worsening')
      .say({ saddleNumbness: 'yes' })
      .say({ weaknessCourse: 'stable', saddleNumbness: 'no' })
      .view();
    expect(retracted).toEqual([
      { rule: 'E5', answers: { legWeakness: 'left', weaknessCourse: 'worsening' }, at: 0 },
      { rule: 'E1', answers: { saddleNumbness: 'yes' }, at: 0 },
    ]);
  });

  test('is kept when it was taken back by going back, or with one "not sure"', () => {
    const told = conversation().say({ trauma: 'major' });
    const kept = [{ rule: 'E10', answers: { trauma: 'major' }, at: 0 }];
    expect(told.back().view().retracted).toEqual(kept);
    expect(told.say({ trauma: 'unsure' }).view().retracted).toEqual(kept);
  });

  test('keeps every answer that one rule fired on, the first before the later', () => {
    const told = conversation()
      .say({ bladder: 'retention' })
      .say({ bladder: 'incontinence' })
      .say({ bladder: 'retention' });
    expect(told.say({ bladder: 'normal' }).view().retracted).toEqual([
      { rule: 'E2', answers: { bladder: 'retention' }, at: 0 },
      { rule: 'E2', answers: { bladder: 'incontinence' }, at: 0 },
    ]);
  });

  test('is kept at every level, with its time', () => {
    const begun = conversation();
    const at7 = from({ ...begun.log, entries: [{ kind: 'answered', findings: { infection: 'yes' }, at: 7 }] });
    expect(at7.say({ infection: 'no' }).view().retracted).toEqual([
      { rule: 'U3', answers: { infection: 'yes' }, at: 7 },
    ]);
  });

  test('is kept when only stopping made it, by a "not sure" said once', () => {
    const stopped = conversation().say({ sensoryOrReflex: 'unsure' }).stop();
    const kept = [{ rule: 'U2', answers: { sensoryOrReflex: 'unsure' }, at: 0 }];
    expect(stopped.view().retracted).toEqual([]);
    expect(stopped.goOn().say({ sensoryOrReflex: 'none' }).view().retracted).toEqual(kept);
    expect(stopped.goOn().say({ sensoryOrReflex: 'unsure' }).view().retracted).toEqual([]);
  });

  test('is the same whether or not something that settles nothing is said after stopping', () => {
    const stopped = conversation().say({ sensoryOrReflex: 'unsure' }).stop();
    const [one, other] = [stopped, stopped.say({ gait: 'slow' })].map((now) =>
      now.say({ legWeakness: 'unsure' }).say({ legWeakness: 'none' }).goOn().say({ sensoryOrReflex: 'none' }).view(),
    );
    expect(other?.retracted).toEqual(one?.retracted);
  });

  test('is none as long as its rule fires, or fires again', () => {
    const told = conversation().say({ trauma: 'major' });
    expect(told.view().retracted).toEqual([]);
    expect(told.back().say({ trauma: 'major' }).view().retracted).toEqual([]);
  });
});

describe('what a change makes meaningless', () => {
  test.each([
    ['legWeakness', 'left', 'none', 'weaknessCourse', 'worsening'],
    ['trauma', 'none', 'major', 'boneFragility', 'yes'],
  ])(
    '%s: %s, then %s, then again: %s is asked again, and what was said is offered',
    (cause, was, ends, about, said) => {
      const before = conversation('nurse').say({ [cause]: was, [about]: said });
      const without = before.say({ [cause]: ends });
      expect(without.standing().answers).toEqual({ [cause]: ends });
      const again = without.say({ [cause]: was });
      expect(again.standing()).toMatchObject({ answers: { [cause]: was }, offered: { [about]: said } });
      expect(again.standing().answers).not.toHaveProperty(about);
      const given = again.say({ [about]: said });
      expect(given.standing()).toMatchObject({ answers: { [cause]: was, [about]: said }, offered: {} });
      // Going back over the change is as if it had never been made.
      expect(without.back().standing()).toMatchObject({ answers: { [cause]: was, [about]: said }, offered: {} });
    },
  );

  test('is not made by stopping either, of a "not sure" said once', () => {
    const stopped = conversation().say({ boneFragility: 'unsure' }).say({ trauma: 'major' }).stop();
    expect(stopped.standing().answers).toEqual({ trauma: 'major' });
    expect(stopped.goOn().say({ trauma: 'none' }).standing().simpler).toEqual(['boneFragility']);
  });

  test('is all that no path visits, the questions for the scanner and for other roles aside', () => {
    fc.assert(
      fc.property(someEntries, (entries) => {
        const { answers, role } = from(logOf('nurse', entries)).standing();
        const visited = pathOf(role, { ...leadingToAll, ...answers });
        const background = questionIds.filter((id) => question(id).section !== 'MRI safety');
        const unused = background.filter((id) => answers[id] !== undefined && !visited.includes(id));
        expect(unused).toEqual([]);
      }),
    );
  });
});

test('questions and values of other content are passed over, and stay in the log', () => {
  const said = conversation().say({ gait: 'slow', legWeakness: 'left', bladder: 'purple' });
  expect(said.standing().answers).toEqual({ legWeakness: 'left' });
  expect(said.log.entries).toEqual([
    { kind: 'answered', findings: { gait: 'slow', legWeakness: 'left', bladder: 'purple' }, at: 0 },
  ]);
});

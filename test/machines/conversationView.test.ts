import { describe, expect, test } from '@jest/globals';
import { findingsIn, view } from '../../machines/conversationView.ts';
import { findingsOn, questionIds } from '../../machines/findings.ts';
import { question } from '../../machines/questions.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { conversation, quietAnswers, toTheEnd } from './conversation.ts';
import { mildest } from './mildest.ts';
import { mostAsked } from './truthTable/concluded.ts';

const aboutTheScanner = questionIds.filter((id) => question(id).section === 'MRI safety').length;

describe('a question', () => {
  test('is the first one at the start, of as many as the pathway has for a role', () => {
    expect(conversation('self').view()).toMatchObject({
      kind: 'question',
      conversation: 'c1',
      log: 1,
      revision: 0,
      role: 'self',
      language: 'en',
      question: 'legWeakness',
      simpler: false,
      offered: undefined,
      progress: { number: 1, atMost: mostAsked('self') },
      answers: [],
      recommendation: { urgency: 'routine', complete: false, imaging: null },
    });
    expect(conversation('nurse').view()).toMatchObject({ progress: { number: 1, atMost: mostAsked('nurse') } });
  });

  test('counts the course of weakness only for those who are asked', () => {
    expect(conversation().answer('none').view()).toMatchObject({
      progress: { number: 2, atMost: mostAsked('self') - 1 },
    });
    expect(conversation().answer('left', 'stable').view()).toMatchObject({
      progress: { number: 3, atMost: mostAsked('self') },
    });
  });

  test('counts the questions about the scanner as long as an answer could still call for a scan', () => {
    const nearlyDone = conversation('nurse').answer(...quietAnswers('spinalSurgery'));
    const number = quietAnswers().length;
    expect(nearlyDone.view()).toMatchObject({
      question: 'spinalSurgery',
      progress: { number, atMost: number + aboutTheScanner },
    });
    expect(nearlyDone.answer('recent').view()).toMatchObject({
      progress: { number: number + 1, atMost: number + aboutTheScanner },
    });
  });

  test.each(['legPain', 'cancerHistory', 'infection', 'trauma', 'spinalSurgery'] as const)(
    'counts them too where only %s is still open',
    (open) => {
      const known = pathOf('nurse', mildest).filter((question) => question !== open);
      const shows = conversation('nurse').say(findingsOn(mildest, known)).view();
      expect(shows).toMatchObject({ question: open, progress: { atMost: quietAnswers().length + aboutTheScanner } });
    },
  );

  test('counts one more where only thin bones could still call for an X-ray', () => {
    const asked = conversation('nurse').answer(...quietAnswers('boneFragility'));
    const known = asked.say({ spinalSurgery: 'no' });
    const before = quietAnswers('boneFragility').length;
    expect(known.view()).toMatchObject({
      question: 'boneFragility',
      progress: { number: before + 1, atMost: before + 3 },
    });
    expect(known.answer('no').view()).toMatchObject({ kind: 'recommendation' });
    expect(known.answer('yes').view()).toMatchObject({
      question: 'pregnancy',
      progress: { number: before + 3, atMost: before + 3 },
    });
  });

  test('about thin bones is left out after a major injury, since the spine is scanned', () => {
    const asked = conversation('nurse').answer(...quietAnswers('trauma'));
    expect(asked.answer('major').view()).toMatchObject({ question: 'spinalSurgery' });
    expect(asked.answer('minor').view()).toMatchObject({ question: 'boneFragility' });
  });

  test('comes again in simpler words after "not sure"', () => {
    const shows = conversation().answer('none', 'unsure').view();
    expect(shows).toMatchObject({ question: 'saddleNumbness', simpler: true, revision: 2, progress: { number: 2 } });
  });
});

describe('an emergency', () => {
  test('is told to a patient or carer before the next question, and once', () => {
    for (const role of ['self', 'carer'] as const) {
      const told = conversation(role).answer('none', 'yes');
      expect(told.view()).toMatchObject({ kind: 'emergency', recommendation: { rules: ['E1', 'M1'] } });
      expect(told.goOn().view()).toMatchObject({ kind: 'question', question: 'bladder' });
      expect(told.goOn().answer('retention').view()).toMatchObject({ kind: 'question', question: 'bowel' });
    }
  });

  test('does not hold up a professional, who sees it beside the next question', () => {
    for (const role of ['nurse', 'clinician'] as const) {
      const shows = conversation(role).answer('none', 'yes').view();
      expect(shows).toMatchObject({ kind: 'question', question: 'bladder', recommendation: { urgency: 'emergency' } });
    }
  });

  test('is told when a nurse hands over to the patient', () => {
    expect(conversation('nurse').answer('none', 'yes').settings({ role: 'self' }).view().kind).toBe('emergency');
  });

  test('is told again when the first was taken back and a second one comes', () => {
    const second = conversation().answer('none', 'yes').goOn().say({ saddleNumbness: 'no' }).answer('retention');
    expect(second.view()).toMatchObject({ kind: 'emergency', retracted: [{ rule: 'E1' }] });
  });

  test('found by the very last question of the red flags is told before anything else', () => {
    const last = conversation()
      .answer(...quietAnswers('spinalSurgery'))
      .say({ spinalSurgery: 'no', trauma: 'major' });
    expect(last.view().kind).toBe('emergency');
  });

  test('rests on no course of a weakness that is denied', () => {
    const shows = conversation()
      .say({ legWeakness: 'none', weaknessCourse: 'worsening', saddleNumbness: 'yes' })
      .view();
    expect(findingsIn(shows)).toEqual({ legWeakness: 'none', saddleNumbness: 'yes' });
    expect(shows.recommendation.rules).toEqual(['E1', 'M1']);
  });
});

describe('a recommendation', () => {
  test('comes after plain answers: routine, no imaging, nothing left to ask', () => {
    expect(
      conversation()
        .answer(...quietAnswers())
        .view(),
    ).toMatchObject({
      kind: 'recommendation',
      stopped: false,
      notAsked: [],
      recommendation: { complete: true, disposition: 'routine', imaging: null, rules: [] },
    });
  });

  test('shows the answers in the order of asking, whatever order they came in', () => {
    const shows = conversation().say({ bowel: 'normal', saddleNumbness: 'no' }).answer('none').view();
    expect(shows.answers).toEqual([
      { question: 'legWeakness', value: 'none' },
      { question: 'saddleNumbness', value: 'no' },
      { question: 'bowel', value: 'normal' },
    ]);
  });

  test('of somebody under 18 is never routine', () => {
    const shows = conversation()
      .note('under18')
      .answer(...quietAnswers())
      .view();
    expect(shows).toMatchObject({ under18: true, recommendation: { disposition: 'madeForAdults', imaging: null } });
  });

  test('leaves out what the reader is not asked', () => {
    const nurse = toTheEnd(conversation('nurse'), { mriAccess: 'unavailable' });
    expect(nurse.view().recommendation.imaging?.modality).toBe('ct');
    expect(nurse.settings({ role: 'self' }).view().recommendation.imaging?.modality).toBe('mri');
  });

  test('after a stop names what was not asked; the scanner only when a scan is advised', () => {
    const stopped = conversation().answer('none', 'no').stop().view();
    expect(stopped).toMatchObject({ kind: 'recommendation', stopped: true });
    expect(stopped.recommendation.disposition).toBe('notEnoughAsked');
    const [from, to] = [questionIds.indexOf('bladder'), questionIds.indexOf('implantedDevice')];
    expect(stopped.notAsked).toEqual(questionIds.slice(from, to));
    const urgent = conversation().answer('left').stop().view();
    expect(urgent.recommendation).toMatchObject({ disposition: 'urgent', complete: false });
    expect(urgent.notAsked.slice(-4)).toEqual(['implantedDevice', 'metalFragments', 'pregnancy', 'claustrophobia']);
    expect(urgent.recommendation.imaging?.safetyCheck).toBe(true);
  });

  test('takes one "not sure" for an answer when the person stops', () => {
    const stopped = conversation().answer('none', 'unsure').stop().view();
    expect(stopped.recommendation).toMatchObject({ urgency: 'urgent', rules: ['U2', 'M1'] });
    expect(stopped.notAsked).not.toContain('saddleNumbness');
  });

  test('at an emergency that is not gone on from is the emergency', () => {
    expect(conversation().answer('both').stop().view()).toMatchObject({
      kind: 'recommendation',
      stopped: true,
      recommendation: { disposition: 'emergency' },
    });
  });

  test('stays, recomputed, when an answer is changed after it', () => {
    const ended = conversation().answer(...quietAnswers());
    expect(ended.say({ infection: 'yes' }).view()).toMatchObject({ kind: 'question', question: 'implantedDevice' });
    const stopped = conversation().answer('left').stop().say({ legWeakness: 'none' });
    expect(stopped.view()).toMatchObject({ kind: 'recommendation', recommendation: { disposition: 'notEnoughAsked' } });
    expect(stopped.goOn().view()).toMatchObject({ kind: 'question', question: 'saddleNumbness' });
  });
});

test('content that is no longer the one that the log began under is said', () => {
  const { log } = conversation().answer('none');
  expect(view(log).contentChanged).toBe(false);
  expect(view(log, 'v1').contentChanged).toBe(false);
  expect(view(log, 'v2').contentChanged).toBe(true);
});

test('another emergency that was noted is on every view', () => {
  expect(conversation().note('otherEmergency').view().otherEmergency).toBe('noted');
  expect(conversation().view()).toMatchObject({ otherEmergency: 'not asked', under18: false, retracted: [] });
});

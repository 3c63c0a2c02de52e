import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { newLog } from '../../dialogs/conversation/newLog.ts';
import { essence } from '../../dialogs/essence.ts';
import { extended } from '../../machines/answerLog.ts';
import { answersTo, questionIds } from '../../machines/findings.ts';

const ofFindings = (findings: Readonly<Record<string, string>>): string => {
  const log = newLog({ conversation: 'c', channel: 'webchat', role: 'self', language: 'en' }, 0, 'run');
  return essence(chatView(extended(log, [{ kind: 'answered', findings, at: 1 }])));
};

test('it names urgency, rules, what weighs and what was not asked', () => {
  const said = ofFindings({ legWeakness: 'none', saddleNumbness: 'yes' });
  expect(said).toMatch(/^Cauda\|emergency so far\|E1 M1\|saddleNumbness=yes\|not asked: bladder bowel /);
});

test('whatever was answered, it fits a code of 500 bytes together with the time', () => {
  const anyAnswers = fc
    .subarray([...questionIds])
    .chain((asked) =>
      fc.tuple(...asked.map((id) => fc.tuple(fc.constant(id), fc.constantFrom<string>(...answersTo(id))))),
    );
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const findings = Object.fromEntries(answers);
      expect(Buffer.byteLength(`2026-11-28T12:00Z|${ofFindings(findings)}`)).toBeLessThanOrEqual(500);
    }),
    { numRuns: 300 },
  );
});

import { describe, expect, test } from '@jest/globals';
import { card } from '../../dialogs/cards/card.ts';
import { plainText } from '../../dialogs/cards/plainText.ts';
import { contentVersion } from '../../dialogs/contentVersion.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { reviewed } from '../../dialogs/signOff.ts';
import { type Role, roleSchema } from '../../machines/findings.ts';
import { rehearse } from './conversation/rehearsal.ts';

const by = { name: 'Ann O’Neil', role: 'consultant spine surgeon', date: '2026-11-20' };
const unsigned: Presentation = { buttons: 'submit', emergencyNumber: '112' };
const signed: Presentation = { ...unsigned, reviewed: by };

test('a signature holds for the content that was signed, and for no other', () => {
  expect(reviewed({ ...by, hash: contentVersion })).toEqual(by);
  expect(reviewed({ ...by, hash: '0123456789abcdef' })).toBeUndefined();
});

const cards = (role: Role, presentation: Presentation) => {
  const begun = rehearse(role);
  const emergency = begun.answer('both');
  const views = [begun.view, emergency.view, emergency.tap({ verb: 'stop' }).view, begun.tap({ verb: 'stop' }).view];
  return views
    .filter(({ kind }, index) => index === 0 || kind !== 'question')
    .map((view) => plainText(card(view, presentation)));
};

describe.each(roleSchema.options)('on the welcome and on every card with advice, a %s reads', (role) => {
  test('"not clinically validated" without a valid sign-off', () => {
    for (const words of cards(role, unsigned)) {
      expect(words).toMatch(/not clinically validated/);
      expect(words).not.toMatch(/reviewed by/i);
    }
  });

  test('who reviewed it and when with one, and still that it is no diagnosis', () => {
    for (const words of cards(role, signed)) {
      expect(words).toMatch(/reviewed by Ann O’Neil, consultant spine surgeon, on November 20, 2026\./i);
      expect(words).toMatch(/not a diagnosis/i);
      expect(words).not.toMatch(/not clinically validated/);
    }
  });
});

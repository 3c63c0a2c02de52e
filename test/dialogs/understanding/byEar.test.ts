import { expect, test } from '@jest/globals';
import { understand } from '../../../dialogs/understanding/understand.ts';
import type { Role } from '../../../machines/findings.ts';

const today = new Date('2026-11-28');
const isUrgent = (text: string, locale: string, role: Role = 'self'): boolean =>
  understand(text, undefined, locale, today, role).kind === 'emergency';

test.each([
  ['es', 'no puedo horinar'],
  ['es', 'tengo dormida la vajina'],
  ['es', 'no ciento los guebos'],
  ['es', 'me ago pis ensima'],
  ['es', 'nopuedo orinar'],
  ['es', 'nosiento la entrepierna'],
  ['es', 'seme escapa la orina'],
  ['es', 'tengo dormida laentrepierna'],
  ['en', "can't control mybladder"],
])('%s: what is spelled by ear, or joined, is heard: "%s"', (locale, text) => {
  expect(isUrgent(text, locale)).toBe(true);
});

test.each(['mi viejo', 'mi nona', 'mi amá', 'mi jefa', 'mi compañero de piso', 'mi flaco'])(
  'whom a carer calls "%s" is the patient',
  (who) => {
    expect(isUrgent(`${who} no puede orinar`, 'es', 'carer')).toBe(true);
  },
);
test("a carer's own back is not the patient's", () => {
  expect(understand('mi pierna derecha está floja', 'legWeakness', 'es', today, 'carer')).not.toMatchObject({
    findings: { legWeakness: 'right' },
  });
});

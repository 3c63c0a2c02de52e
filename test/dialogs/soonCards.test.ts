import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { card } from '../../dialogs/cards/card.ts';
import { claimsBehind } from '../../dialogs/cards/claimsBehind.ts';
import { plainText } from '../../dialogs/cards/plainText.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { adviceExplanation } from '../../dialogs/explanation.ts';
import { actionText, claimText, spokenLanguages } from '../../dialogs/texts.ts';
import { type ActionId, actionIds } from '../../machines/actions.ts';
import type { Entry, LogHead } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { type Findings, isProfessional, type Role, roleSchema } from '../../machines/findings.ts';
import { claimIds } from '../../machines/sources.ts';
import { nothingFound } from '../../src/reviewPack/nothingFound.ts';
import { someFindings, someRole } from '../machines/arbitraries.ts';
import { claimsAbout } from '../machines/claimsAbout.ts';

const headOf = (role: Role, language: string): LogHead => ({
  conversation: 'c',
  number: 1,
  started: '2026-01-01T08:00:00Z',
  channel: 'test',
  role,
  language,
  content: 'test',
});

/** To the end, past any interruption; all is said twice, so that "not sure" stands. */
function ended(role: Role, language: string, findings: Findings, ...more: readonly Entry[]) {
  const all: Entry = { kind: 'answered', findings: { ...nothingFound, ...findings }, at: 0 };
  return chatView({ head: headOf(role, language), entries: [all, { kind: 'continued', at: 0 }, all, ...more] });
}
const words = (...[role, language, findings, ...more]: Parameters<typeof ended>): string =>
  plainText(card(ended(role, language, findings, ...more), { buttons: 'submit', emergencyNumber: '112' }));

const said = {
  en: {
    broken: /may have cracked|fragility fracture/i,
    noPressing: /press|manipulation/i,
    today: /today, not in two days/i,
    thinners: /blood thinners|anticoagulants/i,
    telephone: /call|telephone|speak/i,
    weekend: /weekend/i,
    department: /emergency department/i,
    notUrgent: /not urgent/i,
    pulse: /pulse, blood pressure and belly/i,
    blood: /calcium, ESR or CRP/i,
    callsBack: /who calls back, and when/i,
    within: /two days/i,
    radiograph: /X-ray of the/,
    notLookedFor: /Not looked for here: aortic aneurysm/,
  },
  es: {
    broken: /roto un hueso|fractura por fragilidad/i,
    noPressing: /manipul/i,
    today: /hoy, no en dos días/i,
    thinners: /anticoagulantes/i,
    telephone: /llam|hable/i,
    weekend: /fin de semana/i,
    department: /urgencias/i,
    notUrgent: /no (es )?urgente/i,
    pulse: /pulso, tensión y (abdomen|barriga)/i,
    blood: /calcio, VSG o PCR/i,
    callsBack: /quién vuelve a llamar y cuándo/i,
    within: /dos días/i,
    radiograph: /radiografía de la/,
    notLookedFor: /Aquí no se busca: aneurisma/,
  },
} as const;

/** Whether a text stands on a card, whatever its language: line by line, without its marks. */
const standsOn = (shown: string, text: string): boolean =>
  text.split('\n').every((line) => shown.includes(line.replace(/^- /, '').replaceAll('**', '').trim()));

describe.each(spokenLanguages.flatMap((language) => roleSchema.options.map((role) => ({ language, role }))))(
  'soon, in whichever language ($language, $role)',
  (reader) => {
    const { role, language } = reader;
    const standing = (findings: Findings): readonly ActionId[] => {
      const shown = words(role, language, findings);
      const put = { number: '112', imaging: '', unknown: '', signs: '' };
      return actionIds.filter((id) => standsOn(shown, actionText(reader, id, put)));
    };

    test('thin bones: called today, seen within two days, what makes it today, and how the bone is spared', () => {
      expect(standing({ boneFragility: 'yes' })).toEqual(
        expect.arrayContaining([
          'telephoneToday',
          'emergencyDepartmentIfNeither',
          'todayNotInTwoDays',
          'treatAsBroken',
          ...(isProfessional(role) ? (['pulsePressureAndBelly', 'bloodForBone'] as const) : []),
        ]),
      );
    });

    test('an answer that is not known: called today, seen within two days, and nothing of a bone', () => {
      const said = standing({ cancerHistory: 'unsure' });
      expect(said).toEqual(expect.arrayContaining(['telephoneToday', 'emergencyDepartmentIfNeither']));
      expect(said).not.toContain('todayNotInTwoDays');
      expect(said).not.toContain('treatAsBroken');
    });
  },
);

/** What these texts of Cauda's own say. */
const readers = (['en', 'es'] as const).flatMap((language) => roleSchema.options.map((role) => ({ language, role })));

describe.each(readers)('soon ($language, $role)', ({ language, role }) => {
  const says = said[language];

  test('thin bones: called today, seen within two days, what makes it today, and an X-ray', () => {
    const shown = words(role, language, { boneFragility: 'yes' });
    const everybody = [
      'broken',
      'noPressing',
      'today',
      'thinners',
      'telephone',
      'weekend',
      'department',
      'within',
    ] as const;
    for (const one of [...everybody, 'radiograph'] as const)
      expect([one, shown]).toEqual([one, expect.stringMatching(says[one])]);
    for (const one of ['pulse', 'blood', 'notLookedFor'] as const)
      expect([one, says[one].test(shown)]).toEqual([one, isProfessional(role)]);
    expect(shown).not.toMatch(says.notUrgent);
  });

  test('an answer that is not known: named, called today, seen within two days, and nothing imaged for it', () => {
    const shown = words(role, language, { cancerHistory: 'unsure' });
    for (const one of ['telephone', 'weekend', 'department', 'within'] as const)
      expect([one, shown]).toEqual([one, expect.stringMatching(says[one])]);
    expect(shown).toMatch(/cancer|cáncer/);
    expect(says.callsBack.test(shown)).toBe(role === 'nurse');
    for (const one of ['broken', 'radiograph', 'today', 'notUrgent'] as const)
      expect([one, says[one].test(shown)]).toEqual([one, false]);
  });

  test('under 18, or stopped early: seen today, without an X-ray for two days hence', () => {
    const young = words(role, language, { boneFragility: 'yes' }, { kind: 'noted', what: 'under18', at: 0 });
    const entries: readonly Entry[] = [
      { kind: 'answered', findings: { legWeakness: 'none', boneFragility: 'yes' }, at: 0 },
      { kind: 'stopped', at: 0 },
    ];
    const early = plainText(
      card(chatView({ head: headOf(role, language), entries }), { buttons: 'submit', emergencyNumber: '112' }),
    );
    for (const shown of [young, early]) {
      expect(shown).toMatch(language === 'en' ? /\btoday\b/i : /\bhoy\b/i);
      expect([says.within.test(shown), says.radiograph.test(shown), says.broken.test(shown)]).toEqual([
        false,
        false,
        true,
      ]);
    }
  });
});

test('why: without the thin bones it would be routine, and without both it is named so', () => {
  expect(adviceExplanation(ended('clinician', 'en', { boneFragility: 'yes' }))).toMatch(
    /Without "Bone fragility: .+": routine\./,
  );
  expect(adviceExplanation(ended('self', 'en', { boneFragility: 'yes', sensoryOrReflex: 'mild' }))).toMatch(
    /the advice would be to be seen within two days/,
  );
  const young = { kind: 'noted', what: 'under18', at: 0 } as const;
  expect(adviceExplanation(ended('self', 'en', { boneFragility: 'yes', sensoryOrReflex: 'mild' }, young))).toMatch(
    /Without "[^"]+" the advice would be to be seen today\./,
  );
});

test('cancer with leg pain: the cancer team is called now, by everybody', () => {
  for (const role of roleSchema.options) {
    expect(words(role, 'en', { cancerHistory: 'yes', legPain: 'one' })).toMatch(/cancer team (telephoned )?now/);
    expect(words(role, 'en', { cancerHistory: 'yes', legPain: 'none' })).not.toMatch(/cancer team/);
  }
});

test('every source that a card names is about its findings', () => {
  fc.assert(
    fc.property(someRole, someFindings(), (role, findings) => {
      const shows = ended(role, 'en', findings);
      const named = claimsBehind(shows).flatMap(({ says }) => says);
      const ids = claimIds.filter((id) => named.includes(claimText(shows, id)));
      expect(ids).toHaveLength(named.length);
      expect(ids.filter((id) => claimsAbout[id]?.(findingsIn(shows)) === false)).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

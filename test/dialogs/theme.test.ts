import { expect, test } from '@jest/globals';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { card } from '../../dialogs/cards/card.ts';
import { masthead } from '../../dialogs/cards/masthead.ts';
import { type ChatView, chatView } from '../../dialogs/conversation/chatView.ts';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { themeSchema } from '../../dialogs/theme.ts';
import { type Entry, extended } from '../../machines/answerLog.ts';
import { type Findings, knownFindings, questionIds, roleSchema } from '../../machines/findings.ts';
import { Renderer, rendererWindow } from '../cardRenderer.ts';
import { rehearse } from './conversation/rehearsal.ts';

const theme = { name: "St Elsewhere's Spine Line, open 24/7", logo: 'https://bot.example/logo.png' };
const plain = { buttons: 'submit', emergencyNumber: '112' } as const;
const [line] = masthead({ theme });

const answered = (findings: Findings): Entry => ({ kind: 'answered', findings, at: 1 });
const harmless = knownFindings({
  ...Object.fromEntries(questionIds.map((id) => [id, 'no'])),
  ...{ legWeakness: 'none', bladder: 'normal', bowel: 'normal', sensoryOrReflex: 'none', legPain: 'none' },
  trauma: 'none',
});
/** The beginning, a question, the interrupt, and each advice. */
const ways: readonly (readonly Entry[])[] = [
  [],
  [answered({ legWeakness: 'none' })],
  [answered({ saddleNumbness: 'yes' })],
  [answered({ saddleNumbness: 'yes' }), { kind: 'stopped', at: 2 }],
  [answered({ legWeakness: 'left' }), { kind: 'stopped', at: 2 }],
  [answered({ legWeakness: 'none' }), { kind: 'stopped', at: 2 }],
  [answered({ ...harmless, boneFragility: 'yes', pregnancy: 'no' })],
  [answered(harmless)],
  [{ kind: 'noted', what: 'under18', at: 1 }, answered(harmless)],
];
const everyView: readonly ChatView[] = spokenLanguages.flatMap((language) =>
  roleSchema.options.flatMap((role) =>
    ways.map((entries) => chatView(extended(rehearse(role, language).log, entries))),
  ),
);

const mastheadsIn = ({ body }: AdaptiveCard): number => JSON.stringify(body).split(JSON.stringify(line)).length - 1;
const without = (one: AdaptiveCard): string =>
  JSON.stringify(one.body).replace(JSON.stringify(line), '').replace('[,', '[').replace(',,', ',').replace(',]', ']');

test('whose bot it is stands on the welcome and on each advice, and changes nothing else of any card', () => {
  expect(new Set(everyView.map(({ recommendation }) => recommendation.disposition)).size).toBe(6);
  for (const view of everyView) {
    const [own, themed] = [card(view, plain), card(view, { ...plain, theme })];
    expect(without(themed)).toBe(JSON.stringify(own.body));
    const isQuestion = view.kind === 'question' && view.revision > 0;
    expect(mastheadsIn(themed)).toBe(isQuestion ? 0 : 1);
    // What is spoken of an advice is the advice; the welcome says whose it is first.
    expect(themed.speak).toBe(view.kind === 'question' && !isQuestion ? `${theme.name}\n${own.speak}` : own.speak);
  }
});

const window = rendererWindow();

test('a renderer draws the logo with a name for who does not see it, below the advice', () => {
  const emergency = chatView(rehearse().answer('none', 'yes').log);
  const drawn = new Renderer();
  drawn.parse(card(emergency, { ...plain, theme }));
  const place = window.document.createElement('div');
  place.innerHTML = drawn.render()?.outerHTML ?? '';
  const pictures = [...place.querySelectorAll('img')].map((one) => [one.getAttribute('alt'), one.getAttribute('src')]);
  expect(pictures.at(-1)).toEqual([theme.name, theme.logo]);
  expect(pictures).toHaveLength(2);
});

test.each([
  { name: '' },
  { name: ' Spine Line' },
  { name: '1. Spine Line' },
  { name: '- Spine Line' },
  { name: 'No scan needed now' },
  { name: 'St Elsewhere: no scan needed now' },
  { name: 'St Elsewhere (no scan needed now)' },
  { name: 'No scan needed' },
  { name: 'Ahora no hace falta una prueba de imagen' },
  { name: 'x'.repeat(41) },
  { name: '**Spine**' },
  { name: '[here](https://elsewhere.example)' },
  { name: 'Spine\nLine' },
  { name: 'Spine\u202eeniL' },
  { name: 'Spine', logo: 'javascript:alert(1)' },
  { name: 'Spine', logo: 'data:image/svg+xml;base64,AAAA' },
  { name: 'Spine', logo: '//elsewhere.example/logo.png' },
  { name: 'Spine', logo: 'https://name@elsewhere.example/logo.png' },
  { name: 'Spine', logo: 'https://bot.example/a b.png' },
  { name: 'Spine', logo: `https://bot.example/${'a'.repeat(500)}` },
  { name: 'Spine', colour: '#00ff00' },
  { name: 'Spine', urgencyStyles: { emergency: 'good' } },
  { logo: 'https://bot.example/logo.png' },
])('%j is no theme', (given) => {
  expect(themeSchema.safeParse(given).success).toBe(false);
});

test.each([{ name: 'NHS 111' }, { name: 'Línea de la espalda', logo: '/static/logo.png' }, theme])('%j is', (given) => {
  expect(themeSchema.parse(given)).toEqual(given);
});

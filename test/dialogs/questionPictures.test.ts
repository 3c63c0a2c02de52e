import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { AdaptiveCard } from '../../dialogs/cards/adaptiveCard.ts';
import { card } from '../../dialogs/cards/card.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { newLog } from '../../dialogs/conversation/newLog.ts';
import { drawingNames, pictureIds, picturesFor } from '../../dialogs/pictures.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import { pictureText, spokenLanguages } from '../../dialogs/texts.ts';
import { extended } from '../../machines/answerLog.ts';
import { type QuestionId, questionIds, type Role } from '../../machines/findings.ts';
import { picturePng, picturesFolder } from '../../manifest/renderPictures.ts';

const web: Presentation = {
  buttons: 'submit',
  emergencyNumber: '112',
  pictures: { at: '/static/', as: 'svg' },
};

function asking(question: QuestionId, role: Role = 'self', presentation = web): AdaptiveCard {
  const log = newLog({ conversation: 'c', channel: 'webchat', role, language: 'en' }, 0, 'run');
  return card(chatView(extended(log, [{ kind: 'asked', asked: { kind: 'change', question }, at: 1 }])), presentation);
}

/** Everything of one kind in a card, however deep. */
function all(shown: unknown, key: string): readonly unknown[] {
  if (Array.isArray(shown)) return shown.flatMap((one) => all(one, key));
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown).flatMap(([name, value]) => [...(name === key ? [value] : []), ...all(value, key)]);
}

describe('the drawings', () => {
  test('each has its file, each file is one, and each is shown by a question', () => {
    const files = readdirSync(picturesFolder).filter((name) => name.endsWith('.svg'));
    expect(files.map((name) => name.replace('.svg', '')).sort()).toEqual([...drawingNames].sort());
    expect(questionIds.flatMap((id) => picturesFor[id] ?? []).sort()).toEqual([...pictureIds].sort());
    const urls = new Set(questionIds.flatMap((id) => all(asking(id), 'url')));
    expect(drawingNames.filter((name) => !urls.has(`/static/${name}.svg`))).toEqual([]);
  });

  test.each(drawingNames)('%s: its PNG is up to date (otherwise: npm run pictures)', (name) => {
    const file = join(picturesFolder, `${name}.png`);
    expect(existsSync(file) && readFileSync(file).equals(picturePng(name))).toBe(true);
  });

  test('all are drawn in the same hand, for light and dark, with nothing loaded from elsewhere', () => {
    const drawings = drawingNames.map((name) => readFileSync(join(picturesFolder, `${name}.svg`), 'utf8'));
    expect(new Set(drawings.map((one) => /<style>[\s\S]*<\/style>/.exec(one)?.[0])).size).toBe(1);
    for (const one of drawings) {
      expect(one).toContain('prefers-color-scheme: dark');
      expect(one.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(/https?:|<script|href|<text/);
    }
  });

  test('no two have the same alternative text, in any language', () => {
    for (const language of spokenLanguages) {
      const texts = pictureIds.map((id) => pictureText({ language, role: 'self' }, id, 'alt'));
      expect(new Set(texts).size).toBe(texts.length);
    }
  });
});

describe('on a card', () => {
  test('a tap on the body is the answer of its button: left, right or both', () => {
    const shown = asking('legWeakness');
    const buttons = new Map(
      shown.body.flatMap((one) => (one.type === 'ActionSet' ? one.actions : [])).map((one) => [one.title, one]),
    );
    const places = all(shown, 'selectAction').filter((one) => JSON.stringify(one).includes('"verb":"answer"'));
    expect(places).toHaveLength(3);
    for (const title of ['Left leg', 'Right leg', 'Both legs']) expect(places).toContainEqual(buttons.get(title));
  });

  test('the drawings come below the answers, and take none of them away', () => {
    for (const question of questionIds) {
      const withThem = asking(question).body;
      const { pictures: _, ...plain } = web;
      const without = asking(question, 'self', plain).body;
      const added = withThem.filter((one) => !JSON.stringify(without).includes(JSON.stringify(one)));
      expect(added).toHaveLength(picturesFor[question] === undefined ? 0 : 1);
      const lastAnswer = withThem.findLastIndex(
        (one) => JSON.stringify(one).includes('"verb":"answer"') && !added.includes(one),
      );
      for (const one of added) expect(withThem.indexOf(one)).toBe(lastAnswer + 1);
    }
  });

  test('in Teams they are PNG under the public address, and each place on the body is its button', () => {
    const at = 'https://cauda.hospital.example/static/';
    const shown = asking('legWeakness', 'self', { ...web, buttons: 'execute', pictures: { at, as: 'png' } });
    const urls = all(shown, 'url').filter((url) => typeof url === 'string' && url.startsWith(at));
    expect(urls).toHaveLength(5);
    expect(urls.filter((url) => !String(url).endsWith('.png'))).toEqual([]);
    const places = all(shown, 'selectAction').filter((one) => JSON.stringify(one).includes('"verb":"answer"'));
    expect(places.filter((one) => JSON.stringify(one).startsWith('{"type":"Action.Execute"'))).toHaveLength(3);
  });

  test('professionals get none', () => {
    for (const role of ['nurse', 'clinician'] as const)
      for (const question of questionIds) expect(JSON.stringify(asking(question, role))).not.toContain('/static/');
  });
});

import type { Page } from 'playwright-core';
import { answerText, dispositionText, type MessageId, message, questionText } from '../../dialogs/texts.ts';
import type { Disposition } from '../../machines/actions.ts';
import type { Answer, QuestionId, Role } from '../../machines/findings.ts';
import { pathOf } from '../../machines/triageMachine.ts';
import { startCauda } from '../journeys/caudaProcess.ts';
import { type Chat, chatIn } from '../journeys/chat.ts';
import { mildest } from '../machines/mildest.ts';
import type { Stage, Walk } from './walk.ts';

type Answered = readonly [question: QuestionId, value: Answer];

const nothing: readonly Answered[] = pathOf('self', mildest).map((id) => [id, mildest[id] ?? 'unsure']);
const weak: readonly Answered[] = [['legWeakness', 'left'], ['weaknessCourse', 'stable'], ...nothing.slice(1)];
const scanner: readonly Answered[] = [
  ['implantedDevice', 'unknown'],
  ['metalFragments', 'no'],
  ['pregnancy', 'no'],
  ['claustrophobia', 'no'],
];
const but = (answers: readonly Answered[], ...other: readonly Answered[]): readonly Answered[] =>
  answers.map((one) => other.find(([question]) => question === one[0]) ?? one);

/** A conversation in the real Web Chat, led by question and answer in either language. */
export function conversation({ language }: Stage, page: Page, role: Role = 'self') {
  const reader = { language, role };
  const chat: Chat = chatIn(page);
  const firstLine = (text: string): string =>
    text
      .replaceAll('**', '')
      .replace(/"([^"]*)"/g, '“$1”')
      .split('\n')[0] ?? text;
  return {
    chat,
    asks: (question: QuestionId, part: 'ask' | 'simpler' = 'ask') =>
      chat.sees(firstLine(questionText(reader, question, part))),
    answers: (question: QuestionId, value: Answer) => chat.taps(answerText(reader, question, value)),
    taps: (id: MessageId) => chat.taps(message(reader, id)),
    sees: (id: MessageId) => chat.sees(message(reader, id)),
    tells: (disposition: Disposition) => chat.sees(dispositionText(reader, disposition, 'title')),
  };
}
type Conversation = ReturnType<typeof conversation>;

async function through(talk: Conversation, answers: readonly Answered[], look?: (at: string) => Promise<void>) {
  for (const [question, value] of answers) {
    await talk.asks(question);
    await look?.(question);
    await talk.answers(question, value);
  }
}

const loaded = (page: Page): Promise<void> => page.locator('#first').waitFor({ state: 'detached' });

/** Web Chat never comes, as on a very slow line. */
async function withoutWebChat(stage: Stage, options = {}): Promise<Page> {
  const page = await stage.open('/terms', options);
  await page.route(/\/static\/webChat-/, () => undefined);
  await page.goto(`${stage.url}/chat`, { waitUntil: 'commit' });
  return page;
}

export const chatWalks: readonly Walk[] = [
  {
    name: 'every question',
    async walk(stage) {
      const page = await stage.open('/chat');
      await loaded(page);
      const talk = conversation(stage, page);
      await through(talk, [...weak, ...scanner], (question) => stage.look(question, page));
      await talk.tells('urgent');
      await stage.look('urgent', page);
    },
  },
  {
    name: 'first view',
    async walk(stage) {
      const page = await withoutWebChat(stage);
      const talk = conversation(stage, page);
      await talk.asks('legWeakness');
      await stage.look('welcome', page);
      await through(talk, nothing.slice(0, 1));
      await talk.asks('saddleNumbness');
      await talk.answers('saddleNumbness', 'yes');
      await talk.tells('emergency');
      await stage.look('emergency', page);
    },
  },
  {
    name: 'emergency',
    async walk(stage) {
      const page = await stage.open('/chat');
      await loaded(page);
      const talk = conversation(stage, page);
      await through(talk, but(nothing, ['saddleNumbness', 'yes']).slice(0, 2));
      await talk.tells('emergency');
      await stage.look('told', page);
      await page.locator('#keep-result').click();
      await page.locator('#result svg').waitFor();
      await stage.look('result to keep', page);
      await page.keyboard.press('Escape');
      await talk.taps('card.answerMore');
      await talk.asks('bladder');
      await stage.look('standing banner', page);
      await page.locator('#menu summary').click();
      await stage.look('menu', page);
      await page.keyboard.press('Escape');
      await talk.taps('card.stop');
      await talk.sees('card.notAsked');
      await stage.look('stopped', page);
    },
  },
  {
    name: 'asides',
    async walk(stage) {
      const page = await stage.open('/chat');
      await loaded(page);
      const talk = conversation(stage, page);
      await talk.asks('legWeakness');
      await talk.taps('card.why');
      await stage.look('why', page);
      await talk.taps('card.help');
      await stage.look('help', page);
      await talk.answers('legWeakness', 'unsure');
      await talk.asks('legWeakness', 'simpler');
      await stage.look('simpler', page);
      await talk.chat.types('xyzzy');
      await talk.chat.reads(/xyzzy/);
      await stage.look('not understood', page);
      await talk.taps('card.stop');
      await talk.tells('urgent');
      await stage.look('stopped at once', page);
    },
  },
  {
    name: 'confirmations',
    async walk(stage) {
      const page = await stage.open('/chat');
      const talk = conversation(stage, page);
      const spanish = stage.language === 'es';
      await through(talk, but(nothing, ['saddleNumbness', 'yes']).slice(0, 2));
      await talk.tells('emergency');
      await talk.chat.types(spanish ? 'atrás' : 'back');
      await talk.chat
        .card()
        .getByRole('button', { name: message({ language: stage.language, role: 'self' }, 'card.yesTakeBack') })
        .waitFor();
      await stage.look('taking an emergency back', page);
      await talk.taps('card.yesTakeBack');
      await through(talk, nothing.slice(1, 6));
      await talk.asks('legPain');
      await talk.chat.types(spanish ? 'formulario' : 'form');
      await talk.sees('card.formHow');
      await stage.look('several questions on one card', page);
      await talk.chat.types(spanish ? 'me duele mucho el pecho' : 'I have crushing chest pain');
      await talk.chat.reads(message({ language: stage.language, role: 'self' }, 'card.otherEmergencyKept'));
      await stage.look('another emergency', page);
    },
  },
  {
    name: 'routine',
    async walk(stage) {
      const page = await stage.open('/chat');
      const talk = conversation(stage, page);
      await through(talk, nothing);
      await talk.tells('routine');
      await stage.look('told', page);
      await talk.chat.types(stage.language === 'es' ? 'cambiar una respuesta' : 'change an answer');
      await talk.chat.reads(/change an answer|cambiar una respuesta/);
      await talk.chat
        .card()
        .getByText(questionText({ language: stage.language, role: 'self' }, 'bowel', 'label'))
        .first()
        .waitFor();
      await stage.look('change', page);
    },
  },
  {
    name: 'soon',
    async walk(stage) {
      const page = await stage.open('/chat');
      const talk = conversation(stage, page);
      await through(talk, but(nothing, ['boneFragility', 'yes']));
      await through(talk, [['pregnancy', 'no']]);
      await talk.tells('soon');
      await stage.look('told', page);
    },
  },
  ...(['carer', 'nurse', 'clinician'] as const).map((role) => ({
    name: role,
    async walk(stage: Stage) {
      const page = await stage.open(`/chat?role=${role}`);
      await loaded(page);
      const talk = conversation(stage, page, role);
      await talk.asks('legWeakness');
      await stage.look('welcome', page);
      await talk.answers('legWeakness', 'both');
      await (role === 'carer' ? talk.tells('emergency') : talk.asks('weaknessCourse'));
      await stage.look('emergency', page);
    },
  })),
  {
    name: 'trouble',
    async walk(stage) {
      const page = await stage.open('/chat');
      await loaded(page);
      await page.context().setOffline(true);
      await page.locator('#notice').waitFor();
      await stage.look('offline', page);
      await page.context().setOffline(false);
      await page.locator('#notice').waitFor({ state: 'hidden' });

      const refused = await stage.open('/terms');
      await refused.route(/\/v3\/directline\/(conversations|tokens)/, (route) => route.fulfill({ status: 503 }));
      await refused.goto(`${stage.url}/chat`);
      await refused.locator('#notice').waitFor();
      await stage.look('busy', refused);

      const late = await stage.open('/chat');
      await loaded(late);
      await late.route(/\/activities$/, () => undefined);
      await conversation(stage, late).answers('legWeakness', 'none');
      await late.locator('[data-sending]').first().waitFor();
      await late.locator('#notice').waitFor();
      await stage.look('slow', late);
    },
  },
  {
    name: 'earlier conversation',
    async walk(stage) {
      const page = await stage.open('/chat');
      await loaded(page);
      await through(conversation(stage, page), nothing.slice(0, 1));
      await page.evaluate(() => {
        const kept: object = JSON.parse(localStorage.getItem('cauda.session.self') ?? '{}');
        localStorage.setItem('cauda.session.self', JSON.stringify({ ...kept, at: Date.now() - 3_700_000 }));
      });
      await page.reload();
      await page.locator('#earlier-title').waitFor();
      await stage.look('asked whether to go on', page);
      await page.locator('.earlier .button').nth(1).click();
      const talk = conversation(stage, page);
      await talk.asks('legWeakness');
      await page.locator('#menu summary').click();
      await page.locator('#menu-erase').click();
      await talk.taps('card.yesErase');
      await page.locator('#earlier-title').waitFor();
      await stage.look('erased', page);
    },
  },
  {
    name: 'shared computer',
    server: () => startCauda({ CAUDA_RESUME: '0' }),
    async walk(stage) {
      const page = await stage.open('/terms');
      await page.clock.install();
      await page.goto(`${stage.url}/chat`);
      await loaded(page);
      await conversation(stage, page).answers('legWeakness', 'none');
      await page.clock.fastForward('10:00');
      // No engine asks for a dialog's name.
      await page.getByRole('dialog', { name: /\w/ }).waitFor();
      await page.clock.resume();
      await stage.look('asks who is there', page);
    },
  },
  {
    name: 'without scripts',
    async walk(stage) {
      // The engines are scripts themselves, so the page is given to them as it is where none run.
      const page = await stage.open('/terms');
      await page.route(/\/chat$/, async (route) => {
        const answer = await route.fetch();
        const text = (await answer.text()).replaceAll(/<script\b.*?<\/script>/gs, '').replaceAll(/<\/?noscript>/g, '');
        await route.fulfill({ response: answer, body: text });
      });
      await page.goto(`${stage.url}/chat`);
      await page.locator('#first').waitFor();
      await stage.look('chat', page);
    },
  },
];

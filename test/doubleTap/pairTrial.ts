import type { Browser } from 'playwright-core';
import type { Role } from '../../machines/findings.ts';
import { DirectLineClient, type SeenActivity } from '../src/directLineClient.ts';
import {
  type Act,
  after,
  type Button,
  begun,
  buttonsOn,
  kindOf,
  pairOf,
  pairsOn,
  type Standing,
  waysFrom,
} from './cardGraph.ts';
import {
  distance,
  type Hand,
  type HandOnPage,
  handOnPage,
  isInView,
  nearest,
  type Point,
  reach,
  type Seen,
  type SeenButton,
} from './handOnPage.ts';

export type Trial = {
  readonly browser: Browser;
  readonly url: string;
  readonly hand: Hand;
  readonly language: string;
  readonly role: Role;
  /** Which pairs; all of them without it. */
  readonly only?: (pair: string) => boolean;
};

export type Tried = {
  readonly pairs: number;
  /** Of these, where a next button lay within reach of the last press. */
  readonly under: number;
  /** What counted and should not have, or the other way round. */
  readonly wrong: readonly string[];
};

const pressesOnOnePage = 25; // a long transcript is slow
const secondTap = 900;

/**
 * Presses each button of each kind of card once, and then at once, and again as late as a double tap can come, whatever
 * button of the next card lies within reach; last as an honest hand does, which goes on.
 */
export async function tryPairs({ browser, url, hand, language, role, only = () => true }: Trial): Promise<Tried> {
  const ways = [...waysFrom(begun(role, language), language, true)];
  const untried = new Set([...pairsOn(ways)].filter(only));
  const all = untried.size;
  const wrong: string[] = [];
  const places = new Map<string, number>();
  let under = 0;
  const screen = await handOnPage(browser, hand);
  try {
    while (untried.size > 0) {
      const way = ways.find(({ to }) => untriedOn(to).length > 0);
      if (way === undefined) throw new Error(`No way leads to ${[...untried].join('; ')}`);
      await screen.open(url, await begunOnServer(url, role, language, way.acts), role);
      await screen
        .until((now) => stands(now, way.to))
        .catch((error: unknown) => {
          const acts = way.acts.map((act) => ('type' in act ? `"${act.type}"` : act.press.title));
          throw new Error(`${acts.join(', ')} did not lead to ${kindOf(way.to)}: ${String(error)}`);
        });
      let at: Standing | undefined = way.to;
      for (let presses = 0; at !== undefined && presses < pressesOnOnePage; presses += 1) {
        const button = nextButton(at);
        if (button === undefined) break;
        const pair = pairOf(at, button);
        at = await tryPair(at, button).catch((error: unknown) => {
          untried.delete(pair);
          wrong.push(`${hand.name}, ${language}, ${pair}: ${String(error)}`);
          return undefined;
        });
      }
    }
  } finally {
    await screen.close();
  }
  return { pairs: all, under, wrong };

  function untriedOn(standing: Standing): readonly Button[] {
    return buttonsOn(standing).filter((button) => untried.has(pairOf(standing, button)));
  }

  /** An untried one, or the first on the way to one that is near. */
  function nextButton(standing: Standing): Button | undefined {
    for (const { acts, to } of waysFrom(standing, language, false)) {
      if (acts.length > 1) return undefined;
      if (untriedOn(to).length === 0) continue;
      const [first] = acts;
      return first !== undefined && 'press' in first ? first.press : untriedOn(to)[0];
    }
    return undefined;
  }

  async function tryPair(standing: Standing, button: Button): Promise<Standing | undefined> {
    const pair = pairOf(standing, button);
    const say = (what: string): void => void wrong.push(`${hand.name}, ${language}, ${pair}: ${what}`);
    const led = after(standing, { press: button });
    const before = await inSight(screen, standing, button);
    const pressed = middle(before.button, places.get(pair) ?? 0.5);
    await screen.passes(secondTap + 100);
    const { sent, hint, now } = await screen.press(pressed);
    let lastAt = now;
    untried.delete(pair);
    if (sent !== before.seen.sent + 1) {
      say(`an honest press did not count at ${JSON.stringify(pressed)} ${hint}`);
      return undefined;
    }
    if (led === undefined) {
      await screen.page.locator('.earlier').waitFor();
      return undefined;
    }
    const then = await screen.until((now) =>
      led.newCard ? now.cards > before.seen.cards && stands(now, led.to) : now.messages > before.seen.messages,
    );
    await screen.passes(64);
    const shown = await screen.until((now) => !now.sending && stands(now, led.to), 0);
    // On a phone of the usual size nobody has to scroll from one question's answer to the next one's.
    const [first] = shown.buttons;
    const alone = led.newCard && asksFirst(led.to) && then.messages === before.seen.messages + 1;
    if (hand.name === 'phone' && alone && (first === undefined || !isInView(first)))
      say(`the first answer of the next question is not in view (${first?.top})`);
    if (led.newCard) {
      const far = shown.buttons.find((one) => isInView(one) && farPoint(one, pressed) !== undefined);
      if (far !== undefined && !(await refused('seen too shortly', farPoint(far, pressed) ?? pressed)))
        return undefined;
      const near = withinReach(shown, pressed);
      if (near !== undefined && !(await refused('at once', near))) return undefined;
    }
    const near = withinReach(await screen.look(), pressed);
    if (near === undefined) {
      // From another place of the same button one would be within reach: it is tried from there.
      const place = placeWithinReach(before.button, shown);
      if (led.newCard && place !== undefined && !places.has(pair)) {
        places.set(pair, place);
        untried.add(pair);
      }
      return led.to;
    }
    under += 1;
    const since = (await screen.look()).now - lastAt;
    if (since >= secondTap) throw new Error(`what it led to came only after ${since} ms`);
    await screen.passes(Math.floor(secondTap - 1 - since));
    const late = withinReach(await screen.look(), near);
    return late === undefined || (await refused('the second tap', late)) ? led.to : undefined;

    async function refused(which: string, point: Point): Promise<boolean> {
      const seen = await screen.press(point);
      lastAt = seen.now;
      const isRefused = seen.sent === shown.sent && /Not counted|No contó/.test(seen.hint);
      if (!isRefused) say(`counted: ${which}, at ${JSON.stringify(point)}`);
      return isRefused;
    }
  }
}

const middle = ({ left, right, top, bottom }: SeenButton, down: number): Point => ({
  x: left + (right - left) / 3,
  y: top + (bottom - top) * down,
});

/** A point of a button that is out of reach of another. */
function farPoint(button: SeenButton, from: Point): Point | undefined {
  const corners = [button.left + 8, button.right - 8].map((x) => ({ x, y: (button.top + button.bottom) / 2 }));
  return corners.find((one) => distance(one, from) > reach + 6);
}

function withinReach({ buttons }: Seen, from: Point): Point | undefined {
  const points = buttons.filter(isInView).map((one) => nearest(one, from));
  return points
    .filter((one) => distance(one, from) <= reach)
    .toSorted((a, b) => distance(a, from) - distance(b, from))[0];
}

/** How far down on a button a press must be, so that a next button is within its reach. */
function placeWithinReach(button: SeenButton, then: Seen): number | undefined {
  for (const down of [0.1, 0.9]) if (withinReach(then, middle(button, down)) !== undefined) return down;
  return undefined;
}

/** Whether a card begins with the answers to a question. */
const asksFirst = (standing: Standing): boolean => buttonsOn(standing)[0]?.action.data.verb === 'answer';

const stands = ({ buttons }: Seen, standing: Standing): boolean => {
  const wanted = buttonsOn(standing)
    .filter(({ inPicture }) => !inPicture)
    .map(({ title }) => title);
  const there = buttons.filter(({ inPicture }) => !inPicture).map(({ title }) => title);
  return wanted.length === there.length && wanted.every((title) => there.includes(title));
};

/** Brings a button of the newest card in view. */
async function inSight(
  { page, look, scroll, passes, until }: HandOnPage,
  standing: Standing,
  { title, inPicture }: Button,
): Promise<{ readonly seen: Seen; readonly button: SeenButton }> {
  const isIt = (one: SeenButton): boolean => one.title === title && one.inPicture === inPicture;
  for (let turn = 0; inPicture && turn < 10 && !(await look()).buttons.some(isIt); turn += 1) {
    await page.evaluate(() => {
      const card = [...document.querySelectorAll('.webchat__adaptive-card-renderer')].at(-1);
      card?.querySelector<HTMLElement>('[aria-expanded="false"]')?.click();
    });
    await passes(100);
  }
  await until((now) => now.buttons.some(isIt));
  for (let turn = 0; turn < 30; turn += 1) {
    const seen = await look();
    const button = seen.buttons.find(isIt);
    if (button === undefined) throw new Error(`"${title}" is not on the card ${kindOf(standing)}`);
    if (button.bottom - button.top > 20) return { seen, button };
    const { height } = page.viewportSize() ?? { height: 0 };
    await scroll(Math.sign(button.top - height / 2) * Math.min(Math.abs(button.top - height / 2), height / 3));
    await passes(50);
  }
  throw new Error(`"${title}" does not come in view on the card ${kindOf(standing)}`);
}

function dataIn(element: unknown, title: string): object | undefined {
  if (typeof element !== 'object' || element === null) return undefined;
  if (Reflect.get(element, 'type') === 'Action.Submit' && Reflect.get(element, 'title') === title)
    return Reflect.get(element, 'data');
  for (const part of Object.values(element)) {
    const data = dataIn(part, title);
    if (data !== undefined) return data;
  }
  return undefined;
}

/** A conversation on the server in which some things were done already, each of which brought a card. */
async function begunOnServer(url: string, role: Role, language: string, acts: readonly Act[]) {
  const client = new DirectLineClient(url);
  // What replaces an earlier card says nothing of where the conversation stands.
  const cards = (): readonly SeenActivity[] =>
    client.seen.filter(({ attachments, channelData }) => attachments !== undefined && 'cauda' in channelData);
  await client.start({ role, locale: language });
  await client.until(() => cards().length > 0);
  for (const act of acts) {
    const before = cards();
    const value = 'press' in act ? dataIn(before.at(-1)?.attachments?.[0]?.content, act.press.title) : undefined;
    const said = 'type' in act ? { text: act.type } : { value, channelData: { postBack: true } };
    await client.post({ type: 'message', locale: language, ...said });
    await client.until(() => cards().length > before.length);
  }
  client.socket?.close();
  return { conversationId: client.conversation, token: client.token };
}

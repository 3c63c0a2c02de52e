import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Store } from '../../../../src/storage/store.ts';
import { type ConnectorRequest, isFold, isMessage, type StandInConnector } from './connector.ts';

const dataSchema = z.looseObject({ verb: z.string() });
export type ButtonData = z.infer<typeof dataSchema>;

/** Somebody in a personal chat in Teams, as raw activities. */
export class TeamsPerson {
  readonly conversation = `a:${randomUUID()}`;
  /** The server that Teams finds, which another may take the place of. */
  bot: { readonly url: string; readonly store: Store };
  serviceUrl: string;
  readonly #connector: StandInConnector;

  /** @param connector where the bot's replies go. */
  constructor(bot: TeamsPerson['bot'], connector: StandInConnector) {
    this.bot = bot;
    this.serviceUrl = connector.url;
    this.#connector = connector;
  }

  /** Posts an activity; other fields than the usual may be given. */
  async post(activity: object): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(`${this.bot.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        id: randomUUID(),
        channelId: 'msteams',
        serviceUrl: this.serviceUrl,
        locale: 'en-GB',
        conversation: { id: this.conversation, conversationType: 'personal' },
        from: { id: '29:person', name: 'Alex Wilber', aadObjectId: '00000000-0000-0000-0000-000000000020' },
        recipient: { id: '28:bot', name: 'Cauda' },
        ...activity,
      }),
    });
    return { status: response.status, text: await response.text() };
  }

  /** What the bot asked of the connector for this person, as far as it was taken. */
  sent = (): readonly ConnectorRequest[] => this.of(this.#connector.taken);
  of = (requests: readonly ConnectorRequest[]): readonly ConnectorRequest[] =>
    requests.filter(({ path }) => path.includes(encodeURIComponent(this.conversation)));
  messages = (): readonly ConnectorRequest[] => this.sent().filter(isMessage);
  folds = (): readonly ConnectorRequest[] => this.sent().filter(isFold);
  told = (): string => JSON.stringify(this.messages().map(({ body }) => body));
  /** Resolves once the person was told so. */
  hasTold = (words: string): Promise<void> => this.#connector.until(() => this.told().includes(words));
  /** Resolves once the bot knows that all it said has arrived: what is typed before does not answer it. */
  async hasRead(words: string): Promise<void> {
    await this.hasTold(words);
    while ((await this.bot.store.unseen(this.conversation)).length > 0) await new Promise(setImmediate);
  }
  /** The activity that shows the newest card with these words. */
  cardWith(words: string): string {
    const found = this.messages().findLast(({ json }) => json.includes(words));
    if (found === undefined) throw new Error(`no card says ${words}`);
    return this.#connector.idOf(found);
  }
  /** What a card became last. */
  lastFold = (card: string): string => this.folds().findLast(({ path }) => path.endsWith(`/${card}`))?.json ?? '';
  /** Resolves once a card has become one with these words. */
  hasBecome = (card: string, words: string): Promise<void> =>
    this.#connector.until(() => this.lastFold(card).includes(words));

  says = (text: string) => this.post({ text });

  /** Taps a button as Action.Execute does. `card` is the activity that shows it. */
  taps = (data: ButtonData, card = 'card') =>
    this.post({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: card,
      value: { action: { type: 'Action.Execute', verb: data.verb, data }, trigger: 'manual' },
    });
}

/** The data of the buttons on what was sent, in order. */
export function buttonsIn({ json }: Pick<ConnectorRequest, 'json'>): readonly ButtonData[] {
  const found: ButtonData[] = [];
  JSON.parse(json, (key, value) => {
    const data = key === 'data' ? dataSchema.safeParse(value).data : undefined;
    if (data !== undefined && !found.some((one) => JSON.stringify(one) === JSON.stringify(data))) found.push(data);
    return value;
  });
  return found;
}

/** The newest button that answers with a value. */
export function buttonFor(sent: readonly ConnectorRequest[], value: string): ButtonData {
  const found = sent.flatMap(buttonsIn).findLast((data) => data['value'] === value);
  if (found === undefined) throw new Error(`no button answers ${value}`);
  return found;
}

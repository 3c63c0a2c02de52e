import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ConnectorRequest } from './connector.ts';

const dataSchema = z.looseObject({ verb: z.string() });
export type ButtonData = z.infer<typeof dataSchema>;

/** Somebody in a personal chat in Teams, as raw activities. */
export class TeamsPerson {
  readonly conversation = `a:${randomUUID()}`;
  readonly #bot: string;
  serviceUrl: string;

  /** @param bot where the bot listens; @param serviceUrl where its replies go. */
  constructor(bot: string, serviceUrl: string) {
    this.#bot = bot;
    this.serviceUrl = serviceUrl;
  }

  /** Posts an activity; other fields than the usual may be given. */
  async post(activity: object): Promise<{ readonly status: number; readonly text: string }> {
    const response = await fetch(`${this.#bot}/api/messages`, {
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

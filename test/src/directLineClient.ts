import { WebSocket } from 'ws';
import { z } from 'zod';

const activity = z.looseObject({
  id: z.string(),
  type: z.string(),
  text: z.exactOptional(z.string()),
  timestamp: z.string(),
  from: z.looseObject({ id: z.string(), role: z.string() }),
  attachments: z.exactOptional(z.array(z.looseObject({ content: z.unknown() }))),
  channelData: z.looseObject({ 'webchat:sequence-id': z.number() }),
});
export type SeenActivity = z.infer<typeof activity>;
const frame = z.object({ activities: z.array(activity), watermark: z.string() });
const tokenAnswer = z.object({ conversationId: z.string(), token: z.string(), expires_in: z.number() });
const streamAnswer = tokenAnswer.extend({ streamUrl: z.string() });

export type Answer = { readonly status: number; readonly body: unknown };

/** A Direct Line client as Web Chat's is: REST, one socket, watermark. */
export class DirectLineClient {
  readonly #base: string;
  readonly #waiting = new Set<() => void>();
  token = '';
  conversation = '';
  watermark = '';
  seen: SeenActivity[] = [];
  socket: WebSocket | undefined;

  constructor(url: string) {
    this.#base = `${url}/v3/directline`;
  }

  /** Gets a token, starts the conversation and opens the socket. */
  async start(wanted: object = {}): Promise<this> {
    await this.generate(wanted);
    const started = await this.call('POST', '/conversations', {});
    await this.listen(streamAnswer.parse(started.body).streamUrl);
    return this;
  }

  async generate(wanted: object = {}): Promise<void> {
    const { conversationId, token } = tokenAnswer.parse((await this.call('POST', '/tokens/generate', wanted)).body);
    Object.assign(this, { conversation: conversationId, token });
  }

  /** What Web Chat does after its socket was closed. */
  async reconnect(): Promise<void> {
    const answer = await this.call('GET', `/conversations/${this.conversation}?watermark=${this.watermark}`);
    const { token, streamUrl } = streamAnswer.parse(answer.body);
    this.token = token;
    await this.listen(streamUrl);
  }

  async listen(streamUrl: string): Promise<void> {
    const socket = new WebSocket(streamUrl);
    this.socket = socket;
    socket.on('message', (data) => {
      const { activities, watermark } = frame.parse(JSON.parse(data.toString()));
      this.watermark = watermark;
      this.seen.push(...activities);
      for (const check of this.#waiting) check();
    });
    await new Promise((open, fail) => socket.once('open', open).once('error', fail));
  }

  say(text: string, extra: object = {}): Promise<Answer> {
    return this.post({ type: 'message', text, ...extra });
  }

  post(posted: object): Promise<Answer> {
    return this.call('POST', `/conversations/${this.conversation}/activities`, posted);
  }

  /** The transcript as polling gives it. */
  async poll(watermark = ''): Promise<z.infer<typeof frame>> {
    return frame.parse(
      (await this.call('GET', `/conversations/${this.conversation}/activities?watermark=${watermark}`)).body,
    );
  }

  /** Resolves with the first activity that fits, now or later. */
  async until(fits: (one: SeenActivity) => boolean): Promise<SeenActivity> {
    for (;;) {
      const found = this.seen.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((check) => this.#waiting.add(check));
    }
  }

  texts(): readonly (string | undefined)[] {
    return this.seen.map(({ text }) => text);
  }

  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }
}

import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { z } from 'zod';

const sentSchema = z.looseObject({
  text: z.exactOptional(z.string()),
  importance: z.exactOptional(z.string()),
  attachments: z.exactOptional(z.array(z.looseObject({ content: z.unknown() }))),
});
/** What the bot asked of the channel's REST API. */
export type ConnectorRequest = {
  readonly method: string;
  readonly path: string;
  readonly body: z.infer<typeof sentSchema>;
  /** The body as it came. */
  readonly json: string;
};
/** `hang` is never answered. */
type Behaviour = (request: ConnectorRequest) => number | 'hang' | Promise<number>;

/** The channel's REST API as far as a bot uses it; it fails as it is told to. */
export class StandInConnector {
  /** What was taken, in order. */
  readonly taken: ConnectorRequest[] = [];
  /** What was asked, taken or not. */
  readonly asked: ConnectorRequest[] = [];
  behaves: Behaviour = () => 201;
  readonly #server: Server;
  readonly #waiting = new Set<() => void>();

  private constructor() {
    this.#server = createServer(async (req, res) => {
      const json = await text(req);
      const request = { method: req.method ?? '', path: req.url ?? '', body: sentSchema.parse(JSON.parse(json)), json };
      this.asked.push(request);
      this.#look();
      const answer = await this.behaves(request);
      if (answer === 201) this.taken.push(request);
      this.#look();
      if (answer === 'hang') return;
      res.writeHead(answer, { 'content-type': 'application/json' });
      res.end(JSON.stringify({ id: this.idOf(request) }));
    });
  }

  static async start(): Promise<StandInConnector> {
    const connector = new StandInConnector();
    connector.#server.listen(0, '127.0.0.1');
    await once(connector.#server, 'listening');
    return connector;
  }

  /** The id that a message was given. */
  idOf = (request: ConnectorRequest): string => `activity-${this.taken.indexOf(request) + 1}`;

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`;
  }

  /** Resolves once it holds. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      const looked = Promise.withResolvers<void>();
      this.#waiting.add(looked.resolve);
      await looked.promise;
      this.#waiting.delete(looked.resolve);
    }
  }

  #look(): void {
    for (const look of this.#waiting) look();
  }

  /** Ends the requests that hang. */
  drop(): void {
    this.#server.closeAllConnections();
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }
}

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let all = '';
  for await (const part of stream) all += String(part);
  return all;
}

export const isMessage = ({ method }: ConnectorRequest): boolean => method === 'POST';
export const isFold = ({ method }: ConnectorRequest): boolean => method === 'PUT';

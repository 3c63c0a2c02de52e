import { createHmac, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import { sayAddress } from './sayAddress.ts';

const activitySchema = z.looseObject({ type: z.string() });
export type PostedActivity = z.infer<typeof activitySchema>;
/** Says what is answered to an activity, as JSON activities; the first time with none. */
export type Answering = (conversation: string, posted: PostedActivity | undefined) => Promise<readonly string[]>;

/**
 * The least of Direct Line that a client needs: a conversation and its socket, posts that are answered with an id, and
 * two frames on the socket, one with what was posted and one with the answers.
 */
export function directLineShell(answering: Answering): void {
  const sockets = new Map<string, WebSocket>();
  const frame = (activities: readonly string[]): string => `{"activities":[${activities.join(',')}],"watermark":"1"}`;

  const key = randomBytes(32);
  const proofOf = (conversation: string): Buffer => createHmac('sha256', key).update(conversation).digest();
  const begun = (conversation: string) => ({
    conversationId: conversation,
    token: `${conversation}.${proofOf(conversation).toString('base64url')}`,
  });
  /** The conversation of a token, as every Direct Line asks for one. Throws for one that was not given here. */
  function conversationOf(token: string): string {
    const [conversation = '', proof = ''] = token.split('.');
    if (timingSafeEqual(Buffer.from(proof, 'base64url'), proofOf(conversation))) return conversation;
    throw new Error('no such token');
  }

  async function answer(path: string, token: string, body: string): Promise<object> {
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    if (path.endsWith('/tokens/generate')) return begun(randomUUID());
    const conversation = conversationOf(token);
    if (!path.endsWith('/activities')) return { ...begun(conversation), streamUrl: `ws://127.0.0.1:${port}/${token}` };
    if (!path.endsWith(`/${conversation}/activities`)) throw new Error('a token of another conversation');
    const posted = activitySchema.parse(JSON.parse(body));
    const id = randomUUID();
    const replies = await answering(conversation, posted);
    const socket = sockets.get(conversation);
    socket?.send(frame([JSON.stringify({ ...posted, id })]));
    socket?.send(frame(replies));
    return { id };
  }

  const server = createServer((req: IncomingMessage, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const token = (req.headers.authorization ?? '').replace('Bearer ', '');
      answer(req.url ?? '', token, Buffer.concat(chunks).toString()).then(
        (body) => res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body)),
        () => res.writeHead(500).end(),
      );
    });
  });
  new WebSocketServer({ server, perMessageDeflate: false }).on('connection', (socket, req) => {
    const conversation = conversationOf((req.url ?? '').slice(1));
    sockets.set(conversation, socket);
    socket.on('close', () => sockets.delete(conversation));
    void answering(conversation, undefined).then((replies) => socket.send(frame(replies)));
  });
  process.once('SIGTERM', () => process.exit(0));
  server.listen(0, '127.0.0.1', () => sayAddress(server));
}

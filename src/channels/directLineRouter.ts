import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { answered, type EventLog, refuse } from '../httpAnswers.ts';
import { refuseCompressed } from '../httpRules.ts';

/** `id` is the conversation that the path names, if it names one. */
export type Handler = (req: IncomingMessage, res: ServerResponse, id: string | undefined) => Promise<void>;
/** `path` is below `directLinePath`; of what may vary it knows `:id` alone. */
export type Route = { readonly method: 'GET' | 'POST'; readonly path: string; readonly handle: Handler };

export const directLinePath = '/v3/directline';
const below = `${directLinePath}/`;

type RouterSurroundings = { readonly config: Pick<Config, 'allowedOrigins'>; readonly log: EventLog };

/**
 * Takes whatever is asked for below `directLinePath`. By hand, since restify's chains cost as much a message as the rest
 * of this edge.
 * @returns false where something else is asked for.
 */
export function directLineRouter(
  routes: readonly Route[],
  { config, log }: RouterSurroundings,
): (req: IncomingMessage, res: ServerResponse) => boolean {
  const places = [...Map.groupBy(routes, ({ path }) => path)].map(([path, found]) => ({
    form: new RegExp(`^${below}${path.replace(':id', '([^/]+)')}/?$`),
    path: `${below}${path}`,
    methods: new Map<string | undefined, Handler>(found.map(({ method, handle }) => [method, handle])),
  }));

  function dispatch(path: string, req: IncomingMessage, res: ServerResponse): void {
    const place = places.find(({ form }) => form.test(path));
    const handle = place?.methods.get(req.method);
    if (place === undefined) refuse(res, 404, 'NotFound', 'There is nothing at this address.');
    else if (handle === undefined) {
      res.setHeader('Allow', [...place.methods.keys()].join(', '));
      refuse(res, 405, 'MethodNotAllowed', 'This address does not take that method.');
    } else {
      const id = place.form.exec(path)?.[1];
      void answered(log, place.path, res, () => handle(req, res, id && decodeURIComponent(id)));
    }
  }

  return (req, res) => {
    const [path = ''] = (req.url ?? '').split('?', 1);
    if (!path.startsWith(below)) return false;
    allowOrigin(req, res, config.allowedOrigins);
    if (req.method === 'OPTIONS') {
      res.statusCode = 204;
      res.end();
    } else if (!refuseCompressed(req, res)) dispatch(path, req, res);
    return true;
  };
}

/** Lets pages of the configured sites talk Direct Line themselves; our own pages need none of this. */
function allowOrigin({ headers: { origin } }: IncomingMessage, res: ServerResponse, allowed: readonly string[]): void {
  if (origin === undefined) return;
  res.setHeader('Vary', 'Origin');
  if (!allowed.includes(origin)) return;
  res.setHeader('Access-Control-Allow-Origin', origin);
  res.setHeader('Access-Control-Allow-Methods', 'GET,POST,OPTIONS');
  res.setHeader('Access-Control-Allow-Headers', 'authorization,content-type,accept,x-ms-bot-agent,x-requested-with');
  res.setHeader('Access-Control-Expose-Headers', 'Retry-After');
  res.setHeader('Access-Control-Max-Age', '600');
}

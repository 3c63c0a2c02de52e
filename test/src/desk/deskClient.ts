/** A browser's part of the desk: keeps cookies, follows redirects, and fills in the provider's login form. */
export type DeskClient = {
  readonly ask: (
    path: string,
    options?: { body?: unknown; method?: string; headers?: Record<string, string> },
  ) => Promise<Response>;
  readonly signIn: (name: string, path?: string) => Promise<Response>;
  readonly cookies: Map<string, string>;
  /** Signs in, and tells the way back from the provider and the cookie that it was taken with. */
  readonly wayBack: (name: string) => Promise<{ readonly back: string; readonly cookie: string }>;
  readonly begin: () => Promise<string>;
  readonly act: (reference: string, act: object, more?: object) => Promise<{ status: number; body: Answer }>;
};
type Answer = {
  readonly sheet?: {
    readonly revision: number;
    readonly computed: string;
    readonly owner?: string;
    readonly mine: boolean;
    readonly sections: readonly { readonly title: string; readonly lines: readonly string[]; readonly red: boolean }[];
  };
  readonly refused?: string;
  readonly code?: string;
  readonly error?: { readonly code: string };
};

/** @param altered what this browser makes of an address that it is sent to. */
export function deskClient(url: string, altered = (address: URL): URL => address): DeskClient {
  const cookies = new Map<string, string>();
  const hosts = new Map<string, Map<string, string>>([[new URL(url).host, cookies]]);

  const lastWayBack = { path: '', cookie: '' };

  async function fetched(to: string, init: RequestInit): Promise<Response> {
    if (to.startsWith(`${url}/nurse/signed-in?`))
      Object.assign(lastWayBack, { path: to.slice(url.length), cookie: cookies.get('__Host-cauda-sign-in') ?? '' });
    const { host } = new URL(to);
    const jar = hosts.get(host) ?? new Map<string, string>();
    hosts.set(host, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(to, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const one of answer.headers.getSetCookie()) {
      const [pair = ''] = one.split(';');
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(pair.indexOf('=') + 1);
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(one) || value === '') jar.delete(name);
      else jar.set(name, value);
    }
    return answer;
  }

  async function followed(to: string, init: RequestInit = {}, until = '/nurse'): Promise<Response> {
    let answer = await fetched(to, init);
    let at = to;
    for (let hops = 0; hops < 12 && answer.status >= 300 && answer.status < 400; hops += 1) {
      at = altered(new URL(answer.headers.get('location') ?? '', at)).href;
      if (new URL(at).origin === url && new URL(at).pathname === until) return answer;
      answer = await fetched(at, {});
    }
    return Object.assign(answer, { at });
  }

  const ask: DeskClient['ask'] = (path, { body, method = body === undefined ? 'GET' : 'POST', headers = {} } = {}) =>
    fetched(`${url}${path}`, {
      method,
      headers: {
        origin: url,
        'x-cauda-desk': '1',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    ask,
    cookies,
    async wayBack(name) {
      await this.signIn(name);
      return { back: lastWayBack.path, cookie: lastWayBack.cookie };
    },
    async signIn(name, path = '/nurse/sign-in?to=/nurse') {
      let page = await followed(`${url}${path}`);
      for (let forms = 0; forms < 6; forms += 1) {
        const html = await page.clone().text();
        const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
        if (action === undefined) return page;
        const hidden = [...html.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
          ([, key = '', value = '']) => [key, value],
        );
        page = await followed(action, {
          method: 'POST',
          headers: { 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams([...hidden, ['login', name], ['password', 'x']]).toString(),
        });
      }
      return page;
    },
    async begin() {
      const answer = await ask('/nurse/desk/calls', { body: {} });
      if (answer.status !== 201) throw new Error(`no call began: ${answer.status} ${await answer.text()}`);
      return ((await answer.json()) as { reference: string }).reference;
    },
    async act(reference, act, more = {}) {
      const answer = await ask(`/nurse/desk/calls/${reference}/acts`, {
        body: { id: crypto.randomUUID(), seen: 0, act, ...more },
      });
      return { status: answer.status, body: (await answer.json()) as Answer };
    },
  };
}

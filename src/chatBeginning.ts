import type { IncomingMessage } from 'node:http';
import type { Request } from 'restify';
import { emergencyNumber } from '../dialogs/emergencyNumbers.ts';
import { type Role, roleSchema } from '../machines/findings.ts';
import type { DirectLineTokens } from './channels/directLineTokens.ts';
import type { Config } from './config.ts';
import { cardHtml } from './pages/chat/cardHtml.ts';

/** The first card of a conversation that has not begun, and the language that it is in. */
export type FirstCard = (beginning: {
  readonly conversation: string;
  readonly role: Role;
  readonly locale: string | undefined;
}) => { readonly language: string; readonly card: object };

export type BeginningSurroundings = {
  readonly tokens: DirectLineTokens;
  readonly firstCard?: FirstCard;
  readonly mayHaveRole: (req: IncomingMessage, role: Role) => Promise<boolean>;
  readonly newId: () => string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
};

/** What the page around asks for, else the browser's own language. */
export function localeOf(req: Request): string | undefined {
  const asked = new URLSearchParams(req.getQuery()).get('locale') ?? req.header('Accept-Language', '');
  return /^[\w-]{2,35}/.exec(asked)?.[0];
}

/** What the chat's page must know before it asks the server anything, as attributes. */
export function chatAttributes(
  req: Request,
  { emergencyNumbers, resume, askAfterMinutes, idleMinutes, tellUrgency }: Config,
): string {
  const number = emergencyNumber(emergencyNumbers, { locale: localeOf(req) });
  return [
    ...(number === undefined ? [] : [` data-emergency-number="${number}"`]),
    ...(resume ? [` data-ask-after="${askAfterMinutes}"`] : [` data-resume="no" data-idle="${idleMinutes}"`]),
    ...(tellUrgency ? [' data-tell-urgency="yes"'] : []),
  ].join('');
}

/** The first question goes with the page, and the key to a conversation that begins when a browser opens it. */
export async function firstQuestion(
  req: Request,
  { tokens, firstCard, mayHaveRole, newId, now }: BeginningSurroundings,
): Promise<{ readonly attributes: string; readonly html: string }> {
  if (firstCard === undefined) return { attributes: '', html: '' };
  const role = roleSchema.safeParse(new URLSearchParams(req.getQuery()).get('role')).data ?? 'self';
  if (!(await mayHaveRole(req, role))) return { attributes: '', html: '' };
  const locale = localeOf(req);
  const conv = newId();
  const since = Math.floor(now() / 1000);
  const claims = { role, user: `dl_${newId()}`, conv, since, withPage: true as const };
  const { token } = tokens.issue(locale === undefined ? claims : { ...claims, locale });
  const { language, card } = firstCard({ conversation: conv, role, locale });
  return {
    attributes: ` data-conversation="${conv}" data-token="${token}" data-locale="${locale ?? language}"`,
    html: `<article class="webchat__adaptive-card-renderer is-card" lang="${language}">${cardHtml(card)}</article>`,
  };
}

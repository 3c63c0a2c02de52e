import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { contentVersion } from '../dialogs/contentVersion.ts';
import type { Reviewed } from '../dialogs/reviewer.ts';
import { reviewed, signOffSchema } from '../dialogs/signOff.ts';
import { ConfigError } from './config.ts';

/** `outdated`: something was signed, but the content is another by now. `unsigned`: no sign-off is named. */
export type Review =
  | { readonly state: 'reviewed'; readonly by: Reviewed }
  | { readonly state: 'outdated'; readonly signed: string; readonly content: string }
  | { readonly state: 'unsigned' };

/**
 * Whether the content that is in force was reviewed by a clinician.
 * Throws `ConfigError` for a file that is missing or cannot be read as a sign-off, or that is signed in the future.
 * @param file what CAUDA_SIGN_OFF names.
 * @param now milliseconds since the epoch.
 */
export function reviewOf(file: string | undefined, now: number, content = contentVersion): Review {
  if (file === undefined) return { state: 'unsigned' };
  const signOff = signOffSchema.safeParse(parsed(file));
  if (!signOff.success) throw new ConfigError(`CAUDA_SIGN_OFF: ${file}: ${z.prettifyError(signOff.error)}`);
  // A day's grace, for who signs east of Greenwich.
  if (Date.parse(signOff.data.date) > now + 24 * 60 * 60 * 1000) {
    throw new ConfigError(`CAUDA_SIGN_OFF: ${file}: its date, ${signOff.data.date}, is in the future. Correct it.`);
  }
  const by = reviewed(signOff.data, content);
  return by === undefined ? { state: 'outdated', signed: signOff.data.hash, content } : { state: 'reviewed', by };
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw new ConfigError(
      `CAUDA_SIGN_OFF: ${file} ${problem}. Name a file like {"name":"…","role":"…","date":"2026-01-31","hash":"…"}, or remove the setting.`,
    );
  }
}

/** What the server says about it when it starts. */
export function reviewInWords(review: Review): string {
  switch (review.state) {
    case 'reviewed':
      return `Reviewed by ${review.by.name}, ${review.by.role}, on ${review.by.date}.`;
    case 'outdated':
      return `NOT clinically validated: the sign-off is for content ${review.signed}, but this is ${review.content}. Cards say "not clinically validated" until it is reviewed again (npm run review-pack).`;
    case 'unsigned':
      return 'Not clinically validated: no sign-off. To have the content reviewed: npm run review-pack, then CAUDA_SIGN_OFF.';
    default:
      return review satisfies never;
  }
}

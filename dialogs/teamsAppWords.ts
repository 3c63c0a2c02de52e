import { z } from 'zod';
import type { Command } from './heard.ts';

/** What Teams offers above the field for words, in its order, and as which command the bot must understand each. */
export const teamsCommands = {
  start: 'restart',
  change: 'change',
  back: 'back',
  why: 'why',
  form: 'form',
  help: 'help',
  language: 'language',
  stop: 'stop',
  restart: 'restart',
  erase: 'erase',
} as const satisfies Readonly<Record<string, Command>>;
export type TeamsCommandId = keyof typeof teamsCommands;
const isTeamsCommandId = (id: string): id is TeamsCommandId => id in teamsCommands;
export const teamsCommandIds: readonly TeamsCommandId[] = Object.keys(teamsCommands).filter(isTeamsCommandId);

const wordSchema = z.string().min(1);

/** What the app's page in Teams says. */
export const teamsAppWordsSchema = z.strictObject({
  fullName: wordSchema,
  shortDescription: wordSchema,
  longDescription: wordSchema,
  commands: z.record(z.enum(teamsCommandIds), z.strictObject({ title: wordSchema, description: wordSchema })),
});
export type TeamsAppWords = z.infer<typeof teamsAppWordsSchema>;

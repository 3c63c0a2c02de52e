import { rmSync } from 'node:fs';
import { dispositionText, questionText } from '../../dialogs/texts.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import type { Client, Expected } from './client.ts';
import { directLineClient } from './directLineClient.ts';
import { type Manner, reader, routineAnswers } from './script.ts';
import { type ServerProcess, type StartOptions, startServer } from './serverProcess.ts';
import type { Sizes } from './stored.ts';
import { teamsClient } from './teamsClient.ts';

/** A server that is measured, and how one talks with it. */
export type Contestant = {
  /** (a), (b) … in the tables. */
  readonly id: string;
  readonly name: string;
  readonly server: ServerProcess;
  /** Where it stores; empty for those that store nothing. */
  readonly folder: string;
  readonly client: (connections: number) => Client;
  /** Removes what it stored, once it has ended. */
  readonly remove: () => void;
};

export const startTeams = (manner: Manner = 'tapped', nodeOptions: readonly string[] = []): Promise<Contestant> =>
  start(
    manner === 'tapped' ? 'a' : 'a′',
    `Cauda, Teams path${manner === 'tapped' ? '' : ', typed words'}`,
    '../../src/main.ts',
    (folder) => ({ env: caudaSettings(folder), nodeOptions }),
    (url, connections) => teamsClient(url, connections, manner, nextQuestionCard),
  );

/** What one would write instead: the same questions on cards like ours, the state kept for good. */
export const startDurableWaterfall = (): Promise<Contestant> =>
  start('g', 'botbuilder waterfall with cards, durable', './peers/durableWaterfall.ts', inFolder, withTeams(nextCard));

export const startAgentsForm = (): Promise<Contestant> =>
  start('h', 'Agents SDK form with cards, durable', './peers/agentsForm.ts', inFolder, withTeams(nextCard));

export const startShellFloor = ({ row, answer }: Sizes): Promise<Contestant> =>
  start(
    'i',
    'floor with two frames on a socket',
    './peers/shellFloor.ts',
    (folder) => ({ args: [folder, String(row), String(answer)] }),
    withDirectLine(() => 'xxxx'),
  );

export const startAgentsShellEcho = (): Promise<Contestant> =>
  start('j', 'Agents SDK echo, Direct Line shell', './peers/agentsShellEcho.ts', nothing, withDirectLine(shellEcho));

export const startDirectLine = (nodeOptions: readonly string[] = []): Promise<Contestant> =>
  start(
    'b',
    'Cauda, Direct Line path',
    '../../src/main.ts',
    (folder) => ({ env: caudaSettings(folder), nodeOptions }),
    (url, connections) => directLineClient(url, connections, 'tapped', nextQuestionCard),
  );

export const startBotbuilderEcho = (nodeOptions: readonly string[] = []): Promise<Contestant> =>
  start('c', 'botbuilder echo, restify', './peers/botbuilderEcho.ts', () => ({ nodeOptions }), withTeams(echo));

export const startWaterfall = (): Promise<Contestant> =>
  start('d', 'botbuilder waterfall, MemoryStorage', './peers/botbuilderWaterfall.ts', nothing, withTeams(nextPrompt));

export const startAgentsEcho = (): Promise<Contestant> =>
  start('e', 'Agents SDK echo, express', './peers/agentsEcho.ts', nothing, withTeams(echo));

export const startFloor = ({ row, answer }: Sizes): Promise<Contestant> =>
  start(
    'f',
    'floor: node:http and one SQLite commit',
    './peers/floor.ts',
    (folder) => ({ args: [folder, String(row), String(answer)] }),
    withTeams(() => 'xxxx'),
  );

/** Authentication is off, as in all the others; nobody is kept from beginning. */
export const caudaSettings = (folder: string): Readonly<Record<string, string>> => ({
  CAUDA_PORT: '0',
  CAUDA_DATA_DIR: folder,
  CAUDA_PLAYGROUND: '1',
  CAUDA_CHATS_PER_MINUTE: '1000000',
  // It is sent all that it can carry, on purpose.
  CAUDA_TURN_AWAY: '0',
  CAUDA_OPEN_PER_ADDRESS: '1000000',
});

async function start(
  id: string,
  name: string,
  program: string,
  options: (folder: string) => StartOptions,
  client: (url: string, connections: number) => Client,
): Promise<Contestant> {
  const folder = temporaryFolder();
  const server = await startServer(program, options(folder));
  return {
    id,
    name,
    server,
    folder,
    client: (connections) => client(server.url, connections),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const nothing = (): StartOptions => ({});
const inFolder = (folder: string): StartOptions => ({ args: [folder] });
const withDirectLine = (expected: Expected) => (url: string, connections: number) =>
  directLineClient(url, connections, 'tapped', expected);
const withTeams = (expected: Expected) => (url: string, connections: number) =>
  teamsClient(url, connections, 'tapped', expected);

/** The card of the next question, known by its buttons; after the last, the recommendation. */
export const nextQuestionCard: Expected = (place) => {
  const next = routineAnswers[place];
  return next === undefined ? inJson(dispositionText(reader, 'routine', 'title')) : `"question":"${next.question}"`;
};

const nextPrompt: Expected = (place) => {
  const next = routineAnswers[place];
  const words =
    next === undefined ? dispositionText(reader, 'routine', 'summary') : questionText(reader, next.question, 'ask');
  return inJson(words);
};

const echo: Expected = (place, said) => inJson(place === 0 ? 'Hello and welcome!' : `Echo: ${said}`);

/** The card of the next question, known by its buttons; after the last, a word. */
const nextCard: Expected = (place) => {
  const next = routineAnswers[place];
  return next === undefined ? inJson(dispositionText(reader, 'routine', 'summary')) : `"question":"${next.question}"`;
};

const shellEcho: Expected = (place, said) => inJson(place === 0 ? 'Hello and welcome!' : `Echo: ${said}`);

const inJson = (words: string): string => JSON.stringify(words).slice(1, -1);

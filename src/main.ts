import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { contentVersion } from '../dialogs/contentVersion.ts';
import { emergencyNumber } from '../dialogs/emergencyNumbers.ts';
import { firstCard } from '../dialogs/firstCard.ts';
import { readLexicons } from '../dialogs/hear.ts';
import type { Pictures } from '../dialogs/presentation.ts';
import { safetyNetMessage } from '../dialogs/texts.ts';
import { triageTurns } from '../dialogs/triageTurn.ts';
import { turnedAwayMessage } from '../dialogs/turnedAwayMessage.ts';
import { type Config, readConfig } from './config.ts';
import { endWith } from './ending.ts';
import { freePort } from './freePort.ts';
import { takeOwnContent } from './ownContent.ts';
import { startServer } from './server.ts';
import { reviewInWords, reviewOf } from './signOffFile.ts';
import { startProblem } from './startProblem.ts';
import { openStore } from './storage/openStore.ts';

// A small Buffer would share its memory with others, and what one person gave would stay there as long as any of them.
Buffer.poolSize = 0;

/** Everything that a run of the server takes from the world (time, chance, files) comes in here. */
const now = Date.now;

/** The pages are of this server's own origin. */
const onTheWeb = { buttons: 'submit', onPage: true, pictures: { at: '/static/', as: 'svg' } } as const;

/** Teams fetches drawings by itself, so from where the world finds them; the Playground runs on this machine. */
function inTeams({ publicUrl, teams, port }: Config): Pictures | undefined {
  const here = teams === 'playground' ? `http://127.0.0.1:${port}` : undefined;
  const origin = publicUrl ?? here;
  return origin === undefined ? undefined : { at: `${origin}/static/`, as: 'png' };
}

/** The Playground's cards say where their drawings are before anything listens. */
async function withPort(config: Config): Promise<Config> {
  const needsOne = config.teams === 'playground' && config.port === 0;
  return needsOne ? { ...config, port: await freePort(config.host) } : config;
}

async function main(): Promise<void> {
  const config = await withPort(readConfig(process.env));
  takeOwnContent();
  const review = reviewOf(config.signOff, now());
  const reviewed = review.state === 'reviewed' ? review.by : undefined;
  readLexicons(new Date(now()));
  const server = await startServer(config, {
    now,
    newId: randomUUID,
    content: contentVersion,
    reviewed,
    safetyNet: safetyNetMessage,
    turnedAway: (why, locale, text) => turnedAwayMessage(why, locale, text, new Date(now()), config.emergencyNumbers),
    firstCard: (beginning) => {
      const number = emergencyNumber(config.emergencyNumbers, beginning);
      const { personLine } = config;
      return firstCard(beginning, { ...onTheWeb, emergencyNumber: number, reviewed, personLine });
    },
    triage: (buttons) =>
      triageTurns({
        buttons,
        now,
        emergencyNumbers: config.emergencyNumbers,
        reviewed,
        personLine: config.personLine,
        ...(buttons === 'submit' ? onTheWeb : { pictures: inTeams(config) }),
      }),
    openStore: (log) =>
      openStore(config, now, (where) =>
        log.error(where, 'cannot be read and is left aside; without its log a conversation begins anew'),
      ),
  });
  process.stdout.write(`${greeting(server.url, config)}\n  ${reviewInWords(review)}\n`);
  server.security({ event: 'start', version: process.version, content: contentVersion, signOff: review.state });
  endWith(server);
}

function greeting(url: string, { teams, allowedOrigins, dataKeys: configured, dataDir }: Config): string {
  return [
    `Cauda listens on ${url}`,
    `  a hospital's page with the chat   ${url}/`,
    `  the nurse hotline                 ${url}/nurse`,
    teams === 'off'
      ? '  Teams is off. To try it here: npm run playground. For the real one set CAUDA_TEAMS_APP_ID, CAUDA_TEAMS_APP_PASSWORD and CAUDA_TEAMS_TENANT_ID.'
      : `  Teams${teams === 'playground' ? ' (Playground, no authentication)' : ''}             ${url}/api/messages`,
    allowedOrigins.length === 0
      ? '  Other sites may not embed the chat. To let them, set CAUDA_ALLOWED_ORIGINS=https://their.site'
      : `  May embed the chat: ${allowedOrigins.join(', ')}`,
    ...(configured.length > 0
      ? []
      : [
          `  What is stored is encrypted, with a key that lies beside it (${join(dataDir, 'data.key')}): good for a trial. For people's answers set CAUDA_DATA_KEY or CAUDA_DATA_KEY_FILE.`,
        ]),
  ].join('\n');
}

main().catch((error: unknown) => {
  process.stderr.write(`Cauda does not start.\n${startProblem(error)}\n`);
  process.exit(1);
});

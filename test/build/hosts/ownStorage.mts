// Somebody else's bot in strict TypeScript, with dialogs of its own around the triage and a storage of its own on the disk. It
// is started anew in the middle of the triage, is interrupted and comes back, files the result, and is cancelled the next time.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConversationState, type Storage, type StoreItems, TestAdapter } from 'botbuilder';
import {
  ComponentDialog,
  type DialogContext,
  DialogSet,
  type DialogTurnResult,
  DialogTurnStatus,
  TextPrompt,
  WaterfallDialog,
} from 'botbuilder-dialogs';
import { TriageDialog, type TriageResult } from 'cauda';

class FileStorage implements Storage {
  readonly #file: string;
  constructor(folder: string) {
    this.#file = join(folder, 'state.json');
    writeFileSync(this.#file, '{}');
  }
  #all(): StoreItems {
    return JSON.parse(readFileSync(this.#file, 'utf8'));
  }
  async read(keys: string[]): Promise<StoreItems> {
    const all = this.#all();
    return Object.fromEntries(keys.flatMap((key) => (all[key] === undefined ? [] : [[key, all[key]]])));
  }
  async write(changes: StoreItems): Promise<void> {
    writeFileSync(this.#file, JSON.stringify({ ...this.#all(), ...changes }));
  }
  async delete(keys: string[]): Promise<void> {
    const kept = Object.entries(this.#all()).filter(([key]) => !keys.includes(key));
    writeFileSync(this.#file, JSON.stringify(Object.fromEntries(kept)));
  }
}

class Visit extends ComponentDialog {
  constructor() {
    super('visit');
    this.addDialog(new TextPrompt('name'));
    this.addDialog(new TriageDialog('triage', { role: 'self', emergencyNumbers: { '*': '112' } }));
    this.addDialog(
      new WaterfallDialog<object>('steps', [
        (step) => step.prompt('name', 'Your name?'),
        (step) => step.beginDialog('triage'),
        (step) => step.endDialog(step.result),
      ]),
    );
    this.initialDialogId = 'steps';
  }
  protected override async onContinueDialog(dc: DialogContext): Promise<DialogTurnResult> {
    if (dc.context.activity.text === 'quit') return dc.cancelAllDialogs();
    if (dc.context.activity.text === 'agent') return dc.prompt('name', 'What shall the agent call you?');
    return super.onContinueDialog(dc);
  }
}

const folder = mkdtempSync(join(tmpdir(), 'host-'));
const storage = new FileStorage(folder);
const filed: unknown[] = [];

/** As a process that begins: nothing but the storage is left of the one before. */
function started(): TestAdapter {
  const state = new ConversationState(storage);
  const dialogs = new DialogSet(state.createProperty('dialogs')).add(new Visit());
  return new TestAdapter(async (context) => {
    const dc = await dialogs.createContext(context);
    let turn = await dc.continueDialog();
    if (turn.status === DialogTurnStatus.empty) turn = await dc.beginDialog('visit');
    const result: TriageResult | undefined = turn.result;
    if (turn.status === DialogTurnStatus.complete) filed.push(result?.recommendation.rules ?? 'cancelled');
    await state.saveChanges(context);
  });
}

let turn = 0;
async function say(adapter: TestAdapter, ...texts: readonly string[]): Promise<unknown> {
  for (const text of texts) {
    turn += 1;
    await adapter.send({ type: 'message', id: `${turn}`, text }).startTest();
  }
  const ofTheTriage = adapter.activeQueue.filter(({ channelData }) => channelData?.cauda !== undefined);
  return ofTheTriage.at(-1)?.channelData.cauda.question;
}

const before = await say(started(), 'hello', 'Ada', 'no');
const kept = readFileSync(join(folder, 'state.json'), 'utf8').length;
const after = await say(started(), 'agent', 'Bob');
await say(started(), 'I have wet myself', 'stop');
await say(started(), 'hello', 'Ada', 'quit');
console.log(JSON.stringify({ before, after, filed, isSmall: kept < 2_000 }));
rmSync(folder, { recursive: true });

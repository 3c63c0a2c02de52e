import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The parts of a content that a conversation meets. */
export type Content = {
  readonly name: string;
  readonly told: typeof import('../../dialogs/conversation/told.ts');
  readonly conversationView: typeof import('../../machines/conversationView.ts');
  readonly findings: typeof import('../../machines/findings.ts');
  readonly triage: typeof import('../../machines/triage.ts');
  readonly urgencyRules: typeof import('../../machines/urgencyRules.ts');
};

/** What a change of content makes of a file of machines/. */
type Edit = (file: string, code: string) => string;

const inFile =
  (name: string, edit: (code: string) => string): Edit =>
  (file, code) =>
    file === name ? edit(code) : code;
const all =
  (...edits: readonly Edit[]): Edit =>
  (file, code) =>
    edits.reduce((edited, edit) => edit(file, edited), code);
const renamed =
  (from: RegExp, to: string): Edit =>
  (_, code) =>
    code.replaceAll(from, to);

const withoutRule = (id: string): Edit =>
  inFile('urgencyRules.ts', (code) =>
    code.replaceAll(/= (emergency|urgent|soon);/g, `= $1.filter((row) => row.id !== '${id}');`),
  );
const lessGrave = (id: string): Edit =>
  inFile('urgencyRules.ts', (code) =>
    code
      .replace('= emergency;', `= emergency.filter((row) => row.id !== '${id}');`)
      .replace('= urgent;', `= [...urgent, { ...emergency.find((row) => row.id === '${id}'), id: 'U9' }];`),
  );
const withoutQuestion = (id: string, next: string): Edit =>
  all(
    inFile('findings.ts', (code) => code.replace(new RegExp(` {4}${id}: values.*\n`), '')),
    inFile('triageMachine.ts', (code) =>
      code.replace(new RegExp(` {4}${id}: \\{ always: .*\n`), '').replaceAll(`target: '${id}'`, `target: '${next}'`),
    ),
  );
const inAnotherOrder = (one: string, other: string): Edit =>
  inFile('triageMachine.ts', (code) =>
    code
      .replaceAll(new RegExp(`\\b${one}\\b`, 'g'), 'first')
      .replaceAll(new RegExp(`\\b${other}\\b`, 'g'), one)
      .replaceAll(/\bfirst\b/g, other),
  );
const named = (former: string): Edit =>
  inFile('findings.ts', (code) => code.replace('{ ids: {}, values: {} }', former));

/** Changes of content, each of a kind; what one takes away, the way back adds. */
const changes: Readonly<Record<string, Edit>> = {
  'as it is': (_, code) => code,
  'no rule E1': withoutRule('E1'),
  'no rule E9': withoutRule('E9'),
  'no rule U2': withoutRule('U2'),
  'no rule S1': withoutRule('S1'),
  'E9 is urgent': lessGrave('E9'),
  'E1 has another id': renamed(/'E1'/g, "'E99'"),
  'a question has another id': renamed(/\bsaddleNumbness\b/g, 'saddle'),
  'a question has another id, and is known by the former': all(
    renamed(/\bsaddleNumbness\b/g, 'saddle'),
    named("{ ids: { saddleNumbness: 'saddle' }, values: {} }"),
  ),
  'a value has another name': renamed(/'retention'/g, "'blocked'"),
  'a value has another name, and is known by the former': all(
    renamed(/'retention'/g, "'blocked'"),
    named("{ ids: {}, values: { bladder: { retention: 'blocked' } } }"),
  ),
  'a value less': inFile('findings.ts', (code) => code.replace("'none', 'one', 'both'", "'none', 'one'")),
  'no question about infection': withoutQuestion('infection', 'trauma'),
  'no question about the saddle': withoutQuestion('saddleNumbness', 'bladder'),
  'no question about surgery': all(
    inFile('findings.ts', (code) => code.replace(/ {4}spinalSurgery: values.*\n/, '')),
    inFile('triageMachine.ts', (code) => code.replaceAll("answered('spinalSurgery')", "answered('boneFragility')")),
  ),
  'another order': inAnotherOrder('bladder', 'legPain'),
  'a rule less, a question by another id and another order': all(
    withoutRule('E2'),
    renamed(/\bsaddleNumbness\b/g, 'saddle'),
    named("{ ids: { saddleNumbness: 'saddle' }, values: {} }"),
    inAnotherOrder('bowel', 'legPain'),
  ),
  'no rule for what is not known, a question less and a value by another name': all(
    withoutRule('U2'),
    withoutQuestion('infection', 'trauma'),
    renamed(/'retention'/g, "'blocked'"),
  ),
};

/** Writes each content into the folder, and loads it. Throws where a change of content changes nothing. */
export async function otherContents(folder: string): Promise<readonly Content[]> {
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  return Promise.all(
    Object.entries(changes).map(([name, edit], index) => written(join(folder, `${index}`), name, edit)),
  );
}

async function written(folder: string, name: string, edit: Edit): Promise<Content> {
  mkdirSync(join(folder, 'dialogs/conversation'), { recursive: true });
  cpSync(join(root, 'machines'), join(folder, 'machines'), { recursive: true });
  cpSync(join(root, 'dialogs/conversation/told.ts'), join(folder, 'dialogs/conversation/told.ts'));
  // Its version is the name, so that nothing of the texts is loaded.
  writeFileSync(join(folder, 'dialogs/contentVersion.ts'), 'export const contentVersion = "";');
  const edited = readdirSync(join(folder, 'machines')).filter((file) => {
    const path = join(folder, 'machines', file);
    const code = readFileSync(path, 'utf8');
    const now = edit(file, code);
    if (now !== code) writeFileSync(path, now);
    return now !== code;
  });
  if (edited.length === 0 && edit !== changes['as it is']) throw new Error(`"${name}" changes nothing in machines/`);
  return {
    name,
    told: await import(join(folder, 'dialogs/conversation/told.ts')),
    conversationView: await import(join(folder, 'machines/conversationView.ts')),
    findings: await import(join(folder, 'machines/findings.ts')),
    triage: await import(join(folder, 'machines/triage.ts')),
    urgencyRules: await import(join(folder, 'machines/urgencyRules.ts')),
  };
}

import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { ContentError, takeContent } from '../../../dialogs/content/deploymentContent.ts';
import { contentVersion } from '../../../dialogs/contentVersion.ts';
import { ownTexts } from '../../../dialogs/ownTexts.ts';
import { allTexts, answerText, message } from '../../../dialogs/texts.ts';
import { temporaryFolder } from '../../temporaryFolder.ts';

const folder = temporaryFolder();
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
});

function write(texts: object, language = 'en'): string {
  mkdirSync(join(folder, 'texts'), { recursive: true });
  writeFileSync(join(folder, 'texts', `${language}.json`), JSON.stringify(texts));
  return folder;
}

/** What is said against texts. */
const refusal = (texts: object, language?: string): string => refusalOf(write(texts, language));

function refusalOf(content: string): string {
  try {
    takeContent(content);
  } catch (error) {
    if (error instanceof ContentError) return error.message;
    throw error;
  }
  throw new Error('it was used');
}

const lexicons = join(import.meta.dirname, '../../../dialogs/understanding/lexicons');
const theWholeOf = (language: string): object => Object(ownTexts[language]);
const answers = (question: string, texts: object): object => ({ questions: { [question]: { answers: texts } } });

type Wrong = readonly [fault: string, texts: object, says: RegExp];
const wrongKeys: readonly Wrong[] = [
  [
    'a key that there is not',
    { messages: { welcom: 'Hello' } },
    /messages\/welcom: there is no such text; did you mean messages\/\w+/,
  ],
  ['no safety net', { actions: { safetyNet: ' ' } }, /actions\/safetyNet\/self: is empty/],
  [
    'other arguments',
    { actions: { callAmbulance: 'Call 999 now.' } },
    /callAmbulance\/self: puts in "" instead of "\w/,
  ],
  ['no ICU message', { messages: { whoIAm: 'I am {name' } }, /messages\/whoIAm: is no ICU message/],
  [
    'a choice that says nothing',
    { messages: { 'card.confirmAway': '{answers} {urgency, select, emergency {} urgent {today} other {soon}}' } },
    /card.confirmAway: puts in ".*emergency \(nothing\).*" instead/,
  ],
  [
    'words in another direction than they are read in',
    { messages: { alreadyEnded: 'Stay \u202eemoh ta' } },
    /messages\/alreadyEnded: has U\+202E, which is not seen or turns the direction/,
  ],
  [
    'characters that are not seen',
    { dispositions: { urgent: { summary: 'Be se\u200ben\u2060 today\u00ad' } } },
    /dispositions\/urgent\/summary\/?\w*: has U\+200B, U\+2060, U\+00AD, which is not seen/,
  ],
  ['a link of markdown', { messages: { 'card.safetyNet': '[Read](x)' } }, /card.safetyNet: has "\[", which cards/],
  [
    'an address',
    { messages: { notUnderstood: 'See https://example.org/x' } },
    /has "https:\/\/example.org\/x", a link/,
  ],
  ['a tag', { questions: { trauma: { why: 'It is <b>bad</b>.' } } }, /trauma\/why\/?\w*: has "<", which cards/],
  ['an entity', { questions: { trauma: { help: 'A &amp; B' } } }, /trauma\/help\/?\w*: has "&amp;", which cards/],
  ['a heading', { questions: { legPain: { help: '# Pain\n- one' } } }, /legPain\/help\/?\w*: has "# ", which cards/],
  ['bold where nothing is', { questions: { legPain: { label: '**Pain**' } } }, /legPain\/label\/?\w*: has "\*\*"/],
  ['bold without its end', { messages: { 'card.welcome': '**Hello' } }, /card.welcome\/self: begins with "\*\*"/],
  ['two lines on a button', answers('legPain', { one: 'One\nleg' }), /legPain\/answers\/one\/?\w*: has several lines/],
  [
    'a book',
    { messages: { languageChanged: 'word '.repeat(500) } },
    /languageChanged: has 2500 characters; at most 2000/,
  ],
];
const wrongMeanings: readonly Wrong[] = [
  [
    'a button that says another answer',
    answers('bladder', { normal: 'I cannot pass urine' }),
    /bladder\/answers\/normal: "I cannot pass urine" says retention, which is another answer/,
  ],
  ['"not sure" that says no', answers('trauma', { unsure: 'No' }), /trauma\/answers\/unsure: "No" says none/],
  [
    'a button that nobody would understand',
    answers('saddleNumbness', { yes: 'Blue' }),
    /saddleNumbness\/answers\/yes \(self\): "Blue" is not understood/,
  ],
  ['two buttons alike', answers('bowel', { altered: 'Other', longstanding: 'Other' }), /both are "Other"/],
  [
    'a button that is said to the bot',
    answers('cancerHistory', { no: 'Stop' }),
    /cancerHistory\/answers\/no: "Stop" is said to the bot/,
  ],
  [
    'the yes and no of a confirmation exchanged',
    { messages: { 'card.yesTakeBack': 'No, keep the advice', 'card.noKeepAdvice': 'Yes, it was a mistake' } },
    /card.yesTakeBack: "No, keep the advice" does not begin with a "yes"[\s\S]*card.noKeepAdvice: "Yes.*with a "no"/,
  ],
  [
    'a button that does not say what it does',
    { messages: { 'card.back': 'Stop', 'card.stopHere': 'Answer more questions' } },
    /card.back: "Stop" is not understood as what its button does \(back\)[\s\S]*card.stopHere: .*\(stop\)/,
  ],
  [
    'a question about something else',
    { questions: { legWeakness: { ask: 'How is the weather?' } } },
    /questions\/legWeakness\/ask: does not say what it asks about/,
  ],
  [
    'a question that is turned round',
    { questions: { saddleNumbness: { ask: 'Is the feeling between your legs normal?' } } },
    /questions\/saddleNumbness\/ask: .* asks whether all is well/,
  ],
  ...Object.entries({
    cancerHistory: 'Have you never had cancer?',
    infection: 'Are you free of fever?',
    boneFragility: 'Are your bones strong?',
    implantedDevice: 'Is your body free of implants?',
    metalFragments: 'Is your body free of metal?',
    sensoryOrReflex: 'Do your legs feel normal?',
    spinalSurgery: 'Have you never had back surgery?',
    // The signs below it are read, and would hide that the question is turned round.
    bladder: 'Is your bladder fine?\n\n- You cannot pass urine\n- You leak',
  }).map(
    ([question, ask]): Wrong => [
      `a question about ${question} that is turned round`,
      { questions: { [question]: { ask } } },
      new RegExp(`questions/${question}/ask: ".*" asks whether all is well`),
    ],
  ),
  [
    'a simpler question that is turned round',
    { questions: { infection: { simpler: 'Are you free of fever?' } } },
    /questions\/infection\/simpler: .* asks whether all is well/,
  ],
  [
    'a question about something else, which no topic is of',
    { questions: { pregnancy: { ask: 'How is the weather?' } } },
    /questions\/pregnancy\/ask: does not say what it asks about/,
  ],
  [
    'a name of another question',
    { questions: { bowel: { label: 'Bladder' } } },
    /questions\/bowel\/label: "Bladder" does not name it/,
  ],
  [
    'a safety net with a hole',
    { actions: { safetyNet: 'Go to an emergency department at once for new weakness in a leg.' } },
    /actions\/safetyNet: says nothing of bladder/,
  ],
  [
    'advice that is denied',
    { actions: { goToEmergencyDepartment: 'Do not go to an emergency department now' } },
    /actions\/goToEmergencyDepartment: .* does not say "now"/,
  ],
  [
    'an emergency that can wait',
    { dispositions: { emergency: { title: 'See a doctor today' } } },
    /dispositions\/emergency\/title: "See a doctor today" does not say "now"/,
  ],
  [
    'a menu that says to the bot what it does not understand',
    { pages: { erase: 'Tidy up', speakThis: 'en español por favor' } },
    /pages\/erase: "Tidy up" is said to the bot by the menu[\s\S]*pages\/speakThis: "en español por favor" is said/,
  ],
  [
    'an urgent level without a scan',
    { dispositions: { urgent: { title: 'Be seen today; no scan' } } },
    /says that no scan is needed/,
  ],
];

/** Each fault is told of, by its key, where all of them are in one folder. */
test.each([
  ['that cannot be read', wrongKeys],
  ['that would mean another thing', wrongMeanings],
])('refused: texts %s', (_, wrong) => {
  const before = allTexts;
  const told = refusal(wrong.map(([, texts]) => texts).reduce(together));
  for (const [fault, , says] of wrong) expect([fault, told]).toEqual([fault, expect.stringMatching(says)]);
  expect(allTexts).toEqual(before);
});

/** One object of two, at every depth. */
function together(one: object, other: object): object {
  const both = new Map<string, unknown>(Object.entries(one));
  for (const [key, value] of Object.entries(other)) {
    const had = both.get(key);
    both.set(key, typeof had === 'object' && had !== null ? together(had, value) : value);
  }
  return Object.fromEntries(both);
}

test('refused: a language without its lexicon, and one without all texts', () => {
  expect(refusal({ messages: {} }, 'fr')).toMatch(/texts\/fr\.json: needs lexicons\/fr\//);
  expect(refusal({ messages: {} }, 'fr')).toMatch(/questions\/legWeakness\/label(\/self)?: is missing/);
  expect(refusal({}, 'french')).toMatch(/french: name it by the two or three letters/);
  expect(() => takeContent(join(folder, 'none'))).toThrow('there is no such folder');
});

/** A file of the folder; the folders to it are made. */
function put(file: string, text = '{}'): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

test('refused: what nobody would read, so that no text is missed', () => {
  expect(refusalOf(folder)).toMatch(/has neither of the folders texts and lexicons$/);
  put('text/en.json');
  expect(refusalOf(folder)).toMatch(/has neither of the folders texts and lexicons, but text$/);
  for (const file of ['texts/en.jsn', 'texts/README.md', 'lexicons/fr.json', 'lexicons/fr/grammer.json']) put(file);
  const told = refusalOf(folder);
  for (const file of ['text', 'texts/en.jsn', 'lexicons/fr.json', 'lexicons/fr/grammer.json'])
    expect(told).toContain(`  ${file}: is read by nobody`);
  expect(told).not.toContain('README');
});

test('refused with its name: a file that is no JSON, or is no part of a lexicon', () => {
  put('texts/en.json', '{ "messages": ');
  expect(refusalOf(folder)).toMatch(/is not used:\n {2}texts\/en\.json: .*JSON/);
  rmSync(join(folder, 'texts'), { recursive: true });
  write(theWholeOf('es'), 'fr');
  put('lexicons/fr/commands.json', '{,}');
  expect(refusalOf(folder)).toMatch(/is not used:\n {2}lexicons\/fr\/commands\.json: .*JSON/);
  cpSync(join(lexicons, 'es'), join(folder, 'lexicons/fr'), { recursive: true });
  put('lexicons/fr/grammar.json');
  expect(refusalOf(folder)).toMatch(/is not used:\n {2}lexicons\/fr\/grammar\.json: .*replace/s);
});

/** As Kubernetes mounts it: hidden folders with the files, and links to them. */
test('what is linked is read, and hidden folders are passed over', () => {
  put('..2026_11_29/texts/en.json', '{ "messages": { "welcom": "Hello" } }');
  put('..2026_11_29/lexicons/fr/grammer.json');
  symlinkSync('..2026_11_29', join(folder, '..data'));
  for (const name of ['texts', 'lexicons']) symlinkSync(`..data/${name}`, join(folder, name));
  mkdirSync(join(folder, 'lexicons/..data'));
  expect(refusalOf(folder).split('\n').slice(1)).toEqual([
    expect.stringContaining('  lexicons/fr/grammer.json: is read by'),
  ]);
  rmSync(join(folder, '..data/lexicons/fr'), { recursive: true });
  expect(refusalOf(folder)).toContain('messages/welcom: there is no such text');
  cpSync(join(lexicons, 'es'), join(folder, '..data/es'), { recursive: true });
  symlinkSync('../es', join(folder, '..data/lexicons/es'));
  expect(refusalOf(folder)).toContain("lexicons/es: what typed words mean in it is Cauda's own");
});

test('refused: likelihoods that were learned from other examples', () => {
  write(theWholeOf('es'), 'fr');
  cpSync(join(lexicons, 'es'), join(folder, 'lexicons/fr'), { recursive: true });
  put('lexicons/fr/examples/trauma.tsv', 'major\tune chute\n');
  expect(refusalOf(folder)).toMatch(/lexicons\/fr\/likelihoods\.bin: is not learned from its examples/);
  rmSync(join(folder, 'lexicons/fr/likelihoods.bin'));
  expect(refusalOf(folder)).toMatch(/lexicons\/fr\/likelihoods\.bin: is not learned from its examples/);
});

test("a deployment's words are said, the others stay, the content is another, and a second one is refused", () => {
  const reader = { language: 'en', role: 'self' } as const;
  const before = contentVersion;
  const spanish = message({ ...reader, language: 'es' }, 'whoIAm');
  takeContent(
    write({
      messages: { whoIAm: 'I am the spine line of St Elsewhere.' },
      ...answers('bladder', { normal: 'No change at all' }),
    }),
  );
  expect(message(reader, 'whoIAm')).toBe('I am the spine line of St Elsewhere.');
  expect(answerText(reader, 'bladder', 'normal')).toBe('No change at all');
  expect(message({ ...reader, language: 'es' }, 'whoIAm')).toBe(spanish);
  expect(contentVersion).not.toBe(before);
  takeContent(folder);
  expect(() => takeContent(tmpdir())).toThrow('with one only');
});

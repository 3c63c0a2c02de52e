import { IntlMessageFormat } from 'intl-messageformat';
import { z } from 'zod';
import { type ActionId, actionIds, type Disposition, dispositions } from '../machines/actions.ts';
import { type Answer, type QuestionId, questionIds, type Role } from '../machines/findings.ts';
import { type Alternative, alternatives, type Imaging, type NoteId, noteIds } from '../machines/imagingRules.ts';
import { type PracticePointId, practicePointIds } from '../machines/practicePoints.ts';
import { type ClaimId, claim, claimIds } from '../machines/sources.ts';
import { type Condition, conditions } from '../machines/urgencyRules.ts';
import { ownTexts } from './ownTexts.ts';
import {
  type DeskWords,
  deskWordsSchema,
  type PageWords,
  pageWordsSchema,
  type SiteWords,
  siteWordsSchema,
} from './pageWords.ts';
import { type PictureId, pictureIds } from './pictures.ts';
import { type TeamsAppWords, teamsAppWordsSchema } from './teamsAppWords.ts';
import type en from './texts/en.json';

/** Who reads: decides language and wording. */
export type Reader = { readonly language: string; readonly role: Role };
type Values = Readonly<Record<string, string | number>>;

/** One ICU message for all roles, or one for each. */
const wordingSchema = z.union([
  z.string().min(1),
  z.strictObject({ self: z.string(), carer: z.string(), nurse: z.string(), clinician: z.string() }),
]);
type Wording = z.infer<typeof wordingSchema>;

const forEach = <const K extends string, V extends z.ZodType>(keys: readonly K[], value: V) =>
  z.record(z.enum(keys), value);

const questionTextsSchema = z.strictObject({
  label: wordingSchema,
  ask: wordingSchema,
  simpler: wordingSchema,
  help: wordingSchema,
  why: wordingSchema,
  answers: z.record(z.string(), wordingSchema),
});

export type MessageId = keyof typeof en.messages;
const { messages } = z.object({ messages: z.record(z.string(), z.unknown()) }).parse(ownTexts['en']);
const isMessageId = (id: string): id is MessageId => id in messages;
export const messageIds: readonly MessageId[] = Object.keys(messages).filter(isMessageId);

/** One language's texts file, dialogs/texts/<language>.json. */
export const textsSchema = z.strictObject({
  questions: forEach(questionIds, questionTextsSchema),
  actions: forEach(actionIds, wordingSchema),
  notes: forEach(noteIds, wordingSchema),
  alternatives: forEach(alternatives, wordingSchema),
  conditions: forEach(conditions, z.strictObject({ name: z.string(), clock: z.string() })),
  practicePoints: forEach(practicePointIds, wordingSchema),
  dispositions: forEach(dispositions, z.strictObject({ title: wordingSchema, summary: wordingSchema })),
  pictures: forEach(pictureIds, z.strictObject({ caption: z.string().min(1), alt: z.string().min(1) })),
  messages: forEach(messageIds, wordingSchema),
  pages: pageWordsSchema,
  desk: deskWordsSchema,
  site: siteWordsSchema,
  teamsApp: teamsAppWordsSchema,
  /** What the sources say, in words other than their own English. */
  claims: z.exactOptional(forEach(claimIds, z.string().min(1))),
  /** Where in the literature that stands, by its English. */
  places: z.exactOptional(z.record(z.string(), z.string().min(1))),
});
type Texts = z.infer<typeof textsSchema>;

let languages: Readonly<Record<string, Texts>>;

/** All words, for the hash of the content. */
export let allTexts: Readonly<Record<string, unknown>>;

/** The languages that the conversation is held in. */
export let spokenLanguages: readonly string[];

/** Puts texts in force, by language; English must be among them. Throws for a text that is missing or that there is not. */
export function speakWith(texts: Readonly<Record<string, unknown>>): void {
  languages = Object.fromEntries(
    Object.entries(texts).map(([language, one]) => [language, parsedTexts(language, one)] as const),
  );
  allTexts = languages;
  // It is offered to hosts as it is.
  spokenLanguages = Object.freeze(Object.keys(languages));
  sayings = new Map(spokenLanguages.map((language) => [language, new Map()]));
}

function parsedTexts(language: string, texts: unknown): Texts {
  const parsed = textsSchema.safeParse(texts);
  if (!parsed.success) throw new Error(`texts/${language}.json: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** Some channels write the BCP 47 locale "es-ES" as "es_ES", or leave it empty. */
const languageIn = (locale: string): string => locale.toLowerCase().split(/[-_]/u)[0] ?? '';

/** Whether the language of a BCP 47 locale is spoken. */
export const isSpoken = (locale: string): boolean => spokenLanguages.includes(languageIn(locale));

/** The spoken language nearest to a BCP 47 locale; English where none is. */
export const languageSpokenFor = (locale: string | undefined): string => {
  const language = languageIn(locale ?? '');
  return spokenLanguages.includes(language) ? language : 'en';
};

export const questionText = (
  reader: Reader,
  question: QuestionId,
  part: 'label' | 'ask' | 'simpler' | 'help' | 'why',
) => say(reader, textsOf(reader).questions[question][part]);

export const answerText = (reader: Reader, question: QuestionId, value: Answer): string =>
  say(reader, textsOf(reader).questions[question].answers[value] ?? value);

export const actionText = (reader: Reader, action: ActionId, values: Values): string =>
  say(reader, textsOf(reader).actions[action], values);

export const noteText = (reader: Reader, note: NoteId): string => say(reader, textsOf(reader).notes[note]);

export const alternativeText = (reader: Reader, alternative: Alternative): string =>
  say(reader, textsOf(reader).alternatives[alternative]);

export const conditionTexts = (
  reader: Reader,
  condition: Condition,
): { readonly name: string; readonly clock: string } => {
  const { name, clock } = textsOf(reader).conditions[condition];
  return { name: say(reader, name), clock: say(reader, clock) };
};

export const practicePointText = (reader: Reader, point: PracticePointId): string =>
  say(reader, textsOf(reader).practicePoints[point]);

export const dispositionText = (reader: Reader, disposition: Disposition, part: 'title' | 'summary'): string =>
  say(reader, textsOf(reader).dispositions[disposition][part]);

/** "one, two, and three". Making the formatter takes longer than all that is said with it. */
export function listed(language: string, items: readonly string[]): string {
  const known = lists.get(language) ?? new Intl.ListFormat(language);
  if (spokenLanguages.includes(language)) lists.set(language, known);
  return known.format(items);
}
const lists = new Map<string, Intl.ListFormat>();

export const pictureText = (reader: Reader, id: PictureId, part: 'caption' | 'alt'): string =>
  say(reader, textsOf(reader).pictures[id][part]);

/** Words of the person, as they typed them. */
export const quoted = (words: readonly string[]): string => words.map((one) => `“${one}”`).join(', ');

export const message = (reader: Reader, id: MessageId, values?: Values): string =>
  say(reader, textsOf(reader).messages[id], aboutLanguages.has(id) ? { ...languagesFor(reader), ...values } : values);

/** These name the languages that are spoken, which a deployment may add to. */
const aboutLanguages: ReadonlySet<MessageId> = new Set(['languagesSpoken', 'languageChanged']);

/** The languages that are spoken as the reader calls them, and how to ask for the others. */
function languagesFor(reader: Reader): Values {
  const names = new Intl.DisplayNames(reader.language, { type: 'language' });
  const name = (language: string): string => names.of(language) ?? language;
  const others = spokenLanguages.filter((language) => language !== reader.language);
  const asked = others.map((language) => message(reader, 'languageAsked', { language: name(language) }));
  return {
    languages: new Intl.ListFormat(reader.language).format(spokenLanguages.map(name)),
    others: new Intl.ListFormat(reader.language, { type: 'disjunction' }).format(asked),
  };
}

/** @param name what the deployment calls this program. */
export const pageWords = (language: string, name: string): PageWords =>
  pageWordsSchema.parse(withValues(language, textsOf({ language, role: 'self' }).pages, { name }));

export const deskWords = (language: string, name: string): DeskWords =>
  deskWordsSchema.parse(withValues(language, textsOf({ language, role: 'nurse' }).desk, { name }));

/** @param values with how many days conversations are kept, after their end and without one. */
export const siteWords = (
  language: string,
  values: { readonly name: string; readonly finishedDays: number; readonly unfinishedDays: number },
): SiteWords => siteWordsSchema.parse(withValues(language, textsOf({ language, role: 'self' }).site, values));

/** @param name what the app is called. */
export function teamsAppWords(language: string, name: string): TeamsAppWords {
  const { commands, ...others } = textsOf({ language, role: 'self' }).teamsApp;
  return teamsAppWordsSchema.parse({ ...withValues(language, others, { name }), commands });
}

const withValues = (language: string, words: Readonly<Record<string, string>>, values: Values) =>
  Object.fromEntries(Object.entries(words).map(([id, icu]) => [id, say({ language, role: 'self' }, icu, values)]));

/** What a source says. */
export const claimText = (reader: Reader, id: ClaimId): string => textsOf(reader).claims?.[id] ?? claim(id).says;

/** Where a guideline's statement was read. */
export const placeText = (reader: Reader, place: string): string => textsOf(reader).places?.[place] ?? place;

/** "MRI of the lumbar spine without contrast". */
export const imagingText = (reader: Reader, { modality, region, contrast }: Imaging): string =>
  message(reader, 'imaging', { modality, region, contrast });

/** What a person is told when Cauda itself fails: no answer is lost, and when not to wait. */
export const safetyNetMessage = (locale: string | undefined): string => {
  const reader: Reader = { language: languageSpokenFor(locale), role: 'self' };
  return `${message(reader, 'technicalFailure')}\n\n${actionText(reader, 'safetyNet', {})}`;
};

const textsOf = ({ language }: Reader): Texts => {
  const texts = languages[languageSpokenFor(language)];
  if (texts === undefined) throw new Error(`no texts for ${language}`);
  return texts;
};

function say({ language, role }: Reader, wording: Wording, values?: Values): string {
  const icu = typeof wording === 'string' ? wording : wording[role];
  const said = sayingOf(languageSpokenFor(language), icu);
  if (values !== undefined) return String(said.format.format({ role, ...values }));
  said.plain[role] ??= String(said.format.format({ role }));
  return said.plain[role];
}

/** A message ready to be said, and how it sounds to each role where nothing is put into it. */
type Saying = { readonly format: IntlMessageFormat; readonly plain: Partial<Record<Role, string>> };
let sayings: ReadonlyMap<string, Map<string, Saying>>;
speakWith(ownTexts);

function sayingOf(language: string, icu: string): Saying {
  const known = sayings.get(language)?.get(icu);
  if (known !== undefined) return known;
  const format = new IntlMessageFormat(icu, language, undefined, { ignoreTag: true });
  const saying: Saying = { format, plain: {} };
  sayings.get(language)?.set(icu, saying);
  return saying;
}

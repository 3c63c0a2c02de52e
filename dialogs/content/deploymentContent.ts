import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import levenshtein from 'damerau-levenshtein';
import { answersTo, questionIds, roleSchema } from '../../machines/findings.ts';
import { claims } from '../../machines/sources.ts';
import { takeContentVersion } from '../contentVersion.ts';
import { ownTexts } from '../ownTexts.ts';
import { answerText, type Reader, speakWith } from '../texts.ts';
import { foldersIn, hearWith } from '../understanding/lexicon.ts';
import { lexiconProblems, strayFiles } from './contentFiles.ts';
import { argumentsOf, messagesIn } from './icuMessages.ts';
import { jsonIn } from './jsonFolder.ts';
import { wordingProblems } from './plainWording.ts';
import { saidByButton } from './readBack.ts';
import { textProblems } from './textProblems.ts';
import { untranslatedLists, untranslatedTexts } from './untranslated.ts';

type TextsByLanguage = Readonly<Record<string, unknown>>;

/** Texts that cannot be used; the message names each key and why. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
}

let used: string | undefined;

/**
 * Puts a deployment's own content in force, for the whole process: `texts/xx.json` with the texts that are other than
 * Cauda's, and for a further language all of them with its lexicon in `lexicons/xx/`. The content version becomes that of
 * what is in force. Throws `ContentError`, and leaves all as it was, where a text is misspelt, is missing or does not mean what its key does.
 * @param folder a path; again the same is nothing new, and a second one is refused.
 * @param tellOfDraft gets what of a further language is not translated yet, for those who write it; without it, that is refused.
 */
export function takeContent(folder: string, tellOfDraft?: (problems: readonly string[]) => void): void {
  const path = resolve(folder);
  if (used === path) return;
  if (used !== undefined)
    throw new ContentError(`${path}: this process speaks with the content of ${used}, and with one only.`);
  const content = pathToFileURL(`${path}/`);
  if (!existsSync(content)) throw new ContentError(`${path}: there is no such folder.`);
  refuse(path, strayFiles(content));
  const given = inFolder(new URL('texts/', content), textsIn(path));
  const texts = mapped(given, (one, language) => forEachRole(ownTexts[language] ?? ownTexts['en'], one));
  const lexicons = Object.keys(inFolder(new URL('lexicons/', content), foldersIn));
  refuse(path, [...languageProblems(Object.keys(texts), lexicons), ...Object.keys(texts).flatMap(keyProblems(texts))]);

  const own = buttons(Object.keys(texts).filter(isOwn));
  try {
    speakWith({ ...ownTexts, ...mapped(texts, (one, language) => merged(ownTexts[language], one)) });
    if (lexicons.length > 0) hearWith(new URL('lexicons/', content));
    refuse(
      path,
      lexicons.flatMap((language) => lexiconProblems(language, new URL(`lexicons/${language}/`, content))),
    );
    const untranslated = [
      ...Object.keys(texts)
        .filter((language) => !isOwn(language))
        .flatMap((language) =>
          untranslatedTexts(texts[language], { ...ownTexts, en: sourceTexts() }).map(
            (problem) => `texts/${language}.json: ${problem}`,
          ),
        ),
      ...lexicons.flatMap((language) => untranslatedLists(language, Object.keys(ownTexts))),
    ];
    refuse(path, [
      ...Object.keys(texts).flatMap(textProblems),
      ...buttons(Object.keys(texts).filter(isOwn)).flatMap(({ at, text, reads }, index) => {
        const before = own[index];
        return before !== undefined && before.text !== text && before.reads(before.text) && !reads(text)
          ? [`${at}: "${text}" is not understood, as "${before.text}" was; use words that are`]
          : [];
      }),
      ...(tellOfDraft === undefined ? untranslated : []),
    ]);
    if (untranslated.length > 0) tellOfDraft?.(untranslated);
  } catch (error) {
    speakWith(ownTexts);
    hearWith();
    throw error;
  }
  used = path;
  takeContentVersion();
}

const inFolder = (folder: URL, read: (folder: URL) => TextsByLanguage): TextsByLanguage =>
  existsSync(folder) ? read(folder) : {};

const textsIn =
  (path: string) =>
  (folder: URL): TextsByLanguage => {
    try {
      return jsonIn(folder);
    } catch (error) {
      throw new ContentError(`${path} is not used:\n  texts/${error instanceof Error ? error.message : String(error)}`);
    }
  };

function refuse(path: string, problems: readonly string[]): void {
  if (problems.length === 0) return;
  const shown = problems.slice(0, mostShown);
  const more = problems.length > shown.length ? [`… and ${problems.length - shown.length} more`] : [];
  throw new ContentError([`${path} is not used:`, ...shown, ...more].join('\n  '));
}
const mostShown = 50;

const isOwn = (language: string): boolean => language in ownTexts;

function languageProblems(texts: readonly string[], lexicons: readonly string[]): readonly string[] {
  return [
    ...[...texts, ...lexicons]
      .filter((language) => !/^[a-z]{2,3}$/.test(language))
      .map((language) => `${language}: name it by the two or three letters of its language`),
    ...lexicons
      .filter(isOwn)
      .map((language) => `lexicons/${language}: what typed words mean in it is Cauda's own; remove the folder`),
    ...texts
      .filter((language) => !isOwn(language) && !lexicons.includes(language))
      .map((language) => `texts/${language}.json: needs lexicons/${language}/, or nobody's words would be understood`),
    ...lexicons
      .filter((language) => !isOwn(language) && !texts.includes(language))
      .map((language) => `lexicons/${language}: needs texts/${language}.json`),
  ];
}

/** Each text stands where Cauda has one, with the same put into it; a further language has them all. */
const keyProblems =
  (texts: TextsByLanguage) =>
  (language: string): readonly string[] => {
    const known = new Map(messagesIn(isOwn(language) ? ownTexts[language] : sourceTexts()));
    const given = messagesIn(texts[language]);
    const has = new Set(given.map(([at]) => at));
    const missing = isOwn(language) ? [] : [...known.keys()].filter((at) => !has.has(at));
    return [
      ...given.flatMap(([at, icu]) => {
        const own = known.get(at);
        return own === undefined
          ? [`${at}: there is no such text; ${nearest(at, known)}`]
          : argumentProblems(at, icu, own);
      }),
      ...missing.map((at) => `${at}: is missing`),
    ].map((problem) => `texts/${language}.json: ${problem}`);
  };

function argumentProblems(at: string, icu: string, own: string): readonly string[] {
  if (icu.trim() === '') return [`${at}: is empty`];
  const wrong = wordingProblems(at, icu, own);
  if (wrong.length > 0) return wrong.map((problem) => `${at}: ${problem}`);
  try {
    const [is, must] = [argumentsOf(icu).join('; '), argumentsOf(own).join('; ')];
    return is === must ? [] : [`${at}: puts in "${is}" instead of "${must}"`];
  } catch (error) {
    return [`${at}: is no ICU message: ${String(error)}`];
  }
}

/** English is the source: what it shows from machines/sources.ts needs no text of its own there, but a translation. */
const sourceTexts = (): unknown => ({
  ...Object(ownTexts['en']),
  claims: Object.fromEntries(claims.map(({ id, says }) => [id, says])),
  places: Object.fromEntries(
    claims.flatMap(({ source }) => (source.mark === 'guideline' ? [[source.place, source.place]] : [])),
  ),
});

function nearest(at: string, known: ReadonlyMap<string, string>): string {
  const [best] = [...known.keys()]
    .map((one) => ({ one, steps: levenshtein(at, one).steps }))
    .toSorted((one, other) => one.steps - other.steps);
  return `did you mean ${best?.one}?`;
}

/** One text where Cauda has one for each role is for all of them. */
function forEachRole(own: unknown, given: unknown): unknown {
  if (typeof own !== 'object' || own === null) return given;
  if (typeof given === 'string' && 'self' in own)
    return Object.fromEntries(roleSchema.options.map((role) => [role, given]));
  if (typeof given !== 'object' || given === null) return given;
  return mapped({ ...given }, (value, key) => forEachRole(Object(own)[key], value));
}

function merged(own: unknown, given: unknown): unknown {
  if (typeof own !== 'object' || own === null || typeof given !== 'object' || given === null) return given ?? own;
  const theirs: Readonly<Record<string, unknown>> = { ...given };
  return { ...own, ...mapped(theirs, (value, key) => merged(Object(own)[key], value)) };
}

const mapped = (
  record: Readonly<Record<string, unknown>>,
  change: (value: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));

/** The buttons of languages, and whether words are read as what each of them means. */
const buttons = (languages: readonly string[]) =>
  languages.flatMap((language) =>
    roleSchema.options.flatMap((role) =>
      questionIds.flatMap((question) =>
        answersTo(question).map((value) => {
          const reader: Reader = { language, role };
          return {
            at: `texts/${language}.json: questions/${question}/answers/${value} (${role})`,
            text: answerText(reader, question, value),
            reads: (text: string): boolean => saidByButton(reader, question, text) === value,
          };
        }),
      ),
    ),
  );

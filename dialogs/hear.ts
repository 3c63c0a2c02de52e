import type { Log } from '../machines/answerLog.ts';
import { answersTo, type Findings, finding, type QuestionId, questionIds, type Role } from '../machines/findings.ts';
import { timesNotUnderstood } from './conversation/asides.ts';
import { type ChatView, chatView } from './conversation/chatView.ts';
import type { Heard } from './heard.ts';
import { mostTyped, pieces } from './longText.ts';
import { answerText, languageSpokenFor, type Reader, spokenLanguages } from './texts.ts';
import { spokenLanguage } from './understanding/spokenLanguage.ts';
import { understand } from './understanding/understand.ts';

/** Words as they were heard; `language` where they are clearly in another one than the conversation's. */
export type HeardWords = {
  readonly heard: Heard;
  readonly language?: string;
  /** The part that counts, where the whole is too long. */
  readonly text?: string;
};

/** What words mean at this point of the conversation, in whichever language they are. Pure. */
export function hear(log: Log, text: string, today: Date): HeardWords {
  const shows = chatView(log);
  if (text.length > mostTyped) return hearLong(text, shows.language, today, shows.role);
  const numbered = numberedAnswer(log, shows, text);
  if (numbered) return { heard: { kind: 'answer', findings: numbered, rests: text } };
  const spoken = spokenLanguage(text, shows.language, spokenLanguages);
  const heard = understoodIn(spoken.language, shows, text, today);
  const switches = spoken.language !== shows.language && spoken.clearly;
  return switches ? { heard, language: spoken.language } : { heard: emergencyIn(heard, shows, text, today) ?? heard };
}

/** A number means a choice only where the person was told so: once the choices were given as a list. */
function numberedAnswer(log: Log, shows: ChatView, text: string): Findings | undefined {
  const number = /^\s*([1-9])\s*[.)]?\s*$/u.exec(text)?.[1];
  if (number === undefined || shows.kind !== 'question' || timesNotUnderstood(log) < 2) return undefined;
  return finding(shows.question, answersTo(shows.question)[Number(number) - 1]);
}

/** Only emergency words are looked for in what is too long to be an answer, but in all of it and in each language. */
export function hearLong(text: string, usual: string, today: Date, role: Role): HeardWords {
  for (const piece of pieces(text)) {
    for (const language of [usual, ...spokenLanguages.filter((other) => other !== usual)]) {
      const heard = understand(piece, undefined, language, today, role);
      if (heard.kind === 'emergency') return { heard, text: heard.rests };
    }
  }
  return { heard: { kind: 'tooLong' }, text: '' };
}

function understoodIn(language: string, shows: ChatView, text: string, today: Date): Heard {
  if (shows.kind === 'confirmation' || shows.kind === 'emergency') {
    const heard = understand(text, 'confirmation', language, today, shows.role);
    if (heard.kind === 'confirm' || heard.kind === 'decline') return heard;
  }
  return hearAnswer(text, questionAskedIn(shows), language, today, shows.role);
}

/** Words that mean nothing in one language may cry for help in another. */
const emergencyIn = (heard: Heard, shows: ChatView, text: string, today: Date): Heard | undefined =>
  heard.kind === 'off-topic' || (heard.kind === 'ambiguous' && heard.guess === undefined)
    ? spokenLanguages
        .filter((language) => language !== shows.language)
        .map((language) => understoodIn(language, shows, text, today))
        .find(({ kind }) => kind === 'emergency')
    : undefined;

/** The language to begin a conversation in: that of its first words where it is clear, else that of the channel's locale. */
export function languageToBegin(text: string | undefined, locale: string | undefined): string {
  const usual = languageSpokenFor(locale);
  const { language, clearly } = spokenLanguage(text ?? '', usual, spokenLanguages);
  return clearly ? language : usual;
}

/** Reads the lexicons at once, which takes half a second of a processor, so that nobody's first words wait for it. */
export function readLexicons(today: Date): void {
  for (const language of spokenLanguages) hearAnswer('…', undefined, language, today);
}

/** What words mean as an answer to a question: a button's own words are that button, all others are understood. Pure. */
export function hearAnswer(
  text: string,
  question: QuestionId | undefined,
  language: string,
  today: Date,
  role: Role = 'self',
): Heard {
  if (text.length > mostTyped) return hearLong(text, language, today, role).heard;
  const named = question && buttonNamed(text, question, { language, role });
  return named ? { kind: 'answer', findings: named, rests: text } : understand(text, question, language, today, role);
}

function buttonNamed(text: string, question: QuestionId, reader: Reader) {
  const value = answersTo(question).find((one) => plain(answerText(reader, question, one)) === plain(text));
  return value === undefined ? undefined : finding(question, value);
}

/** Case, accents, spaces and marks are how it was typed, not what was said. */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim();

/** The question that words answer; while a confirmation waits, the one that it is about. */
function questionAskedIn(shows: ChatView): QuestionId | undefined {
  if (shows.kind === 'question') return shows.question;
  if (shows.kind !== 'confirmation' || shows.of.kind !== 'answered') return undefined;
  const { findings } = shows.of;
  return questionIds.find((question) => findings[question] !== undefined);
}

import { type AnswerFlag, answerFlags } from '../../machines/answerFlag.ts';
import { type Log, revision } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { type Answer, isProfessional, type QuestionId, questionIds } from '../../machines/findings.ts';
import { moreUrgent, type Urgency } from '../../machines/urgency.ts';
import { contentVersion } from '../contentVersion.ts';
import { type ChatView, chatView } from '../conversation/chatView.ts';
import { lastGiven } from './answerHistory.ts';
import { type CallReader, clockOf } from './callReader.ts';
import { callSections, disposition, isOpenSoFar, judgedTo, type Section } from './callSections.ts';
import { computedUrgency } from './judgement.ts';
import { type Aloud, readAloud } from './readAloud.ts';

/** One question of the sheet: what is known, and whether it could be asked. */
export type SheetQuestion = {
  readonly question: QuestionId;
  readonly value: Answer | undefined;
  readonly flag: AnswerFlag;
  /** The caller's own words, if it was typed. */
  readonly words: string | undefined;
  /** When it was answered, on the desk's clock. */
  readonly at: string | undefined;
  /** False for what this call has no reason to ask. */
  readonly asked: boolean;
};

/**
 * A call as its desk shows it, and the only place that anything of it is computed from: worksheet, card of the queue,
 * copy, print and hand-over are this.
 */
export type CallSheet = {
  readonly reference: string;
  readonly revision: number;
  /** ISO 8601, for the timer. */
  readonly started: string;
  /** The worst of what was computed, of another emergency and of a judgement: what colours the sheet. */
  readonly urgency: Urgency;
  /** What the rules say alone. */
  readonly computed: Urgency;
  readonly complete: boolean;
  /** Nothing was found, and questions are open: no result yet. */
  readonly openSoFar: boolean;
  readonly headline: string;
  readonly under: readonly string[];
  readonly lifeThreats: ChatView['otherEmergency'];
  /** The next one of the pathway that nobody asked. */
  readonly next: QuestionId | undefined;
  readonly questions: readonly SheetQuestion[];
  readonly sections: readonly Section[];
  readonly aloud: readonly Aloud[];
  readonly callerLanguage: string;
  readonly party: ChatView['margin']['party'];
  readonly judged: Urgency | undefined;
  readonly closed: boolean;
  /** Who has the call, by their opaque id. */
  readonly owner: string | undefined;
  readonly handedOver: boolean;
};

/** The sheet of a log for a reader. Pure. */
export function callSheet(log: Log, reference: string, reader: CallReader): CallSheet {
  const shows = callView(log, reader.language);
  const call = { log, shows, reader };
  const { margin, recommendation } = shows;
  const judged = judgedTo(shows);
  const { title, lines } = disposition(call);
  const callerLanguage = margin.party?.language ?? reader.language;
  return {
    reference,
    revision: revision(log),
    started: log.head.started,
    urgency: moreUrgent(computedUrgency(shows), judged ?? 'routine'),
    computed: recommendation.urgency,
    complete: recommendation.complete,
    openSoFar: isOpenSoFar(shows),
    headline: title,
    under: lines,
    lifeThreats: shows.otherEmergency,
    next: shows.kind === 'question' ? shows.question : undefined,
    questions: sheetQuestions(log, shows, reader),
    sections: callSections(call, reference),
    aloud:
      isOpenSoFar(shows) && shows.otherEmergency !== 'noted'
        ? []
        : readAloud({ shows, reader, language: callerLanguage }),
    callerLanguage,
    party: margin.party,
    judged,
    closed: margin.closed !== undefined,
    owner: margin.taken?.by,
    handedOver: margin.handedOver !== undefined,
  };
}

/** The view of a call in its reader's language, and in a professional's words. */
export function callView(log: Log, language: string): ChatView {
  const shows = chatView(log, contentVersion);
  return { ...shows, language, role: isProfessional(shows.role) ? shows.role : 'nurse' };
}

function sheetQuestions(log: Log, shows: ChatView, reader: CallReader): readonly SheetQuestion[] {
  const clock = clockOf(reader, log.head.started);
  const flags = answerFlags(findingsIn(shows));
  const stands = new Map(shows.answers.map(({ question, value }) => [question, value]));
  return questionIds.map((question) => {
    const value = stands.get(question);
    const given = value === undefined ? undefined : lastGiven(log, question);
    return {
      question,
      value,
      flag: flags.get(question) ?? 'none',
      words: given?.heard,
      at: given && clock.time(given.at),
      asked: value !== undefined || shows.notAsked.includes(question),
    };
  });
}

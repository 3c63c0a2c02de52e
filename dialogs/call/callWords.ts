import { type Answer, answersTo, type QuestionId, questionIds, type Role } from '../../machines/findings.ts';
import { question as questionOf } from '../../machines/questions.ts';
import { type Urgency, urgencySchema } from '../../machines/urgency.ts';
import { explanation } from '../explanation.ts';
import { answerText, message, questionText, type Reader } from '../texts.ts';
import { type JudgementReason, judgementReasons, levelTitle } from './judgement.ts';

/** A question in a desk's words. What is asked comes in the language that it is read aloud in. */
export type QuestionWords = {
  readonly question: QuestionId;
  readonly section: 'red flags' | 'background' | 'MRI safety';
  readonly label: string;
  readonly ask: string;
  /** Said before it, where it is personal. */
  readonly framing: string | undefined;
  readonly simpler: string;
  readonly help: string;
  readonly why: string;
  /** `text` in the desk's language; `aloud` in the caller's. */
  readonly answers: readonly { readonly value: Answer; readonly text: string; readonly aloud: string }[];
};

type Named<Id extends string> = { readonly id: Id; readonly text: string };

/** The words of a desk that no call changes. */
export type CallWords = {
  readonly questions: readonly QuestionWords[];
  readonly lifeThreatsAsk: string;
  readonly lifeThreats: string;
  readonly readAloud: string;
  readonly levels: readonly Named<Urgency>[];
  readonly reasons: Readonly<Record<keyof typeof judgementReasons, readonly Named<JudgementReason>[]>>;
};

/** Who is on the line: what they speak, and whether the pain is theirs. */
export type CallerReads = { readonly language: string; readonly about: 'self' | 'other' };

/**
 * @param caller whom is read aloud to: a caller who speaks for somebody else is asked about "them".
 * The desk's own language never follows theirs.
 */
export function callWords(language: string, caller: CallerReads, role: Role): CallWords {
  const desk: Reader = { language, role };
  const aloud: Reader = { language: caller.language, role };
  const ofThem: Reader = caller.about === 'other' && role === 'nurse' ? { ...aloud, role: 'carer' } : aloud;
  /** The scanner's list is the nurse's own: no caller is asked about it. */
  const asks = (question: QuestionId): Reader => (question === 'mriAccess' ? aloud : ofThem);
  const reasons = (side: keyof typeof judgementReasons) =>
    judgementReasons[side].map((id) => ({ id, text: message(desk, 'call.reason', { reason: id }) }));
  return {
    questions: questionIds.map((question) => ({
      question,
      section: questionOf(question).section,
      label: questionText(desk, question, 'label'),
      ask: questionText(asks(question), question, 'ask'),
      framing: question === 'saddleNumbness' ? message(ofThem, 'framing') : undefined,
      simpler: questionText(asks(question), question, 'simpler'),
      help: questionText(desk, question, 'help'),
      why: explanation(desk, question, 'why'),
      answers: answersTo(question).map((value) => ({
        value,
        text: answerText(desk, question, value),
        aloud: answerText(aloud, question, value),
      })),
    })),
    lifeThreatsAsk: message(aloud, 'call.lifeThreatsAsk'),
    lifeThreats: message(desk, 'call.lifeThreats'),
    readAloud: message(desk, 'call.readAloud'),
    levels: urgencySchema.options.map((id) => ({ id, text: levelTitle(desk, id) })),
    reasons: { moreUrgent: reasons('moreUrgent'), lessUrgent: reasons('lessUrgent') },
  };
}

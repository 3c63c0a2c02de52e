import type { CallAct, Refusal } from '../../../dialogs/call/callActs.ts';
import type { Hearing } from '../../../dialogs/call/callHearing.ts';
import type { CallSheet } from '../../../dialogs/call/callSheet.ts';
import type { CallWords } from '../../../dialogs/call/callWords.ts';
import type { QuestionId } from '../../../machines/findings.ts';
import type { Person } from '../../desk/people.ts';
import type { QueuedCall } from '../../desk/queuedCall.ts';
import type { ShownCalls } from '../../desk/shownCalls.ts';

/** Who sits here. */
export type Me = Person & { readonly idleMinutes: number };

/** What the server says of a call. */
export type CallAnswer = {
  readonly sheet: CallSheet & { readonly mine: boolean };
  readonly now: number;
  readonly code?: string;
  readonly hearing?: Hearing;
  readonly refused?: Refusal;
};
export type QueueAnswer = {
  readonly now: number;
  readonly calls: readonly (QueuedCall & { readonly ownerName: string | null })[];
  readonly notShown: ShownCalls['notShown'];
};

/** What the server answers at each of the desk's addresses; undefined where nothing is new. */
export type AnswerAt<Method extends string, Path extends string> = Path extends 'desk/me'
  ? Me
  : Path extends 'desk/words'
    ? CallWords
    : Path extends 'desk/calls'
      ? Method extends 'GET'
        ? QueueAnswer
        : { readonly reference: string }
      : Path extends `desk/calls/${string}/exports`
        ? { readonly text: string }
        : Path extends `desk/calls/${string}`
          ? Method extends 'DELETE'
            ? object
            : CallAnswer
          : Path extends 'sign-out'
            ? { readonly to: string }
            : object;

/** The row that the number keys answer; empty where the advice is shown. */
export type Row = QuestionId | 'lifeThreats' | '';

/** The open call, before and after the server told of it. */
export type Call = {
  reference: string;
  sheet: CallAnswer['sheet'] | undefined;
  words: CallWords | undefined;
  /** The caller's language, and whom the words speak of. */
  wordsFor: string | undefined;
  focused: Row;
  /** An act is on its way. */
  busy: boolean;
  /** There is no such call. */
  missing: boolean;
  noLine: boolean;
  /** Said beside the question. */
  said: string;
  /** What was heard in the line that was typed last, until it is settled. */
  hearing: Hearing | undefined;
  typedLine: string;
  shown: 'why' | 'help' | 'simpler' | undefined;
  /** Of a second person, for the next judgement. */
  second: string | undefined;
  code: string | undefined;
  /** Milliseconds that the server's clock is ahead. */
  clockOffset: number;
};
export type OpenCall = Call & { sheet: CallAnswer['sheet']; words: CallWords };

/** A form that lies over the call. */
export type OpenForm = {
  name: FormName;
  said: string;
  confirmed: boolean;
  refused?: Refusal;
  /** What the server did not do without a second word. */
  what?: CallAct;
  more?: boolean;
  to?: CallSheet['urgency'] | undefined;
};
export type FormName = 'takesAway' | 'note' | 'party' | 'judge' | 'end' | 'handOver' | 'erase';

export type Doing = { readonly name: string; readonly letter: string; readonly run: () => unknown };

import type { Role } from '../../../machines/findings.ts';
import type { Imaging } from '../../../machines/imagingRules.ts';
import type { ClaimId } from '../../../machines/sources.ts';
import type { Urgency } from '../../../machines/urgency.ts';
import type { Html } from '../html.ts';

/** What a claim says in the language of the pack. */
export type Says = (claim: ClaimId) => string;

export const chapterIds = [
  'use',
  'changes',
  'pathway',
  'decisions',
  'disputed',
  'unverified',
  'cards',
  'acr',
  'proof',
  'sign',
] as const;
export type ChapterId = (typeof chapterIds)[number];

/**
 * What a review pack says around the content: use, limits, disputes and headings, which only people can write. The content
 * itself comes from the program and the texts that are in force.
 */
export type PackWords = {
  readonly title: string;
  readonly content: (version: string) => string;
  readonly written: (version: string, date: string) => Html;
  readonly chapters: Readonly<Record<ChapterId, string>>;
  /** The appendices of a language, by its name. */
  readonly everyQuestion: (language: string) => string;
  readonly everyAdvice: (language: string) => string;

  readonly intendedUse: (says: Says) => Html;
  readonly disputed: (says: Says) => Html;
  readonly notVerified: readonly string[];
  readonly howToSign: (version: string) => Html;

  readonly pathway: Html;
  /** What leads from one question to another, by the machine's guard. */
  readonly edges: Readonly<Record<string, string>>;
  readonly states: Readonly<Record<'known' | 'emergency' | 'finished' | 'continue', string>>;
  readonly sections: Readonly<Record<'red flags' | 'background' | 'MRI safety', string>>;

  readonly columns: Readonly<
    Record<
      | 'rule'
      | 'when'
      | 'suspects'
      | 'gives'
      | 'because'
      | 'what'
      | 'change'
      | 'variant'
      | 'typical'
      | 'advises'
      | 'rated',
      string
    >
  >;
  readonly decisions: {
    readonly emergency: string;
    readonly urgent: string;
    readonly soon: string;
    readonly routine: string;
    readonly routineWhen: string;
    readonly imaging: string;
    readonly imagingWhen: (usual: string) => Html;
    readonly fracture: string;
    readonly fractureWhen: (usual: string) => Html;
    readonly ifNotPossible: string;
  };
  /** The small words of the decision table. */
  readonly joined: Readonly<
    Record<'always' | 'together' | 'and' | 'or' | 'eitherOr' | 'notWith' | 'for' | 'contrast' | 'noContrast', string>
  >;
  readonly fields: Readonly<Record<'modality' | 'region' | 'contrast' | 'safetyCheck' | 'none', string>>;
  readonly values: Readonly<Record<Imaging['modality'] | Imaging['region'] | Imaging['contrast'] | Urgency, string>>;

  readonly legend: Html;
  readonly unverifiedMark: string;
  readonly notReread: string;
  readonly readOfTheirSource: string;

  readonly cards: string;
  readonly acr: {
    readonly read: (edition: string, table: string, summary: string) => string;
    readonly noImaging: string;
    readonly agreesOnNone: string;
    readonly ratings: Readonly<Record<'usually appropriate' | 'may be appropriate' | 'differs', string>>;
  };
  /** What the program's own data says in English: scenes, and the cases of the criteria. */
  readonly translations: Readonly<Record<string, string>>;

  readonly proved: (counted: {
    readonly questions: number;
    readonly answers: number;
    readonly findings: string;
    readonly rules: number;
    readonly assignments: string;
  }) => string;
  readonly notRun: Html;
  readonly run: (passed: number, failed: number) => Html;
  /** Where the sentences of the tests are in another language than the pack. */
  readonly sentencesAre: string;
  readonly cases: (count: number) => string;
  readonly failed: (count: number) => string;

  readonly noEarlierPack: Html;
  readonly nothingChanged: (version: string) => string;
  readonly changed: (count: number, version: string) => string;
  readonly kinds: Readonly<Record<'new' | 'gone' | 'changed', string>>;
  readonly codeChanged: (files: string) => string;

  readonly roles: Readonly<Record<Role, string>>;
  readonly parts: Readonly<Record<'ask' | 'simpler' | 'help' | 'why', string>>;
  readonly askedBecause: string;
  readonly drawings: string;
  readonly advice: Readonly<
    Record<'dispositions' | 'actions' | 'notes' | 'alternatives' | 'conditions' | 'practicePoints', string>
  >;
  readonly advisees: Readonly<Record<Exclude<Role, 'carer'>, string>>;
  readonly inserted: Readonly<Record<'signs' | 'unknown', string>>;
};

/** A language that a pack is written in, and its words. */
export type Pack = { readonly language: string; readonly words: PackWords };

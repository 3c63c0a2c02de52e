import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { isMild } from '../dialogs/understanding/gravity.ts';
import { valuesOf } from '../dialogs/understanding/likely/subjects.ts';
import { type Answer, answersTo, type QuestionId, questionIds } from '../machines/findings.ts';

const besideQuestions = ['opening', 'command', 'neverMild'] as const;
export type ExampleOf = QuestionId | (typeof besideQuestions)[number];
export type Example = { readonly about: ExampleOf; readonly value: string; readonly text: string };

/**
 * The labelled sentences of a folder, one file a question: a value, a tab, a sentence. `opening`: first words; `neverMild`:
 * a question, and an answer to it that only looks as if it reassured. Throws an Error that names a wrong line.
 */
export const examplesIn = (folder: URL): readonly Example[] =>
  readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const about = z.enum([...questionIds, ...besideQuestions]).parse(name.replace('.tsv', ''));
      const values = valuesIn(about);
      const lines = readFileSync(new URL(name, folder), 'utf8').split('\n').filter(Boolean);
      return lines.map((line, at) => {
        const [value = '', text = ''] = line.split('\t');
        if (!values.includes(value) || text === '') throw new Error(`${name}:${at + 1}: not "value<tab>sentence"`);
        return { about, value, text };
      });
    });

function valuesIn(about: ExampleOf): readonly string[] {
  switch (about) {
    case 'opening':
      return valuesOf('emergency');
    case 'neverMild':
      return questionIds;
    default:
      return valuesOf(about).filter((value) => value !== 'besides');
  }
}

/** The question that it answers. */
export const answersQuestion = ({ about, value }: Example): QuestionId | undefined =>
  questionIds.find((question) => question === (about === 'neverMild' ? value : about));

/** An answer that is known, and no grave one. */
export function isMildAnswer({ about, value }: Example): boolean {
  const question = questionIds.find((each) => each === about);
  const answer = question && answersTo(question).find((each): each is Answer => each === value);
  return question !== undefined && answer !== undefined && isMild(question, answer);
}

/** What answers no question, whatever its words are like. */
export const isBesides = ({ about, value }: Example): boolean =>
  about === 'command' || (about === 'opening' && value === 'none');

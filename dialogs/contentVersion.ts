import { createHash } from 'node:crypto';
import { answersTo, questionIds } from '../machines/findings.ts';
import { imagingRows } from '../machines/imagingRules.ts';
import { question } from '../machines/questions.ts';
import { claims } from '../machines/sources.ts';
import { triageMachine } from '../machines/triageMachine.ts';
import { emergencyRows, urgentRows } from '../machines/urgencyRules.ts';
import { allTexts } from './texts.ts';

/** Rules are functions; their source is part of what was reviewed. */
const withSource = (_key: string, value: unknown): unknown => (typeof value === 'function' ? value.toString() : value);

const content = {
  questions: questionIds.map((id) => ({ id, answers: answersTo(id), ...question(id) })),
  rules: [emergencyRows, urgentRows, imagingRows],
  pathway: triageMachine.config,
  claims,
  texts: allTexts,
};

/** Hash of the clinical content (questions, rules, pathway, claims, texts): any change of it changes this. */
export const contentVersion: string = createHash('sha256')
  .update(JSON.stringify(content, withSource))
  .digest('hex')
  .slice(0, 16);

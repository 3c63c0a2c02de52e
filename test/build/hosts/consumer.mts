// A consumer of the package: checked by TypeScript against the emitted types, and run, as ESM and as CommonJS.
import { TriageDialog, type TriageResult } from 'cauda';
import { card } from 'cauda/cards';
import { type Findings, recommend } from 'cauda/engine';
import { type Heard, understand } from 'cauda/understanding';

const findings: Findings = { legWeakness: 'both' };
// @ts-expect-error no such answer
const misspelt: Findings = { legWeakness: 'bth' };
const { urgency }: TriageResult['recommendation'] = recommend(findings, false);
const heard: Heard = understand('I cannot pee', 'bladder', 'en', new Date('2026-01-01'));
console.log(JSON.stringify([new TriageDialog('triage').id, urgency, heard.kind, typeof card, typeof misspelt]));

import { noteText, type Reader } from '../../dialogs/texts.ts';
import { type Findings, finding } from '../../machines/findings.ts';
import type { Imaging } from '../../machines/imagingRules.ts';
import { recommend } from '../../machines/recommendation.ts';
import type { Way } from './firingAnswers.ts';

/** An emergency with nothing else known against the usual scan. */
const usual: Findings = {
  saddleNumbness: 'yes',
  implantedDevice: 'none',
  metalFragments: 'no',
  pregnancy: 'no',
  claustrophobia: 'no',
  mriAccess: 'available',
};

/** What the usual scan of an emergency is. */
export const usualImaging = (): Imaging | null => recommend(usual, true).imaging;

/** What the answers that fire an imaging rule change about the usual scan of an emergency, found by asking the engine. */
export function imagingEffect(reader: Reader, way: Way): readonly string[] {
  const answers = Object.assign({}, ...way.map(({ question, values }) => finding(question, values[0])));
  const before = usualImaging();
  const after = recommend({ ...usual, ...answers }, true).imaging;
  if (before === null || after === null) return [];
  const fields = (['modality', 'region', 'contrast', 'safetyCheck', 'alternative'] as const)
    .filter((field) => before[field] !== after[field])
    .map((field) => `${field === 'safetyCheck' ? 'safety check' : field}: ${inWords(after[field])}`);
  const notes = after.notes.filter((note) => !before.notes.includes(note)).map((note) => noteText(reader, note));
  return [...fields, ...notes];
}

const inWords = (value: string | boolean): string =>
  typeof value === 'boolean'
    ? value
      ? 'yes'
      : 'no'
    : value.replaceAll('-', ' ').replace(/^(mri|ct)/, (name) => name.toUpperCase());

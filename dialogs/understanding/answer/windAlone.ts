import type { Read } from '../readings/readings.ts';
import { type Settled, valueIn } from './settle.ts';

/** Wind that cannot be held is a change of the bowel and no incontinence, whichever words say that it escapes. */
export function windAlone(settled: Settled, { asked, words, language: { escapes } }: Read): Settled {
  const isWind = escapes.wind.find(words).length > 0 && escapes.stool.find(words).length === 0;
  if (asked !== 'bowel' || valueIn(settled) !== 'incontinence' || !isWind) return settled;
  return settled.is === 'value' ? { is: 'value', value: 'altered' } : { is: 'doubt', guess: 'altered' };
}

import { conditionSources } from '../../machines/conditionSources.ts';
import type { View } from '../../machines/conversationView.ts';
import { isProfessional } from '../../machines/findings.ts';
import { imagingRows, noteSources } from '../../machines/imagingRules.ts';
import { practicePointIds, practicePointSources } from '../../machines/practicePoints.ts';
import { type ClaimId, claim, type Source } from '../../machines/sources.ts';
import { rowOf } from '../../machines/urgencyRules.ts';
import { advice } from '../advice.ts';
import { sourceInWords } from '../explanation.ts';
import { claimText } from '../texts.ts';

/** Statements grouped by where they come from, in words. */
export type Sourced = { readonly source: string; readonly says: readonly string[] };

/** Every claim behind what a recommendation says to its reader. */
export function claimsBehind(view: View): readonly Sourced[] {
  const { rules, imaging, conditions } = view.recommendation;
  const forEveryone = [
    ...rules.flatMap((id) => rowOf(id)?.because ?? imagingRows.find((row) => row.id === id)?.because ?? []),
    ...advice(view, { emergencyNumber: undefined }).flatMap((one) => one.sources),
  ];
  const forProfessionals = [
    ...(imaging?.notes ?? []).flatMap(noteSources),
    ...conditions.flatMap(conditionSources),
    ...(imaging === null ? [] : practicePointIds.flatMap(practicePointSources)),
  ];
  return grouped(view, isProfessional(view.role) ? [...forEveryone, ...forProfessionals] : forEveryone);
}

function grouped(view: View, ids: readonly ClaimId[]): readonly Sourced[] {
  const order: readonly Source['mark'][] = ['article', 'guideline', 'policy'];
  const ordered = order.flatMap((mark) => [...new Set(ids)].filter((id) => claim(id).source.mark === mark));
  const bySource = Map.groupBy(ordered, (id) => sourceInWords(view, id));
  return [...bySource].map(([source, some]) => ({ source, says: some.map((id) => claimText(view, id)) }));
}

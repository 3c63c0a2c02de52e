import { conditionSources } from '../../machines/conditionSources.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { isProfessional } from '../../machines/findings.ts';
import { noteSources, scanIsAdvised } from '../../machines/imagingRules.ts';
import { practicePointIds, practicePointSources } from '../../machines/practicePoints.ts';
import { ruleSources } from '../../machines/ruleRows.ts';
import { type ClaimId, citable, claim, type Source } from '../../machines/sources.ts';
import { advice } from '../advice.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { sourceInWords } from '../explanation.ts';
import { claimText } from '../texts.ts';

/** Statements grouped by where they come from, in words. */
export type Sourced = { readonly source: string; readonly says: readonly string[] };

/** Every claim behind what a recommendation says to its reader, as far as it is about these findings. */
export function claimsBehind(view: ChatView): readonly Sourced[] {
  const { rules, imaging, conditions } = view.recommendation;
  const findings = findingsIn(view);
  const forEveryone = [
    ...rules.flatMap((id) => ruleSources(id, findings)),
    ...advice(view, { emergencyNumber: undefined }).flatMap((one) => one.sources),
  ];
  const forProfessionals: readonly ClaimId[] = [
    'notLookedFor',
    ...(imaging?.notes ?? []).flatMap(noteSources),
    ...conditions.flatMap(conditionSources),
    ...(scanIsAdvised(view.recommendation.urgency) ? practicePointIds.flatMap(practicePointSources) : []),
  ];
  const all = isProfessional(view.role) ? [...forEveryone, ...forProfessionals] : forEveryone;
  return grouped(view, citable(all, findings));
}

function grouped(view: ChatView, ids: readonly ClaimId[]): readonly Sourced[] {
  const order: readonly Source['mark'][] = ['article', 'guideline', 'policy'];
  const ordered = order.flatMap((mark) => ids.filter((id) => claim(id).source.mark === mark));
  const said = ordered.map((id) => ({ id, source: sourceInWords(view, id) }));
  return [...new Set(said.map(({ source }) => source))].map((source) => ({
    source,
    says: said.filter((one) => one.source === source).map(({ id }) => claimText(view, id)),
  }));
}

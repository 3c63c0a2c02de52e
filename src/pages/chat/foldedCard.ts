import { isRecord } from './activity.ts';

/** What is good on any card, however old. */
const staysGood = (data: unknown): boolean =>
  isRecord(data) && (data['verb'] === 'change' || (data['verb'] === 'why' && data['question'] === undefined));

/** A card without the buttons that no longer count, so that it never looks live. Pure. */
export const foldedCard = (card: unknown): unknown => folded(card)[0];

/** @returns nothing where nothing is left. */
function folded(element: unknown): readonly unknown[] {
  if (Array.isArray(element)) return [element.flatMap(folded)];
  if (!isRecord(element)) return [element];
  if (element['type'] === 'Action.Submit') return staysGood(element['data']) ? [element] : [];
  if (isRecord(element['selectAction']) && folded(element['selectAction']).length === 0) return [];
  const inner = Object.fromEntries(
    Object.entries(element).flatMap(([name, value]) => folded(value).map((one) => [name, one] as const)),
  );
  return isEmpty(inner['actions']) || isEmpty(inner['columns']) ? [] : [inner];
}

const isEmpty = (list: unknown): boolean => Array.isArray(list) && list.length === 0;

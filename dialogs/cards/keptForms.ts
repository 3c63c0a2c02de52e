import { contentVersion } from '../contentVersion.ts';
import type { Presentation } from '../presentation.ts';
import type { Form } from './filledForm.ts';

/**
 * Forms that are made once for all that is shown alike.
 * @param most when so many are kept, all are forgotten.
 * @param newForm may look at nothing but what it is given.
 */
export function keptForms<Shows>(
  most: number,
  newForm: (shows: Shows, presentation: Presentation) => Form,
): (shows: Shows, presentation: Presentation) => Form {
  const kept = new Map<string, Form>(); // kept.size <= most
  return (shows, presentation) => {
    const key = JSON.stringify([contentVersion, shows, presentation]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const form = newForm(shows, presentation);
    if (kept.size === most) kept.clear();
    kept.set(key, form);
    return form;
  };
}

import { BoundedMap } from '../boundedMap.ts';
import { contentVersion } from '../contentVersion.ts';
import type { Presentation } from '../presentation.ts';
import { charactersOf, type Form } from './filledForm.ts';

const mostCharacters = 16_000_000;

/**
 * Forms that are made once for all that is shown alike.
 * @param newForm may look at nothing but what it is given.
 */
export function keptForms<Shows>(
  most: number,
  newForm: (shows: Shows, presentation: Presentation) => Form,
): (shows: Shows, presentation: Presentation) => Form {
  const kept = new BoundedMap<string, Form>({
    most,
    mostSize: mostCharacters,
    sizeOf: (form, key) => key.length + charactersOf(form),
  });
  return (shows, presentation) => {
    const key = JSON.stringify([contentVersion, shows, presentation]);
    const known = kept.get(key);
    if (known !== undefined) return known;
    const form = newForm(shows, presentation);
    kept.set(key, form);
    return form;
  };
}

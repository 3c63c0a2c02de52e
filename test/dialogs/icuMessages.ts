import { type MessageFormatElement, TYPE } from '@formatjs/icu-messageformat-parser';

/** A message with its words changed and its arguments left as they are. */
export function withWords(elements: readonly MessageFormatElement[], change: (words: string) => string): void {
  for (const element of elements) {
    if (element.type === TYPE.literal) element.value = change(element.value);
    if (element.type === TYPE.select || element.type === TYPE.plural)
      for (const { value } of Object.values(element.options)) withWords(value, change);
  }
}

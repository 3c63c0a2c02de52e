import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';

/** Every message of a texts file by its path, one for each role where the roles have their own. */
export function messagesIn(node: unknown, path = ''): readonly (readonly [path: string, icu: string])[] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => messagesIn(value, path === '' ? key : `${path}/${key}`));
}

/** The arguments of a message, each with the choices that it makes by it: "urgency: emergency, other, urgent". */
export function argumentsOf(icu: string): readonly string[] {
  return [...new Set(parse(icu, { ignoreTag: true }).flatMap(argumentsIn))].toSorted();
}

function argumentsIn(element: MessageFormatElement): readonly string[] {
  switch (element.type) {
    case TYPE.literal:
    case TYPE.pound:
      return [];
    case TYPE.select:
    case TYPE.plural: {
      const options = Object.entries(element.options);
      const keys = element.type === TYPE.select ? `: ${Object.keys(element.options).toSorted().join(', ')}` : '';
      return [`${element.value}${keys}`, ...options.flatMap(([, { value }]) => value.flatMap(argumentsIn))];
    }
    case TYPE.tag:
      return [`<${element.value}>`];
    default:
      return [element.value];
  }
}

/** A message with its words changed and its arguments left as they are. */
export function withWords(elements: readonly MessageFormatElement[], change: (words: string) => string): void {
  for (const element of elements) {
    if (element.type === TYPE.literal) element.value = change(element.value);
    if (element.type === TYPE.select || element.type === TYPE.plural)
      for (const { value } of Object.values(element.options)) withWords(value, change);
  }
}

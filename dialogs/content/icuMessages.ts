import { IntlMessageFormat } from 'intl-messageformat';

/** Every message of a texts file by its path, one for each role where the roles have their own. */
export function messagesIn(node: unknown, path = ''): readonly (readonly [path: string, icu: string])[] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => messagesIn(value, path === '' ? key : `${path}/${key}`));
}

/** The arguments of a message, each with the choices that it makes by it: "urgency: emergency, other, urgent". Throws for what is no ICU message. */
export const argumentsOf = (icu: string): readonly string[] =>
  [
    ...new Set(new IntlMessageFormat(icu, 'en', undefined, { ignoreTag: true }).getAst().flatMap(argumentsIn)),
  ].toSorted();

type Element = ReturnType<IntlMessageFormat['getAst']>[number];
/** As the parser numbers them. */
const literal = 0;
const plural = 6;
const pound = 7;

function argumentsIn(element: Element): readonly string[] {
  if (element.type === literal || element.type === pound) return [];
  if (!('options' in element)) return [element.value];
  const options = Object.entries(element.options);
  // How many forms a plural has is the language's own. A choice that says nothing is another than one that does.
  const chosen = options.map(([key, { value }]) => (value.length === 0 ? `${key} (nothing)` : key));
  const keys = element.type === plural ? '' : `: ${chosen.toSorted().join(', ')}`;
  return [`${element.value}${keys}`, ...options.flatMap(([, { value }]) => value.flatMap(argumentsIn))];
}

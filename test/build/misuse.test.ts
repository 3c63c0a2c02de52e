import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import * as cards from '../../build/package/cards.ts';
import * as cauda from '../../build/package/cauda.ts';
import * as engine from '../../build/package/engine.ts';
import * as turns from '../../build/package/turns.ts';
import * as understanding from '../../build/package/understanding.ts';

const root = join(import.meta.dirname, '../..');

/*
 * Whoever calls from JavaScript has no compiler. Each function that the package offers gets, in place of each of its
 * arguments, everything that it is not; it must throw by name, in few words and at once, and never count it as "nothing".
 */
const cyclic: Record<string, unknown> = { type: 'message' };
Object.assign(cyclic, { head: cyclic, entries: [cyclic], body: [cyclic] });
const nested = Array.from({ length: 20_000 }).reduce<object>((inner) => ({ inner }), {});
const throwing = (): never => {
  throw new Error('mine');
};

const wrong: Readonly<Record<string, unknown>> = {
  undefined,
  null: null,
  true: true,
  zero: 0,
  five: 5,
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  'past the last date': 8.64e15 + 1,
  bigint: 1n,
  empty: '',
  word: 'x',
  'a long text': 'x'.repeat(200_000),
  symbol: Symbol('s'),
  array: [],
  'array of one': [1],
  'long array': Array.from({ length: 100_000 }, () => 1),
  object: {},
  'object with a key': { a: 1 },
  'frozen object': Object.freeze({ a: 1 }),
  'object without a prototype': Object.assign(Object.create(null), { a: 1 }),
  'object of many keys': Object.fromEntries(Array.from({ length: 20_000 }, (_, nth) => [`key${nth}`, nth])),
  'nested object': nested,
  cyclic,
  '__proto__ in JSON': JSON.parse('{ "__proto__": { "saddleNumbness": "yes" } }'),
  'inherited answers': Object.create({ saddleNumbness: 'yes', type: 'message' }),
  function: () => 1,
  date: new Date(),
  'no date': new Date(Number.NaN),
  map: new Map([['saddleNumbness', 'yes']]),
  'boxed string': Object('x'),
  proxy: new Proxy({}, { get: throwing, ownKeys: throwing, getPrototypeOf: throwing }),
  getters: Object.defineProperties({}, { type: { get: throwing }, head: { get: throwing, enumerable: true } }),
};
const texts = ['empty', 'word', 'a long text'];
const numbers = ['zero', 'five'];
/** Libraries make classes of activities, whose fields are inherited, and hang other things on them. */
const activities = ['cyclic', 'inherited answers'];

const head = turns.newHead({ conversation: 'c', channel: 'script', role: 'self', language: 'en' }, 0);
const log = { head, entries: [] };
const activity = { type: 'message', text: 'no' };
const view = turns.chatView(log);
const card = cards.card(view, { buttons: 'submit', emergencyNumber: undefined });
// What is compared is said at different moments: this clock stands still.
const hosts = turns.triageTurns({ newRun: () => 'run', now: () => 1_800_000_000_000 });

/** A function, right arguments, and what besides each argument takes. */
type Offered = readonly [
  call: (...given: never) => unknown,
  ...given: readonly (readonly [right: unknown, takes?: readonly string[]])[],
];
const dialog = (setting: string) => (value: unknown) =>
  Reflect.construct(cauda.TriageDialog, ['id', { [setting]: value }]);

const offered: Readonly<Record<string, Offered>> = {
  recommend: [engine.recommend, [{}, ['object']], [false]],
  because: [engine.because, [{}, ['object']], [false]],
  view: [engine.view, [log], ['x', ['undefined', ...texts]]],
  revision: [engine.revision, [log]],
  findingsIn: [engine.findingsIn, [view]],
  isProfessional: [engine.isProfessional, ['self']],
  answersTo: [engine.answersTo, ['bladder']],
  question: [engine.question, ['bladder']],
  claim: [engine.claim, ['notKnownIsNeverNo']],
  card: [cards.card, [view], [{ buttons: 'submit', emergencyNumber: undefined }]],
  plainText: [cards.plainText, [card], [{}, ['undefined', 'object']]],
  cardAction: [cards.cardAction, [activity, activities]],
  understand: [
    understanding.understand,
    ['no', texts],
    ['bladder', ['undefined']],
    ['en', texts],
    [new Date(), ['date']],
    ['self', ['undefined']],
  ],
  newHead: [turns.newHead, [{ conversation: 'c', channel: 's', role: 'self', language: 'en' }], [0, numbers]],
  chatView: [turns.chatView, [log], ['x', ['undefined', ...texts]]],
  languageToBegin: [turns.languageToBegin, ['hola', ['undefined', ...texts]], ['es', ['undefined', ...texts]]],
  takeContent: [turns.takeContent, ['/there/is/none']],
  triageTurns: [turns.triageTurns, [{}, ['undefined', 'object']]],
  begin: [hosts.begin, [head], [activity, activities]],
  takeUp: [hosts.takeUp, [log], [activity, activities]],
  next: [hosts.next, [log], [activity, activities], [[], ['array']], ['self', ['undefined']]],
  again: [hosts.again, [log], [activity, activities]],
  'now()': [(now: never) => turns.triageTurns({ now: () => now }).next(log, activity, []), [0, numbers]],
  'newRun()': [(run: never) => turns.triageTurns({ newRun: () => run }).begin(head, activity), ['r', ['word']]],
  TriageDialog: [
    (...given: unknown[]) => Reflect.construct(cauda.TriageDialog, given),
    ['id', ['undefined', 'word', 'a long text']],
    [{}, ['undefined', 'object']],
  ],
  buttons: [dialog('buttons'), ['submit']],
  emergencyNumbers: [dialog('emergencyNumbers'), [{ GB: '999' }, ['object', '__proto__ in JSON']]],
  content: [dialog('content'), ['/there/is/none']],
  personLine: [dialog('personLine'), ['112', ['undefined']]],
  pictures: [dialog('pictures'), [{ at: '/', as: 'png' }, ['undefined']]],
  reviewed: [dialog('reviewed'), [{ name: 'Ada', role: 'surgeon', date: '2026-01-31' }, ['undefined']]],
  theme: [dialog('theme'), [{ name: 'Spine Line' }, ['undefined']]],
  onPage: [dialog('onPage'), [true, ['undefined', 'true']]],
  role: [dialog('role'), ['self']],
  now: [dialog('now'), [Date.now, ['function']]],
  newRun: [dialog('newRun'), [() => 'r', ['function']]],
};

const cases = Object.entries(offered).flatMap(([name, [call, ...given]]) =>
  given.map(([, takes = []], nth) => ({ name, nth, call, given: given.map(([right]) => right), takes })),
);

test.each(cases)('$name refuses everything else as argument $nth', ({ name, nth, call, given, takes }) => {
  const passed = Object.entries(wrong).flatMap(([kind, value]) => {
    try {
      Reflect.apply(call, undefined, given.with(nth, value));
      return takes.includes(kind) ? [] : [kind];
    } catch (error) {
      const { message } = error instanceof Error ? error : new Error('no error');
      const isNamed =
        message.includes(name) || /no such folder/.test(message) || message.includes('cannot be read (mine)');
      return !takes.includes(kind) && isNamed && message.length < 2_500 ? [] : [`${kind}: ${message.slice(0, 200)}`];
    }
  });
  expect(passed).toEqual([]);
});

test('each name that the package offers, but for types, is on a page of docs/', () => {
  const docs = globSync('docs/*.md', { cwd: root }).map((page) => readFileSync(join(root, page), 'utf8'));
  const code = docs.flatMap((page) => page.match(/`[^`\n]+`|^```(?:js|ts)\n.*?^```$/gms) ?? []).join('\n');
  const names = [cauda, turns, engine, cards, understanding].flatMap((one) => Object.keys(one));
  expect(names.filter((name) => !new RegExp(`\\b${name}\\b`).test(code))).toEqual([]);
});

test('each function that the package offers is among them', () => {
  const functions = [cauda, turns, engine, cards, understanding].flatMap((one) =>
    Object.entries(one).flatMap(([name, what]) => (typeof what === 'function' ? [name] : [])),
  );
  expect(functions.filter((name) => offered[name] === undefined)).toEqual([]);
});

test('null, as JSON has it, is nothing, in every field of an activity', () => {
  const fields = ['id', 'name', 'text', 'locale', 'value', 'replyToId', 'attachments', 'entities', 'channelData'];
  const nulls = Object.fromEntries(fields.map((field) => [field, null]));
  const shown = { conversation: 'c', log: 1, revision: 0 };
  const tap = { ...nulls, type: 'message', value: { ...shown, verb: 'back' } };
  const begun = Reflect.apply(hosts.begin, undefined, [head, { ...nulls, type: 'message' }]);
  expect(begun).toEqual(hosts.begin(head, { type: 'message' }));
  expect(Reflect.apply(cards.cardAction, undefined, [tap])).toEqual({ shown, verb: { verb: 'back' } });
});

test('what stands beside the words of an activity and is of another type costs nobody the turn', () => {
  const wet = { type: 'message', text: 'I have wet myself' };
  const file = { contentType: 'application/pdf' };
  const odd = ['id', 'name', 'locale', 'replyToId', 'attachments', 'entities', 'reactionsAdded'];
  const heard = hosts.begin(head, wet);
  for (const one of [5, true, {}, () => 1, [{ name: 'no type' }, 5, null]]) {
    const sent = { ...wet, ...Object.fromEntries(odd.map((field) => [field, one])) };
    expect(Reflect.apply(hosts.begin, undefined, [head, sent]).log.entries).toEqual(heard.log?.entries);
  }
  const sent = { type: 'message', attachments: [{ name: 'no type' }, file] };
  expect(Reflect.apply(hosts.next, undefined, [log, sent, []])).toEqual(
    hosts.next(log, { type: 'message', attachments: [file] }, []),
  );
  for (const text of [5, {}, ['I have wet myself']])
    expect(() => Reflect.apply(hosts.begin, undefined, [head, { type: 'message', text }])).toThrow('text');
});

test('a run that begins anew is not called as the one before it', () => {
  const same = turns.triageTurns({ newRun: () => 'mine' });
  const { log: begun } = same.begin(head, activity);
  const restart = { type: 'message', text: 'start again' };
  expect(() => [begun].flatMap((one) => (one === undefined ? [] : [same.next(one, restart, [])]))).toThrow(
    'newRun(): "mine" is what the last run is called too',
  );
});

test('what is offered cannot be changed for the next call', () => {
  expect(Object.isFrozen(cards.spokenLanguages)).toBe(true);
  expect(() => engine.findingsSchema.parse(new Map([['legWeakness', 'both']]))).toThrow('must be a plain object');
});

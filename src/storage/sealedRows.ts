import type { KeyObject } from 'node:crypto';
import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { compressed, decompressed, uncompressed } from './compression.ts';
import { fingerprint, seal, unseal } from './sealing.ts';
import { decodeTurns, encodeTurns, type StoredTurn } from './storedTurn.ts';

/** A conversation as its rows are sealed for it: with its own key, to its own name. */
export type Owner = {
  /** Fingerprint of its name. */
  readonly name: Buffer;
  readonly key: KeyObject;
};

const conversations = Buffer.from('conversation');
const activities = Buffer.from('activity');

export const conversationFingerprint = (key: KeyObject, conversation: string): Buffer =>
  fingerprint(key, conversations, conversation);

const mostNames = 2_000;
const mostCharacters = 1_000_000;

/** The fingerprints of conversations, those of the last ones without reckoning. */
export function conversationNames(key: KeyObject): (conversation: string) => Buffer {
  const known = new BoundedMap<string, Buffer>({
    most: mostNames,
    mostSize: mostCharacters,
    sizeOf: (_, conversation) => conversation.length,
  });
  return (conversation) => {
    const kept = known.get(conversation);
    if (kept !== undefined) return kept;
    const name = conversationFingerprint(key, conversation);
    known.set(conversation, name);
    return name;
  };
}

/** Of an activity in a conversation: the same id elsewhere has another. */
export const activityFingerprint = (key: KeyObject, name: Buffer, activityId: string): Buffer =>
  fingerprint(key, Buffer.concat([activities, name]), activityId);

/** Bound to its conversation, its kind and its number there, so that no row can be put in another's place. */
function placeOf({ name }: Owner, kind: 'turn' | 'reply' | 'shown', number: number, within: number): Buffer {
  const numbers = Buffer.alloc(12);
  numbers.writeUIntBE(number, 0, 6);
  numbers.writeUIntBE(within, 6, 6);
  return Buffer.concat([Buffer.from(kind), name, numbers]);
}

/** Turns in order, written fast. They lie at the number of the last. */
export const sealTurns = (owner: Owner, turns: readonly StoredTurn[]): Buffer =>
  body(owner, turns, uncompressed, Buffer.from(encodeTurns(turns)));

/** The same, written small. */
export async function packTurns(owner: Owner, turns: readonly StoredTurn[]): Promise<Buffer> {
  const { dictionary, bytes } = await compressed(encodeTurns(turns));
  return body(owner, turns, dictionary, bytes);
}

function body(owner: Owner, turns: readonly StoredTurn[], dictionary: number, bytes: Buffer): Buffer {
  const place = placeOf(owner, 'turn', turns.at(-1)?.number ?? 0, dictionary);
  return Buffer.concat([Buffer.of(dictionary), seal(owner.key, bytes, place)]);
}

/** Throws for a body that was not written for this conversation and number. */
export function openTurns(owner: Owner, number: number, body: Uint8Array): readonly StoredTurn[] {
  const dictionary = body[0] ?? uncompressed;
  const bytes = unseal(owner.key, body.subarray(1), placeOf(owner, 'turn', number, dictionary));
  return decodeTurns(decompressed(dictionary, bytes));
}

/** A reply that waits to be sent, with the name of its conversation; the `within`th of a turn. */
export const sealReply = (owner: Owner, turn: number, within: number, conversation: string, message: string): Buffer =>
  seal(
    owner.key,
    Buffer.from(`${conversation.length}:${conversation}${message}`),
    placeOf(owner, 'reply', turn, within),
  );

/** Throws for one that was not written for this conversation and place. */
export function openReply(
  owner: Owner,
  turn: number,
  within: number,
  body: Uint8Array,
): { readonly conversation: string; readonly message: string } {
  const text = unseal(owner.key, body, placeOf(owner, 'reply', turn, within)).toString();
  const from = text.indexOf(':') + 1;
  const to = from + Number(text.slice(0, from - 1));
  return { conversation: ownString(text.slice(from, to)), message: text.slice(to) };
}

/** A part of a string keeps the whole of it in memory, and names are remembered longer than what is said. */
const ownString = (part: string): string => Buffer.from(part, 'utf16le').toString('utf16le');

/** What the chat shows of the `within`th reply of a turn. */
export const sealShown = (owner: Owner, turn: number, within: number, shown: string): Buffer =>
  seal(owner.key, Buffer.from(shown), placeOf(owner, 'shown', turn, within));

/** Throws for one that was not written for this conversation and place. */
export const openShown = (owner: Owner, turn: number, within: number, body: Uint8Array): string =>
  unseal(owner.key, body, placeOf(owner, 'shown', turn, within)).toString();

/** Something that must never happen to a client. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise';
}

/** Why a message is not taken: too much is going on, or the conversation has grown too long. Nothing was changed. */
export class TurnedAway extends Error {
  override readonly name = 'TurnedAway';
  readonly why: 'busy' | 'full';
  constructor(why: 'busy' | 'full') {
    super(why);
    this.why = why;
  }
}

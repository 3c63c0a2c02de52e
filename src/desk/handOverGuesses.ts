import { RateLimiterMemory } from 'rate-limiter-flexible';
import { BoundedMap } from '../../dialogs/boundedMap.ts';
import { withinLimit } from '../withinLimit.ts';

/** Of one address in a minute. */
const triesOfAddress = 10;
/** At one call in a second, of all addresses together that were wrong at it before. */
const triesAtCall = 10;
const mostRemembered = 10_000;
/** In a minute, of all together: the trail is kept for good, and addresses are many. */
const refusalsNoted = 60;

/**
 * How often codes of hand-overs may be tried: by one address, and at one call by however many. Whoever has not been
 * wrong at a call yet is not held up there, so that nobody who guesses locks the receiving desk out.
 */
export function handOverGuesses() {
  const ofAddress = new RateLimiterMemory({ points: triesOfAddress, duration: 60 });
  const atCall = new RateLimiterMemory({ points: triesAtCall, duration: 1 });
  const noted = new RateLimiterMemory({ points: refusalsNoted, duration: 60 });
  const wrong = new BoundedMap<string, true>({ most: mostRemembered });
  const placeOf = (address: string, reference: string): string => `${reference} ${address}`;

  return {
    mayTry: (address: string): Promise<boolean> => withinLimit(ofAddress, address),
    mayTryAt: async (address: string, reference: string): Promise<boolean> =>
      wrong.get(placeOf(address, reference)) === undefined || withinLimit(atCall, reference),
    wasWrong: (address: string, reference: string): void => wrong.set(placeOf(address, reference), true),
    /** Whether a refusal is written into the trail. */
    mayNote: (): Promise<boolean> => withinLimit(noted, ''),
  };
}

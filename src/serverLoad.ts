import { type EventLoopUtilization, performance } from 'node:perf_hooks';

/** Milliseconds. */
const sampled = 20;
/** What a sample leaves of the ones before it, so that a fifth of a second is remembered. */
const fading = 0.8;
/** Requests of late without which nobody is turned away: there is a pause of something else, and no overload. */
const many = 10;
/** Where requests wait so many milliseconds, some are turned away who want to begin, and from there on all. */
const someFrom = 120;
const allFrom = 240;
/** Milliseconds over which the cost of a turn is measured. */
const measured = 500;
/** Turns that a conversation is taken to bring as long as few were seen, and how many count as few. */
const usualTurns = 12;
const few = 50;
/** Conversations that may begin at once where none did, beyond those of a second. */
const atOnce = 5;

export type ServerLoad = {
  /** Milliseconds that a request waits by now before anything looks at it. */
  readonly waiting: () => number;
  /** Called for each request. */
  readonly request: () => void;
  /** Called for each turn; `begins` where it begins a conversation. */
  readonly turn: (begins: boolean) => void;
  /** Whether another conversation may begin without holding up those that run. */
  readonly mayBegin: () => boolean;
  readonly stop: () => void;
};

/**
 * How much there is to do, seen in two ways. Looking back: a process with one thread is behind by as much as its timers
 * are late, and whatever waits in its sockets waits that long. Looking ahead: a conversation that begins brings its turns
 * later, so no more may begin in a second than one processor can carry to the end.
 */
export function serverLoad(chance: () => number = Math.random): ServerLoad {
  let sampledAt = performance.now();
  let late = 0;
  let lately = 0;
  const ahead = lookingAhead();
  const sampling = setInterval(() => {
    const at = performance.now();
    late = Math.max(at - sampledAt - sampled, late * fading);
    lately *= fading;
    ahead.pass(at - sampledAt);
    sampledAt = at;
  }, sampled).unref();

  const waiting = (): number => Math.max(0, late, performance.now() - sampledAt - sampled);
  return {
    waiting,
    request: () => {
      lately += 1;
    },
    turn: ahead.turn,
    mayBegin: () => {
      if (lately < many) return true;
      return chance() >= (waiting() - someFrom) / (allFrom - someFrom) && ahead.take();
    },
    stop: () => clearInterval(sampling),
  };
}

/** A bucket of conversations that may begin, filled as fast as the processor could carry them. */
function lookingAhead() {
  let turns = few * usualTurns;
  let begun = few;
  /** Milliseconds of the processor for one turn. */
  let cost = 2;
  let since: EventLoopUtilization = performance.eventLoopUtilization();
  let elapsed = 0;
  let turnsSince = 0;
  let left = atOnce;

  function measure(): void {
    if (turnsSince >= many) {
      const { active } = performance.eventLoopUtilization(since);
      cost += (active / turnsSince - cost) / 4;
    }
    since = performance.eventLoopUtilization();
    elapsed = 0;
    turnsSince = 0;
  }
  const perMillisecond = (): number => begun / (turns * cost);

  return {
    turn(begins: boolean): void {
      turns += 1;
      turnsSince += 1;
      if (begins) begun += 1;
    },
    pass(milliseconds: number): void {
      left = Math.min(left + milliseconds * perMillisecond(), Math.max(atOnce, 1_000 * perMillisecond()));
      elapsed += milliseconds;
      if (elapsed >= measured) measure();
    },
    take(): boolean {
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}

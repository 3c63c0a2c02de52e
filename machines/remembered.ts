/**
 * The same pure function, computed once for each object: a turn asks for the same things of the same log in many places.
 * Nothing is kept longer than the object itself, in a private field of it: a WeakMap would do, and cost more than some of
 * what is found.
 */
export function oncePer<In extends object, Out>(find: (input: In) => Out): (input: In) => Out {
  class Found extends Itself {
    readonly #result: Out;

    constructor(input: In, result: Out) {
      super(input);
      this.#result = result;
    }

    static of(input: In): Out {
      if (#result in input) return input.#result;
      const result = find(input);
      new Found(input, result);
      return result;
    }
  }
  return Found.of;
}

/** Adds what is derived from it to an object that is there already. */
class Itself {
  constructor(some: object) {
    // biome-ignore lint/correctness/noConstructorReturn: that is how a private field comes to an object of another kind.
    return some;
  }
}

/** The same of an object and something beside it, of which each object meets few. */
export function oncePerPair<In extends object, Beside, Out>(
  find: (input: In, beside: Beside) => Out,
): (input: In, beside: Beside) => Out {
  const foundFor = oncePer((_: In) => new Map<Beside, { readonly result: Out }>());
  return (input, beside) => {
    const found = foundFor(input);
    const known = found.get(beside) ?? { result: find(input, beside) };
    found.set(beside, known);
    return known.result;
  };
}

/** A step from one state to the next, each known by the text of its cause. */
type Step<State extends object, Cause> = (before: State, cause: Cause) => State;

/**
 * The same pure steps, remembered from a beginning on: people's answers are much alike, and a step takes longer than all
 * else in a turn. When `most` states are kept all are forgotten, since no state can be reached but by those before it.
 * @param textOf the same text for causes that lead to the same state; what it leaves out, the state must not hold.
 */
export function rememberedSteps<Start, State extends object, Cause>(
  begin: (start: Start) => State,
  step: Step<State, Cause>,
  textOf: (cause: Cause) => string,
  most: number,
): { readonly begun: (start: Start) => State; readonly after: Step<State, Cause> } {
  const beginnings = new Map<string, State>();
  let following = new WeakMap<State, Map<string, State>>();
  let kept = 0; // kept <= most
  const remember = (known: Map<string, State>, text: string, state: State): State => {
    if (kept >= most) {
      beginnings.clear();
      following = new WeakMap();
      kept = 0;
    }
    kept += 1;
    known.set(text, state);
    return state;
  };
  return {
    begun(start) {
      const text = JSON.stringify(start);
      return beginnings.get(text) ?? remember(beginnings, text, begin(start));
    },
    after(before, cause) {
      const text = textOf(cause);
      const known = following.get(before)?.get(text);
      if (known !== undefined) return known;
      const next = step(before, cause);
      const others = following.get(before) ?? new Map<string, State>();
      following.set(before, others);
      return remember(others, text, next);
    },
  };
}

/**
 * The same pure function, computed once for each object: a turn asks for the same things of the same log in many places.
 * Nothing is kept longer than the object itself.
 */
export function oncePer<In extends object, Out>(find: (input: In) => Out): (input: In) => Out {
  const found = new WeakMap<In, { readonly result: Out }>();
  return (input) => {
    const known = found.get(input);
    if (known !== undefined) return known.result;
    const result = find(input);
    found.set(input, { result });
    return result;
  };
}

/** The same of an object and a text beside it, of which each object meets few. */
export function oncePerText<In extends object, Out>(
  find: (input: In, text: string) => Out,
): (input: In, text: string) => Out {
  const foundFor = oncePer((_: In) => new Map<string, { readonly result: Out }>());
  return (input, text) => {
    const found = foundFor(input);
    const known = found.get(text) ?? { result: find(input, text) };
    found.set(text, known);
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

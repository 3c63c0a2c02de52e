/** How often each thing happened in a run. */
export type Counts = {
  readonly add: (what: string, times?: number) => void;
  readonly of: (what: string) => number;
  readonly all: () => readonly (readonly [string, number])[];
};

export function counts(): Counts {
  const found = new Map<string, number>();
  return {
    add: (what, times = 1) => {
      if (times > 0) found.set(what, (found.get(what) ?? 0) + times);
    },
    of: (what) => found.get(what) ?? 0,
    all: () => [...found].toSorted(([a], [b]) => (a < b ? -1 : 1)),
  };
}

import type { Log } from './answerLog.ts';

/** The same pure function of a log, which is computed once for each log: a turn asks for it in many places. */
export function oncePerLog<Out extends object>(find: (log: Log) => Out): (log: Log) => Out {
  const found = new WeakMap<Log, Out>();
  return (log) => {
    const result = found.get(log) ?? find(log);
    found.set(log, result);
    return result;
  };
}

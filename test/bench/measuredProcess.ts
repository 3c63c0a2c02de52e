/** Loaded into each measured server before its own code: tells its parent what it has used, whenever it is asked. */
export type Usage = {
  /** Microseconds of processor time since it started, of all its threads. */
  readonly cpu: number;
  /** Bytes that it holds of the machine's memory. */
  readonly resident: number;
  /** Bytes of it in use for JavaScript. */
  readonly heap: number;
};

process.on('message', (question) => {
  if (question !== 'usage' && question !== 'usage after collection') return;
  if (question === 'usage after collection') globalThis.gc?.();
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ cpu: user + system, resident: rss, heap: heapUsed + external } satisfies Usage);
});
// Nobody else would end it.
process.on('disconnect', () => process.exit());
// Being measured is no reason to live on.
process.channel?.unref();

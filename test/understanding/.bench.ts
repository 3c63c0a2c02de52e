import { understand } from '../../dialogs/understanding/understand.ts';
const t0 = performance.now(); understand('hello', 'bladder', 'en'); console.log('first', performance.now() - t0);
for (const [n, s] of [['short', 'no but I have trouble starting to pee'], ['2000', 'my left leg is weak and I can not feel when I pee, no numbness or tingling in my foot. '.repeat(25)], ['junk', 'xqzvw '.repeat(400)], ['nums', '1 2 3 '.repeat(400)], ['neg', 'no not never '.repeat(160)],['same','leg '.repeat(600)], ['10MB', 'abc '.repeat(2_500_000)], ['nospace', 'a'.repeat(10_000_000)],['emoji','👍🏽'.repeat(500000)], ['ligature', 'ﷺ'.repeat(3000)], ['<', '<'.repeat(5000)],['quote', "'".repeat(5000)],["n't", "n't's".repeat(1000)]] as const) {
  const runs: number[] = [];
  for (let i = 0; i < 6; i++) { const t = performance.now(); understand(s, 'bladder', 'en'); runs.push(performance.now() - t); }
  console.log(n, runs.map((x) => x.toFixed(2)).join(' '));
}

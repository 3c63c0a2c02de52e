import { understand } from '../../dialogs/understanding/understand.ts';
understand('x', 'bladder', 'en');
const mode = process.argv[2];
const t = performance.now();
if (mode === 'long') for (let i = 0; i < 60; i++) understand('my left leg is weak and I can not feel when I pee, no numbness or tingling in my foot. '.repeat(22) + i, 'bladder', 'en');
else for (let i = 0; i < 1500; i++) understand('no but I have trouble starting to pee ' + i, 'bladder', 'en');
console.log(performance.now() - t);

// What somebody without a compiler gets wrong: each must throw, and name what is wrong.
import { card } from 'cauda/cards';
import { answersTo, because, claim, question, questionIds, recommend, view } from 'cauda/engine';
import { newHead, triageTurns } from 'cauda/turns';
import { understand } from 'cauda/understanding';

const head = newHead({ conversation: 'c', channel: 'script', role: 'self', language: 'en' }, Date.now());
const wrong = {
  question: () => recommend({ legWeaknes: 'both' }, true),
  answer: () => recommend({ legWeakness: 'Both' }, true),
  complete: () => recommend({ legWeakness: 'none' }),
  missing: () => recommend({ legWeakness: 'none' }, true),
  mapped: () => recommend(new Map([['legWeakness', 'both']]), false),
  because: () => because({ legWeakness: 'Both' }, true),
  log: () => view({ head, entires: [] }),
  role: () => view({ head: { ...head, role: 'Self' }, entries: [] }),
  answersTo: () => answersTo('bladderr'),
  about: () => question('bladderr'),
  claim: () => claim('none'),
  asked: () => understand('I have wet myself', 'bladderr', 'en', new Date()),
  today: () => understand('since yesterday', 'bladder', 'en'),
  setting: () => triageTurns({ emergencyNumber: '112' }),
  theme: () => triageTurns({ theme: { name: 'Spine Line', colour: '#00ff00' } }),
  presentation: () => card(view({ head, entries: [] }), { button: 'submit' }),
  head: () => newHead({ conversation: 'c', chanel: 'x', role: 'slef', language: 'en' }, Date.now()),
};
const said = Object.entries(wrong).map(([what, act]) => {
  try {
    act();
    return [what, 'passed'];
  } catch (error) {
    return [what, error.message.replaceAll('\n', ' ')];
  }
});

// What a caller does to what it was given must not reach the next call.
const entries = [];
view({ head, entries });
entries.push({ kind: 'answered', findings: { saddleNumbness: 'yes' }, at: 0 });
answersTo('bladder').length = 0;
questionIds.length = 0;
const kept = [
  view({ head, entries }).recommendation.urgency,
  answersTo('bladder').length,
  recommend({ bladder: 'retention' }, false).urgency,
];
console.log(JSON.stringify({ ...Object.fromEntries(said), kept }));

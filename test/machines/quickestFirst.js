import Sequencer from '@jest/test-sequencer';

const order = [
  'ruleRows',
  'recommendation',
  'standing',
  'conversationView',
  'answerLog',
  'findings',
  'because',
  'sources',
];

/** For mutation testing, where the first test that fails ends the run: the quickest tests first, in this order. */
// biome-ignore lint/style/noDefaultExport: Jest asks for one
export default class QuickestFirst extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const found = order.findIndex((name) => path.endsWith(`/${name}.test.ts`));
      return found === -1 ? order.length : found;
    };
    return [...tests].sort((one, other) => place(one) - place(other));
  }
}

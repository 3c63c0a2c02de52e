import { registerHooks } from 'node:module';
import { pseudoTexts } from '../dialogs/pseudoTexts.ts';

/** Preloaded into Cauda's process: two languages that nobody speaks stand in for English and Spanish. */
const sources: Readonly<Record<string, unknown>> = {
  '/dialogs/texts/en.json': pseudoTexts.accented,
  '/dialogs/texts/es.json': pseudoTexts.rightToLeft,
};

registerHooks({
  load(url, context, nextLoad) {
    const file = Object.keys(sources).find((name) => url.endsWith(name));
    if (file === undefined) return nextLoad(url, context);
    return { format: 'json', source: JSON.stringify(sources[file]), shortCircuit: true };
  },
});

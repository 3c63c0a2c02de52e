import { PassThrough, Readable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { understandLines } from '../../src/understandCommand.ts';

async function run(
  lines: readonly string[],
): Promise<{ readonly status: number; readonly written: readonly unknown[] }> {
  const output = new PassThrough();
  const chunks: string[] = [];
  output.on('data', (chunk: Buffer) => chunks.push(chunk.toString()));
  const status = await understandLines(Readable.from(lines.map((line) => `${line}\n`)), output);
  const written = chunks
    .join('')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
  return { status, written };
}

test('each line gives one line, in order', async () => {
  const { status, written } = await run([
    '{"id":"a","question":"bladder","text":"no but I have trouble starting to pee"}',
    '{"id":"b","question":"legWeakness","text":"yes"}',
    '{"id":"c","question":"legWeakness","text":"both legs are weak and I can\'t pee"}',
    '{"id":"d","question":"trauma","text":"can I go back","role":"carer"}',
    '{"id":"e","question":"legWeakness","text":"la izquierda","locale":"es-MX"}',
    '{"id":"f","question":"saddleNumbness","text":"kind of, I guess"}',
    '{"id":"g","question":"saddleNumbness","text":"no, but my left foot tingles"}',
    '{"id":"h","text":"thanks"}',
  ]);
  expect(status).toBe(0);
  expect(written).toEqual([
    { id: 'a', kind: 'answer', value: 'altered' },
    { id: 'b', kind: 'partial', value: 'present' },
    { id: 'c', kind: 'emergency', value: 'both', findings: { legWeakness: 'both', bladder: 'retention' } },
    { id: 'd', kind: 'command', command: 'back' },
    { id: 'e', kind: 'answer', value: 'left' },
    { id: 'f', kind: 'ambiguous', guess: { saddleNumbness: 'yes' } },
    { id: 'g', kind: 'answer', value: 'no', findings: { sensoryOrReflex: 'mild' } },
    { id: 'h', kind: 'off-topic' },
  ]);
});

test('a bad line says what is wrong with it, the others go on, and the status is 1', async () => {
  const { status, written } = await run([
    'no JSON',
    '{"id":7,"question":"nose","text":"x"}',
    '{"id":8,"question":"bladder","text":"no"}',
  ]);
  expect(status).toBe(1);
  expect(written).toEqual([
    { id: null, error: expect.stringContaining('not JSON') },
    { id: 7, error: expect.stringContaining('question') },
    { id: 8, kind: 'answer', value: 'normal' },
  ]);
});

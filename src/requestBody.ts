import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './httpAnswers.ts';

/** Bytes. Microsoft's activities are the largest bodies that are taken; web clients need far less. */
export const largestBody = 256 * 1024;
export const largestWebBody = 64 * 1024;

export type BodiedRequest = IncomingMessage & { body?: unknown };

/**
 * Reads a body into `req.body`: JSON as what it says, anything else as text, nothing as undefined. Called only once it
 * is known that whoever sends it may: nobody else's bytes are kept. Answers itself where the body does not do.
 * @param most bytes.
 * @returns whether it was read.
 */
export async function readBody(req: BodiedRequest, res: ServerResponse, most: number): Promise<boolean> {
  if (Number(req.headers['content-length'] ?? 0) > most) return tooLarge(res);
  if (req.headers.expect !== undefined) res.writeContinue();
  const read = await textOf(req, most);
  if (read === 'tooLarge') return tooLarge(res);
  if (read === 'brokenOff') return false;
  try {
    req.body = read.text === '' ? undefined : isJson(req) ? JSON.parse(read.text) : read.text;
    return true;
  } catch {
    refuse(res, 400, 'BadArgument', 'The body is not valid JSON.');
    return false;
  }
}

const isJson = ({ headers }: IncomingMessage): boolean =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '');

/** What is too much is passed over; a destroyed request could not be answered. */
function textOf(req: IncomingMessage, most: number): Promise<{ readonly text: string } | 'tooLarge' | 'brokenOff'> {
  const chunks: Buffer[] = []; // all together at most `most` bytes
  let size = 0;
  return new Promise((resolve) => {
    // Whoever was gone before will not close any more.
    if (req.destroyed) return resolve('brokenOff');
    req
      .on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= most) chunks.push(chunk);
        else resolve('tooLarge');
      })
      .once('end', () => resolve({ text: Buffer.concat(chunks).toString('utf8') }))
      .once('error', () => resolve('brokenOff'))
      .once('close', () => resolve('brokenOff'));
  });
}

function tooLarge(res: ServerResponse): false {
  refuse(res, 413, 'PayloadTooLarge', 'The body is larger than is taken here.');
  return false;
}

import type { Request, Response } from 'restify';
import { refuse } from './httpAnswers.ts';

/** Bytes. Microsoft's activities are the largest bodies that are taken; web clients need far less. */
export const largestBody = 256 * 1024;
export const largestWebBody = 64 * 1024;

/**
 * Reads a body into `req.body`: JSON as what it says, anything else as text, nothing as undefined. Called only once it
 * is known that whoever sends it may: nobody else's bytes are kept. Answers itself where the body does not do.
 * @param most bytes.
 * @returns whether it was read.
 */
export async function readBody(req: Request, res: Response, most: number): Promise<boolean> {
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

const isJson = ({ headers }: Request): boolean =>
  /^application\/(?:[\w.-]+\+)?json\b/i.test(headers['content-type'] ?? '');

async function textOf(req: Request, most: number): Promise<{ readonly text: string } | 'tooLarge' | 'brokenOff'> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    // What is not read any more is passed over after the answer; a destroyed request could not be answered.
    for await (const chunk of req.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > most) return 'tooLarge';
      chunks.push(chunk);
    }
  } catch {
    return 'brokenOff';
  }
  return { text: Buffer.concat(chunks).toString('utf8') };
}

function tooLarge(res: Response): false {
  refuse(res, 413, 'PayloadTooLarge', 'The body is larger than is taken here.');
  return false;
}

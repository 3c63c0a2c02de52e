import type { Store, TranscriptRow } from '../storage/store.ts';

const rowsAtOnce = 20;
/** Characters; a reader who wants more asks again from where this ends. */
const mostInPage = 128 * 1024;

/** The next rows after a sequence, as many as one answer should hold; at least one, where there is one. */
export async function transcriptPage(
  store: Pick<Store, 'transcript'>,
  conversation: string,
  after: number,
): Promise<readonly TranscriptRow[]> {
  const page: TranscriptRow[] = [];
  for (let size = 0; size < mostInPage; ) {
    const rows = await store.transcript(conversation, page.at(-1)?.sequence ?? after, rowsAtOnce);
    page.push(...rows);
    size += rows.reduce((sum, { activity }) => sum + activity.length, 0);
    if (rows.length < rowsAtOnce) break;
  }
  return page;
}

import { describe, expect, test } from '@jest/globals';
import { type Answer, answersTo, type QuestionId, questionIds } from '../../../machines/findings.ts';
import { type Press, pressCounts } from '../../../src/pages/chat/press.ts';

const gaps = Array.from({ length: 41 }, (_, index) => index * 50);
const widths = [320, 390, 480, 1200];
const buttonHeights = [48, 68]; // one line or two

type Button = { readonly question: QuestionId; readonly value: Answer; readonly x: number; readonly y: number };

/** Where a question's buttons can lie: below each other, beginning at any height. */
const buttonsOf = (question: QuestionId, width: number, height: number, top: number): readonly Button[] =>
  answersTo(question).map((value, index) => ({ question, value, x: width / 2, y: top + (index + 0.5) * (height + 8) }));

const pointer = (from: Button, to: Button, sinceLast: number): Press => ({
  by: 'pointer',
  sinceLast,
  fromLast: Math.hypot(to.x - from.x, to.y - from.y),
});

describe('no press answers a question that was not seen', () => {
  test('over all questions, the next one, all buttons of both, gaps and widths', () => {
    let tried = 0;
    const counted: unknown[] = [];
    for (const width of widths)
      for (const height of buttonHeights)
        for (const [index, question] of questionIds.entries())
          for (const next of [questionIds[index + 1] ?? question, question])
            for (const last of buttonsOf(question, width, height, 200))
              for (const under of buttonsOf(next, width, height, 200 + (index % 5) * 13))
                for (const gap of gaps) {
                  const press = pointer(last, under, gap);
                  // The next card comes at once at the earliest: it cannot have been seen for longer than the gap.
                  for (const seenFor of [0, gap / 2, gap]) {
                    tried += 1;
                    const unseen = seenFor < 500 || (press.fromLast <= 24 && gap < 900);
                    if (unseen && pressCounts(press, { seenFor })) counted.push({ last, under, gap, seenFor });
                  }
                }
    expect(counted.slice(0, 3)).toEqual([]);
    expect(tried).toBeGreaterThan(100_000);
  });

  test('nor does the number of an answer, typed ahead', () => {
    const press = { by: 'digit', sinceLast: 2_000, fromLast: 0 } as const;
    expect([0, 250, 499, 500].map((seenFor) => pressCounts(press, { seenFor }))).toEqual([false, false, false, true]);
  });
});

describe('who reads loses nothing', () => {
  test('a second after the last press, anywhere, on a card that was seen for half a second', () => {
    for (const fromLast of [0, 10, 24, 25, 300])
      for (const sinceLast of [1_000, 5_000, Number.POSITIVE_INFINITY])
        expect(pressCounts({ by: 'pointer', sinceLast, fromLast }, { seenFor: 500 })).toBe(true);
  });

  test('a practised hand that goes on at another place after half a second', () => {
    expect(pressCounts({ by: 'pointer', sinceLast: 550, fromLast: 40 }, { seenFor: 520 })).toBe(true);
  });

  test('Enter on a button that was reached by Tab, at once', () => {
    expect(pressCounts({ by: 'key', sinceLast: 0, fromLast: 0 }, { seenFor: 0 })).toBe(true);
  });

  test('to wait longer never makes a press count less', () => {
    const lost: unknown[] = [];
    for (const by of ['pointer', 'digit', 'key'] as const)
      for (const fromLast of [0, 24, 25])
        for (const gap of gaps)
          for (const seenFor of gaps) {
            const now = pressCounts({ by, sinceLast: gap, fromLast }, { seenFor });
            const later = pressCounts({ by, sinceLast: gap + 50, fromLast }, { seenFor: seenFor + 50 });
            if (now && !later) lost.push({ by, fromLast, gap, seenFor });
          }
    expect(lost).toEqual([]);
  });
});

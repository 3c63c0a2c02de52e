import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { activitiesFor } from '../../dialogs/activities.ts';
import { standingEmergencyCard } from '../../dialogs/cards/emergencyCard.ts';
import { contentVersion } from '../../dialogs/contentVersion.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { foldedAgain, type ShownCard } from '../../dialogs/shownCards.ts';
import { answersTo } from '../../machines/findings.ts';
import { type Rehearsal, rehearse } from './conversation/rehearsal.ts';

const presentation = { buttons: 'execute', emergencyNumber: '112' } as const;
type OnScreen = { readonly shown: ShownCard; readonly card: object | undefined };

/** All of a card but where its buttons stand. */
const said = (card: unknown): string => JSON.stringify(card, (key, value) => (key === 'data' ? undefined : value));

/** What the chat shows after a step: earlier cards as they are replaced, and the new ones. */
function screenAfter(before: Rehearsal, after: Rehearsal, screen: readonly OnScreen[]): readonly OnScreen[] {
  const folded = foldedAgain(
    before.log,
    after.log,
    screen.map(({ shown }) => shown),
    presentation,
  );
  const { updates, messages } = activitiesFor(after.replies, after.log, presentation, folded);
  const changed = screen.map(({ shown, card }) => {
    const update = updates.find(({ id }) => id === shown.id)?.attachments?.[0]?.content;
    return { shown, card: update ?? card };
  });
  const sent = messages.flatMap(({ channelData, attachments = [] }, index) => {
    const stamp = channelData?.cauda;
    const view = stamp?.view;
    return stamp === undefined || view === undefined
      ? []
      : [{ shown: { ...stamp, view, id: `${after.log.entries.length}.${index}` }, card: attachments[0]?.content }];
  });
  return [...changed, ...sent];
}

const steps = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.nat(5).map((choice) => ({ do: 'answer' as const, choice })) },
    { weight: 2, arbitrary: fc.constant({ do: 'back' as const }) },
    { weight: 2, arbitrary: fc.constant({ do: 'go on' as const }) },
    { weight: 2, arbitrary: fc.nat(5).map((choice) => ({ do: 'change' as const, choice })) },
    { weight: 1, arbitrary: fc.constant({ do: 'words' as const }) },
  ),
  { minLength: 4, maxLength: 14 },
);

function step(now: Rehearsal, what: { readonly do: string; readonly choice?: number }): Rehearsal {
  const { view } = now;
  const { choice = 0 } = what;
  if (view.kind === 'confirmation') return now.tap({ verb: what.do === 'back' ? 'decline' : 'confirm' });
  if (what.do === 'back') return now.tap({ verb: 'back' });
  if (what.do === 'words') return now.type('I also had cancer');
  const one = view.answers[choice % Math.max(1, view.answers.length)];
  if (what.do === 'change' && one !== undefined) return now.tap({ verb: 'change', question: one.question });
  if (view.kind === 'emergency') return now.tap({ verb: 'continue' });
  if (view.kind !== 'question') return now;
  const values = answersTo(view.question);
  return now.answer(values[choice % values.length] ?? 'unsure');
}

test('an emergency card on the screen says what stands, whatever is added to it, taken back or changed', () => {
  let redrawn = 0;
  let outdated = 0;
  fc.assert(
    fc.property(steps, (course) => {
      let now = rehearse();
      let screen: readonly OnScreen[] = [];
      for (const what of course) {
        const after = step(now, what);
        const before = screen;
        screen = screenAfter(now, after, screen);
        now = after;
        const view = chatView(now.log, contentVersion);
        const current = said(standingEmergencyCard(view, presentation));
        for (const { shown, card } of screen.filter((one) => one.shown.view === 'emergency')) {
          const isOld = said(card).includes('An answer was changed after this card');
          if (view.recommendation.urgency === 'emergency' && !isOld) expect(said(card) === current).toBe(true);
          else expect(isOld).toBe(true);
          const was = before.find((one) => one.shown.id === shown.id);
          if (was !== undefined && said(was.card) !== said(card)) {
            if (isOld) outdated += 1;
            else redrawn += 1;
          }
        }
        // While an emergency stands, one card that is not old says so.
        if (view.kind === 'emergency') expect(screen.some(({ card }) => said(card) === current)).toBe(true);
      }
    }),
    { numRuns: 120 },
  );
  expect(Math.min(redrawn, outdated)).toBeGreaterThan(10);
});

test('a second reason is added to the card, and taken off it again', () => {
  const first = rehearse().answer('none', 'yes');
  const shown: ShownCard = { log: 1, id: 'card', view: 'emergency' };
  const more = first.tap({ verb: 'continue' }).answer('incontinence');
  const drawn = (before: Rehearsal, after: Rehearsal) =>
    said(foldedAgain(before.log, after.log, [shown], presentation).map(({ card }) => card));
  expect(drawn(first, more)).toContain('Numb');
  expect(drawn(first, more)).toContain('leak');
  // What is offered no more is off the card.
  expect(drawn(first, more)).not.toContain('Answer more questions');
  const back = more.tap({ verb: 'back' });
  const settled = back.view.kind === 'confirmation' ? back.tap({ verb: 'confirm' }) : back;
  expect(drawn(more, settled)).toContain('Numb');
  expect(drawn(more, settled)).not.toContain('leak');
});

import { type Findings, knownFindings, questionIds } from '../../machines/findings.ts';
import { emergencyRules } from '../../machines/urgencyRules.ts';
import type { Proposal } from '../conversation/asides.ts';
import type { ChatView, ConfirmationView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import { type MessageId, message, quoted } from '../texts.ts';
import type { AdaptiveCard } from './adaptiveCard.ts';
import { answerLine } from './answerLines.ts';
import { buttonsOf } from './buttons.ts';
import { text } from './elements.ts';
import { finished } from './finished.ts';

/** What is asked, and what yes and no say. */
type Words = { readonly asks: string; readonly yes: MessageId; readonly no: MessageId };

/** "Is that right?", before something is recorded with doubt, or lowers the urgency. */
export function confirmationCard(view: ConfirmationView, presentation: Presentation): AdaptiveCard {
  const { asks, yes, no } = wordsFor(view, view.of);
  return finished([
    text(asks, { size: 'medium' }),
    ...buttonsOf(view, presentation).stacked([
      { title: message(view, yes), verb: { verb: 'confirm' } },
      { title: message(view, no), verb: { verb: 'decline' } },
    ]),
  ]);
}

function wordsFor(view: ConfirmationView, of: Proposal): Words {
  const { urgency } = view.recommendation;
  switch (of.kind) {
    case 'answered': {
      const said = knownFindings(of.findings);
      const answers = inWords(view, said);
      return view.lowers
        ? {
            asks: message(view, 'card.confirmAway', { answers, urgency }),
            yes: 'card.yesTakeBack',
            no: 'card.noKeepAdvice',
          }
        : { asks: confirming(view, of, answers), yes: 'card.yesRight', no: 'card.noNotRight' };
    }
    case 'undone':
      return { asks: message(view, 'card.confirmUndo', { urgency }), yes: 'card.yesTakeBack', no: 'card.noKeepAdvice' };
    case 'restarted':
      return { asks: message(view, 'card.confirmRestart'), yes: 'card.yesStartAgain', no: 'card.noGoOn' };
    case 'erased':
      return { asks: message(view, 'card.confirmErase'), yes: 'card.yesErase', no: 'card.noKeep' };
    case 'resumed':
      return { asks: message(view, 'card.confirmResume'), yes: 'card.yesGoOn', no: 'card.noStartAgain' };
    default:
      return of satisfies never;
  }
}

/**
 * A guess shows the words that were not understood: whoever reads them again knows whether they matter. They matter no more
 * where the guess is an emergency already, and then the question is as short as it can be.
 */
function confirming(
  view: ConfirmationView,
  { unheard = [], findings }: Extract<Proposal, { kind: 'answered' }>,
  answers: string,
) {
  return unheard.length === 0 || emergencyRules(knownFindings(findings)).length > 0
    ? message(view, 'card.confirmAnswer', { answers })
    : message(view, 'card.confirmGuess', { answers, words: quoted(unheard) });
}

const inWords = (view: ChatView, findings: Findings): string =>
  questionIds
    .flatMap((question) => {
      const value = findings[question];
      return value === undefined ? [] : [answerLine(view, { question, value })];
    })
    .join('; ');

import { actionPayload, type Shown, type Verb } from '../cardActions.ts';
import type { ChatView } from '../conversation/chatView.ts';
import type { Presentation } from '../presentation.ts';
import type { ActionSet, Column, ColumnSet, Container, SentAction } from './adaptiveCard.ts';
import { text } from './elements.ts';

export type Button = { readonly title: string; readonly verb: Verb };

/** Buttons of a view; each carries where the conversation stood when it was shown. */
export type Buttons = {
  /** One below the other; each a set of its own, since Teams hides a seventh action of one set. */
  readonly stacked: (buttons: readonly Button[]) => readonly (ActionSet | Container)[];
  /** The one that sends what was filled in on the card. */
  readonly submit: (button: Button) => readonly ActionSet[];
  /** A light row of links. */
  readonly links: (buttons: readonly Button[]) => ColumnSet;
  /** One link as a column, beside other things. `words` are shown where the title says more. */
  readonly link: (button: Button, words?: string) => Column;
  /** What a place on the card does that can be tapped like a button. */
  readonly action: (button: Button) => SentAction;
};

export const buttonsOf = (view: ChatView, presentation: Pick<Presentation, 'buttons'>): Buttons =>
  buttonsOn(shownOn(view), presentation);

export function buttonsOn(shown: Shown, { buttons }: Pick<Presentation, 'buttons'>): Buttons {
  const action = (button: Button): SentAction => actionOf(shown, button, buttons);
  const link = (button: Button, words = button.title): Column => ({
    type: 'Column',
    width: 'auto',
    spacing: 'medium',
    // Room for a thumb.
    minHeight: '32px',
    verticalContentAlignment: 'center',
    items: [text(words, { color: 'accent' })],
    selectAction: action(button),
  });
  return {
    stacked: (some) =>
      buttons !== 'submit' && some.some(({ title }) => title.length > longestInTeams)
        ? some.map((one) => wrapped(one, action(one)))
        : some.map((one) => ({ type: 'ActionSet', spacing: 'small', actions: [action(one)] })),
    submit: (one) => [{ type: 'ActionSet', spacing: 'medium', actions: [actionOf(shown, one, buttons, 'auto')] }],
    links: (some) => ({ type: 'ColumnSet', spacing: 'medium', columns: some.map((one) => link(one)) }),
    link,
    action,
  };
}

/** Characters of a button that Teams shows on a narrow screen; it cuts the rest, and cut answers are mistaken ones. */
const longestInTeams = 28;

/** A button whose words wrap; the line shows where it begins in themes without colours. */
const wrapped = ({ title }: Button, selectAction: SentAction): Container => ({
  type: 'Container',
  style: 'emphasis',
  separator: true,
  spacing: 'small',
  selectAction,
  items: [text(title, { weight: 'bolder', color: 'accent' })],
});

/** What each button says of where it stood. */
export const shownOn = (view: ChatView): Shown => ({
  conversation: view.conversation,
  log: view.log,
  ...(view.run === undefined ? {} : { run: view.run }),
  revision: view.revision,
  ...(view.kind === 'question' ? { question: view.question } : {}),
});

function actionOf(
  shown: Shown,
  { title, verb }: Button,
  buttons: Presentation['buttons'],
  associatedInputs: 'none' | 'auto' = 'none',
): SentAction {
  const common = { title, data: actionPayload(shown, verb), associatedInputs } as const;
  const submit = { type: 'Action.Submit', ...common } as const;
  return buttons !== 'execute' ? submit : { type: 'Action.Execute', verb: verb.verb, ...common, fallback: submit };
}

import { createRequire } from 'node:module';
import { Window } from 'happy-dom';
import markdownIt from 'markdown-it';
import type { AdaptiveCard, CardElement } from '../../dialogs/cards/adaptiveCard.ts';
import { type Html, html, trusted } from './html.ts';

// The renderer that Web Chat draws with; its other entry point is no module that Node can load.
const library: typeof import('adaptivecards') = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js');

/** A page without a screen, for a renderer that knows no other way. */
const page = new Window();
const needed = ['document', 'HTMLElement', 'HTMLButtonElement', 'HTMLInputElement', 'Node', 'DOMParser'] as const;
for (const name of needed) Object.defineProperty(globalThis, name, { value: page[name], configurable: true });
Object.defineProperty(globalThis, 'window', { value: page, configurable: true });

const markdown = markdownIt({ html: false });
library.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

const colours = {
  default: { default: '#1b2733', subtle: '#4b5a68' },
  accent: { default: '#0b5cad', subtle: '#0b5cad' },
  attention: { default: '#a4262c', subtle: '#a4262c' },
};
const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors: colours });
const look = new library.HostConfig({
  fontFamily: 'inherit',
  fontSizes: { small: 11, default: 12, medium: 14, large: 16 },
  spacing: { small: 3, default: 6, medium: 9, large: 14, padding: 10 },
  supportsInteractivity: true,
  actions: { actionsOrientation: 'vertical', actionAlignment: 'stretch', buttonSpacing: 4, maxActions: 20 },
  containerStyles: {
    default: style('#ffffff'),
    emphasis: style('#f1f4f7'),
    attention: style('#fde2e1'),
    warning: style('#fdf0d2'),
    good: style('#dff3e4'),
    accent: style('#e2eefb'),
  },
});

/** A card as a chat shows it. @param open the titles of what a tap would open and stands open here. */
export function cardPicture(card: AdaptiveCard, open: readonly string[] = []): Html {
  const drawn = new library.AdaptiveCard();
  drawn.hostConfig = look;
  drawn.parse({ ...card, body: card.body.map((element) => opened(element, open)) });
  return html`<div class="card" inert>${trusted(drawn.render()?.outerHTML ?? '')}</div>`;
}

/** A button that opens more becomes its title, and what it opens if that is wanted. */
function opened(element: CardElement, open: readonly string[]): object {
  switch (element.type) {
    case 'Container':
      return { ...element, items: element.items.map((item) => opened(item, open)) };
    case 'ActionSet': {
      const sent = element.actions.filter(({ type }) => type !== 'Action.ShowCard');
      const more = element.actions.flatMap((action) =>
        action.type === 'Action.ShowCard'
          ? [
              { type: 'TextBlock', text: titleOf(action.title, open), weight: 'bolder', color: 'accent', wrap: true },
              ...(open.includes(action.title) ? action.card.body : []),
            ]
          : [],
      );
      return {
        type: 'Container',
        items: [...(sent.length === 0 ? [] : [{ ...element, actions: sent }]), ...more],
        ...(element.spacing === undefined ? {} : { spacing: element.spacing }),
      };
    }
    default:
      return element;
  }
}

const titleOf = (title: string, open: readonly string[]): string => `${open.includes(title) ? '▾' : '▸'} ${title}`;

import type { Exception } from './finding.ts';

/** What Web Chat 4.18.1 and the cards' renderer in it write, and we do not. */
export const exceptions: readonly Exception[] = [
  {
    engine: 'ibm',
    rule: 'aria_form_label_unique',
    elements: '#webchat .webchat__adaptive-card-renderer .ac-adaptiveCard',
    why: 'A question that is asked again has a card of the same name, and the renderer makes a form of each. The earlier one has no answers any more.',
  },
  {
    engine: 'axe',
    rule: 'landmark-unique',
    elements: '#webchat .webchat__adaptive-card-renderer .ac-adaptiveCard',
    why: 'The same.',
  },
  {
    engine: 'html',
    rule: 'unique-landmark',
    elements: '#webchat .webchat__adaptive-card-renderer .ac-adaptiveCard',
    why: 'The same.',
  },
  {
    engine: 'html',
    rule: 'unique-landmark',
    elements: '#webchat .webchat__send-box',
    why: 'The send box is a form without a name, with a form in it. The text box has a name of its own.',
  },
  {
    engine: 'html',
    rule: 'wcag/h32',
    elements: '#webchat .webchat__send-box form',
    why: 'Its button stands beside it and submits it by script; Enter does too.',
  },
  {
    engine: 'html',
    rule: 'text-content',
    elements: '#webchat .webchat__send-button',
    why: 'The send button is named by its title, in both languages.',
  },
  {
    engine: 'ibm',
    rule: 'svg_graphics_labelled',
    elements: '#webchat .webchat__send-icon',
    why: 'A picture inside that named button.',
  },
  {
    engine: 'html',
    rule: 'element-permitted-content',
    elements: '#webchat button div',
    why: 'Web Chat and the renderer draw the inside of a button with blocks. Browsers and screen readers take it.',
  },
  {
    engine: 'ibm',
    rule: 'aria_article_label_unique',
    elements:
      '#webchat article.webchat__basic-transcript__activity, #webchat .webchat__basic-transcript__activity-active-descendant, #webchat article.webchat__live-region-activity',
    why: 'Messages are articles, and two messages may say the same. Headings in the cards tell them apart.',
  },
  {
    engine: 'html',
    rule: 'aria-label-misuse',
    elements: '#webchat .webchat__stacked-layout',
    why: 'A label on the box around what the person typed. It is ignored, and the words in it are read.',
  },
];

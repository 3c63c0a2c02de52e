// Web Chat with Adaptive Cards and nothing else: window.WebChat gets the two functions that the pages use.
import ReactWebChat from 'botframework-webchat-component';
import { createStore } from 'botframework-webchat-core';
import React from 'react';
import ReactDOM from 'react-dom';
import AdaptiveCardsComposer from 'web-chat-source/adaptiveCards/AdaptiveCardsComposer';
import AdaptiveCardContent from 'web-chat-source/adaptiveCards/Attachment/AdaptiveCardContent';
import createAdaptiveCardsStyleSet from 'web-chat-source/adaptiveCards/Styles/createAdaptiveCardsStyleSet';
import { blocksOf } from '../pages/chat/markdown.ts';

const isCard = ({ attachment: { contentType } }) => contentType === 'application/vnd.microsoft.card.adaptive';

const attachmentMiddleware = [
  () =>
    (next) =>
    (...args) =>
      isCard(args[0])
        ? React.createElement(AdaptiveCardContent, {
            content: args[0].attachment.content,
            disabled: args[0].disabled,
          })
        : next(...args),
];
// What is announced comes with each activity (webchat:fallback-text).
const attachmentForScreenReaderMiddleware = [() => () => () => false];

function SlimWebChat(props) {
  const { styleOptions, adaptiveCardsHostConfig } = props;
  const extraStyleSet = React.useMemo(() => createAdaptiveCardsStyleSet(styleOptions), [styleOptions]);
  return React.createElement(
    AdaptiveCardsComposer,
    { adaptiveCardsHostConfig },
    React.createElement(ReactWebChat, {
      ...props,
      attachmentMiddleware,
      attachmentForScreenReaderMiddleware,
      extraStyleSet,
      renderMarkdown: blocksOf,
    }),
  );
}

window.WebChat = {
  createStore,
  renderWebChat(props, element) {
    ReactDOM.render(React.createElement(SlimWebChat, props), element);
  },
};

import { hostConfig, paletteFor, styleOptions } from './chatStyle.js';
import { isToGoOn } from './earlierConversation.js';
import { readFromTop } from './readFromTop.js';
import { direction, say } from './say.js';
import { directLineDomain, forget, keep, openSession } from './session.js';

const WebChat = window.WebChat;

const anHour = 60 * 60 * 1000;

/**
 * Shows the conversation in an element.
 * @param {{ element: HTMLElement, role: string, locale: string, onBot?: (activity) => void, onTrouble: (kind: 'unreachable' | 'notSent' | 'expired' | 'lost' | 'none') => void }} options
 */
export async function startChat({ element, role, locale, onBot = () => {}, onTrouble }) {
  let session;
  try {
    session = await openSession(role, locale);
    if (session.resumed && session.away > anHour && !(await isToGoOn(element))) {
      forget(role);
      session = await openSession(role, locale);
    }
  } catch {
    onTrouble('unreachable');
    return;
  }
  onTrouble(session.lost ? 'lost' : 'none');

  const directLine = WebChat.createDirectLine({
    domain: directLineDomain,
    token: session.token,
    ...(session.resumed ? { conversationId: session.conversationId } : {}),
    conversationStartProperties: { locale },
  });
  directLine.connectionStatus$.subscribe((status) => {
    // 2 online, 3 token expired, 4 failed to connect (directlinejs ConnectionStatus).
    if (status === 2) keepToken();
    if (status === 3) onTrouble('expired');
    if (status === 4) onTrouble('unreachable');
  });
  // directlinejs refreshes its token by itself every 15 minutes; a reload needs the newest one.
  const keepToken = () =>
    keep(role, { conversationId: session.conversationId, token: directLine.token ?? session.token });
  setInterval(keepToken, 60_000);

  const personSaid = readFromTop(element);
  const store = WebChat.createStore({}, () => (next) => {
    let shown;
    return (action) => {
      const activity = action.payload?.activity;
      if (action.type === 'DIRECT_LINE/INCOMING_ACTIVITY' && activity.from?.role === 'bot') {
        if (activity.channelData?.cauda !== undefined) shown = stampOf(activity);
        onBot(activity);
      }
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY_FULFILLED') onTrouble('none');
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY_IMPEDED' || action.type === 'DIRECT_LINE/POST_ACTIVITY_REJECTED')
        onTrouble('notSent');
      if (action.type === 'DIRECT_LINE/POST_ACTIVITY' && activity.type === 'message') {
        personSaid();
        return next(stamped(action, shown));
      }
      return next(action);
    };
  });

  const dark = matchMedia('(prefers-color-scheme: dark)');
  const render = () => {
    const palette = paletteFor(dark.matches);
    WebChat.renderWebChat(
      {
        directLine,
        store,
        locale,
        dir: direction,
        nonce: element.dataset.nonce,
        styleOptions: styleOptions(palette),
        adaptiveCardsHostConfig: hostConfig(palette),
        overrideLocalizedStrings: (strings) => ({
          ...strings,
          TEXT_INPUT_PLACEHOLDER: say('Tap an answer, or type it'),
        }),
      },
      element,
    );
  };
  dark.addEventListener('change', render);
  render();
}

/** Where the conversation stood when this was shown: typed words answer that, and nothing that came later. */
const stampOf = ({ id, channelData: { cauda } }) => ({
  conversation: cauda.conversation,
  log: cauda.log,
  revision: cauda.revision,
  ...(cauda.run === undefined ? {} : { run: cauda.run }),
  ...(cauda.question === undefined ? {} : { question: cauda.question }),
  card: id,
});

/** A message that is sent again keeps the stamp of its first attempt. */
function stamped(action, shown) {
  const { activity } = action.payload;
  const cauda = activity.channelData?.cauda ?? shown;
  if (cauda === undefined) return action;
  return {
    ...action,
    payload: { ...action.payload, activity: { ...activity, channelData: { ...activity.channelData, cauda } } },
  };
}

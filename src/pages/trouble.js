import { say } from './say.js';
import { forget } from './session.js';

const doNotWait = say('If you get worse, do not wait for this page: go to an emergency department.');

const troubles = {
  unreachable: {
    text: `${say('Cauda cannot be reached just now.')} ${doNotWait}`,
    action: say('Try again'),
    fresh: false,
  },
  notSent: {
    text: `${say('Your last message may not have arrived. You can send it again.')} ${doNotWait}`,
    action: say('Try again'),
    fresh: false,
  },
  expired: {
    text: `${say('This conversation was left too long and is closed.')} ${doNotWait}`,
    action: say('Start again'),
    fresh: true,
  },
  lost: {
    text: say('Your earlier conversation was left too long to go on with it here, so this is a new one.'),
    action: say('All right'),
    fresh: false,
  },
};

/** Says calmly what is wrong, and what to do. */
export function troubleNotice(role) {
  const notice = document.getElementById('notice');
  const text = document.getElementById('notice-text');
  const action = document.getElementById('notice-action');
  return (kind) => {
    const trouble = troubles[kind];
    notice.hidden = trouble === undefined;
    if (trouble === undefined) return;
    text.textContent = trouble.text;
    action.textContent = trouble.action;
    action.onclick = () => {
      if (trouble.fresh) forget(role);
      if (kind === 'lost') notice.hidden = true;
      else location.reload();
    };
  };
}

import { emergencyCall } from './chat/emergencyCall.ts';
import { say } from './say.ts';
import { forget } from './session.ts';

/** What can be wrong with the line. `offline`, `late` and `busy` mend themselves. */
export type Trouble = 'offline' | 'late' | 'busy' | 'unreachable' | 'expired' | 'lost' | 'none';

const words: Readonly<
  Record<Exclude<Trouble, 'none' | 'busy'>, { readonly text: () => string; readonly action?: () => string }>
> = {
  offline: {
    text: () => say('offline'),
  },
  late: {
    text: () => say('slow'),
  },
  unreachable: { text: () => say('unreachable'), action: () => say('tryAgain') },
  expired: { text: () => say('expired'), action: () => say('startAgain') },
  lost: {
    text: () => say('lost'),
    action: () => say('allRight'),
  },
};

/** Says calmly what is wrong, and what to do. */
export function troubleNotice(role: string): (trouble: Trouble, instead?: string) => void {
  const notice = at('notice');
  const text = at('notice-text');
  const action = at('notice-action');
  let shown = 'none';
  return (trouble, instead = '') => {
    if (trouble + instead === shown) return;
    shown = trouble + instead;
    notice.hidden = trouble === 'none';
    if (trouble === 'none') return text.replaceChildren();
    action.hidden = trouble === 'busy' || words[trouble].action === undefined;
    if (trouble === 'busy') return text.replaceChildren(instead.replaceAll('**', ''));
    text.replaceChildren(words[trouble].text(), ...(trouble === 'lost' ? [] : [' ', ...doNotWait()]));
    action.textContent = words[trouble].action?.() ?? '';
    action.onclick = () => {
      if (trouble === 'expired') forget(role);
      if (trouble === 'lost') notice.hidden = true;
      else location.reload();
    };
  };
}

/** With the number to call, wherever one is configured. */
function doNotWait(): readonly (string | HTMLElement)[] {
  const call = emergencyCall();
  return call === undefined ? [say('worseGo')] : [say('worseCall'), ' ', call];
}

function at(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`The page has no #${id}.`);
  return element;
}

/*
 * Embeds Cauda on any page: <script src="https://HOST/widget.js" defer></script>
 * May say more: data-language="es", data-position="left", data-colour="#0b5566", data-greeting="…", data-site="…",
 * data-role="carer", data-open="yes". The page gets window.cauda.open(), close() and reset(), and the events
 * cauda-opened, cauda-closed and cauda-finished on window; none of them says what was asked or answered, and only where
 * the deployment sets CAUDA_TELL_URGENCY=1 has cauda-finished a detail: { urgency }.
 */
(() => {
  const script = document.currentScript;
  const host = new URL(script.src).origin;
  const openKey = 'cauda.widget.open';
  const { language, position, colour, greeting, site, role, open: opensItself, ...unknown } = script.dataset;
  for (const name of Object.keys(unknown)) console.warn(`Cauda's widget does not know data-${name}.`);
  const wrong = (name, value, allowed) =>
    value !== undefined && !allowed.test(value) && console.warn(`Cauda's widget cannot use data-${name}="${value}".`);
  wrong('position', position, /^(left|right)$/);
  wrong('colour', colour, /^#[0-9a-f]{6}$/i);
  wrong('role', role, /^(self|carer)$/);
  wrong('open', opensItself, /^(yes|no)$/);

  const locale = language ?? (document.documentElement.lang || navigator.language);
  /** What the launcher says, by language; the server puts it in. */
  const byLanguage = '{{words}}';
  const words = byLanguage[locale.toLowerCase().split('-')[0]] ?? byLanguage.en;

  /** White or black, whichever can be read better on a colour: one of the two always keeps a contrast of 4.5 to 1. */
  const readableOn = (hex) => {
    const [red, green, blue] = [1, 3, 5]
      .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
  };
  const ownColour = /^#[0-9a-f]{6}$/i.test(colour ?? '')
    ? `:host { --accent: ${colour} !important; --on-accent: ${readableOn(colour)} !important; }`
    : '';
  const side =
    position === 'left'
      ? 'inset-inline-start: max(16px, env(safe-area-inset-left))'
      : 'inset-inline-end: max(16px, env(safe-area-inset-right))';

  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial; color-scheme: light dark; --accent: #0b5566; --on-accent: #fff; --page: #fff; --border: #c9d3da; }
    @media (prefers-color-scheme: dark) { :host { --accent: #7fd0e2; --on-accent: #06222a; --page: #11171b; --border: #42515c; } }
    /* {{brand}} */
    * { box-sizing: border-box; }
    .launcher {
      position: fixed; z-index: 2147483000; ${side}; bottom: max(16px, env(safe-area-inset-bottom));
      display: inline-flex; align-items: center; gap: 10px; max-width: calc(100vw - 32px); min-height: 56px; padding: 10px 20px;
      border: 2px solid transparent; border-radius: 28px; background: var(--accent); color: var(--on-accent); cursor: pointer;
      font: 600 17px/1.2 system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; box-shadow: 0 4px 16px rgb(0 0 0 / 25%);
    }
    .launcher svg { flex: none; width: 26px; height: 26px; }
    .launcher:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; }
    .news { display: none; width: 12px; height: 12px; border-radius: 50%; background: #e4572e; border: 2px solid var(--on-accent); }
    .launcher.has-news .news { display: inline-block; }
    .panel {
      position: fixed; z-index: 2147483001; ${side}; bottom: max(16px, env(safe-area-inset-bottom));
      width: 420px; height: min(760px, calc(100dvh - 32px)); border: 1px solid var(--border); border-radius: 16px; overflow: hidden;
      background: var(--page); box-shadow: 0 8px 32px rgb(0 0 0 / 30%);
    }
    .panel[hidden], .launcher[hidden] { display: none; }
    iframe { display: block; width: 100%; height: 100%; border: 0; }
    @media (max-width: 600px) { .panel { inset: 0; width: 100%; height: 100dvh; border: 0; border-radius: 0; } }
    ${ownColour}
    @media (prefers-reduced-motion: no-preference) { .launcher { transition: transform .15s; } .launcher:hover { transform: translateY(-2px); } }
  `);

  // A landmark of its own, so that who moves from one to the next finds it.
  const element = document.createElement('div');
  element.setAttribute('role', 'region');
  element.setAttribute('aria-label', words.name);
  const root = element.attachShadow({ mode: 'open' });
  root.adoptedStyleSheets = [style];

  const launcher = document.createElement('button');
  launcher.type = 'button';
  launcher.className = 'launcher';
  launcher.setAttribute('aria-expanded', 'false');
  launcher.setAttribute('aria-haspopup', 'dialog');
  // Without innerHTML, which a page may forbid (Trusted Types).
  const drawn = (name, attributes, ...children) => {
    const shape = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    shape.append(...children);
    return shape;
  };
  const line = {
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  const icon = drawn(
    'svg',
    { viewBox: '0 0 24 24', ...line, 'aria-hidden': true },
    drawn('path', { d: 'M4 5h16v11H10l-5 4v-4H4z' }),
    drawn('path', { d: 'M12 8v5M9.5 10.5h5' }),
  );
  const ask = document.createElement('span');
  ask.textContent = greeting ?? words.ask;
  const news = document.createElement('span');
  news.className = 'news';
  news.setAttribute('role', 'status');
  launcher.append(icon, ask, news);

  const panel = document.createElement('div');
  panel.className = 'panel';
  panel.hidden = true;
  panel.setAttribute('role', 'dialog');
  panel.setAttribute('aria-label', site === undefined ? words.name : `${words.name}, ${site}`);

  let frame;
  /** What the chat is to hear once it is there. */
  let later = new Set();
  let isThere = false;
  const send = (message) => {
    if (isThere) frame.contentWindow?.postMessage({ cauda: message }, host);
    else later.add(message);
  };

  const remembered = (open) => {
    try {
      if (open === undefined) return sessionStorage.getItem(openKey) === 'yes';
      sessionStorage.setItem(openKey, open ? 'yes' : 'no');
    } catch {
      // A page that blocks storage only forgets whether the chat was open.
    }
    return false;
  };

  const tell = (what, detail = null) => dispatchEvent(new CustomEvent(`cauda-${what}`, { detail }));

  // Over the whole window the page behind can be neither seen nor reached.
  const behind = new Set();
  const cover = (covers) => {
    for (const one of behind) one.inert = false;
    behind.clear();
    panel.setAttribute('aria-modal', String(covers));
    if (!covers) return;
    for (const one of document.body.children) {
      if (one === element || one.inert) continue;
      one.inert = true;
      behind.add(one);
    }
  };
  const isNarrow = matchMedia('(max-width: 600px)');
  isNarrow.addEventListener('change', () => cover(isNarrow.matches && !panel.hidden));

  // The frame is made when it is first wanted: until then the page loads this script and nothing else.
  const open = () => {
    if (frame === undefined) {
      frame = document.createElement('iframe');
      frame.title = words.name;
      frame.src = `${host}/chat?embed=${encodeURIComponent(location.origin)}&locale=${encodeURIComponent(locale)}${role === 'carer' ? '&role=carer' : ''}`;
      panel.append(frame);
    }
    panel.hidden = false;
    launcher.hidden = true;
    launcher.setAttribute('aria-expanded', 'true');
    launcher.classList.remove('has-news');
    news.removeAttribute('aria-label');
    remembered(true);
    cover(isNarrow.matches);
    frame.focus();
    send('focus');
    tell('opened');
  };
  const close = () => {
    if (panel.hidden) return;
    panel.hidden = true;
    cover(false);
    launcher.hidden = false;
    launcher.setAttribute('aria-expanded', 'false');
    remembered(false);
    launcher.focus();
    tell('closed');
  };
  const reset = () => {
    if (frame === undefined) return;
    send('reset');
  };

  launcher.addEventListener('click', open);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !panel.hidden) close();
  });
  addEventListener('message', (event) => {
    if (event.origin !== host || event.source !== frame?.contentWindow) return;
    if (event.data?.cauda === 'close') close();
    if (event.data?.cauda === 'ready') {
      isThere = true;
      for (const message of later) send(message);
      later = new Set();
      if (!panel.hidden) send('focus');
    }
    if (event.data?.cauda === 'finished') {
      const { urgency } = event.data;
      tell('finished', urgency === undefined ? null : { urgency });
    }
    if (event.data?.cauda === 'spoke' && panel.hidden) {
      launcher.classList.add('has-news');
      news.setAttribute('aria-label', words.news);
    }
  });

  root.append(launcher, panel);
  document.body.append(element);
  window.cauda = { open, close, reset };
  if (remembered() || opensItself === 'yes') open();
})();

/*
 * Runs before the first card is painted, until the page's script has arrived behind it: what is pressed meanwhile is
 * kept for that script to judge, and nobody who comes back sees a new question in place of their own conversation.
 */
(() => {
  const page = document.documentElement;
  const early = { presses: [], seenSince: undefined, submitted: false, over: false };
  window.caudaEarly = early;

  const key = `cauda.session.${new URLSearchParams(location.search).get('role') ?? 'self'}`;
  try {
    const kept = localStorage.getItem(key) ?? sessionStorage.getItem(key);
    if (page.dataset.resume !== 'no' && kept !== null) page.classList.add('goes-on');
  } catch {
    // Storage may be blocked: then nothing was kept either.
  }

  const look = (now) => {
    if (document.querySelector('#first [data-value]') === null) requestAnimationFrame(look);
    else early.seenSince = now;
  };
  requestAnimationFrame(look);

  const until = (name, act) => addEventListener(name, (event) => early.over || act(event), { capture: true });
  let down;
  until('pointerdown', ({ timeStamp, clientX, clientY }) => {
    down = { at: timeStamp, x: clientX, y: clientY };
  });
  until('click', ({ target, detail }) => {
    const button = target.closest('#first [data-value]');
    if (button !== null) early.presses.push({ button, down: detail > 0 ? down : undefined });
  });
  until('submit', (event) => {
    event.preventDefault();
    early.submitted = true;
  });
})();

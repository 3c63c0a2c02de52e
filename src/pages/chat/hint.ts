const shownFor = 4_000;

let hiding: ReturnType<typeof setTimeout> | undefined;

/** A short word about what was just done, read aloud once; it covers no answer. */
export function hint(words: string): void {
  const element = document.getElementById('hint');
  if (element === null) return;
  element.textContent = words;
  element.classList.add('is-shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    element.classList.remove('is-shown');
    element.replaceChildren();
  }, shownFor);
}

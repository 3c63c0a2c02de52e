const shownFor = 4_000;

let element: HTMLElement | undefined;
let hiding: ReturnType<typeof setTimeout> | undefined;

/** A short word about what was just done, read aloud once; it covers no answer. */
export function hint(words: string): void {
  element ??= made();
  element.textContent = words;
  element.classList.add('is-shown');
  clearTimeout(hiding);
  hiding = setTimeout(() => {
    element?.classList.remove('is-shown');
    element?.replaceChildren();
  }, shownFor);
}

function made(): HTMLElement {
  const one = document.createElement('p');
  one.className = 'hint-bar';
  one.setAttribute('role', 'status');
  document.body.append(one);
  return one;
}

const number = document.documentElement.dataset['emergencyNumber'];

/** A link that calls the emergency number, where one is configured. @param words what stands before the number in it. */
export function emergencyCall(words = ''): HTMLAnchorElement | undefined {
  if (number === undefined) return undefined;
  const call = document.createElement('a');
  call.href = `tel:${number.replaceAll(/[^+\d]/g, '')}`;
  call.textContent = `${words} ${number}`.trim();
  return call;
}

import type { Chat } from './chat.ts';

/** A question, known by its own words, and the button to tap: no tap reaches a card that is about to be replaced. */
export type Step = readonly [question: RegExp, button: string];

export async function answer(chat: Pick<Chat, 'sees' | 'taps'>, steps: readonly Step[]): Promise<void> {
  for (const [question, button] of steps) {
    await chat.sees(question);
    await chat.taps(button);
  }
}

export const noWeakness: Step = [/leg or foot weaker/, 'No weakness'];
export const saddleAsBefore: Step = [/area between your legs/, 'No, it feels as before'];
export const noOtherRedFlag: readonly Step[] = [
  saddleAsBefore,
  [/pass or hold urine/, 'No change'],
  [/how your bowels work/, 'No change'],
  [/legs feel numb/, 'No numb, tingly, stiff or unsteady legs'],
];
export const plainBackground: readonly Step[] = [
  [/below the knee/, 'No pain below the knee'],
  [/ever had cancer/, 'No, never had cancer'],
  [/a fever/, 'No fever, and none of these risks'],
  [/after an injury/, 'No injury in the last four weeks'],
  [/bone in your back have cracked/, 'No, or only one of the two'],
  [/operation on your spine/, 'No spine operation'],
];
export const routine: readonly Step[] = [noWeakness, ...noOtherRedFlag, ...plainBackground];
export const emergency: readonly Step[] = [noWeakness, [/area between your legs/, 'Yes, numb or different']];
export const urgentWithPacemaker: readonly Step[] = [
  [/leg or foot weaker/, 'Left leg'],
  [/leg strength changed/, 'About the same since it began'],
  ...noOtherRedFlag,
  ...plainBackground,
  [/battery, a magnet or a wire/, 'Yes, but MRI safety is not known'],
  [/piece of metal/, 'No metal pieces'],
  [/be pregnant/, 'No, or does not apply'],
  [/narrow tube/, 'No, I could do it'],
];

/** `cauda/understanding`: what typed words say for certain, and what only one tap would confirm. */
export type { Asked, Command, Heard } from '../../dialogs/heard.ts';
export { understand } from './checkedUnderstanding.ts';

// No speech: the microphone is never drawn.
const nothing = () => null;

export { nothing as Composer, nothing as default, nothing as DictateCheckbox };

// No speech: what would be said aloud is not.
export const Composer = ({ children }) => (typeof children === 'function' ? children({}) : children) ?? null;
const nothing = () => null;

export { nothing as default, nothing as SayButton, nothing as SayUtterance };

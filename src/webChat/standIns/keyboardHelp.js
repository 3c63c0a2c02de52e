// Its sheet lay over the question as soon as Tab was pressed.
export default () => null;

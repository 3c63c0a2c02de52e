/** What an engine holds against one element. */
export type Finding = {
  readonly engine: 'axe' | 'ibm' | 'html';
  readonly rule: string;
  readonly says: string;
  /** The element's own tag, shortened. */
  readonly element: string;
  /** The exception that it falls under, by its place in the list. */
  readonly excepted: number | undefined;
};

/** A rule that does not count for the elements of a selector. */
export type Exception = {
  readonly engine: Finding['engine'];
  readonly rule: string;
  readonly elements: string;
  readonly why: string;
};

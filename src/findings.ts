/** `look` is worth a thought and no fault; `bad` will not do. Each says what to do. */
export type Finding = { readonly about: string; readonly is: 'good' | 'look' | 'bad'; readonly says: string };

export const good = (about: string, says: string): Finding => ({ about, is: 'good', says });
export const look = (about: string, says: string): Finding => ({ about, is: 'look', says });
export const bad = (about: string, says: string): Finding => ({ about, is: 'bad', says });

export type Get = (url: string) => Promise<Response>;

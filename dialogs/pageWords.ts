import { z } from 'zod';
import { ownTexts } from './ownTexts.ts';
import type en from './texts/en.json';

/** What the server's own pages say besides the conversation: the chat's page, the launcher on other sites, the result. */
export type PageWordId = keyof typeof en.pages;
/** What the nurse's desk says besides questions, answers and advice. */
export type DeskWordId = keyof typeof en.desk;
/** What the pages around the chat say: the demonstration, privacy, terms of use. */
export type SiteWordId = keyof typeof en.site;

const words = z.record(z.string(), z.unknown());
const { pages, desk, site } = z.object({ pages: words, desk: words, site: words }).parse(ownTexts['en']);
const isPageWordId = (id: string): id is PageWordId => id in pages;
const isDeskWordId = (id: string): id is DeskWordId => id in desk;
const isSiteWordId = (id: string): id is SiteWordId => id in site;
const wordSchema = z.string().min(1);

export const pageWordsSchema = z.record(z.enum(Object.keys(pages).filter(isPageWordId)), wordSchema);
export const deskWordsSchema = z.record(z.enum(Object.keys(desk).filter(isDeskWordId)), wordSchema);
export const siteWordsSchema = z.record(z.enum(Object.keys(site).filter(isSiteWordId)), wordSchema);
export type PageWords = Readonly<z.infer<typeof pageWordsSchema>>;
export type DeskWords = Readonly<z.infer<typeof deskWordsSchema>>;
export type SiteWords = Readonly<z.infer<typeof siteWordsSchema>>;

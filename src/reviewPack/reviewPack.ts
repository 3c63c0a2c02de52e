import { readFileSync } from 'node:fs';
import { spokenLanguages } from '../../dialogs/texts.ts';
import { acrChapter } from './acrChapter.ts';
import { adviceChapter } from './adviceTexts.ts';
import { cardPicture } from './cardPicture.ts';
import { cardScenes } from './cardScenes.ts';
import { changesChapter } from './changes.ts';
import { contentSnapshot, type Snapshot } from './contentSnapshot.ts';
import { decisionChapter } from './decisionTable.ts';
import { type Html, html, trusted } from './html.ts';
import { type Proved, proofChapter } from './proof.ts';
import { questionsChapter } from './questionTexts.ts';
import { policyChapter, saysIn, unverifiedChapter } from './sourcesChapter.ts';
import { translated } from './words/packLanguages.ts';
import { type ChapterId, chapterIds, type Pack } from './words/packWords.ts';

export type ReviewPack = {
  readonly pack: Pack;
  /** ISO 8601 date on which it was written. */
  readonly written: string;
  /** The pathway as SVG markup. */
  readonly pathway: string;
  /** What the tests of the engine held; undefined where they were not run. */
  readonly proof: readonly Proved[] | undefined;
  /** The content of the pack that was signed last. */
  readonly signed: Snapshot | undefined;
};

const stylesheet = readFileSync(new URL('reviewPack.css', import.meta.url), 'utf8');

/** All that a spine surgeon needs to judge Cauda, as one page without any other file. */
export function reviewPack({ pack, written, pathway, proof, signed }: ReviewPack): string {
  const now = contentSnapshot();
  const { words } = pack;
  const says = saysIn(pack);
  const contents: Readonly<Record<ChapterId, Html>> = {
    use: words.intendedUse(says),
    changes: changesChapter(pack, signed, now),
    pathway: html`<div class="pathway">${words.pathway}${trusted(pathway)}</div>`,
    decisions: html`<p class="legend">${words.legend}</p>${decisionChapter(pack)}`,
    disputed: html`${words.disputed(says)}${policyChapter(pack)}`,
    unverified: unverifiedChapter(pack),
    cards: cards(pack),
    acr: acrChapter(pack),
    proof: proofChapter(pack, proof),
    sign: words.howToSign(now.version),
  };
  const names = new Intl.DisplayNames(pack.language, { type: 'language' });
  const chapters: readonly (readonly [id: string, title: string, content: Html])[] = [
    ...chapterIds.map((id) => [id, words.chapters[id], contents[id]] as const),
    // The pack's own language first.
    ...[pack.language, ...spokenLanguages.filter((one) => one !== pack.language)].flatMap((language) => {
      const name = names.of(language) ?? language;
      return [
        [`questions-${language}`, words.everyQuestion(name), questionsChapter(pack, language)] as const,
        [`advice-${language}`, words.everyAdvice(name), adviceChapter(pack, language)] as const,
      ];
    }),
  ];
  return html`${trusted('<!doctype html>')}
<html lang="${pack.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.content(now.version)}</title>
<style>${trusted(stylesheet)}</style>
</head>
<body>
<header>
  <h1>${words.title}</h1>
  <p class="version">${words.written(now.version, written)}</p>
  <ol class="contents">${chapters.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol>
</header>
<main>${chapters.map(([id, title, content]) => html`<section id="${id}" class="${id.split('-')[0] ?? ''}-chapter"><h2>${title}</h2>${content}</section>`)}</main>
${trusted(`<script type="application/json" id="content">${JSON.stringify(now).replaceAll('<', '\\u003c')}</script>`)}
</body>
</html>
`.markup;
}

const cards = (pack: Pack): Html => html`<p>${pack.words.cards}</p>
  <div class="cards">${cardScenes(pack).map(
    ({ about, card, open }) =>
      html`<figure><figcaption>${translated(pack, about)}</figcaption>${cardPicture(card, open)}</figure>`,
  )}</div>`;

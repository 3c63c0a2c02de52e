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
import { disputedChapter, howToSign, intendedUse, notVerified } from './prose.ts';
import { questionsChapter } from './questionTexts.ts';
import { legend, policyChapter, unverifiedChapter } from './sourcesChapter.ts';

export type ReviewPack = {
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
export function reviewPack({ written, pathway, proof, signed }: ReviewPack): string {
  const now = contentSnapshot();
  const chapters: readonly (readonly [string, string, Html])[] = [
    ['use', 'What it is for, and what it is not', intendedUse()],
    ['changes', 'What changed since the last signed pack', changesChapter(signed, now)],
    ['pathway', 'The pathway', html`<div class="pathway">${pathwayIntroduction}${trusted(pathway)}</div>`],
    ['decisions', 'The decision table', html`${legend()}${decisionChapter()}`],
    ['disputed', 'What specialists dispute, and what we decided', html`${disputedChapter()}${policyChapter()}`],
    ['unverified', 'What could not be verified', unverifiedChapter(notVerified)],
    ['cards', 'The cards', cards()],
    ['acr', 'Agreement with the ACR Appropriateness Criteria', acrChapter()],
    ['proof', 'What is proved', proofChapter(proof)],
    ['sign', 'To sign', howToSign(now.version)],
    ...spokenLanguages.flatMap((language): (readonly [string, string, Html])[] => [
      [
        `questions-${language}`,
        `Appendix: every question in every role (${languageName(language)})`,
        questionsChapter(language),
      ],
      [`advice-${language}`, `Appendix: every word of advice (${languageName(language)})`, adviceChapter(language)],
    ]),
  ];
  return html`${trusted('<!doctype html>')}
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Cauda: review pack, content ${now.version}</title>
<style>${trusted(stylesheet)}</style>
</head>
<body>
<header>
  <h1>Cauda: review pack</h1>
  <p class="version">Clinical content <code>${now.version}</code>, written ${written}.
    Reading it takes about half an hour; the appendices are for looking things up.</p>
  <ol class="contents">${chapters.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}</ol>
</header>
<main>${chapters.map(([id, title, content]) => html`<section id="${id}" class="${id.split('-')[0] ?? ''}-chapter"><h2>${title}</h2>${content}</section>`)}</main>
${trusted(`<script type="application/json" id="content">${JSON.stringify(now).replaceAll('<', '\\u003c')}</script>`)}
</body>
</html>
`.markup;
}

const pathwayIntroduction = html`<p>Drawn from the program's own state machine. A question that is answered already is
  passed; the colour is the section: red flags, background, MRI safety. At most 17 questions; a plain routine case takes
  11. For patients and carers the first answer that makes an emergency interrupts at once; nurses and clinicians go on
  under a standing banner. "Not sure" is asked once more in simpler words and then counts as not known.</p>`;

const cards =
  (): Html => html`<p>Drawn by the renderer that the web chat uses. A tap opens what is marked ▸; of each kind one stands open here (▾).</p>
  <div class="cards">${cardScenes().map(
    ({ about, card, open }) => html`<figure><figcaption>${about}</figcaption>${cardPicture(card, open)}</figure>`,
  )}</div>`;

const languageName = (language: string): string =>
  new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language;

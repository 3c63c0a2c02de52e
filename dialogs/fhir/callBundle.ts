import { createHash } from 'node:crypto';
import type { Log } from '../../machines/answerLog.ts';
import type { CallReader } from '../call/callReader.ts';
import { imagingLines } from '../call/callSections.ts';
import { callSheet, callView } from '../call/callSheet.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { imagingText, questionText } from '../texts.ts';
import { codingOf, questionnaire, questionnaireUrl } from './questionnaire.ts';
import type { Bundle, Flag, Identifier, Reference, Resource, ServiceRequest } from './resources.ts';

/** https://terminology.hl7.org/CodeSystem-v3-ActCode.html: an encounter at a distance. */
const virtual = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'VR',
  display: 'virtual',
} as const;

const priorities = { emergency: 'stat', urgent: 'urgent', soon: 'asap', routine: 'asap' } as const;

/**
 * A call as FHIR R4: its questions and answers, what stands in red, the scan as a proposal as long as it stands, and who
 * made it. It names nobody: who the caller is, the receiving system knows by the reference. Pure.
 */
export function callBundle(log: Log, reference: string, reader: CallReader): Bundle {
  const shows = callView(log, reader.language);
  const sheet = callSheet(log, reference, reader);
  const call: Identifier = { system: 'urn:cauda:call', value: reference };
  const subject: Reference = { identifier: call };
  const at = (seconds: number): string => new Date(Date.parse(log.head.started) + seconds * 1000).toISOString();
  const latest = at(log.entries.at(-1)?.at ?? 0);
  const { closed } = shows.margin;
  const period = { start: log.head.started, ...(closed === undefined ? {} : { end: at(closed.at) }) };
  const encounter: Reference = { reference: urlOf(reference, 'encounter') };
  const named: readonly (readonly [name: string, resource: Resource])[] = [
    ['questionnaire', questionnaire(shows)],
    [
      'encounter',
      {
        resourceType: 'Encounter',
        identifier: [call],
        status: closed === undefined ? 'in-progress' : 'finished',
        class: virtual,
        subject,
        period,
      },
    ],
    [
      'response',
      {
        resourceType: 'QuestionnaireResponse',
        language: reader.language,
        questionnaire: `${questionnaireUrl}|${questionnaire(shows).version}`,
        status: sheet.complete ? 'completed' : closed === undefined ? 'in-progress' : 'stopped',
        subject,
        encounter,
        authored: latest,
        item: shows.answers.map(({ question, value }) => ({
          linkId: question,
          text: questionText(shows, question, 'label'),
          answer: [{ valueCoding: codingOf(shows, question, value) }],
        })),
      },
    ],
    ...flags(
      sheet.sections.filter(({ red }) => red),
      { subject, encounter, period },
    ).map((flag, index) => [`flag ${index}`, flag] as const),
    ...scan(shows, { subject, encounter, latest }).map((one) => ['scan', one] as const),
  ];
  const entry = named.map(([name, resource]) => ({ fullUrl: urlOf(reference, name), resource }));
  return {
    resourceType: 'Bundle',
    identifier: { system: 'urn:cauda:record', value: `${reference}/${log.entries.length}` },
    type: 'collection',
    timestamp: latest,
    entry: [
      ...entry,
      {
        fullUrl: urlOf(reference, 'provenance'),
        resource: {
          resourceType: 'Provenance',
          target: entry.map(({ fullUrl }) => ({ reference: fullUrl })),
          recorded: latest,
          activity: {
            text: 'Telephone triage of low back pain with Cauda: decision support, not clinically validated',
          },
          agent: authors(log).map((by) => ({
            type: { text: 'author' },
            who: { identifier: { system: 'urn:cauda:person', value: by }, display: reader.nameOf(by) },
          })),
        },
      },
    ],
  };
}

function flags(
  red: readonly { readonly title: string; readonly lines: readonly string[] }[],
  { subject, encounter, period }: Pick<Flag, 'subject' | 'encounter' | 'period'>,
): readonly Flag[] {
  return red.map(({ title, lines }) => ({
    resourceType: 'Flag',
    status: 'active',
    code: { text: [title, ...lines].join('\n') },
    subject,
    period,
    encounter,
  }));
}

/** Never an order: a proposal, and only as long as the rules advise it. */
function scan(
  shows: ChatView,
  {
    subject,
    encounter,
    latest,
  }: { readonly subject: Reference; readonly encounter: Reference; readonly latest: string },
): readonly ServiceRequest[] {
  const { imaging, urgency, rules } = shows.recommendation;
  if (imaging === null) return [];
  return [
    {
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'proposal',
      priority: priorities[urgency],
      code: { text: imagingText(shows, imaging) },
      subject,
      encounter,
      authoredOn: latest,
      reasonCode: [{ text: rules.join(', ') }],
      note: imagingLines(shows).map((text) => ({ text })),
    },
  ];
}

const authors = (log: Log): readonly string[] => {
  const by = log.entries.flatMap((entry) => (entry.kind === 'foreign' || entry.by === undefined ? [] : [entry.by]));
  return by.length === 0 ? ['unknown'] : [...new Set(by)];
};

/** The same call and name always have the same address. */
function urlOf(reference: string, name: string): string {
  const hex = createHash('sha256').update(`cauda ${reference} ${name}`).digest('hex');
  const version = `8${hex.slice(13, 16)}`;
  const variant = `a${hex.slice(17, 20)}`;
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-${variant}-${hex.slice(20, 32)}`;
}

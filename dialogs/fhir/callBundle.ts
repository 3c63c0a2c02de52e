import { createHash } from 'node:crypto';
import type { Log } from '../../machines/answerLog.ts';
import type { CallReader } from '../call/callReader.ts';
import { imagingLines, type Section, type SectionId } from '../call/callSections.ts';
import { callSheet, callView } from '../call/callSheet.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { imagingText, questionText } from '../texts.ts';
import { codingOf, questionnaire, questionnaireUrl } from './questionnaire.ts';
import type { Bundle, Flag, Identifier, Period, Provenance, Reference, Resource, ServiceRequest } from './resources.ts';

/** https://terminology.hl7.org/CodeSystem-v3-ActCode.html: an encounter at a distance. */
const virtual = {
  system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  code: 'VR',
  display: 'virtual',
} as const;

const priorities = { emergency: 'stat', urgent: 'urgent', soon: 'asap', routine: 'asap' } as const;

/** A record as it stands, and the addresses of what it could hold and does not hold now. */
export type CallRecord = { readonly bundle: Bundle; readonly withdrawn: readonly string[] };

/** Sections that can stand in red. */
const flagged: readonly SectionId[] = ['lifeThreats', 'disposition', 'judgement', 'because', 'corrections', 'whatToDo'];

/**
 * A call as FHIR R4: its questions and answers, what stands in red, the scan as a proposal as long as it stands, and who
 * made it. It names nobody: who the caller is, the receiving system knows by the reference. Pure.
 */
export const callBundle = (log: Log, reference: string, reader: CallReader): Bundle =>
  callRecord(log, reference, reader).bundle;

export function callRecord(log: Log, reference: string, reader: CallReader): CallRecord {
  const shows = callView(log, reader.language);
  const sheet = callSheet(log, reference, reader);
  const call: Identifier = { system: 'urn:cauda:call', value: reference };
  const idOf = (name: string): string => uuidOf(reference, name);
  const at = (seconds: number): string => new Date(Date.parse(log.head.started) + seconds * 1000).toISOString();
  const latest = at(log.entries.at(-1)?.at ?? 0);
  const { closed } = shows.margin;
  const about = {
    subject: { identifier: call },
    encounter: { reference: urlOf(idOf('encounter')) },
    period: { start: log.head.started, ...(closed === undefined ? {} : { end: at(closed.at) }) },
    latest,
  };
  const flags = sheet.sections.filter(({ red }) => red).map((one) => flag(one, idOf(one.id), about));
  const scans = scan(shows, idOf('scan'), about);
  const resources: readonly Resource[] = [
    questionnaire(shows),
    {
      resourceType: 'Encounter',
      id: idOf('encounter'),
      identifier: [call],
      status: closed === undefined ? 'in-progress' : 'finished',
      class: virtual,
      subject: about.subject,
      period: about.period,
    },
    {
      resourceType: 'QuestionnaireResponse',
      id: idOf('response'),
      language: reader.language,
      questionnaire: `${questionnaireUrl}|${questionnaire(shows).version}`,
      status: sheet.complete ? 'completed' : closed === undefined ? 'in-progress' : 'stopped',
      subject: about.subject,
      encounter: about.encounter,
      authored: latest,
      item: shows.answers.map(({ question, value }) => ({
        linkId: question,
        text: questionText(shows, question, 'label'),
        answer: [{ valueCoding: codingOf(shows, question, value) }],
      })),
    },
    ...flags,
    ...scans,
  ];
  const entry = resources.map((resource) => ({ fullUrl: fullUrlOf(resource, reference), resource }));
  const provenance: Provenance = {
    resourceType: 'Provenance',
    id: idOf('provenance'),
    target: entry.map(({ fullUrl }) => ({ reference: fullUrl })),
    recorded: latest,
    activity: { text: 'Telephone triage of low back pain with Cauda: decision support, not clinically validated' },
    agent: authors(log).map((by) => ({
      type: { text: 'author' },
      who: { identifier: { system: 'urn:cauda:person', value: by }, display: reader.nameOf(by) },
    })),
  };
  const stands = new Set(resources.map(({ id }) => id));
  return {
    bundle: {
      resourceType: 'Bundle',
      identifier: { system: 'urn:cauda:record', value: `${reference}/${log.entries.length}` },
      type: 'collection',
      timestamp: latest,
      entry: [...entry, { fullUrl: urlOf(provenance.id), resource: provenance }],
    },
    withdrawn: [
      ...flagged.filter((id) => !stands.has(idOf(id))).map((id) => `Flag/${idOf(id)}`),
      ...(scans.length > 0 ? [] : [`ServiceRequest/${idOf('scan')}`]),
    ],
  };
}

type About = {
  readonly subject: Reference;
  readonly encounter: Reference;
  readonly period: Period;
  readonly latest: string;
};

const flag = ({ title, lines }: Section, id: string, { subject, encounter, period }: About): Flag => ({
  resourceType: 'Flag',
  id,
  status: 'active',
  code: { text: [title, ...lines].join('\n') },
  subject,
  period,
  encounter,
});

/** Never an order: a proposal, and only as long as the rules advise it. */
function scan(shows: ChatView, id: string, { subject, encounter, latest }: About): readonly ServiceRequest[] {
  const { imaging, urgency, rules } = shows.recommendation;
  if (imaging === null) return [];
  return [
    {
      resourceType: 'ServiceRequest',
      id,
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

/** The same call and name always have the same id. */
function uuidOf(reference: string, name: string): string {
  const hex = createHash('sha256').update(`cauda ${reference} ${name}`).digest('hex');
  const version = `8${hex.slice(13, 16)}`;
  const variant = `a${hex.slice(17, 20)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${version}-${variant}-${hex.slice(20, 32)}`;
}

const urlOf = (uuid: string): string => `urn:uuid:${uuid}`;

/** The questionnaire is the same in all calls, and its id no UUID. */
const fullUrlOf = (resource: Resource, reference: string): string =>
  urlOf(resource.resourceType === 'Questionnaire' ? uuidOf(reference, 'questionnaire') : resource.id);

import { answerFlag } from '../../machines/answerFlag.ts';
import type { Log } from '../../machines/answerLog.ts';
import { findingsIn } from '../../machines/conversationView.ts';
import { finding, isProfessional, type QuestionId } from '../../machines/findings.ts';
import { practicePointIds } from '../../machines/practicePoints.ts';
import { isBelow, type Urgency } from '../../machines/urgency.ts';
import { advice } from '../advice.ts';
import type { AdaptiveCard, CardElement } from '../cards/adaptiveCard.ts';
import { answerLine, decidingAnswers, flaggedAnswers, labels, notKnown } from '../cards/answerLines.ts';
import { conditionsSection, imagingSection } from '../cards/imagingSection.ts';
import { plainText } from '../cards/plainText.ts';
import { otherVersions } from '../cards/whyThisAdvice.ts';
import type { ChatView } from '../conversation/chatView.ts';
import { notice } from '../notice.ts';
import type { Presentation } from '../presentation.ts';
import { answerText, dispositionText, type MessageId, message, practicePointText, questionText } from '../texts.ts';
import { answerHistory, type GivenAnswer, lastGiven } from './answerHistory.ts';
import { type CallReader, type Clock, clockOf } from './callReader.ts';
import { hasLapsed, levelTitle, reasonIn } from './judgement.ts';
import { readAloud } from './readAloud.ts';

/** The parts of a hand-over (SBAR). */
export type Part = 'situation' | 'background' | 'assessment' | 'recommendation';

export type SectionId =
  | 'call'
  | 'lifeThreats'
  | 'disposition'
  | 'judgement'
  | 'because'
  | 'answers'
  | 'corrections'
  | 'notes'
  | 'said'
  | 'conditions'
  | 'notKnown'
  | 'notAsked'
  | 'versions'
  | 'whatToDo'
  | 'imaging'
  | 'safetyNet'
  | 'practicePoints'
  | 'readBack';

/** A heading and its lines, as sheet, copy, print and hand-over all show them. */
export type Section = {
  readonly id: SectionId;
  readonly part: Part;
  readonly title: string;
  readonly lines: readonly string[];
  /** It holds what must not be missed. */
  readonly red: boolean;
};

/** A call as a reader sees it, with all that its sections are made from. */
export type ReadCall = { readonly log: Log; readonly shows: ChatView; readonly reader: CallReader };

/** All there is to say of a call, in the order of a hand-over; sections with nothing in them are left out. Pure. */
export function callSections(call: ReadCall, reference: string): readonly Section[] {
  const clock = clockOf(call.reader, call.log.head.started);
  const { shows } = call;
  const emergency = shows.recommendation.urgency === 'emergency';
  const all: readonly Section[] = [
    section('lifeThreats', 'situation', words(shows, 'call.lifeThreats'), lifeThreats(call), isOtherEmergency(shows)),
    { ...disposition(call), id: 'disposition', part: 'situation', red: emergency || isOtherEmergency(shows) },
    section('judgement', 'situation', words(shows, 'call.judgement'), judgement(call, clock), judgedEmergency(shows)),
    section('because', 'situation', words(shows, 'card.because'), because(shows), emergency),
    section('call', 'situation', words(shows, 'call.call'), theCall(call, clock, reference)),
    section('answers', 'background', words(shows, 'card.answers'), answers(call)),
    section(
      'corrections',
      'background',
      words(shows, 'call.corrections'),
      corrections(call, clock),
      wasEmergency(call),
    ),
    section('notes', 'background', words(shows, 'call.notes'), notes(shows, clock)),
    section('said', 'background', words(shows, 'call.said'), said(shows, clock)),
    section('conditions', 'assessment', words(shows, 'card.conditions'), linesOf(conditionsSection(shows))),
    section('notKnown', 'assessment', words(shows, 'card.notKnown'), notKnown(shows)),
    section('notAsked', 'assessment', words(shows, 'card.notAsked'), labels(shows, shows.notAsked)),
    section('whatToDo', 'recommendation', words(shows, 'card.whatToDo'), whatToDo(call), emergency),
    section('imaging', 'recommendation', words(shows, 'card.imaging'), imagingLines(shows)),
    section('safetyNet', 'recommendation', words(shows, 'card.safetyNet'), safetyNet(call)),
    section('practicePoints', 'recommendation', words(shows, 'card.practicePoints'), practicePoints(shows)),
    section('readBack', 'recommendation', words(shows, 'call.readBack'), readBack(call)),
    section('versions', 'recommendation', words(shows, 'call.versions'), versions(call)),
  ];
  return all.filter(({ lines }) => lines.length > 0);
}

const words = (shows: ChatView, id: MessageId): string => message(shows, id);
const section = (id: SectionId, part: Part, title: string, lines: readonly string[], red = false): Section => ({
  id,
  part,
  title,
  lines,
  red,
});

/** The words of a card's section without its heading, so that both say the same. */
const linesOf = (elements: readonly CardElement[]): readonly string[] => plainLines({ body: elements.slice(1) });

/** Which scan, its safety check, its alternative and its notes. */
export const imagingLines = (shows: ChatView): readonly string[] => linesOf(imagingSection(shows));

/** A card's words as single lines, without marks. */
export const plainLines = (card: Pick<AdaptiveCard, 'body'>): readonly string[] =>
  plainText(card)
    .split('\n')
    .map((line) => line.replace(/^- /, '').replaceAll('**', '').trim())
    .filter((line) => line !== '');

const isOtherEmergency = ({ otherEmergency }: ChatView): boolean => otherEmergency === 'noted';

/** What its reader is told of it, whatever its log. */
export type Shown = { readonly shows: ChatView; readonly reader: Pick<Presentation, 'emergencyNumber'> };

export const emergencyNumberOf = ({ shows, reader }: Shown): string =>
  reader.emergencyNumber ?? message(shows, 'localEmergencyNumber');

function lifeThreats(call: ReadCall): readonly string[] {
  const { shows } = call;
  switch (shows.otherEmergency) {
    case 'noted':
      return [message(shows, 'card.otherEmergencyNoted', { number: emergencyNumberOf(call) })];
    case 'none':
      return [message(shows, 'call.noLifeThreat')];
    case 'not asked':
      return [message(shows, 'call.lifeThreatsNotAsked')];
    default:
      return shows.otherEmergency satisfies never;
  }
}

/** While the questions go on and nothing was found, there is no result yet. */
export const isOpenSoFar = ({ kind, recommendation, margin }: ChatView): boolean =>
  kind === 'question' && recommendation.disposition === 'notEnoughAsked' && margin.closed === undefined;

/** No answer is no sign of anything. */
function headlineSoFar({ answers, recommendation }: ChatView): MessageId {
  if (answers.length === 0) return 'card.nothingAsked';
  return recommendation.urgency === 'soon' ? 'card.soonSoFar' : 'card.nothingSoFar';
}

/** The headline of a call, and how soon. An emergency that is none of the back comes first, whatever the back says. */
export function disposition(call: Shown): { readonly title: string; readonly lines: readonly string[] } {
  const { shows } = call;
  const { disposition, urgency } = shows.recommendation;
  const title = isOpenSoFar(shows)
    ? message(shows, headlineSoFar(shows))
    : dispositionText(shows, disposition, 'title');
  if (isOtherEmergency(shows) && urgency !== 'emergency')
    return {
      title: message(shows, 'call.otherEmergencyFirst', { number: emergencyNumberOf(call) }),
      lines: [message(shows, 'call.backAlone', { title })],
    };
  const openEmergency = urgency === 'emergency' && shows.kind === 'question';
  return {
    title: openEmergency ? message(shows, 'card.emergencySoFar', { title }) : title,
    lines: isOpenSoFar(shows)
      ? []
      : [message(shows, 'call.when', { disposition }), dispositionText(shows, disposition, 'summary')],
  };
}

const because = (shows: ChatView): readonly string[] =>
  shows.recommendation.urgency === 'routine' ? [] : decidingAnswers(shows);

/** Whether a professional judges it an emergency, in force. */
const judgedEmergency = (shows: ChatView): boolean => judgedTo(shows) === 'emergency';

/** What a professional judged, as long as it holds. */
export const judgedTo = (shows: ChatView): Urgency | undefined =>
  shows.margin.judged !== undefined && !hasLapsed(shows, shows.margin.judged) ? shows.margin.judged.to : undefined;

function judgement({ shows, reader }: ReadCall, clock: Clock): readonly string[] {
  const { judged } = shows.margin;
  if (judged === undefined) return [];
  const { reason, words: explained } = reasonIn(judged.reason);
  return [
    message(shows, 'call.judged', {
      name: reader.nameOf(judged.by ?? ''),
      time: clock.time(judged.at),
      title: levelTitle(shows, judged.to),
      reason: [message(shows, 'call.reason', { reason }), explained].filter((one) => one !== '').join(': '),
    }),
    ...(judged.secondedBy === undefined
      ? []
      : [message(shows, 'call.judgedSeconded', { name: reader.nameOf(judged.secondedBy) })]),
    ...(hasLapsed(shows, judged) ? [message(shows, 'call.judgedLapsed')] : []),
  ];
}

function theCall({ log, shows, reader }: ReadCall, clock: Clock, reference: string): readonly string[] {
  const { party, closed, handedOver, taken } = shows.margin;
  const { relation, age, callback, interpreter, language } = party ?? {};
  const inWords = (id: MessageId, value: string | undefined, name: string): readonly string[] =>
    value === undefined || value === '' ? [] : [message(shows, id, { [name]: value })];
  return [
    message(shows, 'call.reference', { reference }),
    message(shows, 'call.begun', { time: clock.dayAndTime(0) }),
    ...(taken?.by === undefined ? [] : [message(shows, 'call.by', { name: reader.nameOf(taken.by) })]),
    ...(handedOver === undefined
      ? []
      : [message(shows, 'call.handedOver', { name: handedOver.to, time: clock.dayAndTime(handedOver.at) })]),
    ...(party === undefined ? [] : [message(shows, party.about === 'self' ? 'call.aboutSelf' : 'call.aboutOther')]),
    ...inWords('call.relation', relation, 'relation'),
    ...inWords('call.age', age?.toString(), 'age'),
    ...inWords('call.callback', callback, 'number'),
    ...(language === undefined || language === log.head.language
      ? []
      : [message(shows, 'call.language', { language: languageName(shows.language, language) })]),
    ...(interpreter === undefined ? [] : [message(shows, 'call.interpreter', { needed: interpreter ? 'yes' : 'no' })]),
    ...(closed === undefined
      ? []
      : [message(shows, 'call.closed', { how: closed.how, time: clock.dayAndTime(closed.at) })]),
  ];
}

const languageName = (reader: string, language: string): string =>
  new Intl.DisplayNames(reader, { type: 'language' }).of(language) ?? language;

const answers = ({ log, shows }: ReadCall): readonly string[] =>
  flaggedAnswers(shows).map((one) => {
    const flag = message(shows, 'card.flag', { flag: one.flag });
    const line = answerLine(shows, one);
    const flagged = flag === '' ? line : message(shows, 'call.flagged', { line, flag });
    const heard = lastGiven(log, one.question)?.heard;
    return heard === undefined ? flagged : message(shows, 'call.saidAs', { line: flagged, words: heard });
  });

/** Answers that were changed or taken back, each with what it first was. */
const changes = (log: Log): readonly (GivenAnswer & { readonly from: NonNullable<GivenAnswer['from']> })[] =>
  answerHistory(log).flatMap((one) => (one.from === undefined ? [] : [{ ...one, from: one.from }]));

/** When another emergency that was noted was taken back. */
const threatsTakenBack = ({ entries }: Log): readonly number[] =>
  entries.flatMap((entry) => (entry.kind === 'noted' && entry.what === 'otherEmergencyTakenBack' ? [entry.at] : []));

/** An age under 18 acts, so what it first was stays. */
function agesChanged({ entries }: Log): readonly { readonly at: number; readonly from: number; readonly to: number }[] {
  const told = entries.flatMap((entry) =>
    entry.kind === 'party' && entry.age !== undefined ? [{ at: entry.at, age: entry.age }] : [],
  );
  return told.flatMap(({ at, age: to }, index) => {
    const from = told[index - 1]?.age;
    return from === undefined || from === to ? [] : [{ at, from, to }];
  });
}

const wasEmergency = ({ log, shows }: ReadCall): boolean =>
  threatsTakenBack(log).length > 0 || changes(log).some((one) => weighedEmergency(shows, one.question, one.from));

/** An emergency sign by itself, or together with the answers that stand. */
const weighedEmergency = (shows: ChatView, question: QuestionId, value: string): boolean =>
  [{}, findingsIn(shows)].some(
    (others) => answerFlag({ ...others, ...finding(question, value) }, question) === 'emergency',
  ) || shows.retracted.some(({ answers: fired }) => fired[question] === value);

function corrections({ log, shows }: ReadCall, clock: Clock): readonly string[] {
  const wasEmergencySign = (line: string): string => message(shows, 'call.wasEmergency', { line });
  const threats = threatsTakenBack(log).map((at) => {
    const [question, from] = [words(shows, 'call.lifeThreats'), words(shows, 'call.lifeThreat')];
    return { at, line: wasEmergencySign(message(shows, 'call.takenBack', { time: clock.time(at), question, from })) };
  });
  const ages = agesChanged(log).map(({ at, from, to }) => {
    const question = words(shows, 'call.ageOf');
    return { at, line: message(shows, 'call.changedTo', { time: clock.time(at), question, from, to }) };
  });
  const answers = changes(log).map(({ question, from, to, at }) => {
    const common = {
      time: clock.time(at),
      question: questionText(shows, question, 'label'),
      from: answerText(shows, question, from),
    };
    const line =
      to === undefined
        ? message(shows, 'call.takenBack', common)
        : message(shows, 'call.changedTo', { ...common, to: answerText(shows, question, to) });
    return { at, line: weighedEmergency(shows, question, from) ? wasEmergencySign(line) : line };
  });
  return [...threats, ...ages, ...answers].sort((one, other) => one.at - other.at).map(({ line }) => line);
}

const notes = (shows: ChatView, clock: Clock): readonly string[] =>
  shows.margin.notes.map(({ about, text, at }) => {
    const question = about !== undefined && isKnown(about) ? questionText(shows, about, 'label') : undefined;
    const time = clock.time(at);
    return question === undefined
      ? message(shows, 'call.note', { time, text })
      : message(shows, 'call.noteAbout', { time, question, text });
  });

const isKnown = (about: string): about is QuestionId => finding(about, 'unsure') !== undefined;

const said = (shows: ChatView, clock: Clock): readonly string[] =>
  shows.margin.said.map(({ at, words: typed }) =>
    message(shows, 'call.saidAt', { time: clock.time(at), words: typed }),
  );

/** What the professional is to do. Nothing that calms stands below another emergency. */
export function whatToDo({ shows, reader }: Shown): readonly string[] {
  const steps = advice(shows, reader)
    .filter(({ id }) => id !== 'safetyNet')
    .map(({ text }) => text);
  if (isOpenSoFar(shows)) return [];
  return isOtherEmergency(shows) && isBelow(shows.recommendation.urgency, 'urgent') ? [] : steps;
}

export const safetyNet = ({ shows, reader }: Shown): readonly string[] =>
  isOpenSoFar(shows)
    ? []
    : advice(shows, reader)
        .filter(({ id }) => id === 'safetyNet')
        .flatMap(({ text }) => text.split('\n').map((line) => line.replace(/^- /, '')))
        .filter((line) => line !== '');

const practicePoints = (shows: ChatView): readonly string[] =>
  isProfessional(shows.role) && shows.recommendation.imaging !== null
    ? practicePointIds.map((id) => practicePointText(shows, id))
    : [];

function readBack(call: ReadCall): readonly string[] {
  const { closed } = call.shows.margin;
  if (closed === undefined) return [];
  const back = readAloud({ ...call, language: call.reader.language }).filter(({ id }) => closed.readBack.includes(id));
  return back.length === 0 ? [message(call.shows, 'call.nothingReadBack')] : back.map(({ text }) => text);
}

const versions = ({ shows, reader }: ReadCall): readonly string[] => [
  ...plainLines({ body: otherVersions(shows) }),
  notice(shows, { ...reader, buttons: 'submit' }),
];

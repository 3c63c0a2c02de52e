/** The part of FHIR R4 that Cauda writes. https://hl7.org/fhir/R4/ */
export type Coding = { readonly system: string; readonly code: string; readonly display: string };
export type Concept = { readonly text: string };
export type Reference = { readonly reference: string } | { readonly identifier: Identifier; readonly display?: string };
export type Identifier = { readonly system: string; readonly value: string };
export type Annotation = { readonly text: string };
export type Period = { readonly start: string; readonly end?: string };

type Extension = {
  readonly url: string;
  readonly valueExpression: { readonly language: 'text/fhirpath'; readonly expression: string };
};

export type QuestionnaireItem = {
  readonly extension?: readonly Extension[];
  readonly linkId: string;
  readonly text: string;
  readonly type: 'choice';
  readonly enableWhen?: readonly { readonly question: string; readonly operator: '='; readonly answerCoding: Coding }[];
  readonly enableBehavior?: 'any';
  readonly answerOption: readonly { readonly valueCoding: Coding }[];
};

export type Questionnaire = {
  readonly resourceType: 'Questionnaire';
  readonly id: string;
  readonly language: string;
  readonly url: string;
  readonly version: string;
  readonly name: string;
  readonly title: string;
  readonly status: 'draft';
  readonly experimental: true;
  readonly subjectType: readonly ['Patient'];
  readonly item: readonly QuestionnaireItem[];
};

export type QuestionnaireResponse = {
  readonly resourceType: 'QuestionnaireResponse';
  readonly id: string;
  readonly language: string;
  readonly questionnaire: string;
  readonly status: 'in-progress' | 'completed' | 'stopped';
  readonly subject: Reference;
  readonly encounter: Reference;
  readonly authored: string;
  readonly item: readonly {
    readonly linkId: string;
    readonly text: string;
    readonly answer: readonly { readonly valueCoding: Coding }[];
  }[];
};

export type Encounter = {
  readonly resourceType: 'Encounter';
  readonly id: string;
  readonly identifier: readonly Identifier[];
  readonly status: 'in-progress' | 'finished';
  readonly class: Coding;
  readonly subject: Reference;
  readonly period: Period;
};

export type Flag = {
  readonly resourceType: 'Flag';
  readonly id: string;
  readonly status: 'active';
  readonly code: Concept;
  readonly subject: Reference;
  readonly period: Period;
  readonly encounter: Reference;
};

export type ServiceRequest = {
  readonly resourceType: 'ServiceRequest';
  readonly id: string;
  readonly status: 'draft';
  readonly intent: 'proposal';
  readonly priority: 'stat' | 'urgent' | 'asap';
  readonly code: Concept;
  readonly subject: Reference;
  readonly encounter: Reference;
  readonly authoredOn: string;
  readonly reasonCode: readonly Concept[];
  readonly note: readonly Annotation[];
};

export type Provenance = {
  readonly resourceType: 'Provenance';
  readonly id: string;
  readonly target: readonly Reference[];
  readonly recorded: string;
  readonly activity: Concept;
  readonly agent: readonly { readonly type: Concept; readonly who: Reference }[];
};

export type Resource = Questionnaire | QuestionnaireResponse | Encounter | Flag | ServiceRequest | Provenance;

export type Bundle = {
  readonly resourceType: 'Bundle';
  readonly identifier: Identifier;
  readonly type: 'collection';
  readonly timestamp: string;
  readonly entry: readonly { readonly fullUrl: string; readonly resource: Resource }[];
};

/** What is put or taken away on a server, all of it or nothing. */
export type Transaction = {
  readonly resourceType: 'Bundle';
  readonly type: 'transaction';
  readonly timestamp: string;
  readonly entry: readonly (
    | {
        readonly fullUrl: string;
        readonly resource: Resource;
        readonly request: { readonly method: 'PUT'; readonly url: string };
      }
    | { readonly request: { readonly method: 'DELETE'; readonly url: string } }
  )[];
};

import { describe, expect, test } from '@jest/globals';
import { activitiesFor } from '../../dialogs/activities.ts';
import { card } from '../../dialogs/cards/card.ts';
import { otherEmergencyCard } from '../../dialogs/cards/otherEmergencyCard.ts';
import { chatView } from '../../dialogs/conversation/chatView.ts';
import { newLog } from '../../dialogs/conversation/newLog.ts';
import { sentence } from '../../dialogs/conversation/outcome.ts';
import type { Presentation } from '../../dialogs/presentation.ts';
import type { MessageId } from '../../dialogs/texts.ts';
import { extended, type Log } from '../../machines/answerLog.ts';
import type { Role } from '../../machines/findings.ts';

const page: Presentation = { buttons: 'submit', onPage: true, emergencyNumber: '112' };
const begun = (role: Role = 'self'): Log =>
  newLog({ conversation: 'c', channel: 'webchat', role, language: 'en' }, 0, 'run');
const emergency = (role: Role = 'self'): Log =>
  extended(begun(role), [{ kind: 'answered', findings: { saddleNumbness: 'yes' }, at: 1 }]);

const said = (id: MessageId, presentation: Presentation): string =>
  JSON.stringify(activitiesFor([sentence(id)], begun(), presentation).messages);

const call112 = '**[Call 112](tel:112)**';

describe('a page calls by a button', () => {
  test.each(['asked.ambulance', 'asked.person', 'asked.alone', 'asked.worry', 'asked.worryAtTheEnd'] as const)(
    'in the reply %s',
    (id) => {
      expect(said(id, page)).toContain(call112);
      expect(said(id, { ...page, onPage: false })).not.toContain('tel:');
      expect(said(id, { ...page, emergencyNumber: undefined })).not.toContain('tel:');
    },
  );

  test('and on what tells of an emergency, but not for a professional, who orders and does not call', () => {
    expect(JSON.stringify(card(chatView(emergency()), page))).toContain(call112);
    expect(JSON.stringify(otherEmergencyCard(chatView(begun()), page))).toContain(call112);
    expect(JSON.stringify(card(chatView(emergency('clinician')), page))).not.toContain(call112);
  });

  test.each([
    ['+44 20 7946 0000', '**[Call +44 20 7946 0000](tel:+442079460000)**'],
    ['tel:+442079460000', '**[Call +442079460000](tel:+442079460000)**'],
    ['https://hospital.example/talk', '**[Talk to a person](https://hospital.example/talk)**'],
  ])("the site's own line %s comes first for who asks for a person", (personLine, link) => {
    const reply = said('asked.person', { ...page, personLine });
    expect(reply).toContain(link);
    expect(reply.indexOf(link)).toBeLessThan(reply.indexOf(call112));
  });

  test('nobody hears an address', () => {
    const { speak } = card(chatView(emergency()), page);
    expect(speak).toContain('Call 112');
    expect(speak).not.toMatch(/tel:|\*\*|\]\(/);
  });
});

test('who wants to keep the result is told where the page has it', () => {
  expect(said('asked.keep', page)).toContain('My result');
  expect(said('asked.keep', { ...page, onPage: false })).not.toContain('My result');
  expect(said('asked.keep', { ...page, onPage: false })).not.toContain('caudaKeep');
  expect(said('asked.keep', page)).toContain('caudaKeep');
});

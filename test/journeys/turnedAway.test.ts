import { test } from '@jest/globals';
import { caudaInBrowser } from './caudaInBrowser.ts';
import { chatIn } from './chat.ts';

// One chat a minute may begin, so whoever comes second is turned away.
const running = caudaInBrowser({ CAUDA_EMERGENCY_NUMBER: '112', CAUDA_CHATS_PER_MINUTE: '1' });

test('a newcomer who is turned away reads when not to wait, and with emergency words what to do now', async () => {
  const open = async () => {
    const page = await (await running.browser.newContext({ viewport: { width: 390, height: 844 } })).newPage();
    await page.goto(`${running.cauda.url}/chat`);
    return page;
  };
  const first = await open();
  await chatIn(first).taps('No weakness');
  await chatIn(first).sees(/area between your legs/);
  const second = await open();
  const notice = second.getByRole('alert');
  await notice.getByText(/very busy just now[\s\S]*emergency department/).waitFor();
  await second.locator('#first-words').fill('I have wet myself and cannot feel it');
  await second.keyboard.press('Enter');
  await notice.getByText(/Go to an emergency department now, or call 112/).waitFor();
}, 60_000);

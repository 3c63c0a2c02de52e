import { BotAdapter, type ResourceResponse } from 'botbuilder';

/** Gives web turns their context. Its turns hold all replies back, so anything that reaches it is a bug. */
export class InProcessAdapter extends BotAdapter {
  override sendActivities(): Promise<ResourceResponse[]> {
    return neverSends();
  }
  override updateActivity(): Promise<void> {
    return neverSends();
  }
  override deleteActivity(): Promise<void> {
    return neverSends();
  }
  override continueConversation(): Promise<void> {
    return neverSends();
  }
  override continueConversationAsync(): Promise<void> {
    return neverSends();
  }
}

const neverSends = (): Promise<never> => Promise.reject(new Error('a web turn sends nothing before its commit'));

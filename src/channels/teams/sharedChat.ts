import type { Activity } from 'botbuilder';

/** Several people would answer as one in a group chat or a channel, and read what each said. */
export const isShared = ({ conversation }: Activity): boolean =>
  conversation.isGroup === true || ['groupChat', 'channel'].includes(conversation.conversationType);

/** Whether the bot is spoken to there, or is new. */
export function wantsReply({ type, name, action = '', membersAdded = [], recipient }: Activity): boolean {
  switch (type) {
    case 'message':
      return true;
    case 'invoke':
      return name === 'adaptiveCard/action';
    case 'conversationUpdate':
      return membersAdded.some(({ id }) => id === recipient.id);
    case 'installationUpdate':
      return action === 'add';
    default:
      return false;
  }
}

/** Opens the chat of one's own with a bot. */
export const ownChat = (teams: string, bot: string): string => `${teams}/l/chat/0/0?users=${encodeURIComponent(bot)}`;

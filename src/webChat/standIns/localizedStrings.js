// Web Chat's own words in English; those that can be seen or heard here come from the texts of each language.
import english from 'web-chat-api-source/localization/en-US.json';

export default () => ({ 'en-US': english });

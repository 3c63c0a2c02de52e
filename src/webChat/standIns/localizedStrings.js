// Web Chat's own words in the languages that Cauda speaks.
import english from 'web-chat-api-source/localization/en-US.json';
import spanish from 'web-chat-api-source/localization/es-ES.json';

export default () => ({ 'en-US': english, 'es-ES': spanish });

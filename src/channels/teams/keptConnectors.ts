import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { BoundedMap } from '../../../dialogs/boundedMap.ts';
import type { Authenticated } from './teamsAdapter.ts';

type Factory = NonNullable<Authenticated['connectorFactory']>;
type Connecting = ReturnType<Factory['create']>;

const mostAddresses = 100;

/**
 * The SDK makes a client for the channel's REST API, with new connections, for each turn. This one keeps them by the
 * channel's address. All are for the one app id that this server has.
 */
export function keptConnectors(): (from: Factory) => Factory {
  const kept = new BoundedMap<string, Connecting>({ most: mostAddresses });
  return (from) => ({
    create(serviceUrl, audience) {
      const key = `${serviceUrl} ${audience}`;
      const known = kept.get(key);
      if (known !== undefined) return known;
      const made = from.create(serviceUrl, audience);
      kept.set(key, made);
      made.catch(() => kept.delete(key));
      return made;
    },
  });
}

type TokenClient = ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>;

/** The SDK's authentication, with one client for user tokens instead of one a turn; nobody signs in here. */
export class BotAuthentication extends ConfigurationBotFrameworkAuthentication {
  #tokens: TokenClient | undefined;

  override createUserTokenClient(
    ...identity: Parameters<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>
  ): TokenClient {
    if (this.#tokens === undefined) {
      this.#tokens = super.createUserTokenClient(...identity);
      this.#tokens.catch(() => {
        this.#tokens = undefined;
      });
    }
    return this.#tokens;
  }
}

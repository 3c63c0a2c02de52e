/** Where the Bot Framework, Entra ID and Teams are in each of Microsoft's clouds. */
export type Cloud = {
  /** Who signs the channel's tokens. */
  readonly issuer: string;
  /** Where the keys for them are told. */
  readonly openIdMetadata: string;
  /** Where this bot gets its own tokens, and what for. */
  readonly login: string;
  readonly scope: string;
  /** The tenant where bots for many tenants get their tokens. */
  readonly botTenant: string;
  /** What a managed identity's proof for Entra is made out to. */
  readonly exchange: string;
  /** The SDK's names for the same; empty for its own defaults. */
  readonly sdk: Readonly<Record<string, string>>;
  /** Where Teams itself is opened. */
  readonly teams: string;
};

const china = {
  issuer: 'https://api.botframework.azure.cn',
  openIdMetadata: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
  login: 'https://login.partner.microsoftonline.cn',
  scope: 'https://api.botframework.azure.cn',
  botTenant: 'microsoftservices.partner.onmschina.cn',
  exchange: 'api://AzureADTokenExchangeChina',
} as const;

/**
 * From https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high and …/how-to-deploy-china-cloud, and
 * the constants of botframework-connector; none of them could be tried from here.
 */
export const clouds = {
  public: {
    issuer: 'https://api.botframework.com',
    openIdMetadata: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    login: 'https://login.microsoftonline.com',
    scope: 'https://api.botframework.com',
    botTenant: 'botframework.com',
    exchange: 'api://AzureADTokenExchange',
    sdk: {},
    teams: 'https://teams.microsoft.com',
  },
  'us-gcc-high': {
    issuer: 'https://api.botframework.us',
    openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    login: 'https://login.microsoftonline.us',
    scope: 'https://api.botframework.us',
    botTenant: 'MicrosoftServices.onmicrosoft.us',
    exchange: 'api://AzureADTokenExchangeUSGov',
    sdk: { ChannelService: 'https://botframework.azure.us' },
    teams: 'https://gov.teams.microsoft.us',
  },
  'us-dod': {
    issuer: 'https://api.botframework.us',
    openIdMetadata: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
    login: 'https://login.microsoftonline.us',
    scope: 'https://api.botframework.us',
    botTenant: 'MicrosoftServices.onmicrosoft.us',
    exchange: 'api://AzureADTokenExchangeUSGov',
    sdk: { ChannelService: 'https://botframework.azure.us' },
    teams: 'https://dod.teams.microsoft.us',
  },
  /** Operated by 21Vianet. The SDK has no name for it, and wants all of it. */
  china: {
    ...china,
    sdk: {
      ToChannelFromBotLoginUrl: `${china.login}/${china.botTenant}`,
      ToChannelFromBotOAuthScope: china.scope,
      ToBotFromChannelTokenIssuer: china.issuer,
      ToBotFromChannelOpenIdMetadataUrl: china.openIdMetadata,
      ToBotFromEmulatorOpenIdMetadataUrl: `${china.login}/a55a4d5b-9241-49b1-b4ff-befa8db00269/v2.0/.well-known/openid-configuration`,
      OAuthUrl: 'https://token.botframework.azure.cn',
    },
    teams: 'https://teams.microsoftonline.cn',
  },
} as const satisfies Readonly<Record<string, Cloud>>;

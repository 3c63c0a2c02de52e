/** By what each claim of docs/security.md is held: the beginning of the claim, and in each file that it names a test by its words. */
export const heldBy: readonly (readonly [claim: string, tests: Readonly<Record<string, string>>])[] = [
  [
    'What anybody says is stored',
    {
      'src/reviewPack/html': 'words are escaped, markup is not',
      'src/pages/cardHtml': 'nothing in a card can become markup',
      'src/desk/desk': 'is read by reference and code, in both languages',
    },
  ],
  [
    'Nothing that comes in becomes a statement',
    {
      'src/storage/sqlite': 'DROP TABLE',
      'src/storage/postgres': 'DROP TABLE',
      imports: 'evaluates nothing',
    },
  ],
  [
    'The server asks no address',
    {
      'src/hostile': 'cannot speak as the bot, as somebody else or elsewhere',
      'src/desk/desk': 'sends nobody elsewhere afterwards',
    },
  ],
  ['An ID token counts', { 'src/desk/desk': 'is not taken from an ID token whose signature is' }],
  [
    'A Teams message counts',
    {
      'src/channels/teams/serveTeams': 'forged tokens reach neither the SDK nor the log',
      'src/channels/teams/channelToken': 'what a key proved that the channel withdrew is no entrance any more',
    },
  ],
  [
    'Without a provider nobody but this machine',
    {
      'src/config': 'lets other machines in',
      'src/authorisation': 'the table has each route of the router, and no other',
    },
  ],
  [
    'Host and target',
    { 'src/frontDoor': 'to the host "%s" is refused, empty', 'fuzz/fuzz': 'ends the server or makes it answer 500' },
  ],
  [
    'Of what a web client posts',
    { 'src/channels/directLine': 'only what the conversation knows comes back and is kept' },
  ],
  [
    'Typed text beyond',
    { 'dialogs/longText': 'emergency words are heard wherever they stand in a text that is too long' },
  ],
  [
    'An activity that is delivered twice',
    { 'src/turn': 'an activity that is delivered again runs nothing', 'chaos/chaos': 'doubles nothing' },
  ],
  [
    'Connections, requests, chats',
    {
      'src/channels/directLineLimits':
        'a conversation has so many requests open at once, and reads and renews so often',
      'src/channels/directLine': 'too many chats from one address are slowed down',
      'src/frontDoor': 'one address opens only so many connections',
    },
  ],
  ['A body is read from nobody', { 'src/requestBody': 'is read from nobody who may not send it' }],
  [
    'Transcripts are read in pages',
    {
      'src/channels/directLineLimits': 'pages of a transcript are bounded',
      'src/channels/directLineSockets': 'who does not read what it is sent',
    },
  ],
  [
    'A frame of more than 4 KB',
    {
      'src/channels/directLineSockets': 'who sends into a socket what no client needs loses it',
      'src/hostile': 'into its socket, which ends',
    },
  ],
  [
    'With several instances each reads',
    {
      'src/twoInstances': 'is read as it is at the other',
      'src/desk/deskPostgres': 'keep in the queue what was done last',
    },
  ],
  [
    'A clock that is set back',
    {
      'src/steadyClock': 'though the clock was set back meanwhile',
      'src/channels/teams/channelToken': 'a clock that was ahead when the keys could not be had',
      'src/desk/sessions': 'whose clock was set back',
    },
  ],
  [
    'Overload turns newcomers away',
    {
      'overload/overload': 'newcomers are turned away soon',
      'src/channels/turnedAwayOnTheWeb': 'a newcomer hears "busy" and the safety net, or what to do at once',
      'journeys/turnedAway': 'reads when not to wait',
      'src/channels/teams/turnedAway': 'in Teams too: newcomers hear "busy"',
    },
  ],
  ['In Teams telling them so', { 'src/channels/teams/tellings': 'only so many are told at once' }],
  ['A policy on every answer', { 'src/server': 'runs no script but this server’s own' }],
  [
    'Only pages of this server',
    { 'src/channels/directLine': 'a page of %s gets %i', 'src/authorisation': "'foreign page'" },
  ],
  [
    'A page of another site gets nothing',
    { 'src/desk/fromElsewhere': 'stands in no audit', 'src/authorisation': 'elsewhere: 403' },
  ],
  ['`nosniff`, `no-referrer`', { 'src/server': 'every answer tells the browser to be careful' }],
  ['No request from the pages', { 'journeys/widget': 'asking nobody else' }],
  ['Every route that the router has', { 'src/authorisation': 'the table has each route of the router, and no other' }],
  ['Errors say what is wrong', { 'src/server': 'is refused in our own words' }],
  [
    'Of two Host headers none',
    {
      'src/frontDoor': 'of two hosts none is believed',
      'src/hostile': 'that two readers read differently',
      'fuzz/fuzz': 'ends the server or makes it answer 500',
    },
  ],
  ['Names of every object', { 'src/hostile': 'says %s, and harms nobody' }],
  [
    'Bodies are bounded',
    {
      'src/requestBody': 'refused once it has grown too large',
      'src/channels/teams/serveTeams': 'bodies that are no activities are refused by name',
      'src/server': 'a compressed body',
    },
  ],
  ['HS256 only', { 'src/channels/directLineTokens': 'refuses a token that is %s' }],
  ['However often they are renewed', { 'src/channels/directLineTokens': 'however often it is renewed' }],
  [
    'An erasure ends its tokens',
    {
      'src/channels/directLine': 'then tokens and sockets end',
      'src/twoInstances': 'what is erased at one instance is over',
    },
  ],
  ['A locked desk opens', { 'src/desk/desk': 'does not take the provider’s word from before' }],
  [
    'A hand-over code',
    {
      'src/desk/handOverGuesses': 'however many addresses try at one call',
      'src/desk/desk': 'is read for a day, and no longer',
    },
  ],
  [
    "The receiving desk's page answers alike",
    { 'src/desk/handOverAlike': 'their answers do not tell a reference of a call that is handed over from any other' },
  ],
  [
    "A socket's ticket opens once",
    {
      'src/channels/directLine': 'a socket opens once for each ticket',
      'src/twoInstances': 'a ticket opens one socket, whichever instance',
      'src/channels/directLineLimits': 'a socket ends with its token',
    },
  ],
  [
    'Answers, words, names, transcript and outbox are sealed',
    {
      'src/storage/sealing': 'a row opens in no other place',
      'src/storage/sqlite': 'another data key is refused',
      'src/storage/postgres': 'instances with the old and the new data key',
    },
  ],
  [
    'On PostgreSQL, and with a public URL',
    {
      'src/config': 'CAUDA_DATA_KEY is missing',
      'src/storage/sqlite': 'the key beside the data is made once',
      'src/storage/markedWords': 'key that lies beside it',
      'deploy/deploy': 'does not start without the data key',
    },
  ],
  [
    '"Delete my answers" and retention',
    { 'src/storage/erasure': 'with what was erased its key goes', 'src/retention': 'leaves nothing in any file' },
  ],
  [
    'Nothing of a person is in logs',
    {
      'src/storage/markedWords': 'nothing that a person gave is in a file',
      'src/server': 'an error that quotes a person is logged without its words',
      'src/measures': 'and nothing of a person',
      'src/ending': 'and tells no words',
    },
  ],
  [
    'Nothing of what was erased stays in the memory',
    {
      'src/storage/markedWords': 'is in the memory of the server any more',
      'machines/remembered': 'comes to the very same state, and nothing else is remembered',
    },
  ],
  [
    'What a queue opened of calls',
    {
      'src/desk/openedCalls': 'nothing that was opened is kept where nobody looks any more',
      'src/desk/deskPostgres': 'what was touched since they last looked, at whichever, and nothing else',
    },
  ],
  ['In PostgreSQL an erasure', { 'src/storage/erasedPostgres': 'with all files and the data key in hand' }],
  [
    'Physical copies of PostgreSQL',
    { 'src/storage/postgresPointInTime': 'the newest keys keep what was erased erased' },
  ],
  [
    'Beyond this machine it starts only',
    { 'src/config': 'lets other machines in', 'src/frontDoor': 'under a name of somebody else it answers nobody' },
  ],
  ['`X-Forwarded-For` counts only', { 'src/frontDoor': 'through %i proxies is %s' }],
  ['PostgreSQL over a network', { 'src/config': 'sslmode=verify-full' }],
  ['A setting that is misspelt', { 'src/config': 'never repeats a secret' }],
  ['Secrets may lie in files', { 'src/config': 'a secret may lie in a file' }],
  ['A start that cannot be', { 'src/startProblem': 'is told of by its setting, and what to do' }],
  ['A fault that no request caught', { 'src/ending': 'ends the process in order, with 1' }],
  ['What is sent to Teams is watched', { 'src/channels/teams/outbox': 'does not hold up an emergency' }],
  [
    'An outsider cannot fill a log',
    {
      'src/ending': 'an outsider cannot fill the log',
      'src/measures': 'an outsider cannot fill it',
      'src/desk/desk': 'writes no more than some lines into a trail',
      'src/hostile': 'writes a line of its own into the security log',
    },
  ],
  [
    'Refusals, professional roles, erasures',
    { 'src/measures': 'a security officer reads who was refused', 'src/storage/markedWords': '"event":"start"' },
  ],
  ['Of a call that is erased while', { 'src/desk/erasedMeanwhile': 'does not come back into the queue' }],
  ['What a supervisor erases', { 'src/desk/desk': 'alone erases a call and takes the audit out' }],
  ['The audit is handed out', { 'src/desk/auditExport': 'no faster than it is read' }],
  ['Where that cannot be written', { 'src/measures': 'where it cannot be written, that is said' }],
  ['Figures have a port', { 'src/measures': 'on a port of its own' }],
  [
    'Who read which call',
    {
      'src/desk/desk': 'finds in the audit every view',
      'src/desk/auditTrail': 'that was %s is found out',
    },
  ],
  ['The licence of each package', { 'build/build': 'asks for no more than to be named' }],
];

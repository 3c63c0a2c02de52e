import { testServer } from '../testServer.ts';
import { deskContract } from './deskContract.ts';

deskContract('SQLite', { start: testServer });

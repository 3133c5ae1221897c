import {dashboard} from './shared/dashboard.mjs';
import {someGroups as at} from './shared/queries.mjs';
import {forGroups} from './shared/variables.mjs';
import * as failures from './sessions/failures.mjs';
import {figures, groupTable} from './sessions/now.mjs';
import * as times from './sessions/times.mjs';
import * as trends from './sessions/trend.mjs';
import {oldest, overdue} from './sessions/waiting.mjs';

export const workspaceSessions = () => dashboard({
  uid: 'workspace-sessions', title: 'Workspace sessions', variables: forGroups(),
  description: 'Who is connected, in which server group, on what client, and which sessions fail or are left behind.',
  rows: [
    {title: 'Now', panels: [...figures(at), groupTable(at)]},
    {title: 'Trend', panels: [trends.byState(at), trends.ended(at), trends.byGroup(at), trends.byClient(at)]},
    {title: 'Failures', panels: [failures.rate(at), failures.shareByGroup(at), failures.codes(at), failures.counted(at)]},
    {title: 'Stuck and abandoned', panels: ['AppcInit', 'Disconnected'].flatMap((state) => [overdue(at, state), oldest(at, state)])},
    {title: 'Time to connect, duration', panels: ['connect', 'duration'].flatMap((kind) => [times.quantile(at, kind), times.map(at, kind)])},
    {title: 'Capacity', panels: [...trends.peaks(at), trends.lastWeek(at), trends.use(at)]},
  ],
});

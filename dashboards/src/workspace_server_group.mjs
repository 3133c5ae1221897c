import {dashboard} from './shared/dashboard.mjs';
import {oneGroup as at} from './shared/queries.mjs';
import {forOneGroup} from './shared/variables.mjs';
import * as failures from './sessions/failures.mjs';
import {figures} from './sessions/now.mjs';
import * as times from './sessions/times.mjs';
import * as trends from './sessions/trend.mjs';
import {oldest, overdue} from './sessions/waiting.mjs';

export const workspaceServerGroup = () => dashboard({
  uid: 'workspace-server-group', title: 'Workspace: one server group', variables: forOneGroup(),
  description: 'A server group in full. Reached from the table of server groups in "Workspace sessions".',
  rows: [
    {title: '$server_group', panels: [...figures(at), trends.byState(at), trends.ended(at), trends.byClient(at), trends.use(at)]},
    {title: 'Failures', panels: [failures.rate(at), failures.shareByGroup(at), failures.codes(at), failures.counted(at)]},
    {title: 'Stuck and abandoned', panels: ['AppcInit', 'Disconnected'].flatMap((state) => [overdue(at, state), oldest(at, state)])},
    {title: 'Time to connect, duration', panels: ['connect', 'duration'].flatMap((kind) => [times.quantile(at, kind), times.map(at, kind)])},
    {title: 'Against last week', panels: [...trends.peaks(at), trends.lastWeek(at)]},
  ],
});

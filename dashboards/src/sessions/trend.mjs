import {stateColours, fixed} from '../shared/colours.mjs';
import {figure, trend} from '../shared/panels.mjs';
import {keys, largest, live, now, once, query} from '../shared/queries.mjs';

const lively = (at, offset = '') => once(keys.group, `workspace_group:sessions_live:sum{${at.groups}}${offset}`);
const users = (at) => once(keys.group, `huaweicloud_workspace_server_group_users{${at.groups}}`);
const servers = (at) => once(keys.group, `huaweicloud_workspace_servers_in_use{${at.groups}}`);

export const byState = (at) => trend({
  title: 'Live sessions by state', stacked: true, points: 120, overrides: fixed(stateColours),
  description: 'Active: in use. Disconnected: kept, nobody connected. AppcInit: the application is being started.',
  queries: [query(`sum by (session_state) (${once(`${keys.group}, session_state`,
    `workspace_group_state:sessions:sum{${at.groups}, ${live}}`)})`, '{{session_state}}')],
});

export const ended = (at) => trend({
  title: 'Sessions that start and end', unit: 'cpm', points: 60, overrides: fixed({started: 'green', 'signed out': '#8e8e8e', failed: 'red'}),
  description: 'A minute, as seen from one collection to the next.',
  queries: ['sessions_started:started', 'sessions_ended:signed out', 'session_failures:failed'].map((pair) => {
    const [counter, name] = pair.split(':');
    return query(`60 * sum(${once(keys.groupCounter, `rate(huaweicloud_workspace_${counter}_total{${at.groups}}[$__rate_interval])`)})`, name);
  }),
});

export const byGroup = (at) => trend({
  title: 'Live sessions by server group', description: 'The fifteen that have most at the end of the range.',
  queries: [query(largest(15, 'job, project, server_group_id', lively(at)), '{{server_group}}')],
});

export const byClient = (at) => trend({
  title: 'Live sessions by client type', points: 50, description: 'The twelve that are commonest at the end of the range.',
  queries: [query(largest(12, 'client_type',
    `sum by (client_type) (${once(`${keys.group}, client_type`, `workspace_group_client:sessions_live:sum{${at.groups}}`)})`), '{{client_type}}')],
});

export const lastWeek = (at) => trend({
  title: 'Against last week', runbook: 'WorkspaceConcurrencyUnusual',
  description: 'Live sessions, and those of the same time a week ago.', overrides: fixed({now: 'green', 'a week ago': '#8e8e8e'}),
  queries: [query(`sum(${lively(at)})`, 'now'), query(`sum(${lively(at, ' offset 1w')})`, 'a week ago')],
});

const peak = (at, title, range, step, offset = '') => figure({
  title, width: 6, description: `Most live sessions at one time, looked at every ${step}.`,
  queries: [now(`max_over_time(sum(${lively(at)})[${range}:${step}]${offset})`)],
});

export const peaks = (at) => [
  peak(at, 'Peak of the day', '1d', '5m'), peak(at, 'Peak of the day, a week ago', '1d', '5m', ' offset 1w'),
  peak(at, 'Peak of the week', '1w', '30m'),
  figure({
    title: 'Sessions a user', width: 6, description: 'Live sessions over distinct users; much above 1 means that sessions are left behind.',
    queries: [now(`sum(${lively(at)}) / sum(${users(at)})`)],
  }).decimals(2),
];

export const use = (at) => trend({
  title: 'Users and servers in use', description: 'Distinct users, and servers, that have a live session.',
  overrides: fixed({users: 'blue', servers: 'orange'}),
  queries: [query(`sum(${users(at)})`, 'users'),
    query(`sum(${servers(at)})`, 'servers')],
});

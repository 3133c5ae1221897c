import {DataqueryBuilder, PromQueryFormat} from '@grafana/grafana-foundation-sdk/prometheus';

export const live = 'session_state=~"Active|Disconnected|AppcInit"';

/** What a panel of sessions looks at: of some server groups, or of one. Each is the inside of a selector's braces. */
export const someGroups = {
  project: 'job=~"$job", project=~"$project"',
  groups: 'job=~"$job", project=~"$project", server_group=~"$server_group"',
};
export const oneGroup = {
  project: someGroups.project,
  groups: 'job=~"$job", project=~"$project", server_group="$server_group"',
};

/** A query over the range of time; {{label}} in the legend. */
export const query = (expr, legend) => new DataqueryBuilder().expr(oneLine(expr)).legendFormat(legend).range();

/** A query of now. */
export const now = (expr, legend = '__auto') => new DataqueryBuilder().expr(oneLine(expr)).legendFormat(legend).instant();

/** A query of now, whose labels become columns. */
export const rows = (expr) => now(expr).format(PromQueryFormat.Table);

export const buckets = (expr) => query(expr, '{{le}}').format(PromQueryFormat.Heatmap);

/** Of 200 lines those that are largest at the end of the range, all along it: topk() alone draws another set at each point. */
export const largest = (count, by, expr) => `${expr} and on (${by}) topk(${count}, ${atEnd(expr)})`;

/** Quantiles of buckets whose rates these are, as one query each. */
export const quantiles = (rates) => [['0.5', 'median'], ['0.9', '90 %'], ['0.99', '99 %']].map(
  ([quantile, name]) => query(`histogram_quantile(${quantile}, sum by (le) (${rates}))`, name));

const atEnd = (expr) => expr.replace(/\}(\[[^\]]*\])?/g, '}$1 @ end()');
const oneLine = (text) => text.replace(/\s+/g, ' ').trim();

// Kinds of panels with what all of one kind have in common. Each takes {title, description, unit, queries},
// `leastStep` of those of recorded series, and what its body names.
import * as common from '@grafana/grafana-foundation-sdk/common';
import {DashboardLinkBuilder, DashboardLinkType} from '@grafana/grafana-foundation-sdk/dashboard';
import {PanelBuilder as BarGauge} from '@grafana/grafana-foundation-sdk/bargauge';
import * as heatmap from '@grafana/grafana-foundation-sdk/heatmap';
import {PanelBuilder as StateTimeline} from '@grafana/grafana-foundation-sdk/statetimeline';
import {PanelBuilder as Stat} from '@grafana/grafana-foundation-sdk/stat';
import {PanelBuilder as Table} from '@grafana/grafana-foundation-sdk/table';
import {PanelBuilder as TimeSeries} from '@grafana/grafana-foundation-sdk/timeseries';

/** Points of a line: one for each scrape of five hours, and what a query costs grows with them. */
const usualPoints = 300;

function panel(builder, {title, description, unit = 'short', queries, width = 12, height = 8, runbook, leastStep, overrides = []}) {
  builder.title(title).description(description).unit(unit).span(width).height(height);
  builder.datasource({type: 'prometheus', uid: '${datasource}'});
  queries.forEach((query, index) => builder.withTarget(query.refId(String.fromCharCode(65 + index))));
  overrides.forEach((override) => builder.withOverride(override));
  if (leastStep) builder.interval(leastStep);
  if (runbook) {
    builder.links([new DashboardLinkBuilder(`Runbook: ${runbook}`).type(DashboardLinkType.Link)
      .url(`\${runbooks}/${runbook}.md`).targetBlank(true)]);
  }
  return builder;
}

const legend = (settings) => new common.VizLegendOptionsBuilder().displayMode(common.LegendDisplayMode.List)
  .placement(common.LegendPlacement.Bottom).showLegend(settings.legend ?? true);
const tooltip = () => new common.VizTooltipOptionsBuilder().mode(common.TooltipDisplayMode.Multi).sort(common.SortOrder.Descending);
const last = () => new common.ReduceDataOptionsBuilder().calcs(['lastNotNull']);

/** Lines. `stacked` areas; `bars` for counts of an interval; fewer `points` where many series go into one. */
export function trend(settings) {
  const made = panel(new TimeSeries(), settings).maxDataPoints(settings.points ?? usualPoints).min(0).lineWidth(1)
    .fillOpacity(settings.stacked ? 40 : 0).showPoints(common.VisibilityMode.Never).legend(legend(settings)).tooltip(tooltip());
  if (settings.stacked) made.stacking(new common.StackingConfigBuilder().mode(common.StackingMode.Normal));
  if (settings.bars) made.drawStyle(common.GraphDrawStyle.Bars).fillOpacity(80);
  if (settings.max) made.max(settings.max);
  return made;
}

/** A figure of now. */
export function figure(settings) {
  const made = panel(new Stat(), {width: 4, height: 4, ...settings}).reduceOptions(last()).noValue('–')
    .graphMode(common.BigValueGraphMode.None).colorMode(common.BigValueColorMode.Value);
  if (settings.thresholds) made.thresholds(settings.thresholds);
  return made;
}

/** Bars of now, the longest first. */
export function ranking(settings) {
  const made = panel(new BarGauge(), settings).orientation(common.VizOrientation.Horizontal).min(0)
    .displayMode(common.BarGaugeDisplayMode.Basic).reduceOptions(last()).noValue('none');
  if (settings.thresholds) made.thresholds(settings.thresholds);
  return made;
}

/** Of buckets over time. */
export function heat(settings) {
  return panel(new heatmap.PanelBuilder(), settings).maxDataPoints(72).hideLegend()
    .color(new heatmap.HeatmapColorOptionsBuilder().mode(heatmap.HeatmapColorMode.Scheme).scheme('Oranges').steps(32))
    .yAxis(new heatmap.YAxisConfigBuilder().unit(settings.unit));
}

/** A band of states for each series. */
export function timeline(settings) {
  const made = panel(new StateTimeline(), {width: 24, ...settings}).maxDataPoints(usualPoints).mergeValues(true).lineWidth(0)
    .fillOpacity(80).showValue(common.VisibilityMode.Never).perPage(20).legend(legend(settings)).tooltip(tooltip());
  if (settings.mappings) made.mappings(settings.mappings);
  if (settings.thresholds) made.thresholds(settings.thresholds);
  return made;
}

/** Queries of rows(), merged; `columns`: name of a label or `Value #A` → title, in their order; others are left out. */
export function table(settings) {
  const names = Object.keys(settings.columns);
  return panel(new Table(), {width: 24, ...settings}).filterable(true)
    .sortBy([new common.TableSortByFieldStateBuilder().displayName(settings.sortBy).desc(true)])
    .transformations([
      {id: 'merge', options: {}},
      {id: 'filterFieldsByName', options: {include: {names}}},
      {id: 'organize', options: {
        indexByName: Object.fromEntries(names.map((name, index) => [name, index])), renameByName: settings.columns,
      }},
    ]);
}

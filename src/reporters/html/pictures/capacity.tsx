import type { ClusterRoom, RoomUse } from '../../../domain/atlas.ts';
import { count, formatNumber, listNames } from '../../../domain/wording.ts';
import { type Bar, Chart, type ChartRow, Legend } from '../chart.tsx';
import { Figure, NoPicture, WITHOUT_ESTATE } from '../figure.tsx';
import type { PageModel } from '../page-model.ts';
import { Table } from '../table.tsx';
import { OutcomeWord } from '../words.tsx';

const ID = 'capacity';
const TITLE = 'Room in each cluster, before and after a loss';
const MOST_CLUSTERS = 20;
const TICKS = [0, 25, 50, 75, 100].map((at) => ({ at, label: `${at} %` }));

/** Memory and CPU that machines need, against what the hosts give, and give after the loss. */
export function Capacity({ model: { atlas } }: { readonly model: PageModel }) {
  if (atlas === undefined) return <NoPicture id={ID} title={TITLE} why={WITHOUT_ESTATE} />;
  const { clusters } = atlas;
  if (clusters.length === 0) {
    return <NoPicture id={ID} title={TITLE} why="No cluster is recorded." />;
  }
  const shown = [...clusters].sort((a, b) => tightness(b) - tightness(a)).slice(0, MOST_CLUSTERS);
  return (
    <Figure
      id={ID}
      title={TITLE}
      caption={
        <>
          All that machines may use of a cluster’s hosts is 100 %: the limits of CLU-001 are taken
          off. The line is what is left after the loss by which that rule judges. Sums alone:
          whether each machine finds a place is what the rule answers.
          {shown.length < clusters.length &&
            ` The ${shown.length} tightest of ${count(clusters.length, 'cluster')}.`}
        </>
      }
      table={<RoomTable clusters={clusters} />}
    >
      <Legend
        items={[
          { ink: 'sure', shape: 'bar', words: 'needed for sure' },
          { ink: 'possible', shape: 'bar', words: 'needed at most, for want of facts' },
          { ink: 'calm', shape: 'line', words: 'room after the loss' },
          { ink: 'fail', shape: 'arrow', words: 'more than there is' },
        ]}
      />
      <Chart
        id={ID}
        title={TITLE}
        description={`${count(shown.length, 'cluster')}, the tightest first.`}
        ticks={TICKS}
        rows={shown.flatMap((cluster) => [
          useRow(cluster, 'memory', cluster.memoryGiB, 'GiB'),
          useRow(cluster, 'CPU', cluster.cores, 'cores'),
        ])}
      />
    </Figure>
  );
}

/** How far the most that is needed fills what is left. */
function tightness({ memoryGiB, cores }: ClusterRoom): number {
  const shares = [memoryGiB, cores].map((use) =>
    use === null || use.roomAfterLoss === 0
      ? 0
      : (use.neededAtMost ?? use.needed) / use.roomAfterLoss,
  );
  return Math.max(...shares);
}

function useRow(
  { id, lostHosts }: ClusterRoom,
  what: string,
  use: RoomUse | null,
  unit: string,
): ChartRow {
  if (use === null) {
    return { label: id, note: what, bars: [], value: 'sizes of the hosts are not recorded' };
  }
  const { needed, neededAtMost, room, roomAfterLoss } = use;
  const share = (amount: number): number => (room === 0 ? 0 : (100 * amount) / room);
  const sure = share(needed);
  const most = neededAtMost === null ? 100 : share(neededAtMost);
  const bars: Bar[] = [
    { from: 0, to: Math.min(100, sure), ink: 'sure' },
    {
      from: Math.min(100, sure),
      to: Math.min(100, most),
      ink: neededAtMost === null ? 'unknown' : 'possible',
    },
  ];
  const over = Math.max(sure, neededAtMost === null ? 0 : most) > 100;
  return {
    label: id,
    note: what,
    bars,
    marks: [
      { at: share(roomAfterLoss), shape: 'line', ink: 'calm' },
      ...(over ? [{ at: 100, shape: 'arrow', ink: 'fail' } as const] : []),
    ],
    value: (
      <>
        <Fit use={use} />: {amountWords(use, unit)} after the loss of {listNames(lostHosts, 2)}
      </>
    ),
  };
}

function Fit({ use: { needed, neededAtMost, roomAfterLoss } }: { readonly use: RoomUse }) {
  if (needed > roomAfterLoss) return <OutcomeWord outcome="fail" words="too much" />;
  if (neededAtMost === null || neededAtMost > roomAfterLoss) {
    return <OutcomeWord outcome="unknown" words="not known" />;
  }
  return <OutcomeWord outcome="pass" words="enough in sum" />;
}

function amountWords({ needed, neededAtMost, roomAfterLoss }: RoomUse, unit: string): string {
  const most = neededAtMost === null ? ' or more' : ` to ${formatNumber(neededAtMost)}`;
  const range = neededAtMost === needed ? '' : most;
  return `${formatNumber(needed)}${range} of ${formatNumber(roomAfterLoss)} ${unit}`;
}

function RoomTable({ clusters }: { readonly clusters: readonly ClusterRoom[] }) {
  return (
    <Table
      caption="What machines need, and what hosts give"
      columns={[
        { head: 'Cluster' },
        { head: 'Hosts', isNumber: true },
        { head: 'Lost' },
        ...['Memory GiB', 'CPU cores'].flatMap((what) => [
          { head: `${what} needed`, isNumber: true },
          { head: 'at most', isNumber: true },
          { head: 'room', isNumber: true },
          { head: 'after the loss', isNumber: true },
        ]),
      ]}
      rows={clusters.map(({ id, hosts, lostHosts, memoryGiB, cores }) => [
        id,
        hosts,
        listNames(lostHosts),
        ...useCells(memoryGiB),
        ...useCells(cores),
      ])}
    />
  );
}

function useCells(use: RoomUse | null): string[] {
  if (use === null) return ['not recorded', '', '', ''];
  const { needed, neededAtMost, room, roomAfterLoss } = use;
  return [
    formatNumber(needed),
    neededAtMost === null ? 'not known' : formatNumber(neededAtMost),
    formatNumber(room),
    formatNumber(roomAfterLoss),
  ];
}

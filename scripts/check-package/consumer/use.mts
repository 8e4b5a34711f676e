// What a program that uses the library is compiled from, with the package's own types.
import {
  assess,
  type Inventory,
  loadInventory,
  type Report,
  type ReportFinding,
  render,
  UserError,
} from 'virtready';

const estate = await loadInventory([{ file: 'estate.yaml', content: 'servers: []' }]);
const inventory: Inventory = estate.inventory;
const role: 'host' | 'standalone' | undefined = inventory.servers[0]?.role ?? undefined;
const report: Report = await assess(estate, { asOf: '2026-11-22', allowEmpty: true });
const findings: ReportFinding[] = [...report.findings];
const text: string = await render(report, 'markdown', { limit: 0 });
const problem = new UserError([]).problems[0]?.location?.line;
// @ts-expect-error there is no such format
render(report, 'pdf');
console.log(role, findings.length, text.length, problem);

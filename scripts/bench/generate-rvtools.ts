import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { strToU8, Zip, ZipDeflate } from 'fflate';
import { RVTOOLS_HEADINGS } from './rvtools-headings.ts';

type Value = string | number | boolean;
type Cells = Readonly<Record<string, Value>>;

const VMS_PER_HOST = 20;
const HOSTS_PER_CLUSTER = 16;
const ROWS_AT_ONCE = 2000;

/** Writes an export of RVTools 4.7 with so many machines as .xlsx; the same every time. */
export async function generateRvtools(machines: number, path: string): Promise<void> {
  const out = createWriteStream(path);
  const zip = new Zip((error, chunk, final) => {
    if (error !== null) throw error;
    out.write(chunk);
    if (final) out.end();
  });
  const texts = new Map<string, number>();
  for (const [i, [name, headings]] of Object.entries(RVTOOLS_HEADINGS).entries()) {
    const xml = sheetXml(headings, rowsOf(name, machines), texts);
    await addPart(zip, out, `xl/worksheets/sheet${i + 1}.xml`, xml);
  }
  await addPart(zip, out, 'xl/sharedStrings.xml', sharedStrings(texts));
  for (const [part, text] of Object.entries(frame(Object.keys(RVTOOLS_HEADINGS)))) {
    await addPart(zip, out, part, [text]);
  }
  zip.end();
  await finished(out);
}

/** How many rows a sheet has for a machine, a host or the whole; 0 where it stays empty. */
function rowsOf(sheet: string, machines: number): Iterable<Cells> {
  const hosts = Math.ceil(machines / VMS_PER_HOST);
  const clusters = Math.ceil(hosts / HOSTS_PER_CLUSTER);
  const of = (count: number, each: number, cells: (i: number, k: number) => Cells) =>
    generated(count * each, (i) => cells(Math.floor(i / each), i % each));
  switch (sheet) {
    case 'vInfo':
      return of(machines, 1, machineCells);
    case 'vDisk':
      return of(machines, 2, diskCells);
    case 'vPartition':
      return of(machines, 2, partitionCells);
    case 'vSnapshot':
      return of(Math.ceil(machines / 10), 1, snapshotCells);
    case 'vUSB':
      return of(Math.ceil(machines / 50), 1, machinePlace);
    case 'vCPU':
    case 'vMemory':
    case 'vNetwork':
    case 'vCD':
    case 'vTools':
      return of(machines, 1, OF_MACHINE[sheet]);
    case 'vHost':
      return of(hosts, 1, hostCells);
    case 'vCluster':
      return of(clusters, 1, clusterCells);
    case 'vDatastore':
      return of(clusters * 4, 1, datastoreCells);
    case 'vHBA':
    case 'vNIC':
      return of(hosts, 4, (i, k) => ({
        ...hostPlace(i),
        Device: `vmhba${k}`,
        'Network Device': `vmnic${k}`,
        Speed: 10_000,
      }));
    case 'vSwitch':
    case 'vPort':
    case 'vSC_VMK':
      return of(hosts, 2, (i, k) => ({
        ...hostPlace(i),
        Switch: `vSwitch${k}`,
        'Port Group': `VLAN ${k}`,
        Device: `vmk${k}`,
        VLAN: k,
        MTU: 1500,
      }));
    case 'vMultiPath':
      return of(hosts, 4, (i, k) => ({
        ...hostPlace(i),
        Datastore: `ds-${clusterOf(i)}-${k}`,
        Policy: 'VMW_PSP_RR',
        'Path 1': 'a',
        'Path 1 state': 'active',
        'Path 2': 'b',
        'Path 2 state': 'active',
      }));
    case 'vMetaData':
      return [
        {
          'RVTools version': '4.7.1.4',
          'xlsx creation datetime': '2026-11-20 08:15:00',
          Server: VCENTER,
        },
      ];
    default:
      return [];
  }
}

const VCENTER = 'vcenter.example.org';
const clusterOf = (host: number) => Math.floor(host / HOSTS_PER_CLUSTER);
const hex = (i: number) => i.toString(16).padStart(12, '0');

function macOf(i: number): string {
  return hex(i).match(/../g)?.join(':') ?? '';
}

function hostPlace(host: number): Cells {
  return {
    Host: `esx-${host}.example.org`,
    Datacenter: 'DC',
    Cluster: `cluster-${clusterOf(host)}`,
    'VI SDK Server': VCENTER,
  };
}

function machinePlace(i: number): Cells {
  return {
    ...hostPlace(Math.floor(i / VMS_PER_HOST)),
    VM: `vm-${i}`,
    Powerstate: i % 9 === 0 ? 'poweredOff' : 'poweredOn',
    Template: false,
    'SRM Placeholder': false,
    Folder: `/DC/vm/team-${i % 40}`,
    Annotation: `Team ${i % 40}, ordered by ticket ${i}`,
    'VM ID': `vm-${1000 + i}`,
    'VM UUID': `500b85c1-ef0d-37fb-6897-${hex(i)}`,
    'OS according to the configuration file': 'Microsoft Windows Server 2019 (64-bit)',
    'OS according to the VMware Tools': 'Microsoft Windows Server 2019 (64-bit)',
  };
}

const OF_MACHINE = {
  vCPU: (i: number) => ({
    ...machinePlace(i),
    CPUs: 4,
    Sockets: 2,
    'Cores p/s': 2,
    Limit: -1,
    Reservation: 0,
    'Hot Add': false,
  }),
  vMemory: (i: number) => ({
    ...machinePlace(i),
    'Size MiB': 8192,
    Ballooned: 0,
    Swapped: 0,
    Limit: -1,
    Reservation: 0,
    'Hot Add': true,
  }),
  vNetwork: (i: number) => ({
    ...machinePlace(i),
    'NIC label': 'Network adapter 1',
    Adapter: 'Vmxnet3',
    Network: `VLAN ${i % 30}`,
    Connected: true,
    'Mac Address': macOf(i),
    'IPv4 Address': `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`,
  }),
  vCD: (i: number) => ({ ...machinePlace(i), Connected: false, 'Device Type': 'Remote ATAPI' }),
  vTools: (i: number) => ({
    ...machinePlace(i),
    Tools: 'toolsOk',
    'Tools Version': 12_345,
    Upgradeable: 'No',
  }),
} as const;

function machineCells(i: number): Cells {
  return {
    ...machinePlace(i),
    'DNS Name': `vm-${i}.example.org`,
    'Connection state': 'connected',
    'Creation date': 45_000 + (i % 700),
    CPUs: 4,
    Memory: 8192,
    NICs: 1,
    Disks: 2,
    CBT: true,
    'DAS protection': true,
    'FT State': 'notConfigured',
    'HA Restart Priority': 'medium',
    'Provisioned MiB': 122_880,
    'In Use MiB': 61_440 + i,
    Firmware: 'efi',
    'HW version': 19,
    Path: `[ds-${clusterOf(Math.floor(i / VMS_PER_HOST))}-0] vm-${i}/vm-${i}.vmx`,
    'SMBIOS UUID': `420b85c1-ef0d-37fb-6897-${hex(i)}`,
  };
}

function diskCells(i: number, k: number): Cells {
  return {
    ...machinePlace(i),
    Disk: `Hard disk ${k + 1}`,
    'Disk Key': 2000 + k,
    'Disk UUID': `6000C29${k}-${hex(i)}`,
    'Capacity MiB': 61_440,
    Raw: false,
    'Disk Mode': 'persistent',
    'Sharing mode': 'sharingNone',
    Thin: true,
    Controller: 'VMware paravirtual SCSI',
    'Shared Bus': 'noSharing',
    Path: `[ds-${clusterOf(Math.floor(i / VMS_PER_HOST))}-${k}] vm-${i}/vm-${i}_${k}.vmdk`,
  };
}

function partitionCells(i: number, k: number): Cells {
  return {
    ...machinePlace(i),
    Disk: k === 0 ? 'C:\\' : 'D:\\',
    'Capacity MiB': 61_000,
    'Consumed MiB': 30_000 + (i % 999),
    'Free MiB': 31_000 - (i % 999),
    'Free %': 50,
  };
}

function snapshotCells(i: number): Cells {
  return {
    ...machinePlace(i * 10),
    Name: `before change ${i}`,
    'Date / time': '2026-11-01 10:30:00',
    'Size MiB (total)': 2048,
    Quiesced: false,
  };
}

function hostCells(i: number): Cells {
  return {
    ...hostPlace(i),
    'CPU Model': 'Intel(R) Xeon(R) Gold 6254',
    Speed: 3100,
    'HT Active': true,
    '# CPU': 2,
    'Cores per CPU': 18,
    '# Memory': 786_000,
    '# NICs': 4,
    '# HBAs': 4,
    'ESX Version': 'VMware ESXi 8.0.2 build-22380479',
    Vendor: 'HPE',
    Model: 'ProLiant DL380 Gen10',
  };
}

function clusterCells(i: number): Cells {
  return {
    Name: `cluster-${i}`,
    'HA enabled': true,
    'Failover Level': 1,
    AdmissionControlEnabled: true,
    'DRS enabled': true,
    'VI SDK Server': VCENTER,
  };
}

function datastoreCells(i: number): Cells {
  const cluster = Math.floor(i / 4);
  const hosts = Array.from(
    { length: HOSTS_PER_CLUSTER },
    (_, k) => `esx-${cluster * HOSTS_PER_CLUSTER + k}.example.org`,
  );
  return {
    Name: `ds-${cluster}-${i % 4}`,
    Type: 'VMFS',
    Accessible: true,
    'Capacity MiB': 41_943_040,
    'Provisioned MiB': 50_000_000,
    'Free MiB': 9_000_000,
    'Free %': 21,
    '# Hosts': hosts.length,
    Hosts: hosts.join(', '),
    'VI SDK Server': VCENTER,
  };
}

function* generated(count: number, cells: (i: number) => Cells): Generator<Cells> {
  for (let i = 0; i < count; i++) yield cells(i);
}

function* sheetXml(
  headings: readonly string[],
  rows: Iterable<Cells>,
  texts: Map<string, number>,
): Generator<string> {
  const columns = headings.map((_, i) => letters(i));
  const rowXml = (number: number, values: readonly (Value | undefined)[]) =>
    `<row r="${number}">${values.map((value, i) => cellXml(`${columns[i]}${number}`, value, texts)).join('')}</row>`;
  yield `${HEAD}<worksheet ${MAIN}><sheetData>${rowXml(1, headings)}`;
  let number = 1;
  let xml = '';
  for (const cells of rows) {
    number++;
    xml += rowXml(
      number,
      headings.map((heading) => cells[heading]),
    );
    if (number % ROWS_AT_ONCE !== 0) continue;
    yield xml;
    xml = '';
  }
  yield `${xml}</sheetData></worksheet>`;
}

/** RVTools writes a cell for each heading; what no one fills is a 0 here. */
function cellXml(address: string, value: Value | undefined, texts: Map<string, number>): string {
  if (typeof value === 'boolean') return `<c r="${address}" t="b"><v>${value ? 1 : 0}</v></c>`;
  if (typeof value === 'number') return `<c r="${address}"><v>${value}</v></c>`;
  if (value === undefined) return `<c r="${address}"/>`;
  const index = texts.get(value) ?? texts.size;
  texts.set(value, index);
  return `<c r="${address}" t="s"><v>${index}</v></c>`;
}

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

function* sharedStrings(texts: ReadonlyMap<string, number>): Generator<string> {
  yield `${HEAD}<sst ${MAIN}>`;
  for (const text of texts.keys()) {
    yield `<si><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></si>`;
  }
  yield '</sst>';
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

function frame(names: readonly string[]): Record<string, string> {
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  const sheets = names.map(
    (name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const parts = names.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`));
  parts.push(relation(names.length + 1, 'sharedStrings', 'sharedStrings.xml'));
  return {
    'xl/workbook.xml': `${HEAD}<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets>${sheets.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${parts.join('')}</Relationships>`,
    '_rels/.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
  };
}

async function addPart(
  zip: Zip,
  out: WriteStream,
  name: string,
  pieces: Iterable<string>,
): Promise<void> {
  const part = new ZipDeflate(name, { level: 1 });
  zip.add(part);
  for (const piece of pieces) {
    part.push(strToU8(piece));
    if (out.writableNeedDrain) await once(out, 'drain');
  }
  part.push(new Uint8Array(0), true);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [machines = '1000', path = 'export.xlsx'] = process.argv.slice(2);
  await generateRvtools(Number(machines), path);
}

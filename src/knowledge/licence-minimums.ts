import { type Provenance, RETRIEVED_ON } from './provenance.ts';
import type { VendorFigure } from './vendor-profiles.ts';

const VMWARE: Provenance = {
  title: 'Broadcom KB 313548, counting cores for VCF and vSphere Foundation',
  url: 'https://knowledge.broadcom.com/external/article/313548',
  retrievedOn: RETRIEVED_ON,
  confidence: 'verified',
};
const WINDOWS: Provenance = {
  title: 'Miro Consulting, Windows Server licensing of virtual machines',
  url: 'https://miroconsulting.com/?p=7552',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};
const SQL_SERVER: Provenance = {
  title: 'SoftTrader, SQL Server 2022 in virtual machines',
  url: 'https://softtrader.eu/virtual-machines-sql-server-2022/',
  retrievedOn: RETRIEVED_ON,
  confidence: 'indirect',
};

/** The least cores that a vendor counts, whatever a processor, a host or a machine has. */
export const LICENCE_MINIMUMS = {
  vmwarePerSocket: { value: 16, source: VMWARE },
  windowsPerSocket: { value: 8, source: WINDOWS },
  windowsPerHost: { value: 16, source: WINDOWS },
  windowsPerMachine: { value: 8, source: WINDOWS },
  windowsInTotal: { value: 16, source: WINDOWS },
  sqlPerMachine: { value: 4, source: SQL_SERVER },
} as const satisfies Readonly<Record<string, VendorFigure>>;

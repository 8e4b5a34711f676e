/** A commented inventory to begin with: it is valid, and honest about what it does not say. */
export const STARTER_INVENTORY = `# yaml-language-server: $schema=./.virtready/inventory.schema.json
#
# What virtready assesses: applications, and what they stand on. Everything here is an example: put
# your own in its place. Leave out what you do not know: it is reported as unknown, never as passed.
# An empty list or 0 says that somebody has looked, and there is none.
#
#   virtready assess .             the report
#   virtready explain AVL-001      a rule: why, from where, how to mend
#   virtready schema inventory     every field

assessment:
  name: Example hospital

platforms:
  - id: vsphere
    vendor: Broadcom
    product: esxi
    version: "9.0"                 # versions are text: write them in quotes
    # lastPatched: 2026-10-14

clusters:
  - id: clinical
    platform: vsphere
    ha: { enabled: true }

servers:
  - id: esx-1
    role: host                     # it runs virtual machines
    cluster: clinical
    # cpu: { sockets: 2, coresPerSocket: 16 }
    # memoryGiB: 768
  - { id: esx-2, role: host, cluster: clinical }
  - { id: esx-3, role: host, cluster: clinical }

applications:
  - id: ehr
    name: Electronic health record
    # owner: clinical-informatics
    function: ehr
    tier: 0                        # 0: seconds count … 4: can wait for a week
    patientCare: true
    # availability:                # the need, as a business-impact analysis found it
    #   assessedOn: 2026-10-01
    #   maxOutageMinutes: 5
    #   rtoMinutes: 15
    #   rpoMinutes: 0
    instances:
      - id: ehr-db
        role: db
        target: { cluster: clinical }
        # protection: ft
`;

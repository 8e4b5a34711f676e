/** A commented configuration to begin with. */
export const STARTER_CONFIG = `# yaml-language-server: $schema=./.virtready/config.schema.json
#
# What the team has settled. Facts stand in the inventory, never here.
#   virtready print-config         every value in force, and where it is from

extends: [healthcare]              # or general; strict asks for more

inventory: [inventory.yaml]        # globs; virtready assess without paths reads them

gate:
  failOn: blocker                  # exit code 1 on a failed finding of this severity or a graver one
  # minScore: { estate: 60, tiers: { 0: 80 } }
  # requireVerdict: { tiers: { 0: ready-with-conditions } }
  # noExpiredWaivers: true

# severities: { CLU-004: blocker }
# options: { CLU-004: { failAfter: 180 } }
# off: [BEN-001]

# Findings of today that are known; only new ones fail the gate:
#   virtready baseline create
# baseline: virtready.baseline.json

# Risks that somebody bears for a time:
# waivers:
#   - rule: CON-001
#     subject: application/billing
#     reason: The second site opens in March.
#     owner: clinical-it
#     until: 2027-03-31
`;

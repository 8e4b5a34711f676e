import { withoutEsxiMachine } from '../analysis/virtual-machine.ts';
import { ifRecorded, notRecorded, type Outcome, pass, warn, worstOf } from '../domain/outcome.ts';
import { countOption, numberOption } from '../domain/rule-option.ts';
import { TEXTS } from '../knowledge/sources.ts';
import { defineRule } from './define-rule.ts';

const REMEDY = 'Switch hot-add of CPUs off the next time that the machine is switched off.';

export default defineRule({
  id: 'POR-012',
  name: 'hot-add-in-bounds',
  category: 'portability',
  subject: 'instance',
  severity: 'info',
  effort: 'small',
  title: 'Hot-add does not hide the NUMA nodes of the host from a large machine',
  source: [TEXTS.virtualNuma, TEXTS.hotAddSinceEight, TEXTS.forkliftMachine, TEXTS.vCheckState],
  why: 'A large machine that does not see the NUMA nodes uses memory of the wrong one, and few targets keep hot-add as it was.',
  condition: {
    warn: 'CPUs can be added while it runs, it has more than mostVcpu virtual processors, and its virtual hardware is older than numaSince.',
    unknown:
      'Hot-add of CPUs or memory is not recorded, or the number of processors or the version of the virtual hardware where they decide.',
    notApplicable:
      'It still runs on hardware of its own, or on another product than ESXi and does not come from there (migration.method v2v).',
  },
  remedy: REMEDY,
  reads: {
    cpu: 'hotAdd.cpu',
    memory: 'hotAdd.memory',
    vcpu: 'vcpu',
    version: 'hardwareVersion',
  },
  options: {
    mostVcpu: countOption(
      8,
      'vCPU',
      'Virtual processors up to which hot-add of CPUs does no harm; 0 warns of every hot-add of CPUs or memory, as Forklift does.',
    ),
    numaSince: numberOption({
      default: 20,
      minimum: 0,
      unit: 'vmx',
      about: 'Version of the virtual hardware that shows the NUMA nodes beside hot-add.',
    }),
  },
  notApplicable: ({ subject, estate }) => withoutEsxiMachine(estate, subject.value),
  check({ cpu, memory, vcpu, version }, { mostVcpu, numaSince }) {
    return worstOf([
      ifRecorded(cpu, 'hotAdd.cpu', (isOn) =>
        isOn ? judgeCpu(vcpu, version, mostVcpu, numaSince) : pass('no hot-add of CPUs'),
      ),
      ifRecorded(memory, 'hotAdd.memory', (isOn) => judgeMemory(isOn, mostVcpu)),
    ]);
  },
});

function judgeCpu(
  vcpu: number | undefined,
  version: number | undefined,
  mostVcpu: number,
  numaSince: number,
): Outcome {
  const at = { at: 'hotAdd.cpu', snippet: 'hotAdd: { cpu: false }' };
  if (mostVcpu === 0) return warn('CPUs can be added while it runs, allowed none', REMEDY, at);
  if (vcpu !== undefined && vcpu <= mostVcpu) {
    return pass(`hot-add of CPUs, with ${vcpu} vCPU, allowed ${mostVcpu}`);
  }
  if (version !== undefined && version >= numaSince) {
    return pass(`hot-add of CPUs on virtual hardware version ${version}, which shows NUMA nodes`);
  }
  const missing = [
    ...(vcpu === undefined ? ['vcpu'] : []),
    ...(version === undefined ? ['hardwareVersion'] : []),
  ];
  if (missing.length > 0) return notRecorded(...missing);
  return warn(
    `hot-add of CPUs, with ${vcpu} vCPU, allowed ${mostVcpu} on virtual hardware below version ${numaSince}`,
    REMEDY,
    at,
  );
}

function judgeMemory(isOn: boolean, mostVcpu: number): Outcome {
  if (!isOn) return pass('none of memory');
  if (mostVcpu > 0) return pass('hot-add of memory');
  const remedy = 'Switch hot-add of memory off before the move.';
  return warn('memory can be added while it runs, allowed none', remedy, { at: 'hotAdd.memory' });
}

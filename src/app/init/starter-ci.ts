/** A GitHub workflow that assesses every change. */
export function githubWorkflow(version: string): string {
  return `name: virtready

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read
  security-events: write           # for the findings in the Security tab

jobs:
  readiness:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 22
      - run: npx --yes virtready@${version} assess -o github -o sarif=virtready.sarif
      # A run that could not assess would close every alert.
      - id: assessed
        if: \${{ !cancelled() }}
        run: jq -e '.runs[0].invocations[0].executionSuccessful' virtready.sarif
      - uses: github/codeql-action/upload-sarif@v4
        if: \${{ !cancelled() && steps.assessed.outcome == 'success' }}
        with:
          sarif_file: virtready.sarif
`;
}

/** A GitLab job that assesses every change. */
export function gitlabJob(version: string): string {
  return `# include this from .gitlab-ci.yml:
#   include: [{ local: .gitlab/virtready.yml }]
virtready:
  image: node:22-alpine
  script:
    - npx --yes virtready@${version} assess -o terminal -o gitlab=gl-code-quality-report.json -o junit=virtready.xml
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: virtready.xml
`;
}

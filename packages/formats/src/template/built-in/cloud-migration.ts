/** The built-in template “Cloud roll-out / migration”, as the YAML text that `read.ts` reads. */
export const cloudMigration = `schema: leadline-template/1
key: cloud-migration
name: Cloud roll-out / migration
example_scope: landing zone plus 40 applications in 4 waves
provenance: Own composition for this project; durations (working days), rates, prices and probabilities are illustrative planning assumptions, not statistics.
conventions:
  duration_unit: working_day
  hours_per_day: 8
  distribution: pert_lambda4
  currency: EUR
  delay_days_risk: impact is divided equally over the listed tasks
  duration_factor_risk: one draw per iteration multiplies every listed task
roles:
- {code: SPON, name: Sponsor, day_rate: 0, units: 1}
- {code: PM, name: IT project manager, day_rate: 720, units: 1}
- {code: CA, name: Cloud architect, day_rate: 900, units: 1}
- {code: PE, name: Platform engineer, day_rate: 720, units: 3}
- {code: AE, name: Application engineer, day_rate: 640, units: 4}
- {code: DBA, name: Database engineer, day_rate: 680, units: 1}
- {code: SEC, name: Security engineer, day_rate: 800, units: 1}
- {code: FIN, name: FinOps / controller, day_rate: 600, units: 0.5}
- {code: QA, name: Test engineer, day_rate: 560, units: 2}
- {code: LEG, name: Legal / data protection officer, day_rate: 700, units: 0.2}
- {code: SD, name: Service desk lead, day_rate: 480, units: 0.5}
phases:
- code: '1'
  name: Initiate
  tasks:
  - code: '1.1'
    name: 'Business case: run cost, exit cost, one-off cost, benefits'
    roles: [PM, FIN]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors: []
    deliverable: Business case with NPV range
  - code: '1.2'
    name: Charter, decision rights and risk appetite
    roles: [PM, SPON]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '1.1', type: FS, lag_days: 0}
    deliverable: Signed charter
    gate: G0
  - code: '1.3'
    name: Stakeholder register and communication plan
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '1.2', type: FS, lag_days: 0}
    deliverable: Register, plan
  - code: '1.4'
    name: Kick-off and team working agreement
    roles: [PM]
    duration_days: {o: 1, m: 1, p: 1}
    predecessors:
    - {task: '1.3', type: FS, lag_days: 0}
    deliverable: Minutes
- code: '2'
  name: Assess portfolio
  tasks:
  - code: '2.1'
    name: 'Discovery: servers, dependencies, utilisation'
    roles: [PE, AE]
    duration_days: {o: 8, m: 12, p: 20}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Inventory and dependency map
  - code: '2.2'
    name: Application owner interviews and criticality rating
    roles: [PM, AE]
    duration_days: {o: 6, m: 9, p: 15}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Criticality and downtime tolerance
  - code: '2.3'
    name: Data classification, residency and contract constraints
    roles: [LEG, SEC]
    duration_days: {o: 4, m: 6, p: 12}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Data classification, residency rules
    security: true
  - code: '2.4'
    name: Disposition per application (retire/retain/rehost/replatform/refactor/replace/relocate)
    roles: [CA, AE]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '2.1', type: FS, lag_days: 0}
    - {task: '2.2', type: FS, lag_days: 0}
    - {task: '2.3', type: FS, lag_days: 0}
    deliverable: Disposition list
  - code: '2.5'
    name: Run-cost model and tagging standard
    roles: [FIN, CA]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '2.4', type: FS, lag_days: 0}
    deliverable: Cost model
  - code: '2.6'
    name: Wave plan with three-point estimates
    roles: [PM, CA]
    duration_days: {o: 2, m: 4, p: 7}
    predecessors:
    - {task: '2.4', type: FS, lag_days: 0}
    deliverable: Wave plan, schedule baseline
  - code: '2.7'
    name: 'Gate: portfolio and plan baselined'
    roles: [SPON, PM]
    duration_days: {o: 0, m: 0, p: 1}
    predecessors:
    - {task: '2.5', type: FS, lag_days: 0}
    - {task: '2.6', type: FS, lag_days: 0}
    deliverable: Gate decision
    gate: G1
- code: '3'
  name: Procure
  tasks:
  - code: '3.1'
    name: Provider and partner sourcing strategy
    roles: [PM, CA]
    duration_days: {o: 2, m: 4, p: 8}
    predecessors:
    - {task: '2.4', type: FS, lag_days: 0}
    deliverable: Sourcing strategy
    procurement: true
  - code: '3.2'
    name: RFP, evaluation and award
    roles: [PM, FIN]
    duration_days: {o: 12, m: 18, p: 30}
    predecessors:
    - {task: '3.1', type: FS, lag_days: 0}
    deliverable: Scoring sheet, award
    procurement: true
  - code: '3.3'
    name: Contract, data processing terms, exit clauses
    roles: [LEG, PM]
    duration_days: {o: 8, m: 15, p: 35}
    predecessors:
    - {task: '3.2', type: FS, lag_days: 0}
    deliverable: Signed contract
    security: true
    procurement: true
  - code: '3.4'
    name: Commitment/discount decision and budget alerts
    roles: [FIN]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '3.3', type: FS, lag_days: 0}
    - {task: '2.5', type: FS, lag_days: 0}
    deliverable: Commitment record, alerts
    procurement: true
- code: '4'
  name: Landing zone
  tasks:
  - code: '4.1'
    name: 'Landing zone design: accounts, identity, network'
    roles: [CA]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Landing zone design
  - code: '4.2'
    name: 'Security baseline: policies, logging, keys, guardrails'
    roles: [SEC, CA]
    duration_days: {o: 4, m: 6, p: 11}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: Security baseline
    security: true
  - code: '4.3'
    name: Identity federation and privileged access
    roles: [SEC, PE]
    duration_days: {o: 4, m: 6, p: 12}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    - {task: '3.3', type: FS, lag_days: 0}
    deliverable: Federation live
    security: true
  - code: '4.4'
    name: Private connectivity ordered and provisioned
    roles: [PE]
    duration_days: {o: 15, m: 25, p: 50}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    - {task: '3.3', type: FS, lag_days: 0}
    deliverable: Circuit acceptance
    procurement: true
  - code: '4.5'
    name: Landing zone build as code
    roles: [PE]
    duration_days: {o: 8, m: 12, p: 18}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    - {task: '3.3', type: FS, lag_days: 0}
    deliverable: Landing zone v1
  - code: '4.6'
    name: Logging, monitoring and alert routing
    roles: [PE, SEC]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    deliverable: Observability baseline
    security: true
  - code: '4.7'
    name: Backup, restore and disaster-recovery pattern tested
    roles: [PE, DBA]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    deliverable: Restore evidence
    security: true
  - code: '4.8'
    name: 'Cost management: tags, budgets, showback'
    roles: [FIN, PE]
    duration_days: {o: 2, m: 4, p: 6}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    - {task: '3.4', type: FS, lag_days: 0}
    deliverable: Cost dashboard
  - code: '4.9'
    name: Landing zone security test
    roles: [SEC]
    duration_days: {o: 3, m: 4, p: 8}
    predecessors:
    - {task: '4.2', type: FS, lag_days: 0}
    - {task: '4.3', type: FS, lag_days: 0}
    - {task: '4.6', type: FS, lag_days: 0}
    deliverable: Test report
    security: true
  - code: '4.10'
    name: 'Gate: landing zone accepted'
    roles: [CA, SEC, PM]
    duration_days: {o: 0, m: 1, p: 2}
    predecessors:
    - {task: '4.4', type: FS, lag_days: 0}
    - {task: '4.7', type: FS, lag_days: 0}
    - {task: '4.8', type: FS, lag_days: 0}
    - {task: '4.9', type: FS, lag_days: 0}
    deliverable: Acceptance record
    gate: G2
- code: '5'
  name: Migration factory
  tasks:
  - code: '5.1'
    name: Runbook templates and automation
    roles: [PE, AE]
    duration_days: {o: 5, m: 8, p: 12}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    deliverable: Runbook set
  - code: '5.2'
    name: Skills training and pairing plan
    roles: [PM, CA]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    deliverable: Training record
  - code: '5.3'
    name: Cut-over and rollback policy
    roles: [CA, PM]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Policy
  - code: '5.4'
    name: Test approach and acceptance criteria per disposition
    roles: [QA]
    duration_days: {o: 2, m: 4, p: 6}
    predecessors:
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Test approach
- code: '6'
  name: Pilot wave (3 low-risk applications)
  tasks:
  - code: '6.1'
    name: Pilot build and data replication
    roles: [AE, PE]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '4.10', type: FS, lag_days: 0}
    - {task: '5.1', type: FS, lag_days: 0}
    - {task: '5.2', type: FS, lag_days: 0}
    - {task: '5.4', type: FS, lag_days: 0}
    deliverable: Pilot environments
  - code: '6.2'
    name: Pilot functional and performance test
    roles: [QA]
    duration_days: {o: 3, m: 4, p: 7}
    predecessors:
    - {task: '6.1', type: FS, lag_days: 0}
    deliverable: Test report
  - code: '6.3'
    name: Pilot cut-over
    roles: [AE, PE]
    duration_days: {o: 1, m: 1, p: 2}
    predecessors:
    - {task: '6.2', type: FS, lag_days: 0}
    - {task: '5.3', type: FS, lag_days: 0}
    deliverable: Cut-over log
  - code: '6.4'
    name: Pilot observation and cost check
    roles: [PE, FIN]
    duration_days: {o: 5, m: 8, p: 10}
    predecessors:
    - {task: '6.3', type: FS, lag_days: 0}
    deliverable: Pilot report
  - code: '6.5'
    name: 'Gate: factory ready'
    roles: [PM, SPON]
    duration_days: {o: 0, m: 0, p: 1}
    predecessors:
    - {task: '6.4', type: FS, lag_days: 0}
    deliverable: Decision record
    gate: G3
- code: '7'
  name: Waves
  tasks:
  - code: '7.1'
    name: Wave 1 build and replication (12 applications)
    roles: [AE, PE]
    duration_days: {o: 10, m: 14, p: 24}
    predecessors:
    - {task: '6.5', type: FS, lag_days: 0}
    deliverable: Wave 1 environments
  - code: '7.2'
    name: Wave 1 test and cut-over
    roles: [QA, AE]
    duration_days: {o: 5, m: 7, p: 13}
    predecessors:
    - {task: '7.1', type: FS, lag_days: 0}
    deliverable: Wave 1 acceptance
    gate: G4
  - code: '7.3'
    name: Wave 2 build and replication (15 applications)
    roles: [AE, PE]
    duration_days: {o: 12, m: 16, p: 28}
    predecessors:
    - {task: '7.1', type: FS, lag_days: 0}
    deliverable: Wave 2 environments
  - code: '7.4'
    name: Wave 2 test and cut-over
    roles: [QA, AE]
    duration_days: {o: 6, m: 8, p: 15}
    predecessors:
    - {task: '7.2', type: FS, lag_days: 0}
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: Wave 2 acceptance
  - code: '7.5'
    name: Large database migration design and rehearsal
    roles: [DBA]
    duration_days: {o: 8, m: 12, p: 22}
    predecessors:
    - {task: '6.5', type: FS, lag_days: 0}
    deliverable: Rehearsal report
  - code: '7.6'
    name: 'Wave 3 build: critical and replatformed (10 applications)'
    roles: [AE, PE]
    duration_days: {o: 15, m: 20, p: 36}
    predecessors:
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: Wave 3 environments
  - code: '7.7'
    name: Wave 3 performance and failover test
    roles: [QA, PE]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '7.6', type: FS, lag_days: 0}
    - {task: '7.5', type: FS, lag_days: 0}
    deliverable: Test report
  - code: '7.8'
    name: Wave 3 cut-over weekend(s)
    roles: [AE, DBA, PE]
    duration_days: {o: 2, m: 4, p: 8}
    predecessors:
    - {task: '7.4', type: FS, lag_days: 0}
    - {task: '7.7', type: FS, lag_days: 0}
    deliverable: Cut-over logs
  - code: '7.9'
    name: Retired and replaced applications archived
    roles: [AE, SEC]
    duration_days: {o: 4, m: 6, p: 12}
    predecessors:
    - {task: '7.2', type: FS, lag_days: 0}
    deliverable: Archive evidence
    security: true
- code: '8'
  name: Secure and optimise
  tasks:
  - code: '8.1'
    name: Penetration test of migrated estate
    roles: [SEC]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: Pen-test report
    security: true
    procurement: true
  - code: '8.2'
    name: Remediation of findings
    roles: [AE, PE]
    duration_days: {o: 3, m: 6, p: 14}
    predecessors:
    - {task: '8.1', type: FS, lag_days: 0}
    deliverable: Closed findings
    security: true
  - code: '8.3'
    name: Right-sizing and reserved capacity
    roles: [FIN, PE]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: Savings report
  - code: '8.4'
    name: Disaster recovery exercise
    roles: [PE, DBA]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: DR report
    security: true
  - code: '8.5'
    name: 'Gate: service acceptance'
    roles: [SPON, SD]
    duration_days: {o: 0, m: 1, p: 2}
    predecessors:
    - {task: '8.2', type: FS, lag_days: 0}
    - {task: '8.4', type: FS, lag_days: 0}
    deliverable: Acceptance certificate
    gate: G5
- code: '9'
  name: Transition and close
  tasks:
  - code: '9.1'
    name: Operating model, on-call and runbooks handed over
    roles: [PM, PE, SD]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: Operating model
  - code: '9.2'
    name: Service desk and operations training
    roles: [SD, PE]
    duration_days: {o: 2, m: 4, p: 6}
    predecessors:
    - {task: '9.1', type: FS, lag_days: 0}
    deliverable: Training record
  - code: '9.3'
    name: 'Data-centre exit: wipe, return, contract termination'
    roles: [PE, SEC]
    duration_days: {o: 5, m: 8, p: 20}
    predecessors:
    - {task: '8.5', type: FS, lag_days: 0}
    - {task: '7.9', type: FS, lag_days: 0}
    deliverable: Exit certificate
    security: true
    procurement: true
  - code: '9.4'
    name: Hypercare
    roles: [PE, AE, SD]
    duration_days: {o: 8, m: 10, p: 15}
    predecessors:
    - {task: '8.5', type: FS, lag_days: 0}
    deliverable: Hypercare log
  - code: '9.5'
    name: Benefits measurement against business case
    roles: [FIN, PM]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '8.3', type: FS, lag_days: 0}
    - {task: '9.4', type: FS, lag_days: 0}
    deliverable: Benefits report
  - code: '9.6'
    name: Lessons learned and closure report
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '9.2', type: FS, lag_days: 0}
    - {task: '9.3', type: FS, lag_days: 0}
    - {task: '9.5', type: FS, lag_days: 0}
    deliverable: Closure report
    gate: G6
quality_gates:
- code: G0
  name: Charter approved
  criteria: [Decision rights and risk appetite signed]
- code: G1
  name: Portfolio and plan baselined
  criteria: ['Every application has an owner, disposition, classification and wave', P50/P80 recorded]
- code: G2
  name: Landing zone accepted
  criteria: [Guardrails enforced as code, restore proven, no high security finding, budgets and alerts live]
- code: G3
  name: Factory ready
  criteria: [Pilot cut-overs within window, cost within 10 % of model, runbook updated from pilot]
- code: G4
  name: Wave acceptance
  criteria: [Owner sign-off for each application, rollback point released, monitoring live]
- code: G5
  name: Service acceptance
  criteria: [DR objectives met in exercise, no open high finding, on-call staffed]
- code: G6
  name: Closure
  criteria: [Old environment terminated and wiped, benefits measured against business case]
procurement_items:
- {item: Migration partner, kind: services, contract_type: time_and_materials_capped, budget: 160000}
- {item: Private circuit (monthly), kind: telecom, contract_type: subscription, budget: 2400}
- {item: Cloud consumption commitment (annual), kind: cloud, contract_type: commitment, budget: 220000}
- {item: Penetration test, kind: services, contract_type: firm_fixed_price, budget: 15000}
- {item: Data-centre exit services, kind: services, contract_type: firm_fixed_price, budget: 18000}
risks:
- id: R01
  title: Undocumented dependency breaks an application
  category: technical
  probability: 0.5
  impact: {kind: duration_factor, o: 1, m: 1.12, p: 1.35}
  tasks: ['7.1', '7.3', '7.6']
  response: mitigate
  action: 30-day flow capture before wave; dependency sign-off
  trigger: flows to unmapped hosts in last 7 days
- id: R02
  title: Private connectivity delivered late
  category: procurement
  probability: 0.35
  impact: {kind: duration_factor, o: 1, m: 1.25, p: 1.7}
  tasks: ['4.4']
  response: mitigate
  action: Order at design; encrypted tunnel as interim
  trigger: no site survey date in 10 working days
- id: R03
  title: Run cost exceeds model
  category: cost
  probability: 0.45
  impact: {kind: cost, o: 8000, m: 20000, p: 60000}
  tasks: ['8.3']
  response: mitigate
  action: Budgets, tags, weekly review; right-size before reserve
  trigger: forecast above budget by 10 %
- id: R04
  title: Data residency or contract restriction
  category: legal
  probability: 0.25
  impact: {kind: delay_days, o: 5, m: 10, p: 30}
  tasks: ['2.4', '3.3']
  response: avoid
  action: Classify first; regional services only
  trigger: any dataset without an owner decision
- id: R05
  title: Skills shortage in platform engineering
  category: people
  probability: 0.4
  impact: {kind: duration_factor, o: 1, m: 1.12, p: 1.3}
  tasks: ['4.5', '5.1', '7.1', '7.3']
  response: mitigate
  action: Partner pairing; training before pilot
  trigger: open platform tickets older than 5 days growing
- id: R06
  title: Cut-over overruns its window
  category: technical
  probability: 0.3
  impact: {kind: delay_days, o: 1, m: 3, p: 10}
  tasks: ['7.2', '7.4', '7.8']
  response: mitigate
  action: Rehearsal with timed steps; rollback point
  trigger: rehearsal above 80 % of window
- id: R07
  title: Misconfigured access exposes data
  category: security
  probability: 0.15
  impact: {kind: cost, o: 20000, m: 60000, p: 250000}
  tasks: ['4.2', '7.1']
  response: avoid
  action: Guardrails as code; deny by default; daily scan
  trigger: critical finding open over 24 h
- id: R08
  title: Licence terms do not allow the target platform
  category: legal
  probability: 0.25
  impact: {kind: cost, o: 5000, m: 20000, p: 80000}
  tasks: ['2.4']
  response: transfer
  action: Licence review per product; vendor statement in writing
  trigger: no written answer at wave planning
- id: R09
  title: Business freeze periods shorten windows
  category: stakeholder
  probability: 0.4
  impact: {kind: delay_days, o: 5, m: 10, p: 20}
  tasks: ['7.4', '7.8']
  response: accept
  action: Freeze calendar in baseline
  trigger: wave date within 10 days of a freeze
- id: R10
  title: Early retirement of applications (opportunity)
  category: opportunity
  probability: 0.35
  impact: {kind: duration_factor, o: 0.8, m: 0.9, p: 0.95}
  tasks: ['7.3', '7.6']
  response: exploit
  action: Owner challenge sessions; switch-off trials
  trigger: usage below 5 users a month
`;

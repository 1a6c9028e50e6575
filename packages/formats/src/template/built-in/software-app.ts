/** The built-in template “Software / application development (hybrid agile)”, as the YAML text that `read.ts` reads. */
export const softwareApp = `schema: leadline-template/1
key: software-app
name: Software / application development (hybrid agile)
example_scope: 8-person product team, internal web application with 6 two-week sprints
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
- {code: PO, name: Product owner, day_rate: 650, units: 1}
- {code: BA, name: Business analyst, day_rate: 600, units: 1}
- {code: ARC, name: Solution architect, day_rate: 850, units: 0.5}
- {code: DEV, name: Developer, day_rate: 620, units: 4}
- {code: QA, name: Test engineer, day_rate: 560, units: 2}
- {code: UX, name: UX designer, day_rate: 600, units: 1}
- {code: OPS, name: DevOps / platform engineer, day_rate: 680, units: 1}
- {code: SEC, name: Security engineer, day_rate: 780, units: 0.5}
- {code: LEG, name: Legal / data protection officer, day_rate: 700, units: 0.2}
phases:
- code: '1'
  name: Initiate
  tasks:
  - code: '1.1'
    name: Draft business case and success measures
    roles: [PM, PO]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors: []
    deliverable: Business case v1
  - code: '1.2'
    name: Project charter and sponsor approval
    roles: [PM, SPON]
    duration_days: {o: 1, m: 2, p: 4}
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
    deliverable: Stakeholder register, comms plan
  - code: '1.4'
    name: Kick-off with team and stakeholders
    roles: [PM, PO]
    duration_days: {o: 1, m: 1, p: 1}
    predecessors:
    - {task: '1.3', type: FS, lag_days: 0}
    deliverable: Kick-off minutes, working agreement
- code: '2'
  name: Discover and define
  tasks:
  - code: '2.1'
    name: User research and process mapping
    roles: [BA, UX]
    duration_days: {o: 4, m: 6, p: 12}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Research findings, as-is/to-be map
  - code: '2.2'
    name: Requirements elicitation workshops
    roles: [BA, PO]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Requirements catalogue
  - code: '2.3'
    name: Story mapping and release slicing (MoSCoW)
    roles: [PO, BA]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '2.1', type: FS, lag_days: 0}
    - {task: '2.2', type: FS, lag_days: 0}
    deliverable: Prioritised backlog, release slices
  - code: '2.4'
    name: Non-functional requirements and service levels
    roles: [ARC, BA]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '2.2', type: FS, lag_days: 0}
    deliverable: NFR list with measurable targets
  - code: '2.5'
    name: Data classification and privacy impact screening
    roles: [LEG, SEC]
    duration_days: {o: 1, m: 3, p: 7}
    predecessors:
    - {task: '2.2', type: FS, lag_days: 0}
    deliverable: Data classification, DPIA screening record
    security: true
  - code: '2.6'
    name: Three-point estimate, calibration and baseline plan
    roles: [PM, DEV]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '2.3', type: FS, lag_days: 0}
    - {task: '2.4', type: FS, lag_days: 0}
    deliverable: Estimate record, schedule and cost baseline
  - code: '2.7'
    name: 'Gate: requirements and plan baselined'
    roles: [PM, SPON]
    duration_days: {o: 0, m: 0, p: 0}
    predecessors:
    - {task: '2.5', type: FS, lag_days: 0}
    - {task: '2.6', type: FS, lag_days: 0}
    deliverable: Gate decision
    milestone: true
    gate: G1
- code: '3'
  name: Procure
  tasks:
  - code: '3.1'
    name: Tooling and licence needs, make-or-buy analysis
    roles: [ARC, PM]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '2.4', type: FS, lag_days: 0}
    deliverable: Sourcing decision
    procurement: true
  - code: '3.2'
    name: RFQ/RFP for component or UX partner
    roles: [PM]
    duration_days: {o: 5, m: 8, p: 15}
    predecessors:
    - {task: '3.1', type: FS, lag_days: 0}
    deliverable: RFP pack
    procurement: true
  - code: '3.3'
    name: Evaluate offers (weighted scoring) and award
    roles: [PM, ARC]
    duration_days: {o: 4, m: 6, p: 12}
    predecessors:
    - {task: '3.2', type: FS, lag_days: 0}
    deliverable: Scoring sheet, award memo
    procurement: true
  - code: '3.4'
    name: Contract and data-processing agreement signed
    roles: [PM, LEG]
    duration_days: {o: 5, m: 10, p: 25}
    predecessors:
    - {task: '3.3', type: FS, lag_days: 0}
    deliverable: Signed contract, DPA
    security: true
    procurement: true
- code: '4'
  name: Design
  tasks:
  - code: '4.1'
    name: Solution architecture and decision records
    roles: [ARC]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Architecture document, ADRs
  - code: '4.2'
    name: Threat model and security requirements
    roles: [SEC, ARC]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: Threat model, abuse cases
    security: true
  - code: '4.3'
    name: UX prototype and usability test round 1
    roles: [UX]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Clickable prototype, test report
  - code: '4.4'
    name: Data model and integration contracts
    roles: [ARC, DEV]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: Data model, API contracts
  - code: '4.5'
    name: Test strategy and acceptance criteria
    roles: [QA]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Test strategy
  - code: '4.6'
    name: 'Gate: design review'
    roles: [ARC, PM]
    duration_days: {o: 0, m: 1, p: 2}
    predecessors:
    - {task: '4.2', type: FS, lag_days: 0}
    - {task: '4.3', type: FS, lag_days: 0}
    - {task: '4.4', type: FS, lag_days: 0}
    - {task: '4.5', type: FS, lag_days: 0}
    deliverable: Design review record
    gate: G2
- code: '5'
  name: Environments
  tasks:
  - code: '5.1'
    name: Source control, branching and CI pipeline
    roles: [OPS]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: CI pipeline
  - code: '5.2'
    name: Development and test environments as code
    roles: [OPS]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '5.1', type: FS, lag_days: 0}
    deliverable: Environments
  - code: '5.3'
    name: Static analysis, dependency and secret scanning
    roles: [SEC, OPS]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '5.1', type: FS, lag_days: 0}
    deliverable: Scanner configuration in CI
    security: true
  - code: '5.4'
    name: Synthetic and masked test data
    roles: [QA, DEV]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '4.4', type: FS, lag_days: 0}
    deliverable: Test data set
    security: true
- code: '6'
  name: Build
  tasks:
  - code: '6.1'
    name: 'Sprint 1: walking skeleton'
    roles: [DEV, QA]
    duration_days: {o: 9, m: 10, p: 13}
    predecessors:
    - {task: '4.6', type: FS, lag_days: 0}
    - {task: '5.2', type: FS, lag_days: 0}
    deliverable: Deployed walking skeleton
  - code: '6.2'
    name: 'Sprint 2: core domain slice'
    roles: [DEV, QA]
    duration_days: {o: 9, m: 10, p: 13}
    predecessors:
    - {task: '6.1', type: FS, lag_days: 0}
    - {task: '5.3', type: FS, lag_days: 0}
    deliverable: Increment 2, demo notes
  - code: '6.3'
    name: 'Sprint 3: integrations'
    roles: [DEV, QA]
    duration_days: {o: 10, m: 11, p: 18}
    predecessors:
    - {task: '6.2', type: FS, lag_days: 0}
    - {task: '3.4', type: FS, lag_days: 0}
    deliverable: Increment 3
  - code: '6.4'
    name: 'Sprint 4: roles, audit and reporting'
    roles: [DEV, QA]
    duration_days: {o: 9, m: 10, p: 14}
    predecessors:
    - {task: '6.3', type: FS, lag_days: 0}
    deliverable: Increment 4
  - code: '6.5'
    name: 'Sprint 5: remaining must-haves'
    roles: [DEV, QA]
    duration_days: {o: 9, m: 10, p: 14}
    predecessors:
    - {task: '6.4', type: FS, lag_days: 0}
    deliverable: Increment 5
  - code: '6.6'
    name: 'Sprint 6: should-haves and hardening'
    roles: [DEV, QA]
    duration_days: {o: 8, m: 10, p: 15}
    predecessors:
    - {task: '6.5', type: FS, lag_days: 0}
    deliverable: Release candidate 1
  - code: '6.7'
    name: User documentation and help texts
    roles: [BA, UX]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '6.3', type: SS, lag_days: 5}
    deliverable: User guide
  - code: '6.8'
    name: Migration scripts and rehearsal data load
    roles: [DEV]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '6.3', type: FS, lag_days: 0}
    deliverable: Migration scripts, rehearsal log
  - code: '6.9'
    name: 'Gate: feature complete for release'
    roles: [PO, QA]
    duration_days: {o: 0, m: 0, p: 0}
    predecessors:
    - {task: '6.6', type: FS, lag_days: 0}
    - {task: '6.8', type: FS, lag_days: 0}
    deliverable: Gate decision
    milestone: true
    gate: G3
- code: '7'
  name: Verify
  tasks:
  - code: '7.1'
    name: System integration test
    roles: [QA]
    duration_days: {o: 4, m: 6, p: 11}
    predecessors:
    - {task: '6.9', type: FS, lag_days: 0}
    - {task: '5.4', type: FS, lag_days: 0}
    deliverable: SIT report
  - code: '7.2'
    name: Performance and resilience test
    roles: [QA, OPS]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '6.9', type: FS, lag_days: 0}
    deliverable: Performance report against NFR
  - code: '7.3'
    name: Independent penetration test
    roles: [SEC]
    duration_days: {o: 4, m: 5, p: 8}
    predecessors:
    - {task: '6.9', type: FS, lag_days: 0}
    deliverable: Pen-test report
    security: true
    procurement: true
  - code: '7.4'
    name: Accessibility check
    roles: [UX, QA]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '6.9', type: FS, lag_days: 0}
    deliverable: Accessibility report
  - code: '7.5'
    name: Fix and retest of blocking defects
    roles: [DEV, QA]
    duration_days: {o: 3, m: 5, p: 12}
    predecessors:
    - {task: '7.1', type: FS, lag_days: 0}
    - {task: '7.2', type: FS, lag_days: 0}
    - {task: '7.3', type: FS, lag_days: 0}
    - {task: '7.4', type: FS, lag_days: 0}
    deliverable: Retest report
  - code: '7.6'
    name: User acceptance test
    roles: [PO, BA]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '7.5', type: FS, lag_days: 0}
    deliverable: UAT sign-off sheet
  - code: '7.7'
    name: 'Gate: acceptance'
    roles: [SPON, PO]
    duration_days: {o: 0, m: 1, p: 3}
    predecessors:
    - {task: '7.6', type: FS, lag_days: 0}
    deliverable: Acceptance certificate
    gate: G4
- code: '8'
  name: Transition
  tasks:
  - code: '8.1'
    name: Training material and train-the-trainer
    roles: [BA]
    duration_days: {o: 3, m: 4, p: 7}
    predecessors:
    - {task: '6.7', type: FS, lag_days: 0}
    - {task: '6.9', type: FS, lag_days: 0}
    deliverable: Training pack
  - code: '8.2'
    name: End-user training
    roles: [BA]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '8.1', type: FS, lag_days: 0}
    deliverable: Attendance record
  - code: '8.3'
    name: Runbook, monitoring, backup and restore test
    roles: [OPS]
    duration_days: {o: 3, m: 4, p: 7}
    predecessors:
    - {task: '6.9', type: FS, lag_days: 0}
    deliverable: Runbook, restore evidence
    security: true
  - code: '8.4'
    name: Service desk handover and support model
    roles: [PM, OPS]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '8.3', type: FS, lag_days: 0}
    deliverable: Support agreement
  - code: '8.5'
    name: Go/no-go meeting
    roles: [PM, SPON]
    duration_days: {o: 0, m: 0, p: 1}
    predecessors:
    - {task: '7.7', type: FS, lag_days: 0}
    - {task: '8.2', type: FS, lag_days: 0}
    - {task: '8.4', type: FS, lag_days: 0}
    deliverable: Go/no-go record
    gate: G5
  - code: '8.6'
    name: Production deployment and data migration
    roles: [OPS, DEV]
    duration_days: {o: 1, m: 1, p: 3}
    predecessors:
    - {task: '8.5', type: FS, lag_days: 0}
    deliverable: Release record
  - code: '8.7'
    name: Hypercare
    roles: [DEV, QA, OPS]
    duration_days: {o: 8, m: 10, p: 15}
    predecessors:
    - {task: '8.6', type: FS, lag_days: 0}
    deliverable: Hypercare log
- code: '9'
  name: Close
  tasks:
  - code: '9.1'
    name: Benefits baseline and measurement hand-over
    roles: [PO, PM]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '8.7', type: FS, lag_days: 0}
    deliverable: Benefits tracking sheet
  - code: '9.2'
    name: Supplier close-out and final invoices
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 5}
    predecessors:
    - {task: '8.7', type: FS, lag_days: 0}
    deliverable: Closed purchase orders
    procurement: true
  - code: '9.3'
    name: Lessons learned and closure report
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '9.1', type: FS, lag_days: 0}
    - {task: '9.2', type: FS, lag_days: 0}
    deliverable: Closure report
    gate: G6
quality_gates:
- code: G0
  name: Charter approved
  criteria: [Sponsor named, success measures have a baseline value and target, budget range and authority stated]
- code: G1
  name: Requirements and plan baselined
  criteria: [Every must-have requirement has an acceptance criterion, P50 and P80 dates recorded, privacy screening decided, top risks have owners]
- code: G2
  name: Design review
  criteria: [Threat model has no unaddressed high item, interfaces agreed in writing, every NFR has a test]
- code: G3
  name: Feature complete
  criteria: [All must-have stories accepted, no open severity-1 defect, at most 5 severity-2, static analysis without high finding]
- code: G4
  name: Acceptance
  criteria:
  - UAT cases executed at least 95 %, passed at least 98 % of executed
  - NFR targets met or waived in writing
  - no high pen-test finding open
- code: G5
  name: Go/no-go
  criteria: [Restore test passed within 30 days, rollback rehearsed, support staffed, users trained at least 90 %]
- code: G6
  name: Closure
  criteria: [All purchase orders closed, benefits owner accepted, lessons recorded with an owner]
procurement_items:
- {item: Component or UX partner, kind: services, contract_type: time_and_materials_capped, budget: 24000}
- {item: Penetration test, kind: services, contract_type: firm_fixed_price, budget: 9000}
- {item: Tool licences (annual), kind: licence, contract_type: subscription, budget: 12000}
- {item: Cloud environments (per month), kind: cloud, contract_type: pay_per_use, budget: 1800}
risks:
- id: R01
  title: Requirements change after baseline
  category: scope
  probability: 0.5
  impact: {kind: duration_factor, o: 1, m: 1.1, p: 1.3}
  tasks: ['2.3', '6.2', '6.3', '6.4', '6.5', '6.6']
  response: mitigate
  action: Change control with trade-off; keep should-haves as buffer
  trigger: backlog growth above 5 % per sprint
- id: R02
  title: Key developer leaves or is reassigned
  category: people
  probability: 0.25
  impact: {kind: duration_factor, o: 1.05, m: 1.15, p: 1.35}
  tasks: ['6.2', '6.3', '6.4', '6.5', '6.6']
  response: mitigate
  action: Pairing, second owner for every module
  trigger: notice, or load above 110 % for 3 weeks
- id: R03
  title: External interface late or unstable
  category: technical
  probability: 0.35
  impact: {kind: delay_days, o: 3, m: 8, p: 20}
  tasks: ['6.3']
  response: mitigate
  action: Contract tests and stub; escalate by named date
  trigger: stub still in use two weeks before need
- id: R04
  title: Contract negotiation drags on
  category: procurement
  probability: 0.3
  impact: {kind: delay_days, o: 3, m: 8, p: 20}
  tasks: ['3.4']
  response: accept
  action: Start early; interim letter of intent
  trigger: no mark-up returned in 5 working days
- id: R05
  title: Penetration test finds design-level flaw
  category: security
  probability: 0.2
  impact: {kind: delay_days, o: 4, m: 8, p: 20}
  tasks: ['7.5']
  response: mitigate
  action: Threat model at design, security review each sprint
  trigger: high finding in static analysis open over 10 days
- id: R06
  title: Users not released for UAT
  category: stakeholder
  probability: 0.4
  impact: {kind: delay_days, o: 2, m: 4, p: 10}
  tasks: ['7.6']
  response: escalate
  action: Named testers in charter; sponsor commitment
  trigger: fewer than 80 % of testers confirmed at T-15
- id: R07
  title: Velocity over-estimated
  category: estimate
  probability: 0.45
  impact: {kind: duration_factor, o: 1, m: 1.12, p: 1.3}
  tasks: ['6.2', '6.3', '6.4', '6.5', '6.6']
  response: accept
  action: Re-forecast with measured throughput after sprint 2
  trigger: forecast P50 beyond baseline two sprints running
- id: R08
  title: Data quality prevents migration
  category: data
  probability: 0.3
  impact: {kind: delay_days, o: 2, m: 6, p: 15}
  tasks: ['6.8', '8.6']
  response: mitigate
  action: Profile source data in discovery; rehearse twice
  trigger: rejection rate above 2 % in rehearsal
- id: R09
  title: Licence cost above budget
  category: cost
  probability: 0.25
  impact: {kind: cost, o: 3000, m: 9000, p: 25000}
  tasks: ['3.1']
  response: transfer
  action: Fixed-price quote, alternative component
  trigger: quote outside estimate range
- id: R10
  title: Reusable platform component available (opportunity)
  category: opportunity
  probability: 0.25
  impact: {kind: duration_factor, o: 0.8, m: 0.9, p: 0.95}
  tasks: ['6.2', '6.4']
  response: exploit
  action: Ask platform team in discovery; spike in sprint 1
  trigger: component roadmap confirms release
`;

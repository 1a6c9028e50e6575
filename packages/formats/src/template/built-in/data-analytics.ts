/** The built-in template “Data management / analytics implementation”, as the YAML text that `read.ts` reads. */
export const dataAnalytics = `schema: leadline-template/1
key: data-analytics
name: Data management / analytics implementation
example_scope: governed data platform with 5 sources, warehouse, 12 reports and one predictive model
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
- {code: DO, name: Data owner / steward, day_rate: 600, units: 2}
- {code: DAR, name: Data architect, day_rate: 850, units: 1}
- {code: DE, name: Data engineer, day_rate: 680, units: 3}
- {code: BI, name: BI developer, day_rate: 620, units: 2}
- {code: DS, name: Data scientist, day_rate: 750, units: 1}
- {code: QA, name: Test engineer, day_rate: 560, units: 1}
- {code: SEC, name: Security engineer, day_rate: 780, units: 0.4}
- {code: DPO, name: Data protection officer, day_rate: 700, units: 0.3}
- {code: OPS, name: Platform engineer, day_rate: 680, units: 1}
phases:
- code: '1'
  name: Initiate
  tasks:
  - code: '1.1'
    name: Business case and decisions the data must support
    roles: [PM, SPON]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors: []
    deliverable: Business case, decision inventory
  - code: '1.2'
    name: Charter and data governance mandate
    roles: [PM, SPON]
    duration_days: {o: 1, m: 3, p: 6}
    predecessors:
    - {task: '1.1', type: FS, lag_days: 0}
    deliverable: Charter
    gate: G0
  - code: '1.3'
    name: Stakeholder register, RACI and communication plan
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '1.2', type: FS, lag_days: 0}
    deliverable: Register, RACI
  - code: '1.4'
    name: Kick-off
    roles: [PM]
    duration_days: {o: 1, m: 1, p: 1}
    predecessors:
    - {task: '1.3', type: FS, lag_days: 0}
    deliverable: Minutes
- code: '2'
  name: Discover
  tasks:
  - code: '2.1'
    name: Source inventory and access requests
    roles: [DE, DO]
    duration_days: {o: 4, m: 7, p: 15}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Source catalogue, access granted
  - code: '2.2'
    name: KPI definitions and report requirements workshops
    roles: [BI, DO]
    duration_days: {o: 6, m: 9, p: 16}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: KPI dictionary, report mock-ups
  - code: '2.3'
    name: Data profiling of sources
    roles: [DE]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '2.1', type: FS, lag_days: 0}
    deliverable: Profiling report
  - code: '2.4'
    name: Data protection impact assessment
    roles: [DPO, SEC]
    duration_days: {o: 4, m: 7, p: 15}
    predecessors:
    - {task: '2.1', type: FS, lag_days: 0}
    deliverable: DPIA
    security: true
  - code: '2.5'
    name: Data ownership, classification and retention rules
    roles: [DO, DPO]
    duration_days: {o: 4, m: 6, p: 12}
    predecessors:
    - {task: '2.2', type: FS, lag_days: 0}
    deliverable: Governance rules
    security: true
  - code: '2.6'
    name: Predictive use-case feasibility
    roles: [DS]
    duration_days: {o: 4, m: 6, p: 11}
    predecessors:
    - {task: '2.3', type: FS, lag_days: 0}
    deliverable: Feasibility memo
  - code: '2.7'
    name: Estimate, risk review and baseline
    roles: [PM]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '2.2', type: FS, lag_days: 0}
    - {task: '2.3', type: FS, lag_days: 0}
    deliverable: Schedule and cost baseline
  - code: '2.8'
    name: 'Gate: scope, quality targets and plan baselined'
    roles: [SPON, PM]
    duration_days: {o: 0, m: 0, p: 1}
    predecessors:
    - {task: '2.4', type: FS, lag_days: 0}
    - {task: '2.5', type: FS, lag_days: 0}
    - {task: '2.6', type: FS, lag_days: 0}
    - {task: '2.7', type: FS, lag_days: 0}
    deliverable: Gate decision
    gate: G1
- code: '3'
  name: Procure
  tasks:
  - code: '3.1'
    name: Platform options and proof-of-concept criteria
    roles: [DAR, PM]
    duration_days: {o: 3, m: 4, p: 7}
    predecessors:
    - {task: '2.2', type: FS, lag_days: 0}
    deliverable: Options paper
    procurement: true
  - code: '3.2'
    name: Proof of concept with two candidates
    roles: [DE, DAR]
    duration_days: {o: 8, m: 10, p: 16}
    predecessors:
    - {task: '3.1', type: FS, lag_days: 0}
    - {task: '2.3', type: FS, lag_days: 0}
    deliverable: PoC results
  - code: '3.3'
    name: Weighted scoring, award and contract
    roles: [PM, DAR]
    duration_days: {o: 8, m: 12, p: 25}
    predecessors:
    - {task: '3.2', type: FS, lag_days: 0}
    - {task: '2.8', type: FS, lag_days: 0}
    deliverable: Contract
    procurement: true
  - code: '3.4'
    name: Licences and cloud subscription active
    roles: [OPS, PM]
    duration_days: {o: 1, m: 2, p: 5}
    predecessors:
    - {task: '3.3', type: FS, lag_days: 0}
    deliverable: Subscription, budget alerts
    procurement: true
- code: '4'
  name: Architecture
  tasks:
  - code: '4.1'
    name: Target architecture and layer conventions
    roles: [DAR]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '2.8', type: FS, lag_days: 0}
    deliverable: Architecture document
  - code: '4.2'
    name: Conceptual and dimensional model
    roles: [DAR, BI]
    duration_days: {o: 6, m: 9, p: 15}
    predecessors:
    - {task: '2.8', type: FS, lag_days: 0}
    deliverable: Data model
  - code: '4.3'
    name: 'Access model: roles, row- and column-level rules'
    roles: [SEC, DAR]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: Access matrix
    security: true
  - code: '4.4'
    name: Data quality rules and thresholds
    roles: [DO, QA]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '2.8', type: FS, lag_days: 0}
    deliverable: Rule catalogue
  - code: '4.5'
    name: 'Gate: architecture review'
    roles: [DAR, SEC, PM]
    duration_days: {o: 0, m: 1, p: 2}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    - {task: '4.2', type: FS, lag_days: 0}
    - {task: '4.3', type: FS, lag_days: 0}
    - {task: '4.4', type: FS, lag_days: 0}
    deliverable: Review record
    gate: G2
- code: '5'
  name: Platform build
  tasks:
  - code: '5.1'
    name: Environments as code and CI for data pipelines
    roles: [OPS, DE]
    duration_days: {o: 4, m: 7, p: 12}
    predecessors:
    - {task: '3.4', type: FS, lag_days: 0}
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: Environments, CI
  - code: '5.2'
    name: Encryption, key management, audit logging
    roles: [SEC, OPS]
    duration_days: {o: 3, m: 4, p: 8}
    predecessors:
    - {task: '5.1', type: FS, lag_days: 0}
    deliverable: Security controls evidence
    security: true
  - code: '5.3'
    name: Metadata catalogue and lineage
    roles: [DE, DAR]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '5.1', type: FS, lag_days: 0}
    deliverable: Catalogue live
  - code: '5.4'
    name: Masking and test-data set
    roles: [DE, DPO]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '5.1', type: FS, lag_days: 0}
    - {task: '2.4', type: FS, lag_days: 0}
    deliverable: Masked data set
    security: true
- code: '6'
  name: Pipelines
  tasks:
  - code: '6.1'
    name: Ingest source 1 (ERP)
    roles: [DE]
    duration_days: {o: 6, m: 9, p: 16}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    - {task: '5.1', type: FS, lag_days: 0}
    deliverable: Pipeline 1
  - code: '6.2'
    name: Ingest source 2 (CRM)
    roles: [DE]
    duration_days: {o: 4, m: 6, p: 11}
    predecessors:
    - {task: '6.1', type: SS, lag_days: 5}
    deliverable: Pipeline 2
  - code: '6.3'
    name: Ingest source 3 (HR, restricted)
    roles: [DE, SEC]
    duration_days: {o: 4, m: 7, p: 13}
    predecessors:
    - {task: '6.2', type: FS, lag_days: 0}
    - {task: '5.2', type: FS, lag_days: 0}
    - {task: '5.4', type: FS, lag_days: 0}
    deliverable: Pipeline 3
    security: true
  - code: '6.4'
    name: Ingest source 4 (files/partners)
    roles: [DE]
    duration_days: {o: 4, m: 7, p: 14}
    predecessors:
    - {task: '6.1', type: FS, lag_days: 0}
    deliverable: Pipeline 4
  - code: '6.5'
    name: Ingest source 5 (event stream)
    roles: [DE]
    duration_days: {o: 5, m: 8, p: 16}
    predecessors:
    - {task: '6.2', type: FS, lag_days: 0}
    deliverable: Pipeline 5
  - code: '6.6'
    name: Conformed dimensions and core marts
    roles: [DE, BI]
    duration_days: {o: 8, m: 12, p: 20}
    predecessors:
    - {task: '6.1', type: FS, lag_days: 0}
    - {task: '6.2', type: FS, lag_days: 0}
    - {task: '4.2', type: FS, lag_days: 0}
    deliverable: Core marts
  - code: '6.7'
    name: Data quality checks and quarantine
    roles: [DE, QA]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '6.6', type: FS, lag_days: 0}
    - {task: '4.4', type: FS, lag_days: 0}
    - {task: '5.3', type: FS, lag_days: 0}
    deliverable: Quality dashboard
  - code: '6.8'
    name: History load and reconciliation
    roles: [DE, DO]
    duration_days: {o: 5, m: 8, p: 18}
    predecessors:
    - {task: '6.6', type: FS, lag_days: 0}
    - {task: '6.3', type: FS, lag_days: 0}
    - {task: '6.4', type: FS, lag_days: 0}
    - {task: '6.5', type: FS, lag_days: 0}
    deliverable: Reconciliation report
- code: '7'
  name: Analytics
  tasks:
  - code: '7.1'
    name: Semantic layer and KPI measures
    roles: [BI]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '6.6', type: FS, lag_days: 0}
    - {task: '2.2', type: FS, lag_days: 0}
    deliverable: Semantic model
  - code: '7.2'
    name: Reports release 1 (6 reports)
    roles: [BI]
    duration_days: {o: 6, m: 9, p: 14}
    predecessors:
    - {task: '7.1', type: FS, lag_days: 0}
    deliverable: Reports 1-6
  - code: '7.3'
    name: Reports release 2 (6 reports)
    roles: [BI]
    duration_days: {o: 6, m: 9, p: 15}
    predecessors:
    - {task: '7.2', type: FS, lag_days: 0}
    - {task: '6.8', type: FS, lag_days: 0}
    deliverable: Reports 7-12
  - code: '7.4'
    name: Feature engineering and model training
    roles: [DS]
    duration_days: {o: 8, m: 12, p: 22}
    predecessors:
    - {task: '6.8', type: FS, lag_days: 0}
    - {task: '2.6', type: FS, lag_days: 0}
    deliverable: Model candidate, model card
  - code: '7.5'
    name: 'Model validation: bias, stability, benchmark'
    roles: [DS, QA]
    duration_days: {o: 4, m: 5, p: 9}
    predecessors:
    - {task: '7.4', type: FS, lag_days: 0}
    deliverable: Validation report
    security: true
  - code: '7.6'
    name: Model deployment and drift monitoring
    roles: [DS, OPS]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '7.5', type: FS, lag_days: 0}
    deliverable: Scoring service
- code: '8'
  name: Verify
  tasks:
  - code: '8.1'
    name: End-to-end reconciliation to source of record
    roles: [QA, DO]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '6.8', type: FS, lag_days: 0}
    - {task: '7.2', type: FS, lag_days: 0}
    deliverable: Signed reconciliation
  - code: '8.2'
    name: Performance and concurrency test
    roles: [QA, OPS]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: Performance report
  - code: '8.3'
    name: Access control test and penetration test
    roles: [SEC]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '7.3', type: FS, lag_days: 0}
    - {task: '5.2', type: FS, lag_days: 0}
    deliverable: Security test report
    security: true
    procurement: true
  - code: '8.4'
    name: User acceptance test
    roles: [BI, DO]
    duration_days: {o: 4, m: 6, p: 11}
    predecessors:
    - {task: '8.1', type: FS, lag_days: 0}
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: UAT sign-off
  - code: '8.5'
    name: Defect fixing
    roles: [DE, BI]
    duration_days: {o: 3, m: 5, p: 11}
    predecessors:
    - {task: '8.2', type: FS, lag_days: 0}
    - {task: '8.3', type: FS, lag_days: 0}
    - {task: '8.4', type: FS, lag_days: 0}
    deliverable: Retest report
  - code: '8.6'
    name: 'Gate: acceptance'
    roles: [SPON, DO]
    duration_days: {o: 0, m: 1, p: 2}
    predecessors:
    - {task: '8.5', type: FS, lag_days: 0}
    - {task: '7.6', type: FS, lag_days: 0}
    deliverable: Acceptance certificate
    gate: G3
- code: '9'
  name: Transition and close
  tasks:
  - code: '9.1'
    name: Stewardship process, issue workflow and service levels
    roles: [DO, PM]
    duration_days: {o: 2, m: 4, p: 7}
    predecessors:
    - {task: '6.7', type: FS, lag_days: 0}
    deliverable: Operating model
  - code: '9.2'
    name: Analyst and end-user training
    roles: [BI]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: Training record
  - code: '9.3'
    name: Backup, restore and disaster-recovery test
    roles: [OPS]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '5.2', type: FS, lag_days: 0}
    - {task: '6.8', type: FS, lag_days: 0}
    deliverable: Restore evidence
    security: true
  - code: '9.4'
    name: Go-live and old report switch-off plan
    roles: [PM, BI]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '8.6', type: FS, lag_days: 0}
    - {task: '9.1', type: FS, lag_days: 0}
    - {task: '9.2', type: FS, lag_days: 0}
    - {task: '9.3', type: FS, lag_days: 0}
    deliverable: Go-live record
    gate: G4
  - code: '9.5'
    name: Hypercare
    roles: [DE, BI, OPS]
    duration_days: {o: 8, m: 10, p: 15}
    predecessors:
    - {task: '9.4', type: FS, lag_days: 0}
    deliverable: Hypercare log
  - code: '9.6'
    name: Supplier close-out, benefits baseline, lessons learned
    roles: [PM]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '9.5', type: FS, lag_days: 0}
    deliverable: Closure report
    gate: G5
    procurement: true
quality_gates:
- code: G0
  name: Charter approved
  criteria: [Governance mandate signed, data owners named]
- code: G1
  name: Scope, quality targets and plan baselined
  criteria: [Each KPI has one definition and owner, DPIA decision recorded, quality thresholds numeric]
- code: G2
  name: Architecture review
  criteria: [Access matrix covers every role and dataset, lineage convention agreed]
- code: G3
  name: Acceptance
  criteria: [Reconciliation difference at most 0.1 % per control total, access tests all pass, no severity-1 defect]
- code: G4
  name: Go-live
  criteria: [Restore test passed, stewards trained, old report switch-off dates agreed]
- code: G5
  name: Closure
  criteria: [Supplier closed, benefits baseline recorded]
procurement_items:
- {item: Data platform subscription (annual), kind: cloud, contract_type: pay_per_use, budget: 90000}
- {item: BI licences (annual), kind: licence, contract_type: subscription, budget: 24000}
- {item: Implementation partner, kind: services, contract_type: time_and_materials_capped, budget: 70000}
- {item: Security test, kind: services, contract_type: firm_fixed_price, budget: 9000}
risks:
- id: R01
  title: Source data quality worse than profiled
  category: data
  probability: 0.5
  impact: {kind: duration_factor, o: 1, m: 1.15, p: 1.45}
  tasks: ['6.6', '6.7', '6.8']
  response: mitigate
  action: Profile full history; quality thresholds agreed by owners
  trigger: rejected rows above 2 %
- id: R02
  title: Access to source systems delayed
  category: stakeholder
  probability: 0.45
  impact: {kind: delay_days, o: 3, m: 7, p: 20}
  tasks: ['2.1']
  response: escalate
  action: Access in charter; weekly escalation
  trigger: request older than 10 working days
- id: R03
  title: KPI definitions disputed
  category: stakeholder
  probability: 0.45
  impact: {kind: delay_days, o: 3, m: 6, p: 15}
  tasks: ['2.2', '7.1']
  response: mitigate
  action: Decision log with a named owner per KPI
  trigger: same KPI reopened twice
- id: R04
  title: DPIA requires redesign
  category: legal
  probability: 0.25
  impact: {kind: delay_days, o: 5, m: 10, p: 25}
  tasks: ['2.4', '4.3']
  response: avoid
  action: Involve protection officer at kick-off; minimise data
  trigger: high residual risk in draft
- id: R05
  title: Platform performance below target
  category: technical
  probability: 0.25
  impact: {kind: delay_days, o: 3, m: 8, p: 20}
  tasks: ['8.2', '8.5']
  response: mitigate
  action: Representative volume in proof of concept
  trigger: PoC query time above 80 % of target
- id: R06
  title: Cloud consumption over budget
  category: cost
  probability: 0.4
  impact: {kind: cost, o: 4000, m: 12000, p: 40000}
  tasks: ['6.8']
  response: mitigate
  action: Quotas, auto-suspend, weekly review
  trigger: daily spend above plan for 5 days
- id: R07
  title: Data engineer bottleneck
  category: people
  probability: 0.4
  impact: {kind: duration_factor, o: 1, m: 1.12, p: 1.3}
  tasks: ['6.1', '6.2', '6.3', '6.4', '6.5']
  response: mitigate
  action: Pipeline framework; second engineer per source
  trigger: queue time above cycle time
- id: R08
  title: Model not better than benchmark
  category: technical
  probability: 0.35
  impact: {kind: delay_days, o: 4, m: 8, p: 20}
  tasks: ['7.4', '7.5']
  response: accept
  action: Benchmark first; drop option agreed in charter
  trigger: no lift in first two experiments
- id: R09
  title: Unauthorised disclosure of personal data
  category: security
  probability: 0.1
  impact: {kind: cost, o: 30000, m: 100000, p: 400000}
  tasks: ['6.3', '5.4']
  response: avoid
  action: Masking, role tests, audit alerts
  trigger: restricted field seen outside its zone
- id: R10
  title: Existing data mart reusable (opportunity)
  category: opportunity
  probability: 0.3
  impact: {kind: duration_factor, o: 0.75, m: 0.88, p: 0.95}
  tasks: ['6.6']
  response: exploit
  action: Review in discovery; reuse dimensions
  trigger: owner confirms conformance
`;

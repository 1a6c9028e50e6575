/** The built-in template “Hardware / network upgrade (campus LAN, Wi-Fi and data-centre core)”, as the YAML text that `read.ts` reads. */
export const networkUpgrade = `schema: leadline-template/1
key: network-upgrade
name: Hardware / network upgrade (campus LAN, Wi-Fi and data-centre core)
example_scope: 3 sites, 60 switches, 180 access points, core and firewall replacement
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
- {code: NA, name: Network architect, day_rate: 850, units: 1}
- {code: NE, name: Network engineer, day_rate: 640, units: 3}
- {code: FT, name: Field technician, day_rate: 480, units: 4}
- {code: SEC, name: Security engineer, day_rate: 780, units: 0.5}
- {code: PROC, name: Buyer, day_rate: 550, units: 0.5}
- {code: FAC, name: Facilities coordinator, day_rate: 450, units: 0.5}
- {code: SD, name: Service desk lead, day_rate: 480, units: 0.5}
- {code: VEN, name: Vendor engineer, day_rate: 950, units: 1}
phases:
- code: '1'
  name: Initiate
  tasks:
  - code: '1.1'
    name: 'Business case: risk, capacity and end-of-support view'
    roles: [PM, NA]
    duration_days: {o: 2, m: 4, p: 7}
    predecessors: []
    deliverable: Business case
  - code: '1.2'
    name: Charter with site owners and change windows
    roles: [PM, SPON]
    duration_days: {o: 1, m: 2, p: 5}
    predecessors:
    - {task: '1.1', type: FS, lag_days: 0}
    deliverable: Signed charter
    gate: G0
  - code: '1.3'
    name: Stakeholder and site contact register, comms plan
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '1.2', type: FS, lag_days: 0}
    deliverable: Register, comms plan
  - code: '1.4'
    name: Kick-off
    roles: [PM]
    duration_days: {o: 1, m: 1, p: 1}
    predecessors:
    - {task: '1.3', type: FS, lag_days: 0}
    deliverable: Minutes
- code: '2'
  name: Assess
  tasks:
  - code: '2.1'
    name: Inventory and configuration export
    roles: [NE]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Verified inventory, config archive
    security: true
  - code: '2.2'
    name: Physical survey of cabinets, power, cooling and cabling
    roles: [FT, FAC]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Survey report with photos
  - code: '2.3'
    name: Wi-Fi predictive design and on-site survey
    roles: [NE]
    duration_days: {o: 4, m: 7, p: 12}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: RF survey report
  - code: '2.4'
    name: Traffic baseline and capacity model
    roles: [NE]
    duration_days: {o: 5, m: 5, p: 8}
    predecessors:
    - {task: '2.1', type: FS, lag_days: 0}
    deliverable: Capacity model
  - code: '2.5'
    name: Security posture review and segmentation needs
    roles: [SEC]
    duration_days: {o: 3, m: 4, p: 7}
    predecessors:
    - {task: '2.1', type: FS, lag_days: 0}
    deliverable: Security requirements
    security: true
  - code: '2.6'
    name: Application dependency and downtime tolerance map
    roles: [PM, NA]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '1.4', type: FS, lag_days: 0}
    deliverable: Outage tolerance matrix
- code: '3'
  name: Design
  tasks:
  - code: '3.1'
    name: High-level design
    roles: [NA]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '2.2', type: FS, lag_days: 0}
    - {task: '2.3', type: FS, lag_days: 0}
    - {task: '2.4', type: FS, lag_days: 0}
    - {task: '2.5', type: FS, lag_days: 0}
    - {task: '2.6', type: FS, lag_days: 0}
    deliverable: HLD
  - code: '3.2'
    name: 'Low-level design: addressing, routing, policies'
    roles: [NA, NE]
    duration_days: {o: 6, m: 9, p: 15}
    predecessors:
    - {task: '3.1', type: FS, lag_days: 0}
    deliverable: LLD
  - code: '3.3'
    name: 'Security design: segmentation, NAC, management plane'
    roles: [SEC, NA]
    duration_days: {o: 3, m: 5, p: 9}
    predecessors:
    - {task: '3.1', type: FS, lag_days: 0}
    deliverable: Security design
    security: true
  - code: '3.4'
    name: Bill of materials and power budget
    roles: [NA]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '3.1', type: FS, lag_days: 0}
    deliverable: BoM
  - code: '3.5'
    name: Migration and rollback strategy per site
    roles: [NA, NE]
    duration_days: {o: 3, m: 4, p: 7}
    predecessors:
    - {task: '3.2', type: FS, lag_days: 0}
    deliverable: Migration plan
  - code: '3.6'
    name: 'Gate: design approval'
    roles: [PM, NA, SEC]
    duration_days: {o: 0, m: 1, p: 3}
    predecessors:
    - {task: '3.2', type: FS, lag_days: 0}
    - {task: '3.3', type: FS, lag_days: 0}
    - {task: '3.4', type: FS, lag_days: 0}
    - {task: '3.5', type: FS, lag_days: 0}
    deliverable: Approved design
    gate: G1
- code: '4'
  name: Procure
  tasks:
  - code: '4.1'
    name: RFQ/tender documents with support terms
    roles: [PROC, NA]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '3.4', type: FS, lag_days: 0}
    deliverable: Tender pack
    procurement: true
  - code: '4.2'
    name: Offer period
    roles: [PROC]
    duration_days: {o: 10, m: 15, p: 20}
    predecessors:
    - {task: '4.1', type: FS, lag_days: 0}
    deliverable: Offers received
    procurement: true
  - code: '4.3'
    name: Evaluation (weighted scoring) and award
    roles: [PROC, NA, PM]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '4.2', type: FS, lag_days: 0}
    - {task: '3.6', type: FS, lag_days: 0}
    deliverable: Award decision
    gate: G2
    procurement: true
  - code: '4.4'
    name: Purchase order
    roles: [PROC]
    duration_days: {o: 1, m: 2, p: 5}
    predecessors:
    - {task: '4.3', type: FS, lag_days: 0}
    deliverable: PO
    procurement: true
  - code: '4.5'
    name: Delivery of core and firewalls
    roles: [VEN]
    duration_days: {o: 25, m: 40, p: 80}
    predecessors:
    - {task: '4.4', type: FS, lag_days: 0}
    deliverable: Goods receipt core
    procurement: true
  - code: '4.6'
    name: Delivery of access switches and access points
    roles: [VEN]
    duration_days: {o: 20, m: 30, p: 60}
    predecessors:
    - {task: '4.4', type: FS, lag_days: 0}
    deliverable: Goods receipt access
    procurement: true
  - code: '4.7'
    name: Cabling and power contractor engaged
    roles: [PROC, FAC]
    duration_days: {o: 5, m: 8, p: 15}
    predecessors:
    - {task: '3.6', type: FS, lag_days: 0}
    deliverable: Work order
    procurement: true
- code: '5'
  name: Prepare
  tasks:
  - code: '5.1'
    name: Cabling and power remediation
    roles: [FAC]
    duration_days: {o: 8, m: 12, p: 22}
    predecessors:
    - {task: '4.7', type: FS, lag_days: 0}
    deliverable: Test certificates
  - code: '5.2'
    name: Incoming inspection and asset tagging
    roles: [FT]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '4.5', type: FS, lag_days: 0}
    - {task: '4.6', type: FS, lag_days: 0}
    deliverable: Asset records
  - code: '5.3'
    name: Lab build and configuration templates
    roles: [NE]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '3.6', type: FS, lag_days: 0}
    deliverable: Golden configuration
  - code: '5.4'
    name: 'Staging: firmware, base configuration, burn-in'
    roles: [NE, FT]
    duration_days: {o: 5, m: 8, p: 14}
    predecessors:
    - {task: '5.2', type: FS, lag_days: 0}
    - {task: '5.3', type: FS, lag_days: 0}
    deliverable: Staged devices
  - code: '5.5'
    name: Hardening baseline and vulnerability scan in lab
    roles: [SEC, NE]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '5.4', type: FS, lag_days: 0}
    deliverable: Hardening report
    security: true
  - code: '5.6'
    name: Factory/lab acceptance test incl. failover
    roles: [NE, VEN]
    duration_days: {o: 3, m: 4, p: 8}
    predecessors:
    - {task: '5.4', type: FS, lag_days: 0}
    deliverable: Lab acceptance report
    gate: G3
  - code: '5.7'
    name: Monitoring, AAA and logging integration
    roles: [NE, SEC]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '5.3', type: FS, lag_days: 0}
    deliverable: Monitoring live for new devices
    security: true
  - code: '5.8'
    name: Change requests and outage windows approved
    roles: [PM, SD]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '3.5', type: FS, lag_days: 0}
    deliverable: Approved changes
  - code: '5.9'
    name: User and site communication
    roles: [PM, SD]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '5.8', type: FS, lag_days: 0}
    deliverable: Notices sent
- code: '6'
  name: Pilot
  tasks:
  - code: '6.1'
    name: Pilot site cut-over (out of hours)
    roles: [NE, FT]
    duration_days: {o: 1, m: 1, p: 3}
    predecessors:
    - {task: '5.1', type: FS, lag_days: 0}
    - {task: '5.5', type: FS, lag_days: 0}
    - {task: '5.6', type: FS, lag_days: 0}
    - {task: '5.7', type: FS, lag_days: 0}
    - {task: '5.9', type: FS, lag_days: 0}
    deliverable: Pilot cut-over log
  - code: '6.2'
    name: Pilot observation
    roles: [NE, SD]
    duration_days: {o: 5, m: 5, p: 8}
    predecessors:
    - {task: '6.1', type: FS, lag_days: 0}
    deliverable: Pilot report
  - code: '6.3'
    name: 'Gate: roll-out decision'
    roles: [PM, SPON]
    duration_days: {o: 0, m: 0, p: 1}
    predecessors:
    - {task: '6.2', type: FS, lag_days: 0}
    deliverable: Decision record
    gate: G4
- code: '7'
  name: Roll-out
  tasks:
  - code: '7.1'
    name: Data-centre core and firewall cut-over
    roles: [NE, VEN]
    duration_days: {o: 1, m: 2, p: 4}
    predecessors:
    - {task: '6.3', type: FS, lag_days: 0}
    deliverable: Cut-over log
  - code: '7.2'
    name: Core stabilisation
    roles: [NE]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '7.1', type: FS, lag_days: 0}
    deliverable: Stability record
  - code: '7.3'
    name: Site A access layer replacement
    roles: [FT, NE]
    duration_days: {o: 5, m: 7, p: 12}
    predecessors:
    - {task: '7.2', type: FS, lag_days: 0}
    deliverable: Site A acceptance
  - code: '7.4'
    name: Site A Wi-Fi replacement and validation survey
    roles: [FT, NE]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: Validation survey A
  - code: '7.5'
    name: Site B access layer replacement
    roles: [FT, NE]
    duration_days: {o: 5, m: 7, p: 12}
    predecessors:
    - {task: '7.3', type: FS, lag_days: 0}
    deliverable: Site B acceptance
  - code: '7.6'
    name: Site B Wi-Fi replacement and validation survey
    roles: [FT, NE]
    duration_days: {o: 4, m: 6, p: 10}
    predecessors:
    - {task: '7.5', type: FS, lag_days: 0}
    deliverable: Validation survey B
  - code: '7.7'
    name: Site C access layer and Wi-Fi replacement
    roles: [FT, NE]
    duration_days: {o: 4, m: 6, p: 11}
    predecessors:
    - {task: '7.5', type: FS, lag_days: 0}
    deliverable: Site C acceptance
  - code: '7.8'
    name: Segmentation enforcement switched on
    roles: [SEC, NE]
    duration_days: {o: 2, m: 4, p: 9}
    predecessors:
    - {task: '7.4', type: FS, lag_days: 0}
    - {task: '7.6', type: FS, lag_days: 0}
    - {task: '7.7', type: FS, lag_days: 0}
    deliverable: Policy enforcement record
    security: true
- code: '8'
  name: Verify
  tasks:
  - code: '8.1'
    name: Throughput, latency and failover test
    roles: [NE]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: Performance report
  - code: '8.2'
    name: External vulnerability scan and firewall rule review
    roles: [SEC]
    duration_days: {o: 2, m: 3, p: 6}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: Scan report
    security: true
  - code: '8.3'
    name: Defect fixing
    roles: [NE, VEN]
    duration_days: {o: 2, m: 4, p: 9}
    predecessors:
    - {task: '8.1', type: FS, lag_days: 0}
    - {task: '8.2', type: FS, lag_days: 0}
    deliverable: Closed defect list
  - code: '8.4'
    name: 'Gate: operational acceptance'
    roles: [SPON, SD]
    duration_days: {o: 0, m: 1, p: 2}
    predecessors:
    - {task: '8.3', type: FS, lag_days: 0}
    deliverable: Acceptance certificate
    gate: G5
- code: '9'
  name: Transition and close
  tasks:
  - code: '9.1'
    name: As-built documentation and diagrams
    roles: [NE]
    duration_days: {o: 3, m: 5, p: 8}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: As-built set
  - code: '9.2'
    name: Operations and service desk training
    roles: [NE, SD]
    duration_days: {o: 2, m: 3, p: 5}
    predecessors:
    - {task: '9.1', type: FS, lag_days: 0}
    deliverable: Training record
  - code: '9.3'
    name: Old equipment wiped, certified and disposed
    roles: [FT, SEC]
    duration_days: {o: 3, m: 5, p: 10}
    predecessors:
    - {task: '7.8', type: FS, lag_days: 0}
    deliverable: Disposal certificates
    security: true
    procurement: true
  - code: '9.4'
    name: Hypercare
    roles: [NE, SD]
    duration_days: {o: 8, m: 10, p: 15}
    predecessors:
    - {task: '8.4', type: FS, lag_days: 0}
    deliverable: Hypercare log
  - code: '9.5'
    name: Three-way match and final invoices
    roles: [PROC, PM]
    duration_days: {o: 2, m: 3, p: 8}
    predecessors:
    - {task: '8.4', type: FS, lag_days: 0}
    deliverable: Paid invoices
    procurement: true
  - code: '9.6'
    name: Lessons learned and closure report
    roles: [PM]
    duration_days: {o: 1, m: 2, p: 3}
    predecessors:
    - {task: '9.2', type: FS, lag_days: 0}
    - {task: '9.3', type: FS, lag_days: 0}
    - {task: '9.4', type: FS, lag_days: 0}
    - {task: '9.5', type: FS, lag_days: 0}
    deliverable: Closure report
    gate: G6
quality_gates:
- code: G0
  name: Charter approved
  criteria: [Site owners and change windows named, downtime tolerance stated]
- code: G1
  name: Design approval
  criteria: [LLD reviewed by operations and security, power and cooling budget at most 80 % of capacity, rollback per site described]
- code: G2
  name: Award
  criteria: [At least two comparable offers or a written single-source reason, scoring sheet signed by all evaluators]
- code: G3
  name: Lab acceptance
  criteria: [Failover under the agreed time in 10 of 10 runs, hardening scan without high finding, rollback timed]
- code: G4
  name: Roll-out decision
  criteria: [Pilot ran 5 working days without severity-1 incident, helpdesk calls within plus 10 % of normal]
- code: G5
  name: Operational acceptance
  criteria: [Throughput and failover targets met, monitoring covers 100 % of devices, configuration backup proven]
- code: G6
  name: Closure
  criteria: [As-built complete, disposal certificates filed, invoices matched]
procurement_items:
- {item: Core switches and firewalls, kind: hardware, contract_type: firm_fixed_price, budget: 180000}
- {item: Access switches (60), kind: hardware, contract_type: firm_fixed_price, budget: 150000}
- {item: Access points (180) and controller licences, kind: hardware, contract_type: firm_fixed_price, budget: 126000}
- {item: Cabling and power works, kind: works, contract_type: unit_price, budget: 38000}
- {item: Vendor support 3 years, kind: support, contract_type: subscription, budget: 54000}
- {item: Certified disposal, kind: services, contract_type: unit_price, budget: 6000}
risks:
- id: R01
  title: Equipment lead time extends
  category: procurement
  probability: 0.45
  impact: {kind: duration_factor, o: 1, m: 1.2, p: 1.8}
  tasks: ['4.5', '4.6']
  response: mitigate
  action: Order long-lead items at HLD; second source; loan equipment
  trigger: supplier confirms date later than need
- id: R02
  title: Hidden cabling or power defects
  category: physical
  probability: 0.4
  impact: {kind: delay_days, o: 3, m: 8, p: 20}
  tasks: ['5.1']
  response: mitigate
  action: Survey all cabinets; unit-price contract
  trigger: more than 5 % of links fail certification
- id: R03
  title: Outage window refused or withdrawn
  category: stakeholder
  probability: 0.3
  impact: {kind: delay_days, o: 3, m: 5, p: 15}
  tasks: ['6.1', '7.1', '7.3', '7.5']
  response: escalate
  action: Agree calendar in charter; spare windows
  trigger: window unconfirmed at T-10
- id: R04
  title: Core cut-over fails and is rolled back
  category: technical
  probability: 0.2
  impact: {kind: delay_days, o: 5, m: 10, p: 20}
  tasks: ['7.1']
  response: mitigate
  action: Rehearse in lab; vendor on site; tested rollback
  trigger: lab failover test not clean twice
- id: R05
  title: Firmware defect in production
  category: technical
  probability: 0.25
  impact: {kind: delay_days, o: 2, m: 5, p: 15}
  tasks: ['7.2', '8.3']
  response: transfer
  action: Vendor advisory review; support contract with escalation
  trigger: open critical advisory on chosen release
- id: R06
  title: Wi-Fi coverage below target
  category: quality
  probability: 0.3
  impact: {kind: delay_days, o: 2, m: 4, p: 10}
  tasks: ['7.4', '7.6']
  response: mitigate
  action: Predictive plus on-site survey; 5 % spare access points
  trigger: validation survey below -67 dBm on over 5 % of area
- id: R07
  title: Segmentation blocks an unknown application
  category: security
  probability: 0.45
  impact: {kind: delay_days, o: 1, m: 4, p: 12}
  tasks: ['7.8']
  response: mitigate
  action: Monitor mode two weeks first; exception process
  trigger: denied flows in monitor mode unexplained
- id: R08
  title: Field technicians shared with operations
  category: people
  probability: 0.35
  impact: {kind: duration_factor, o: 1, m: 1.15, p: 1.4}
  tasks: ['7.3', '7.5', '7.7']
  response: mitigate
  action: Ring-fence or contract technicians
  trigger: allocation below 80 % for a week
- id: R09
  title: Exchange rate or price increase
  category: cost
  probability: 0.25
  impact: {kind: cost, o: 5000, m: 15000, p: 40000}
  tasks: ['4.4']
  response: transfer
  action: Price validity in tender; hedge through supplier
  trigger: offer validity expires before award
- id: R10
  title: Vendor trade-in or volume rebate (opportunity)
  category: opportunity
  probability: 0.3
  impact: {kind: cost, o: -30000, m: -15000, p: -5000}
  tasks: ['4.4']
  response: enhance
  action: Combine sites into one order
  trigger: rebate tier within 10 % of order volume
`;

/** One small file of each format that Leadline reads and that is no Microsoft Project XML, for tests. */

export const SMALL_GAN = `<?xml version="1.0" encoding="UTF-8"?>
<project name="Branch refresh" view-date="2026-03-02" version="3.3">
  <description><![CDATA[Two branches]]></description>
  <calendars>
    <day-types><default-week id="1" name="default" sun="1" mon="0" tue="0" wed="0" thu="0" fri="0" sat="1"/></day-types>
    <date year="2026" month="3" date="4" type="HOLIDAY">Town feast</date>
    <date year="" month="12" date="25" type="HOLIDAY"/>
    <date year="2026" month="3" date="7" type="WORKING_DAY"/>
    <date year="2026" month="3" date="9" type="NEUTRAL"/>
  </calendars>
  <tasks>
    <task id="0" name="Survey" meeting="false" start="2026-03-02" duration="3" complete="50" priority="2" webLink="http%3A%2F%2Fexample.org">
      <notes><![CDATA[Ask Anna]]></notes>
      <depend id="2" type="2" difference="1" hardness="Strong"/>
    </task>
    <task id="1" name="Build" meeting="false" start="2026-03-07" duration="9" complete="0">
      <task id="2" name="Cabling" meeting="false" start="2026-03-07" duration="2" complete="0">
        <depend id="3" type="2" difference="0" hardness="Rubber"/>
        <customproperty taskproperty-id="tpc0" value="x"/>
      </task>
      <task id="3" name="Done" meeting="true" start="2026-03-13" duration="0" complete="0"/>
      <task id="4" name="Training" meeting="false" start="2026-03-10" duration="1" complete="100" thirdDate="2026-03-10" thirdDate-constraint="1"/>
    </task>
  </tasks>
  <resources>
    <resource id="0" name="Anna" function="1" contacts="anna@example.org" phone="123"><rate name="standard" value="400"/></resource>
  </resources>
  <allocations><allocation task-id="2" resource-id="0" load="50.0"/></allocations>
  <vacations><vacation start="2026-03-09" end="2026-03-10" resourceid="0"/></vacations>
  <previous><previous-tasks name="First plan"><previous-task id="2" start="2026-03-05" duration="2" meeting="false" super="false"/></previous-tasks></previous>
  <roles><role id="1" name="Technician"/></roles>
</project>
`;

export const SMALL_PLANNER = `<?xml version="1.0"?>
<project name="Branch refresh" company="Town" manager="" phase="" project-start="20260302T000000Z" mrproject-version="2" calendar="1">
  <calendars>
    <day-types><day-type id="0" name="Working"/><day-type id="1" name="Nonworking"/><day-type id="2" name="Use base"/></day-types>
    <calendar id="1" name="Default">
      <default-week mon="0" tue="0" wed="0" thu="0" fri="0" sat="1" sun="1"/>
      <overridden-day-types><overridden-day-type id="0"><interval start="0800" end="1200"/><interval start="1300" end="1700"/></overridden-day-type></overridden-day-types>
      <days><day date="20260304" type="day-type" id="1"/></days>
      <calendar id="2" name="Anna"><default-week mon="2" tue="2" wed="2" thu="2" fri="2" sat="2" sun="2"/><overridden-day-types/><days/></calendar>
    </calendar>
  </calendars>
  <tasks>
    <task id="1" name="Survey" note="Ask Anna" work="86400" start="20260302T000000Z" end="20260305T170000Z" work-start="20260302T080000Z" percent-complete="50" priority="0" type="normal" scheduling="fixed-work"/>
    <task id="2" name="Build" note="" work="0" start="20260306T000000Z" end="20260311T170000Z" work-start="20260306T080000Z" percent-complete="0" priority="0" type="normal" scheduling="fixed-work">
      <task id="3" name="Cabling" note="" work="28800" start="20260306T170000Z" end="20260310T170000Z" work-start="20260309T080000Z" percent-complete="0" priority="7000" type="normal" scheduling="fixed-work">
        <predecessors><predecessor id="1" predecessor-id="1" type="FS" lag="86400"/></predecessors>
      </task>
      <task id="4" name="Done" note="" work="0" start="20260310T170000Z" end="20260310T170000Z" work-start="20260310T170000Z" percent-complete="0" priority="0" type="milestone" scheduling="fixed-work">
        <predecessors><predecessor id="1" predecessor-id="3" type="FS"/></predecessors>
      </task>
      <task id="5" name="Training" note="" work="28800" start="20260311T000000Z" end="20260311T170000Z" work-start="20260311T080000Z" percent-complete="0" priority="0" type="normal" scheduling="fixed-work">
        <constraint type="must-start-on" time="20260311T000000Z"/>
      </task>
    </task>
  </tasks>
  <resource-groups><group id="1" name="Technicians"/></resource-groups>
  <resources><resource group="1" id="1" name="Anna" short-name="A" type="1" units="0" email="anna@example.org" note="" std-rate="50" calendar="2"/></resources>
  <allocations><allocation task-id="3" resource-id="1" units="50"/></allocations>
</project>
`;

export const SMALL_MPX = `MPX,Microsoft Project for Windows,4.0,ANSI
10,$,0,2,",",.
11,2,0,1,8.00,40.00,$0.00/h,$0.00/h,1,1
12,1,1,480,/,:,,,9,1
20,Standard,0,1,1,1,1,1,0
25,1
25,2,08:00,12:00,13:00,17:00
26,04/03/26,04/03/26,0
30,Branch refresh,,,Standard,Mon 02/03/26,,0
41,1,2,40,41,42,43,44,45,49
50,Anna,A,1,1,$50.00/h,$75.00/h,$10.00,Prorated,1
51,Ask her early
55,Standard,2,2,2,2,2,2,2
60,Name,Outline Level,Duration,% Complete,Start,Finish,Constraint Date,Predecessors,Fixed,Milestone,ID,Constraint Type,Priority,Unique ID,Baseline Start
61,1,3,40,44,50,51,68,70,80,81,90,91,95,98,56
70,Survey,1,3d,50%,Mon 02/03/26,Thu 05/03/26,,,No,No,1,As Soon As Possible,High,11,02/03/26
71,"Ask Anna, then go"
70,Build,1,4d,0%,Mon 09/03/26,Wed 11/03/26,,,No,No,2,As Soon As Possible,Medium,12,NA
70,Cabling,2,1d?,0%,Mon 09/03/26,Tue 10/03/26,,"1FS+1d",No,No,3,As Soon As Possible,Medium,13,NA
75,1,0.5,8h,0h,0h,0h,$0.00,$0.00,$0.00,Mon 09/03/26,Tue 10/03/26,0d,1
70,Done,2,0d,0%,Tue 10/03/26,Tue 10/03/26,,3,No,Yes,4,As Soon As Possible,Medium,14,NA
70,Training,2,1d,0%,Wed 11/03/26,Wed 11/03/26,Wed 11/03/26,,No,No,5,Must Start On,Do Not Level,15,NA
`;

export const SMALL_SM = `************************************************************************
file with basedata            : small.bas
************************************************************************
projects                      :  1
RESOURCES
  - renewable                 :  2   R
************************************************************************
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      2      0        5        1        5
************************************************************************
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
************************************************************************
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------------------------------------------------------------------------
  1      1     0       0    0
  2      1     3       2    0
  3      1     5       1    4
  4      1     0       0    0
************************************************************************
RESOURCEAVAILABILITIES:
  R 1  R 2
    2    4
************************************************************************
`;

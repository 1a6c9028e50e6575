/**
 * The order of elements that Microsoft Project insists on (xsd:sequence), as its own files of Project 2002 to 2019 show it,
 * with the elements of the published schema that those files do not use at their places.
 */

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

export const ELEMENT_ORDER: Readonly<Record<string, readonly string[]>> = {
  Project: words(`
    SaveVersion BuildNumber UID Name Title Subject Category Company Manager GUID Author CreationDate Revision LastSaved
    ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode
    CurrencySymbolPosition CalendarUID BaselineCalendar DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth
    DefaultTaskType DefaultFixedCostAccrual DefaultStandardRate DefaultOvertimeRate DurationFormat WorkFormat
    EditableActualCosts HonorConstraints EarnedValueMethod InsertedProjectsLikeSummary MultipleCriticalPaths
    NewTasksEffortDriven NewTasksEstimated SplitsInProgressTasks SpreadActualCost SpreadPercentComplete
    TaskUpdatesResource FiscalYearStart WeekStartDay MoveCompletedEndsBack MoveRemainingStartsBack
    MoveRemainingStartsForward MoveCompletedEndsForward BaselineForEarnedValue AutoAddNewResourcesAndTasks StatusDate
    CurrentDate MicrosoftProjectServerURL Autolink NewTaskStartDate NewTasksAreManual DefaultTaskEVMethod
    ProjectExternallyEdited ExtendedCreationDate ActualsInSync RemoveFileProperties AdminProject
    UpdateManuallyScheduledTasksWhenEditingLinks KeepTaskOnNearestWorkingTimeWhenMadeAutoScheduled Comments
    Views Filters Groups Tables Maps Reports Drawings DataLinks VBAProjects OutlineCodes WBSMasks ExtendedAttributes
    Calendars Tasks Resources Assignments`),
  Calendar: words("UID GUID Name IsBaseCalendar IsBaselineCalendar BaseCalendarUID WeekDays Exceptions WorkWeeks"),
  Task: words(`
    UID GUID ID Name Active Manual Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority
    StartText FinishText DurationText Start Finish Duration ManualStart ManualFinish ManualDuration DurationFormat
    FreeformDurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone Summary
    DisplayAsSummary Critical IsSubproject IsSubprojectReadOnly SubprojectName ExternalTask ExternalTaskProject
    EarlyStart EarlyFinish LateStart LateFinish StartVariance FinishVariance WorkVariance FreeSlack TotalSlack StartSlack
    FinishSlack FixedCost FixedCostAccrual PercentComplete PercentWorkComplete Cost OvertimeCost OvertimeWork ActualStart
    ActualFinish ActualDuration ActualCost ActualOvertimeCost ActualWork ActualOvertimeWork RegularWork RemainingDuration
    RemainingCost RemainingWork RemainingOvertimeCost RemainingOvertimeWork ACWP CV ConstraintType CalendarUID
    ConstraintDate Deadline LevelAssignments LevelingCanSplit LevelingDelay LevelingDelayFormat PreLeveledStart
    PreLeveledFinish Hyperlink HyperlinkAddress HyperlinkSubAddress IgnoreResourceCalendar Notes HideBar Rollup BCWS BCWP
    PhysicalPercentComplete EarnedValueMethod PredecessorLink IsPublished StatusManager CommitmentStart CommitmentFinish
    CommitmentType BoardStatusColumnOrderingID SprintColumnOrderingID NextAvailableBoardStatusColumnOrderingID
    NextAvailableSprintOrderingID ActualWorkProtected ActualOvertimeWorkProtected ExtendedAttribute OutlineCode Baseline
    TimephasedData`),
  PredecessorLink: words("PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat"),
  Resource: words(`
    UID GUID ID Name Type IsNull Initials Phonetics NTAccount MaterialLabel Code Group WorkGroup EmailAddress Hyperlink
    HyperlinkAddress HyperlinkSubAddress MaxUnits PeakUnits OverAllocated AvailableFrom AvailableTo Start Finish CanLevel
    AccrueAt Work RegularWork OvertimeWork ActualWork RemainingWork ActualOvertimeWork RemainingOvertimeWork
    PercentWorkComplete StandardRate StandardRateFormat Cost OvertimeRate OvertimeRateFormat OvertimeCost CostPerUse
    ActualCost ActualOvertimeCost RemainingCost RemainingOvertimeCost WorkVariance CostVariance SV CV ACWP CalendarUID
    Notes BCWS BCWP IsGeneric IsInactive IsEnterprise BookingType ActualWorkProtected ActualOvertimeWorkProtected
    ActiveDirectoryGUID CreationDate CostCenter IsCostResource AssnOwner AssnOwnerGuid IsBudget ExtendedAttribute Baseline
    OutlineCode Rates AvailabilityPeriods TimephasedData`),
  Assignment: words(`
    UID GUID TaskUID ResourceUID PercentWorkComplete ActualCost ActualFinish ActualOvertimeCost ActualOvertimeWork
    ActualStart ActualWork ACWP Confirmed Cost CostRateTable RateScale CostVariance CV Delay Finish FinishVariance
    WorkVariance HasFixedRateUnits FixedMaterial Hyperlink HyperlinkAddress HyperlinkSubAddress LevelingDelay
    LevelingDelayFormat LinkedFields Milestone Notes Overallocated OvertimeCost OvertimeWork RegularWork RemainingCost
    RemainingOvertimeCost RemainingOvertimeWork RemainingWork ResponsePending Start Stop Resume StartVariance Summary SV
    Units UpdateNeeded VAC Work WorkContour BCWS BCWP BookingType ActualWorkProtected ActualOvertimeWorkProtected
    CreationDate AssnOwner AssnOwnerGuid BudgetCost BudgetWork ExtendedAttribute Baseline TimephasedData`),
};

const places = new Map(Object.entries(ELEMENT_ORDER).map(([entity, names]) => [entity, new Map(names.map((name, index) => [name, index]))]));

/** The place of an element among its siblings, or `undefined` where Microsoft's schema does not know it. */
export function placeOf(entity: string, name: string): number | undefined {
  return places.get(entity)?.get(name);
}

/** The fields of each table in Primavera's order, and what a new row has where nobody has said anything. */

type Usual = Readonly<Record<string, string>>;

/** Field names in order; `name=value` gives a usual value. */
function usual(text: string): Usual {
  return Object.fromEntries(
    text.trim().split(/\s+/).map((entry) => {
      const at = entry.indexOf("=");
      return at < 0 ? [entry, ""] : [entry.slice(0, at), entry.slice(at + 1)];
    }),
  );
}

export const USUAL_ROWS = {
  CURRTYPE: usual("curr_id=1 decimal_digit_cnt=2 curr_symbol=$ decimal_symbol=. digit_group_symbol=, pos_curr_fmt_type=#1.1 neg_curr_fmt_type=(#1.1) curr_type curr_short_name group_digit_cnt=3 base_exch_rate=1"),
  OBS: usual("obs_id=1 parent_obs_id guid seq_num=0 obs_name=Enterprise obs_descr"),
  ROLES: usual("role_id parent_role_id seq_num=0 role_name role_short_name pobs_id def_cost_qty_link_flag=N cost_qty_type=QT_Hour role_descr last_checksum"),
  RSRC: usual(`
    rsrc_id parent_rsrc_id clndr_id role_id shift_id user_id pobs_id guid rsrc_seq_num=0 email_addr employee_code office_phone other_phone rsrc_name
    rsrc_short_name rsrc_title_name def_qty_per_hr=1 cost_qty_type=QT_Hour ot_factor active_flag=Y auto_compute_act_flag=N def_cost_qty_link_flag=Y
    ot_flag=N curr_id=1 unit_id rsrc_type=RT_Labor location_id rsrc_notes load_tasks_flag level_flag=Y last_checksum`),
  RSRCRATE: usual("rsrc_rate_id rsrc_id max_qty_per_hr=1 cost_per_qty=0 start_date shift_period_id cost_per_qty2=0 cost_per_qty3=0 cost_per_qty4=0 cost_per_qty5=0"),
  PROJECT: usual(`
    proj_id fy_start_month_num=1 rsrc_self_add_flag=Y allow_complete_flag=Y rsrc_multi_assign_flag=Y checkout_flag=N project_flag=Y step_complete_flag=N
    cost_qty_recalc_flag=N batch_sum_flag=Y name_sep_char=. def_complete_pct_type=CP_Drtn proj_short_name acct_id orig_proj_id source_proj_id base_type_id
    clndr_id sum_base_proj_id task_code_base=1000 task_code_step=10 priority_num=10 wbs_max_sum_level=2 strgy_priority_num=500 last_checksum
    critical_drtn_hr_cnt=0 def_cost_per_qty=0 last_recalc_date plan_start_date plan_end_date scd_end_date add_date last_tasksum_date fcst_start_date
    def_duration_type=DT_FixedDUR2 task_code_prefix=A guid def_qty_type=QT_Hour add_by_name web_local_root_path proj_url def_rate_type=COST_PER_QTY
    add_act_remain_flag=N act_this_per_link_flag=Y def_task_type=TT_Task act_pct_link_flag=N critical_path_type=CT_TotFloat task_code_prefix_flag=Y
    def_rollup_dates_flag=Y use_project_baseline_flag=Y rem_target_link_flag=Y reset_planned_flag=N allow_neg_act_flag=N sum_assign_level=SL_Taskrsrc
    week_start_day=1 export_flag=Y`),
  CALENDAR: usual("clndr_id default_flag=N clndr_name proj_id base_clndr_id last_chng_date clndr_type=CA_Base day_hr_cnt=8 week_hr_cnt=40 month_hr_cnt=172 year_hr_cnt=2000 rsrc_private=N clndr_data"),
  SCHEDOPTIONS: usual(`
    schedoptions_id proj_id sched_outer_depend_type=SD_Both sched_open_critical_flag=N sched_lag_early_start_flag=Y sched_retained_logic=Y
    sched_setplantoforecast=N sched_float_type=FT_FF sched_calendar_on_relationship_lag=rcal_Predecessor sched_use_expect_end_flag=Y
    sched_progress_override=N level_float_thrs_cnt=0 level_outer_assign_flag=N level_outer_assign_priority=5 level_over_alloc_pct=25
    level_within_float_flag=N level_keep_sched_date_flag=Y level_all_rsrc_flag=Y sched_use_project_end_date_for_float=Y enable_multiple_longest_path_calc=N
    limit_multiple_longest_path_calc=Y max_multiple_longest_path=10 use_total_float_multiple_longest_paths=Y key_activity_for_multiple_longest_paths
    LevelPriorityList=priority_type,ASC_BY_FIELD/ASC`),
  PROJWBS: usual(`
    wbs_id proj_id obs_id=1 seq_num=0 est_wt=1 proj_node_flag=N sum_data_flag=Y status_code=WS_Open wbs_short_name wbs_name phase_id parent_wbs_id
    ev_user_pct=6 ev_etc_user_value=0.88 orig_cost=0 indep_remain_total_cost=0 ann_dscnt_rate_pct dscnt_period_type indep_remain_work_qty
    anticip_start_date anticip_end_date ev_compute_type=EC_Cmp_pct ev_etc_compute_type=EE_Rem_hr guid tmpl_guid plan_open_state`),
  TASK: usual(`
    task_id proj_id wbs_id clndr_id phys_complete_pct=0 rev_fdbk_flag=N est_wt=1 lock_plan_flag=N auto_compute_act_flag=N complete_pct_type=CP_Drtn
    task_type=TT_Task duration_type=DT_FixedDUR2 status_code=TK_NotStart task_code task_name rsrc_id total_float_hr_cnt free_float_hr_cnt
    remain_drtn_hr_cnt act_work_qty=0 remain_work_qty=0 target_work_qty=0 target_drtn_hr_cnt target_equip_qty=0 act_equip_qty=0 remain_equip_qty=0
    cstr_date act_start_date act_end_date late_start_date late_end_date expect_end_date early_start_date early_end_date restart_date reend_date
    target_start_date target_end_date rem_late_start_date rem_late_end_date cstr_type priority_type=PT_Normal suspend_date resume_date float_path
    float_path_order guid tmpl_guid cstr_date2 cstr_type2 driving_path_flag=N act_this_per_work_qty=0 act_this_per_equip_qty=0
    external_early_start_date external_late_end_date create_date update_date create_user update_user location_id`),
  TASKPRED: usual("task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type=PR_FS lag_hr_cnt=0 comments float_path aref arls"),
  TASKRSRC: usual(`
    taskrsrc_id task_id proj_id cost_qty_link_flag=Y role_id acct_id rsrc_id pobs_id skill_level remain_qty=0 target_qty=0 remain_qty_per_hr=0
    target_lag_drtn_hr_cnt=0 target_qty_per_hr=0 act_ot_qty=0 act_reg_qty=0 relag_drtn_hr_cnt=0 ot_factor cost_per_qty=0 target_cost=0 act_reg_cost=0
    act_ot_cost=0 remain_cost=0 act_start_date act_end_date restart_date reend_date target_start_date target_end_date rem_late_start_date
    rem_late_end_date rollup_dates_flag=Y target_crv remain_crv actual_crv ts_pend_act_end_flag=N guid rate_type=COST_PER_QTY act_this_per_cost=0
    act_this_per_qty=0 curv_id rsrc_type=RT_Labor cost_per_qty_source_type=ST_Rsrc create_user create_date has_rsrchours taskrsrc_sum_id`),
  MEMOTYPE: usual("memo_type_id seq_num=0 eps_flag=Y proj_flag=Y wbs_flag=Y task_flag=Y memo_type"),
  TASKMEMO: usual("memo_id task_id memo_type_id proj_id task_memo"),
} as const satisfies Readonly<Record<string, Usual>>;

export type TableName = keyof typeof USUAL_ROWS;

/** Primavera reads tables in this order; what a table refers to stands before it. */
export const TABLE_ORDER: readonly string[] = [
  "CURRTYPE", "OBS", "ROLES", "MEMOTYPE", "PROJECT", "CALENDAR", "SCHEDOPTIONS", "PROJWBS", "RSRC", "RSRCRATE", "TASK", "TASKPRED", "TASKRSRC", "TASKMEMO",
];

/** The field that names a row. */
export const KEY_FIELD = {
  CALENDAR: "clndr_id",
  PROJWBS: "wbs_id",
  TASK: "task_id",
  TASKPRED: "task_pred_id",
  RSRC: "rsrc_id",
  ROLES: "role_id",
  TASKRSRC: "taskrsrc_id",
} as const;

export type KeyedTable = keyof typeof KEY_FIELD;

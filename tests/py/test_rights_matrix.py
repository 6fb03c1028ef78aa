"""Who may do what with every object of the program.

The tables below say it; the objects are read from the catalog, so that one without an entry fails,
and an entry without object, too. Columns are always: user, other user, worker, admin, owner. A role
that is a member of nothing may do nothing anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from tabular_import.db.install import install, resources
from tools.servers import Connection, Database, Server

OWNER = "plain_owner_of_rights"
NOBODY = "nobody_"
# PostgreSQL's own role for those who watch the server
MONITOR = "pg_monitor"
ROLES = ("alice", "bob", "walter", "ada", OWNER)

EVERY_SCHEMA = "n.nspname like 'tabular\\_import%%'"

# USAGE; CREATE is the owner's alone
SCHEMAS = """
tabular_import          + + + + +
tabular_import_engine   + + + + +
tabular_import_private  - - - - +
tabular_import_runner   - - - - +
tabular_import_staging  + + + - +
"""

# SELECT; every other right is the owner's alone
RELATIONS = """
tabular_import.error_condition            + + + + +
tabular_import.import_approval            + + + + +
tabular_import.import_attempt             + + + + +
tabular_import.import_file                + + + + +
tabular_import.import_fix                 + + + + +
tabular_import.import_job                 + + + + +
tabular_import.import_job_change          + + + + +
tabular_import.import_job_error           + + + + +
tabular_import.import_job_error_summary   + + + + +
tabular_import.import_job_event           + + + + +
tabular_import.import_job_row             + + + + +
tabular_import.import_kept_file           + + + + +
tabular_import.import_kept_row            + + + + +
tabular_import.import_lineage             + + + + +
tabular_import.import_option              + + + + +
tabular_import.import_profile             + + + + +
tabular_import.import_retention           + + + + +
tabular_import.import_setting             + + + + +
tabular_import.import_worker              + + + + +
tabular_import.queue_health               + + + + +
tabular_import_private.admission          - - - - +
tabular_import_private.import_approval    - - - - +
tabular_import_private.import_attempt     - - - - +
tabular_import_private.import_file        - - - - +
tabular_import_private.import_file_chunk  - - - - +
tabular_import_private.import_fix         - - - - +
tabular_import_private.import_job         - - - - +
tabular_import_private.import_job_change  - - - - +
tabular_import_private.import_job_error   - - - - +
tabular_import_private.import_job_event   - - - - +
tabular_import_private.import_job_event_event_number_seq - - - - +
tabular_import_private.import_job_id_seq  - - - - +
tabular_import_private.import_kept_file   - - - - +
tabular_import_private.import_kept_row    - - - - +
tabular_import_private.import_profile     - - - - +
tabular_import_private.import_row_key     - - - - +
tabular_import_private.import_tally       - - - - +
tabular_import_private.import_worker      - - - - +
tabular_import_private.installation       - - - - +
tabular_import_private.import_undo        - - - - +
tabular_import_private.import_undo_change - - - - +
tabular_import_private.import_undo_insert - - - - +
tabular_import_private.import_undo_table  - - - - +
tabular_import_private.installed_relation - - - - +
tabular_import_private.job_to_approve     - - - - +
tabular_import_private.kept_data          - - - - +
tabular_import_private.live_worker        - - - - +
tabular_import_private.load_transaction   - - - - +
tabular_import_private.migration          - - - - +
tabular_import_private.queue_state        - - - - +
tabular_import_private.retention          - - - - +
tabular_import_private.retention_turn     - - - - +
tabular_import_private.room               - - - - +
tabular_import_private.setting            - - - - +
tabular_import_private.staging            - - - - +
tabular_import_private.table_use          - - - - +
tabular_import_private.turn               - - - - +
tabular_import_private.turn_number        - - - - +
tabular_import_private.visible_job        - - - - +
"""

# EXECUTE, and what becomes of a call: ok, a SQLSTATE, or - without the right. {file}: a finished
# upload of alice's; {upload}: one that goes on; {waiting}, {running}, {held}, {done}: her jobs; the
# worker runs {running} under attempt 1 and has staged it.
CALLS = """
admit_import_role('bob')                        -     -     -     ok    ok
append_file_chunk('{upload}', 'more')           ok    TI003 -     -     TI003
begin_file_upload('new.csv')                    ok    ok    -     -     ok
cancel_import_job({waiting})                    ok    TI007 TI007 ok    TI007
cancel_import_job({running})                    ok    TI007 TI007 ok    TI007
cancel_import_job({held})                       ok    TI007 TI007 ok    TI007
cancel_import_job({done})                       TI009 TI007 TI007 TI009 TI007
check_import_options('alice.t', '{{}}')         ok    ok    ok    ok    ok
check_import_target('alice.t')                  ok    TI002 TI002 TI002 ok
check_new_table('alice.new')                    ok    TI002 TI002 TI002 ok
claim_import_job('me')                          -     -     ok    -     ok
claim_own_import_job({waiting}, 'me')           ok    TI007 -     -     TI007
claim_own_import_job({running}, 'me')           TI007 TI007 -     -     TI007
collect_rows(array['a'])                        ok    ok    ok    ok    ok
columns_to_read('alice.t')                      ok    ok    ok    ok    ok
delete_import_job({done})                       ok    TI007 TI007 ok    TI007
delete_import_job({running})                    TI009 TI007 TI007 TI009 TI007
delete_import_profile('alice''s')               ok    TI017 -     TI017 TI017
delete_import_profile('alice/alice''s')         TI017 TI017 -     ok    TI017
describe_import('alice.t')                       ok    TI002 TI002 ok    ok
describe_links('alice.t')                       ok    ok    ok    ok    ok
describe_template('alice.t')                    ok    ok    ok    ok    ok
dismiss_import_role('bob')                      -     -     -     ok    ok
end_overdue_import({running}, 1)                TI008 TI008 ok    -     TI008
erase_import_data('alice.t', 'x')               -     -     -     ok    ok
fail_import({running}, 1, 'XX000', 'lost')      TI008 TI008 ok    -     TI008
fail_import({running}, 2, 'XX000', 'lost')      TI008 TI008 TI008 -     TI008
finish_file_upload('{upload}')                  ok    TI003 -     -     TI003
fix_import_row({done}, 1, '{{"c": "x"}}')        TI009 TI007 -     -     TI007
fix_import_values({done}, 'c', 'x', 'y')        TI009 TI007 -     -     TI007
forget_import_worker(gen_random_uuid())         -     -     ok    -     ok
health_problems()                               -     -     ok    ok    ok
heartbeat_import({running}, 1)                  lost  lost  ok    -     lost
import_records('alice.t', '[]')                  ok    TI002 -     -     ok
import_summary({running}, 1)                    -     -     ok    -     ok
job_column_types({running}, 1)                  TI008 TI008 ok    -     TI008
job_column_types({done}, null)                   ok    TI007 TI007 -     TI007
job_template({done}, null)                       ok    TI007 TI007 -     TI007
job_template({running}, 1)                      TI008 TI008 ok    -     TI008
marked_file({done})                             TI009 TI007 TI007 TI009 TI007
metrics()                                       -     -     ok    ok    ok
note_import_worker(gen_random_uuid(), 'w', '1', 'd', 'q', 1) - - ok - ok
note_staged({running}, 1, 2, true)              TI008 TI008 ok    -     TI008
poll_queue()                                    ok    ok    ok    ok    ok
propose_import_options('alice.t', '{c}', '[]')   ok    TI002 TI002 TI002 ok
propose_table('alice.new', array['a'])          TI009 TI002 TI002 TI002 TI009
purge_import_jobs('0 days')                     -     -     -     ok    ok
read_file_chunk('{file}', 0)                    ok    TI003 ok    ok    TI003
read_file_chunk('{upload}', 0)                  ok    TI003 TI003 ok    TI003
reassign_import_objects('alice', 'alice')       -     -     -     ok    ok
reassign_import_objects('alice', 'bob')         -     -     -     TI002 TI009
reassign_import_objects('alice', 'nobody else') -     -     -     TI002 TI002
reassign_import_objects('alice', 'postgres')    -     -     -     TI002 TI002
reassign_import_objects('postgres', 'alice')    -     -     -     TI002 TI002
reject_import({running}, 1, 'no')               TI008 TI008 ok    -     TI008
release_import({running}, 1)                    TI008 TI008 ok    -     TI008
release_import_job({held})                      ok    TI007 TI007 ok    TI007
release_import_job({done})                      TI009 TI007 TI007 TI009 TI007
resume_import_job({done})                       TI009 TI007 -     -     TI007
retry_import_job({done})                        ok    TI007 TI007 ok    TI007
revoke_import_role('bob')                       -     -     -     ok    ok
row_columns('alice.t')                          TI031 TI031 TI031 TI031 TI031
run_import({running}, 1, 1)                     TI008 TI008 ok    -     TI008
run_import({running}, 2, 1)                     TI008 TI008 TI008 -     TI008
run_resumed_import({running}, 1)                TI008 TI008 TI009 -     TI008
run_small_import({running}, 1, '{c}', '[]')     TI008 TI008 ok    -     TI008
save_import_profile('p', 'alice.t', '{{}}')     ok    ok    -     -     ok
save_import_profile_from_job('p', {done})       TI009 TI007 -     -     TI007
set_import_approval('alice.t', '{{bob}}')         ok    TI002 -     ok    ok
set_import_retention(null, 'errors', '1 day')   -     -     -     ok    ok
set_import_setting('max_user_files', 5)         -     -     -     ok    ok
skip_import_row({done}, 1)                      TI009 TI007 -     -     TI007
stage_import({running}, 1, '{c}')               TI008 TI008 ok    -     TI008
start_import({running}, 1)                      TI008 TI008 ok    -     TI008
stop_load({running}, 1)                         ok    ok    ok    -     ok
stop_lost_loads()                               ok    ok    ok    -     ok
submit_tabular_import_task('alice.t', '{file}') ok    TI003 -     -     TI003
table_rows('alice.t')                           TI031 TI031 TI031 TI031 TI031
template('alice.t')                             ok    ok    ok    ok    ok
template_fingerprint('alice.t')                 ok    ok    ok    ok    ok
undo_import_job({done})                         TI009 TI007 -     -     TI007
upload_file('new.csv', 'c')                     ok    ok    -     -     ok
upload_text('new.csv', 'c')                     ok    ok    -     -     ok
"""

# What a public function calls under the caller's own rights; nobody can name them, for want of
# USAGE on the schema. The same holds for the definer that has a public function's own name, as all
# but these do.
WITHOUT_DEFINER = {
    "check_import_target",
    "check_new_table",
    "collect_rows",
    "columns_to_read",
    "describe_import",
    "describe_links",
    "describe_template",
    "dismiss_import_role",
    "row_columns",
    "stop_load",
    "stop_lost_loads",
    "submit_tabular_import_task",
    "propose_table",
    "table_rows",
    "template",
    "template_fingerprint",
    "upload_text",
}
CALLED_BY_PUBLIC = """
tabular_import_private.check_caller      + + + + +
tabular_import_private.clock             + + + + +
tabular_import_private.end_undo          + + - - +
tabular_import_private.error_causes      + + + + +
tabular_import_private.is_due            + + + + +
tabular_import_private.is_due_at         + + + + +
tabular_import_private.is_mine           + + + + +
tabular_import_private.is_role           + + + + +
tabular_import_private.load_to_stop      + + + - +
tabular_import_private.lost_loads        + + + - +
tabular_import_private.may_see_job       + + + + +
tabular_import_private.may_see_profile   + + + + +
tabular_import_private.row_rate          + + + + +
tabular_import_private.staging_progress  + + + - +
tabular_import_private.submit_job        + + - - +
"""

# What the owner's functions alone call: - - - - +
PRIVATE = """
added_rule
advisory_locks
all_fit
answer_rules
answer_words
apply_migration
apply_proposal
are_inline_rows
bad_cell_sql
begin_attempt
begin_review
begin_row_keys
belongs_to
caller
candidate_job
candidate_rules
carry_out_retention
cell_at
cell_kinds
cell_shape_sql
century_words
check_admin
check_cell
check_column_entries
check_erasure
check_hold
check_length
check_limits
check_link_entries
check_merging
check_option
check_options
check_quota
check_reading
check_reassignment
check_records
check_repeat
check_rules
check_runner
check_session_for
check_waiting
chunk_bytes
clean_up
clear_jobs
column_entry
column_place
column_proposal
columns_to_judge
comma_questions
command_count
create_staging_table
currencies_sentence
cut_notes
date_doubt
decimal_signs
delete_jobs
delete_lines
delete_row_errors
delete_unused_files
drop_orphaned_staging
drop_staging
drop_staging_table
due_files
empty_files
end_attempt
end_job
end_overdue
end_refused_job
end_review
enter_load
erase_from_files
erase_from_jobs
erased_json
erased_text
erasing_pattern
error_outcome
error_report
file_digest
file_holds
file_options
find_approvals_again
find_profile
find_proposal
find_tables_again
fire_triggers
first_difference
fit_header
fitted_header
fitting_rules
forget_kept_rows
forget_undo
header_hint
header_problem
header_renames
inline_plan
inline_source_sql
is_added_rule
is_admin
is_admitted
is_approver
is_evident
is_file_due
is_input_of
is_lost
is_restored
is_table_in_use
is_to_hold
is_total_row
is_unit
job_to_fix
job_to_judge
job_to_manage
job_to_read
keep_commits
keep_resumed_rows
keep_review
keep_row_keys
keep_rows
keep_table
keep_undo
kept_file
kept_for
kept_place
kept_row
known_currencies
known_words
last_import
line_condition_sql
listed_words
load_lock
load_outcome
load_sessions
make_rooms
make_runner
make_typed_chunk
matched_job
may_act_for
may_have_rule
may_run_more
mend_admissions
mend_restored
misspelling
must_hold
name_refused_rows
near_header
new_load_lock
note_chunk
note_event
note_fix
note_installation
note_table
noted_template
note_turn
null_markers
number_evidence
number_rules
option_words
own_file
partial_sentence
profile_to_change
proposal_sentence
proposed_kind
question_sentence
quoted_cell
raise_attempt_lost
raise_limit
readable_cells
reap_expired
record_keys
refuse_event_change
refuse_header
refuse_others
refused_cells
refused_rows
remember_fix
remembered_column
renamed_columns
repeat_problem
repeated_job
repeated_names
requeue_job
restrict_staging_table
retain_when_due
retry_delay
revoke_from_others
role_to_admit
room_count
row_keys_table
rule_flags
rule_words
ruled_text
run_deferred_work
run_load
runner_body_sql
runner_name
runner_outcomes
running_job
safe_file_name
scale_question
session_may_run
setting
skip_proposal
skip_sentence
staged_place
staged_plan
staging_blocks
staging_name
staging_problem
staging_table_sql
store_chunks
store_file
store_outcomes
store_profile
suggest_values
sum_up_tally
take_job
take_room
target_problem
text_markers_sentence
totals_proposal
truncate_row_errors
try_cells
undo_lines_table
units_line_sql
value_types
wake_jobs
with_profile
without_currency
"""

# What runs as the submitter, or reads the catalog for templates: + + + + +
ENGINE = """
absent_sql
alike_columns
are_keys_judged
are_noted_in_order
as_type_sql
asked_checks
asked_separators
bad_cells_sql
bad_repeats_sql
bad_self_references_sql
base_type
begin_sums
blame_refused_rows
brings_columns
brings_index_columns
broken_checks_sql
broken_expectations
brought_columns
called_functions
can_hash
cast_text_sql
cell
cell_classes
cell_errors
cell_failure
cell_guard_sql
cell_hint
cell_message
cell_parts
cell_readings
cell_value_sql
cells_sql
certain_pattern
certain_test_sql
change_options
change_sql
changed_rows_sql
check_condition_sql
check_function
check_header
check_kept_values
check_names
check_rules_length
check_sql
check_staged
check_target
check_typed_rows
checked_references
checks_problem
chunk_errors
chunk_source_sql
collated_sql
collect_rows
column_choices
column_problem
column_rule
column_text_sql
columns_to_read
comparison_sql
connected_insert_sql
constant_default
count_outcome
counted_columns
create_parents
currency_pattern
dangling_references_sql
dangling_rows_sql
date_rule_sql
decimal_sign
default_positions
default_value_sql
defer_again
delete_absent
deletes_rows
describe_import
describe_links
describe_template
described_merge
diagnose_chunk
diagnose_connected
diagnose_keys
diagnose_links
diagnose_merged
diagnose_rest
diagnose_self_references
diagnosis_traits
did_you_mean
drawn_values
dry_run_result
duplicate_columns_sql
earlier_rows_sql
edit_distance
error_text
expected_sums
failing_rows
fallback_outcome
file_error
file_order_outcome
fill
fingerprint_changes
fit_source_sql
fixed_columns
folded_name
found_cell_sql
found_columns
found_links_sql
found_plan
found_source_sql
further_outcomes
good_source_sql
has_insert_rule
has_long_keys
has_outside_column
has_outside_input
has_plain_references
has_policy_code
has_rules
has_special_index
has_uncertain_default
has_uncertain_new_row
has_unique_keys
header_cells
header_links
header_notes
header_types
hold_problem
holding_type
identity_examples
identity_keys
identity_part
identity_parts
identity_sample
identity_title
immediate_sql
import_chunks
import_connected
import_connected_rows
import_fast
import_linked
import_merged
import_plain
import_result
import_rows
import_status
inconclusive_states
index_parts_sql
index_terms_sql
insert_before_suspects
insert_chunk
insert_found
insert_parents
insert_pieces
insert_set
insert_singly
insert_sql
insert_whole
invisible_characters
is_diagnosable
is_digit_sql
is_environment_error
is_exact_bytea
is_exact_date
is_exact_float
is_exact_header
is_exact_interval
is_exact_money
is_exact_numeric
is_exact_time
is_exact_timestamp
is_exact_timestamptz
is_foreign_modifier
is_kept_by_link
is_key
is_late_reference
is_linked_alike
is_matched_only
is_natural_link
is_noted
is_null_final
is_part_of
is_plain_number
is_policed
is_readable_reference
is_reference_last
is_row_error
is_self_reference
is_server_error
is_small_target
is_surrogate
is_user_code
joined_key_sql
json_array_text
json_fields
judged_constraints
keeps_good_rows
kept_cells
key_clashes
key_indexes
key_list
key_match_sql
key_parts
key_positions
key_reading
key_rows_sql
key_test_sql
key_value_sql
leave_rows
link_entries
link_failure
link_header_problem
link_headers
link_identity_sql
link_joins_sql
link_key_problem
link_key_sql
link_keys_sql
link_marker
link_matches
link_message
link_part_name
link_parts
link_parts_sql
link_readings
link_rights_problem
link_rows_sql
link_stem
link_table_sql
link_tables
link_tables_sql
link_words
linked_columns
linked_source_sql
lock_found_sql
lock_links
lock_references_sql
lock_target
make_plan
map_rule_sql
mapped_cells_sql
mapped_notes
marked_cell
marked_reason
marked_sql
match_header
match_names
may_be_late
may_be_text
may_judge_merged
may_set_references
merge_blank
merge_chunks
merge_columns
merge_counts
merge_key
merge_keys_sql
merge_late
merge_missing_sql
merge_mode
merge_pieces
merge_problem
merge_refused
merge_rows
merge_set
merge_sql
merge_staged
merge_whole
merged_checks_sql
merged_values
message_reason
met_rows_sql
minus_sign
misled_rows
missing_columns
missing_columns_sql
missing_keys_sql
missing_link_sql
missing_parents_problem
missing_part
missing_rows
missing_values_sql
month_number
name_earlier_rows
name_form
name_keys
name_list
name_needed_rows
named_cells_sql
named_row_sql
nearest_hint
nearest_keys_sql
nearest_names
needed_rows
nested_links
new_column_names
new_table_name
next_chunk
note_change
note_digest
noted_changes
noted_key
noted_set_sql
noted_sql
null_link_notes
null_link_sql
number_pattern
number_rule_sql
number_types
numbered
numeric_digits
omitted_positions
ordered_parts
other_case_names
outcome_hint
outside_scope_sql
own_keys_sql
own_links
own_rows_sql
packed_numbers
pair_names
parent_columns
parents_insert_sql
parents_source_sql
percent_of
pieces_sql
plain_test_sql
plan_check_sql
plan_links
plan_options
plan_value_sql
plan_values_sql
prepare_row
propose_table
query_outcomes
raise_error
raise_outcome
range_list
raw_cell_sql
read_date
read_error_hint
read_error_outcomes
read_error_parts
read_error_rows
read_time
reads_by_user_code
recorded_parents_sql
records_report
records_source_sql
recreate_parents
reference_parts_sql
reference_sql
referring_constraints
refers_to_itself
refuse_link
refuse_row
refuse_unfit
refuse_value
rejected_at_once
repeated_keys_sql
replace_all
replaces_all
resembling_keys_sql
resembling_reasons
resolve_table
rest_source_sql
returning_sql
review_of
roots_sql
row_columns
row_error
row_hint
row_insert_sql
row_json_sql
row_key
row_keys_problem
row_mark_sql
row_texts_sql
row_version
row_version_name
row_version_sql
row_word
rows_source_sql
rows_sql
rows_with_key_sql
rule_failure
rule_reason
rule_sql
ruled_columns
run_checked
run_engine
run_merge_statement
run_plan
run_recorded
run_records
run_round
run_undo
runs_user_code
scope_sql
scope_values_sql
self_references_sql
sequence_notes
set_by_triggers
set_values_sql
settled_counts
sheet_format
shortened
shortened_outcome
shown_key
shown_name
shown_template
single_row_sql
skip_outcome
snake_name
soft_check_sql
space_characters
special_index_clashes_sql
spelt_words
spread_keys
stage_records
staged_chunks
staged_count
staged_rows_sql
staged_source_sql
stamping_functions
sums_problem
sums_sql
suspect_rows
table_condition_sql
table_constraints
table_fingerprint
table_identity
table_indexes
table_parts
table_path
table_rows
table_rows_sql
table_triggers
taken_keys_sql
target_bytes
target_columns
target_links
target_traits
tell_progress
template_changes
template_columns
template_fingerprint
template_links
template_note
template_of
text_list
thousands_signs
title
told_counts
told_of_records
trigger_effects
try_numbers
try_prepared
try_statement
try_suspects
type_description
type_example
type_parts
type_rule_sql
type_title
type_words
typed_column_type
typed_rows_sql
typed_source_sql
typed_table
undo_columns
undo_columns_now
undo_find_sql
undo_pieces
undo_problem
undo_problem_now
undo_run_sql
undo_table
undo_table_sql
unfit_target
unique_keys
unknown_names_hint
unpacked_numbers
unprovided_rows_sql
used_default_positions
uses_index
value_classes
value_sql
values_sql
version_cell_sql
version_problem
varying_columns
violated_columns
violated_parts
violation_error
violation_message
wanted_columns_hint
wanted_names
whole_number
with_kept_values
with_links
with_matches
with_own_rows
without_blanks
without_references
without_rows
word_suggestion
words_rule_sql
"""

# PUBLIC may use all but calling_role; those of the private schema cannot be named.
TYPES = """
tabular_import_engine.absent_statements
tabular_import_engine.chunk
tabular_import_engine.diagnosis_traits
tabular_import_engine.import_plan
tabular_import_engine.merge_result
tabular_import_engine.merge_statements
tabular_import_engine.query_outcome
tabular_import_engine.import_counts
tabular_import_engine.record_set
tabular_import_engine.row_outcome
tabular_import_engine.statement_outcome
tabular_import_engine.target_traits
tabular_import_private.calling_role
tabular_import_private.claimed_job
tabular_import_private.job_outcome
tabular_import_private.started_import
"""

Rights = dict[str, tuple[bool, ...]]


def table(text: str) -> Rights:
    """Reads one of the tables of + and -."""
    rows = [line.split() for line in text.strip().splitlines()]
    return {name: tuple(sign == "+" for sign in signs) for name, *signs in rows}


@dataclass(frozen=True)
class Call:
    """A line of CALLS."""

    text: str
    outcomes: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.text.partition("(")[0]


def calls() -> list[Call]:
    lines = [line.rsplit(maxsplit=len(ROLES)) for line in CALLS.strip().splitlines()]
    return [Call(text, tuple(outcomes)) for text, *outcomes in lines]


def functions() -> Rights:
    """Returns who has EXECUTE on which function, by name; runners aside."""
    public = {call.name: tuple(o != "-" for o in call.outcomes) for call in calls()}
    rights = {f"tabular_import.{name}": signs for name, signs in public.items()}
    rights |= {
        f"tabular_import_private.{name}": signs
        for name, signs in public.items()
        if name not in WITHOUT_DEFINER
    }
    rights |= table(CALLED_BY_PUBLIC)
    rights |= {f"tabular_import_private.{name}": (False,) * 4 + (True,) for name in PRIVATE.split()}
    rights |= {f"tabular_import_engine.{name}": (True,) * 5 for name in ENGINE.split()}
    return rights


@pytest.fixture(scope="module")
def installed(_servers: Any, kind: str) -> Iterator[Database]:
    """A database whose program belongs to a role that is no superuser; the test roles are there."""
    server: Server = _servers.server(kind)
    _servers.template(kind)
    server.database().run(f"create role {OWNER} login createrole")
    with server.new_database(owner=OWNER) as database:
        install(database.as_user(OWNER).conninfo)
        grant = "with inherit true, set true" if server.major >= 16 else ""
        database.run(f"grant alice, bob to {OWNER} {grant}")
        for role in ("alice", "bob"):
            database.as_user(OWNER).run("select tabular_import.admit_import_role(%s)", role)
        yield database
        database.run(f"revoke alice, bob from {OWNER}")
    server.database().run(f"drop role {OWNER}")


def actual(database: Database, query: str) -> Rights:
    """Runs a query for names and rights; the rights are a SQL expression on r.name, a role."""
    rows = database.run(
        "select name, array_agg(may order by position) from ("
        + query.replace("ROLES", "unnest(%s::text[]) with ordinality as r (name, position)")
        + ") as q (name, position, may) group by name",
        [*ROLES, NOBODY],
    )
    for name, may in rows:
        assert may[-1] is False, f"a role without rights may use {name}"
    return {name: tuple(may[:-1]) for name, may in rows}


def test_schemas(installed: Database) -> None:
    query = (
        "select n.nspname::text, r.position, has_schema_privilege(r.name, n.oid, '{}')"
        f" from pg_namespace as n cross join ROLES where {EVERY_SCHEMA}"
    )
    assert actual(installed, query.format("usage")) == table(SCHEMAS)
    assert set(actual(installed, query.format("create")).values()) == {(False,) * 4 + (True,)}


def test_relations(installed: Database, server: Server) -> None:
    query = (
        "select n.nspname || '.' || c.relname, r.position,"
        " case when c.relkind = 'S' then has_sequence_privilege(r.name, c.oid, '{sequence}')"
        " else has_table_privilege(r.name, c.oid, '{table}') end"
        " from pg_class as c join pg_namespace as n on n.oid = c.relnamespace cross join ROLES"
        f" where {EVERY_SCHEMA} and c.relkind not in ('i', 'I', 't', 'c')"
    )
    assert actual(installed, query.format(table="select", sequence="select")) == table(RELATIONS)
    rights = ["insert", "update", "delete", "truncate", "references", "trigger"]
    if server.major >= 17:
        rights.append("maintain")
    for right in rights:
        found = actual(installed, query.format(table=right, sequence="usage, update"))
        assert set(found.values()) == {(False,) * 4 + (True,)}, right


def test_no_right_hangs_on_a_column(installed: Database) -> None:
    assert not installed.run(
        "select a.attrelid::regclass, a.attname from pg_attribute as a"
        " join pg_class as c on c.oid = a.attrelid join pg_namespace as n on n.oid = c.relnamespace"
        f" where {EVERY_SCHEMA.replace('%%', '%')} and a.attacl is not null"
    )


def test_functions(installed: Database) -> None:
    query = (
        "select distinct n.nspname || '.' || p.proname, r.position,"
        " has_function_privilege(r.name, p.oid, 'execute')"
        " from pg_proc as p join pg_namespace as n on n.oid = p.pronamespace cross join ROLES"
        f" where {EVERY_SCHEMA} and n.nspname <> 'tabular_import_runner'"
    )
    assert actual(installed, query) == functions()


GRANT = re.compile(
    r"^grant (?:execute on function|select on) (tabular_import\w*\.(\w+)[^;]*?)\s+to ([^;]+);",
    re.MULTILINE,
)
FOLDERS = {
    "client": "tabular_import_user",
    "worker": "tabular_import_worker",
    "admin": "tabular_import_admin",
}


def granted(rights: Rights) -> dict[str, set[str]]:
    """Returns to which of our roles what is granted, of a table's rights."""
    return {
        name: {
            role for role, sign in zip(FOLDERS.values(), (user, worker, admin), strict=True) if sign
        }
        for name, (user, _, worker, admin, _) in rights.items()
    }


def test_each_file_carries_its_grant() -> None:
    """What others may call or read says so in its file, as the tables do, and its folder fits."""
    public = {**functions(), **table(RELATIONS)}
    wanted = granted({n: signs for n, signs in public.items() if n.startswith("tabular_import.")})
    # what views call for whoever reads them, and the engine for the submitter
    named = [
        f"tabular_import_private.{name}"
        for name in (
            "clock",
            "error_causes",
            "is_due",
            "is_due_at",
            "is_mine",
            "is_role",
            "may_see_job",
            "may_see_profile",
            "row_rate",
            "staging_progress",
        )
    ]
    wanted |= granted({name: table(CALLED_BY_PUBLIC)[name] for name in named})
    found: dict[str, set[str]] = {}
    for path in (resources() / "sql").rglob("*.sql"):
        text = path.read_text(encoding="utf-8")
        if path.parent.name == "rights" and path.parent.parent.name == "install":
            continue
        for what, stem, roles in GRANT.findall(text):
            assert stem == path.stem, f"{path} grants {what}"
            found[what.partition("(")[0]] = set(re.split(r",\s*", roles)) - {MONITOR}
        if path.parent.parent.name == "api":
            made = re.findall(r"^create or replace (?:function|view) ", text, re.MULTILINE)
            assert len(GRANT.findall(text)) == len(made), f"{path} does not grant all it makes"
            roles = found[f"tabular_import.{path.stem}"]
            assert FOLDERS[path.parent.name] in roles, f"{path} is for {roles}"
    assert found == wanted


def test_types(installed: Database) -> None:
    found = installed.run(
        "select n.nspname || '.' || t.typname from pg_type as t"
        " join pg_namespace as n on n.oid = t.typnamespace"
        " left join pg_class as c on c.oid = t.typrelid"
        f" where {EVERY_SCHEMA.replace('%%', '%')} and t.typelem = 0"
        " and coalesce(c.relkind = 'c', true)"
    )
    assert {name for (name,) in found} == set(TYPES.split())


def test_nothing_else_is_there(installed: Database) -> None:
    """All kinds of objects in our schemas are looked at above, or belong to one that is."""
    kinds = installed.run(
        "select distinct i.type from pg_depend as d"
        " join pg_namespace as n on d.refclassid = 'pg_namespace'::regclass and d.refobjid = n.oid"
        " cross join lateral pg_identify_object(d.classid, d.objid, d.objsubid) as i"
        f" where {EVERY_SCHEMA.replace('%%', '%')}"
    )
    assert {kind for (kind,) in kinds} == {
        "function", "sequence", "table", "type", "view",
    }  # fmt: skip


def test_rights_are_granted_to_nobody_else(installed: Database) -> None:
    """Neither to PUBLIC nor to a role beside those of the tables, and nobody may pass one on."""
    found = installed.run(
        "select distinct coalesce(r.rolname, 'public'), a.is_grantable from ("
        " select p.pronamespace, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner"
        " from pg_proc as p"
        " union all select c.relnamespace, c.relacl, c.relowner from pg_class as c"
        " union all select n.oid, n.nspacl, n.nspowner from pg_namespace as n"
        ") as o (schema, acl, owner) join pg_namespace as n on n.oid = o.schema"
        " cross join lateral aclexplode(o.acl) as a left join pg_roles as r on r.oid = a.grantee"
        f" where {EVERY_SCHEMA.replace('%%', '%')} and a.grantee <> o.owner"
    )
    assert set(found) == {
        ("tabular_import_user", False),
        ("tabular_import_worker", False),
        ("tabular_import_admin", False),
        (MONITOR, False),
    }


def test_what_a_monitor_may_do(installed: Database) -> None:
    """It may call two functions, and read nothing."""
    found = installed.run(
        "select n.nspname || '.' || p.proname from pg_proc as p"
        " join pg_namespace as n on n.oid = p.pronamespace"
        " where n.nspname in ('tabular_import', 'tabular_import_private')"
        " and has_function_privilege(%s, p.oid, 'execute') order by 1",
        MONITOR,
    )
    assert [name for (name,) in found] == [
        f"{schema}.{name}"
        for schema in ("tabular_import", "tabular_import_private")
        for name in ("health_problems", "metrics")
    ]
    assert not installed.run(
        "select c.oid::regclass from pg_class as c join pg_namespace as n on n.oid = c.relnamespace"
        f" where {EVERY_SCHEMA} and c.relkind in ('r', 'v')"
        " and has_table_privilege(%s, c.oid, 'select')",
        MONITOR,
    )
    assert installed.run(
        "select has_schema_privilege(%s, 'tabular_import', 'usage'),"
        " has_schema_privilege(%s, 'tabular_import_private', 'usage')",
        MONITOR,
        MONITOR,
    ) == [(True, False)]


def test_a_runner_is_for_its_owner_and_ours(installed: Database) -> None:
    found = installed.run(
        "select p.proname, pg_get_userbyid(p.proowner), p.prosecdef, array("
        " select r.name from unnest(%s::text[]) as r (name)"
        " where has_function_privilege(r.name, p.oid, 'execute') order by 1)"
        " from pg_proc as p where p.pronamespace = 'tabular_import_runner'::regnamespace"
        " order by p.proowner::regrole::text",
        [*ROLES, NOBODY],
    )
    name = "select 'run_' || %s::regrole::oid"
    assert found == [
        (installed.value(name, role), role, True, sorted({role, OWNER}))
        for role in ("alice", "bob", OWNER)
    ]


# --- what becomes of calls


@pytest.fixture
def busy(installed: Database) -> dict[str, object]:
    """Fills the database as CALLS has it and returns what stands for the names in braces."""
    installed.run("create schema alice authorization alice")
    installed.as_user("alice").run("create table alice.t (c text)")
    installed.run("grant usage on schema alice to public")
    mine = installed.as_user("alice")
    file = mine.value("select tabular_import.upload_file('a.csv', E'c\\n1\\n')")
    upload = mine.value("select tabular_import.begin_file_upload('b.csv')")
    submit = "select tabular_import.submit_tabular_import_task('alice.t', %s)"
    held = mine.value(submit.replace("%s", "%s, '{\"hold\": true}'"), file)
    done, running = (mine.value(submit, file) for _ in range(2))
    mine.run("select tabular_import.cancel_import_job(%s)", done)
    mine.run("select tabular_import.save_import_profile('alice''s', null, '{}')")
    waiting = mine.value(submit, file)
    worker = installed.as_user("walter")
    worker.run("select tabular_import.claim_import_job('w', lease => '1 day')")
    worker.run(
        "select tabular_import.run_small_import(%s, 1, '{c}', '[[2, null, \"1\"]]', '{}', '{}')",
        held,
    )
    worker.run("select tabular_import.claim_import_job('w', lease => '1 day')")
    worker.run("select tabular_import.start_import(%s, 1)", running)
    staging = worker.value("select tabular_import.stage_import(%s, 1, '{c}')", running)
    worker.run(f"insert into {staging} values (1, 2, null, 'x')")
    return {
        "file": file, "upload": upload, "waiting": waiting, "running": running, "done": done,
        "held": held, "c": "{c}",
    }  # fmt: skip


def outcome(connection: Connection, statement: str) -> str:
    """Runs a call and takes it back; returns ok, lost (by heartbeat_import) or the SQLSTATE."""
    try:
        with connection.transaction(force_rollback=True):
            rows = connection.execute(statement.encode()).fetchall()
            return "lost" if rows and rows[0][0] == "lost" else "ok"
    except psycopg.Error as error:
        return "-" if error.sqlstate == "42501" else str(error.sqlstate)


def test_calls(installed: Database, busy: dict[str, object]) -> None:
    found = {}
    for role in (*ROLES, NOBODY):
        with installed.as_user(role).connect() as connection:
            for call in calls():
                text = call.text.format(**busy)
                found[call.text, role] = outcome(connection, f"select tabular_import.{text}")
    wanted = {
        (call.text, role): outcome
        for call in calls()
        for role, outcome in zip((*ROLES, NOBODY), (*call.outcomes, "-"), strict=True)
    }
    assert found == wanted


def test_null_is_refused_in_a_sentence(installed: Database) -> None:
    """No function fails for want of an argument with an error of PostgreSQL's."""
    nulls = [
        text
        for (text,) in installed.run(
            "select format('%s(%s)', p.proname, array_to_string(array("
            " select 'null::' || format_type(a.id, null)"
            " from unnest(p.proargtypes) with ordinality as a (id, position) order by position"
            "), ', ')) from pg_proc as p where p.pronamespace = 'tabular_import'::regnamespace"
        )
    ]
    assert len(nulls) == len({call.name for call in calls()})
    found = {}
    for role in ROLES:
        with installed.as_user(role).connect() as connection:
            for text in nulls:
                found[text, role] = outcome(connection, f"select tabular_import.{text}")
    assert {o for o in found.values() if o not in ("ok", "lost", "-") and o[:2] != "TI"} == set()


def test_default_privileges_of_the_owner_let_nobody_in(server: Server, database: Database) -> None:
    """Neither when the program is installed, nor later, when a staging table is made."""
    database.run("create schema alice authorization alice")
    database.run("grant usage on schema alice to walter")
    database.as_user("alice").run("create table alice.t (c text)")
    for right in (
        "select on tables",
        "usage on sequences",
        "execute on functions",
        "usage on schemas",
    ):
        database.run(f"alter default privileges grant {right} to bob")
    database.run("alter default privileges grant execute on functions to tabular_import_user")
    install(database.conninfo)
    job = database.as_user("alice").value(
        "select tabular_import.submit_tabular_import_task("
        "'alice.t', tabular_import.upload_file('a.csv', ''))"
    )
    worker = database.as_user("walter")
    worker.run("select tabular_import.claim_import_job('w')")
    staging = worker.value("select tabular_import.stage_import(%s, 1, '{c}')", job)
    database.run("select tabular_import.admit_import_role('alice')")
    may = database.run(
        "select n.nspname, o.name, r.name from (values ('bob'), ('public')) as r (name)"
        " cross join (select p.pronamespace, p.oid::regprocedure::text, p.proacl, p.proowner"
        "  from pg_proc as p"
        "  union all select c.relnamespace, c.relname, c.relacl, c.relowner from pg_class as c"
        "  union all select s.oid, s.nspname, s.nspacl, s.nspowner from pg_namespace as s"
        " ) as o (schema, name, acl, owner) join pg_namespace as n on n.oid = o.schema"
        " cross join lateral aclexplode(o.acl) as a"
        " where n.nspname like 'tabular\\_import%' and a.grantee <> o.owner"
        " and a.grantee = case r.name when 'public' then 0 else r.name::regrole end"
    )
    assert may == []
    admit = "tabular_import.admit_import_role(text)"
    assert database.value("select has_function_privilege('bob', %s, 'execute')", admit) is False
    assert database.value("select has_table_privilege('bob', %s, 'select')", staging) is False
    assert (
        database.value("select has_schema_privilege('bob', 'tabular_import_runner', 'usage')")
        is False
    )

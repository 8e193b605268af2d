/**
 * Names that databases know: functions by what an attacker wants of them, and tables in which they describe
 * themselves. From the manuals of MySQL, PostgreSQL, SQLite, SQL Server, Oracle, DB2, Firebird and HSQLDB.
 * @module
 */

/** What an attacker calls a function for. */
export type Purpose =
  | "time"
  | "heavy"
  | "error"
  | "conditional"
  | "file"
  | "procedure"
  | "fingerprint"
  | "code"
  | "known";

const LISTS: readonly (readonly [Purpose, string])[] = [
  [
    "time",
    "sleep pg_sleep pg_sleep_for pg_sleep_until benchmark get_lock dbms_pipe.receive_message dbms_lock.sleep " +
    "dbms_session.sleep user_lock.sleep",
  ],
  ["heavy", "randomblob generate_series crypt_key zeroblob"],
  [
    "error",
    "extractvalue updatexml xmltype gtid_subset gtid_subtract name_const ctxsys.drithsx.sn utl_inaddr.get_host_address " +
    "utl_inaddr.get_host_name dbms_utility.sqlid_to_sqlhash ordsys.ord_dicom.getmappingxpath json_keys query_to_xml " +
    "database_to_xml st_latfromgeohash st_longfromgeohash st_pointfromgeohash multipoint multilinestring multipolygon " +
    "linestring geometrycollection dbms_xmlgen.getxml dbms_xmlquery.getxml raise_application_error regexp_substring",
  ],
  ["conditional", "if iif elt make_set decode nullif choose ifnull coalesce"],
  [
    "file",
    "load_file load_extension readfile writefile pg_read_file pg_read_binary_file pg_ls_dir lo_import lo_export " +
    "lo_from_bytea openrowset opendatasource bulk utl_file.fopen utl_file.put_line fts3_tokenizer sys_eval sys_exec " +
    "file_read file_write pg_file_write read_blob read_text read_csv_auto read_json_auto read_csv read_parquet",
  ],
  [
    "procedure",
    "utl_http.request utl_smtp.open_connection httpuritype httpuritype.getclob dblink dblink_connect dblink_exec " +
    "dbms_ldap.init dbms_java.runjava dbms_scheduler.create_job dbms_xslprocessor.read2clob dbms_export_extension " +
    "dbms_java_test.funcall sp_executesql",
  ],
  [
    "fingerprint",
    "version user database current_user session_user system_user schema current_database current_schema db_name " +
    "user_name suser_name suser_sname sqlite_version sqlite_compileoption_get is_srvrolemember is_member " +
    "serverproperty host_name connection_id row_count last_insert_id found_rows inet_server_addr sqlite_source_id " +
    "pg_client_encoding get_current_ts_config quote_literal pg_current_xact_id current_setting pg_postmaster_start_time " +
    "sys_context rawtohex bitand roundmagic txid_current conv aes_decrypt group_concat string_agg listagg",
  ],
  ["code", "char chr nchar unhex concat concat_ws"],
  [
    "known",
    "ascii ord unicode substr substring mid left right length len char_length character_length octet_length bit_length " +
    "instr locate position hex md5 sha1 count sum min max avg rand floor exp pow power lpad rpad reverse lower upper " +
    "lcase ucase trim ltrim rtrim replace strcmp cast convert isnull nvl to_char to_number bin oct conv soundex find_in_set " +
    "field greatest least load regexp_like regexp_replace json_extract json_depth json_length json_array json_object " +
    "json_valid json_type json_contains json_search json_each exists like glob quote typeof changes total_changes " +
    "last_insert_rowid likely unlikely sysdate now abs round sin cos tan sqrt mod div interval row crc32 space insert",
  ],
];

/** Function to purpose. */
export const FUNCTIONS: ReadonlyMap<string, Purpose> = new Map(
  LISTS.flatMap(([purpose, names]) => names.split(" ").map((name) => [name, purpose] as const)),
);

const TABLES: ReadonlySet<string> = new Set((
  "sqlite_master sqlite_schema sqlite_temp_master sqlite_sequence sysobjects syscolumns sysusers sysdatabases sysxlogins " +
  "sysprocesses syslogins msysaccessobjects msysaccessstorage msysaces msysobjects msysqueries msysrelationships " +
  "all_tables all_users all_tab_columns all_objects all_views all_constraints user_tables user_tab_columns user_objects " +
  "user_users user_role_privs dba_tables dba_users dba_role_privs dba_sys_privs dba_tab_columns dba_objects tabs cols " +
  "v$version v$session v$database v$instance v$parameter pg_tables pg_user pg_shadow pg_database pg_class pg_roles " +
  "pg_authid pg_stat_activity pg_proc pg_namespace pg_attribute pg_settings pg_catalog syscat sysibm mysql.user " +
  "mysql.db mysql.users mysql.host mysql.innodb_table_stats rdb$database rdb$fields rdb$types rdb$collations " +
  "rdb$functions rdb$relations domain.domains domain.columns domain.tables sys.tables sys.objects sys.columns " +
  "sys.databases sys.user$ sys.user_tables sys.all_tables sys.all_users sys.schemas sys.server_principals " +
  "sys.sql_logins performance_schema information_schema " +
  "system_tables system_users system_columns system_schemas system_catalogs system_procedures system_properties " +
  "system_sessions system_sessioninfo system_roles system_views system_triggers system_sequences system_aliases " +
  "system_primarykeys system_indexinfo system_tabletypes system_typeinfo system_alltypeinfo system_lobs"
).split(" "));

const SCHEMAS: readonly string[] = [
  "information_schema.",
  "pg_catalog.",
  "sysibm.",
  "syscat.",
  "sysibmadm.",
  "performance_schema.",
  "master.",
  "msdb.",
  "tempdb.",
  "mysql.",
  "sys.",
  "dba_",
  "v$",
  "gv$",
  "rdb$",
  "all_tab",
  "user_tab",
  "system_schema.",
  "system_auth.",
  "sysmaster:",
];

/** Schemas by their first letter: a name is compared with few of them. */
const SCHEMAS_BY_LETTER: (readonly string[] | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const schemas = SCHEMAS.filter((schema) => schema.charCodeAt(0) === code);
  return schemas.length > 0 ? schemas : undefined;
});

/**
 * Whether a name could be a table, a procedure or a function that databases bring: all of those have a mark in them,
 * but for a few tables that begin as `sysobjects`, `msysaces`, `tabs` and `cols` do. False for nearly every word.
 */
export function mayBeSystemName(word: string): boolean {
  return isMarked(word) || mayBePlainTable(word);
}

function mayBePlainTable(word: string): boolean {
  const first = word.charCodeAt(0);
  // s, m, t, c
  if (first !== 115 && first !== 109 && first !== 116 && first !== 99) return false;
  return word.startsWith("sys") || word.startsWith("msys") || word === "tabs" || word === "cols";
}

/** Whether a name is a table or schema in which a database describes itself. */
export function isSystemTable(word: string): boolean {
  if (!isMarked(word)) return mayBePlainTable(word) && TABLES.has(word);
  const name = word.includes("`") ? word.replaceAll("`", "") : word;
  if (TABLES.has(name)) return true;
  const first = name.charCodeAt(0);
  const schemas = first < 128 ? SCHEMAS_BY_LETTER[first] : undefined;
  return schemas !== undefined && schemas.some((schema) => name.startsWith(schema));
}

/** `_`, `.`, `$`, `:` or a backtick: no plain word. */
function isMarked(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code === 95 || code === 46 || code === 36 || code === 58 || code === 96) return true;
  }
  return false;
}

/** Procedures by prefix: `xp_cmdshell`, `sp_oacreate`, `master..xp_dirtree`. */
export function isSystemProcedure(word: string): boolean {
  if (!word.includes("p_")) return false;
  const name = word.slice(word.lastIndexOf(".") + 1);
  return /^(?:xp_[a-z]{3,40}|sp_(?:oa[a-z]{3,20}|executesql|makewebtask|password|configure|addlogin|addsrvrolemember|addextendedproc|execute[a-z]{0,20}|start_job|add_job|prepare|replwritetovarbin|help[a-z]{0,20}|sqlexec|who2?|droplogin|addrole[a-z]{0,10}))$/
    .test(name);
}

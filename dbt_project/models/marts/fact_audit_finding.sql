with

findings as (
    select * from {{ ref('int_audit_money') }}
    union all by name
    select * from {{ ref('int_audit_indicators') }}
    union all by name
    select * from {{ ref('int_audit_projects') }}
),

final as (
    select
        substr(sha256(concat_ws('|', rule_code, coalesce(indicator_key, project_key, document_key), place)), 1, 16) as finding_key,
        rule_code,
        indicator_key,
        project_key,
        document_key,
        evidence_text
    from findings
)

select * from final
order by document_key, project_key nulls first, indicator_key nulls first, rule_code, finding_key

{# A finding about an indicator, as every rule gives it; its evidence is name and target as printed, and what ``more`` (SQL) adds. #}
{% macro indicator_finding(rule_code, more=none, place="null::varchar") -%}
    '{{ rule_code }}' as rule_code,
    i.document_key,
    i.project_key,
    i.indicator_key,
    {{ place }} as place,
    i.indicator_name || ' → ' || coalesce(nullif(i.target_text, ''), '（空白）'){% if more %} || '；' || {{ more }}{% endif %} as evidence_text
{%- endmacro %}

{# A finding about a project. #}
{% macro project_finding(rule_code, evidence, place="null::varchar") -%}
    '{{ rule_code }}' as rule_code,
    p.document_key,
    p.project_key,
    null::varchar as indicator_key,
    {{ place }} as place,
    {{ evidence }} as evidence_text
{%- endmacro %}

{# A finding about a document. #}
{% macro document_finding(rule_code, evidence, place="null::varchar") -%}
    '{{ rule_code }}' as rule_code,
    d.document_key,
    null::varchar as project_key,
    null::varchar as indicator_key,
    {{ place }} as place,
    {{ evidence }} as evidence_text
{%- endmacro %}

{# A pattern for the words of one class of the reviewed list, each in its place. #}
{% macro audit_words(word_class) -%}
    {{ words_in_place('audit_words', "word_class = '" ~ word_class ~ "'") }}
{%- endmacro %}

{# A number as people write it: without zeros behind the point. #}
{% macro plain_number(value) -%}
    regexp_replace(({{ value }})::decimal(24, 6)::varchar, '\.?0+$', '')
{%- endmacro %}

{# The years that a text speaks of, without those of documents' numbers and titles, of comparisons and of spans. #}
{% macro years_meant(text) -%}
    list_transform(
        regexp_extract_all(
            regexp_replace(
                {{ text }},
                '《[^》]*》|[〔\[【(（]20\d\d[〕\]】)）]\d*|[(（]20\d\d年?(?:修订|修正|版|试行)[^)）]{0,4}[)）]|(?:较|比|截至|截止|自|从|于|根据|按照|已|至|到|与|超过)20\d\d年?'
                || '|20\d\d年?[-~—至到]+20\d\d年|20\d\d年?(?:以来|起|至今|批|级|水平|同期|相比)|20\d\d年[0-9]+月[0-9]+日|20\d\d年[^。;；]{0,20}(?:发布|印发|出台了)',
                '', 'g'
            ),
            '(20\d\d)\s*年', 1
        ),
        lambda y: y::integer
    )
{%- endmacro %}

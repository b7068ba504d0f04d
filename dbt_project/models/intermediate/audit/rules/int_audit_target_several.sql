-- Several values in one row, or one percentage for several things.
select {{ indicator_finding('target.several') }}
from {{ ref('int_audited_indicators') }} as i
where
    (
        i.target_kind = 'compound'
        and (regexp_matches(i.whole_target, '[;；]') or (regexp_matches(i.bare_name, '[、,;]|[^普]及[^时格]|和') and regexp_matches(i.whole_target, '[,、及和]')))
    )
    or (i.target_kind = 'quantitative' and not i.is_satisfaction and regexp_matches(i.bare_name, '[率度]、[^、]+[率度]$|^[^、]{2,6}、[^、]{2,6}(?:参与|知晓|认知|普及)[率度]$'))
    -- a value for one of the things named
    or (i.target_kind <> 'quantitative' and len(i.things_named) > 1 and len(list_filter(i.things_named, thing -> contains(i.whole_target, thing))) between 1 and len(i.things_named) - 1)
    or (
        i.target_kind = 'quantitative' and not i.is_satisfaction and not i.is_ratio
        and ((i.unit = '%' and regexp_matches(i.bare_name, '、.*[、和及与]|[、;].*等')) or regexp_matches(i.bare_name, '、[^、]+等$'))
    )

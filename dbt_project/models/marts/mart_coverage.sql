select c.*
from {{ ref('int_document_coverage') }} as c
inner join {{ ref('dim_document') }} as d using (document_key)
where d.status in ('loaded', 'loaded_in_part')
order by c.document_key

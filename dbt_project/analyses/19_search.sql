-- 谁有关于“就业补贴发放”的指标，目标是多少？
-- Who has indicators about 就业补贴发放, and with which targets?
select place, score, found_in, indicator_name, target_text, project_name, unit_name, source_page
from search_indicators('就业补贴发放', most := 10)
order by place;

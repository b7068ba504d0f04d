-- Words that the suites share. Folding is written here a second time on purpose: a check that borrowed the models' own would share their faults.

-- Full-width and variant signs as their plain form, white space gone.
create temp macro squeezed(value) as
    regexp_replace(
        translate(
            value,
            '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～≧≦﹥﹤﹦﹪',
            '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~≥≤><=%'
        ),
        '\s|　',
        '',
        'g'
    );

-- Whether a text only says "at least", or only "at most", by signs and words that mean nothing else.
create temp macro says_at_least(value) as
    regexp_matches(squeezed(value), '^(≥|>=|=>|不低于|不得低于|不少于|不小于|大于等于|大于或等于|至少|最少)')
    and not regexp_matches(squeezed(value), '≤|<|不超|不高于|不大于|不多于|小于|低于.*以下|至多|最多|以内|以下');

create temp macro says_at_most(value) as
    regexp_matches(squeezed(value), '^(≤|<=|=<|不超过|不得超过|不高于|不大于|不多于|小于等于|小于或等于|至多|最多)')
    and not regexp_matches(squeezed(value), '≥|>|不低于|不少于|不小于|大于|至少|最少|以上');

-- Whether a text holds any sign or word that can stand for a comparator other than "equals", or for a range.
create temp macro says_a_comparator(value) as
    regexp_matches(squeezed(value), '[≥≤><≈±》~～—–-]|以上|以下|内|不低|不得|不少|不小|不大|不多|不高|不超|不突破|大于|小于|高于|低于|多于|少于|超|至|最|达|控制|约|左右|到');

ALTER TABLE ai_rules ADD COLUMN model_names TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(model_names));

-- Of rules that are there already: what lies behind a slash or a dot of each name, and that without up to nine of its endings.
UPDATE ai_rules
   SET model_names = (
         WITH RECURSIVE part (name, endings) AS (
           SELECT t.value, 0 FROM json_tree(ai_rules.actions) t WHERE t.key IN ('model', 'default_model') AND t.type = 'text'
            UNION SELECT lower(name), 0 FROM part WHERE endings = 0
            UNION SELECT substr(name, instr(name, '/') + 1), 0 FROM part WHERE endings = 0 AND instr(name, '/') > 0
            UNION SELECT substr(name, instr(name, '.') + 1), 0 FROM part WHERE endings = 0 AND instr(name, '.') > 0
            UNION SELECT rtrim(rtrim(name, replace(replace(name, '-', ''), '@', '')), '-@'), endings + 1
                    FROM part WHERE endings < 9 AND (instr(name, '-') > 0 OR instr(name, '@') > 0))
         SELECT json_group_array(DISTINCT name) FROM part WHERE name <> '');

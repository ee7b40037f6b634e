-- Breaks the paragraphs of paragraphs.lua with LuaTeX's own line breaker and prints, for each
-- case, the items at which the lines end and the total demerits.
-- A box, glue, penalty or discretionary here has exactly the widths that Dépliant gives it.

local INDEX = 100
local paragraphs = dofile("paragraphs.lua")

local function list_of(items)
  local head, tail
  local function add(n)
    if head then head, tail = node.insert_after(head, tail, n) else head, tail = n, n end
  end
  local function box(width, index)
    local n = node.new("hlist")
    n.width = width
    node.set_attribute(n, INDEX, index)
    add(n)
  end
  local function penalty(value)
    local n = node.new("penalty")
    n.penalty = value
    add(n)
  end
  local function glue(width, stretch, shrink, order)
    local n = node.new("glue")
    n.width, n.stretch, n.shrink, n.stretch_order = width, stretch, shrink, order or 0
    add(n)
  end
  local function inside(width)
    if width == 0 then return nil end
    local n = node.new("kern", 1)
    n.kern = width
    return n
  end
  for index, item in ipairs(items) do
    local kind = item[1]
    if kind == "box" then
      box(item[2], index)
      if item[3] ~= 0 or item[4] ~= 0 then
        -- What tracking can give: glue at which no line can end, kept from the ends by a box.
        penalty(10000)
        glue(0, item[3], item[4])
        box(0, index)
      end
    elseif kind == "glue" then
      glue(item[2], item[3], item[4])
    elseif kind == "fill" then
      glue(0, 65536, 0, 2)
    elseif kind == "penalty" then
      penalty(item[2])
    else
      -- Subtype 3 is what LuaTeX's hyphenation makes: it is not tried in the first pass.
      local n = node.new("disc", item[5] and 3 or 0)
      n.pre, n.post, n.penalty = inside(item[2]), inside(item[3]), item[4]
      add(n)
    end
  end
  return head
end

local function ends_of(lines)
  local ends = {}
  for line in node.traverse_id(node.id("hlist"), lines) do
    local last = 0
    for n in node.traverse_id(node.id("hlist"), line.head) do
      last = node.get_attribute(n, INDEX) or last
    end
    ends[#ends + 1] = last
  end
  return ends
end

local out = io.open("breaks.txt", "w")
for number, paragraph in ipairs(paragraphs) do
  for _, case in ipairs(paragraph.cases) do
    local margin = node.new("glue_spec")
    margin.stretch = case.margin
    local lines, info = tex.linebreak(list_of(paragraph.items), {
      hsize = case.measure,
      pretolerance = case.pretolerance,
      tolerance = case.tolerance,
      emergencystretch = case.emergency,
      linepenalty = 10,
      adjdemerits = 10000,
      doublehyphendemerits = 10000,
      finalhyphendemerits = 5000,
      rightskip = margin,
    })
    out:write(number, " ", info.demerits, " ", table.concat(ends_of(lines), " "), "\n")
  end
end
out:close()

-- What is in the tables that LaTeX sets: the widths of their columns, the lines of their cells and
-- the rows on each page, written to tables.txt. Lengths are in scaled points.

local HLIST, VLIST = node.id("hlist"), node.id("vlist")
local GLYPH, GLUE, DISC = node.id("glyph"), node.id("glue"), node.id("disc")
local LINE, ROW, CELL = 1, 4, 5 -- subtypes of an hlist (LuaTeX manual, "hlist nodes")
local file = io.open("tables.txt", "w")

local function text(head)
  local found = ""
  for n in node.traverse(head) do
    if n.id == GLYPH then
      assert(n.char < 0xE000, "a ligature has no letters of its own here")
      found = found .. utf8.char(n.char)
    elseif n.id == GLUE and n.width > 0 and n.subtype ~= 8 and n.subtype ~= 9 then
      found = found .. " "
    elseif n.id == DISC and n.replace then
      found = found .. text(n.replace)
    elseif n.id == HLIST or n.id == VLIST then
      found = found .. text(n.head)
    end
  end
  return found
end

local function lines(head, found)
  for n in node.traverse(head) do
    if n.id == HLIST and n.subtype == LINE then
      found[#found + 1] = text(n.head)
    elseif n.id == HLIST or n.id == VLIST then
      lines(n.head, found)
    end
  end
  return found
end

local function rows(head, found)
  for n in node.traverse(head) do
    if n.id == HLIST and n.subtype == ROW then
      found[#found + 1] = n
    elseif n.id == HLIST or n.id == VLIST then
      rows(n.head, found)
    end
  end
  return found
end

local function cells(row)
  local found = {}
  for n in node.traverse(row.head) do
    if n.id == HLIST and n.subtype == CELL then found[#found + 1] = n end
  end
  return found
end

function write_widths(box)
  local widths = {}
  for _, cell in ipairs(cells(rows(tex.box[box].head, {})[1])) do widths[#widths + 1] = cell.width end
  file:write(table.concat(widths, " "), "\n")
end

function write_lines(box)
  local found = {}
  for _, row in ipairs(rows(tex.box[box].head, {})) do
    for _, cell in ipairs(cells(row)) do lines(cell.head, found) end
  end
  file:write(table.concat(found, " / "), "\n")
end

function write_pages()
  luatexbase.add_to_callback("pre_shipout_filter", function(box)
    local found = {}
    for _, row in ipairs(rows(box.head, {})) do
      local said = lines(row.head, {})
      if #said > 0 then found[#found + 1] = table.concat(said, " ") end
    end
    if #found > 0 then file:write(table.concat(found, " / "), "\n") end
    return true
  end, "rows of each page")
end

function write_end()
  file:write("end\n")
end

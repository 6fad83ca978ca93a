# Modules for Sociogram, written in R (4.0 or later, no packages). See README.md beside this file.
#
# The protocol is that of docs/plugin-protocol.md. Everything whose name begins with ".sg_" is not for plug-ins.

# ---- For plug-ins: what a module says of itself ---------------------------------------------------------------------

.sg <- new.env()
.sg$modules <- list()

#' Declares a module. `fun` takes (network, parameters, context), and returns a list of all that it writes by name.
#' `writes`, `edge_writes`: columns by name, a type or sociogram_column(); `tables`, `documents`: meanings by name.
sociogram_module <- function(name, summary, fun, details = "", parameters = list(), writes = list(),
                             edge_writes = list(), tables = list(), documents = list(), reads = sociogram_reads(),
                             uses = character(), assumes = character(), references = character(), complexity = "",
                             examples = list(), version = 1) {
  if (!grepl("^[a-z][a-z0-9_]*[.][a-z][a-z0-9_]*$", name)) stop("a module's name is family.snake_case, not ", name)
  if (name %in% names(.sg$modules)) stop("there are two modules ", name)
  if (length(parameters) > 0 && is.null(names(parameters))) stop(name, ": parameters are a list by name")
  if (length(writes) + length(edge_writes) + length(tables) + length(documents) == 0) stop(name, " writes nothing")
  as_columns <- function(columns) lapply(columns, function(x) if (is.list(x)) x else sociogram_column(x))
  .sg$modules[[name]] <- list(
    name = name, summary = summary, fun = fun, details = if (nzchar(details)) details else paste0(summary, "."),
    parameters = parameters, writes = as_columns(writes), edge_writes = as_columns(edge_writes),
    tables = as.list(tables), documents = as.list(documents), reads = reads, uses = uses, assumes = assumes,
    references = references, complexity = complexity, examples = examples, version = version)
  invisible(fun)
}

#' A parameter: type is number, integer, boolean, text, choice, node_column, edge_column or file; list = TRUE for
#' several values. Without `default` it is required; default = NULL stands for "not set".
sociogram_param <- function(type, doc, default, choices = NULL, list = FALSE, minimum = NULL, maximum = NULL,
                            exclusive_minimum = NULL) {
  known <- c("number", "integer", "boolean", "text", "choice", "node_column", "edge_column", "file")
  if (!type %in% known) stop("a parameter is one of ", paste(known, collapse = ", "), ", not ", type)
  found <- base::list(type = if (list) base::list(list = type) else type, doc = sub("[.]$", "", doc))
  if (missing(default)) found$required <- TRUE
  else found["default"] <- base::list(if (list && !is.null(default)) as.list(default) else default)
  if (!is.null(choices)) found$choices <- I(choices)
  found$minimum <- minimum
  found$maximum <- maximum
  found$exclusive_minimum <- exclusive_minimum
  found
}

#' A column that is written: type is number, integer, text or boolean.
sociogram_column <- function(type, meaning = "", convention = "") {
  known <- c("number", "integer", "text", "boolean")
  if (!type %in% known) stop("a column is one of ", paste(known, collapse = ", "), ", not ", type)
  list(type = type, meaning = meaning, convention = convention)
}

#' What a module is given beside the graph; columns that parameters name are given too. "*" stands for all columns.
sociogram_reads <- function(weight = FALSE, ids = FALSE, node_columns = character(), edge_columns = character())
  list(weight = weight, ids = ids, node_columns = I(node_columns), edge_columns = I(edge_columns))

#' A stage on a small input with its result. `nodes`, `edges` and `tables` (by name) are CSV.
sociogram_example <- function(title, yaml, network = NULL, nodes = NULL, edges = NULL, tables = list(),
                              documents = list(), files = list(), weight = "strength") {
  expected <- list()
  if (!is.null(nodes)) expected <- c(expected, list(list(kind = "nodes", csv = nodes)))
  if (!is.null(edges)) expected <- c(expected, list(list(kind = "edges", csv = edges)))
  for (name in names(tables)) expected <- c(expected, list(list(kind = "table", name = name, csv = tables[[name]])))
  for (name in names(documents))
    expected <- c(expected, list(list(kind = "file", name = name, contains = documents[[name]])))
  found <- list(title = title, yaml = yaml, expected = expected, weight = weight)
  found$network <- network
  if (length(files) > 0) found$files <- unname(Map(function(n, t) list(name = n, text = t), names(files), files))
  found
}

#' A table with its title, and a note that says what a row is.
sociogram_table <- function(rows, title = "", note = "")
  list(sociogram_table = TRUE, rows = rows, title = title, note = note)

#' Ends a run with an error that whoever runs the study can mend; `code` is in kebab-case.
sociogram_error <- function(code, message, parameter = NULL, help = NULL)
  stop(structure(class = c("sociogram_error", "error", "condition"),
                 list(message = message, call = NULL, code = code, parameter = parameter, help = help)))

#' The neighbours of node v (counted from 1): successors in a directed network.
sociogram_neighbors <- function(network, v)
  network$neighbors[network$offsets[v] + seq_len(network$offsets[v + 1] - network$offsets[v])]

# ---- JSON -----------------------------------------------------------------------------------------------------------

# Objects become named lists, arrays lists without names, null NULL, numbers doubles.
.sg_read_json <- function(text) {
  pattern <- paste0(
    "[][{}:,]|\"(?:[^\"\\\\\\x00-\\x1f]|\\\\.)*\"|-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][-+]?[0-9]+)?",
    "|true|false|null")
  found <- gregexpr(pattern, text, perl = TRUE)[[1]]
  tokens <- if (found[1] == -1) character() else regmatches(text, list(found))[[1]]
  between <- regmatches(text, list(found), invert = TRUE)[[1]]
  if (any(grepl("[^ \t\r\n]", between))) .sg_broken("a header is not JSON")
  at <- 0L
  following <- function() {
    at <<- at + 1L
    if (at > length(tokens)) .sg_broken("a header is not JSON: it ends early")
    tokens[at]
  }
  expect <- function(token) if (following() != token) .sg_broken("a header is not JSON: '", token, "' is missing")
  value <- function(token) {
    if (token == "{") return(object())
    if (token == "[") return(items())
    if (startsWith(token, "\"")) return(.sg_unescape(token))
    if (token %in% c("true", "false")) return(token == "true")
    if (token == "null") return(NULL)
    number <- suppressWarnings(as.numeric(token))
    if (is.na(number)) .sg_broken("a header is not JSON: unexpected '", token, "'")
    number
  }
  object <- function() {
    result <- structure(list(), names = character())
    token <- following()
    if (token == "}") return(result)
    repeat {
      if (!startsWith(token, "\"")) .sg_broken("a header is not JSON: a key is a text")
      key <- .sg_unescape(token)
      expect(":")
      # A list of one element keeps a null.
      result[key] <- list(value(following()))
      token <- following()
      if (token == "}") return(result)
      if (token != ",") .sg_broken("a header is not JSON: ',' or '}' is missing")
      token <- following()
    }
  }
  items <- function() {
    result <- list()
    token <- following()
    if (token == "]") return(result)
    repeat {
      result[length(result) + 1L] <- list(value(token))
      token <- following()
      if (token == "]") return(result)
      if (token != ",") .sg_broken("a header is not JSON: ',' or ']' is missing")
      token <- following()
    }
  }
  result <- value(following())
  if (at != length(tokens)) .sg_broken("a header is not JSON: something follows it")
  result
}

.sg_unescape <- function(token) {
  text <- substr(token, 2L, nchar(token) - 1L)
  if (!grepl("\\", text, fixed = TRUE)) return(text)
  parts <- regmatches(text, gregexpr("\\\\u[0-9a-fA-F]{4}|\\\\.|[^\\\\]+", text, perl = TRUE))[[1]]
  escapes <- c(`\\"` = "\"", `\\\\` = "\\", `\\/` = "/", `\\b` = "\b", `\\f` = "\f", `\\n` = "\n", `\\r` = "\r",
               `\\t` = "\t")
  is_unicode <- grepl("^\\\\u", parts)
  codes <- rep(NA_integer_, length(parts))
  codes[is_unicode] <- strtoi(substr(parts[is_unicode], 3L, 6L), 16L)
  if (any(codes == 0L, na.rm = TRUE)) .sg_broken("R has no texts with the character 0")
  result <- character()
  at <- 1L
  while (at <= length(parts)) {
    part <- parts[at]
    if (is_unicode[at]) {
      code <- codes[at]
      low <- if (at < length(parts)) codes[at + 1L] else NA_integer_
      if (code >= 0xD800L && code <= 0xDBFFL && !is.na(low) && low >= 0xDC00L && low <= 0xDFFFL) {
        code <- 0x10000L + (code - 0xD800L) * 0x400L + (low - 0xDC00L)
        at <- at + 1L
      }
      part <- intToUtf8(code)
      if (is.na(part)) .sg_broken("a header has half a character")
    } else if (startsWith(part, "\\")) {
      if (!part %in% names(escapes)) .sg_broken("a header is not JSON: '", part, "'")
      part <- escapes[[part]]
    }
    result <- c(result, part)
    at <- at + 1L
  }
  enc <- paste(result, collapse = "")
  Encoding(enc) <- "UTF-8"
  enc
}

# NULL and a single NA are null; vectors of one value are values, unless they are I(…); named lists are objects.
.sg_json <- function(x) {
  if (is.null(x)) return("null")
  if (is.list(x)) {
    parts <- vapply(x, .sg_json, "")
    if (is.null(names(x))) return(paste0("[", paste(parts, collapse = ","), "]"))
    return(paste0("{", paste0(.sg_quote(names(x)), rep(":", length(x)), parts, collapse = ","), "}"))
  }
  parts <- if (is.character(x)) .sg_quote(x) else if (is.logical(x)) ifelse(x, "true", "false") else .sg_number(x)
  parts[is.na(x)] <- "null"
  if (length(x) == 1 && !inherits(x, "AsIs")) parts else paste0("[", paste(parts, collapse = ","), "]")
}

.sg_number <- function(x) {
  x <- as.numeric(unclass(x))
  if (any(is.infinite(x))) stop("JSON has no infinite numbers")
  short <- sprintf("%.15g", x)
  exact <- suppressWarnings(as.numeric(short)) == x
  ifelse(is.na(exact) | exact, short, sprintf("%.17g", x))
}

.sg_quote <- function(x) {
  if (length(x) == 0) return(character())
  x <- enc2utf8(unclass(x))
  x <- gsub("\\", "\\\\", x, fixed = TRUE)
  x <- gsub("\"", "\\\"", x, fixed = TRUE)
  if (any(grepl("[\001-\037]", x))) for (code in 1:31) {
    character <- rawToChar(as.raw(code))
    x <- gsub(character, sprintf("\\u%04x", code), x, fixed = TRUE)
  }
  paste0("\"", x, "\"")
}

# ---- Frames ---------------------------------------------------------------------------------------------------------

.sg_sizes <- c(u8 = 1, i32 = 4, i64 = 8, f64 = 8)

.sg_raise <- function(class, ...)
  stop(structure(class = c(class, "error", "condition"), list(message = paste0(...), call = NULL)))

# The host breaks the protocol.
.sg_broken <- function(...) .sg_raise("sg_broken", ...)

# A module does not return what it has declared.
.sg_wrong <- function(...) .sg_raise("sg_wrong", ...)

.sg_bytes <- function(connection, count) {
  found <- readBin(connection, "raw", count)
  if (length(found) != count) .sg_broken("a frame ends before its end")
  found
}

# The next frame, or NULL where the host has no more to say.
.sg_read <- function(connection) {
  start <- readBin(connection, "raw", 8)
  if (length(start) == 0) return(NULL)
  if (length(start) < 8) .sg_broken("a frame ends before its end")
  if (!identical(start[1:4], charToRaw("SGP1"))) .sg_broken("a frame begins with SGP1")
  size <- sum(as.numeric(start[5:8]) * 256^(0:3))
  if (size > 16 * 2^20) .sg_broken("a header of ", size, " bytes is too long")
  bytes <- .sg_bytes(connection, size)
  if (any(bytes == 0)) .sg_broken("a header is not JSON")
  text <- rawToChar(bytes)
  if (!validUTF8(text)) .sg_broken("a header is not UTF-8")
  Encoding(text) <- "UTF-8"
  header <- .sg_read_json(text)
  if (!is.list(header) || is.null(names(header)) || !is.character(header$type))
    .sg_broken("a header is an object with a type")
  arrays <- list()
  total <- 0
  for (each in header$arrays) {
    count <- each$count
    is_count <- is.numeric(count) && count >= 0 && count == floor(count)
    if (!is.character(each$name) || !is.character(each$type) || !each$type %in% names(.sg_sizes) || !is_count)
      .sg_broken("an array has a name, a known type and a count")
    if (!is.null(arrays[[each$name]])) .sg_broken("there are two arrays ", each$name)
    total <- total + count * .sg_sizes[[each$type]]
    if (total > 2^34) .sg_broken("the arrays of a frame have more than 2^34 bytes")
    arrays[[each$name]] <- structure(.sg_array(connection, each$type, count), sg_type = each$type)
  }
  list(header = header, arrays = arrays)
}

.sg_array <- function(connection, type, count) {
  found <- switch(type,
    u8 = readBin(connection, "raw", count),
    i32 = readBin(connection, "integer", count, 4, endian = "little"),
    i64 = readBin(connection, "integer", 2 * count, 4, endian = "little"),
    f64 = readBin(connection, "double", count, 8, endian = "little"))
  if (length(found) != if (type == "i64") 2 * count else count) .sg_broken("a frame ends before its end")
  if (type == "i64") .sg_join_halves(found) else found
}

# R has no integers of 64 bits: doubles hold them exactly up to 2^53. The least one stands for a missing value.
.sg_join_halves <- function(halves) {
  halves <- as.numeric(halves)
  # -2^31 is R's missing integer.
  halves[is.na(halves)] <- -2^31
  at <- 2 * seq_len(length(halves) / 2)
  low <- halves[at - 1]
  high <- halves[at]
  low <- ifelse(low < 0, low + 2^32, low)
  ifelse(high == -2^31 & low == 0, NA_real_, high * 2^32 + low)
}

.sg_split_halves <- function(values) {
  high <- floor(values / 2^32)
  low <- values - high * 2^32
  low <- ifelse(low >= 2^31, low - 2^32, low)
  missing <- is.na(values)
  high[missing] <- -2^31
  low[missing] <- 0
  halves <- numeric(2 * length(values))
  at <- 2 * seq_along(values)
  halves[at - 1] <- low
  halves[at] <- high
  # writeBin writes the missing integer as -2^31.
  suppressWarnings(as.integer(halves))
}

.sg_send <- function(header, arrays = list()) {
  if (length(arrays) > 0)
    header$arrays <- unname(Map(function(n, a) list(name = n, type = a$type, count = a$count), names(arrays), arrays))
  text <- charToRaw(.sg_json(header))
  con <- .sg$out
  writeBin(charToRaw("SGP1"), con)
  writeBin(as.integer(length(text)), con, endian = "little")
  writeBin(text, con)
  for (array in arrays) if (array$count > 0) writeBin(array$values, con, endian = "little")
  flush(con)
}

.sg_packed <- function(type, values) switch(type,
  u8 = list(type = "u8", count = length(values), values = as.raw(values)),
  i32 = list(type = "i32", count = length(values), values = as.integer(values)),
  i64 = list(type = "i64", count = length(values), values = .sg_split_halves(as.numeric(values))),
  f64 = list(type = "f64", count = length(values), values = as.numeric(values)))

# ---- Columns --------------------------------------------------------------------------------------------------------

.sg_type_of <- function(values, what) {
  if (is.logical(values)) "boolean"
  else if (is.factor(values) || is.character(values)) "text"
  else if (is.integer(values)) "integer"
  else if (is.numeric(values)) "number"
  else .sg_wrong(what, " is a ", class(values)[1])
}

# The arrays of a column by their names.
.sg_encode <- function(key, values, type, count, what) {
  if (is.factor(values)) values <- as.character(values)
  if (inherits(values, "integer64")) .sg_wrong(what, " holds integer64 values: give them as numbers or texts")
  if (!is.atomic(values) || is.null(values)) .sg_wrong(what, " is a ", class(values)[1], " instead of a vector")
  if (length(values) != count) .sg_wrong(what, " has ", length(values), " values instead of ", count)
  # What is missing everywhere is of no type.
  if (is.logical(values) && all(is.na(values)))
    values <- rep(switch(type, text = NA_character_, boolean = NA, NA_real_), count)
  fits <- switch(type, text = is.character(values), boolean = is.logical(values), is.numeric(values))
  if (!fits) .sg_wrong(what, " holds ", typeof(values), " values instead of ", type)
  values <- unname(as.vector(values))
  if (type == "text") {
    # Where R does not know the encoding, it would turn wrong bytes into "<e9>" and the like.
    unknown <- !is.na(values) & Encoding(values) == "unknown"
    if (!all(validUTF8(values[unknown]))) .sg_wrong(what, " has a text that is not Unicode")
    values <- enc2utf8(values)
    if (!all(validUTF8(values[!is.na(values)]))) .sg_wrong(what, " has a text that is not Unicode")
    dictionary <- unique(values[!is.na(values)])
    codes <- match(values, dictionary) - 1L
    codes[is.na(codes)] <- -1L
    texts <- .sg_pack_texts(dictionary)
    found <- list(.sg_packed("i32", codes), texts$bytes, texts$ends)
    return(setNames(found, paste0(key, c(".codes", ".bytes", ".ends"))))
  }
  packed <- switch(type,
    boolean = .sg_packed("u8", ifelse(is.na(values), 2, as.integer(values))),
    integer = {
      wrong <- which(!is.na(values) & (values != floor(values) | abs(values) > 2^53))
      if (length(wrong) > 0)
        .sg_wrong(what, " has ", values[wrong[1]], " at position ", wrong[1], " instead of a whole number")
      .sg_packed("i64", values)
    },
    number = {
      wrong <- which(is.infinite(values))
      if (length(wrong) > 0) .sg_wrong(what, " is infinite at position ", wrong[1], "; a missing value is NA")
      # One kind of missing value: R has two.
      values <- as.numeric(values)
      values[is.na(values)] <- NaN
      .sg_packed("f64", values)
    })
  setNames(list(packed), key)
}

.sg_pack_texts <- function(texts) {
  bytes <- lapply(texts, charToRaw)
  list(bytes = .sg_packed("u8", if (length(bytes) > 0) do.call(c, bytes) else raw()),
       ends = .sg_packed("i64", cumsum(as.numeric(lengths(bytes)))))
}

.sg_texts <- function(bytes, ends) {
  if (length(ends) == 0) return(character())
  if (any(bytes == 0)) .sg_wrong("R has no texts with the character 0")
  starts <- c(0, ends[-length(ends)])
  texts <- vapply(seq_along(ends), function(i) rawToChar(bytes[starts[i] + seq_len(ends[i] - starts[i])]), "")
  Encoding(texts) <- "UTF-8"
  texts
}

.sg_take <- function(arrays, name, type, count = NULL) {
  found <- arrays[[name]]
  if (is.null(found)) .sg_broken("there is no array ", name)
  if (attr(found, "sg_type") != type || (!is.null(count) && length(found) != count))
    .sg_broken("array ", name, " is not ", count, " of ", type)
  attributes(found) <- NULL
  found
}

.sg_decode <- function(arrays, key, type, count) {
  switch(type,
    number = { x <- .sg_take(arrays, key, "f64", count); x[is.nan(x)] <- NA; x },
    integer = {
      x <- .sg_take(arrays, key, "i64", count)
      if (any(abs(x) > 2^53, na.rm = TRUE))
        sociogram_error("large-integer", paste(sub("^[a-z]+:", "column ", key), "has whole numbers that R cannot hold"))
      if (all(abs(x) < 2^31, na.rm = TRUE)) as.integer(x) else x
    },
    boolean = { x <- as.integer(.sg_take(arrays, key, "u8", count)); x[x == 2] <- NA; as.logical(x) },
    text = {
      codes <- .sg_take(arrays, paste0(key, ".codes"), "i32", count)
      bytes <- .sg_take(arrays, paste0(key, ".bytes"), "u8")
      dictionary <- .sg_texts(bytes, .sg_take(arrays, paste0(key, ".ends"), "i64"))
      codes[codes < 0] <- NA
      dictionary[codes + 1L]
    },
    .sg_broken("a column has an unknown type ", type))
}

# ---- The network ----------------------------------------------------------------------------------------------------

# Nodes, edges and arcs count from 1: the neighbours of v are neighbors[offsets[v] + 1 … offsets[v + 1]].
.sg_network <- function(told, arrays) {
  n <- told$nodes
  m <- told$edges
  if (!is.numeric(n) || !is.numeric(m)) .sg_broken("a network has numbers of nodes and edges")
  offsets <- .sg_take(arrays, "offsets", "i64", n + 1)
  arcs <- offsets[n + 1]
  edges <- list(
    source = .sg_take(arrays, "sources", "i32", m) + 1L, target = .sg_take(arrays, "targets", "i32", m) + 1L)
  if (!is.null(arrays[["weight"]])) edges$weight <- .sg_take(arrays, "weight", "f64", m)
  nodes <- list()
  if (!is.null(arrays[["ids.ends"]]))
    nodes$id <- .sg_texts(.sg_take(arrays, "ids.bytes", "u8"), .sg_take(arrays, "ids.ends", "i64", n))
  for (column in told$node_columns)
    nodes[[column$name]] <- .sg_decode(arrays, paste0("node:", column$name), column$type, n)
  for (column in told$edge_columns) {
    # The weight itself is among the columns, too.
    if (identical(column$name, told$weight$column) && column$name == "weight" && !is.null(edges$weight)) next
    if (column$name %in% names(edges))
      sociogram_error("column-name", paste0(
        "the edge column '", column$name, "' has the name of what a network in R has already: rename it"))
    edges[[column$name]] <- .sg_decode(arrays, paste0("edge:", column$name), column$type, m)
  }
  list(
    n = n, m = m, directed = isTRUE(told$directed), weight_means = told$weight$meaning,
    offsets = offsets, neighbors = .sg_take(arrays, "neighbors", "i32", arcs) + 1L,
    arc_edges = .sg_take(arrays, "arc_edges", "i32", arcs) + 1L,
    nodes = .sg_frame(nodes, n), edges = .sg_frame(edges, m))
}

.sg_frame <- function(columns, rows) {
  attr(columns, "row.names") <- .set_row_names(rows)
  if (is.null(names(columns))) names(columns) <- character()
  class(columns) <- "data.frame"
  columns
}

# ---- Results --------------------------------------------------------------------------------------------------------

.sg_result <- function(module, value, n, m) {
  kinds <- list(node = module$writes, edge = module$edge_writes, table = module$tables, document = module$documents)
  declared <- unlist(lapply(kinds, names), use.names = FALSE)
  # A data frame is a list by name, or else the only table that a module writes.
  if (is.data.frame(value) && !all(names(value) %in% declared) && length(declared) == 1)
    value <- setNames(list(value), declared)
  if (!is.list(value)) .sg_wrong(module$name, " returns a ", class(value)[1], " instead of a list by name")
  for (name in setdiff(names(value), declared))
    .sg_wrong(module$name, " returns '", name, "', which it does not declare")
  for (name in setdiff(declared, names(value)))
    .sg_wrong(module$name, " does not return '", name, "', which it declares")
  header <- list(type = "result", node_columns = list(), edge_columns = list(), tables = list(), documents = list())
  arrays <- list()
  for (side in c("node", "edge")) for (name in names(kinds[[side]])) {
    column <- kinds[[side]][[name]]
    key <- paste0(side, "_columns")
    header[[key]] <- c(header[[key]], list(list(name = name, type = column$type, convention = column$convention)))
    arrays <- c(arrays, .sg_encode(paste0(side, ":", name), value[[name]], column$type, if (side == "node") n else m,
                                   paste0(module$name, ": ", side, " column '", name, "'")))
  }
  for (name in names(kinds$table)) {
    table <- value[[name]]
    if (!is.list(table) || !isTRUE(table$sociogram_table)) table <- sociogram_table(table)
    if (!is.data.frame(table$rows))
      .sg_wrong(module$name, ": table '", name, "' is a ", class(table$rows)[1], " instead of a data frame")
    columns <- list()
    for (column in names(table$rows)) {
      what <- paste0(module$name, ": column '", column, "' of table '", name, "'")
      type <- .sg_type_of(table$rows[[column]], what)
      columns <- c(columns, list(list(name = column, type = type)))
      key <- paste0("table:", name, ":", column)
      arrays <- c(arrays, .sg_encode(key, table$rows[[column]], type, nrow(table$rows), what))
    }
    header$tables <- c(header$tables, list(list(
      name = name, title = table$title, note = table$note, rows = nrow(table$rows), columns = columns)))
  }
  for (name in names(kinds$document)) {
    content <- value[[name]]
    if (is.character(content)) content <- charToRaw(enc2utf8(paste(content, collapse = "\n")))
    if (!is.raw(content)) .sg_wrong(module$name, ": document '", name, "' is a text or raw")
    header$documents <- c(header$documents, list(list(name = name)))
    arrays[[paste0("document:", name)]] <- .sg_packed("u8", content)
  }
  list(header = header, arrays = arrays)
}

# ---- The conversation -----------------------------------------------------------------------------------------------

#' Answers Sociogram until it has no more to ask; the last line of a plug-in. `libraries`: packages whose versions the
#' results depend on.
sociogram_run <- function(libraries = character()) {
  .sg_claim()
  status <- tryCatch(.sg_serve(libraries), sg_broken = function(e) {
    .sg_send(list(type = "error", code = "broken-protocol", message = conditionMessage(e)))
    76L
  }, sociogram_error = function(e) {
    .sg_send(.sg_told(e))
    1L
  })
  quit(save = "no", status = status)
}

.sg_claim <- function() {
  if (!is.null(.sg$out)) return(invisible())
  .sg$`in` <- file("stdin", "rb")
  .sg$out <- file("/dev/stdout", "wb", raw = TRUE)
  # What R prints goes to standard error; what libraries in C print to standard output goes nowhere.
  sink(stderr())
  tryCatch(get("closeStdout", asNamespace("parallel"))(TRUE), error = function(e) NULL)
  # Messages of R are told in one language, and recognized by it.
  Sys.setenv(LANGUAGE = "en")
  # Programs in R that this one starts are no plug-ins.
  Sys.unsetenv("SOCIOGRAM_PLUGIN")
}

.sg_serve <- function(libraries) {
  frame <- .sg_read(.sg$`in`)
  if (is.null(frame)) return(0L)
  if (frame$header$type != "hello") .sg_broken("the first frame is hello, not ", frame$header$type)
  if (!1 %in% unlist(frame$header$protocols))
    sociogram_error("unknown-protocol", "this plug-in speaks version 1 of the protocol",
                    help = "use a newer sociogram.R")
  told <- if (is.list(frame$header$plugin)) frame$header$plugin else .sg_description()
  .sg_send(list(
    type = "hello", protocol = 1, name = told$name, version = told$version,
    surroundings = .sg_surroundings(libraries)))
  repeat {
    frame <- .sg_read(.sg$`in`)
    if (is.null(frame)) return(0L)
    switch(frame$header$type,
      describe = .sg_send(list(type = "manuals", modules = unname(lapply(.sg$modules, .sg_manual)))),
      run = .sg_run(frame),
      # It is read only when the run is over.
      cancel = NULL,
      .sg_broken("a frame has an unknown type ", frame$header$type))
  }
}

.sg_description <- function() {
  lines <- if (file.exists("plugin.yaml")) readLines("plugin.yaml", warn = FALSE, encoding = "UTF-8")
  plain <- function(key) {
    found <- grep(paste0("^", key, ":[ \t]"), lines, value = TRUE)
    text <- if (length(found) > 0) sub("[ \t]+#.*$", "", sub("^[^:]*:[ \t]+", "", found[1])) else ""
    gsub("^[\"']|[\"']$", "", trimws(text))
  }
  list(name = plain("name"), version = plain("version"))
}

.sg_surroundings <- function(libraries) {
  found <- list(R = as.character(getRversion()))
  for (library in libraries) {
    if (!requireNamespace(library, quietly = TRUE))
      sociogram_error("missing-library", paste0("the package '", library, "' is not installed"))
    found[[library]] <- as.character(utils::packageVersion(library))
  }
  found
}

.sg_manual <- function(module) {
  column <- function(kind) function(n, x) list(kind = kind, name = n, type = x$type, meaning = x$meaning)
  meaning <- function(kind) function(n, x) list(kind = kind, name = n, meaning = x)
  each <- function(fun, listed) unname(Map(fun, names(listed), listed))
  list(
    name = module$name, summary = sub("[.]$", "", module$summary), details = module$details, version = module$version,
    inputs = "one", reads = module$reads,
    writes = c(each(column("node_column"), module$writes), each(column("edge_column"), module$edge_writes),
               each(meaning("table"), module$tables), each(meaning("document"), module$documents)),
    uses = I(module$uses), assumes = I(module$assumes), references = I(module$references),
    parameters = unname(Map(function(key, p) c(list(key = key), p), names(module$parameters), module$parameters)),
    complexity = module$complexity, examples = unname(module$examples))
}

.sg_run <- function(frame) {
  header <- frame$header
  id <- header$id
  if (!is.numeric(id)) .sg_broken("a run has a whole number as its id")
  methods <- list()
  messages <- 0
  log <- function(level, code, message, parameter = NULL, help = NULL) {
    # Nobody reads more; a host ends a plug-in that sends many more in a run.
    messages <<- messages + 1
    if (messages > 500) return(invisible())
    if (messages == 500) {
      level <- "info"
      code <- "many-messages"
      message <- "further messages are left out"
      parameter <- help <- NULL
    }
    said <- list(type = "log", id = id, level = level, code = code, message = message)
    said$parameter <- parameter
    said$help <- help
    .sg_send(said)
  }
  seed <- if (is.character(header$seed)) .sg_seed(header$seed)
  context <- list(
    stage = header$stage, title = header$title, threads = header$threads, folder = header$folder, seed = seed,
    progress = function(share) .sg_send(list(type = "progress", id = id, share = min(max(share, 0), 1))),
    warn = function(code, message, parameter = NULL, help = NULL) log("warning", code, message, parameter, help),
    info = function(message, code = "info") log("info", code, message),
    method = function(text, column = NULL, caption = "", reference = NULL, french = NULL, subject = "measure") {
      said <- list(subject = subject, text = text, caption = caption)
      said$column <- column
      said$reference <- reference
      said$french <- french
      methods <<- c(methods, list(said))
    })
  answer <- .sg_caught(log, {
    module <- .sg$modules[[header$module]]
    if (is.null(module)) sociogram_error("unknown-module", paste0("the plug-in has no module '", header$module, "'"))
    if (!is.list(header$network)) .sg_broken(module$name, " reads a network, and is given none")
    network <- .sg_network(header$network, frame$arrays)
    # The same on every run, whatever ran before, also for a module that has not declared a seed.
    set.seed(if (is.null(seed)) 0L else seed, "Mersenne-Twister", "Inversion", "Rejection")
    value <- module$fun(network, .sg_values(header$parameters), context)
    .sg_result(module, value, network$n, network$m)
  })
  if (answer$header$type == "result") {
    # What names no column is about the first thing that the module writes.
    first <- unlist(lapply(module[c("writes", "edge_writes", "tables", "documents")], names), use.names = FALSE)[1]
    answer$header$methods <- lapply(methods, function(said) {
      if (said$subject == "measure" && is.null(said$column)) said$column <- first
      said
    })
  }
  answer$header$id <- id
  .sg_send(answer$header, answer$arrays)
}

# Lists of parameters are vectors for R.
.sg_values <- function(parameters) {
  found <- parameters
  for (key in names(found)) {
    value <- found[[key]]
    if (is.list(value)) found[[key]] <- if (length(value) > 0) unlist(value) else character()
  }
  found
}

# A run's result, or what has gone wrong as a frame; warnings of R are told.
.sg_caught <- function(log, code) {
  trace <- character()
  answer <- tryCatch(
    withCallingHandlers(code,
      warning = function(w) {
        log("warning", "r-warning", conditionMessage(w))
        invokeRestart("muffleWarning")
      },
      error = function(e) {
        calls <- vapply(sys.calls(), function(call) deparse(call, nlines = 1L)[1], "")
        own <- grep("module$fun(", calls, fixed = TRUE)
        end <- grep("^(stop|\\.handleSimpleError|h)\\(", calls)
        calls <- calls[seq_len(if (length(end) > 0) max(end[1] - 1, 1) else length(calls))]
        trace <<- if (length(own) > 0) calls[seq_along(calls) > max(own)]
      }),
    sg_broken = identity,
    sociogram_error = function(e) list(header = .sg_told(e), arrays = list()),
    error = function(e) {
      said <- list(type = "error", code = "defect", message = conditionMessage(e))
      if (grepl("^cannot allocate ", said$message)) said$code <- "out-of-memory"
      else {
        call <- conditionCall(e)
        place <- if (!is.null(call)) paste("in", deparse(call, nlines = 1L)[1])
        said$trace <- paste(c(trace, place), collapse = "\n")
      }
      list(header = said, arrays = list())
    })
  # Handlers of one tryCatch catch what others of it raise.
  if (inherits(answer, "sg_broken")) stop(answer)
  answer
}

.sg_told <- function(e) {
  said <- list(type = "error", code = e$code, message = conditionMessage(e))
  said$parameter <- e$parameter
  said$help <- e$help
  said
}

# A seed for R, which has 32 bits, from a whole number below 2^64 written in digits: its rest by a prime number.
.sg_seed <- function(text) {
  if (!grepl("^[0-9]{1,20}$", text)) .sg_broken("a seed is a text of a whole number")
  rest <- 0
  for (digit in utf8ToInt(text) - 48L) rest <- (rest * 10 + digit) %% 2147483647
  as.integer(rest)
}

# Right away, before other code prints.
if (Sys.getenv("SOCIOGRAM_PLUGIN") == "1") .sg_claim()

# Tests of sociogram.R without a host: Rscript sdk/r/tests/tests.R

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)[1]))
source(file.path(here, "..", "sociogram.R"))

failures <- 0
is <- function(found, wanted, what) {
  if (identical(found, wanted)) return(invisible())
  failures <<- failures + 1
  cat("FAILED:", what, "\n  found:", deparse(found), "\n  wanted:", deparse(wanted), "\n")
}
fails <- function(code, words, what = words) {
  message <- tryCatch({ code; "no error" }, error = conditionMessage)
  is(grepl(words, message, fixed = TRUE), TRUE, paste0(what, ": ", message))
}

# JSON: read
is(.sg_read_json('{"a":[1,-2.5e3,"x"],"b":{},"c":null,"d":[],"e":true}'),
   list(a = list(1, -2500, "x"), b = structure(list(), names = character()), c = NULL, d = list(), e = TRUE), "values")
is(names(.sg_read_json('{"c":null,"d":1}')), c("c", "d"), "a null keeps its key")
is(length(.sg_read_json('[null,null]')), 2L, "a null keeps its place")
is(.sg_read_json('"\\u00e9\\"\\\\\\/\\n\\ud83d\\ude00 {[,:]}"'), "\u00e9\"\\/\n\U1F600 {[,:]}", "escapes")
is(.sg_read_json(' [ "a" , 1 ] '), list("a", 1), "blanks")
for (wrong in c("", "{", "[1,]", "[1 2]", "{\"a\" 1}", "{a:1}", "[1]]", "nul", "[01]", "[1.]", "\"\\x\"", "\"a", "NaN", "[\"\\ud800\"]"))
  fails(.sg_read_json(wrong), "header", paste("wrong JSON", wrong))

# JSON: written
is(.sg_json(list(a = 1, b = "x", c = NULL, d = I(1), e = list(), f = NA, g = c(1, NA))),
   '{"a":1,"b":"x","c":null,"d":[1],"e":[],"f":null,"g":[1,null]}', "lists")
is(.sg_json(structure(list(), names = character())), "{}", "an empty object")
is(.sg_json(I(character())), "[]", "no texts")
is(.sg_json(c(0.1, 1 / 3, 2^53, 1e300, 5L)), "[0.1,0.33333333333333331,9007199254740992,1e+300,5]", "numbers")
is(.sg_json(TRUE), "true", "true")
is(.sg_json("a\"\\\n\u0001\u00e9"), "\"a\\\"\\\\\\u000a\\u0001\u00e9\"", "a text")
for (text in c("", "\u65e5\u672c \"q\" \\ \t", "\U1F600")) is(.sg_read_json(.sg_json(text)), text, "there and back")
fails(.sg_json(Inf), "infinite")

# Whole numbers of 64 bits
whole <- c(0, 1, -1, 2^31, -2^31, 2^32, -2^32, 2^53, -2^53, 2^31 - 1, 2^32 - 1, NA)
is(.sg_join_halves(.sg_split_halves(whole)), whole, "halves")
bytes <- writeBin(.sg_split_halves(c(-2, NA, 2^32)), raw(), endian = "little")
is(as.integer(bytes), c(254L, rep(255L, 7), rep(0L, 7), 128L, rep(0L, 4), 1L, rep(0L, 3)), "bytes")
is(.sg_read_json("9007199254740993"), 9007199254740992, "JSON has doubles")

# Seeds
is(.sg_seed("18446744073709551615"), 3L, "2^64 - 1 modulo 2^31 - 1")
is(.sg_seed("7"), 7L, "a small seed")
fails(.sg_seed("x"), "seed")

# Columns there and back
back <- function(values, type) {
  packed <- .sg_encode("k", values, type, length(values), "column")
  arrays <- lapply(packed, function(p) structure(switch(p$type, i64 = .sg_join_halves(p$values), p$values), sg_type = p$type))
  .sg_decode(arrays, "k", type, length(values))
}
is(back(c(1.5, NA, NaN, -0), "number"), c(1.5, NA, NA, -0), "numbers")
is(back(c(1L, NA), "integer"), c(1L, NA), "whole numbers")
is(back(c(2^40, NA), "integer"), c(2^40, NA), "large whole numbers")
is(back(c(TRUE, NA, FALSE), "boolean"), c(TRUE, NA, FALSE), "truth values")
is(back(c("\u00e9", NA, "", "\u00e9"), "text"), c("\u00e9", NA, "", "\u00e9"), "texts")
is(back(factor(c("b", NA, "a")), "text"), c("b", NA, "a"), "factors")
is(back(NA, "text"), NA_character_, "what is missing everywhere")
for (type in c("number", "integer")) is(length(back(numeric(), type)), 0L, "nothing")
is(back(character(), "text"), character(), "no texts")
fails(.sg_encode("k", 1:2, "number", 3, "column"), "has 2 values instead of 3")
fails(.sg_encode("k", "a", "number", 1, "column"), "holds character values")
fails(.sg_encode("k", c(1, Inf), "number", 2, "column"), "infinite at position 2")
fails(.sg_encode("k", 1.5, "integer", 1, "column"), "whole number")
fails(.sg_encode("k", 2^60, "integer", 1, "column"), "whole number")
fails(.sg_encode("k", 1, "boolean", 1, "column"), "instead of boolean")
fails(.sg_encode("k", list(1), "number", 1, "column"), "instead of a vector")

# Declarations
fails(sociogram_module("Wrong", "S", identity, writes = list(x = "number")), "family.snake_case")
fails(sociogram_module("t.x", "S", identity), "writes nothing")
fails(sociogram_param("date", "D"), "not date")
fails(sociogram_column("date"), "not date")
sociogram_module("t.x", "S.", identity, writes = list(x = "number"), parameters = list(
  by = sociogram_param("node_column", "D", list = TRUE, default = NULL), a = sociogram_param("integer", "A."),
  c = sociogram_param("choice", "C", "x", choices = c("x", "y"))))
fails(sociogram_module("t.x", "S", identity, writes = list(x = "number")), "two modules")
is(.sg_json(.sg_manual(.sg$modules[[1]])$parameters), paste0(
  '[{"key":"by","type":{"list":"node_column"},"doc":"D","default":null},',
  '{"key":"a","type":"integer","doc":"A","required":true},',
  '{"key":"c","type":"choice","doc":"C","default":"x","choices":["x","y"]}]'), "parameters")

# Results
module <- list(name = "t.y", writes = list(x = sociogram_column("number")), tables = list(t = "T"))
good <- .sg_result(module, list(x = c(1, 2), t = data.frame(a = 1:3, b = c("x", NA, "y"))), 2, 0)
is(names(good$arrays), c("node:x", "table:t:a", "table:t:b.codes", "table:t:b.bytes", "table:t:b.ends"), "arrays")
is(.sg_json(good$header$tables), paste0('[{"name":"t","title":"","note":"","rows":3,"columns":',
  '[{"name":"a","type":"integer"},{"name":"b","type":"text"}]}]'), "a table")
fails(.sg_result(module, list(x = 1:2), 2, 0), "does not return 't'")
fails(.sg_result(module, list(x = 1:2, t = data.frame(), z = 1), 2, 0), "returns 'z'")
fails(.sg_result(module, 5, 2, 0), "instead of a list by name")
fails(.sg_result(module, list(x = 1:2, t = 5), 2, 0), "instead of a data frame")

if (failures > 0) quit(status = 1)
cat("All tests of sociogram.R have passed.\n")

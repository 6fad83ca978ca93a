# Generalised linear models of node columns, by R's glm.

source(file.path(Sys.getenv("SOCIOGRAM_SDK"), "r", "sociogram.R"))

# The outcome as glm wants it.
outcome_values <- function(values, family, name) {
  wrong <- function(message)
    sociogram_error("wrong-outcome", paste0("column '", name, "' ", message), parameter = "outcome")
  present <- values[!is.na(values)]
  if (family == "binomial") {
    if (is.logical(values)) return(as.numeric(values))
    levels <- sort(unique(present), method = "radix")
    if (length(levels) != 2) wrong(paste0("has ", length(levels), " different values; binomial asks for two"))
    return(as.numeric(values == levels[2]))
  }
  if (is.logical(values)) values <- as.numeric(values)
  if (!is.numeric(values)) wrong(paste0("holds texts; ", family, " asks for numbers"))
  if (family == "poisson" && any(present < 0 | present != floor(present)))
    wrong("holds more than counts; poisson asks for 0, 1, 2, …")
  as.numeric(values)
}

# Texts and truth values as factors, whose first level in the order of its bytes is the one that others are compared to.
predictor_values <- function(values, name, rows) {
  used <- values[rows]
  if (length(unique(used)) < 2)
    sociogram_error("constant-predictor", paste0("column '", name, "' has one value in all ", sum(rows), " rows"),
                    parameter = "predictors")
  if (is.character(used)) {
    levels <- sort(unique(used), method = "radix")
    if (length(levels) > length(used) / 2)
      sociogram_error("too-many-levels", parameter = "predictors", paste0(
        "column '", name, "' has ", length(levels), " different texts in ", sum(rows), " rows"))
    return(factor(values, levels))
  }
  values
}

regression <- function(network, parameters, context) {
  names <- unique(parameters$predictors)
  if (parameters$outcome %in% names)
    sociogram_error("outcome-explains-itself", paste0("column '", parameters$outcome, "' is the outcome"),
                    parameter = "predictors")
  y <- outcome_values(network$nodes[[parameters$outcome]], parameters$family, parameters$outcome)
  columns <- network$nodes[names]
  rows <- !is.na(y) & stats::complete.cases(columns)
  if (sum(rows) < 3) sociogram_error("too-few-rows", paste("only", sum(rows), "rows have all values"))
  data <- data.frame(y = y)
  # Names of their own, for those of the study need not be names of R.
  for (i in seq_along(names)) data[[paste0("x", i)]] <- predictor_values(columns[[i]], names[i], rows)
  data <- data[rows, ]
  family <- switch(parameters$family,
    gaussian = stats::gaussian(), binomial = stats::binomial(), poisson = stats::poisson())
  options(contrasts = c("contr.treatment", "contr.poly"))
  fit <- stats::glm(y ~ ., family = family, data = data)
  if (fit$df.residual < 1)
    sociogram_error("too-few-rows", paste(sum(rows), "rows do not determine", length(stats::coef(fit)), "coefficients"))
  if (!all(rows))
    context$warn("rows-left-out", paste(sum(!rows), "of", length(rows), "nodes are left out: a value is missing"))
  if (anyNA(stats::coef(fit)))
    context$warn("collinear-predictors", "some predictors follow from others: their coefficients are missing",
                 parameter = "predictors")
  said <- paste0(
    "A generalised linear model (", parameters$family, ", link ", family$link, ") of ", parameters$outcome, " on ",
    paste(names, collapse = ", "), ", fitted to ", sum(rows), " nodes by maximum likelihood; nodes with missing values ",
    "are left out.")
  context$method(said, column = "regression", caption = paste("GLM,", parameters$family), reference = reference)
  list(
    fitted = spread(stats::fitted(fit), rows), residual = spread(stats::residuals(fit, "deviance"), rows),
    regression = sociogram_table(
      coefficients_table(fit, names), paste("What goes with", parameters$outcome), paste(
        "A row per coefficient, on the scale of the link. Texts and truth values are compared to their first value,",
        "which is not shown.")),
    regression_summary = summary_table(fit, rows))
}

spread <- function(values, rows) {
  found <- rep(NA_real_, length(rows))
  found[rows] <- values
  found
}

coefficients_table <- function(fit, names) {
  all <- stats::coef(fit)
  found <- summary(fit)$coefficients
  at <- match(base::names(all), rownames(found))
  data.frame(
    term = term_labels(fit, names), estimate = unname(all), standard_error = found[at, 2], statistic = found[at, 3],
    p = found[at, 4], row.names = NULL)
}

# "sector: mining" for what R calls "x2mining".
term_labels <- function(fit, names) {
  assigned <- attr(stats::model.matrix(fit), "assign")
  vapply(seq_along(assigned), function(i) {
    if (assigned[i] == 0) return("(intercept)")
    level <- substring(base::names(stats::coef(fit))[i], nchar(paste0("x", assigned[i])) + 1)
    name <- names[assigned[i]]
    if (!nzchar(level)) name else paste0(name, ": ", if (level == "TRUE") "true" else level)
  }, "")
}

summary_table <- function(fit, rows) {
  data.frame(
    measure = c("rows", "rows_left_out", "null_deviance", "residual_deviance", "aic"),
    value = c(sum(rows), sum(!rows), fit$null.deviance, fit$deviance, stats::AIC(fit)),
    note = c(
      "nodes with all values", "nodes of which a value is missing", "of the model without predictors", "of the model",
      "Akaike's criterion: less is better"))
}

reference <- paste(
  "Nelder, J. A. & Wedderburn, R. W. M. (1972). Generalized linear models.",
  "Journal of the Royal Statistical Society A 135, 370-384.")

sociogram_module(
  "research.regression", summary = "Explains a column of the nodes by others with a generalised linear model",
  details = paste(
    "R's glm. Texts and truth values are compared to their first value, texts in the order of their bytes. Nodes of",
    "which the outcome or a predictor is missing are left out, and counted. Residuals are deviance residuals; fitted",
    "values are on the scale of the outcome. `statistic` is t for gaussian and z for the others. Nodes count as",
    "independent of each other: where ties make neighbours alike, standard errors are too small."),
  parameters = list(
    outcome = sociogram_param("node_column", "Column to explain"),
    predictors = sociogram_param("node_column", "Columns that explain it", list = TRUE),
    family = sociogram_param(
      "choice", "Distribution of the outcome", "gaussian", choices = c("gaussian", "binomial", "poisson"))),
  writes = list(
    fitted = sociogram_column("number", "expected value of the outcome"),
    residual = sociogram_column("number", "deviance residual")),
  tables = list(
    regression = "estimate, standard error, statistic and p of each coefficient",
    regression_summary = "rows, deviance, AIC"),
  references = reference, complexity = "O(n p^2) per iteration, p coefficients",
  examples = list(sociogram_example(
    "Income by age and sector",
    files = list(
      ties.csv = "from,to\nAnn,Bob\nBob,Cat\nCat,Dan\nDan,Eve\nEve,Fay\nFay,Gus\n",
      people.csv = paste0(
        "id,income,age,sector\nAnn,30,25,mining\nBob,42,35,mining\nCat,50,45,mining\nDan,41,30,trade\n",
        "Eve,52,40,trade\nFay,61,52,trade\nGus,55,,trade\n")),
    yaml = paste(
      "- use: import.csv", "  with: {edges: ties.csv, nodes: people.csv}", "- use: research.regression",
      "  with: {outcome: income, predictors: [age, sector]}", sep = "\n"),
    nodes = paste0(
      "id,fitted,residual\nAnn,31.1938,-1.1938\nBob,40.6667,1.3333\nCat,50.1396,-0.1396\nDan,41.2289,-0.2289\n",
      "Eve,50.7018,1.2982\nFay,62.0693,-1.0693\nGus,,\n"),
    tables = list(
      regression = paste0(
        "term,estimate,standard_error,statistic,p\n(intercept),7.5115,2.5116,2.9907,0.0581\n",
        "age,0.9473,0.0678,13.9732,0.0008\nsector: trade,5.2987,1.2263,4.3208,0.0228\n"),
      regression_summary = paste0(
        "measure,value\nrows,6\nrows_left_out,1\nnull_deviance,574\nresidual_deviance,6.1034\naic,25.1298\n")))),
  fun = regression)

sociogram_run(libraries = "stats")

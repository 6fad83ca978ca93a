#include "pdf_pages.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/// A file that pages were taken from: what was not yet copied is read when the result is written.
typedef struct source {
  qpdf_data file;
  unsigned char *bytes;
  char *title;
  int first_page;
  struct source *next;
} source;

struct pdf_pages {
  qpdf_data result;
  source *sources, *last;
  char problem[400];
};

/// Without memory there is no other text than one that is there already.
static int out_of_memory(pdf_pages *pages) {
  if (pages->problem[0] == 0)
    snprintf(pages->problem, sizeof pages->problem, "%s", "no memory");
  return 1;
}

static int failed(pdf_pages *pages, qpdf_data file, QPDF_ERROR_CODE code) {
  if ((code & QPDF_ERRORS) == 0 && !qpdf_has_error(file)) return 0;
  if (pages->problem[0] == 0) {
    const char *text = qpdf_has_error(file)
        ? qpdf_get_error_full_text(file, qpdf_get_error(file))
        : "not readable";
    snprintf(pages->problem, sizeof pages->problem, "%s", text);
  }
  return 1;
}

pdf_pages *pdf_pages_begin(void) {
  pdf_pages *pages = calloc(1, sizeof *pages);
  if (pages == NULL) return NULL;
  pages->result = qpdf_init();
  qpdf_silence_errors(pages->result);
  qpdf_set_suppress_warnings(pages->result, QPDF_TRUE);
  failed(pages, pages->result, qpdf_empty_pdf(pages->result));
  return pages;
}

int pdf_pages_add(
    pdf_pages *pages, const unsigned char *bytes, size_t length, const char *title) {
  source *added = calloc(1, sizeof *added);
  if (added == NULL) return out_of_memory(pages);
  if (pages->last != NULL) pages->last->next = added; else pages->sources = added;
  pages->last = added;
  added->bytes = malloc(length == 0 ? 1 : length);
  added->title = strdup(title);
  added->file = qpdf_init();
  if (added->bytes == NULL || added->title == NULL) return out_of_memory(pages);
  memcpy(added->bytes, bytes, length);
  qpdf_silence_errors(added->file);
  qpdf_set_suppress_warnings(added->file, QPDF_TRUE);
  if (failed(
          pages, added->file,
          qpdf_read_memory(added->file, "page", (const char *)added->bytes, length, NULL)))
    return 1;
  int count = qpdf_get_num_pages(added->file);
  if (failed(pages, added->file, 0)) return 1;
  if (count < 1) {
    snprintf(pages->problem, sizeof pages->problem, "%s", "a file without pages");
    return 1;
  }
  added->first_page = qpdf_get_num_pages(pages->result);
  for (int index = 0; index < count; index++) {
    qpdf_oh page = qpdf_get_page_n(added->file, (size_t)index);
    if (failed(
            pages, pages->result,
            qpdf_add_page(pages->result, added->file, page, QPDF_FALSE)))
      return 1;
  }
  return 0;
}

/// A dictionary that others can point to.
static qpdf_oh new_object(qpdf_data file) {
  return qpdf_make_indirect_object(file, qpdf_oh_new_dictionary(file));
}

static void add_bookmarks(pdf_pages *pages, qpdf_oh root) {
  qpdf_data file = pages->result;
  qpdf_oh outline = new_object(file);
  qpdf_oh before = 0;
  int count = 0;
  qpdf_oh_replace_key(file, outline, "/Type", qpdf_oh_new_name(file, "/Outlines"));
  for (source *each = pages->sources; each != NULL; each = each->next, count++) {
    qpdf_oh item = new_object(file);
    qpdf_oh place = qpdf_oh_new_array(file);
    qpdf_oh_append_item(file, place, qpdf_get_page_n(file, (size_t)each->first_page));
    qpdf_oh_append_item(file, place, qpdf_oh_new_name(file, "/Fit"));
    qpdf_oh_replace_key(
        file, item, "/Title", qpdf_oh_new_unicode_string(file, each->title));
    qpdf_oh_replace_key(file, item, "/Parent", outline);
    qpdf_oh_replace_key(file, item, "/Dest", place);
    if (count == 0) {
      qpdf_oh_replace_key(file, outline, "/First", item);
    } else {
      qpdf_oh_replace_key(file, item, "/Prev", before);
      qpdf_oh_replace_key(file, before, "/Next", item);
    }
    before = item;
  }
  if (count == 0) return;
  qpdf_oh_replace_key(file, outline, "/Last", before);
  qpdf_oh_replace_key(file, outline, "/Count", qpdf_oh_new_integer(file, count));
  qpdf_oh_replace_key(file, root, "/Outlines", outline);
}

static void describe(pdf_pages *pages, const char *title, const char *subject) {
  qpdf_data file = pages->result;
  qpdf_oh root = qpdf_get_root(file);
  qpdf_oh info = new_object(file);
  qpdf_oh shown = qpdf_oh_new_dictionary(file);
  qpdf_oh_replace_key(file, info, "/Title", qpdf_oh_new_unicode_string(file, title));
  if (subject != NULL)
    qpdf_oh_replace_key(file, info, "/Subject", qpdf_oh_new_unicode_string(file, subject));
  qpdf_oh_replace_key(file, qpdf_get_trailer(file), "/Info", info);
  // Windows show the title instead of the file's name.
  qpdf_oh_replace_key(file, shown, "/DisplayDocTitle", qpdf_oh_new_bool(file, QPDF_TRUE));
  qpdf_oh_replace_key(file, root, "/ViewerPreferences", shown);
  add_bookmarks(pages, root);
}

const unsigned char *pdf_pages_finish(
    pdf_pages *pages, const char *title, const char *subject, size_t *length) {
  qpdf_data file = pages->result;
  *length = 0;
  describe(pages, title, subject);
  if (failed(pages, file, 0)) return NULL;
  if (failed(pages, file, qpdf_init_write_memory(file))) return NULL;
  // The identifier comes from the content; objects stay readable for whoever looks for texts.
  qpdf_set_deterministic_ID(file, QPDF_TRUE);
  qpdf_set_object_stream_mode(file, qpdf_o_disable);
  if (failed(pages, file, qpdf_write(file))) return NULL;
  *length = qpdf_get_buffer_length(file);
  return qpdf_get_buffer(file);
}

const char *pdf_pages_problem(const pdf_pages *pages) { return pages->problem; }

const char *pdf_pages_version(void) { return qpdf_get_qpdf_version(); }

void pdf_pages_end(pdf_pages *pages) {
  if (pages == NULL) return;
  qpdf_cleanup(&pages->result);
  while (pages->sources != NULL) {
    source *next = pages->sources->next;
    if (pages->sources->file != NULL) qpdf_cleanup(&pages->sources->file);
    free(pages->sources->bytes);
    free(pages->sources->title);
    free(pages->sources);
    pages->sources = next;
  }
  free(pages);
}

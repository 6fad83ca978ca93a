// Several PDF files as one, by qpdf.

#ifndef SOCIOGRAM_PDF_PAGES_H
#define SOCIOGRAM_PDF_PAGES_H

#include <stddef.h>

typedef struct pdf_pages pdf_pages;

/// NULL without memory; to be ended by `pdf_pages_end`.
pdf_pages *pdf_pages_begin(void);

/// Adds all pages of a file, with a bookmark to the first.
///
/// @param title of the bookmark, UTF-8.
/// @returns 0 when it was added.
int pdf_pages_add(
    pdf_pages *pages, const unsigned char *bytes, size_t length, const char *title);

/// Writes the file: the same bytes for the same pages.
///
/// @param title of the document, UTF-8.
/// @param subject likewise; NULL when there is none.
/// @param length takes the number of bytes.
/// @returns the bytes, which live as long as `pages`; NULL on failure.
const unsigned char *pdf_pages_finish(
    pdf_pages *pages, const char *title, const char *subject, size_t *length);

/// What went wrong first; an empty text when nothing has.
const char *pdf_pages_problem(const pdf_pages *pages);

/// The version of qpdf.
const char *pdf_pages_version(void);

void pdf_pages_end(pdf_pages *pages);

#endif

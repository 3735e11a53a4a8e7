/**
 * Agreements as files: a terms document, several, or a template that is filled in for each site.
 * Enter at {@link dev.loulan.clearing.agreement.AgreementFile}. One thread.
 */
@NullMarked
package dev.loulan.clearing.agreement;

import org.jspecify.annotations.NullMarked;

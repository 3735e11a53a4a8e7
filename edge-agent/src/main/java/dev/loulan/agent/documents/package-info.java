/**
 * Planograms and price lists as the operator signed them.
 *
 * <p>Enter at {@link dev.loulan.agent.documents.DocumentReader}, which lets no document in whose
 * signature does not verify, and {@link dev.loulan.agent.documents.DocumentFolder}, which keeps
 * them for the next boot. Any thread for the reader, one for the folder.
 */
@NullMarked
package dev.loulan.agent.documents;

import org.jspecify.annotations.NullMarked;

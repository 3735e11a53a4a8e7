/**
 * The small files of a device beside its journal: settings, documents, the shelf's last levels.
 *
 * <p>Enter at {@link dev.loulan.agent.files.DeviceFiles}. Any thread.
 */
@NullMarked
package dev.loulan.agent.files;

import org.jspecify.annotations.NullMarked;
